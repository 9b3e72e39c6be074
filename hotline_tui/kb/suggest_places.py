"""Where a matter is: the subdistrict or township and the district government of a place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hotline_tui.kb.suggest_lexicon import Reading, Scanner
from hotline_tui.kb.text import normal
from hotline_tui.standard.routing import DISTRICT_DIGITS
from hotline_tui.standard.vocabulary import UnitType


@dataclass(frozen=True, slots=True)
class UnitProfile:
    """An organizer as suggestions know it."""

    code: str
    name: str
    other_names: tuple[str, ...]
    type: UnitType
    division: str
    duties: tuple[str, ...]

    @property
    def local(self) -> bool:
        """Whether it is responsible for an area, whatever the matter."""
        return self.type is UnitType.DISTRICT or self.type.grassroots


@dataclass(frozen=True, slots=True)
class Place:
    """The units of a place, and whether somebody chose it or the text only speaks of it."""

    grassroots: UnitProfile | None
    district: UnitProfile | None
    chosen: bool

    def unit(self, type_: UnitType) -> UnitProfile | None:
        """Who has here what a unit of this type had elsewhere."""
        return self.grassroots if type_.grassroots else self.district


class Places:
    """Local units by division and by name."""

    def __init__(self, units: Iterable[UnitProfile]) -> None:
        self._grassroots: dict[str, UnitProfile] = {}
        self._districts: dict[str, UnitProfile] = {}
        self._named: dict[str, UnitProfile] = {}
        for unit in units:
            if unit.local:
                kept = self._districts if unit.type is UnitType.DISTRICT else self._grassroots
                kept[unit.division] = unit
                for name in (unit.name, *unit.other_names):
                    self._named[normal(name)] = unit
        self._names = Scanner(self._named)

    def of(self, division: str | None, reading: Reading) -> Place | None:
        """The place that was chosen, as exact as the text allows; else the one it speaks of."""
        spoken = [
            self._named[name]
            for text in (reading.title, reading.content)
            for name in self._names.found(text)
        ]
        within = (division or "")[:DISTRICT_DIGITS]
        exact = next(
            (unit for unit in spoken if unit.type.grassroots and unit.division.startswith(within)),
            None,
        )
        grassroots = self._grassroots.get(division or "") or exact
        if not within and (grassroots or spoken):
            within = (grassroots or spoken[0]).division[:DISTRICT_DIGITS]
        district = self._districts.get(within)
        if grassroots is None and district is None:
            return None
        return Place(grassroots, district, chosen=bool(division))

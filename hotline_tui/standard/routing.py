"""Who gets a ticket: one lead, those who assist, those who get a copy. Clause: 5.3.2.1.1."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hotline_tui.standard.refusal import Fault
from hotline_tui.standard.vocabulary import UnitType

DISTRICT_DIGITS = 6
"""Length of a district's code; the code of a subdistrict or township begins with it."""


@dataclass(frozen=True, slots=True)
class Unit:
    """An organizer as far as routing needs to know it. Clause: 3.4."""

    code: str
    name: str
    type: UnitType
    division: str = ""

    @property
    def district(self) -> str:
        """Code of the district that the unit lies in; empty for units of the whole city."""
        return self.division[:DISTRICT_DIGITS]


def district_government(division: str, units: Iterable[Unit]) -> Unit | None:
    """The government of the district that `division` lies in.

    It gets what no unit can be found for. Clause: 5.3.2.1.1 c.
    """
    district = division[:DISTRICT_DIGITS]
    of = (unit for unit in units if unit.type is UnitType.DISTRICT and unit.division == district)
    return next(of, None)


def copies(lead: Unit, assisting: Iterable[Unit], units: Iterable[Unit]) -> tuple[Unit, ...]:
    """District governments that get a copy, as subdistricts or townships below them are sent it.

    A district government that already has the ticket needs no copy. Clause: 5.3.2.1.1 a.
    """
    known = tuple(units)
    addressed = (lead, *assisting)
    found: dict[str, Unit] = {}
    for unit in addressed:
        if unit.type.grassroots:
            government = district_government(unit.division, known)
            if government is not None and government not in addressed:
                found[government.code] = government
    return tuple(found.values())


def lead_faults(lead: Unit | None, assisting: Iterable[Unit]) -> tuple[Fault, ...]:
    """Exactly one unit leads; nobody assists itself or twice. Clause: 5.3.2.1.1 b."""
    if lead is None:
        message = "须指定一个牵头承办单位；确实找不到合适单位的，派至诉求所属区人民政府"
        return (Fault("organizer", "5.3.2.1.1 b", message),)
    found: list[Fault] = []
    seen = {lead.code}
    for unit in assisting:
        if unit.code in seen:
            message = f"{unit.name}已是牵头或协办单位，不能重复"
            found.append(Fault("assisting", "5.3.2.1.1 b", message))
        seen.add(unit.code)
    return tuple(found)

"""What the callers of the demo desk call about: invented matters in many wordings.

The words stand in `data/demo/matters.toml`; nobody in them exists, and no number belongs to anyone.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from importlib.resources import files
from random import Random
from typing import Any

from hotline_tui.services.directory import Directory
from hotline_tui.standard.elements import missing
from hotline_tui.standard.record import Claimant, Emergency, Instability, TicketDraft
from hotline_tui.standard.vocabulary import Channel, Kind, Urgency

MATTERS = files("hotline_tui.data") / "demo" / "matters.toml"

NOT_SAID = "诉求人未说明"
"""Why an element is missing from a record of the demo."""

Matter = Mapping[str, Any]

_KINDS = {one.value: one for one in Kind}
_URGENCIES = {one.value: one for one in Urgency}


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who calls, once or again."""

    name: str
    phone: str
    estate: str
    division: str


@dataclass(frozen=True, slots=True)
class Words:
    """The matters and names to draw from, and what they are drawn with."""

    said: Mapping[str, Any]
    city: Directory
    rng: Random

    def usual(self, month: int) -> tuple[list[Matter], list[int]]:
        """The matters that come up by themselves in a month, and how often."""
        found = [
            one
            for one in self.said["matter"]
            if one["weight"] and month in one.get("months", range(1, 13))
        ]
        return found, [one["weight"] for one in found]

    @property
    def weight_of_year(self) -> float:
        """How often anything comes up in a month, on the average of a year."""
        return sum(sum(self.usual(month)[1]) for month in range(1, 13)) / 12

    def parts(self) -> Mapping[str, Matter]:
        """The matters that play a part, by its name."""
        return {one["role"]: one for one in self.said["matter"] if "role" in one}

    def caller(self) -> Caller:
        """An invented person with a number that belongs to nobody."""
        digits = f"{self.rng.randrange(10_000):04}"
        towns = [one.code for one in self.city.divisions.values() if one.level == "subdistrict"]
        return Caller(
            self.rng.choice(self.said["surnames"]) + self.rng.choice(self.said["given"]),
            f"1380000{digits}" if self.rng.random() < 0.8 else f"010-5555{digits}",
            self.rng.choice(self.said["estates"]),
            self.rng.choice(towns),
        )

    def draft(self, matter: Matter, caller: Caller, when: datetime) -> TicketDraft:
        """The record of a matter in one of its wordings, complete as the standard asks."""
        rng = self.rng
        blanks = self._blanks(caller)

        def told(name: str) -> str:
            return str(matter.get(name, "")).format(**blanks)

        def told_of(several: Sequence[str]) -> str:
            return rng.choice(several).format(**blanks)

        kind = _KINDS[matter["kind"]]
        asks = kind is Kind.CONSULTATION
        brief = asks or kind is Kind.SUGGESTION
        text = told_of(matter["courses"])
        urgent = bool(matter.get("role"))
        draft = TicketDraft(
            channel=Channel.PHONE if urgent else rng.choices(tuple(Channel), (80, 10, 7, 3))[0],
            kind=kind,
            urgency=_URGENCIES[matter.get("urgency", "general")],
            risk_to_life_or_property=matter.get("risk", False),
            claimant=Claimant(caller.name, caller.phone, address=caller.estate),
            title=told_of(matter["titles"]),
            content=text if brief else "",
            category=self.city.categories[matter["category"]].path,
            division="" if asks else caller.division,
            occurred_at=None if brief else when - timedelta(hours=0.3 if urgent else rng.random()),
            place=told("place"),
            course="" if brief else text,
            present_state=told("present"),
            demand=told("demand"),
            respondent=told("respondent"),
            prior_handling=told("prior"),
            reasons=told("reasons"),
            instability=Instability(**_filled(matter.get("instability", {}), blanks)),
            emergency=Emergency(**_filled(matter.get("emergency", {}), blanks)),
        )
        return replace(draft, not_provided={one.element.name: NOT_SAID for one in missing(draft)})

    def _blanks(self, caller: Caller) -> dict[str, object]:
        rng, said = self.rng, self.said
        return {
            "estate": caller.estate,
            "road": rng.choice(said["roads"]),
            "building": rng.randint(1, 18),
            "shop": rng.choice(said["shops"]),
            "firm": rng.choice(said["firms"]),
            "school": rng.choice(said["schools"]),
            "line": rng.randint(300, 699),
            "count": rng.randint(3, 9),
            "hour": rng.choice((1, 2, 3, 11, 12)),
            "degrees": rng.randint(12, 16),
        }


def words(city: Directory, rng: Random) -> Words:
    """The words of the demo for a city."""
    return Words(tomllib.loads(MATTERS.read_text(encoding="utf-8")), city, rng)


def _filled(given: Mapping[str, Any], blanks: Mapping[str, object]) -> dict[str, Any]:
    return {
        name: one.format(**blanks) if isinstance(one, str) else one for name, one in given.items()
    }

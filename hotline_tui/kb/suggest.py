"""Category and organizer from a ticket's text, with the evidence; a person decides.

Pure: profiles of units and categories and past tickets come in, suggestions go out.
Clause: 4.4, 5.3.2.1.6.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from hotline_tui.kb.suggest_broad import Broad
from hotline_tui.kb.suggest_history import History, PastTicket, Vote
from hotline_tui.kb.suggest_lexicon import Lexicon, Match, Reading
from hotline_tui.kb.suggest_places import Place, Places, UnitProfile

__all__ = ["CategoryProfile", "PastTicket", "Suggester", "Suggestion", "UnitProfile"]

GRASSROOTS, DISTRICT = "grassroots", "district"

_DIRECT = 0.9  # what a unit's duties can reach: a text is never proof
_LOCAL = 0.9  # the same for the units of the place, where a matter is local
_SPOKEN = 0.8  # … and where the text only speaks of the place
_ABOVE = 0.7  # the district government's part in a matter of its subdistrict or township
_YIELD = 0.45  # how much city units stand back where a matter is local and its place known
_THROUGH_CATEGORY = 0.4  # what a category's words say for the unit that it leads to
_THROUGH_LEAD = 0.3  # what its lead unit's duties say for a category
_BROADLY = 0.15  # what it says for a category that the text is likeliest of its first level
_PAST = 2.0  # past tickets beside duties: similarity is far below 1 even for tickets alike
_HANDLED = 5  # tickets of a category from which on its history counts half
_CHOSEN = 0.8  # what a chosen category says for the unit that it leads to
_HALF_SURE = 15.0  # sum of weights that is half a certainty: about one telling phrase in a title
_LEAST = 0.05  # below this nothing is suggested
_SHOWN = 3  # phrases of evidence


@dataclass(frozen=True, slots=True)
class CategoryProfile:
    """A leaf of the category tree.

    `scope` says who has such matters: "grassroots" the subdistrict or township of the place,
    "district" its district government, "city" the unit `organizer_code`, which otherwise is
    the city department that leads the trade.
    """

    code: str
    path: tuple[str, str, str]
    keywords: tuple[str, ...]
    organizer_code: str
    scope: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A code and name with a score in 0..1 and what speaks for it, in Chinese."""

    code: str
    name: str
    score: float
    evidence: tuple[str, ...]


@dataclass(slots=True)
class _Case:
    """What speaks for one code. Independent evidence takes away doubt, each piece its share."""

    doubt: float = 1.0
    evidence: dict[str, None] = field(default_factory=dict)

    def add(self, weight: float, *evidence: str) -> None:
        self.doubt *= 1 - min(max(weight, 0.0), 0.99)
        self.evidence.update(dict.fromkeys(evidence))


_Cases = defaultdict[str, _Case]


class Suggester:
    """Suggests categories and organizers; deterministic, and quick enough for every key.

    `units` and `categories` alone suffice for a new desk; `past` tickets make it better.
    """

    def __init__(
        self,
        units: Iterable[UnitProfile],
        categories: Iterable[CategoryProfile],
        past: Iterable[PastTicket] = (),
    ) -> None:
        self._units = {unit.code: unit for unit in units}
        self._categories = {category.code: category for category in categories}
        self._places = Places(self._units.values())
        self._duties = Lexicon(
            (unit.code, (unit.name, *unit.other_names, *unit.duties))
            for unit in self._units.values()
            if not unit.local
        )
        self._keywords = Lexicon(
            (category.code, (*category.path[1:], *category.keywords))
            for category in self._categories.values()
        )
        self._broad = Broad(
            (category.path[0], (*category.path, *category.keywords))
            for category in self._categories.values()
        )
        self._history = History()
        for ticket in past:
            self.learn(ticket)

    def learn(self, past: PastTicket) -> None:
        """Remember one more ticket that was dispatched."""
        self._history.add(past)
        if past.category in self._categories:
            self._broad.learn(self._categories[past.category].path[0], past.text)

    def broad_categories(self, title: str, content: str) -> list[str]:
        """First-level categories, the likeliest first; none for an empty text."""
        return self._broad.likely(Reading.of(title, content))

    def categories(self, title: str, content: str, limit: int = 5) -> tuple[Suggestion, ...]:
        """Likely categories, best first; none for an empty text.

        Clause: 5.3.2.1.6.
        """
        reading = Reading.of(title, content)
        cases: _Cases = defaultdict(_Case)
        matches = self._keywords.matches(reading)
        duties = self._duties.matches(reading)
        for code, match in matches.items():
            lead = duties.get(self._categories[code].organizer_code)
            match.score += _THROUGH_LEAD * lead.score if lead else 0.0
        top = max((match.score for match in matches.values()), default=0.0)
        for code, match in matches.items():
            cases[code].add(_DIRECT * _sure(top) * match.score / top, *match.best(_SHOWN))
        for code, vote in self._history.votes(reading)[1].items():
            if code in self._categories:
                cases[code].add(_PAST * vote.weight, *_alike(vote))
        for first in self._broad.likely(reading)[:1]:
            for code, case in cases.items():
                if self._categories[code].path[0] == first:
                    case.add(_BROADLY)
        names = {code: "/".join(category.path) for code, category in self._categories.items()}
        return _best(cases, names, limit)

    def organizers(
        self,
        title: str,
        content: str,
        *,
        division: str | None,
        category: str | None = None,
        limit: int = 5,
    ) -> tuple[Suggestion, ...]:
        """Likely organizers, best first; none where neither text nor category says anything.

        `division` is the code of the place, if known, `category` that of the chosen category.
        A local matter goes to the subdistrict or township of its place, and the district
        government that gets the copy follows.

        Clause: 5.3.2.1.1 a, 5.3.2.1.6.
        """
        reading = Reading.of(title, content)
        chosen = self._categories.get(category or "")
        if reading.empty and chosen is None:
            return ()
        place = self._places.of(division, reading)
        matches = self._keywords.matches(reading)
        local = self._local(matches, chosen)
        cases: _Cases = defaultdict(_Case)
        self._by_duty(cases, reading, matches, place, local)
        if chosen is not None:
            self._by_category(cases, chosen, place)
        if place is not None:
            _by_place(cases, place, local)
        self._by_history(cases, reading, place)
        names = {code: unit.name for code, unit in self._units.items()}
        return _best(cases, names, limit)

    def _by_duty(
        self,
        cases: _Cases,
        reading: Reading,
        matches: Mapping[str, Match],
        place: Place | None,
        local: _Local,
    ) -> None:
        """City units by their own duties and by the categories that lead to them."""
        found = self._duties.matches(reading)
        led: defaultdict[str, list[Match]] = defaultdict(list)
        for code in sorted(matches, key=lambda one: (-matches[one].score, one)):
            led[self._categories[code].organizer_code].append(matches[code])
        for code, through in led.items():
            if code in self._units:
                match = found.setdefault(code, Match())
                for rank, one in enumerate(through[:4], 1):
                    match.score += _THROUGH_CATEGORY * one.score / rank
                    for phrase, weight in one.phrases.items():
                        match.phrases.setdefault(phrase, weight)
        top = max((match.score for match in found.values()), default=0.0)
        back = _YIELD * max(local.grassroots, local.district) ** 4 if place else 0.0
        for code, match in found.items():
            weight = _DIRECT * _sure(top) * match.score / top * (1 - back)
            cases[code].add(weight, *match.best(_SHOWN))

    def _local(self, matches: Mapping[str, Match], chosen: CategoryProfile | None) -> _Local:
        """How far a matter is one for the place, from its category or those that it may have."""
        if chosen is not None:
            return _Local(
                float(chosen.scope == GRASSROOTS),
                float(chosen.scope == DISTRICT),
                _CHOSEN,
                ("/".join(chosen.path),),
            )
        best = {GRASSROOTS: Match(), DISTRICT: Match()}
        top = 0.0
        for code, match in matches.items():
            top = max(top, match.score)
            scope = self._categories[code].scope
            if scope in best and match.score > best[scope].score:
                best[scope] = match
        if not top:
            return _Local(0.0, 0.0, 0.0, ())
        leading = max(best.values(), key=lambda match: match.score)
        return _Local(
            best[GRASSROOTS].score / top,
            best[DISTRICT].score / top,
            _sure(top),
            leading.best(_SHOWN),
        )

    def _by_category(self, cases: _Cases, chosen: CategoryProfile, place: Place | None) -> None:
        """Who leads the chosen category, and who had its past tickets."""
        if chosen.organizer_code in self._units and (place is None or chosen.scope == "city"):
            cases[chosen.organizer_code].add(_CHOSEN, "/".join(chosen.path))
        handled: defaultdict[str, int] = defaultdict(int)
        for code, count in self._history.handled(chosen.code).items():
            handled[self._here(code, place)] += count
        total = sum(handled.values())
        for code, count in handled.items():
            if code in self._units:
                weight = _CHOSEN * count / total * total / (total + _HANDLED)
                cases[code].add(weight, f"同类 {count} 件")

    def _by_history(self, cases: _Cases, reading: Reading, place: Place | None) -> None:
        """Who had tickets like this one; elsewhere's subdistrict stands for the one here."""
        votes: defaultdict[str, list[Vote]] = defaultdict(list)
        for code, vote in self._history.votes(reading)[0].items():
            votes[self._here(code, place)].append(vote)
        for code, cast in votes.items():
            if code in self._units:
                weight = _PAST * math.fsum(vote.weight for vote in cast)
                cases[code].add(weight, *_alike(*cast))

    def _here(self, code: str, place: Place | None) -> str:
        """The unit of this place that answers to a unit of another."""
        unit = self._units.get(code)
        if unit is None or not unit.local or place is None:
            return code
        here = place.unit(unit.type) or place.district
        return here.code if here else code


@dataclass(frozen=True, slots=True)
class _Local:
    """How far a matter is one for the subdistrict and for the district, how sure, and why."""

    grassroots: float
    district: float
    sure: float
    evidence: tuple[str, ...]


def _by_place(cases: _Cases, place: Place, local: _Local) -> None:
    trust = _LOCAL * local.sure * (1.0 if place.chosen else _SPOKEN)
    if place.grassroots is not None and local.grassroots:
        here = f"属地 {place.grassroots.name}"
        cases[place.grassroots.code].add(trust * local.grassroots, here, *local.evidence)
    if place.district is not None and (local.grassroots or local.district):
        part = _ABOVE if place.grassroots is not None else 1.0
        weight = trust * max(local.district, part * local.grassroots)
        cases[place.district.code].add(weight, f"属地 {place.district.name}", *local.evidence)


def _sure(weight: float) -> float:
    return weight / (weight + _HALF_SURE)


def _alike(*votes: Vote) -> tuple[str, ...]:
    alike = sum(vote.alike for vote in votes)
    return (f"相似 {alike} 件",) if alike else ()


def _best(cases: _Cases, names: Mapping[str, str], limit: int) -> tuple[Suggestion, ...]:
    ranked = sorted(cases, key=lambda code: (cases[code].doubt, code))
    return tuple(
        Suggestion(
            code,
            names[code],
            round(1 - cases[code].doubt, 4),
            tuple(cases[code].evidence) or ("用语相近",),
        )
        for code in ranked[:limit]
        if 1 - cases[code].doubt >= _LEAST
    )

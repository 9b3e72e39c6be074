"""Counts of three windows drawn up in lines: what each is called, and which tickets it counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hotline_tui.data.figures import Intake
from hotline_tui.services.directory import Directory
from hotline_tui.standard.assessment import change
from hotline_tui.standard.figures import INTAKE, Counted, Measure
from hotline_tui.standard.periods import Window
from hotline_tui.standard.vocabulary import Channel, Kind, Term, UnitType, Urgency

NO_DISTRICT, NO_CATEGORY = "区划不明", "未分类"

ABOUT = 3
"""So many of what a line is mostly about are named beside it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A number, that of the period before and that of last year, and which tickets it counts.

    `whole` is what its share is of; `about` is what it mostly consists of.
    """

    code: str
    name: str
    count: int
    before: int
    last_year: int
    whole: int
    counted: Counted
    about: str = ""

    @property
    def share(self) -> float | None:
        """Its share of the whole."""
        return self.count / self.whole if self.whole else None

    @property
    def change(self) -> float | None:
        """By how much it has grown since the period before. Clause: 6.3.1.3 a."""
        return change(self.count, self.before)

    @property
    def year_change(self) -> float | None:
        """By how much it has grown since the same period of last year. Clause: 6.3.1.3 a."""
        return change(self.count, self.last_year)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was counted in a window, in the one before and in that of last year.

    `paths` are those of all categories, also of such as are no longer used, and so are `units`.
    `matter` is how the codes of the categories begin that were counted; empty for all.
    """

    window: Window
    city: Directory
    paths: Mapping[str, tuple[str, str, str]]
    units: Mapping[str, tuple[str, UnitType]]
    matter: str
    now: Intake
    before: Intake
    last_year: Intake

    def totals(self) -> tuple[Line, ...]:
        """All matters, and what became of them at once. Clause: 6.3.1.2 a."""

        def many(measure: Measure) -> Callable[[Intake], int]:
            return lambda one: one.total if measure is Measure.RAISED else one.ways[measure]

        return tuple(
            self._line(one.value, one.label, many(one), self._counted(one)) for one in INTAKE
        )

    def kinds(self) -> tuple[Line, ...]:
        """By kind. Clause: 6.3.1.2 b."""
        return self._words(Kind, lambda one: one.kinds, "kind")

    def channels(self) -> tuple[Line, ...]:
        """By channel."""
        return self._words(Channel, lambda one: one.channels, "channel")

    def urgencies(self) -> tuple[Line, ...]:
        """By degree of urgency."""
        return self._words(Urgency, lambda one: one.urgencies, "urgency")

    def problems(self) -> tuple[Line, ...]:
        """By category, with the districts that each comes from most. Clause: 6.3.1.2 c."""
        where = _grouped(self.now.areas, _first, _second)
        return self._most(
            lambda one: _by(one.areas, _first),
            self._category,
            "category",
            lambda code: _mostly(where.get(code), self._district),
        )

    def trades(self) -> tuple[Line, ...]:
        """By the first level of the categories, with what each is most about. Clause: 6.3.1.3 b."""

        def trade(key: tuple[str, str]) -> str:
            return self.paths.get(key[0], ("",))[0]

        what = _grouped(self.now.areas, trade, _first)
        return self._most(
            lambda one: _by(one.areas, trade),
            lambda name: name or NO_CATEGORY,
            "trade",
            lambda name: _mostly(what.get(name), self._leaf),
        )

    def areas(self) -> tuple[Line, ...]:
        """By district, with what each is most about. Clause: 6.3.1.2 d."""
        what = _grouped(self.now.areas, _second, _first)
        return self._most(
            lambda one: one.districts,
            self._district,
            "district",
            lambda code: _mostly(what.get(code), self._leaf),
        )

    def organizers(self) -> tuple[Line, ...]:
        """By organizer, of all that were dispatched, with what each is most about.

        Clause: 6.3.1.2 e.
        """
        what = _grouped(self.now.units, _first, _second)
        return self._most(
            lambda one: _by(one.units, _first),
            self._unit,
            "organizer",
            lambda code: _mostly(what.get(code), self._leaf),
            sum(self.now.units.values()),
        )

    def sent_problems(self) -> tuple[Line, ...]:
        """Of what was dispatched: by category. Clause: 6.3.2.3.3."""
        where = _grouped(self.now.sent, _first, _second)
        return self._most(
            lambda one: _by(one.sent, _first),
            self._category,
            "category",
            lambda code: _mostly(where.get(code), self._district),
            sum(self.now.sent.values()),
            Measure.DISPATCHED,
        )

    def sent_areas(self) -> tuple[Line, ...]:
        """Of what was dispatched: by district. Clause: 6.3.2.3.3."""
        what = _grouped(self.now.sent, _second, _first)
        return self._most(
            lambda one: _by(one.sent, _second),
            self._district,
            "district",
            lambda code: _mostly(what.get(code), self._leaf),
            sum(self.now.sent.values()),
            Measure.DISPATCHED,
        )

    def matters(self, looked_at: Iterable[str]) -> tuple[Line, ...]:
        """The urgent classes, and what the city looks at closely, by how its codes begin.

        Clause: 6.3.1.2 f.
        """
        urgent = tuple(one for one in self.urgencies() if one.code != Urgency.GENERAL.value)
        return urgent + tuple(self._matter(code) for code in looked_at)

    def _matter(self, code: str) -> Line:
        where = Counter[str]()
        for (category, district), many in self.now.areas.items():
            if category.startswith(code):
                where[district] += many

        def many_of(of: Intake) -> int:
            return sum(many for (one, _), many in of.areas.items() if one.startswith(code))

        counted = Counted(Measure.RAISED, self.window, matter=code)
        about = _mostly(where, self._district)
        return self._line(code, common_path(self.paths, code), many_of, counted, about)

    def _counted(self, measure: Measure = Measure.RAISED, **part: Any) -> Counted:
        return Counted(measure, self.window, matter=self.matter or None, **part)

    def _line(
        self, code: str, name: str, of: Callable[[Intake], int], counted: Counted, about: str = ""
    ) -> Line:
        now, before, last_year = of(self.now), of(self.before), of(self.last_year)
        return Line(code, name, now, before, last_year, self.now.total, counted, about)

    def _words(
        self, words: type[Term], of: Callable[[Intake], Counter[Any]], part: str
    ) -> tuple[Line, ...]:
        def line(word: Term) -> Line:
            chosen: dict[str, Any] = {part: word}
            counted = self._counted(Measure.RAISED, **chosen)
            return self._line(word.value, word.label, lambda one: of(one)[word], counted)

        return tuple(line(word) for word in words)

    def _most(
        self,
        of: Callable[[Intake], Counter[str]],
        name: Callable[[str], str],
        part: str,
        about: Callable[[str], str],
        whole: int | None = None,
        measure: Measure = Measure.RAISED,
    ) -> tuple[Line, ...]:
        """A line for each value that there was now or then, most first."""
        now, before, last_year = of(self.now), of(self.before), of(self.last_year)
        there = (
            one for one in {*now, *before, *last_year} if now[one] + before[one] + last_year[one]
        )
        known = sorted(there, key=lambda one: (-now[one], one))
        whole = self.now.total if whole is None else whole
        return tuple(
            Line(
                code=one,
                name=name(one),
                count=now[one],
                before=before[one],
                last_year=last_year[one],
                whole=whole,
                counted=self._counted(measure, **{part: one}),
                about=about(one),
            )
            for one in known
        )

    def _category(self, code: str) -> str:
        return "/".join(self.paths[code]) if code in self.paths else code or NO_CATEGORY

    def _unit(self, code: str) -> str:
        return self.units[code][0] if code in self.units else code

    def _leaf(self, code: str) -> str:
        return self.paths[code][-1] if code in self.paths else code or NO_CATEGORY

    def _district(self, code: str) -> str:
        return self.city.division_names.get(code, code) or NO_DISTRICT


def common_path(paths: Mapping[str, tuple[str, str, str]], code: str) -> str:
    """A category's path, or what the paths of all whose codes begin so have in common."""
    mine = [path for key, path in paths.items() if key.startswith(code)]
    levels = [level[0] for level in zip(*mine, strict=True) if len(set(level)) == 1]
    return "/".join(levels) or code


def _first(key: tuple[str, str]) -> str:
    return key[0]


def _second(key: tuple[str, str]) -> str:
    return key[1]


def _by(counts: Counter[tuple[str, str]], key: Callable[[tuple[str, str]], str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for one, many in counts.items():
        found[key(one)] += many
    return found


def _grouped(
    counts: Counter[tuple[str, str]],
    by: Callable[[tuple[str, str]], str],
    into: Callable[[tuple[str, str]], str],
) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for one, many in counts.items():
        found.setdefault(by(one), Counter())[into(one)] += many
    return found


def _mostly(counts: Counter[str] | None, name: Callable[[str], str]) -> str:
    most = sorted((counts or {}).items(), key=lambda one: (-one[1], one[0]))[:ABOUT]
    most = [(one, many) for one, many in most if many]
    return "、".join(f"{name(one)} {many}" for one, many in most)

"""A table of a scenario file, read key by key; whatever is wrong is collected, never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from difflib import get_close_matches
from typing import Any, TypeVar

from hotline_tui.practice.lines import line_of
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.vocabulary import Term

T = TypeVar("T", bound=Term)

_SPAN = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(秒|分钟|小时|天|个自然日|自然日)\s*")
_UNITS = {"秒": "seconds", "分钟": "minutes", "小时": "hours"}


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something wrong in a scenario file: the line, a sentence, and the clause that it breaks."""

    line: int
    message: str
    clause: str = ""


@dataclass(slots=True)
class Findings:
    """What has been found wrong so far, and where things stand."""

    places: Mapping[str, int]
    found: list[Finding] = field(default_factory=list)

    def add(self, name: str, message: str, clause: str = "") -> None:
        """Something wrong with what stands under a dotted name."""
        self.found.append(Finding(line_of(name, self.places), message, clause))


class Table:
    """One table; keys that nobody has asked for are wrong."""

    def __init__(self, given: Mapping[str, Any], path: str, findings: Findings) -> None:
        self._given = given
        self.path = path
        self._findings = findings
        self._asked: set[str] = set()

    def name(self, key: str) -> str:
        """The dotted name of a key."""
        return f"{self.path}.{key}" if self.path else key

    def wrong(self, key: str, message: str, clause: str = "") -> None:
        """Something is wrong with a key."""
        self._findings.add(self.name(key) if key else self.path, message, clause)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that stand in it."""
        return tuple(self._given)

    def holds_table(self, key: str) -> bool:
        """Whether a table stands under the key."""
        return isinstance(self._given.get(key), dict)

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        return key in self._given

    def _of(self, key: str, kind: type | tuple[type, ...], told: str) -> Any:
        self._asked.add(key)
        given = self._given.get(key)
        if given is None:
            return None
        if not isinstance(given, kind) or (isinstance(given, bool) and kind is not bool):
            self.wrong(key, f"{self.name(key)} 应是{told}")
            return None
        return given

    def text(self, key: str, default: str = "", *, needed: bool = False) -> str:
        """Text; `needed`: not empty."""
        given = self._of(key, str, "文字")
        if needed and not (given or "").strip():
            self.wrong(key, f"缺少 {self.name(key)}")
        return default if given is None else str(given).strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; one alone need not be a list."""
        given = self._of(key, (list, str), '文字的列表，如 ["甲", "乙"]')
        if isinstance(given, str):
            return (given,)
        if given is None:
            return ()
        if not all(isinstance(one, str) for one in given):
            self.wrong(key, f"{self.name(key)} 的每一项都应是文字")
            return ()
        return tuple(given)

    def number(self, key: str, default: float) -> float:
        """A number that is not negative."""
        given = self._of(key, (int, float), "数字")
        if given is not None and given < 0:
            self.wrong(key, f"{self.name(key)} 不能小于 0")
            return default
        return default if given is None else float(given)

    def flag(self, key: str) -> bool | None:
        """Yes or no; None where nothing is said."""
        given: bool | None = self._of(key, bool, " true 或 false")
        return given

    def word(self, key: str, vocabulary: type[T]) -> T | None:
        """One of the standard's words, by its code name or its term."""
        given = self.text(key)
        known = {one.value: one for one in vocabulary} | {one.label: one for one in vocabulary}
        if given and given not in known:
            choices = "、".join(f"{one.value}（{one.label}）" for one in vocabulary)
            self.wrong(key, f"{self.name(key)} 没有“{given}”这个值，可用：{choices}")
        return known.get(given)

    def span(self, key: str) -> timedelta | None:
        """A stretch of time: 15分钟, 24小时, 7天."""
        given = self.text(key)
        match = _SPAN.fullmatch(given)
        if given and match is None:
            self.wrong(key, f"{self.name(key)} 看不懂“{given}”，请写成 15分钟、24小时、7天")
        return timedelta(**{_UNITS.get(match[2], "days"): float(match[1])}) if match else None

    def moment(self, key: str) -> datetime | None:
        """A moment in full, Beijing's time."""
        self._asked.add(key)
        given = self._given.get(key)
        try:
            at = given if isinstance(given, datetime) else datetime.fromisoformat(str(given))
        except ValueError:
            at = None
        if at is None:
            self.wrong(key, f"{self.name(key)} 应是完整的时刻，如 2026-11-23 22:40")
            return None
        return at if at.tzinfo else at.replace(tzinfo=BEIJING)

    def mapping(self, key: str) -> Mapping[str, Any]:
        """A table that others read."""
        given: Mapping[str, Any] | None = self._of(key, dict, f"一个表 [{self.name(key)}]")
        return given or {}

    def table(self, key: str) -> Table:
        """A table within this one; empty where there is none."""
        return Table(self.mapping(key), self.name(key), self._findings)

    def tables(self, key: str) -> Iterator[Table]:
        """A list of tables within this one."""
        given = self._of(key, list, f"若干个表 [[{self.name(key)}]]") or []
        for place, one in enumerate(given):
            if isinstance(one, dict):
                yield Table(one, self.name(f"{key}.{place}"), self._findings)
            else:
                self.wrong(key, f"{self.name(key)} 应写成 [[{self.name(key)}]]")

    def finish(self) -> None:
        """Whatever was not asked for is wrong here."""
        for key in self._given:
            if key not in self._asked:
                near = get_close_matches(key, self._asked, 1)
                meant = f"，是不是 {near[0]}" if near else ""
                self.wrong(key, f"没有“{self.name(key)}”这一项{meant}")

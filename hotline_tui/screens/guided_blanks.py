"""The blanks of a guided form: what each takes, how it is typed, and what it means."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any, TypeVar

from textual.widget import Widget

from hotline_tui.kb.lookup import Choice, Choices
from hotline_tui.screens.entry_form import NO, YES
from hotline_tui.standard.moment import BEIJING, read_moment
from hotline_tui.standard.refusal import Fault, Refused
from hotline_tui.standard.vocabulary import Term
from hotline_tui.widgets.chooser import Chooser
from hotline_tui.widgets.line import Line
from hotline_tui.widgets.prose import Prose

T = TypeVar("T", bound=Term)

NOW = "现在"
"""What a time begins with where the present moment is the usual one."""

FLAGS = (Choice(YES, "是", "", ("y",)), Choice(NO, "否", "", ("n",)))
FLAG_KEYS = "1是 2否"
"""What an empty flag says."""

_BETWEEN = re.compile(r"[、，,;；\s]+")


class Sort(Enum):
    """What a blank takes, and what it gives: text, one of a list, yes or no, a time, names.

    An empty one gives "", None for a flag or a time, () for names. `DAY` is a date to come,
    `SECRET` a line that nobody can read over one's shoulder.
    """

    LINE = "line"
    PROSE = "prose"
    CHOICE = "choice"
    FLAG = "flag"
    PAST = "past"
    COMING = "coming"
    DAY = "day"
    SECRET = "secret"  # noqa: S105 - a sort of blank, not what stands in it
    NAMES = "names"


def _always(_: Mapping[str, str]) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Blank:
    """One thing to say. `name` is the field that faults name, `value` what stands there first.

    `required` only marks it while empty: the rule itself refuses. `wanted` says by the other
    blanks' texts (codes of choices) whether it is asked at all.
    """

    name: str
    label: str
    sort: Sort = Sort.LINE
    choices: Choices | Sequence[Choice] = ()
    value: str = ""
    required: bool = False
    wanted: Callable[[Mapping[str, str]], bool] = _always
    placeholder: str = ""


def choices(vocabulary: type[Term]) -> tuple[Choice, ...]:
    """All words of a vocabulary to choose from."""
    return tuple(Choice(one.value, one.label) for one in vocabulary)


def chosen(vocabulary: type[T], code: str | None) -> T | None:
    """The word of a vocabulary that a choice means; None for none."""
    return next((one for one in vocabulary if one.value == code), None)


def entry_for(blank: Blank) -> Widget:
    """The entry that a blank is filled in with."""
    if blank.sort is Sort.PROSE:
        return Prose(blank.value)
    if blank.sort in (Sort.CHOICE, Sort.FLAG):
        listed = FLAGS if blank.sort is Sort.FLAG else blank.choices
        told = FLAG_KEYS if blank.sort is Sort.FLAG else blank.placeholder
        return Chooser(listed, blank.value or None, placeholder=told)
    secret = blank.sort is Sort.SECRET
    return Line(blank.value, placeholder=blank.placeholder, password=secret)


def content(entry: Widget) -> str:
    """What stands in an entry: the code where one of a list was chosen."""
    if isinstance(entry, Chooser):
        return entry.value or entry.text
    if isinstance(entry, Prose):
        return entry.text
    return entry.value if isinstance(entry, Line) else ""


def set_text(entry: Widget, text: str) -> None:
    """Fill an entry in."""
    if isinstance(entry, Chooser):
        entry.put_back(text)
    elif isinstance(entry, Prose):
        entry.text = text
    elif isinstance(entry, Line):
        entry.value = text


def meant(blank: Blank, entry: Widget, now: datetime) -> Any:
    """What an entry means. Raises `Refused` for what is not in the list, or is no time."""
    text = content(entry).strip()
    if isinstance(entry, Chooser):
        if entry.text.strip() and entry.value is None:
            raise Refused(Fault(blank.name, "", f"{blank.label}：没有“{entry.text.strip()[:40]}”"))
        return (None if not text else text == YES) if blank.sort is Sort.FLAG else text
    if blank.sort is Sort.NAMES:
        return tuple(one for one in _BETWEEN.split(text) if one)
    if blank.sort in (Sort.PAST, Sort.COMING, Sort.DAY):
        return _time(blank, text, now)
    return text


def _time(blank: Blank, text: str, now: datetime) -> datetime | str | None:
    if not text:
        return "" if blank.sort is Sort.DAY else None
    if text == NOW:
        return now
    coming = blank.sort is not Sort.PAST
    at = read_moment(text, now, future_ok=coming, field=blank.name).at
    return f"{at.astimezone(BEIJING):%Y-%m-%d}" if blank.sort is Sort.DAY else at

"""The form of a ticket as a table: which fields, in which rows, and how each is read and written.

What is asked for is decided by `standard.elements`; here is only where it stands on the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto
from typing import Any

from hotline_tui.standard import elements
from hotline_tui.standard.moment import BEIJING, read_moment
from hotline_tui.standard.record import TicketDraft, value, with_value
from hotline_tui.standard.refusal import Fault, Refused
from hotline_tui.standard.vocabulary import Channel, Kind, Urgency


class Entry(Enum):
    """How a field is filled in."""

    LINE = auto()
    PROSE = auto()
    WHEN = auto()
    FLAG = auto()
    KIND = auto()
    URGENCY = auto()
    CHANNEL = auto()
    DIVISION = auto()
    CATEGORY = auto()


@dataclass(frozen=True, slots=True)
class Cell:
    """One field: the element that it records, its label, how it is filled in, its width.

    `width` counts the cells inside the brackets; 0 takes the room that is left. `always` fields
    are there whatever the kind and urgency. `skip` fields have a default, so that the way from
    field to field passes them by; the arrow keys reach them.
    """

    name: str
    label: str
    entry: Entry = Entry.LINE
    width: int = 0
    always: bool = False
    skip: bool = False


YES, NO = "yes", "no"
"""Codes of a flag's two values."""

STORY = "story"
"""The field that tells the matter: the content of a consultation or suggestion, else the course."""

ROWS: tuple[tuple[Cell, ...], ...] = (
    (
        Cell("kind", "类型", Entry.KIND, 6, always=True),
        Cell("urgency", "紧急", Entry.URGENCY, 11, always=True),
        Cell("risk_to_life_or_property", "生命财产", Entry.FLAG, 3, always=True, skip=True),
        Cell("channel", "来源", Entry.CHANNEL, 9, always=True, skip=True),
    ),
    (
        Cell("emergency.state", "现场状态"),
        Cell("emergency.extent", "影响范围"),
    ),
    (
        Cell("emergency.harm", "危害程度"),
        Cell("emergency.emergency_number_called", "已拨打", width=12),
        Cell("emergency.departments_on_scene", "现场部门", width=14),
    ),
    (
        Cell("instability.channel", "反映渠道"),
        Cell("instability.manner", "反映方式"),
        Cell("instability.intended_act", "拟实施行为"),
    ),
    (
        Cell("instability.threat", "有威胁", Entry.FLAG, 3),
        Cell("instability.threat_time", "威胁时间"),
        Cell("instability.threat_place", "威胁地点"),
    ),
    (Cell("instability.threat_words", "威胁原话"),),
    (
        Cell("claimant.name", "姓名", width=12, always=True),
        Cell("claimant.phone", "电话", width=15, always=True),
        Cell("claimant.address", "地址", always=True),
        Cell("claimant.confidential", "保密", Entry.FLAG, 3, always=True, skip=True),
    ),
    (
        Cell("occurred_at", "时间", Entry.WHEN, 14),
        Cell("division", "区划", Entry.DIVISION, 22, always=True),
        Cell("place", "地点"),
    ),
    (Cell("title", "标题", always=True),),
    (Cell(STORY, "经过", Entry.PROSE, always=True),),
    (Cell("reasons", "理由"),),
    (Cell("present_state", "现状"),),
    (Cell("demand", "诉求"),),
    (Cell("respondent", "对象", width=26), Cell("prior_handling", "前期处理")),
    (
        Cell("category", "分类", Entry.CATEGORY, always=True),
        Cell("claimant.contact", "其他联系", width=16, always=True, skip=True),
    ),
    (
        Cell("statutory_limit.due_at", "法定到期", Entry.WHEN, 17),
        Cell("statutory_limit.basis", "时限依据"),
    ),
)
"""The rows of the form, in the order in which a call brings the elements."""

CELLS: Mapping[str, Cell] = {cell.name: cell for row in ROWS for cell in row}

TOLD_KINDS = (Kind.CONSULTATION, Kind.SUGGESTION)
"""Kinds whose matter is told as content, not as a course of events."""


def element_of(cell: Cell, kind: Kind | None) -> str:
    """The element's dotted name that a field records for this kind."""
    if cell.name != STORY:
        return cell.name
    return "content" if kind in TOLD_KINDS else "course"


def field_of(element: str) -> str:
    """The field in which an element is recorded; empty when no field holds it."""
    if element in ("content", "course"):
        return STORY
    return element if element in CELLS else {"occurred_text": "occurred_at"}.get(element, "")


def wanted(draft: TicketDraft, statutory: bool) -> frozenset[str]:
    """Names of the fields that this record needs on view; `statutory` shows the legal limit's."""
    names = {element.name for element in elements.asked(draft)}
    if draft.urgency is Urgency.INSTABILITY:
        names.add("instability.threat")
    if statutory or draft.statutory_limit.given:
        names |= {"statutory_limit.due_at", "statutory_limit.basis"}
    return frozenset(cell.name for cell in CELLS.values() if cell.always or cell.name in names)


@dataclass(frozen=True, slots=True)
class Filled:
    """The form as it was typed: texts and codes by field, and what is not provided.

    `given` holds what stands in the fields, whatever it means; nothing that was typed gets lost.
    """

    given: Mapping[str, str]
    not_provided: Mapping[str, str]


def read(
    filled: Filled, blank: TicketDraft, now: datetime
) -> tuple[TicketDraft, tuple[Fault, ...]]:
    """The record that the form describes, and what in it cannot be read.

    `blank` brings what no field holds: the draft's identity. What cannot be read stays out of
    the record, and its fault says why.
    """
    kind = _kind(filled.given.get("kind", ""))
    draft = replace(blank, not_provided=dict(filled.not_provided))
    faults: list[Fault] = []
    for cell in CELLS.values():
        text = filled.given.get(cell.name, "")
        name = element_of(cell, kind)
        if cell.entry is Entry.WHEN:
            draft, fault = _when(draft, cell, text, now)
            faults.extend(fault)
        else:
            meaning = MEANINGS.get(cell.entry)
            draft = with_value(draft, name, meaning(text) if meaning else text)
    return draft, tuple(faults)


def write(draft: TicketDraft) -> Filled:
    """What stands in the form for a record."""
    given: dict[str, str] = {}
    for cell in CELLS.values():
        found: Any = value(draft, element_of(cell, draft.kind))
        if cell.name == "occurred_at" and draft.occurred_text:
            given[cell.name] = draft.occurred_text
        elif isinstance(found, datetime):
            given[cell.name] = f"{found.astimezone(BEIJING):%Y-%m-%d %H:%M}"
        elif isinstance(found, bool):
            given[cell.name] = YES if found else NO
        elif isinstance(found, tuple):
            given[cell.name] = "/".join(found)
        else:
            given[cell.name] = "" if found is None else str(found)
    return Filled(given, dict(draft.not_provided))


def _of(vocabulary: Any) -> Callable[[str], Any]:
    known = {member.value: member for member in vocabulary}
    return known.get


_kind = _of(Kind)

MEANINGS: Mapping[Entry, Callable[[str], Any]] = {
    Entry.FLAG: lambda text: text == YES,
    Entry.KIND: _kind,
    Entry.URGENCY: _of(Urgency),
    Entry.CHANNEL: _of(Channel),
    Entry.CATEGORY: lambda text: tuple(part for part in text.split("/") if part),
}
"""What a field's text or code means for the record; for all others it is the text itself."""


def _when(
    draft: TicketDraft, cell: Cell, text: str, now: datetime
) -> tuple[TicketDraft, tuple[Fault, ...]]:
    occurrence = cell.name == "occurred_at"
    if occurrence:
        draft = with_value(draft, "occurred_text", text.strip())
    if not text.strip():
        return with_value(draft, cell.name, None), ()
    try:
        at = read_moment(text, now, future_ok=not occurrence, field=cell.name).at
    except Refused as refused:
        return with_value(draft, cell.name, None), refused.faults
    return with_value(draft, cell.name, at), ()


def path(shown: frozenset[str]) -> Iterator[Cell]:
    """The fields that the way from one to the next stops at."""
    return (cell for cell in CELLS.values() if cell.name in shown and not cell.skip)

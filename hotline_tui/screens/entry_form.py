"""The form of a ticket as a table: which fields, in which rows, and how each is read and written.

What is asked for is decided by `standard.elements`; here is only where it stands on the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto
from functools import lru_cache
from typing import Any
from uuid import UUID

from hotline_tui.standard import elements
from hotline_tui.standard.moment import When, read_moment
from hotline_tui.standard.record import TicketDraft, with_value
from hotline_tui.standard.refusal import Fault, Refused
from hotline_tui.standard.vocabulary import Channel, Kind, Urgency


class Entry(Enum):
    """How a field is filled in."""

    LINE = auto()
    PROSE = auto()
    WHEN = auto()
    QUOTED = auto()
    FLAG = auto()
    KIND = auto()
    URGENCY = auto()
    CHANNEL = auto()
    DIVISION = auto()
    CATEGORY = auto()


TEXTS = frozenset((Entry.LINE, Entry.PROSE, Entry.WHEN, Entry.QUOTED))
"""Fields that words are written into, as against lists."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One field: the element that it records, its label, how it is filled in, its width.

    `width` counts the cells inside the brackets; 0 takes the room that is left. `always` fields
    are there whatever the kind and urgency. `skip` fields have a default, so that the way from
    field to field passes them by; keys of their own reach them. `tip` says what helps in filling
    the field in.
    """

    name: str
    label: str
    entry: Entry = Entry.LINE
    width: int = 0
    always: bool = False
    skip: bool = False
    tip: str = ""


Row = tuple[Cell, ...]

YES, NO = "yes", "no"
"""Codes of a flag's two values."""

STORY = "story"
"""The field that tells the matter: the content of a consultation or suggestion, else the course."""

_WHEN = Cell("occurred_at", "时间", Entry.WHEN, 14, tip="今天8点、昨晚、前天下午3点、11-20 14:30")
_DIVISION = Cell("division", "区划", Entry.DIVISION, 22, always=True,
                 tip="拼音首字母、名称或代码：pjy 是潘家园街道；本市以外写省名")  # fmt: skip
_PLACE = Cell("place", "地点", tip="说不清的，记附近标志性建筑、方位和距离 C.3")

ROWS: tuple[Row, ...] = (
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
        Cell("emergency.emergency_number_called", "已拨打", width=12, tip="119、110、120 或未拨打"),
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
    (Cell("instability.threat_words", "威胁原话", Entry.QUOTED, tip="照原话记，引号自动加上 C.4"),),
    (Cell(STORY, "经过", Entry.PROSE, always=True),),
    (Cell("reasons", "理由"),),
    (_WHEN, _DIVISION, _PLACE),
    (Cell("respondent", "对象", width=26), Cell("prior_handling", "前期处理")),
    (Cell("present_state", "现状"),),
    (Cell("demand", "诉求"),),
    (
        Cell("claimant.name", "姓名", width=12, always=True),
        Cell("claimant.phone", "电话", width=15, always=True),
        Cell("claimant.address", "地址", always=True),
        Cell("claimant.confidential", "保密", Entry.FLAG, 3, always=True, skip=True),
    ),
    (Cell("title", "标题", always=True, tip="不写则取经过的开头"),),
    (
        Cell("category", "分类", Entry.CATEGORY, always=True, tip="数字选推荐的，或打拼音首字母"),
        Cell("claimant.contact", "其他联系", width=16, always=True, skip=True),
    ),
    (
        Cell("statutory_limit.due_at", "法定到期", Entry.WHEN, 17, tip="12-31、2027-01-15 18:00"),
        Cell("statutory_limit.basis", "时限依据", tip="法律、法规、规章、政策的名称和条款 4.1"),
    ),
)  # fmt: skip
"""The rows of the form, in the order in which they are asked for (`standard.elements`)."""

_ASKED_FIRST: Mapping[Urgency, Row] = {Urgency.EMERGENCY: (_PLACE, _WHEN, _DIVISION)}
"""A row that an urgency brings up under the first one: in an emergency the place comes first."""

CELLS: Mapping[str, Cell] = {cell.name: cell for row in ROWS for cell in row}


def arranged(urgency: Urgency | None) -> tuple[Row, ...]:
    """The rows from top to bottom, and their fields from left to right, for an urgency.

    Clause: C.3, C.5.
    """
    first = _ASKED_FIRST.get(urgency) if urgency else None
    if first is None:
        return ROWS
    others = [row for row in ROWS if set(row) != set(first)]
    return (others[0], first, *others[1:])


TOLD_KINDS = (Kind.CONSULTATION, Kind.SUGGESTION)
"""Kinds whose matter is told as content, not as a course of events."""


def element_of(cell: Cell, kind: Kind | None) -> str:
    """The element's dotted name that a field records for this kind."""
    if cell.name != STORY:
        return cell.name
    return "content" if kind in TOLD_KINDS else "course"


def label(cell: Cell, element: str) -> str:
    """What a field is called where it records that element."""
    return "内容" if element == "content" else cell.label


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
    `typed_at` says for each time on the form when its words were typed: 昨晚 means another night
    tomorrow.
    """

    given: Mapping[str, str]
    not_provided: Mapping[str, str]
    typed_at: Mapping[str, datetime]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a form says: the record, what in it cannot be read, and how its times were meant."""

    draft: TicketDraft
    faults: tuple[Fault, ...]
    understood: Mapping[str, str]


def read(filled: Filled, id: UUID) -> Reading:
    """The record of that identity which the form describes.

    What cannot be read stays out of the record, and its fault says why.
    """
    kind = _kind(filled.given.get("kind", ""))
    draft = TicketDraft(id=id, not_provided=dict(filled.not_provided))
    faults: list[Fault] = []
    understood: dict[str, str] = {}
    for cell in CELLS.values():
        text = filled.given.get(cell.name, "")
        if cell.entry is not Entry.WHEN:
            meaning = MEANINGS.get(cell.entry)
            draft = with_value(draft, element_of(cell, kind), meaning(text) if meaning else text)
        elif text.strip():
            found = _moment(text, filled.typed_at[cell.name], cell.name)
            if isinstance(found, When):
                draft = with_value(draft, cell.name, found.at)
                understood[cell.name] = found.shown
            else:
                faults.extend(found)
    told = filled.given.get(_WHEN.name, "").strip()
    return Reading(replace(draft, occurred_text=told), tuple(faults), understood)


@lru_cache(maxsize=64)
def _moment(text: str, typed_at: datetime, field: str) -> When | tuple[Fault, ...]:
    """What a time means, or why it means none; asked for at every key, so remembered."""
    try:
        return read_moment(text, typed_at, future_ok=field != _WHEN.name, field=field)
    except Refused as refused:
        return refused.faults


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


def usual_reason(element: str) -> str:
    """Why an element is mostly not provided; the agent may say otherwise. Clause: 5.2.2.3 c."""
    return "诉求人拒绝提供" if element.startswith("claimant.") else "诉求人说不清楚"

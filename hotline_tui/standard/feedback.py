"""What an organizer's feedback must say, by kind and outcome: one table of elements.

Clause: 5.3.2.3.3, 5.3.2.3.4, 5.3.2.3.5 a, 5.3.2.3.5 b, 5.3.2.3.5 c, 5.3.2.3.6.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.refusal import Fault
from hotline_tui.standard.vocabulary import Kind, Outcome, Way


class Part(Enum):
    """What an element of a feedback holds: a name, a text, a moment past, a day to come, yes/no."""

    LINE = "line"
    PROSE = "prose"
    PAST = "past"
    DAY = "day"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a feedback: its name, the standard's word, what it holds, the clause."""

    name: str
    label: str
    part: Part
    clause: str


UNIT = "unit"
"""The element that names the unit; the ticket's own lead where nothing else is said."""

STUDIED = "studied"
MEASURES_STUDIED = "measures_studied"
"""Whether measures were studied, and which, for a matter that cannot be solved."""


def _elements(clause: str, *elements: tuple[str, str, Part]) -> tuple[Element, ...]:
    return tuple(Element(*one, clause) for one in elements)


_TOLD = ("told", "反馈情况", Part.PROSE)
_LEAD = (UNIT, "主责单位", Part.LINE)

ELEMENTS: dict[Outcome, tuple[Element, ...]] = {
    Outcome.ANSWERED: _elements(
        "5.3.2.3.3",
        (UNIT, "承办单位", Part.LINE),
        ("answer", "答复内容", Part.PROSE),
        ("answered_at", "答复时间", Part.PAST),
    ),
    Outcome.PASSED_ON: _elements(
        "5.3.2.3.4",
        ("told", "告知诉求人收到建议的情况", Part.PROSE),
        ("passed_to", "转交的部门", Part.LINE),
    ),
    Outcome.SOLVED: _elements(
        "5.3.2.3.5 a",
        _LEAD,
        ("handled_at", "办理时间", Part.PAST),
        ("measures", "主要措施", Part.PROSE),
        _TOLD,
    ),
    Outcome.UNSOLVED: _elements(
        "5.3.2.3.5 b",
        _LEAD,
        ("reason", "未解决原因", Part.PROSE),
        ("next_measures", "下一步工作措施", Part.PROSE),
        ("carried_out_on", "落实时间", Part.DAY),
        _TOLD,
    ),
    Outcome.CANNOT_BE_SOLVED: _elements(
        "5.3.2.3.5 c",
        _LEAD,
        ("reason", "不能解决原因或困难", Part.PROSE),
        (STUDIED, "有无研究工作措施", Part.FLAG),
        (MEASURES_STUDIED, "研究的工作措施", Part.PROSE),
        _TOLD,
    ),
    Outcome.UNREASONABLE: (
        *_elements(
            "5.3.2.3.6",
            ("grounds", "不合理的具体依据", Part.PROSE),
            ("law", "相关法律、法规、规章和政策规定", Part.PROSE),
        ),
        *_elements("5.3.2.3.1", _TOLD),
    ),
}
"""What a feedback says for each outcome, in the standard's own order.

Clause: 5.3.2.3.3, 5.3.2.3.4, 5.3.2.3.5 a, 5.3.2.3.5 b, 5.3.2.3.5 c, 5.3.2.3.6.
"""

_TO_BE_SOLVED = (
    Outcome.SOLVED,
    Outcome.UNSOLVED,
    Outcome.CANNOT_BE_SOLVED,
    Outcome.UNREASONABLE,
)
OUTCOMES: dict[Kind, tuple[Outcome, ...]] = {
    Kind.CONSULTATION: (Outcome.ANSWERED, Outcome.UNREASONABLE),
    Kind.SUGGESTION: (Outcome.PASSED_ON, Outcome.UNREASONABLE),
    Kind.HELP: _TO_BE_SOLVED,
    Kind.COMPLAINT: _TO_BE_SOLVED,
    Kind.TIP_OFF: _TO_BE_SOLVED,
}
"""What can become of a matter of some kind.

Clause: 5.3.2.3.3, 5.3.2.3.4, 5.3.2.3.5 a, 5.3.2.3.6.
"""

OUTCOME_CLAUSE: dict[Kind, str] = {
    Kind.CONSULTATION: "5.3.2.3.3",
    Kind.SUGGESTION: "5.3.2.3.4",
    Kind.HELP: "5.3.2.3.5 a",
    Kind.COMPLAINT: "5.3.2.3.5 a",
    Kind.TIP_OFF: "5.3.2.3.5 a",
}
"""The clause that says what is fed back on a matter of some kind."""

Content = Mapping[str, Any]
"""A feedback's elements by name: texts, a moment, a day as `YYYY-MM-DD`, True or False."""


def asked(outcome: Outcome, content: Content) -> tuple[Element, ...]:
    """The elements of an outcome that what has been said so far asks for."""
    none_studied = content.get(STUDIED) is not True
    return tuple(
        element
        for element in ELEMENTS[outcome]
        if not (element.name == MEASURES_STUDIED and none_studied)
    )


def feedback_faults(
    kind: Kind, outcome: Outcome | None, content: Content, raised_at: datetime, now: datetime
) -> tuple[Fault, ...]:
    """All that a feedback still lacks, or says that cannot be.

    Clause: 5.3.2.3.3, 5.3.2.3.4, 5.3.2.3.5 a, 5.3.2.3.5 b, 5.3.2.3.5 c, 5.3.2.3.6.
    """
    if outcome not in OUTCOMES[kind]:
        possible = "、".join(f"{one.label}（{one.value}）" for one in OUTCOMES[kind])
        said = f"{kind.label}类诉求不能反馈为“{outcome.label}”" if outcome else "须写明办理结果"
        return (Fault("outcome", OUTCOME_CLAUSE[kind], f"{said}，可用：{possible}"),)
    elements = asked(outcome, content)
    known = {element.name for element in ELEMENTS[outcome]}
    strange = (
        Fault(name, elements[0].clause, f"“{outcome.label}”的反馈没有“{name[:60]}”这一项")
        for name in content
        if name not in known
    )
    return (*strange, *_element_faults(elements, content, raised_at, now))


def _element_faults(
    elements: tuple[Element, ...], content: Content, raised_at: datetime, now: datetime
) -> Iterator[Fault]:
    for element in elements:
        given = content.get(element.name)
        told = ""
        if given is None or (isinstance(given, str) and not given.strip()):
            told = f"反馈内容缺少：{element.label}"
        elif isinstance(given, datetime) and given > now:
            told = f"{element.label}不能晚于现在"
        elif isinstance(given, datetime) and given < raised_at:
            told = f"{element.label}不能早于诉求提出的时间"
        elif element.part is Part.DAY and given < f"{now.astimezone(BEIJING):%Y-%m-%d}":
            told = f"{element.label}不能早于今天"
        if told:
            yield Fault(element.name, element.clause, told)


def way_faults(sent_by: Way, fed_back_by: Way) -> tuple[Fault, ...]:
    """A feedback comes back the way the dispatch went. Clause: 5.3.2.3.1."""
    if sent_by is fed_back_by:
        return ()
    return (Fault("way", "5.3.2.3.1", f"本工单经{sent_by.label}派出，须通过原派单方式反馈"),)


def online_faults(online: bool, opinion_watch: str) -> tuple[Fault, ...]:
    """For what was raised online, public opinion has been looked at. Clause: 5.3.2.3.1."""
    if not online or opinion_watch.strip():
        return ()
    told = "网络平台的诉求须关注舆情信息：写明舆情情况，没有则写“未见舆情”"
    return (Fault("opinion_watch", "5.3.2.3.1", told),)


def approval_faults(leader: str) -> tuple[Fault, ...]:
    """An approval says which leader of the organizer gave it. Clause: 5.3.2.3.1."""
    if leader.strip():
        return ()
    return (Fault("leader", "5.3.2.3.1", "须写明审核办理情况的承办单位领导"),)

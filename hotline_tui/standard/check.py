"""Everything that is wrong with a record, at once. Clause: 5.2.2.3 c."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from hotline_tui.standard import acceptance, clocks, elements, phone, threat
from hotline_tui.standard.record import TicketDraft, names, value
from hotline_tui.standard.refusal import Fault, Refused

EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
"""Nothing that a caller reports happened before this."""

CLOCK_SKEW = timedelta(minutes=5)
"""How far a time may seem to lie ahead, as the caller's watch is not ours."""

LONGEST: dict[str, int] = {
    "claimant.name": 100,
    "claimant.phone": 60,
    "claimant.contact": 200,
    "claimant.address": 300,
    "title": 200,
    "place": 500,
    "respondent": 300,
    "occurred_text": 60,
    "division": 100,
}
"""Longest text of an element, in characters; every other text may have `LONGEST_PROSE`."""

LONGEST_PROSE = 50_000


def called(name: str) -> str:
    """What people call an element: the standard's term, or the name itself where it has none."""
    asked = {element.name: element.label for element in elements.ELEMENTS}
    return LABELS.get(name) or asked.get(name, name)


LABELS: dict[str, str] = {
    "title": "标题",
    "content": "主要内容",
    "claimant.contact": "其他联系方式",
    "occurred_text": "时间原话",
    "category": "问题分类",
    "risk_to_life_or_property": "可能造成生命财产损失",
    "claimant.confidential": "要求保密",
    "instability.threat": "扬言威胁",
    "statutory_limit.due_at": "法定时限",
    "statutory_limit.basis": "法定时限依据",
}
"""Terms of what is not asked for, or is asked for by another name with each kind."""


def _missing(draft: TicketDraft) -> Iterator[Fault]:
    for one in elements.missing(draft):
        element = one.element
        message = f"缺少{element.label}：请填写"
        if element.may_lack:
            message += "，或注明未提供的原因"
        yield Fault(element.name, element.clause, message)


def _not_provided(draft: TicketDraft) -> Iterator[Fault]:
    known = {element.name: element for element in elements.ELEMENTS}
    for name, reason in draft.not_provided.items():
        element = known.get(name)
        if element is None:
            yield Fault(f"not_provided.{name}", "5.2.2.3 c", f"没有名为“{name}”的要素")
        elif not element.may_lack:
            yield Fault(f"not_provided.{name}", element.clause, f"{element.label}不能标为未提供")
        elif not reason.strip():
            message = f"{element.label}标为未提供时须写明原因"
            yield Fault(f"not_provided.{name}", element.clause, message)


def _too_long(draft: TicketDraft) -> Iterator[Fault]:
    for name in names():
        text = value(draft, name)
        longest = LONGEST.get(name, LONGEST_PROSE)
        if isinstance(text, str) and len(text) > longest:
            message = f"{called(name)}过长：{len(text)} 字，最多 {longest} 字"
            yield Fault(name, "", message)


def _occurred(draft: TicketDraft, now: datetime) -> Iterator[Fault]:
    at = draft.occurred_at
    if at is None:
        return
    clause = "C.3"
    if at > now + CLOCK_SKEW:
        yield Fault("occurred_at", clause, "发生时间不能晚于现在")
    elif at < EARLIEST:
        yield Fault("occurred_at", clause, "发生时间不能早于1900年")


def _phone(draft: TicketDraft) -> Iterator[Fault]:
    if draft.claimant.phone.strip():
        try:
            phone.read_phone(draft.claimant.phone)
        except Refused as refused:
            for fault in refused.faults:
                yield Fault("claimant.phone", fault.clause or "5.2.3.1 d", fault.message)


def _region(draft: TicketDraft, region: str) -> Iterator[Fault]:
    found = acceptance.outside(draft.division, region)
    if found is not None:
        message = f"{found.reason}，不予受理；{found.advice}"
        yield Fault("division", "5.2.2.1", message)


def form_faults(draft: TicketDraft, now: datetime) -> tuple[Fault, ...]:
    """What is wrong with what stands in the record, whatever may be missing from it."""
    threatened = draft.instability
    return (
        *_phone(draft),
        *_occurred(draft, now),
        *threat.threat_faults(threatened.threat, threatened.threat_words),
        *clocks.statutory_faults(draft.statutory_limit, now),
        *_not_provided(draft),
        *_too_long(draft),
    )


def faults(draft: TicketDraft, now: datetime, region: str = "11") -> tuple[Fault, ...]:
    """All that keeps the record from becoming a ticket: missing, malformed, or out of region.

    Clause: 5.2.2.1, 5.2.2.3 c, 5.2.3.1 d, 5.2.3.1 e.
    """
    return (*_missing(draft), *form_faults(draft, now), *_region(draft, region))

"""How a ticket was supervised, and what was asked for it, as sections of its page.

Clause: 5.3.3, 5.3.2.3.2 d.
"""

from __future__ import annotations

from hotline_tui.screens.ticket_parts import Entry, Rows, Section, minute
from hotline_tui.services.candidate_list import Overseen, RequestRow, SupervisionRow
from hotline_tui.standard.supervision_forms import DUTIES, parts


def sections(found: Overseen) -> tuple[Section, ...]:
    """Reasons for supervision, acts of it, and requests, each where there are any."""
    return (
        Section("督办事由", tuple(_reasons(found))),
        Section("督办", tuple(row for act in found.supervisions for row in _act(act))),
        Section("申请", tuple(row for one in found.requests for row in _request(one))),
    )


def _reasons(found: Overseen) -> Rows:
    for one in found.reasons:
        yield Entry(one.cause.label, one.told), Entry("列入", minute(one.at))


def _act(act: SupervisionRow) -> Rows:
    yield Entry(act.form.label, minute(act.opened_at)), Entry("督办人", act.opened_by)
    yield (Entry("督办要求", act.demand),)
    duty = DUTIES.get(act.form)
    if duty is None:
        return
    for ending in (False, True):
        for part in parts(act.form, ending=ending):
            given = act.record.get(part.name, "")
            told = given if isinstance(given, str) else "、".join(given)
            if told:
                yield (Entry("", f"{part.label}：{told}"),)
    if act.due_at is not None:
        yield (Entry("", f"{duty.limit}：{minute(act.due_at)}"),)
    if act.approved_by:
        yield (Entry("审批领导", act.approved_by),)
    if act.ended_at is not None and act.outcome:
        yield (Entry("结果", act.outcome),)


def _request(one: RequestRow) -> Rows:
    yield Entry(f"申请{one.kind.label}"[:7], minute(one.at)), Entry("提出", one.told_by or one.by)
    yield (Entry("理由", one.reason),)
    if one.evidence:
        yield (Entry("依据", one.evidence),)
    if one.review_on:
        yield (Entry("复查日期", one.review_on),)
    verdict = {None: "待批复", True: "同意", False: "不同意"}[one.granted]
    ended = f"（{minute(one.ended_at)} 结束）" if one.ended_at else ""
    yield (Entry("批复", f"{verdict}{ended}　{one.decision_reason}".rstrip("　")),)

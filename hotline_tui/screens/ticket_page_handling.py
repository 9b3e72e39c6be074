"""What became of a dispatched ticket, as sections of its page.

Clause: 4.2, 4.3, 5.3.2.2.5, 5.3.2.3.1, D.1.
"""

from __future__ import annotations

from rich.cells import cell_len

from hotline_tui.screens.ticket_parts import LABEL, Entry, Rows, Section, minute
from hotline_tui.services.handled import FeedbackRow, Handling
from hotline_tui.standard.moment import BEIJING


def sections(found: Handling) -> tuple[Section, ...]:
    """Returns, progress and feedbacks, each where there are any."""
    return (
        Section("退单与收回", tuple(_returns(found))),
        Section("办理进展", tuple(_progress(found))),
        *(
            Section(f"反馈（第 {one.round} 次办理）", tuple(_feedback(one)))
            for one in found.feedbacks
        ),
    )


def _returns(found: Handling) -> Rows:
    for one in found.returns:
        what = "收回" if one.recalled else "退单"
        yield Entry(what, minute(one.at)), Entry("承办单位", one.organizer)
        if one.recalled:
            yield (Entry("理由", f"{one.explanation}（{one.by}）"),)
            continue
        if one.reason:
            yield Entry("原因", one.reason.label), Entry("提出", one.told_by or one.by)
        yield (Entry("情况说明", one.explanation),)
        yield (Entry("依据", one.evidence),)
        verdict = {None: "待审定", True: "接受", False: "驳回"}[one.accepted]
        at = f"{minute(one.decided_at)} {one.decided_by}　" if one.decided_at else ""
        yield (Entry("审定", f"{at}{verdict}　{one.decision_reason}".rstrip("　")),)


def _progress(found: Handling) -> Rows:
    for one in found.progress:
        who = f"（{one.told_by or one.by}）"
        yield (Entry(f"{one.at.astimezone(BEIJING):%m-%d %H:%M}", f"{one.what.label}{who}"),)
        yield (Entry("", one.told()),)


def _feedback(one: FeedbackRow) -> Rows:
    yield Entry("办理结果", one.outcome.label), Entry("反馈时间", minute(one.at))
    yield Entry("反馈方式", one.way.label), Entry("反馈人", one.told_by or one.by)
    for label, text in one.told():
        short = cell_len(label) < LABEL
        yield (Entry(label, text) if short else Entry("", f"{label}：{text}"),)
    if one.opinion_watch:
        yield (Entry("舆情", one.opinion_watch),)
    if verdict := one.verdict():
        yield (Entry("审核", verdict),)

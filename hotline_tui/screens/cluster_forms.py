"""What is decided about a cluster, asked for in short forms. Clause: 5.3.3."""

from __future__ import annotations

from hotline_tui.screens.base import DeskScreen
from hotline_tui.screens.guided import Values, guided
from hotline_tui.screens.guided_blanks import Blank, Sort
from hotline_tui.screens.handling_forms import TOLD_BY, feed_back, feedback_blanks, word
from hotline_tui.services import grouping, queueing
from hotline_tui.services.clusters import ClusterRow
from hotline_tui.services.desk import Desk
from hotline_tui.services.grouping import Answered, Decision
from hotline_tui.standard.feedback import OUTCOMES, UNIT
from hotline_tui.standard.refusal import Fault
from hotline_tui.standard.vocabulary import Outcome, Status
from hotline_tui.widgets.pick import Pick

LINKED = "并案不合并：各工单仍各自计时、各自反馈。"
DISMISSED = "排除后不再提示；已并案的，撤销并案。"
ANSWERED = "办理中的每件工单各得一份反馈；有一件不合要求，就一件也不反馈。"


async def linked(screen: DeskScreen, row: ClusterRow) -> ClusterRow | None:
    """Name a cluster and link its tickets."""

    def link(desk: Desk, values: Values) -> ClusterRow:
        return grouping.link(desk, Decision(row.id, name=values["name"], seen=row.state))

    blanks = (Blank("name", "事项名称", value=row.name, required=True),)
    return await guided(screen, f"并案办理　{_which(row)}", blanks, link, LINKED)


async def dismissed(screen: DeskScreen, row: ClusterRow) -> ClusterRow | None:
    """Say why these are not about one thing, or are linked no longer."""

    def dismiss(desk: Desk, values: Values) -> ClusterRow:
        return grouping.dismiss(desk, Decision(row.id, reason=values["reason"], seen=row.state))

    blanks = (Blank("reason", "理由", Sort.PROSE, required=True),)
    return await guided(screen, f"排除同类　{_which(row)}", blanks, dismiss, DISMISSED)


async def put_in(screen: DeskScreen, row: ClusterRow) -> ClusterRow | None:
    """Name a ticket that belongs to a cluster."""

    def add(desk: Desk, values: Values) -> ClusterRow:
        return grouping.add(desk, row.id, values["number"].replace("-", ""))

    blanks = (Blank("number", "工单编号", required=True),)
    return await guided(screen, f"移入工单　{_which(row)}", blanks, add)


async def answered(screen: DeskScreen, row: ClusterRow) -> Answered | None:
    """Feed back on all tickets of a linked cluster that are being handled. Clause: 5.3.2.3.1."""
    handled = [one for one in row.members if one.status is Status.SIGNED]
    if not handled:
        screen.door.refused((Fault("", "5.3.3", "这一组没有正在办理的工单"),))
        return None
    first = await screen.door.attempt(queueing.show, handled[0].number)
    if first is None:
        return None
    outcomes = enumerate(OUTCOMES[first.kind], 1)
    lines = [(one.value, f"{place} {one.label}") for place, one in outcomes]
    chosen = await screen.app.push_screen_wait(Pick("一并反馈的办理结果", lines))
    outcome = word(Outcome, chosen)
    if outcome is None:
        return None

    def act(desk: Desk, values: Values) -> Answered:
        return grouping.answer(desk, row.id, feed_back(first, outcome, values))

    # Each ticket's own unit stands in its feedback.
    asked = (blank for blank in feedback_blanks(first, outcome) if blank.name != UNIT)
    blanks = (*asked, TOLD_BY)
    title = f"一并反馈“{outcome.label}”　{len(handled)} 件"
    return await guided(screen, title, blanks, act, ANSWERED)


def _which(row: ClusterRow) -> str:
    return f"{row.id} {row.name}　{len(row.members)} 件"

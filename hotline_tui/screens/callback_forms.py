"""What has to be written down at and after a callback, as short guided forms."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hotline_tui.kb.lookup import Choice
from hotline_tui.screens.base import DeskScreen
from hotline_tui.screens.callback_call import Heard
from hotline_tui.screens.guided import Values, guided
from hotline_tui.screens.guided_blanks import Blank, Sort, choices, chosen
from hotline_tui.services import archiving, calling_back, closing
from hotline_tui.services.archiving import IntoArchive
from hotline_tui.services.calling_back import CallBack
from hotline_tui.services.closing import Cancel
from hotline_tui.services.desk import Desk
from hotline_tui.services.rows import QueueRow, TicketRow
from hotline_tui.standard.callback import Answers
from hotline_tui.standard.scripts import DISSATISFIED_WITH, Moment, phrase
from hotline_tui.standard.vocabulary import (
    CallbackResult,
    CallbackWay,
    CancelReason,
    Rating,
    Status,
)

_REMARKS = Blank("remarks", "原话", Sort.PROSE)
_LATER = Blank("call_after", "再访时间", Sort.COMING, placeholder="今晚7点、明天上午")
_NEVER = Blank("do_not_call", "不再致电", Sort.FLAG)


async def kept(screen: DeskScreen, row: TicketRow, heard: Heard) -> TicketRow | None:
    """Write down what came of a call, with the claimant's own words. Clause: 5.5.5 c."""
    result = heard.answers.result
    blanks: tuple[Blank, ...] = (_REMARKS,)
    said = "诉求人提出的意见、建议，客观记录原话"
    if result is CallbackResult.REACHED:
        said = f"{phrase(Moment.CALLBACK_END).text}　B.4.6\n{said}"
    elif result is CallbackResult.FAILED:
        blanks = (replace(_LATER, required=heard.later), _REMARKS)
    elif result is CallbackResult.REFUSED:
        blanks = (_NEVER, _REMARKS)

    def use_case(desk: Desk, values: Values) -> TicketRow:
        answers = replace(heard.answers, remarks=values["remarks"])
        wish = CallBack(
            row.number,
            answers,
            call_after=values.get("call_after"),
            do_not_call=bool(values.get("do_not_call")),
            version=row.version,
        )
        return calling_back.call_back(desk, wish)

    title = f"回访 {row.number}：{result.label if result else ''}"
    return await guided(screen, title, blanks, use_case, said)


async def written(screen: DeskScreen, row: QueueRow, *, full: bool) -> TicketRow | None:
    """Write down what came by text message or a survey, or that nobody can be asked.

    Clause: 5.5.2.
    """

    def wanted(texts: Any) -> bool:
        return bool(texts["result"] == CallbackResult.REACHED.value)

    def bad(texts: Any) -> bool:
        level = chosen(Rating, texts.get("satisfied"))
        return wanted(texts) and level is not None and not level.good

    blanks = [
        Blank("way", "方式", Sort.CHOICE, choices(CallbackWay), CallbackWay.SMS.value),
        Blank("result", "结果", Sort.CHOICE, choices(CallbackResult), required=True),
        Blank("contacted", "承办联系", Sort.FLAG, wanted=wanted, required=True),
    ]
    if full:
        blanks += [
            Blank("solved", "解决", Sort.FLAG, wanted=wanted, required=True),
            Blank("satisfied", "满意", Sort.CHOICE, choices(Rating), wanted=wanted, required=True),
            Blank("reasons", "不满意的", Sort.NAMES, wanted=bad,
                  placeholder="、".join(DISSATISFIED_WITH)),
        ]  # fmt: skip
    blanks.append(_REMARKS)

    def use_case(desk: Desk, values: Values) -> TicketRow:
        given = dict(values)
        answers = Answers(
            way=chosen(CallbackWay, given["way"]) or CallbackWay.SMS,
            result=chosen(CallbackResult, given["result"]),
            contacted=given.get("contacted"),
            solved=given.get("solved"),
            satisfied=chosen(Rating, given.get("satisfied")),
            reasons=given.get("reasons", ()),
            remarks=given["remarks"],
        )
        return calling_back.call_back(desk, CallBack(row.number, answers, version=row.version))

    return await guided(screen, f"记录回访 {row.number}", blanks, use_case)


async def archived(
    screen: DeskScreen, row: QueueRow, known: tuple[tuple[str, str], ...]
) -> TicketRow | None:
    """Archive a ticket under its keeper. Clause: 5.6.1, 5.6.3."""
    listed = tuple(Choice(workno, f"{workno} {name}") for workno, name in known)
    # Whoever archives and may keep is the likeliest to keep.
    me = screen.desk.person.workno
    usual = me if me in dict(known) else ""
    blanks = (Blank("keeper", "保管人", Sort.CHOICE, listed, usual, required=True),)

    def use_case(desk: Desk, values: Values) -> TicketRow:
        return archiving.archive(desk, IntoArchive(row.number, values["keeper"], row.version))

    said = "归档后工单和附件都不能再更改（5.6.2）；每次查阅、调出都会留痕。"
    return await guided(screen, f"归档 {row.number}", blanks, use_case, said)


async def cancelled(screen: DeskScreen, row: TicketRow) -> TicketRow | None:
    """End a registered ticket that nobody will handle. Clause: A.1."""
    blanks = (
        Blank("reason", "原因", Sort.CHOICE, choices(CancelReason), required=True),
        Blank("other", "另一工单",
              wanted=lambda texts: texts["reason"] == CancelReason.DUPLICATE.value, required=True,
              placeholder="继续办理的那件工单的编号"),
        Blank("note", "情况", Sort.PROSE),
    )  # fmt: skip

    def use_case(desk: Desk, values: Values) -> TicketRow:
        reason = chosen(CancelReason, values["reason"])
        other = values.get("other", "").replace("-", "")
        wish = Cancel(row.number, reason, values["note"], other, row.version)
        return closing.cancel(desk, wish)

    return await guided(screen, f"撤销 {row.number}", blanks, use_case, "工单仍会保留。")


def to_close(done: TicketRow, result: CallbackResult | None) -> bool:
    """Whether nothing more is to be asked, so that the ticket may be closed."""
    return done.status is Status.CALLBACK_DUE and result is not CallbackResult.FAILED

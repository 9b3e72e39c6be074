"""The guided forms of supervision: what each act asks for, and what is done with the answers.

Clause: 5.3.3 b, 5.3.3 c, 5.3.3 d, 5.3.3 e, 5.3.3 f, 5.3.2.3.2 d.
"""

from __future__ import annotations

from typing import Any

from hotline_tui.screens.base import DeskScreen
from hotline_tui.screens.guided import Values, guided
from hotline_tui.screens.guided_blanks import NOW, Blank, Sort
from hotline_tui.services import overseeing, requesting
from hotline_tui.services.candidate_list import RequestRow, SupervisionRow
from hotline_tui.services.desk import Desk
from hotline_tui.services.rows import TicketRow
from hotline_tui.standard.scripts import Moment, filled, phrase
from hotline_tui.standard.supervision_forms import DUTIES, FORMS, Part, parts
from hotline_tui.standard.vocabulary import Form, RequestKind
from hotline_tui.widgets.pick import Pick
from hotline_tui.widgets.plain import clip

USE = 44
"""Cells for what a form is for, beside its name."""


async def supervised(screen: DeskScreen, number: str, version: int) -> TicketRow | None:
    """Choose a form, fill it in, issue it."""
    lines = [
        (form.value, f"{place} {form.label} {DUTIES[form].clause}　{_for(form)}")
        for place, form in enumerate(FORMS, 1)
    ]
    chosen = await screen.app.push_screen_wait(Pick("督办方式", lines))
    if chosen is None:
        return None
    form = next(one for one in FORMS if one.value == chosen)
    duty = DUTIES[form]

    def issue(desk: Desk, values: Values) -> TicketRow:
        wish = overseeing.Supervise(
            number,
            form,
            values["demand"],
            _record(form, values, ending=False),
            values["due_at"],
            values.get("approved_by", ""),
            version=version,
        )
        return overseeing.supervise(desk, wish)

    blanks = [Blank("demand", "督办要求", Sort.PROSE, required=True)]
    blanks += [_blank(part) for part in parts(form, ending=False)]
    blanks.append(
        Blank("due_at", duty.limit, Sort.COMING, required=form is not Form.REMINDER,
              placeholder="如 明天18点、11-30 18:00")
    )  # fmt: skip
    if duty.approved:
        blanks.append(Blank("approved_by", "审批领导", required=True))
    return await guided(screen, f"{form.label}　{number}", blanks, issue, duty.use)


async def completed(screen: DeskScreen, number: str, act: SupervisionRow) -> TicketRow | None:
    """Say what came of a supervision."""

    def complete(desk: Desk, values: Values) -> TicketRow:
        record = _record(act.form, values, ending=True)
        return overseeing.complete(desk, overseeing.Complete(act.id, record, values["outcome"]))

    blanks = [_blank(part) for part in parts(act.form, ending=True)]
    blanks.append(Blank("outcome", "其他说明", Sort.PROSE))
    said = f"督办要求：{act.demand}"
    return await guided(screen, f"了结{act.form.label}　{number}", blanks, complete, said)


async def called(screen: DeskScreen, ticket: TicketRow) -> TicketRow | None:
    """Write down a call to the unit, with the words to begin it. Clause: B.2.1."""
    opening = phrase(Moment.ORGANIZER_OPENING)
    who = screen.desk.person.workno
    said = filled(opening, number=who, matter=ticket.record.title) + f"　{opening.clause}"

    def write(desk: Desk, values: Values) -> TicketRow:
        wish = overseeing.Note(ticket.number, values["said"], values["spoke_with"], values["at"])
        return overseeing.note(desk, wish)

    blanks = (
        Blank("spoke_with", "与谁通话", required=True),
        Blank("said", "说了什么", Sort.PROSE, required=True),
        Blank("at", "通话时间", Sort.PAST, value=NOW),
    )
    return await guided(screen, f"督办电话　{ticket.number}", blanks, write, said)


async def noted(screen: DeskScreen, number: str) -> TicketRow | None:
    """Write down a remark."""

    def write(desk: Desk, values: Values) -> TicketRow:
        return overseeing.note(desk, overseeing.Note(number, values["said"]))

    blanks = (Blank("said", "备注", Sort.PROSE, required=True),)
    return await guided(screen, f"督办备注　{number}", blanks, write)


async def settled(screen: DeskScreen, number: str, version: int) -> TicketRow | None:
    """Take a ticket off the list, with how it was dealt with. Clause: 5.3.3."""

    def settle(desk: Desk, values: Values) -> TicketRow:
        wish = overseeing.Settle(number, reason=values["reason"], version=version)
        return overseeing.settle(desk, wish)

    blanks = (Blank("reason", "怎样处理了", Sort.PROSE, required=True),)
    said = "从待督办列表移出；规则再次满足时会再列入。"
    return await guided(screen, f"处理督办事由　{number}", blanks, settle, said)


async def decided(screen: DeskScreen, row: RequestRow) -> TicketRow | None:
    """Grant a request or not. Clause: 5.3.2.3.2 d."""

    def decide(desk: Desk, values: Values) -> TicketRow:
        wish = requesting.Decide(row.id, values["granted"], values["reason"])
        return requesting.decide(desk, wish)

    blanks = (
        Blank("granted", "同意", Sort.FLAG, required=True),
        Blank("reason", "理由", Sort.PROSE),
    )
    review = f"　复查 {row.review_on}" if row.review_on else ""
    basis = f"　依据：{row.evidence}" if row.evidence else ""
    said = f"{row.reason}{basis}{review}"
    return await guided(screen, f"批复{row.kind.label}　{row.number}", blanks, decide, said)


async def ended(screen: DeskScreen, row: RequestRow) -> TicketRow | None:
    """Take a matter off the account."""

    def end(desk: Desk, values: Values) -> TicketRow:
        return requesting.end(desk, requesting.End(row.id, values["reason"]))

    blanks = (Blank("reason", "怎样解决", Sort.PROSE, required=True),)
    said = f"{row.reason}　复查 {row.review_on}"
    title = f"结束{RequestKind.ACCOUNT.label}　{row.number}"
    return await guided(screen, title, blanks, end, said)


def acts_to_pick(acts: list[SupervisionRow]) -> Pick:
    """Which of several acts is meant."""
    return Pick("了结哪项督办", [(str(one.id), f"{one.form.label}：{one.demand}") for one in acts])


def _for(form: Form) -> str:
    """What a form is for, in the words before its colon."""
    return clip(DUTIES[form].use.partition("：")[0], USE)


def _blank(part: Part) -> Blank:
    sort = Sort.NAMES if part.names else Sort.PROSE
    hint = "几个之间用顿号" if part.names else ""
    return Blank(part.name, part.label, sort, required=part.required, placeholder=hint)


def _record(form: Form, values: Values, *, ending: bool) -> dict[str, Any]:
    return {part.name: values[part.name] for part in parts(form, ending=ending)}

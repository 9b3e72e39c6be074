"""What can be done with a dispatched ticket from any screen: each act asks what it needs.

Clause: 4.2, 4.3, 5.3.2.2.3, 5.3.2.3.1, B.3.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from hotline_tui.screens import handling_forms as forms
from hotline_tui.screens.base import DeskScreen
from hotline_tui.screens.claims import take
from hotline_tui.screens.dispatching import Beginning, dispatched, open_dialog
from hotline_tui.screens.guided import guided
from hotline_tui.screens.guided_blanks import Blank
from hotline_tui.services import (
    deciding,
    feeding_back,
    opinion,
    progressing,
    queueing,
    requesting,
    returning,
)
from hotline_tui.services.desk import Desk
from hotline_tui.services.rows import TicketRow
from hotline_tui.services.signing import Sign, sign
from hotline_tui.standard.authority import Act
from hotline_tui.standard.feedback import OUTCOMES
from hotline_tui.standard.handling import LOGGED_IN
from hotline_tui.standard.lifecycle import WORKLIST
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.vocabulary import Outcome, Progress, Role, Status
from hotline_tui.widgets.pick import Pick

Deed = Callable[[DeskScreen, TicketRow], Awaitable[str | None]]
"""Asks what an act needs, does it, and gives what to tell of it; None when it was left."""

OnSeen = Callable[[Desk, forms.Values, TicketRow], TicketRow]
"""Does an act on a ticket that the person has seen as it is given."""


def _told_by(screen: DeskScreen) -> tuple[Blank, ...]:
    own = Role.ORGANIZER in screen.desk.person.roles
    return () if own else (forms.TOLD_BY,)


def picked(title: str, lines: Sequence[tuple[str, str]]) -> Pick:
    """A choice of a few, each with the digit that takes it."""
    return Pick(title, [(key, f"{place} {told}") for place, (key, told) in enumerate(lines, 1)])


def _seen(ticket: TicketRow, act: OnSeen) -> Callable[[Desk, forms.Values], TicketRow]:
    """An act on the ticket as it was seen.

    What somebody has changed meanwhile is told once, while what was typed stays; whoever sends it
    again has seen that too.
    """
    known = [ticket]

    def done(desk: Desk, values: forms.Values) -> TicketRow:
        try:
            return act(desk, values, known[0])
        except Refused as refused:
            if any(fault.field == "version" for fault in refused.faults):
                known[0] = queueing.show(desk, ticket.number)
            raise

    return done


async def sign_for(screen: DeskScreen, ticket: TicketRow) -> str | None:
    """An organizer's desk signs at once; the hotline says who told it."""

    def act(desk: Desk, values: forms.Values, seen: TicketRow) -> TicketRow:
        return sign(desk, Sign(seen.number, values.get("told_by", ""), seen.version))

    blanks = _told_by(screen)
    done = (
        await guided(screen, f"签收 {ticket.number}", blanks, _seen(ticket, act))
        if blanks
        else await screen.door.attempt(act, {}, ticket)
    )
    if done is None:
        return None
    due = done.clocks.feedback.due_at
    by = f"，{due.astimezone(BEIJING):%m-%d %H:%M} 前反馈" if due else ""
    return f"已签收 {done.number}{by}"


async def give_back(screen: DeskScreen, ticket: TicketRow) -> str | None:
    """Return a ticket. Clause: 4.2."""

    def act(desk: Desk, values: forms.Values, seen: TicketRow) -> TicketRow:
        return returning.give_back(desk, forms.give_back(seen, values))

    blanks = (*forms.RETURN, *_told_by(screen))
    said = "退单由派单员审定；改派之前，仍由本单位负责（首接负责制）。"
    done = await guided(screen, f"退单 {ticket.number}", blanks, _seen(ticket, act), said)
    return f"{done.number} 已申请退单，待派单员审定" if done else None


async def contact(screen: DeskScreen, ticket: TicketRow) -> str | None:
    """Write down a contact with the claimant, the script before one's eyes. Clause: B.3."""
    return await _log(screen, ticket, Progress.CONTACT, forms.contact_script(ticket))


async def progress(screen: DeskScreen, ticket: TicketRow) -> str | None:
    """Write down any other progress."""
    kinds = [one for one in Progress if one is not Progress.CONTACT]
    lines = [(one.value, f"{one.label}　{forms.ABOUT[one]}") for one in kinds]
    what = await screen.app.push_screen_wait(picked("记录办理进展", lines))
    found = forms.word(Progress, what)
    return await _log(screen, ticket, found, "") if found else None


async def _log(screen: DeskScreen, ticket: TicketRow, what: Progress, said: str) -> str | None:
    def act(desk: Desk, values: forms.Values) -> TicketRow:
        return progressing.log(desk, forms.log(ticket, what, values))

    blanks = (*forms.progress_blanks(what), *_told_by(screen))
    done = await guided(screen, f"{what.label} {ticket.number}", blanks, act, said)
    return f"已记录 {done.number} 的{what.label}" if done else None


async def feed_back(screen: DeskScreen, ticket: TicketRow) -> str | None:
    """Feed back: first what became of it, then what that asks for. Clause: 5.3.2.3.1."""
    outcomes = OUTCOMES[ticket.kind]
    lines = [(one.value, one.label) for one in outcomes]
    title = f"{ticket.kind.label}类诉求的办理结果"
    outcome = forms.word(Outcome, await screen.app.push_screen_wait(picked(title, lines)))
    if outcome is None:
        return None

    def act(desk: Desk, values: forms.Values, seen: TicketRow) -> TicketRow:
        return feeding_back.feed_back(desk, forms.feed_back(seen, outcome, values))

    blanks = (*forms.feedback_blanks(ticket, outcome), *_told_by(screen))
    said = forms.result_script(ticket)
    done = await guided(
        screen, f"反馈“{outcome.label}” {ticket.number}", blanks, _seen(ticket, act), said
    )
    if done is None:
        return None
    review = done.status is Status.IN_REVIEW
    return f"{done.number} 已送领导审核" if review else f"{done.number} 已反馈：{outcome.label}"


async def accept(screen: DeskScreen, ticket: TicketRow) -> str | None:
    """Say yes: the leader to a feedback, the hotline to its content or to a return."""
    if ticket.status is Status.IN_REVIEW:
        return await _approve(screen, ticket)
    wish = deciding.Decision(ticket.number, version=ticket.version)
    done = await screen.door.attempt(deciding.accept, wish)
    if done is None:
        return None
    returned = done.status is Status.RETURNED
    return f"{done.number} {'退单已接受，请重新派单' if returned else '反馈内容核对通过'}"


async def _approve(screen: DeskScreen, ticket: TicketRow) -> str | None:
    def act(desk: Desk, values: forms.Values, seen: TicketRow) -> TicketRow:
        wish = feeding_back.Approval(seen.number, **values, version=seen.version)
        return feeding_back.approve(desk, wish)

    blanks = (forms.LEADER, *_told_by(screen))
    done = await guided(screen, f"领导审核通过 {ticket.number}", blanks, _seen(ticket, act))
    return f"{done.number} 已经领导审核，反馈至热线" if done else None


async def reject(screen: DeskScreen, ticket: TicketRow) -> str | None:
    """Say no, and why."""

    def act(desk: Desk, values: forms.Values, seen: TicketRow) -> TicketRow:
        wish = deciding.Decision(seen.number, **values, version=seen.version)
        return deciding.reject(desk, wish)

    review = ticket.status is Status.IN_REVIEW
    blanks = (forms.REASON, *((forms.LEADER, *_told_by(screen)) if review else ()))
    title = {
        Status.RETURNED: "驳回退单",
        Status.IN_REVIEW: "领导审核退回",
    }.get(ticket.status, "反馈内容不完整，退回承办单位")
    done = await guided(screen, f"{title} {ticket.number}", blanks, _seen(ticket, act))
    return (
        f"{done.number} 已{'驳回退单' if title == '驳回退单' else '退回，重新办理'}"
        if done
        else None
    )


async def take_back(screen: DeskScreen, ticket: TicketRow) -> str | None:
    """Take a ticket from its organizer and go on to dispatch it to another. Clause: 4.2."""

    def act(desk: Desk, values: forms.Values) -> TicketRow:
        return returning.recall(desk, returning.Recall(ticket.number, **values))

    said = f"从{ticket.organizer}收回后即重新派单；另一单位接单之前，仍由其负责。"
    done = await guided(screen, f"收回转派 {ticket.number}", (forms.REASON,), act, said)
    if done is None:
        return None
    taken = await take(screen, done.number) if screen.desk.may(Act.DISPATCH) else None
    sent = taken and await open_dialog(screen, taken, Beginning(), keep=False)
    return dispatched(sent) if sent else f"{done.number} 已收回，在派单列表里等待重新派单"


async def ask_for(screen: DeskScreen, ticket: TicketRow) -> str | None:
    """Ask a supervisor to grant something, most of all 15 days. Clause: 5.3.2.3.2 d."""

    def act(desk: Desk, values: forms.Values, seen: TicketRow) -> TicketRow:
        return requesting.ask(desk, forms.request(seen, values))

    blanks = (*forms.REQUEST, *_told_by(screen))
    done = await guided(screen, f"申请 {ticket.number}", blanks, _seen(ticket, act))
    return f"{done.number} 的申请已提交，等待督办员批复" if done else None


async def watch_opinion(screen: DeskScreen, ticket: TicketRow) -> str | None:
    """Watch public opinion on a matter, or no more. Clause: 5.3.2.3.1."""

    def act(desk: Desk, values: forms.Values) -> TicketRow:
        return opinion.watch_opinion(desk, opinion.OpinionWatch(ticket.number, **values))

    done = await guided(screen, f"舆情 {ticket.number}", forms.OPINION, act)
    return f"已记录 {done.number} 的舆情" if done else None


OPEN = frozenset(WORKLIST)
"""Where something is still to be done about a ticket."""

_FED_BACK = frozenset({Status.FED_BACK, Status.CALLBACK_DUE})
_DECIDED = _FED_BACK | {Status.IN_REVIEW, Status.RETURNED}
_SENT = frozenset({Status.DISPATCHED})
_AT_UNIT = frozenset({Status.DISPATCHED, Status.SIGNED})
_TAKEN = _AT_UNIT | {Status.IN_REVIEW}

DEEDS: dict[str, tuple[str, Deed, frozenset[Status], Act]] = {
    "sign": ("签收", sign_for, _SENT, Act.SIGN),
    "give_back": ("退单", give_back, _SENT, Act.RETURN),
    "contact": ("联系诉求人", contact, LOGGED_IN, Act.LOG),
    "progress": ("记录进展", progress, LOGGED_IN, Act.LOG),
    "feed_back": ("反馈", feed_back, frozenset({Status.SIGNED}), Act.FEEDBACK),
    "accept": ("通过、接受", accept, _DECIDED, Act.CHECK_FEEDBACK),
    "reject": ("退回、驳回", reject, _DECIDED, Act.CHECK_FEEDBACK),
    "ask_for": ("申请", ask_for, _AT_UNIT, Act.REQUEST),
    "watch_opinion": ("舆情", watch_opinion, OPEN, Act.LOG),
    "take_back": ("收回转派", take_back, _TAKEN, Act.RECALL),
}
"""The acts by their names: what each is called, in which states it makes sense, who may do it."""

DECIDED_BY: dict[Status, Act] = {
    Status.RETURNED: Act.DECIDE_RETURN,
    Status.IN_REVIEW: Act.APPROVE,
}
"""Whose yes or no a ticket of some status waits for. Clause: 6.1.2."""


def possible(screen: DeskScreen, name: str, status: Status) -> bool:
    """Whether an act makes sense for a ticket of some status, at this desk. Clause: 6.1.2."""
    _, _, states, needed = DEEDS[name]
    if name in ("accept", "reject"):
        needed = DECIDED_BY.get(status, needed)
    return status in states and screen.desk.may(needed)


def possible_here(screen: DeskScreen, status: Status) -> list[tuple[str, str]]:
    """All acts that make sense, with what each is called."""
    return [(name, DEEDS[name][0]) for name in DEEDS if possible(screen, name, status)]

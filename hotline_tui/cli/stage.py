"""The stage of `hotline demo --tour`: a throwaway desk, its people, the time, and how they talk."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from hotline_tui.cli.telling import left, local, say
from hotline_tui.services import calls, festivals
from hotline_tui.services.calls import CallRow
from hotline_tui.services.desk import Desk, Person, StillClock
from hotline_tui.services.directory import directory
from hotline_tui.services.rows import TicketRow
from hotline_tui.standard.elements import missing, next_question
from hotline_tui.standard.phone import masked
from hotline_tui.standard.rating import OFFER
from hotline_tui.standard.record import TicketDraft
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.scripts import Moment, greeting, phrase

AGENT, DISPATCHER, SUPERVISOR = "1024", "2003", "3001"


@dataclass(slots=True)
class Stage:
    """The throwaway desk, its people, and the time, which only goes on when something is said."""

    desk: Desk
    now: datetime
    people: dict[str, Person] = field(default_factory=dict)

    def sit(self, workno: str) -> Desk:
        """The desk of one of the staff, now."""
        return replace(self.desk, person=self.people[workno], clock=StillClock(self.now))

    def later(self, **span: float) -> None:
        """Let time pass."""
        self.now += timedelta(**span)


def act(title: str) -> None:
    """The heading of a part."""
    say()
    say(f"━━ {title} ━━")


def says(who: str, text: str) -> None:
    """A line of the conversation."""
    say(f"  {who}：{text}")


def refusal(attempt: Callable[[], object]) -> tuple[str, ...]:
    """What an attempt is refused with, fault by fault; nothing where it is not."""
    try:
        attempt()
    except Refused as refused:
        return tuple(f"{one.message}（{one.clause}）" for one in refused.faults)
    return ()


def ring(stage: Stage, phone: str) -> CallRow:
    """A call rings at the agent's desk and is answered as the day asks."""
    desk = stage.sit(AGENT)
    call = calls.ring(desk, phone)
    say(f"来电响铃：{masked(call.phone)}，一年内第 {call.nth} 次")
    for one in call.earlier:
        say(f"  以前的工单：{one.number} {one.kind.label} {one.status.label} {one.title}")
    if call.earlier:
        say(f"  本月 {call.this_month} 件，本年 {call.this_year} 件")
    stage.later(seconds=4)
    calls.pick_up(stage.sit(AGENT), call.id)
    hello = greeting(festivals.festival(desk.today()))
    says("话务员", f"{hello.text}（{hello.clause}）")
    return call


def hang_up(stage: Stage, call: CallRow, pressed: str) -> None:
    """The call ends with its phrases; the caller presses a key."""
    for moment in (Moment.BEFORE_END, Moment.END):
        says("话务员", phrase(moment).text)
    says("话务员", OFFER)
    calls.offer(stage.sit(AGENT), call.id)
    stage.later(seconds=20)
    calls.hang_up(stage.sit(AGENT), call.id)
    rated = calls.rate(stage.sit(AGENT), pressed, call.id)
    say(f"通话结束，来电人按 {pressed}：{rated.rating.label if rated.rating else ''}")


def count(draft: TicketDraft) -> None:
    """How many elements are still missing, and what to ask now."""
    lacking = missing(draft)
    listed = " · ".join(f"{one.element.label} {one.element.clause}" for one in lacking)
    say(f"  还缺 {len(lacking)} 项{'：' + listed if lacking else ''}")
    question = next_question(draft)
    if question is not None:
        says("话务员", f"{question.question}（{question.element.clause}）")


def evidence(found: Iterable[str]) -> str:
    """What speaks for a suggestion."""
    return "依据：" + "、".join(found)


def clocks(row: TicketRow, now: datetime) -> None:
    """The clocks of a ticket that run."""
    for one in row.clocks:
        if one.running:
            say(f"  {one.clock.label}时限 {local(one.due_at)}，{left(one.due_at, now)}")


def division(stage: Stage) -> str:
    """The code of the place where everything happens."""
    found = directory(stage.desk).division("朝阳区 潘家园街道")
    return found.code if found else ""

"""A desk full of invented work, made by the use cases themselves over the last two days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from random import Random

from hotline_tui.services import (
    articles,
    calls,
    claiming,
    closing,
    linking,
    operators,
    registering,
    supervising,
)
from hotline_tui.services.demo_cast import Cast
from hotline_tui.services.demo_editing import editing
from hotline_tui.services.demo_handling import deeds
from hotline_tui.services.demo_keeping import keeping
from hotline_tui.services.demo_lives import lives
from hotline_tui.services.demo_matters import Caller, Matter, words
from hotline_tui.services.demo_past import A_DAY, live
from hotline_tui.services.desk import Desk, Person, StillClock
from hotline_tui.services.directory import directory
from hotline_tui.services.dispatching import Dispatch, dispatch
from hotline_tui.services.operators import NewOperator
from hotline_tui.services.registering import Registration
from hotline_tui.services.rows import TicketRow
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.urgent import DUTIES, Decision, PhoneCall
from hotline_tui.standard.vocabulary import Channel, Role

TICKETS = 112
"""Ordinary tickets; those that play a part come on top."""

STAFF: tuple[NewOperator, ...] = (
    NewOperator("1024", "王芳", (Role.AGENT,), team="话务一班"),
    NewOperator("1031", "李敏", (Role.AGENT,), team="话务一班"),
    NewOperator("1047", "张磊", (Role.AGENT,), team="话务二班"),
    NewOperator("2003", "赵静", (Role.DISPATCHER,), team="派单班"),
    NewOperator("2008", "陈强", (Role.DISPATCHER,), team="派单班"),
    NewOperator("3001", "刘洋", (Role.SUPERVISOR,)),
    NewOperator("4002", "孙丽", (Role.CALLBACK,)),
    NewOperator("5001", "周涛", (Role.EDITOR,)),
    NewOperator("7001", "郑岩", (Role.ARCHIVIST,)),
    NewOperator("6001", "吴桐", (Role.ORGANIZER,), unit="潘家园街道办事处"),
)
"""Who works at the demo desk, besides whoever sits at its keyboard."""

AGENTS, DISPATCHERS, SUPERVISOR = ("1024", "1031", "1047"), ("2003", "2008"), "3001"


def fill(desk: Desk, seed: int = 7, now: datetime | None = None, months: int = 0) -> None:
    """Fill a practice desk with two days of work and some longer lives, the same for the same seed.

    With `months`, so long a past comes before.

    Raises `Refused` on a desk whose person may not add others.
    """
    if not desk.practice:
        raise ValueError("only a practice database is filled with what never happened")
    at = now or desk.now()
    city = directory(desk)
    rng = Random(seed)  # noqa: S311 - no secret
    cast = Cast(desk, city, rng, words(city, rng), at)
    for wish in STAFF:
        operators.add(replace(desk, clock=StillClock(at - timedelta(days=20))), wish)
        cast.people[wish.workno] = Person(wish.workno, wish.name, frozenset(wish.roles))
    if months:
        past(desk, months, seed, at)
    _ordinary(cast)
    _parts(cast)
    lives(cast, lambda row, at: _wish(cast, row, at))
    editing(cast)
    keeping(cast)
    cast.play()


def past(
    desk: Desk, months: int, seed: int = 7, now: datetime | None = None, a_day: int = A_DAY
) -> int:
    """Fill the months before a practice desk's last days; how many tickets there are.

    With chances of its own: the last days are the same with a past and without.
    """
    if not desk.practice:
        raise ValueError("only a practice database is filled with what never happened")
    city, rng = directory(desk), Random(seed)  # noqa: S311 - no secret
    return live(Cast(desk, city, rng, words(city, rng), now or desk.now()), months, a_day)


def _ordinary(cast: Cast) -> None:
    """Calls and letters through two days, most of them in the last; some callers call again."""
    rng, now = cast.rng, cast.now
    usual, weights = cast.words.usual(now.astimezone(BEIJING).month)
    callers = [cast.words.caller() for _ in range(TICKETS * 3 // 4)]
    regulars = callers[:6]
    asked = [one for one in usual if "article" in one]
    for nth in range(TICKETS):
        # What is older than a day was answered at once: the one matter that was not is set apart.
        old = nth % 5 == 0
        matter = rng.choice(asked) if old else rng.choices(usual, weights)[0]
        caller = rng.choice(regulars) if nth % 9 == 0 else rng.choice(callers)
        hours = rng.uniform(22, 47) if old else rng.triangular(0.1, 22, 3)
        when = now - timedelta(hours=hours)
        cast.at(when, _call(cast, matter, caller, when, dealt_with=hours > 5 or rng.random() < 0.5))


def _parts(cast: Cast) -> None:
    """What the demo is to show: urgent tickets, one overdue, a surge, one not accepted."""
    parts = cast.words.parts()
    ago = cast.now - timedelta(minutes=1)
    for role, minutes, dealt_with in (
        ("emergency", 21, False),
        ("instability", 8, False),
        ("livelihood", 34, True),
        ("weather", 38, True),
        ("health", 22, True),
    ):
        when = ago - timedelta(minutes=minutes)
        cast.at(when, _call(cast, parts[role], cast.words.caller(), when, dealt_with=dealt_with))
    noise = cast.words.usual(1)[0][0]
    late = cast.now - timedelta(hours=25, minutes=40)
    cast.at(late, _call(cast, noise, cast.words.caller(), late, dealt_with=False))
    for hours, do in (
        (40, lambda desk: supervising.declare_surge(desk, "寒潮降温，来电骤增")),
        (36, supervising.end_surge),
    ):
        when = cast.now - timedelta(hours=hours)
        cast.at(when, _supervise(cast, when, do))
    when = cast.now - timedelta(hours=7)
    cast.at(when, lambda: _turned_away(cast, noise, when))
    when = cast.now - timedelta(seconds=30)
    cast.at(when, lambda: claiming.take_next(cast.sit(DISPATCHERS[1], when)))


def _supervise(cast: Cast, when: datetime, do: Callable[[Desk], object]) -> Callable[[], object]:
    return lambda: do(cast.sit(SUPERVISOR, when))


def _call(
    cast: Cast, matter: Matter, caller: Caller, when: datetime, *, dealt_with: bool
) -> Callable[[], object]:
    draft = cast.words.draft(matter, caller, when)
    agent = cast.rng.choice(AGENTS)
    rated = cast.rng.choices(("1", "2", "3", "4", ""), (5, 4, 2, 1, 6))[0]

    def happen() -> None:
        at_desk = cast.sit(agent, when)
        call: int | None = None
        if draft.channel is Channel.PHONE and (matter.get("role") or rated):
            call = calls.ring(at_desk, caller.phone).id
            calls.pick_up(at_desk, call)
        wish = Registration(draft, call=call)
        if matter.get("article") and dealt_with:
            _answered(cast, at_desk, wish, matter, when)
        else:
            row = registering.register(at_desk, wish)
            _linked(at_desk, row)
            if dealt_with:
                _then_dispatched(cast, row, when)
        if call is not None:
            calls.offer(at_desk, call)
            calls.hang_up(at_desk, call)
            if rated:
                calls.rate(at_desk, rated, call)

    return happen


def _answered(cast: Cast, desk: Desk, wish: Registration, matter: Matter, when: datetime) -> None:
    article = articles.named(desk, matter["article"])
    row = registering.register_and_answer(desk, wish, article, matter["answer"])
    if cast.rng.random() < 0.8 and wish.call is None:  # else it is closed as the call ends
        later = when + timedelta(minutes=cast.rng.uniform(1, 20))
        cast.at(later, lambda: closing.close(cast.sit(desk.person.workno, later), row.number))


def _linked(desk: Desk, row: TicketRow) -> None:
    found = linking.repeats(desk, row.record).rows
    if found:
        linking.link(desk, row.number, found[0].number)


def _then_dispatched(cast: Cast, row: TicketRow, when: datetime) -> None:
    """A dispatcher sends it, after a while; what is urgent is acknowledged first."""
    rng = cast.rng
    urgent = row.urgency.urgent
    minutes = rng.uniform(10, 16) if urgent else rng.triangular(8, 420, 40)
    later = when + timedelta(minutes=minutes)
    if urgent:
        noted = when + timedelta(minutes=4)
        cast.at(noted, _supervise(cast, noted, lambda at: supervising.acknowledge(at, row.number)))
    dispatcher = rng.choice(DISPATCHERS)
    cast.at(later, lambda: dispatch(cast.sit(dispatcher, later), _wish(cast, row, later)))
    for moment, deed in deeds(row, later):
        cast.at(moment, partial(_told, cast, moment, deed))


def _told(cast: Cast, when: datetime, deed: Callable[[Desk], object]) -> None:
    """An organizer telephones, and an agent writes down what it has done."""
    deed(cast.sit(AGENTS[0], when))


def _wish(cast: Cast, row: TicketRow, at: datetime) -> Dispatch:
    city, record = cast.city, row.record
    category = city.category(record.category)
    lead = city.catalogued(category.code, record.division) if category else None
    duties = DUTIES[row.urgency]
    reported = Decision(True, "涉及安全，须同步掌握") if duties.phone_call else None
    return Dispatch(
        row.number,
        lead.code if lead else None,
        opinion=cast.rng.choice(("请核实情况并及时办理。", "请依职责办理，联系诉求人。", "")),
        phone_call=(
            PhoneCall(at - timedelta(minutes=2), "值班员", "已说明时间、地点和现场情况")
            if duties.phone_call
            else None
        ),
        report_to_police=reported if duties.report_to_police else None,
        report_to_emergency_management=(
            reported if duties.report_to_emergency_management else None
        ),
    )


def _turned_away(cast: Cast, matter: Matter, when: datetime) -> None:
    draft = replace(cast.words.draft(matter, cast.words.caller(), when), division="130000")
    registering.turn_away(
        cast.sit(AGENTS[0], when),
        Registration(draft),
        "诉求事项发生在河北，不属于北京市行政区域",
        "请向河北当地12345热线反映（加拨当地区号）",
    )

"""Older tickets of the demo desk: those that wait for a leader or a supervisor, and those that have
come to their callback, their end and the archive."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from hotline_tui.services import calling_back, deciding, registering, ticking
from hotline_tui.services.archiving import IntoArchive, archive
from hotline_tui.services.calling_back import CallBack
from hotline_tui.services.demo_cast import Cast
from hotline_tui.services.demo_handling import TOLD_BY, content
from hotline_tui.services.demo_matters import Matter
from hotline_tui.services.desk import Desk
from hotline_tui.services.dispatching import Dispatch, dispatch
from hotline_tui.services.feeding_back import FeedBack, feed_back
from hotline_tui.services.progressing import Log, log
from hotline_tui.services.registering import Registration
from hotline_tui.services.requesting import Ask, ask
from hotline_tui.services.rows import TicketRow
from hotline_tui.services.signing import Sign, sign
from hotline_tui.standard.callback import Answers
from hotline_tui.standard.vocabulary import (
    CallbackResult,
    Channel,
    Kind,
    Progress,
    Rating,
    RequestKind,
)

AGENT, DISPATCHER, SUPERVISOR, CALLER, ARCHIVIST = "1024", "2003", "3001", "4002", "7001"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

Wish = Callable[[TicketRow, datetime], Dispatch]
Step = Callable[[Desk, str], object]

_ASKED = Answers(
    result=CallbackResult.REACHED, contacted=True, solved=True, satisfied=Rating.SATISFIED
)


def _signed(desk: Desk, number: str) -> object:
    return sign(desk, Sign(number, TOLD_BY))


def _contacted(desk: Desk, number: str) -> object:
    at = desk.now() - timedelta(minutes=5)
    said = "已与诉求人通话，核实了时间和地点，告知将到现场查看"
    return log(desk, Log(number, Progress.CONTACT, said, at, told_by=TOLD_BY))


def _fed_back(desk: Desk, number: str) -> object:
    outcome, said = content(Kind.COMPLAINT, desk.now() - HOUR)
    return feed_back(desk, FeedBack(number, outcome, said, told_by=TOLD_BY))


def _submitted(desk: Desk, number: str) -> object:
    outcome, said = content(Kind.COMPLAINT, desk.now() - HOUR)
    wish = FeedBack(number, outcome, said, opinion_watch="网上未见讨论", told_by=TOLD_BY)
    return feed_back(desk, wish)


def _wished(desk: Desk, number: str) -> object:
    reason = "涉及三个产权单位，需要会商"
    return ask(desk, Ask(number, RequestKind.COMPLEX, reason, told_by=TOLD_BY))


def _checked(desk: Desk, number: str) -> object:
    return deciding.accept(desk, deciding.Decision(number))


def _called_back(desk: Desk, number: str) -> object:
    return calling_back.call_back(desk, CallBack(number, _ASKED, close=True))


def _archived(desk: Desk, number: str) -> object:
    return archive(desk, IntoArchive(number, ARCHIVIST))


BEGUN: Sequence[tuple[timedelta, str, Step]] = (
    (5 * HOUR, DISPATCHER, _signed),
    (8 * HOUR, DISPATCHER, _contacted),
)
SOLVED = (*BEGUN, (40 * HOUR, DISPATCHER, _fed_back), (44 * HOUR, DISPATCHER, _checked))
ASKED = (*SOLVED, (8 * DAY, CALLER, _called_back))
LIVES: Mapping[str, tuple[int, timedelta, Channel, Sequence[tuple[timedelta, str, Step]]]] = {
    "asked to be complex": (
        1, 30 * HOUR, Channel.PHONE, (*BEGUN, (20 * HOUR, DISPATCHER, _wished)),
    ),
    "waiting for the leader": (
        2, 50 * HOUR, Channel.APP, (*BEGUN, (40 * HOUR, DISPATCHER, _submitted)),
    ),
    "overdue": (1, 8 * DAY, Channel.PHONE, BEGUN),
    "to be called back": (6, 8 * DAY, Channel.PHONE, SOLVED),
    "closed": (4, 10 * DAY, Channel.PHONE, ASKED),
    "archived": (2, 12 * DAY, Channel.PHONE, (*ASKED, (9 * DAY, ARCHIVIST, _archived))),
}  # fmt: skip
"""How many there are of each, how long ago they were raised, how they came, and what was done with
them: so long after, by whom."""


def lives(cast: Cast, wish: Wish) -> None:
    """Put the lives on the agenda; at the end, what is due by itself is done."""
    usual, weights = cast.words.usual(cast.now.month)
    fit = [(one, weight) for one, weight in zip(usual, weights, strict=True)
           if "article" not in one and one["kind"] in ("complaint", "help")]  # fmt: skip
    for count, ago, channel, steps in LIVES.values():
        for nth in range(count):
            matter = cast.rng.choices([one for one, _ in fit], [weight for _, weight in fit])[0]
            when = cast.now - ago - nth * timedelta(minutes=37)
            _live(cast, matter, channel, when, wish, steps)
    cast.at(cast.now, lambda: ticking.tick(cast.sit(SUPERVISOR, cast.now)))


def _live(
    cast: Cast,
    matter: Matter,
    channel: Channel,
    when: datetime,
    wish: Wish,
    steps: Sequence[tuple[timedelta, str, Step]],
) -> None:
    draft = replace(cast.words.draft(matter, cast.words.caller(), when), channel=channel)
    numbers: list[str] = []

    def begin() -> None:
        row = registering.register(cast.sit(AGENT, when), Registration(draft, when))
        sent = when + HOUR
        dispatch(cast.sit(DISPATCHER, sent), wish(row, sent))
        numbers.append(row.number)

    cast.at(when, begin)
    for after, who, step in steps:
        at = when + after
        cast.at(at, partial(_take, cast, step, who, at, numbers))


def _take(cast: Cast, step: Step, who: str, at: datetime, numbers: list[str]) -> None:
    step(cast.sit(who, at), numbers[0])

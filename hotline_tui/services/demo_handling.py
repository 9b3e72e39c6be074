"""What organizers did with the demo's tickets: told to the hotline, which wrote it down."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any

from hotline_tui.services.desk import Desk
from hotline_tui.services.feeding_back import Approval, FeedBack, approve, feed_back
from hotline_tui.services.progressing import Log, log
from hotline_tui.services.returning import GiveBack, give_back
from hotline_tui.services.rows import TicketRow
from hotline_tui.services.signing import Sign, sign
from hotline_tui.standard.vocabulary import Kind, Outcome, Progress, ReturnReason

Deed = tuple[datetime, Callable[[Desk], object]]
"""When something was done, and what."""

TOLD_BY = "值班员"
LEADER = "值班领导"

WAITING, RETURNED, FED_BACK = 0.35, 0.42, 0.7
"""Up to these shares tickets wait to be signed for, are given back, are still being handled."""


def deeds(row: TicketRow, sent_at: datetime) -> Iterator[Deed]:
    """What became of a ticket after its dispatch, the same for the same number."""
    rng = Random(row.number)  # noqa: S311 - no secret
    fate = rng.random()
    urgent = row.urgency.urgent
    if fate < WAITING and not urgent:
        return
    at = sent_at + timedelta(minutes=rng.uniform(2, 12) if urgent else rng.uniform(5, 90))
    if fate < RETURNED and not urgent:
        yield at, lambda desk: give_back(desk, _return(row.number, rng))
        return
    yield at, lambda desk: sign(desk, Sign(row.number, TOLD_BY))
    at += timedelta(minutes=rng.uniform(5, 20) if urgent else rng.uniform(15, 90))
    for what, said, others, outcome in _PROGRESS[: rng.choice((1, 2, 2, 3))]:
        wish = Log(row.number, what, said, None, others, outcome, told_by=TOLD_BY)
        yield at, lambda desk, wish=wish: log(desk, wish)  # type: ignore[misc]
        at += timedelta(minutes=rng.uniform(5, 20) if urgent else rng.uniform(30, 120))
    if fate > FED_BACK or urgent:
        yield from _fed_back(row, at, rng)


_PROGRESS: tuple[tuple[Progress, str, tuple[str, ...], str], ...] = (
    (Progress.CONTACT, "已电话核实地点和诉求", (), "诉求人希望尽快处理"),
    (Progress.VISIT, "已到现场查看，情况属实", (), ""),
    (Progress.WHISTLE, "请有关部门到场会同处置", ("综合行政执法队", "物业公司"), "约定三日内整改"),
)


def _return(number: str, rng: Random) -> GiveBack:
    reason = rng.choice(list(ReturnReason))
    evidence = "本单位职责清单无此项"
    return GiveBack(number, reason, "经核实不由本单位负责", evidence, TOLD_BY)


def _fed_back(row: TicketRow, at: datetime, rng: Random) -> Iterator[Deed]:
    outcome, said = content(row.kind, at)
    online = row.record.online
    watched = "未见舆情" if online else ""
    wish = FeedBack(row.number, outcome, said, opinion_watch=watched, told_by=TOLD_BY)
    yield at, lambda desk: feed_back(desk, wish)
    if online and rng.random() < 0.5:
        later = at + timedelta(minutes=rng.uniform(10, 60))
        approval = Approval(row.number, LEADER, told_by=TOLD_BY)
        yield later, lambda desk: approve(desk, approval)


def content(kind: Kind, at: datetime) -> tuple[Outcome, dict[str, Any]]:
    """A feedback that lacks nothing, about what was handled at some moment."""
    if kind is Kind.CONSULTATION:
        return Outcome.ANSWERED, {"answer": "已按现行规定逐项说明", "answered_at": at}
    if kind is Kind.SUGGESTION:
        return Outcome.PASSED_ON, {"told": "已电话告知收到建议", "passed_to": "市交通委"}
    solved = {"handled_at": at, "measures": "已安排人员处理完毕并复查", "told": "已告知，认可"}
    return Outcome.SOLVED, solved

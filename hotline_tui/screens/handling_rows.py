"""What the lists of handling say: their lines, their heading, the essence of the picked ticket."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from hotline_tui.screens.dispatch_rows import story, what, when
from hotline_tui.screens.worklist_lines import counted, filled
from hotline_tui.services import candidate_list, handled, queueing
from hotline_tui.services.candidate_list import Overseen
from hotline_tui.services.desk import Desk
from hotline_tui.services.handled import Handling
from hotline_tui.services.queueing import Waiting
from hotline_tui.services.rows import QueueRow, TicketRow
from hotline_tui.standard.lifecycle import worklist
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.vocabulary import Progress, Status, Worklist
from hotline_tui.widgets.grid import Cell, Column

LISTS: tuple[tuple[Worklist, str], ...] = (
    (Worklist.SIGN, "待签收"),
    (Worklist.HANDLING, "办理中"),
    (Worklist.CALLBACK, "已反馈"),
    (Worklist.DISPATCH, "退单待定"),
)
"""The lists, by the key that shows them: from 1 on. The last is an organizer's own only, as the
hotline has what waits for a dispatch in a place of its own."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A ticket with what has become of it."""

    ticket: TicketRow
    handling: Handling
    overseen: Overseen


def look(desk: Desk, number: str) -> Looked:
    """Everything about a ticket. Raises `Refused` where there is none, or another unit has it."""
    return Looked(
        queueing.show(desk, number),
        handled.handling(desk, number),
        candidate_list.overseen(desk, number),
    )


def columns(*, own: bool, wide: bool) -> tuple[Column, ...]:
    """The columns that a width has room for; an organizer's `own` desk needs no unit."""
    begin = (Column("工单号", 14), Column("类", 4), Column("级", 2), Column("标题"))
    places = (Column("街道乡镇", 14),) if wide else ()
    units = () if own else (Column("承办单位", 26 if wide else 14),)
    return (*begin, *places, *units, Column("状态", 10))


def cells(row: QueueRow, *, own: bool, wide: bool) -> tuple[Cell, ...]:
    """The cells that do not depend on the time."""
    places = (row.place_name.removeprefix(row.district).strip(),) if wide else ()
    units = () if own else (row.organizer,)
    urgent = "紧" if row.urgent else "一"
    return (
        row.number, row.kind.label, urgent, row.title, *places, *units, row.status.label,
    )  # fmt: skip


def heading(shown: Worklist, total: int, waiting: Waiting | None, *, own: bool, unit: str) -> str:
    """Which list is shown and how many are in each, with its key."""
    lists = LISTS if own else LISTS[:-1]
    named = []
    for place, (which, name) in enumerate(lists, 1):
        if which is shown:
            named.append(f"{place}[{name} {counted(total)}]")
        else:
            # What waits on every list is known of all units together, or of one's own.
            known = waiting if not unit else None
            count = f" {counted(getattr(known, which.value))}" if known else ""
            named.append(f"{place} {name}{count}")
    return f" {'　'.join(named)}" + (f"　单位[{unit}]" if unit else "")


# ---- the picked ticket ------------------------------------------------------------------


def essence(found: Looked, width: int, height: int) -> list[str]:
    """The picked ticket in `height` lines: the matter, what was done, what is still to be done.

    The claimant is masked. Clause: 5.3.2.2.3, 6.1.1.
    """
    above = (what(found.ticket), when(found.ticket))
    below = [*_done(found.handling), *_overseen(found), *_next(found)]
    texts = tuple(story(found.ticket))
    room = max(1, height - len(above) - 1)
    return filled(above, texts, below[-room:], width, height)


def _done(handling: Handling) -> Iterator[str]:
    if handling.returns:
        last = handling.returns[-1]
        name = "收回" if last.recalled else "退单"
        yield f"{_at(last.at)} {name} {last.told()}"
    if handling.progress:
        entry = handling.progress[-1]
        yield f"{_at(entry.at)} {entry.what.label}：{entry.told()}"
    if handling.feedbacks:
        given = handling.feedbacks[-1]
        told = "；".join(f"{label}：{text}" for label, text in given.told())
        verdict = given.verdict()
        decided = f"（{verdict}）" if verdict else ""
        yield f"{_at(given.at)} 反馈“{given.outcome.label}”{decided} {told}"


def _overseen(found: Looked) -> Iterator[str]:
    """Supervision that still asks for something, the newest last; requests that wait."""
    for one in found.overseen.supervisions:
        if one.pressing(found.ticket.clocks):
            yield f"{_at(one.opened_at)} {one.form.label}：{one.demand}"
    for asked in found.overseen.requests:
        if asked.granted is None:
            yield f"{_at(asked.at)} 申请{asked.kind.label}，待批复：{asked.reason}"


def _next(found: Looked) -> Iterator[str]:
    """What the standard asks for next."""
    status = found.ticket.status
    contacted = any(one.what is Progress.CONTACT for one in found.handling.progress)
    if status is Status.SIGNED and not contacted:
        yield "→ 尚未联系诉求人核实情况（5.3.2.2.3）"
    elif status is Status.IN_REVIEW:
        yield "→ 待承办单位领导审核（5.3.2.3.1）"
    elif worklist(status) is Worklist.CALLBACK and found.handling.checked_at is None:
        yield "→ 反馈内容待热线核对（5.3.2.3.5）"


def _at(at: datetime) -> str:
    return f"{at.astimezone(BEIJING):%m-%d %H:%M}"

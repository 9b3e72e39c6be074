"""What the supervision screen says: its lines, its headings, the essence of the picked one.

Clause: 5.3.3.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from hotline_tui.screens.dispatch_rows import story, what
from hotline_tui.screens.worklist_lines import filled
from hotline_tui.services import candidate_list, queueing
from hotline_tui.services.candidate_list import CandidateRow, Overseen, RequestRow, SupervisionRow
from hotline_tui.services.desk import Desk
from hotline_tui.services.rows import EventRow, TicketRow
from hotline_tui.services.ticking import SYSTEM
from hotline_tui.services.under_way import ActRow
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.supervision_forms import DUTIES
from hotline_tui.widgets.grid import Cell, Column

Item = CandidateRow | RequestRow | ActRow
"""A row of one of the lists."""


class View(Enum):
    """The lists of the screen, one on view at a time."""

    CANDIDATES = "待督办"
    REQUESTS = "待批复和挂账"
    ACTS = "督办中"


@dataclass(frozen=True, slots=True)
class Looked:
    """A ticket, and what supervisors know of it."""

    ticket: TicketRow
    overseen: Overseen


def looked(desk: Desk, number: str) -> Looked:
    """Read a ticket, and what supervisors know of it."""
    return Looked(queueing.show(desk, number), candidate_list.overseen(desk, number))


_NUMBER, _TITLE = Column("工单号", 14), Column("标题")
_COLUMNS: dict[View, tuple[Column, ...]] = {
    View.CANDIDATES: (_NUMBER, Column("级", 2), Column("状态", 8), _TITLE, Column("事由", 20)),
    View.REQUESTS: (_NUMBER, Column("事项", 14), Column("批复", 6), _TITLE, Column("理由", 16)),
    View.ACTS: (_NUMBER, Column("方式", 8), _TITLE, Column("督办要求", 20)),
}
_WIDE = (Column("区", 8), Column("承办单位", 26))


def columns(view: View, *, wide: bool) -> tuple[Column, ...]:
    """The columns of a list that a width has room for."""
    if not wide or view is View.REQUESTS:
        return _COLUMNS[view]
    return _COLUMNS[view] + (_WIDE if view is View.CANDIDATES else _WIDE[1:])


def cells(row: Item, *, wide: bool) -> tuple[Cell, ...]:
    """A row's cells in these columns."""
    if isinstance(row, RequestRow):
        state = "待批复" if row.granted is None else "挂账"
        return row.number, row.kind.label, state, row.title, row.reason
    if isinstance(row, ActRow):
        act = row.act
        unit = (act.organizer,) if wide else ()
        return row.number, act.form.label, row.title, act.demand, *unit
    one = row.ticket
    told = "、".join(reason.told for reason in row.reasons)
    where = (one.district, one.organizer) if wide else ()
    urgent = "紧" if one.urgent else "一"
    return one.number, urgent, one.status.label, one.title, told, *where


# ---- the picked one ---------------------------------------------------------------------


def essence(row: Item | None, found: Looked, width: int, height: int) -> list[str]:
    """The picked one in at most `height` lines: the matter, who has it, why it stands here."""
    above = (what(found.ticket), _who(found.ticket))
    return filled(above, tuple(_told(row, found)), (), width, height)


def _who(ticket: TicketRow) -> str:
    unit = f"承办 {ticket.organizer}" if ticket.organizer else "尚未派单"
    return f"{ticket.status.label} · {unit} · {_at(ticket.raised_at)} 提出"


def _told(row: Item | None, found: Looked) -> Iterator[str]:
    if isinstance(row, RequestRow):
        yield from _request(row)
    elif isinstance(row, ActRow):
        yield _act(row.act)
    reasons = "、".join(f"{one.told}（{_at(one.at)}）" for one in found.overseen.reasons)
    if reasons:
        yield f"事由 5.3.3：{reasons}"
    yield from _last(found.ticket.history)
    if not isinstance(row, ActRow):
        yield from (
            _act(one)
            for one in reversed(found.overseen.supervisions)
            if one.pressing(found.ticket.clocks)
        )
    yield from story(found.ticket)


def _last(history: tuple[EventRow, ...]) -> Iterator[str]:
    """What a person did last; what the system did is told of the limit itself."""
    last = next((one for one in reversed(history) if one.who != SYSTEM.workno), None)
    if last is not None:
        yield f"最近：{_at(last.at)} {last.name} {last.summary}"


def _request(row: RequestRow) -> Iterator[str]:
    told_by = f"（{row.told_by}）" if row.told_by else ""
    yield f"申请{row.kind.label}：{row.reason}　{_at(row.at)} {row.by}{told_by}"
    if row.evidence:
        yield f"依据：{row.evidence}"
    if row.review_on:
        yield f"复查日期：{row.review_on}"


def _act(act: SupervisionRow) -> str:
    duty = DUTIES.get(act.form)
    limit = f"　{duty.limit} {_at(act.due_at)}" if duty and act.due_at else ""
    clause = f" {duty.clause}" if duty else ""
    by = "" if act.opened_by == SYSTEM.workno else f" {act.opened_by}"
    return f"{act.form.label}{clause}：{act.demand}　{_at(act.opened_at)}{by}{limit}"


def _at(at: datetime | None) -> str:
    return f"{at.astimezone(BEIJING):%m-%d %H:%M}" if at is not None else ""

"""What the screens of clusters say: their lines, headings, and the essence of the picked one.

Clause: 5.3.3.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from hotline_tui.screens.dispatch_rows import story, what
from hotline_tui.screens.worklist_lines import filled
from hotline_tui.services.clusters import ClusterRow, Clusters, MemberRow, State
from hotline_tui.services.rows import TicketRow
from hotline_tui.standard.moment import BEIJING
from hotline_tui.widgets.grid import Cell, Column

NAMES = {State.PROPOSED: "待定", State.LINKED: "已并案", State.DISMISSED: "已排除"}
"""What the lists are called."""

COLUMNS = (
    Column("编号", 6, right=True),
    Column("件", 4, right=True),
    Column("人", 4, right=True),
    Column("事项"),
    Column("最近", 11),
)
WIDE = (Column("承办单位", 40),)
MEMBER_COLUMNS = (
    Column("工单号", 14),
    Column("状态", 10),
    Column("标题"),
    Column("地点", 18),
    Column("相似", 4, right=True),
)
MEMBER_WIDE = (Column("承办单位", 26), Column("提出", 11))


def cells(row: ClusterRow, *, wide: bool) -> tuple[Cell, ...]:
    """A cluster's cells."""
    units = ("、".join(_units(row)),) if wide else ()
    count, claimants = str(len(row.members)), str(row.claimants)
    return row.number, count, claimants, row.name, at(row.last_at), *units


def member_cells(row: MemberRow, *, wide: bool) -> tuple[Cell, ...]:
    """A ticket's cells."""
    more = (row.organizer, at(row.raised_at)) if wide else ()
    return row.number, row.status.label, row.title, row.place, f"{row.likeness:.0%}", *more


def heading(state: State, found: Clusters | None, total: int) -> str:
    """Which list, how many in it, and tickets counted both ways."""
    both = f"　期间内 {found.tickets} 件，计 {found.matters} 件事" if found else ""
    return f" 同类诉求 {NAMES[state]} {total}{both}"


def title(row: ClusterRow) -> str:
    """One cluster: its name, what was decided, how many."""
    return f" 同类诉求 {row.id} {row.state.label}　{row.name}　{counted(row)}"


def counted(row: ClusterRow) -> str:
    """Tickets and people."""
    return f"{len(row.members)} 件 {row.claimants} 人"


def essence(row: ClusterRow, width: int, height: int) -> list[str]:
    """The picked cluster in at most `height` lines: what it is, who has it, its tickets."""
    above = (f"{row.name} · {counted(row)} · {at(row.found_at)} 发现", _decided(row))
    return filled([one for one in above if one], tuple(_members(row)), (), width, height)


def member_essence(ticket: TicketRow, width: int, height: int) -> list[str]:
    """The picked ticket in at most `height` lines."""
    unit = f"承办 {ticket.organizer}" if ticket.organizer else "尚未派单"
    above = (what(ticket), f"{ticket.status.label} · {unit} · {at(ticket.raised_at)} 提出")
    return filled(above, tuple(story(ticket)), (), width, height)


def at(moment: datetime) -> str:
    """A moment in Beijing, without its year."""
    return f"{moment.astimezone(BEIJING):%m-%d %H:%M}"


def _decided(row: ClusterRow) -> str:
    if row.decided_at is None:
        return ""
    return f"{row.state.label} {at(row.decided_at)} {row.decided_by}　{row.reason}".rstrip()


def _members(row: ClusterRow) -> Iterator[str]:
    for one in row.members:
        yield f"{one.number} {one.status.label} {one.title}　{one.place}".rstrip()


def _units(row: ClusterRow) -> list[str]:
    return list(dict.fromkeys(one.organizer for one in row.members if one.organizer))

"""What the callback screen says: its lists' lines and headings, and the picked ticket."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from hotline_tui.screens.dispatch_rows import story, what, when
from hotline_tui.screens.worklist_lines import counted, filled
from hotline_tui.services import archiving, queueing
from hotline_tui.services.archiving import ArchiveRow
from hotline_tui.services.desk import Desk
from hotline_tui.services.ended import Ending, callback_line, ending, ending_lines
from hotline_tui.services.handled import Handling, handling
from hotline_tui.services.rows import QueueRow, TicketRow
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.vocabulary import Status
from hotline_tui.widgets.grid import Cell, Column
from hotline_tui.widgets.plain import visible


class View(Enum):
    """The lists of the callback screen: what waits, what was closed, the archive."""

    CALLBACKS = "待回访"
    CLOSED = "待归档"
    ARCHIVE = "档案"


LISTED = {
    View.CLOSED: (Status.ANSWERED, Status.CLOSED, Status.CANCELLED, Status.NOT_ACCEPTED),
    View.ARCHIVE: (Status.ARCHIVED,),
}
"""The lists that hold every ticket in some states: answered ones are closed before the archive."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A picked ticket with what has become of it."""

    ticket: TicketRow
    handling: Handling
    ending: Ending


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for in the archive, behind which entry, and how far that has come."""

    words: str = ""
    before: str = ""
    looked_to: ArchiveRow | None = None


def searched(desk: Desk, search: Search, limit: int) -> tuple[Search, tuple[QueueRow, ...]]:
    """The archived tickets that hold the words, and how far was looked for them."""
    found = archiving.find(desk, search.words, limit, search.before)
    rows = queueing.numbered(desk, [one.number for one in found.rows])
    return replace(search, looked_to=found.looked_to), rows


def looked(desk: Desk, number: str) -> Looked:
    """Read a ticket with what has become of it."""
    ticket = queueing.show(desk, number)
    return Looked(ticket, handling(desk, number), ending(desk, number))


def columns(*, wide: bool) -> tuple[Column, ...]:
    """The columns that the width has room for."""
    begin = (Column("工单号", 14), Column("类", 4), Column("区", 6), Column("标题"))
    place = (Column("街道乡镇", 14), Column("承办单位", 24)) if wide else ()
    return (*begin, *place, Column("状态", 10))


def cells(row: QueueRow, *, wide: bool) -> tuple[Cell, ...]:
    """The cells that do not depend on the time."""
    place = (row.place_name.removeprefix(row.district).strip(), row.organizer) if wide else ()
    return (
        row.number,
        row.kind.label,
        row.district.removesuffix("区") or row.district,
        row.title,
        *place,
        row.status.label,
    )


def heading(view: View, total: int, search: Search) -> str:
    """Which list, and how many; of a search how far it has come."""
    if search.words:
        last = search.looked_to
        far = "已找到最早一件"
        if last is not None:
            far = f"找到 {last.at.astimezone(BEIJING):%Y-%m-%d} 归档的为止，m 找更早的"
        return f" 档案 查找“{visible(search.words)}” {counted(total)}　{far}"
    about = {
        View.CALLBACKS: "办理时限期满的在前（5.5.1）",
        View.CLOSED: "最近的在前；直接答复的先按 x 办结",
        View.ARCHIVE: "最近的在前，每次查阅留痕（5.6.3）",
    }
    return f" {view.value} {counted(total)}　{about[view]}"


def essence(found: Looked, view: View, width: int, height: int) -> list[str]:
    """The picked ticket in `height` lines; of an archived one only what its entry says."""
    if view is View.ARCHIVE:
        return [f" {line}" for line in _entry(found)][:height]
    above = (what(found.ticket), when(found.ticket))
    return filled(above, tuple(_told(found)), tuple(_ended(found)), width, height)


def _told(found: Looked) -> Iterator[str]:
    for one in found.handling.feedbacks[-1:]:
        told = "；".join(f"{label}：{text}" for label, text in one.told())
        yield f"反馈 {one.outcome.label}：{told}"
    yield from story(found.ticket)


def _ended(found: Looked) -> Iterator[str]:
    ended = found.ending
    marks = []
    if ended.do_not_call:
        marks.append("此号码不愿再接回访电话：按 w 记录短信、网上回访，或无法回访")
    if ended.call_after is not None:
        marks.append(f"约 {ended.call_after.astimezone(BEIJING):%m-%d %H:%M} 再回访")
    if not ended.full:
        marks.append("只问响应情况")
    if ended.rounds > 1:
        marks.append(f"第 {ended.rounds} 次办理")
    if marks:
        yield "　".join(marks)
    for one in ended.here[-1:]:
        yield f"已试 {len(ended.here)} 次，最近 {callback_line(one)}"
    if ended.closed_at is not None:
        yield f"办结 {ended.closed_at.astimezone(BEIJING):%m-%d %H:%M} {ended.closing}"


def _entry(found: Looked) -> Iterator[str]:
    yield f"{found.ticket.number} · {found.ticket.record.title}"
    if found.ending.archived is not None:
        yield from (f"{name}　{told}" for name, told in list(ending_lines(found.ending))[-1:])
        yield f"SHA-256　{found.ending.archived.sha256}"
    looks = [one for one in found.ticket.history if one.what in ("looked_up", "exported")]
    yield f"查阅、调出 {len(looks)} 次"
    for one in looks[:-6:-1]:
        yield f"{one.at.astimezone(BEIJING):%m-%d %H:%M} {one.name or one.who}　{one.summary}"

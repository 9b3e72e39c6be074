"""What the dispatch queue says: its lines, its heading, the essence of the picked ticket."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from rich.cells import cell_len

from hotline_tui.screens.dispatch_filter import Shown
from hotline_tui.screens.worklist_lines import counted, filled
from hotline_tui.services.advising import Advice, AdvisedUnit
from hotline_tui.services.rows import QueueRow, TicketRow
from hotline_tui.standard.lifecycle import worklist
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.phone import masked, masked_name
from hotline_tui.standard.vocabulary import Status, Worklist
from hotline_tui.widgets.grid import Cell, Column

_BEGIN = (
    Column("工单号", 14),
    Column("类", 4),
    Column("级", 2),
    Column("区", 6),
    Column("标题"),
)
_PLACE = (Column("街道乡镇", 14), Column("分类", 26))

LAST = {False: Column("占用", 6), True: Column("状态", 10)}
"""The last column of the queue, and of what was found."""


def columns(*, wide: bool, found: bool) -> tuple[Column, ...]:
    """The columns that a width has room for; `found` tickets tell their state, not their holder."""
    return (*_BEGIN, *(_PLACE if wide else ()), LAST[found])


def cells(row: QueueRow, me: str, *, wide: bool, found: bool) -> tuple[Cell, ...]:
    """The cells that do not depend on the time; those that do come first, from `clock`."""
    title = f"（退单）{row.title}" if row.status is Status.RETURNED else row.title
    place = (row.place_name.removeprefix(row.district).strip(), _last(row.category, 2))
    holder = "我" if row.holder == me else row.holder
    return (
        row.number,
        row.kind.label,
        "紧" if row.urgent else "一",
        row.district if cell_len(row.district) <= 6 else row.district.removesuffix("区"),
        title,
        *(place if wide else ()),
        row.status.label if found else holder,
    )


def heading(shown: Shown, total: int, surge: datetime | None) -> str:
    """How many wait, which of them are shown, and whether a surge has been declared."""
    wish = shown.wish
    kinds = " ".join(kind.label for kind in wish.kinds) or "全部"
    filters = f"级[{shown.urgency}] 区[{shown.district}] 类[{kinds}]"
    holder = "我" if wish.mine else "全部"
    since = f"{surge.astimezone(BEIJING):%m-%d %H:%M} 起" if surge else "否"
    return f" 待派 {counted(total)}　{filters} 占用[{holder}]　大话务量：{since}"


def _last(path: str, levels: int) -> str:
    return "/".join(path.split("/")[-levels:])


# ---- the picked ticket ------------------------------------------------------------------


def essence(advice: Advice, width: int, height: int) -> list[str]:
    """The picked ticket in `height` lines: what, where, since when, what is wanted, who may do it.

    Suggestions are always told; the longer texts take the room that is left. The claimant is
    masked. Clause: 5.3.2.1.6, 6.1.1.
    """
    ticket = advice.ticket
    above = (what(ticket), when(ticket), *_returned(ticket))
    return filled(above, tuple(story(ticket)), tuple(_suggested(advice, width)), width, height)


def _returned(ticket: TicketRow) -> Iterator[str]:
    """Why it is here again. Clause: 4.2."""
    if ticket.status is Status.RETURNED:
        back = (one for one in reversed(ticket.history) if one.what in ("returned", "recalled"))
        for one in islice(back, 1):
            yield f"{one.at.astimezone(BEIJING):%m-%d %H:%M} {one.summary}"


def what(ticket: TicketRow) -> str:
    """The matter in one line: title, place, class and marks, category."""
    category = _last("/".join(ticket.record.category), 2)
    flags = (
        ("生命财产", ticket.record.risk_to_life_or_property),
        ("疑难", ticket.complex),
        ("大话务", ticket.surge),
    )
    marks = [flag for flag, holds in flags if holds]
    parts = (ticket.record.title or ticket.number, ticket.place_name, ticket.urgency.label,
             *marks, category)  # fmt: skip
    return " · ".join(part for part in parts if part)


def when(ticket: TicketRow) -> str:
    """Since when, where, from whom (masked), raised when. Clause: 6.1.1."""
    record = ticket.record
    at = record.occurred_at
    since = record.occurred_text or (f"{at.astimezone(BEIJING):%m-%d %H:%M}" if at else "")
    claimant = record.claimant
    who = " ".join(filter(None, (masked_name(claimant.name), masked(claimant.phone))))
    parts = (
        f"{since}起" if since else "",
        record.place,
        who,
        f"{ticket.raised_at.astimezone(BEIJING):%m-%d %H:%M} 提出",
    )
    return " · ".join(part for part in parts if part)


def story(ticket: TicketRow) -> Iterator[str]:
    """What the claimant wants and tells, each with its label."""
    record = ticket.record
    for label, text in (
        ("诉求", record.demand),
        ("现场", record.emergency.state),
        ("经过", record.course or record.content),
        ("现状", record.present_state),
        ("前期处理", record.prior_handling),
    ):
        if text.strip():
            yield f"{label}：{text}"


def _suggested(advice: Advice, width: int) -> Iterator[str]:
    sent = advice.ticket.dispatch
    if sent is not None and worklist(advice.ticket.status) is not Worklist.DISPATCH:
        copied = f" → 抄送 {'、'.join(sent.copied_to)}" if sent.copied_to else ""
        yield f"承办 {sent.organizer}（{sent.at.astimezone(BEIJING):%m-%d %H:%M} 派单）{copied}"
        return
    if not advice.units:
        yield "建议 无：没有相近的职责或先例"
        return
    first, *others = advice.units
    yield f"建议 {suggestion(1, first)}"
    short = [f"{place} {_scored(one)}" for place, one in enumerate(others, 2)]
    if cell_len("   ".join(short)) + 6 <= width:
        yield "     " + "   ".join(short)
    else:
        yield from (f"     {one}" for one in short)


def _scored(one: AdvisedUnit) -> str:
    return f"{one.name} {one.suggestion.score:.0%}"


def suggestion(place: int, one: AdvisedUnit) -> str:
    """A suggested unit, who gets a copy then, and the evidence."""
    copied = f" → 抄送 {'、'.join(one.copied_to)}" if one.copied_to else ""
    return f"{place} {_scored(one)}{copied}（{'、'.join(one.suggestion.evidence)}）"

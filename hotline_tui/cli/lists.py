"""Tickets as text for people: one whole, or a line each. Options that several commands share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Annotated, Any, TypeVar

import typer

from hotline_tui.cli import shapes
from hotline_tui.cli.invocation import BadInput
from hotline_tui.cli.telling import left, local, say, say_items, say_json, say_table
from hotline_tui.services.rows import QueueRow, TicketRow, file_line
from hotline_tui.services.unmasking import masked_claimant
from hotline_tui.standard.check import LABELS
from hotline_tui.standard.elements import ELEMENTS
from hotline_tui.standard.record import Claimant, names, value
from hotline_tui.standard.refusal import Fault
from hotline_tui.standard.vocabulary import Term

T = TypeVar("T", bound=Term)

Json = Annotated[bool, typer.Option("--json", help="输出一份 JSON")]
Limit = Annotated[int, typer.Option("--limit", min=1, metavar="N", help="最多列多少")]


def word(vocabulary: type[T], text: str, option: str) -> T | None:
    """One of the standard's words, by code name or term; None for nothing. Raises `BadInput`."""
    if not text:
        return None
    known = {one.value: one for one in vocabulary} | {one.label: one for one in vocabulary}
    if text not in known:
        choices = "、".join(f"{one.value}（{one.label}）" for one in vocabulary)
        raise BadInput(Fault(option, "", f"{option} 没有“{text[:40]}”这个值，可用：{choices}"))
    return known[text]


def say_lines(rows: Iterable[QueueRow], now: datetime, as_json: bool, **more: Any) -> None:
    """A list of tickets; `more` stands beside the rows in the JSON document."""
    if as_json:
        say_json({"rows": [shapes.line(row, now) for row in rows], **more})
        return
    lines = [
        (
            row.number,
            row.kind.label,
            "紧" if row.urgent else "",
            row.status.label,
            left(row.due_at, now),
            row.district,
            row.organizer,
            row.title,
            row.holder,
        )
        for row in rows
    ]
    if not lines:
        say("没有工单")
        return
    say_table(("编号", "类型", "急", "状态", "时限", "区", "承办单位", "标题", "占用"), lines)


def say_ticket(
    row: TicketRow,
    now: datetime,
    claimant: Claimant | None = None,
    *,
    brief: bool = False,
    more: Iterable[tuple[str, str]] = (),
) -> None:
    """A whole ticket; `brief` leaves out what was just handed in, `more` stands before history."""
    say(f"工单 {row.number}　{row.kind.label}　{row.urgency.label}　{row.status.label}")
    say_items((("标题", row.record.title), ("区划", row.place_name)))
    if not brief:
        say_items(_written(row, claimant))
    say_items(_clocks(row, now))
    sent = row.dispatch
    if sent is not None:
        say_items(
            (
                ("承办单位", row.organizer),
                ("协办", "、".join(sent.assisting)),
                ("抄送", "、".join(sent.copied_to)),
                ("派单意见", sent.opinion),
                ("办理时限", f"{sent.limit / timedelta(hours=1):g} 小时"),
            )
        )
    say_items(("引用知识", f"《{one.title}》第 {one.version} 版") for one in row.citations)
    say_items(("附件", file_line(one)) for one in row.attachments)
    say_items(
        (
            ("不予受理", row.refusal_reason),
            ("告知", row.refusal_advice),
            ("关联工单", "、".join(row.linked)),
        )
    )
    say_items(more)
    if not brief:
        say("历史：")
        for one in row.history:
            say(f"  {local(one.at)} {one.who} {one.name}　{one.summary}")


def _clocks(row: TicketRow, now: datetime) -> Iterator[tuple[str, str]]:
    for one in row.clocks:
        if one.due_at is None:
            continue
        late = one.overdue(now)
        state = left(one.due_at, now) if one.running else f"已于 {local(one.met_at)} 完成"
        if not one.running and late is not None:
            state += f"，超时 {late}"
        yield f"{one.clock.label}时限", f"{local(one.due_at)}　{state}"


def _written(row: TicketRow, claimant: Claimant | None) -> Iterator[tuple[str, str]]:
    """What was written down, element by element, the claimant hidden unless given."""
    labels = LABELS | {element.name: element.label for element in ELEMENTS}
    whole = replace(row.record, claimant=claimant or masked_claimant(row.record.claimant))
    hidden = ("id", "title", "division", "kind", "urgency", "not_provided", "direct")
    for name in names():
        said = "" if name in hidden else _in_words(value(whole, name))
        if said:
            yield labels.get(name, name), said
    for name, reason in whole.not_provided.items():
        yield labels.get(name, name), f"未提供（{reason}）"


def _in_words(given: Any) -> str:
    """What a person reads of an element; nothing for what was not said, or is not so."""
    if isinstance(given, datetime):
        return local(given)
    if isinstance(given, bool):
        return "是" if given else ""
    if isinstance(given, tuple):
        return "/".join(given)
    return given.label if isinstance(given, Term) else str(given or "")

"""One line for everything: a ticket's number, a telephone, a word, or a command.

Textual's own palette is not used: it knows no pinyin, waits for no thread, lays two lines of each
command and a moving bar over a small terminal, speaks English, and sends 14 KB to open and 4 KB
for a key, where this one sends 2 KB and less than 1.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any, ClassVar, cast

from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from hotline_tui.screens.asking import Asking
from hotline_tui.screens.base import Door
from hotline_tui.screens.commands import Command, here, matching
from hotline_tui.services import queueing
from hotline_tui.services.rows import QueueRow
from hotline_tui.standard.authority import Act
from hotline_tui.widgets.form import Field
from hotline_tui.widgets.frame import ShownLine
from hotline_tui.widgets.grid import Column, Row, Worklist
from hotline_tui.widgets.line import Line

LISTED = 30
"""Tickets found at most; whoever wants another one types more of it."""

Taken = Command | str
"""A command, or a ticket's number."""


async def open_palette(app: App[Any]) -> None:
    """Ask what to open or to do, then open or do it. Runs in a worker."""
    taken = await app.push_screen_wait(PaletteScreen(here(app)))
    if isinstance(taken, str):
        cast(Door, app).show_ticket(taken)
    elif taken is not None:
        await taken.run()


class PaletteScreen(ModalScreen[Taken | None]):
    """Gives the ticket or the command that was taken; None when none was."""

    CSS_PATH = "palette.tcss"
    AUTO_FOCUS = "#query"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "返回", id="palette.back"),
        Binding("up", "move(-1)", "上一行", id="palette.up", show=False),
        Binding("down", "move(1)", "下一行", id="palette.down", show=False),
        Binding("pageup", "page(-1)", "上一页", id="palette.page_up", show=False),
        Binding("pagedown", "page(1)", "下一页", id="palette.page_down", show=False),
    ]

    def __init__(self, commands: Sequence[Command]) -> None:
        """`commands` are those of the screen below."""
        super().__init__()
        self._commands = tuple(commands)
        self._found: tuple[Command, ...] = self._commands
        self._tickets: tuple[QueueRow, ...] = ()
        self._shown_for = ""
        self._is_taking = self._is_left = False
        self._asking = Asking(self, lambda: self.text, self._ask, self._show_tickets, self._wait)

    def compose(self) -> ComposeResult:
        """The line, what was found, and how much."""
        with Vertical():
            yield Field("查找", Line(id="query", max_length=100))
            found = Worklist(
                Column("", 4),
                Column("工单号、号码末几位、电话、词语、命令，命令可打拼音首字母"),
                Column("", 10),
                empty="没有找到",
                id="list",
            )
            found.can_focus = False
            yield found
            yield ShownLine(id="told")

    def on_mount(self) -> None:
        """Before anything is typed all commands are there."""
        self._show()
        self._tell()

    @property
    def text(self) -> str:
        """What is looked for."""
        return self.query_one("#query", Line).value.strip()

    @property
    def _list(self) -> Worklist:
        return self.query_one("#list", Worklist)

    # ---- finding ------------------------------------------------------------------------

    @on(Line.Changed)
    def _typed(self) -> None:
        self._is_taking = False
        self._asking.soon()

    async def _ask(self, text: str) -> tuple[QueueRow, ...] | None:
        # On a thread: the first pinyin loads its tables, and a short word may fit many tickets.
        found = self._commands
        if text:
            found = await asyncio.to_thread(matching, self._commands, text)
        if self._is_left:  # Enter took what an earlier answer found
            return None
        if text == self.text:
            self._show_commands(text, found)
        door = cast(Door, self.app)
        if not text or not door.desk.may(Act.READ_TICKETS):
            return ()
        tickets = await door.attempt(queueing.find, text, LISTED)
        if tickets is None and text == self.text and not self._is_left:
            self._tell("工单没有查成")  # why not has been told
        return tickets

    def _show_commands(self, text: str, found: tuple[Command, ...]) -> None:
        self._shown_for, self._found, self._tickets = text, found, ()
        self._show()
        if self._is_taking and found:
            self._take()

    def _show_tickets(self, text: str, tickets: tuple[QueueRow, ...]) -> None:
        if self._is_left:
            return
        self._tickets = tickets
        self._show()
        self._tell()
        if self._is_taking:
            self._take()

    def _show(self) -> None:
        """Commands stand first, so that nothing moves when the tickets come."""
        rows = [_command_row(place, command) for place, command in enumerate(self._found)]
        rows += [_ticket_row(ticket) for ticket in self._tickets]
        self._list.show(rows)
        if rows and not self._tickets:
            self._list.pick(rows[0][0])

    def _wait(self) -> None:
        self.query_one("#told", ShownLine).shown = " 正在查找工单……"

    def _tell(self, failed: str = "") -> None:
        count = len(self._tickets)
        many = f"{count} 件以上" if count >= LISTED else f"{count} 件"
        found = f"{failed or f'工单 {many}'}　" if self._shown_for else ""
        told = f" {found}命令 {len(self._found)} 条　Enter 打开　↑↓ 选　Esc 返回"
        self.query_one("#told", ShownLine).shown = told

    # ---- taking -------------------------------------------------------------------------

    @on(Line.Submitted)
    def _submitted(self) -> None:
        """Take the picked row; where it is not yet there, as soon as it comes."""
        answered = self._shown_for == self.text
        if answered and (self._found or self._tickets or not self._asking.under_way):
            self._take()
        else:
            self._is_taking = True
            self._asking.now()

    def _take(self) -> None:
        self._is_taking = False
        key = self._list.picked
        if key is None:
            return
        self._is_left = True
        kind, _, which = key.partition(":")
        self.dismiss(self._found[int(which)] if kind == "command" else which)

    def action_leave(self) -> None:
        """Neither open nor do anything."""
        self._is_left = True
        self.dismiss(None)

    def action_move(self, by: int) -> None:
        """Another row, while the cursor stays in the line."""
        self._list.action_move(by)

    def action_page(self, by: int) -> None:
        """A page of rows, while the cursor stays in the line."""
        self._list.action_page(by)


def _command_row(place: int, command: Command) -> Row:
    told = f"{command.name}　{command.told}"
    return f"command:{place}", ("命令", told, command.key)


def _ticket_row(ticket: QueueRow) -> Row:
    told = f"{ticket.number} {ticket.kind.label} {ticket.title}"
    return f"ticket:{ticket.number}", ("工单", told, ticket.status.label)

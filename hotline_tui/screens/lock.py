"""The screen of a desk that was left alone: nothing of a caller on it, and everything behind it.

Clause: 6.1.1.
"""

from __future__ import annotations

from typing import ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Static

from hotline_tui.screens.base import Door
from hotline_tui.services.desk import OutOfReach
from hotline_tui.services.signing_in import unlock
from hotline_tui.standard.refusal import Refused
from hotline_tui.widgets.line import Line
from hotline_tui.widgets.plain import plain


class LockScreen(ModalScreen[None]):
    """Covers the desk until its person is back. Clause: 6.1.1, 6.1.2."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "unlock", "继续", id="lock.unlock"),
    ]

    DEFAULT_CSS = """
    LockScreen, LockScreen:ansi {
        align: center middle;
        background: ansi_default;
        & Static { width: auto; max-width: 76; height: auto; }
        & Line { width: 32; display: none; }
        & ToastRack { display: none; }
    }
    """

    def __init__(self, who: str) -> None:
        super().__init__(classes="-locked")
        self._who = who

    def compose(self) -> ComposeResult:
        """Who has locked it, and how it goes on."""
        yield Static(plain(f"12345 市民服务热线　{self._who}　已锁定，草稿已保存"), id="who")
        yield Static(plain("Enter 继续　^Q 退出"), id="told")
        yield Line(password=True, id="password", disabled=True)

    @on(Line.Submitted)
    def _typed(self) -> None:
        self.action_unlock()

    @work(group="unlock", exclusive=True)
    async def action_unlock(self) -> None:
        """Go on, with the password where there is one."""
        field = self.query_one("#password", Line)
        typed = None if field.disabled else field.value
        try:
            await cast(Door, self.app).ask(unlock, typed)
        except Refused as refused:
            told = "请输入口令，Enter 继续　^Q 退出" if typed is None else str(refused)
            self.query_one("#told", Static).update(plain(told))
            field.disabled, field.display, field.value = False, True, ""
            field.focus()
        except OutOfReach as away:
            self.query_one("#told", Static).update(plain(str(away), multiline=True))
        else:
            self.dismiss()

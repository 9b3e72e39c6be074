"""The application: areas, the one door off the UI loop, and news of change."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Concatenate, ParamSpec, TypeVar

from textual.binding import Binding, BindingType

from hotline_tui.screens.start import STILL_OPENING, Opened, Start, StartScreen
from hotline_tui.services.desk import Desk, OutOfReach, closed_desk
from hotline_tui.standard.authority import authority_faults
from hotline_tui.standard.refusal import Fault, Refused
from hotline_tui.widgets.terminal import TerminalApp

if TYPE_CHECKING:
    # Only for the types: the first paint must not wait for what these import.
    from hotline_tui.screens.entry import EntryScreen
    from hotline_tui.screens.frame_keeping import FrameKeeper
    from hotline_tui.services.drafting import Journal
    from hotline_tui.services.outbox import Server
    from hotline_tui.widgets.frame import FrameState

P = ParamSpec("P")
R = TypeVar("R")

THREADS = 4
"""Use cases that may run at once, off the UI loop."""

WARM_AFTER = 0.5
"""Seconds after which a started desk builds its knowledge index, so that no search waits for it."""


class HotlineApp(TerminalApp[int]):
    """The desk in a terminal."""

    TITLE = "12345"
    ENABLE_COMMAND_PALETTE = False  # the desk has one of its own
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", "帮助", id="area.help", priority=True, tooltip="这里能用的键"),
        Binding("question_mark", "help", show=False),
        Binding("f2,alt+2", "go('entry')", "工单", id="area.entry", priority=True,
                tooltip="接电话、记工单"),
        Binding("f3,alt+3", "go('knowledge')", "知识", id="area.knowledge", priority=True,
                tooltip="检索知识库"),
        Binding("f4,alt+4", "go('dispatch')", "派单", id="area.dispatch", priority=True,
                tooltip="待派单的工单，最急的在前"),
        Binding("f5,alt+5", "go('handling')", "办理", id="area.handling", priority=True,
                tooltip="承办单位签收、办理、反馈，最急的在前"),
        Binding("f6,alt+6", "go('supervision')", "督办", id="area.supervision", priority=True,
                tooltip="待督办的工单，最急的在前"),
        Binding("f7,alt+7", "go('callback')", "回访", id="area.callback", priority=True,
                tooltip="办理时限期满的工单：回访、办结、归档"),
        Binding("f8,alt+8", "go('wall')", "统计", id="area.wall", priority=True,
                tooltip="看板：各列表的数量、即将到期、今日受理、座席"),
        Binding("f9,alt+9", "go('practice')", "练习", id="area.practice", priority=True,
                tooltip="在真实界面上接模拟来电，逐项评分"),
        Binding("ctrl+o", "take_call", "电话", id="area.call", priority=True,
                tooltip="接听来电；通话中先提示评价，再按挂断"),
        # The alert itself says its key.
        Binding("ctrl+a", "see_alert", "紧急", id="area.alert", priority=True, show=False,
                tooltip="打开最早一件没有确认的紧急诉求"),
        Binding("ctrl+p", "command_palette", "命令", id="area.palette", priority=True,
                tooltip="按工单号、电话、词语找工单，按名字找命令；不在输入框时也可按 :"),
        Binding("colon", "command_palette", show=False),
        Binding("ctrl+q", "quit", "退出", id="area.quit", priority=True, tooltip="离开"),
    ]  # fmt: skip
    CSS = """
    DeskScreen, StartScreen { background: ansi_default; }
    Toast { max-width: 76; }
    """

    journal: Journal
    unkept = False

    def __init__(self, start: Start, first: str = "") -> None:
        """`first` is the area that is shown once the desk is open; empty: the person's usual."""
        super().__init__(ansi_color=True)
        self._first = first
        self.theme = "ansi-dark"  # the terminal's own colours; reverse, bold and dim say the rest
        self.animation_level = "none"  # each step of one would be painted over a thin line
        self._start = start
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="desk")
        self._journal_pool = ThreadPoolExecutor(1, thread_name_prefix="journal")
        self._is_open = asyncio.Event()
        self._has_journal = asyncio.Event()
        self._is_left = False
        self._keeper: FrameKeeper | None = None
        self.desk = closed_desk()
        self.mail: Server | None = None
        self.claims: set[int] = set()
        self.frame: FrameState | None = None
        self.exercise: str | None = None

    # ---- opening and closing ------------------------------------------------------------

    def get_default_screen(self) -> StartScreen:
        """What is seen first."""
        return StartScreen(id="start")

    def on_mount(self) -> None:
        """Behind the first paint open the journal, then show the form, then open the desk."""
        self.call_after_refresh(self._open, None)

    async def _show_form(self, password: str | None) -> None:
        from hotline_tui.screens.entry import EntryScreen

        form = EntryScreen()
        self.add_mode("entry", lambda: form)
        await self.switch_mode("entry")  # paints nothing until it is done
        self.call_after_refresh(self._finish_form, form, password)

    async def _finish_form(self, form: EntryScreen, password: str | None) -> None:
        await form.painted()
        self.call_after_refresh(self._open, password)  # which would hold up the painting

    def on_start_screen_again(self, message: StartScreen.Again) -> None:
        """Try to open the desk once more."""
        self._open(message.password)

    def _open(self, password: str | None) -> None:
        self.run_worker(self._opening(password), name="open", group="open", exclusive=True)

    async def _opening(self, password: str | None) -> None:
        try:
            if not self._has_journal.is_set():
                self.journal = await self._off_loop(self._journal_pool, self._start.journal)
                self._has_journal.set()
                self.call_after_refresh(self._show_form, password)
                return  # and the form opens the desk: what is typed into it is kept from the start
            opened = await self._off_loop(self._pool, partial(self._start.desk, password))
        except (Refused, OutOfReach) as told:
            await self._tell_at_start(told)
        else:
            if isinstance(self.screen, StartScreen):
                await self.pop_screen()
            await self._begin(opened)

    async def _tell_at_start(self, told: Refused | OutOfReach) -> None:
        if not isinstance(self.screen, StartScreen):
            await self.push_screen(StartScreen())
        if isinstance(start := self.screen, StartScreen):
            faults = told.faults if isinstance(told, Refused) else ()
            asks = any(fault.field == "password" for fault in faults)
            (start.ask_password if asks else start.tell)(str(told))

    async def _begin(self, opened: Opened) -> None:
        from hotline_tui.screens.areas import AREAS, first_area, screen
        from hotline_tui.screens.frame_keeping import FrameKeeper
        from hotline_tui.screens.noting import noted
        from hotline_tui.services.drafting import adopt

        self.desk, self.mail = opened.desk, opened.mail
        await noted(self, adopt)
        self.set_keymap(dict(opened.keymap))
        for name in AREAS:
            if name != "entry":
                self.add_mode(name, partial(screen, name))
        if (first := self._first or first_area(self.desk.person.roles)) != self.current_mode:
            self.switch_mode(first)
        self._keeper = FrameKeeper(self, opened.lock_minutes)
        self._keeper.begin()
        self._is_open.set()
        self.set_timer(WARM_AFTER, lambda: self.run_worker(self._warming(), group="warm"))

    async def opened(self) -> None:
        """Wait until the desk is open; the form is on view before."""
        await self._is_open.wait()

    async def _warming(self) -> None:
        from hotline_tui.services.knowledge import SearchWish, search

        with suppress(OutOfReach, Refused):  # nobody has asked yet, so nobody is told
            await self.ask(search, SearchWish("知识", limit=1))

    async def on_unmount(self) -> None:
        """Stop the watch and the threads."""
        if self._keeper is not None:
            self._keeper.end()
        self.workers.cancel_all()
        self._is_left = True
        self._pool.shutdown(wait=False)
        self._journal_pool.shutdown(wait=False)

    # ---- the one door -------------------------------------------------------------------

    async def ask(
        self, use_case: Callable[Concatenate[Desk, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Run a use case off the UI loop; raises what it raises."""
        await self.opened()
        return await self._off_loop(self._pool, partial(use_case, self.desk, *args, **kwargs))

    async def jot(
        self,
        use_case: Callable[Concatenate[Desk, Journal, P], R],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> R:
        """Use the draft journal, in the order asked; waits for no use case, nor for the desk."""
        await self._has_journal.wait()
        call = partial(use_case, self.desk, self.journal, *args, **kwargs)
        return await self._off_loop(self._journal_pool, call)

    async def _off_loop(self, pool: ThreadPoolExecutor, call: Callable[[], R]) -> R:
        if self._is_left:  # whoever asks now has nobody to tell any more
            raise asyncio.CancelledError
        return await asyncio.get_running_loop().run_in_executor(pool, call)

    async def attempt(
        self, use_case: Callable[Concatenate[Desk, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R | None:
        """Run a use case off the UI loop; a refusal or a database that is away gives None.

        Both are shown to the person; anything else still crashes loudly.
        """
        await self.opened()
        try:
            return await self.ask(use_case, *args, **kwargs)
        except Refused as refused:
            self.refused(refused.faults)
        except OutOfReach as away:
            self.keeper.line_cut(away.is_cut)
            self.notify(str(away), severity="error", markup=False)
        return None

    def refused(self, faults: tuple[Fault, ...]) -> None:
        """Show faults to the person, each with its clause."""
        from hotline_tui.widgets.plain import visible

        lines = (f"{one.message}　{one.clause}".rstrip() for one in faults)
        told = visible("\n".join(lines), multiline=True)
        self.notify(told, title="不能这样做", severity="warning", timeout=8, markup=False)

    # ---- areas --------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing but leaving while the desk is locked. Clause: 6.1.1."""
        return not self.screen.has_class("-locked") or action in ("quit", "redraw")

    def action_go(self, area: str) -> None:
        """Switch to an area, which is as it was left."""
        self.go(area)

    def go(self, area: str) -> None:
        """Switch to an area, which is as it was left; one that is of no use here says why not.

        Clause: 6.1.2.
        """
        from hotline_tui.screens.areas import NEEDED

        if self.frame is None:
            self.notify(STILL_OPENING, timeout=3)
        elif faults := authority_faults(NEEDED[area], self.desk.person.roles):
            self.refused(faults)
        elif area != self.current_mode:
            self.switch_mode(area)

    def practise(self, scenario: str) -> None:
        """Leave the desk for an exercise, unless somebody is on the line."""
        if self.frame is not None and (self.frame.call or self.frame.ringing):
            self.notify("有来电或正在通话，不能开始练习。", severity="warning", timeout=4)
        else:
            self.exercise = scenario
            self.exit(0)

    def show_ticket(self, number: str) -> None:
        """Open the whole of a ticket over the present area."""
        from hotline_tui.screens.ticket import TicketScreen

        self.push_screen(TicketScreen(number))

    def action_help(self) -> None:
        """Help for where the person is: the keys that work there."""
        from hotline_tui.screens.help import HelpScreen

        if self.frame is not None and not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen.active_bindings))

    def action_command_palette(self) -> None:
        """Find a ticket or a command; called again, leave it."""
        from hotline_tui.screens.palette import PaletteScreen, open_palette

        if isinstance(self.screen, PaletteScreen):
            self.screen.action_leave()
        elif self.frame is not None and not self.screen.is_modal:
            self.run_worker(open_palette(self), group="palette")

    # ---- the frame ----------------------------------------------------------------------

    def action_take_call(self) -> None:
        """Answer the call that rings; offer the rating of the one that goes on, then hang up."""
        if self._keeper is not None:
            self.run_worker(self._keeper.take_call(), group="write")

    def action_see_alert(self) -> None:
        """Open the oldest urgent ticket that nobody has acknowledged."""
        if self._keeper is not None:
            self._keeper.see_alert()

    @property
    def keeper(self) -> FrameKeeper:
        """Who keeps the frame; there is none before the desk is open."""
        if self._keeper is None:
            raise AssertionError("the desk is not open")
        return self._keeper

    def show_frame(self) -> None:
        """Let the screen on view show the present state of the frame."""
        from hotline_tui.widgets.frame import FrameLine

        if self.frame is not None and self.screen_stack:  # else the desk is just being left
            for line in self.screen.query(FrameLine):
                line.show(self.frame)

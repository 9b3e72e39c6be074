"""The application: areas, the one door off the UI loop, and news of change."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Concatenate, ParamSpec, TypeVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen

from hotline_tui.screens.start import StartScreen
from hotline_tui.standard.refusal import Fault, Refused

if TYPE_CHECKING:
    # Only for the types: the first paint must not wait for what these import.
    from hotline_tui.data.news import News
    from hotline_tui.services.desk import Desk
    from hotline_tui.services.drafting import Journal
    from hotline_tui.services.outbox import Server
    from hotline_tui.widgets.frame import FrameState

P = ParamSpec("P")
R = TypeVar("R")

SLOW_REFRESH = 30
"""Seconds after which counts are read again without news: time alone makes tickets overdue."""

SIGN_OF_LIFE = 15
"""Seconds between the signs of life for the tickets that this desk has claimed."""

THREADS = 4
"""Use cases that may run at once, off the UI loop."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What a start gives: the desk, the draft journal, and what the settings say."""

    desk: Desk
    journal: Journal
    keymap: Mapping[str, str] = field(default_factory=dict)
    mail: Server | None = None


Start = Callable[[str | None], Opened]
"""Opens the desk, off the UI loop; is given a typed password, or None."""


class HotlineApp(App[int]):
    """The desk in a terminal."""

    TITLE = "12345"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", "帮助", id="area.help", priority=True),
        Binding("f2,alt+2", "go('entry')", "工单", id="area.entry", priority=True),
        Binding("f3,alt+3", "go('knowledge')", "知识", id="area.knowledge", priority=True),
        Binding("f4,alt+4", "go('dispatch')", "派单", id="area.dispatch", priority=True),
        Binding("ctrl+o", "take_call", "接听/挂断", id="area.call", priority=True),
        Binding("ctrl+a", "see_alert", "紧急", id="area.alert", priority=True),
        Binding("ctrl+p", "command_palette", "命令", id="area.palette", priority=True),
        Binding("ctrl+q", "quit", "退出", id="area.quit", priority=True),
    ]
    CSS = """
    DeskScreen, StartScreen { background: ansi_default; }
    Toast { max-width: 76; }
    """

    desk: Desk
    journal: Journal

    def __init__(self, start: Start) -> None:
        super().__init__(ansi_color=True)
        self._start = start
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="desk")
        self._news: News | None = None
        self._seconds = 0
        self._reading = False
        self._again = False
        self.mail: Server | None = None
        self.claims: set[int] = set()
        self.frame: FrameState | None = None

    # ---- opening and closing ------------------------------------------------------------

    def get_default_screen(self) -> StartScreen:
        """What is seen first."""
        return StartScreen(id="start")

    def on_mount(self) -> None:
        """Open the desk behind the first paint."""
        self.call_after_refresh(self._open, None)

    def on_start_screen_again(self, message: StartScreen.Again) -> None:
        """Try to open the desk once more."""
        self._open(message.password)

    def _open(self, password: str | None) -> None:
        self.run_worker(self._opening(password), name="open", group="open", exclusive=True)

    async def _opening(self, password: str | None) -> None:
        loop = asyncio.get_running_loop()
        found, areas = await loop.run_in_executor(self._pool, _opened, self._start, password)
        start = self.screen
        if isinstance(found, Opened):
            await self._begin(found, areas)
        elif isinstance(start, StartScreen):
            faults = found.faults if isinstance(found, Refused) else ()
            asks = any(fault.field == "password" for fault in faults)
            (start.ask_password if asks else start.tell)(str(found))

    async def _begin(self, opened: Opened, areas: Mapping[str, type[Screen[Any]]]) -> None:
        from hotline_tui.services.watching import news
        from hotline_tui.widgets.frame import FrameState

        self.desk, self.journal, self.mail = opened.desk, opened.journal, opened.mail
        self.set_keymap(dict(opened.keymap))
        person = self.desk.person
        self.frame = FrameState(
            who=f"{person.workno} {person.name}", now=self.desk.now(), practice=self.desk.practice
        )
        for name, screen in areas.items():
            self.add_mode(name, screen)
        await self.switch_mode("entry")
        told = partial(self.call_from_thread, self.news_came)
        self._news = news(self.desk, told, partial(self.call_from_thread, self.line_cut))
        self._news.start()
        self.set_interval(1.0, self._tick)
        self._watch()

    async def on_unmount(self) -> None:
        """Stop the watch and the threads."""
        if self._news is not None:
            self._news.stop()
        self._pool.shutdown(wait=False)

    # ---- the one door -------------------------------------------------------------------

    async def ask(
        self, use_case: Callable[Concatenate[Desk, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Run a use case off the UI loop; raises what it raises."""
        call = partial(use_case, self.desk, *args, **kwargs)
        return await asyncio.get_running_loop().run_in_executor(self._pool, call)

    async def attempt(
        self, use_case: Callable[Concatenate[Desk, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R | None:
        """Run a use case off the UI loop; a refusal or a database that is away gives None.

        Both are shown to the person; anything else still crashes loudly.
        """
        from hotline_tui.services.opening import OutOfReach

        try:
            return await self.ask(use_case, *args, **kwargs)
        except Refused as refused:
            self.refused(refused.faults)
        except OutOfReach as away:
            self.line_cut(True)
            self.notify(str(away), severity="error", markup=False)
        return None

    def refused(self, faults: tuple[Fault, ...]) -> None:
        """Show faults to the person, each with its clause."""
        from hotline_tui.widgets.plain import visible

        lines = (f"{one.message}　{one.clause}".rstrip() for one in faults)
        told = visible("\n".join(lines), multiline=True)
        self.notify(told, title="不能这样做", severity="warning", timeout=8, markup=False)

    # ---- areas --------------------------------------------------------------------------

    def action_go(self, area: str) -> None:
        """Switch to an area, which is as it was left."""
        self.go(area)

    def go(self, area: str) -> None:
        """Switch to an area, which is as it was left."""
        if self.frame is not None and self.current_mode != area:
            self.switch_mode(area)

    def show_ticket(self, number: str) -> None:
        """Open the whole of a ticket over the present area."""
        from hotline_tui.screens.ticket import TicketScreen

        self.push_screen(TicketScreen(number))

    def action_help(self) -> None:
        """Help for where the person is: the keys that work there."""
        from hotline_tui.screens.help import HelpScreen

        if self.frame is not None and not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen.active_bindings))

    # ---- calls and alerts ---------------------------------------------------------------

    def action_take_call(self) -> None:
        """Answer the call that rings, or hang up the one that is going on."""
        self.run_worker(self._take_call(), group="write")

    async def _take_call(self) -> None:
        from hotline_tui.services import calls

        if self.frame is None:
            return
        if self.frame.ringing is not None:
            call = await self.attempt(calls.pick_up, self.frame.ringing.id)
            if call is not None:
                await self._read_watch()
                self.go("entry")
                self._to_screen("call_answered", call)
        elif self.frame.call is not None:
            await self.attempt(calls.hang_up, self.frame.call.id)
            await self._read_watch()
        else:
            self.notify("现在没有来电。", timeout=3)

    def action_see_alert(self) -> None:
        """Open the oldest urgent ticket that nobody has acknowledged."""
        if self.frame is not None and self.frame.alerts:
            self.show_ticket(self.frame.alerts[0].number)
        else:
            self.notify("没有待确认的紧急诉求。", timeout=3)

    def _to_screen(self, method: str, *args: Any) -> None:
        handler = getattr(self.screen, method, None)
        if handler is not None:
            handler(*args)

    # ---- news and time ------------------------------------------------------------------

    def news_came(self) -> None:
        """Somebody has committed something: read again what is on view."""
        self._watch()
        reload = getattr(self.screen, "reload", None)
        if reload is not None:
            self.screen.run_worker(reload(), group="reload", exclusive=True)

    def line_cut(self, away: bool) -> None:
        """The database went away, or is back."""
        if self.frame is None or (self.frame.away_since is not None) == away:
            return
        self._show(replace(self.frame, away_since=self.desk.now() if away else None))
        if not away:
            self.desk.remeasure()
            self.news_came()

    def _watch(self) -> None:
        """Read the frame's state again; requests that come meanwhile become one more reading."""
        if self._reading:
            self._again = True
        else:
            self.run_worker(self._read_watch(), group="watch")

    async def _read_watch(self) -> None:
        from hotline_tui.services.opening import OutOfReach
        from hotline_tui.services.watching import watch

        if self.frame is None:
            return
        self._reading = True
        try:
            found = await self.ask(watch)
        except OutOfReach:
            self.line_cut(True)
        else:
            self._show(
                replace(
                    self.frame,
                    waiting=found.waiting,
                    alerts=found.alerts,
                    call=found.call,
                    ringing=found.ringing,
                    away_since=None,
                )
            )
        finally:
            self._reading = False
        if self._again:
            self._again = False
            self._watch()

    def _tick(self) -> None:
        if self.frame is None:
            return
        self._seconds += 1
        self._show(replace(self.frame, now=self.desk.now()))
        self._to_screen("tick")
        if self._seconds % SLOW_REFRESH == 0:
            self._watch()
        if self.claims and self._seconds % SIGN_OF_LIFE == 0:
            from hotline_tui.services.claiming import keep

            self.run_worker(self.attempt(keep, tuple(self.claims)), group="write")

    def _show(self, state: FrameState) -> None:
        self.frame = state
        self.show_frame()

    def show_frame(self) -> None:
        """Let the screen on view show the present state of the frame."""
        from hotline_tui.widgets.frame import FrameLine

        if self.frame is not None:
            for line in self.screen.query(FrameLine):
                line.show(self.frame)


def _opened(
    start: Start, password: str | None
) -> tuple[Opened | Exception, Mapping[str, type[Screen[Any]]]]:
    """Open the desk and load the areas; on a thread, as both take their time to import."""
    from hotline_tui.screens.areas import AREAS
    from hotline_tui.services.opening import OutOfReach

    try:
        return start(password), AREAS
    except (Refused, OutOfReach) as told:
        return told, AREAS


def run(start: Start) -> int:
    """Open the desk in this terminal until it is left; the exit code."""
    app = HotlineApp(start)
    app.run()
    return app.return_code or 0

"""The frame kept true: calls, alerts, what waits and the time, by news of change and by the clock.

Imported behind the first paint, as the services are.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from time import monotonic
from typing import Any, cast

from hotline_tui.screens.base import Door, is_there
from hotline_tui.screens.lock import LockScreen
from hotline_tui.screens.noting import noted
from hotline_tui.services import calls, drafting, seats
from hotline_tui.services.claiming import keep
from hotline_tui.services.clustering import find
from hotline_tui.services.desk import Desk, OutOfReach
from hotline_tui.services.drafting import discard
from hotline_tui.services.handing_in import hand_in, take_back, unsent
from hotline_tui.services.heeding import look
from hotline_tui.services.ticking import tick
from hotline_tui.services.watching import news, watch
from hotline_tui.standard.authority import Act
from hotline_tui.standard.rating import OFFER
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.scripts import Moment, phrase
from hotline_tui.widgets.frame import FrameState
from hotline_tui.widgets.terminal import TerminalApp

SLOW_REFRESH = 30
"""Seconds after which counts are read again without news: time alone makes tickets overdue.

As often an open desk of a supervisor does what is due by then. Clause: 5.3.3 a.
"""

SIGN_OF_LIFE_OF_DESK = int(seats.SIGN_OF_LIFE.total_seconds())

SIGN_OF_LIFE = 15
"""Seconds between the signs of life for the tickets that this desk has claimed."""


class FrameKeeper:
    """Reads what the frame shows, and tells the screen on view of news and of each second."""

    def __init__(self, app: TerminalApp[Any], lock_minutes: float = 0.0) -> None:
        """The desk of `app` must be open; it locks itself after so many minutes without a key."""
        self._app = app
        self._lock_after = lock_minutes * 60
        self._door = cast(Door, app)
        self._seconds = 0
        self._reading = False
        self._again = False
        self._delivering = asyncio.Lock()
        desk = self._door.desk
        who = f"{desk.person.workno} {desk.person.name}"
        self._door.frame = FrameState(who=who, now=desk.now(), practice=desk.practice)
        here = app.call_from_thread
        self._news = news(desk, partial(here, self.news_came), partial(here, self.line_cut))

    def begin(self) -> None:
        """Watch the database and the clock."""
        self._news.start()
        self._app.set_interval(1.0, self._tick)
        self._watch()
        self._app.run_worker(self.deliver(), group="write")
        self._app.run_worker(self._tell_of_forms(), group="journal")

    def end(self) -> None:
        """Watch no longer."""
        self._news.stop()

    async def _tell_of_forms(self) -> None:
        """The forms that the desk was killed over, or that were put aside."""
        left = await self._door.jot(drafting.forms)
        if left:
            told = "\n".join(dict.fromkeys(one.told.partition("：")[0] for one in left))
            title = "上次没有确定；再打开同一处，写过的都在"
            self._app.notify(told, title=title, timeout=12, markup=False)

    # ---- calls and alerts ---------------------------------------------------------------

    async def take_call(self) -> None:
        """Answer the call that rings; offer the rating of the one that goes on, then hang up."""
        frame = self._frame
        if frame.ringing is not None:
            call = await self._door.attempt(calls.pick_up, frame.ringing.id)
            if call is not None:
                await self._read()
                self._door.go("entry")
                self._to_screen("call_answered", call)
        elif frame.call is not None:
            await (self._offer if frame.call.offered_at is None else self._hang_up)(frame.call.id)
            await self._read()
        else:
            self._app.notify("现在没有来电。", timeout=3)

    async def _offer(self, call: int) -> None:
        """Before the call ends: anything else, and the rating. Clause: 5.4.1, B.1.4.1."""
        if await self._door.attempt(calls.offer, call) is not None:
            lines = (phrase(Moment.BEFORE_END).text, OFFER, "再按 ^O 挂断")
            self._app.notify("\n".join(lines), title="挂断之前", timeout=8, markup=False)

    async def _hang_up(self, call: int) -> None:
        if await self._door.attempt(calls.hang_up, call) is not None:
            self._app.notify(phrase(Moment.END).text, timeout=3, markup=False)

    def see_alert(self) -> None:
        """Open the oldest urgent ticket that nobody has acknowledged."""
        if self._frame.alerts:
            self._door.show_ticket(self._frame.alerts[0].number)
        else:
            self._app.notify("没有待确认的紧急诉求。", timeout=3)

    # ---- news and time ------------------------------------------------------------------

    def news_came(self) -> None:
        """Somebody has committed something: read again what is on view."""
        if not self._app.screen_stack:  # the desk is just being left
            return
        self._watch()
        screen = self._app.screen
        reload = getattr(screen, "reload", None)
        if reload is not None and is_there(screen):
            screen.run_worker(reload, group="reload", exclusive=True)

    def line_cut(self, away: bool) -> None:
        """The database went away, or is back."""
        if (self._frame.away_since is not None) == away:
            return
        desk = self._door.desk
        self._show(replace(self._frame, away_since=desk.now() if away else None))
        if not away:
            desk.remeasure()
            self.news_came()

    def _watch(self) -> None:
        """Read the frame's state again; requests that come meanwhile become one more reading."""
        if self._reading:
            self._again = True
        else:
            self._app.run_worker(self._read(), group="watch")

    async def _read(self) -> None:
        self._reading = True
        try:
            found = await self._door.ask(watch)
        except OutOfReach:
            self.line_cut(True)
        except Refused as told:  # the jobs of whoever sits here were changed meanwhile
            self._app.exit(return_code=1, message=f"您的岗位已有变动，请重新打开：{told}")
        else:
            if found.closed:
                self._app.exit(return_code=1, message=found.closed)
            self._show(
                replace(
                    self._frame,
                    waiting=found.waiting,
                    alerts=found.alerts,
                    call=found.call,
                    ringing=found.ringing,
                    away_since=None,
                )
            )
            if self._frame.unsent:
                self._app.run_worker(self.deliver(), group="write")
        finally:
            self._reading = False
        if self._again:
            self._again = False
            self._watch()

    def lock(self) -> None:
        """Clear the screen until the person is back; never while somebody is on the line."""
        if self._frame.call is None and not isinstance(self._app.screen, LockScreen):
            self._app.push_screen(LockScreen(self._frame.who))

    async def deliver(self) -> None:
        """Hand in what was finished while the database was away, oldest first."""
        async with self._delivering:
            sent = []
            for finished in await self._door.jot(unsent):
                if self._frame.away_since is not None:
                    break
                try:
                    done = await self._door.ask(hand_in, finished)
                except OutOfReach as away:
                    self.line_cut(away.is_cut)
                    break
                except Refused as refused:
                    if await noted(self._door, take_back, finished):
                        self._door.refused(refused.faults)
                else:
                    # One that cannot be struck off is handed in once more: the same ticket.
                    if await noted(self._door, discard, str(finished.draft.id)):
                        sent.append(done.number)
            self._show(replace(self._frame, unsent=len(await self._door.jot(unsent))))
        if sent:
            told = f"断开时完成的 {len(sent)} 件工单已登记：{'、'.join(sent[:3])}"
            self._app.notify(told + ("……" if len(sent) > 3 else ""), timeout=8)

    def _tick(self) -> None:
        self._seconds += 1
        self._show(replace(self._frame, now=self._door.desk.now()))
        self._to_screen("tick")
        if self._lock_after and monotonic() - self._app.typed_at > self._lock_after:
            self.lock()
        if self._seconds % SLOW_REFRESH == 0:
            self._watch()
            due = (tick, find, look) if self._door.desk.may(Act.TICK) else ()
            self._app.run_worker(self._unasked(Desk.remeasure, *due), group="write")
        if self._seconds % SIGN_OF_LIFE_OF_DESK == 0:
            self._app.run_worker(self._unasked(seats.keep), group="write")
        if self._door.claims and self._seconds % SIGN_OF_LIFE == 0:
            keeping = self._door.attempt(keep, tuple(self._door.claims))
            self._app.run_worker(keeping, group="write")

    async def _unasked(self, *use_cases: Callable[[Desk], object]) -> None:
        try:
            for use_case in use_cases:
                await self._door.ask(use_case)
        except OutOfReach as away:  # nobody asked for it, so that the top line says enough
            self.line_cut(away.is_cut)
        except Refused:  # not any more: what is watched says why
            self._watch()

    # ---- what the screen on view is told ------------------------------------------------

    @property
    def _frame(self) -> FrameState:
        frame = self._door.frame
        if frame is None:
            raise AssertionError("the desk is not open")
        return frame

    def _show(self, state: FrameState) -> None:
        self._door.frame = state
        self._door.show_frame()

    def _to_screen(self, method: str, *args: Any) -> None:
        if not self._app.screen_stack:  # the desk is just being left
            return
        screen = self._app.screen
        handler = getattr(screen, method, None)
        if handler is not None and is_there(screen):
            handler(*args)

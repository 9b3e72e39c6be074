"""An app as a terminal far away needs it: few bytes, whole characters, keys in their order."""

from __future__ import annotations

from collections import deque
from functools import partial
from time import monotonic
from typing import Any, ClassVar, NamedTuple, TypeVar, cast

from rich.console import COLOR_SYSTEMS, Console, RenderableType
from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._compositor import CompositorUpdate
from textual.app import App
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from hotline_tui.standard.typed import storable
from hotline_tui.widgets import compositing, pasting
from hotline_tui.widgets.thinline import Frame

Result = TypeVar("Result")

_ROUNDS = 2
"""How often a mark follows a key: behind the key, then behind the messages that the key posted."""

_LOST_AFTER = 0.5
"""Seconds after which a mark that has not come back is given up if its widget was taken away."""

_LATE_AFTER = 10
"""Times as long after which it is given up in any case: a busy machine is late, but not that late,
and no widget may hold up the keys for good."""

compositing.install()
pasting.install()


class _Pressed(NamedTuple):
    """A key as Textual's table of sequences holds it."""

    value: str


# Textual takes what most terminals send for Alt and a digit for a Mac's way to type ¡™£¢∞.
cast(dict[str, Any], ANSI_SEQUENCES_KEYS).update(
    {f"\x1b{digit}": (_Pressed(f"alt+{digit}"),) for digit in range(10)}
)


class KeyDone(Message, verbose=True):
    """Follows a key through the widgets; where it arrives, the key has had its effect."""

    def __init__(self, number: int, rounds: int) -> None:
        super().__init__()
        self.number = number
        self.rounds = rounds


class TerminalApp(App[Result]):
    """Textual's app for a thin line, Chinese text and people who type ahead.

    Textual hands each key at once to the widget that has the focus *now*: of `王` Tab `138` in one
    packet, everything lands in the first field, as Tab has its effect only later. Here a key
    waits until the one before it has had its effect.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f12", "redraw", "重画屏幕", id="area.redraw", show=False, priority=True),
    ]

    def __init__(self, *, ansi_color: bool | None = None) -> None:
        super().__init__(ansi_color=ansi_color)
        self._frame = Frame()
        self._waiting: deque[events.Key | events.Paste] = deque()
        self._number = 0
        self._under_way = False
        self._marked: Widget | None = None
        self.typed_at = monotonic()
        """When the last key came, in seconds of a clock that only goes forward."""

    # ---- few bytes ----------------------------------------------------------------------

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        if isinstance(renderable, CompositorUpdate) and not self.is_inline:
            renderable = _Changes(renderable, self._frame, self)
        super()._display(screen, renderable)

    def action_redraw(self) -> None:
        """Send the whole screen again, after line noise or another program's words."""
        self._frame.forget()
        self.refresh()

    async def _shutdown(self) -> None:
        # Before the widgets are taken apart: a worker that wakes up behind that finds none.
        self.workers.cancel_all()
        await super()._shutdown()

    def _resume_signal(self) -> None:
        self._frame.forget()
        super()._resume_signal()

    # ---- keys in their order ------------------------------------------------------------

    async def on_event(self, event: events.Event) -> None:
        """Let a key through when the one before it has had its effect; a paste as storable text."""
        if isinstance(event, events.Key | events.Paste):
            self.typed_at = monotonic()
        if isinstance(event, events.Paste) and not event.is_forwarded:
            event.text = storable(event.text)
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif self._under_way:
            self._waiting.append(event)
            self._watch_over_key(self._number)
        else:
            await self._let_through(event)

    async def _let_through(self, event: events.Key | events.Paste) -> None:
        target = self.focused or self.screen
        self._number += 1
        self._under_way = True
        if self._waiting:
            self._watch_over_key(self._number)
        await super().on_event(event)
        if not event.is_forwarded:  # a binding with priority took it, and may have moved the focus
            target = self.focused or self.screen
        self._mark(target, self._number, _ROUNDS)

    def _mark(self, target: Widget, number: int, rounds: int) -> None:
        self._marked = target
        if not rounds or not target.post_message(KeyDone(number, rounds)):
            self._go_on(number)

    def _watch_over_key(self, number: int, times: int = _LATE_AFTER) -> None:
        self.set_timer(_LOST_AFTER, partial(self._give_up, number, times - 1))

    def _give_up(self, number: int, times: int) -> None:
        if number == self._number and times and self._marked and self._marked.is_attached:
            self._watch_over_key(number, times)
        else:
            self._go_on(number)

    def on_key_done(self, message: KeyDone) -> None:
        """The key has had its effect, once its messages have had theirs."""
        self._mark(self.focused or self.screen, message.number, message.rounds - 1)

    def _go_on(self, number: int) -> None:
        if number != self._number:
            return
        self._number += 1
        if self._waiting:
            self.call_next(self._let_through, self._waiting.popleft())
        else:
            self._under_way = False


class _Changes(CompositorUpdate):
    """An update as the terminal needs it."""

    def __init__(self, update: CompositorUpdate, frame: Frame, app: App[object]) -> None:
        self._update = update
        self._frame = frame
        self._app = app

    def render_segments(self, console: Console) -> str:
        """The cells that differ from what the terminal shows."""
        colours = COLOR_SYSTEMS[console.color_system or "truecolor"]
        width, height = self._app.size
        return self._frame.update(compositing.pieces(self._update), width, height, colours)

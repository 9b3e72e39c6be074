"""What every screen at the desk has: the frame, the one door to the use cases, news and ticks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, Concatenate, ParamSpec, Protocol, TypeVar, cast

from textual import events
from textual.app import ComposeResult
from textual.await_remove import AwaitRemove
from textual.containers import Vertical
from textual.notifications import SeverityLevel
from textual.screen import Screen
from textual.worker import Worker

from hotline_tui.standard.refusal import Fault
from hotline_tui.widgets.frame import AlertLine, CallLine, FrameState, Keys, TopLine

if TYPE_CHECKING:
    # Only for the types: a form is on view before the services are there.
    from hotline_tui.screens.frame_keeping import FrameKeeper
    from hotline_tui.services.desk import Desk
    from hotline_tui.services.drafting import Journal
    from hotline_tui.services.outbox import Server

P = ParamSpec("P")
R = TypeVar("R")


class Door(Protocol):
    """What a screen may ask of the application."""

    desk: Desk
    frame: FrameState | None
    claims: set[int]
    mail: Server | None
    unkept: bool
    """Whether this machine's disk has not taken what was typed last."""

    def notify(
        self, message: str, *, severity: SeverityLevel, timeout: float, markup: bool
    ) -> None:
        """Tell the person something that goes away by itself."""

    async def opened(self) -> None:
        """Wait until the desk is open; a form is on view before."""

    async def ask(
        self, use_case: Callable[Concatenate[Desk, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Run a use case off the UI loop; raises what it raises."""

    async def jot(
        self,
        use_case: Callable[Concatenate[Desk, Journal, P], R],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> R:
        """Use the draft journal, in the order asked; waits for no use case, nor for the desk.

        What writes may raise `NotKept`: `screens.noting` tells of it.
        """

    async def attempt(
        self, use_case: Callable[Concatenate[Desk, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R | None:
        """Run a use case off the UI loop; a refusal is shown and gives None."""

    def go(self, area: str) -> None:
        """Switch to an area, which is as it was left."""

    def show_ticket(self, number: str) -> None:
        """Open the whole of a ticket."""

    @property
    def keeper(self) -> FrameKeeper:
        """Who keeps the frame; there is none before the desk is open."""

    def show_frame(self) -> None:
        """Let the screen on view show the present state of the frame."""

    def practise(self, scenario: str) -> None:
        """Leave the desk for an exercise; without a scenario for the one that was left off."""

    def refused(self, faults: tuple[Fault, ...]) -> None:
        """Show faults to the person."""


def is_there(screen: Screen[Any]) -> bool:
    """Whether a screen has its widgets: not before it is composed, nor while it is taken apart.

    A timer, a worker or a thread that has something to show may come at either moment.
    """
    return screen.is_mounted and screen.display and screen.app.is_running


class DeskScreen(Screen[Any]):
    """A screen of the working desk; its own content comes from `body`."""

    AREA: ClassVar[str] = ""
    """The area's name in binding ids; empty for screens that lie over an area."""

    DEFAULT_CSS = """
    DeskScreen { layout: vertical; overflow: hidden; }
    DeskScreen #body { height: 1fr; overflow: hidden; }
    """

    @property
    def door(self) -> Door:
        """The application, as far as a screen may know it."""
        return cast(Door, self.app)

    @property
    def desk(self) -> Desk:
        """The desk that this application works at."""
        return self.door.desk

    def compose(self) -> ComposeResult:
        """The frame around the body."""
        yield TopLine(id="top")
        with Vertical(id="body"):
            yield from self.body()
        yield CallLine(id="call")
        yield AlertLine(id="alert")
        yield Keys(id="keys")

    def body(self) -> ComposeResult:
        """The work of this screen."""
        yield from ()

    async def reload(self) -> None:
        """Read again what is on view; called when the screen is shown and after each change."""

    def remove(self) -> AwaitRemove:
        """Close for good.

        Textual ends a screen's workers after its widgets: one that woke between would find none.
        """
        self.workers.cancel_node(self)
        return super().remove()

    async def painted(self) -> None:
        """The first form is on the terminal: what was not needed for that comes now."""

    def tick(self) -> None:
        """A second has passed; only what changed may be repainted."""

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Shown (again): catch up with what happened meanwhile."""
        # One theme for the terminal's whole life: no style can have changed while out of view.
        event.refresh_styles = False
        self.door.show_frame()
        # Not a coroutine made here: a worker that is cancelled at once would never await it.
        _: Worker[None] = self.run_worker(self.reload, group="reload", exclusive=True)

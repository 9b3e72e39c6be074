"""A short guided form over a list: says what has to be said for one act, and stays while refused.

Whoever needs one names the blanks and the use case; the dialog fills them in, hands them over
through the one door, shows every fault in its place, and gives what came of it. What is filled in
is kept on this machine until it is handed in or given up: the same form offers it again.
"""

from __future__ import annotations

import itertools
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, ClassVar, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import TextArea

from hotline_tui.screens.base import DeskScreen
from hotline_tui.screens.form_keeping import FormKeeper, as_typed, taken_back
from hotline_tui.screens.guided_blanks import NOW, Blank, content, entry_for, meant, set_text
from hotline_tui.screens.told import Told
from hotline_tui.services.desk import Desk, OutOfReach
from hotline_tui.services.drafting import Kept
from hotline_tui.standard.refusal import Fault, Refused
from hotline_tui.widgets.ask import Dialog
from hotline_tui.widgets.chooser import Chooser
from hotline_tui.widgets.folding import folds
from hotline_tui.widgets.form import Field
from hotline_tui.widgets.line import Line
from hotline_tui.widgets.plain import visible
from hotline_tui.widgets.prose import Prose

R = TypeVar("R")
Values = Mapping[str, Any]
"""What was filled in, by the blanks' names, as their sorts mean it; of what is on view only."""

FAULTS_SHOWN = 5
"""Lines for what is wrong."""


class Came(Message):
    """A use case has come so far; it may be posted by its thread."""

    def __init__(self, done: int, of: int) -> None:
        super().__init__()
        self.done, self.of = done, of


async def guided(
    screen: DeskScreen,
    title: str,
    blanks: Sequence[Blank],
    use_case: Callable[[Desk, Values], R],
    said: str = "",
) -> R | None:
    """Ask for `blanks` over `screen` until `use_case` takes them; None when it was left.

    `said` stands above them: a phrase of Appendix B, what will happen; by its `title` a form that
    the desk was killed over is known again. Must run in a worker.
    """

    async def send(values: Values) -> R:
        return await screen.door.ask(use_case, values)

    keeper = FormKeeper(screen, title)
    form = GuidedForm(title, blanks, send, screen.desk, said)
    form.keep_with(keeper, await keeper.earlier())
    done: R | None = await screen.app.push_screen_wait(form)
    await keeper.forget()
    return done


class GuidedForm(Dialog[Any]):
    """One act's form; gives what its use case answered, or None."""

    DEFAULT_CSS = """
    GuidedForm, GuidedForm:ansi {
        & > #dialog { width: 78; max-height: 100%; }
        & #form { height: auto; max-height: 70vh; scrollbar-size-vertical: 1; }
        & #form Prose { height: 2; }
        & #wrong { text-style: bold; }
        & #keys { margin-top: 0; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "send", "确定", id="guided.send", priority=True),
        Binding("escape", "leave", "返回", id="guided.leave"),
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
    ]

    def __init__(
        self,
        title: str,
        blanks: Sequence[Blank],
        send: Callable[[Values], Awaitable[Any]],
        desk: Desk,
        said: str = "",
    ) -> None:
        """`send` raises `Refused` for what it does not take."""
        super().__init__(title, said)
        self._blanks = {blank.name: blank for blank in blanks}
        self._send = send
        self._desk = desk
        self._entries = {blank.name: entry_for(blank) for blank in blanks}
        self._fields = {
            blank.name: Field(blank.label, self._entries[blank.name]) for blank in blanks
        }
        self._given_up = self._untouched = self._kept = self._texts
        self._sending = self._stoppable = False
        self._keeper: FormKeeper | None = None
        self._earlier: Kept | None = None

    def keep_with(self, keeper: FormKeeper, earlier: Kept | None) -> None:
        """Keep what is filled in, and begin with what was filled in before."""
        self._keeper, self._earlier = keeper, earlier

    def body(self) -> ComposeResult:
        """The fields, one below the other, and what is wrong with them."""
        with VerticalScroll(id="form", can_focus=False):
            yield from self._fields.values()
        yield Told(id="wrong")

    def keys(self) -> str:
        """The keys, as the last line tells them."""
        return "Enter/Tab 下一项　^S 确定　Esc 返回"

    def on_mount(self) -> None:
        """Begin at the first field that does not hold the usual present moment."""
        if self._earlier is not None:
            self._take_back(self._earlier)
        self._arrange()
        shown = self._shown
        if shown:
            usual = (name for name in shown if self._blanks[name].value != NOW)
            self._entries[next(usual, shown[0])].focus()

    def _take_back(self, earlier: Kept) -> None:
        for name, text in earlier.content.items():
            if name in self._entries:
                set_text(self._entries[name], as_typed(text, earlier))
        self.call_after_refresh(self._tell, (taken_back(earlier),))

    # ---- the fields ---------------------------------------------------------------------

    @property
    def _texts(self) -> dict[str, str]:
        return {name: content(entry) for name, entry in self._entries.items()}

    @property
    def _shown(self) -> list[str]:
        """The blanks that what has been filled in so far asks for, in their order."""
        texts = self._texts
        return [name for name, blank in self._blanks.items() if blank.wanted(texts)]

    def _arrange(self) -> None:
        texts = self._texts
        for name, blank in self._blanks.items():
            field = self._fields[name]
            field.display = blank.wanted(texts)
            field.missing = blank.required and not texts[name].strip()
        if self._keeper is not None and texts != self._kept:
            self._kept = texts
            self._keeper.soon(lambda: self._kept if self._kept != self._untouched else {})

    @on(Chooser.Chosen)
    def _chosen(self, event: Chooser.Chosen) -> None:
        event.stop()
        self._arrange()
        if event.final and event.choice is not None:
            self._go_on()

    @on(Line.Changed)
    @on(TextArea.Changed)
    def _typed(self) -> None:
        self._arrange()

    @on(Line.TooLong)
    @on(Prose.TooLong)
    def _too_long(self, event: Line.TooLong | Prose.TooLong) -> None:
        event.stop()
        self._tell((f"太长：有 {len(event.left_out)} 个字没有放进去。",))

    @on(Line.Submitted)
    def _entered(self, event: Line.Submitted) -> None:
        event.stop()
        self._go_on()

    def _go_on(self) -> None:
        """To the next field; from the last one, hand in."""
        shown = self._shown
        here = next((name for name in shown if self._fields[name].has_focus_within), None)
        place = shown.index(here) + 1 if here else 0
        if place < len(shown):
            self._entries[shown[place]].focus()
        else:
            self.action_send()

    def put(self, name: str, text: str) -> None:
        """Fill a blank in."""
        set_text(self._entries[name], text)

    # ---- handing in ---------------------------------------------------------------------

    @work(group="write")
    async def action_send(self) -> None:
        """Hand in; what is refused stays to be put right."""
        if self._sending:
            return
        self._sending = True
        try:
            answer = await self._send(self._values())
        except Refused as refused:
            self._refuse(refused.faults)
        except OutOfReach as away:
            self._tell((str(away),))
        else:
            self.dismiss(answer)
        finally:
            self._sending = self._stoppable = False

    @on(Came)
    def _show_how_far(self, event: Came) -> None:
        """From now on Esc stops it at once."""
        self._stoppable = True
        bar = "█" * (30 * event.done // event.of)
        self.query_one("#wrong", Told).lines = (f"{bar:░<30} {event.done}/{event.of}　Esc 停止",)

    def _values(self) -> Values:
        """What the blanks on view mean; raises `Refused` for all that cannot be read."""
        found: dict[str, Any] = {}
        faults: list[Fault] = []
        for name in self._shown:
            try:
                found[name] = meant(self._blanks[name], self._entries[name], self._desk.now())
            except Refused as refused:
                faults.extend(refused.faults)
        if faults:
            raise Refused(faults)
        return found

    def _refuse(self, faults: tuple[Fault, ...]) -> None:
        self._tell([f"{fault.message} {fault.clause}".rstrip() for fault in faults])
        wrong = {fault.field for fault in faults}
        for name in self._shown:
            if name in wrong:
                self._entries[name].focus()
                return

    def _tell(self, told: Sequence[str]) -> None:
        width = max(20, self.query_one("#wrong").size.width - 2)
        lines = [f"! {line}" for one in told for line in _folded(visible(one), width)]
        if len(lines) > FAULTS_SHOWN:
            lines = [*lines[: FAULTS_SHOWN - 1], f"! 另有 {len(lines) - FAULTS_SHOWN + 1} 行"]
        self.query_one("#wrong", Told).lines = tuple(lines)

    def action_leave(self) -> None:
        """Go back; what was typed is not thrown away by one key."""
        texts = self._texts
        if self._stoppable or texts in (self._untouched, self._given_up):
            self.dismiss(None)
        else:
            self._given_up = texts
            self._tell(("所写尚未确定，再按一次 Esc 放弃",))


def _folded(text: str, width: int) -> list[str]:
    cuts = [0, *folds(text, width), len(text)]
    return [text[start:end] for start, end in itertools.pairwise(cuts)]

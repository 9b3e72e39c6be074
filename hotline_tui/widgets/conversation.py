"""The pane of an exercise: what was said last, what to say now, and how it goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult, RenderResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from hotline_tui.widgets.folding import folds
from hotline_tui.widgets.frame import ShownLine
from hotline_tui.widgets.line import Line
from hotline_tui.widgets.plain import visible


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line of the conversation and whose it is; a letter's lines are nobody's."""

    text: str
    who: str = ""

    @property
    def mine(self) -> bool:
        """Whether the trainee said it."""
        return self.who == ME


ME, THEY = "我", "他"


class Said(Widget):
    """The last lines of the conversation, as many as there is room for; a letter from its top."""

    DEFAULT_CSS = "Said { height: 1fr; width: 1fr; }"

    lines: reactive[tuple[Spoken, ...]] = reactive((), layout=False)
    top: reactive[int | None] = reactive(None, layout=False)
    """The first row on view; None: the newest ones."""

    def render(self) -> RenderResult:
        """Folded to the width, the newest at the bottom; the trainee's own words dim."""
        width, height = self.size
        if not height:
            return Text()
        shown: list[Text] = []
        for one in self.lines if self.top is not None else self.lines[-height:]:
            style = "dim" if one.mine else "bold"
            told = f"{one.who} {visible(one.text)}" if one.who else visible(one.text)
            shown += [Text(part, style, no_wrap=True) for part in _pieces(told, width)]
        if self.top is None:
            return Text("\n").join(shown[-height:])
        first = min(self.top, max(0, len(shown) - height))
        return Text("\n").join(shown[first : first + height])

    def move(self, by: int) -> None:
        """Up or down, in what does not follow the newest line."""
        if self.top is not None:
            width, height = self.size
            rows = sum(len(_pieces(visible(one.text), width)) for one in self.lines)
            self.top = min(max(0, self.top + by), max(0, rows - height))


def _pieces(line: str, width: int) -> list[str]:
    cuts = [0, *folds(line, max(2, width)), len(line)]
    return [line[start:end] for start, end in pairwise(cuts)]


class Conversation(Widget):
    """What the exercise shows on every screen; posts what the trainee says.

    No `Vertical`, as the stylesheets of dialogs mean their own by that name.
    """

    DEFAULT_CSS = """
    Conversation {
        layout: vertical; dock: bottom; height: 6; width: 1fr; background: ansi_default;
    }
    Conversation #going { text-style: reverse; }
    Conversation #talk { height: 1; }
    Conversation #talk Static { width: 4; }
    Conversation.quiet { height: 1; }
    Conversation.quiet #talk, Conversation.quiet Said { display: none; }
    Conversation.letter { height: 8; }
    Conversation.letter #talk { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "回到表单", id="practice.back", show=False),
    ]

    class Talked(Message):
        """The trainee says something; nothing at all means the phrase that is suggested."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    class Left(Message):
        """The trainee goes back to the form."""

    def __init__(self, *, from_top: bool = False) -> None:
        """`from_top` shows what is said from its beginning, to be scrolled: a letter."""
        super().__init__()
        self._from_top = from_top

    def compose(self) -> ComposeResult:
        """How it goes, what was said, the line to speak with."""
        yield ShownLine(id="going")
        said = Said(id="spoken")
        said.top = 0 if self._from_top else None
        yield said
        with Horizontal(id="talk"):
            yield Static("说：")
            line = Line(id="words", max_length=300)
            line.can_focus = False  # Tab goes through the form alone; its own key leads here
            yield line

    @property
    def line(self) -> Line:
        """What the trainee types into."""
        return self.query_one("#words", Line)

    def show(self, told: str, lines: Sequence[Spoken], suggested: str) -> None:
        """Show how it goes, the conversation, and what may be said now."""
        self.query_one("#going", ShownLine).shown = told
        self.query_one(Said).lines = tuple(lines)
        if self.line.placeholder != suggested:
            self.line.placeholder = suggested

    def speak(self) -> None:
        """Put the cursor into the line to speak with."""
        self.line.can_focus = True
        self.line.focus()

    @property
    def is_whole(self) -> bool:
        """Whether its parts are there: not before it is composed, nor while it is taken apart."""
        return self.is_mounted and bool(self.query("#words")) and bool(self.query("#going"))

    @property
    def speaking(self) -> bool:
        """Whether the cursor is there."""
        return self.is_whole and self.line.has_focus

    @on(Line.Submitted)
    def _submitted(self, event: Line.Submitted) -> None:
        event.stop()
        words = event.value.strip()
        self.line.value = ""
        self.post_message(self.Talked(words))

    @on(Line.Changed)
    @on(Line.TooLong)
    def _its_own(self, event: Message) -> None:
        event.stop()  # no form's business

    def on_descendant_blur(self) -> None:
        """Out of Tab's way again."""
        if self.is_whole:
            self.line.can_focus = False

    def action_back(self) -> None:
        """Back to the form."""
        self.post_message(self.Left())

"""A field that takes one of a list: kind, urgency, division, category, organizer.

Typing finds (pinyin, initials, words, codes: what the source understands), a digit or Enter or
Tab takes; what only looks like the words typed, its digit alone. In a short list a digit or the
first letter takes at once, and the space bar goes round.
What is not in the list stays in the field, marked, until it is put right: nothing typed is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Self

from textual.app import ComposeResult
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from hotline_tui.kb.lookup import Choice, Choices
from hotline_tui.widgets.candidates import ROWS, Candidates
from hotline_tui.widgets.chooser_entry import ChooserEntry
from hotline_tui.widgets.plain import clip
from hotline_tui.widgets.shortlist import SHORT, ShortList, Within, source_of

_LONGEST = 100
_ALL = 1_000_000


class Chooser(Widget):
    """A one-line entry of one member of a list."""

    DEFAULT_CSS = """
    Chooser { width: 1fr; height: 1; }
    """

    value: reactive[str | None] = reactive(None, repaint=False)
    """The code of what is chosen; None while nothing is. Setting it looks the name up."""

    class Chosen(Message):
        """Someone took `choice`; None when they took the former one away.

        `final` is False where more may come: while they go round a short list or type on, and
        when Tab moves on by itself.
        """

        def __init__(self, chooser: Chooser, choice: Choice | None, *, final: bool = True) -> None:
            super().__init__()
            self.chooser = chooser
            self.choice = choice
            self.final = final

        @property
        def control(self) -> Chooser:
            """The field concerned."""
            return self.chooser

    class Unknown(Message):
        """Someone went on from `text`, which is not in the list; it stays in the field."""

        def __init__(self, chooser: Chooser, text: str) -> None:
            super().__init__()
            self.chooser = chooser
            self.text = text

        @property
        def control(self) -> Chooser:
            """The field concerned."""
            return self.chooser

    def __init__(
        self,
        source: Choices | Sequence[Choice],
        value: str | None = None,
        *,
        placeholder: str = "",
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
        disabled: bool = False,
    ) -> None:
        """A sequence of at most nine choices makes a short list, a longer one is searched."""
        super().__init__(name=name, id=id, classes=classes, disabled=disabled)
        self.source = source_of(source)
        self.short = isinstance(self.source, ShortList)
        self.within: Within | None = None
        self.suggested: tuple[Choice, ...] = ()
        """What an empty field offers as soon as it has the focus."""
        self.choice: Choice | None = None
        self._former: Choice | None = None
        self._found: tuple[Choice, ...] = ()
        self._picked = 0
        self._trail = ""
        self._entry = ChooserEntry(self, placeholder, _LONGEST)
        self._list = Candidates()
        self.value = value

    def compose(self) -> ComposeResult:
        yield self._entry
        yield self._list

    # ---- from outside -------------------------------------------------------------------

    @property
    def text(self) -> str:
        """What stands in the field: the chosen name, or what was typed instead."""
        return self._entry.value

    @text.setter
    def text(self, typed: str) -> None:
        """Put typed text back that is not, or not yet, one of the list: from a draft."""
        self.value = None
        self._entry.value = typed

    def put_back(self, content: str) -> None:
        """Put back what once stood here: a code of the list, or typed text that is none."""
        if not content or any(one.code == content for one in self.source.find("", _ALL)):
            self.value = content or None
        else:
            self.text = content

    def choose(self, choice: Choice | None) -> None:
        """Show `choice` as chosen, or nothing; posts nothing."""
        self.choice = choice
        self.set_reactive(Chooser.value, choice.code if choice else None)
        self._former = None
        self._trail = ""
        self._entry.settle(choice.name if choice else "")
        self.remove_class("-unknown")
        self._close()

    def watch_value(self, value: str | None) -> None:
        """Find the name that belongs to a code."""
        if value != (self.choice.code if self.choice else None):
            self.choose(None if value is None else self._by_code(value))

    def _by_code(self, code: str) -> Choice:
        every = self.source.find("", _ALL)
        return next((choice for choice in every if choice.code == code), Choice(code, code))

    def focus(self, scroll_visible: bool = True) -> Self:
        """Put the cursor into the field."""
        self._entry.focus(scroll_visible)
        return self

    # ---- from the field -----------------------------------------------------------------

    def typed(self) -> None:
        """The text was changed by hand: what was chosen no longer is, candidates show."""
        if self.value is not None:
            self._former, self.choice = self.choice, None
            self.set_reactive(Chooser.value, None)
            self.post_message(self.Chosen(self, None))
        if not self.text:
            self._close()
        elif self.short and len(found := self.source.find(self.text, SHORT)) == 1:
            trail = self.text
            self._take(found[0], final=False)  # more of the word may follow
            self._trail = trail
        else:
            self._open(self.text)

    def pressed(self, key: str, character: str | None) -> bool:
        """Whether a key was for the list; asked before the field sees it."""
        if character and character in "123456789" and self._digit(int(character) - 1):
            return True
        if self.short and key == "space" and not self._unsettled:
            self._go_round(1)
            return True
        if self._trail and character and self.choice in self.source.find(self._trail + character):
            self._trail += character  # the rest of a word whose beginning was enough
            return True
        handler = _KEYS.get(key)
        return handler is not None and handler(self)

    @property
    def _unsettled(self) -> bool:
        return bool(self.text) and self.value is None

    def _digit(self, index: int) -> bool:
        """A digit takes from a short list, or from an open one unless a code is being typed."""
        rows: Sequence[Choice] = self._found if self._list.display else ()
        if self.short and not rows:
            rows = self.source.find("", SHORT)
        elif not self.short and self.text.isdigit():
            rows = ()
        if index < len(rows):
            self._take(rows[index])
            return True
        return False

    def up(self) -> bool:
        """Go up in the list, or round a short one."""
        return self._step(-1)

    def down(self) -> bool:
        """Go down in the list, opening it first."""
        return self._step(1)

    def _step(self, by: int) -> bool:
        if self.short and not self._unsettled:
            self._go_round(by)
        elif not self._list.display:
            self._open("" if self.value is not None else self.text)
        elif self._found:
            self._pick(min(max(self._picked + by, 0), len(self._found) - 1))
        return True

    def _go_round(self, by: int) -> None:
        options = self.source.find("", SHORT)
        codes = [option.code for option in options]
        at = codes.index(self.value) if self.value in codes else (-1 if by > 0 else 0)
        self._take(options[(at + by) % len(options)], final=False)

    def close(self) -> bool:
        """Close the list, and bring back what was chosen before; else the text stays.

        False when the list was not open.
        """
        was_open = self._list.display
        self._close()
        if was_open and self._former is not None:
            self._take(self._former)
        return was_open

    def leave(self, *, final: bool = True) -> bool:
        """Take the picked candidate, if any; stay with unknown text. False: nothing to settle."""
        if self._list.display and self._found and self._picked >= 0:
            self._take(self._found[self._picked], final=final)
            return True
        if not self._unsettled:
            self._close()
            return False
        exact = [
            one for one in self.source.find(self.text, ROWS) if self.text in (one.code, one.name)
        ]
        if len(exact) == 1:
            self._take(exact[0], final=final)
            return True
        self._open(self.text)
        self.post_message(self.Unknown(self, self.text))
        return True

    def skip(self) -> bool:
        """Like `leave`, but never stays: Tab goes on, whatever was taken."""
        self.leave(final=False)
        return False

    def entered(self) -> None:
        """The field got the focus: what is suggested is taken by its digit, nothing by Enter."""
        if self.suggested and not self.text:
            self._found = self.suggested[:ROWS]
            self._pick(-1)

    def left(self) -> None:
        """The field lost the focus."""
        self._close()
        self.set_class(self._unsettled, "-unknown")

    # ---- the list -----------------------------------------------------------------------

    def _take(self, choice: Choice, *, final: bool = True) -> None:
        self.choose(choice)
        self.post_message(self.Chosen(self, choice, final=final))

    def _open(self, query: str) -> None:
        self._found = tuple(self.source.find(query, ROWS, self.within))
        codes = [one.code for one in self._found]
        chosen = codes.index(self.value) if self.value in codes else -1
        first = -1 if self.source.guesses(query) else 0
        self._pick(first if self.value is None else chosen)

    def _pick(self, index: int) -> None:
        self._picked = index
        rows = [(f"{number} {one.name}", one.hint) for number, one in enumerate(self._found, 1)]
        shown = rows or [(f"没有“{clip(self.text, 20)}”，请改正", "")]
        self._list.show(shown, index if rows else -1, under=self._entry.region)

    def _close(self) -> None:
        self._found = ()
        self._list.hide()


_KEYS: dict[str, Callable[[Chooser], bool]] = {
    "up": Chooser.up,
    "down": Chooser.down,
    "escape": Chooser.close,
    "enter": Chooser.leave,
    "tab": Chooser.skip,
    "shift+tab": Chooser.skip,
}

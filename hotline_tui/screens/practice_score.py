"""What became of an exercise: the score, each point lost with its reason, and the call replayed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import ClassVar

from rich.cells import set_cell_size
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen

from hotline_tui.practice.check import CLAUSES, Part
from hotline_tui.practice.replay import lost_lines, replay
from hotline_tui.practice.scenario import Scenario
from hotline_tui.practice.score import FULL, Score
from hotline_tui.practice.session import Session
from hotline_tui.widgets.folding import folds
from hotline_tui.widgets.frame import ShownLine
from hotline_tui.widgets.passage import Passage
from hotline_tui.widgets.plain import plain, visible

KEYS = " r 回放／得分　空格、PgDn 下翻　PgUp 上翻　Esc 离开"
MIDDLE = " │ "


class ScoreScreen(Screen[None]):
    """The score of an exercise that was handed in. Clause: 7.1.2.2, 7.1.2.3."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "turn", "回放/得分", id="practice_score.replay",
                tooltip="通话回放，旁边是应当怎样做；再按回到得分"),
        Binding("j,down", "scroll(1)", "下", show=False),
        Binding("k,up", "scroll(-1)", "上", show=False),
        Binding("pagedown,space", "scroll(15)", "下翻", id="practice_score.down"),
        Binding("pageup", "scroll(-15)", "上翻", id="practice_score.up"),
        Binding("escape,q,enter", "app.leave_exercise", "离开", id="practice_score.leave"),
    ]  # fmt: skip

    DEFAULT_CSS = """
    ScoreScreen { layout: vertical; background: ansi_default; }
    ScoreScreen #head { text-style: reverse; }
    ScoreScreen VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._score = session.score()
        self._replayed = False

    def compose(self) -> ComposeResult:
        """The heading, the lines, the keys."""
        yield ShownLine(id="head")
        with VerticalScroll(id="lines", can_focus=False):
            yield Passage(id="text")
        yield ShownLine(id="keys")

    def on_mount(self) -> None:
        """The score first."""
        self.call_after_refresh(self._show)

    def on_resize(self) -> None:
        """The replay's columns follow the width."""
        self._show()

    def action_turn(self) -> None:
        """Between the score and the replay."""
        self._replayed = not self._replayed
        self._show()
        self.query_one("#lines", VerticalScroll).scroll_home(animate=False)

    def action_scroll(self, by: int) -> None:
        """Up or down."""
        self.query_one("#lines", VerticalScroll).scroll_relative(y=by, animate=False)

    def _show(self) -> None:
        scenario, width = self._session.scenario, self.size.width
        told = "回放" if self._replayed else "得分"
        head = f" 练习 不是真实来电　{scenario.title}　{told}　{self._score.points} / {FULL}"
        self.query_one("#head", ShownLine).shown = head
        self.query_one("#keys", ShownLine).shown = KEYS
        lines = (
            _replay(self._session, width - 2)
            if self._replayed
            else told_score(scenario, self._score)
        )
        self.query_one("#text", Passage).told = Text("\n").join(lines)


def told_score(scenario: Scenario, score: Score) -> Iterator[Text]:
    """The score in lines: by part, each point lost, what the scenario explains."""
    yield plain("")
    for part in Part:
        got, of = score.of(part)
        if of:
            share = "█" * round(20 * got / of)
            yield plain(f" {part.label}　{share:<20} {got}/{of}　{CLAUSES[part]}", "bold")
    yield plain("")
    if not score.lost:
        yield plain(" 没有失分。")
    for line in lost_lines(score):
        yield plain(f" {line}")
    yield plain("")
    for nth, matter in enumerate(scenario.matters, 1):
        for why in matter.why:
            which = f"第{nth}件：" if len(scenario.matters) > 1 else ""
            yield plain(f" ※ {which}{why}")
    for why in (deed.why for deed in scenario.deeds if deed.why):
        yield plain(f" ※ {why}")


def _replay(session: Session, width: int) -> Iterator[Text]:
    """Two columns: what happened, and what should have."""
    column = (width - len(MIDDLE)) // 2
    yield plain(f"{_padded('您的通话', column)}{MIDDLE}应当这样", "bold")
    for pair in replay(session.scenario, session.steps):
        done, wanted = _folded(pair.done, column), _folded(pair.wanted, column)
        style = "" if pair.done and pair.wanted else "bold"
        for nth in range(max(len(done), len(wanted))):
            left = done[nth] if nth < len(done) else ""
            right = wanted[nth] if nth < len(wanted) else ""
            yield plain(f"{_padded(left, column)}{MIDDLE}{right}", style)


def _folded(line: str, width: int) -> list[str]:
    told = visible(line)
    cuts = [0, *folds(told, max(4, width)), len(told)]
    return [told[start:end].rstrip() for start, end in pairwise(cuts)]


def _padded(text: str, width: int) -> str:
    return set_cell_size(text, width)

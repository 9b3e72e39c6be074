"""One exercise, as it goes on at another terminal or as it went: what was said, what was lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from hotline_tui.practice.recording import HEARD, SAID, clock, from_document
from hotline_tui.screens.base import DeskScreen
from hotline_tui.services import practice_book
from hotline_tui.services.practice_book import ExerciseRow
from hotline_tui.widgets.frame import ShownLine
from hotline_tui.widgets.passage import Passage
from hotline_tui.widgets.plain import plain


class WatchScreen(DeskScreen):
    """Lies over the trainer's table; follows an exercise until it is handed in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "scroll(1)", "下一行", id="practice_watch.down", show=False),
        Binding("up,k", "scroll(-1)", "上一行", id="practice_watch.up", show=False),
        Binding("pagedown,space", "scroll(12)", "下翻", id="practice_watch.page_down"),
        Binding("pageup", "scroll(-12)", "上翻", id="practice_watch.page_up"),
        Binding("escape,q", "dismiss", "返回", id="practice_watch.back", key_display="Esc"),
    ]  # fmt: skip
    DEFAULT_CSS = """
    WatchScreen #heading { text-style: bold; }
    WatchScreen VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; }
    """

    def __init__(self, exercise: str) -> None:
        super().__init__()
        self._exercise = exercise
        self._row: ExerciseRow | None = None

    def body(self) -> ComposeResult:
        """Whose it is, and what happened."""
        yield ShownLine(id="heading")
        with VerticalScroll(id="lines", can_focus=False):
            yield Passage(id="told")

    async def reload(self) -> None:
        """Read it again; whoever watches stays at the newest line."""
        found = await self.door.attempt(practice_book.exercise, self._exercise)
        if found is None or found == self._row:
            return
        self._row = found
        state = f"{found.points} 分" if found.points is not None else "练习中"
        head = f" {found.workno} {found.name}　{found.title}　{state}　{clock(found.elapsed)}"
        self.query_one("#heading", ShownLine).shown = head
        self.query_one("#told", Passage).told = Text("\n").join(_lines(found))
        if found.ended_at is None:
            self.call_after_refresh(self._to_end)

    def _to_end(self) -> None:
        self.query_one("#lines", VerticalScroll).scroll_end(animate=False)

    def tick(self) -> None:
        """Steps of an exercise are no news of the desk: looked for each second."""
        if self._row is None or self._row.ended_at is None:
            self.run_worker(self.reload(), group="reload", exclusive=True)

    def action_scroll(self, by: int) -> None:
        """Up or down."""
        self.query_one("#lines", VerticalScroll).scroll_relative(y=by, animate=False)


def _lines(found: ExerciseRow) -> Iterator[Text]:
    for step in from_document(found.steps):
        at = clock(step.at)
        if step.what == SAID:
            yield plain(f" {at} 学员：{step.text}", "bold")
        elif step.what == HEARD:
            yield plain(f" {at} 诉求人：{step.text}")
        elif step.text:
            yield plain(f" {at} ※ {step.text}", "dim")
    for mark in found.marks:
        if mark["lost"]:
            at = f"{clock(mark['at'])} " if mark["at"] is not None else ""
            yield plain(f" -{mark['points']} {at}{mark['lost']}（{mark['clause']}）")

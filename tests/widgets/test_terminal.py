"""Over a thin line: few bytes, whole characters, keys in their order."""

from __future__ import annotations

import asyncio
from typing import ClassVar

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual._xterm_parser import XTermParser
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.strip import Strip
from textual.widgets import Input, Static

from hotline_tui.widgets.line import Line
from hotline_tui.widgets.thinline import Frame
from tests.widgets.stage import SIZE, Stage, seen

WIDTH, HEIGHT = 12, 3
STYLES = (None, Style(reverse=True), Style(bold=True, color="red"), Style(bgcolor="blue"))

words = st.text("ab 中文，x", max_size=8)
lines = st.lists(st.tuples(words, st.sampled_from(STYLES)), max_size=4)
updates = st.lists(
    st.tuples(st.integers(0, HEIGHT - 1), st.integers(0, WIDTH), st.integers(0, WIDTH), lines),
    max_size=12,
)


def strip_of(line: list[tuple[str, Style | None]]) -> Strip:
    return Strip([Segment(text, style) for text, style in line]).adjust_cell_length(WIDTH)


def drawn(screen: pyte.Screen, y: int) -> list[tuple[str, bool, str]]:
    row = screen.buffer[y]
    return [(row[x].data, row[x].reverse, row[x].bg) for x in range(WIDTH)]


@settings(max_examples=300)
@given(updates)
def test_a_terminal_that_gets_the_differences_shows_the_same(
    given_updates: list[tuple[int, int, int, list[tuple[str, Style | None]]]],
) -> None:
    frame, screen = Frame(), pyte.Screen(WIDTH, HEIGHT)
    stream = pyte.Stream(screen)
    whole, all_at_once = Frame(), pyte.Screen(WIDTH, HEIGHT)
    shown = {y: strip_of([]) for y in range(HEIGHT)}
    for y, _, _, line in given_updates:
        shown[y] = strip_of(line)
        stream.feed(frame.update([(y, 0, WIDTH, shown[y])], WIDTH, HEIGHT, ColorSystem.STANDARD))
    pieces = [(y, 0, WIDTH, line) for y, line in shown.items()]
    pyte.Stream(all_at_once).feed(whole.update(pieces, WIDTH, HEIGHT, ColorSystem.STANDARD))
    for y in range(HEIGHT):
        assert drawn(screen, y) == drawn(all_at_once, y)
        assert screen.display[y].rstrip() == shown[y].text.rstrip()


def test_what_the_terminal_shows_already_is_not_sent_again() -> None:
    frame = Frame()

    def sent(text: str) -> str:
        strip = Strip([Segment(text)]).adjust_cell_length(80)
        return frame.update([(0, 0, 80, strip)], 80, 24, ColorSystem.STANDARD)

    assert sent("标题[供暖      ]") == "\x1b[0m\x1b[2J\x1b[1;1H标题[供暖      ]"
    assert sent("标题[供暖      ]") == ""
    assert sent("标题[供暖不    ]") == "\x1b[1;10H不"
    assert sent("标题") == "\x1b[1;5H\x1b[K"
    frame.forget()
    assert sent("标题") == "\x1b[0m\x1b[2J\x1b[1;1H标题"


def test_the_terminals_own_colours_need_no_codes() -> None:
    frame = Frame()
    own = Style(color="default", bgcolor="default")
    rgb = Style(color="rgb(39,49,0)", bold=True)
    strip = Strip([Segment("a", own), Segment("b", rgb), Segment("c", own)])
    sent = frame.update([(0, 0, 3, strip)], 3, 1, ColorSystem.TRUECOLOR)
    assert sent.endswith("a\x1b[1;38;2;39;49;0mb\x1b[0mc")


async def test_wide_characters_over_other_widgets_stay_whole() -> None:
    told = "诉求人所述事项已登记请派单"
    rows = [Horizontal(*(Static("x" * 7) for _ in range(11))) for _ in range(24)]
    app = Stage(*rows, css="Horizontal { height: 1; } Static { width: 7; }")
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        app.notify(told, markup=False, timeout=60)
        await pilot.pause()
        await pilot.pause()
        assert told in "".join(seen(app)).replace(" ", "")


async def test_keys_that_come_in_one_packet_land_where_they_were_meant() -> None:
    app = Stage(*(fields := [Line() for _ in range(4)]))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        for key in ("a", "tab", "b", "c", "tab", "tab", "d", "shift+tab", "e"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
            if key == "c":
                app.post_message(events.Paste("贴入\n的"))
        for _ in range(20):
            await pilot.pause()
        assert [field.value for field in fields] == ["a", "bc贴入 的", "e", "d"]


class Moving(Stage):
    """Moves on when a field is submitted, as forms do."""

    def on_input_submitted(self) -> None:
        self.screen.focus_next()


async def test_a_key_after_enter_waits_for_what_enter_brings_about() -> None:
    app = Moving(*(fields := [Line() for _ in range(3)]))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        for key in ("a", "enter", "b", "enter", "c"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        for _ in range(20):
            await pilot.pause()
        assert [field.value for field in fields] == ["a", "b", "c"]


class Jumping(Stage):
    """Has a key of its own, before all others, that goes to the last field."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+g", "jump", priority=True)]

    def action_jump(self) -> None:
        self.widgets[-1].focus()


async def test_a_key_after_one_with_priority_waits_for_what_that_brings_about() -> None:
    app = Jumping(*(fields := [Line() for _ in range(3)]))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        for key in ("a", "ctrl+g", "b", "c"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        for _ in range(20):
            await pilot.pause()
        assert [field.value for field in fields] == ["a", "", "bc"]


class Slow(Line):
    """Moves on at Enter, once it may."""

    may = asyncio.Event()

    async def on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            await self.may.wait()
            self.screen.focus_next()


async def test_a_key_waits_for_one_whose_effect_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hotline_tui.widgets.terminal._LOST_AFTER", 0.05)
    app = Stage(first := Slow(), last := Line())
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        for key in ("enter", "b"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await asyncio.sleep(0.2)  # several times the patience with a widget that is gone
        Slow.may.set()
        for _ in range(20):
            await pilot.pause()
        assert (first.value, last.value) == ("", "b")


class Vanishing(Stage):
    """Takes the field away that the key came from."""

    async def on_input_changed(self, event: Input.Changed) -> None:
        if event.value == "a":
            await event.input.remove()


@pytest.mark.parametrize("keys", [("a", "b"), ("a", "b", "c", "d")])
async def test_a_field_that_is_taken_away_holds_no_key_up(keys: tuple[str, ...]) -> None:
    app = Vanishing(Line(), last := Line())
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        for key in keys:
            app.post_message(events.Key(key, key))
        await pilot.pause(1.5)
        await pilot.press("z")
        assert last.value.endswith("z")


def test_alt_and_a_digit_are_that_key_in_every_terminal() -> None:
    found = XTermParser(False).feed("\x1b3\x1b4x")
    assert [one.key for one in found if isinstance(one, events.Key)] == ["alt+3", "alt+4", "x"]

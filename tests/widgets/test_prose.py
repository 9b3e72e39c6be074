"""The entry of several lines."""

from __future__ import annotations

from time import perf_counter

import pytest
from textual import events
from textual.message import Message

from hotline_tui.widgets.line import Line
from hotline_tui.widgets.prose import Prose
from tests.hostile import HOSTILE
from tests.widgets.stage import SIZE, Stage, is_safe, seen

CSS = "Prose { width: 20; margin-left: 3; }"


def as_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


async def test_tab_leaves_the_entry_and_enter_begins_a_line() -> None:
    app = Stage(prose := Prose("一"), line := Line())
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "甲", "tab")
        assert prose.text == "一\n甲"
        assert app.focused is line


async def test_coming_back_the_cursor_is_at_the_end_of_what_stands_there() -> None:
    app = Stage(prose := Prose("一\n二"))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("x")
        assert prose.text == "一\n二x"
        prose.text = "另一件"
        await pilot.press("x")
        assert prose.text == "另一件x"


async def test_ctrl_z_never_brings_back_what_another_ticket_had_here() -> None:
    app = Stage(prose := Prose())
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("甲", "ctrl+z")
        assert prose.text == ""
        await pilot.press("ctrl+y")
        assert prose.text == "甲"
        prose.text = "另一件"
        await pilot.press("ctrl+z")
        assert prose.text == "另一件"


async def test_keys_of_the_screen_are_left_to_the_screen() -> None:
    app = Stage(prose := Prose("abc"))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("home", "ctrl+d", "ctrl+k", "ctrl+a", "ctrl+f", "f6", "f7", "x")
        assert prose.text == "xabc"


@pytest.mark.parametrize(
    ("value", "keys", "place"),
    [
        ("", (), (3, 0)),
        ("甲乙", (), (7, 0)),
        ("甲乙", ("home",), (3, 0)),
        ("甲乙丙丁戊己庚辛壬癸子", (), (7, 1)),
        ("甲乙丙丁戊己庚辛壬癸子", ("home", "up"), (3, 0)),
        ("一\n二\n三\n四\n五", (), (5, 2)),
        ("一\n二\n三\n四\n五", ("up",) * 4 + ("end",), (5, 0)),
        ("零\u200b宽", (), (8, 0)),
    ],
)
async def test_the_terminals_cursor_stands_where_the_next_character_will(
    value: str, keys: tuple[str, ...], place: tuple[int, int]
) -> None:
    app = Stage(Prose(value), css=CSS)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        assert app.cursor_position == place


async def test_an_entry_without_the_focus_leaves_the_terminals_cursor_alone() -> None:
    app = Stage(Line("一"), prose := Prose())
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        prose.text = "由程序填写\n" * 9
        await pilot.pause()
        assert app.cursor_position == (2, 0)


async def test_too_long_a_paste_keeps_what_fits_and_says_what_did_not() -> None:
    heard: list[Message] = []
    app = Stage(prose := Prose("ab", max_length=10))
    async with app.run_test(size=SIZE, message_hook=heard.append) as pilot:
        app.post_message(events.Paste("01234\r\n6789"))
        await pilot.pause()
        assert prose.text == "ab01234\n67"
        (told,) = {message for message in heard if isinstance(message, Prose.TooLong)}
        assert told.left_out == "89"


async def test_a_hundred_thousand_characters_are_pasted_without_a_halt() -> None:
    app = Stage(prose := Prose())
    async with app.run_test(size=SIZE) as pilot:
        begin = perf_counter()
        app.post_message(events.Paste("长" * 100_000))
        await pilot.press("backspace", "x")
        assert perf_counter() - begin < 2
        assert len(prose.text) == 10_000
        assert prose.text.endswith("长x")


async def test_hostile_text_is_shown_safely_and_comes_out_as_it_went_in() -> None:
    app = Stage(prose := Prose(max_length=100_000), css="Prose { height: 24; }")
    async with app.run_test(size=SIZE) as pilot:
        for text in HOSTILE:
            prose.text = text
            await pilot.pause()
            assert prose.text == as_lines(text)
            assert is_safe(seen(app)), text[:40]
            prose.text = ""
            prose.insert(text)
            prose.insert("x")
            assert prose.text == as_lines(text) + "x"

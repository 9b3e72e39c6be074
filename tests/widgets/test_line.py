"""The one-line entry: paste, Chinese, the terminal's own cursor, hidden characters, undo."""

from __future__ import annotations

from time import perf_counter

import pytest
from textual import events
from textual.message import Message
from textual.pilot import Pilot

from hotline_tui.widgets.line import Line
from tests.hostile import HOSTILE
from tests.widgets.stage import SIZE, Stage, is_safe, seen

pytestmark = pytest.mark.asyncio

CSS = "Line { width: 12; margin-left: 5; }"


async def paste(pilot: Pilot[None], text: str) -> None:
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()


async def test_a_paste_of_several_lines_is_joined_and_loses_nothing() -> None:
    app = Stage(line := Line())
    async with app.run_test(size=SIZE) as pilot:
        await paste(pilot, "第一行\r\n  第二行\n\n第三行\n")
        assert line.value == "第一行 第二行 第三行"


async def test_a_paste_goes_where_the_cursor_is() -> None:
    app = Stage(line := Line("前后"))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("left")
        await paste(pilot, "中\n间")
        assert line.value == "前中 间后"
        await pilot.press("a")
        assert line.value == "前中 间a后"


async def test_too_long_a_paste_keeps_what_fits_and_says_what_did_not() -> None:
    heard: list[Message] = []
    app = Stage(line := Line("ab", max_length=10))
    async with app.run_test(size=SIZE, message_hook=heard.append) as pilot:
        await paste(pilot, "0123456789")
        assert line.value == "ab01234567"
        (told,) = {m for m in heard if isinstance(m, Line.TooLong)}
        assert told.left_out == "89"
        assert told.control is line


async def test_a_hundred_thousand_characters_are_pasted_without_a_halt() -> None:
    app = Stage(line := Line())
    async with app.run_test(size=SIZE) as pilot:
        begin = perf_counter()
        await paste(pilot, "长" * 100_000)
        await pilot.press("x", "left", "backspace")
        assert perf_counter() - begin < 2
        assert line.value == "长" * 999


@pytest.mark.parametrize(
    ("value", "keys", "column"),
    [
        ("", (), 0),
        ("abc", (), 3),
        ("潘家园", (), 6),
        ("潘家园", ("left",), 4),
        ("潘家园", ("home",), 0),
        ("潘家园", ("home", "right"), 2),
        ("潘a家", ("home", "right", "right"), 3),
        ("潘家园街道办事处", (), 11),
        ("潘家园街道办事处", ("home",), 0),
        ("潘家园街道办事处", ("home", "end"), 11),
        ("潘家园街道办事处", ("left",) * 3, 5),
        ("a" * 40, (), 11),
        ("a" * 40, ("home",), 0),
        ("零\u200b宽", (), 11),
        ("\x1b", (), 1),
    ],
)
async def test_the_terminals_cursor_stands_where_the_next_character_will(
    value: str, keys: tuple[str, ...], column: int
) -> None:
    app = Stage(Line(value), css=CSS)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        assert app.cursor_position == (5 + column, 0)


async def test_the_drawn_cursor_is_where_the_terminals_is_after_any_move() -> None:
    app = Stage(line := Line("潘a家园街🇨🇳道1办é事\u200b处😀"), css=CSS)
    async with app.run_test(size=SIZE) as pilot:
        for key in ("left",) * 14 + ("right",) * 9 + ("backspace", "home", "delete", "end"):
            await pilot.press(key)
            await pilot.pause()
            cells = 0
            for segment in line.render_line(0):
                if segment.style is not None and segment.style.reverse:
                    break
                cells += segment.cell_length
            assert app.cursor_position == (5 + cells, 0), key


async def test_a_field_without_the_focus_leaves_the_terminals_cursor_alone() -> None:
    app = Stage(Line("一", id="a"), Line("二", id="b"))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        app.query_one("#b", Line).value = "由程序填写"
        await pilot.pause()
        assert app.cursor_position == (2, 0)


async def test_coming_to_a_field_does_not_select_what_stands_there() -> None:
    app = Stage(Line("一"), line := Line("已写好"))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("tab", "a")
        assert line.value == "已写好a"


async def test_ctrl_z_takes_back_and_ctrl_y_does_again() -> None:
    app = Stage(line := Line("原"))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("甲", "乙")
        await paste(pilot, "丙丁")
        await pilot.press("ctrl+u")
        assert line.value == ""
        await pilot.press("ctrl+z")
        assert line.value == "原甲乙丙丁"
        await pilot.press("ctrl+z")
        assert line.value == "原甲乙"
        await pilot.press("ctrl+z", "ctrl+z")
        assert line.value == "原"
        await pilot.press("ctrl+y", "ctrl+y", "ctrl+y", "ctrl+z")
        assert line.value == "原甲乙丙丁"


async def test_ctrl_z_never_brings_back_what_another_ticket_had_here() -> None:
    app = Stage(line := Line())
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("甲")
        line.value = "另一件"
        await pilot.press("ctrl+z")
        assert line.value == "另一件"
        await pilot.press("乙", "ctrl+z", "ctrl+z")
        assert line.value == "另一件"


async def test_control_keys_of_the_screen_are_left_to_the_screen() -> None:
    app = Stage(line := Line("abc"))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("home", "ctrl+d", "ctrl+k", "ctrl+a", "ctrl+f", "ctrl+g")
        assert line.value == "abc"


async def test_nothing_blinks() -> None:
    app = Stage(line := Line("abc"))
    async with app.run_test(size=SIZE):
        assert line._blink_timer is not None
        assert not line._blink_timer._active.is_set()


async def test_hostile_text_is_shown_and_kept_as_it_is() -> None:
    app = Stage(line := Line(max_length=100_000))
    async with app.run_test(size=SIZE) as pilot:
        for text in HOSTILE:
            line.value = text
            line.action_home()
            line.action_cursor_right()
            line.insert_text_at_cursor("x")
            await pilot.pause()
            assert line.value == text[:1] + "x" + text[1:]
            assert is_safe(seen(app)), text[:40]

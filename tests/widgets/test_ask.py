"""The small dialogs."""

from __future__ import annotations

from typing import Any

import pytest
from textual.screen import ModalScreen

from hotline_tui.widgets.ask import Ask, Confirm, Notice
from hotline_tui.widgets.line import Line
from tests.hostile import LONG, SHORT
from tests.widgets.stage import SIZE, Stage, is_safe, seen


async def answer_of(dialog: ModalScreen[Any], *keys: str) -> object:
    """What `dialog` gives after `keys`; "open" when it still stands there."""
    answers: list[object] = ["open"]
    app = Stage(Line("底下"))
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(dialog, answers.append)
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
    return answers[-1]


@pytest.mark.parametrize(
    ("dialog", "keys", "answer"),
    [
        (Ask("原因一"), ("a", "b", "enter"), "ab"),
        (Ask("原因二"), ("space", "a", "space", "enter"), "a"),
        (Ask("原因三"), ("enter",), "open"),
        (Ask("原因四"), ("space", "enter"), "open"),
        (Ask("原因五", required=False), ("enter",), ""),
        (Ask("原因六", value="已写"), ("a", "enter"), "已写a"),
        (Ask("原因七"), ("escape",), None),
        (Confirm("是否"), ("y",), True),
        (Confirm("是否"), ("enter",), True),
        (Confirm("是否"), ("n",), False),
        (Confirm("是否"), ("escape",), False),
        (Confirm("是否"), ("x",), "open"),
        (Notice("告知"), ("enter",), None),
        (Notice("告知"), ("escape",), None),
    ],
)
async def test_a_dialog_gives_its_answer(
    dialog: ModalScreen[Any], keys: tuple[str, ...], answer: object
) -> None:
    assert await answer_of(dialog, *keys) == answer


async def test_escape_does_not_throw_away_at_once_what_was_typed() -> None:
    assert await answer_of(Ask("退单原因"), "a", "escape", "b", "enter") == "ab"
    assert await answer_of(Ask("退单原因"), "a", "escape", "b", "escape") == "open"
    assert await answer_of(Ask("退单原因"), "a", "escape", "escape") is None
    assert await answer_of(Ask("退单原因", value="已写"), "escape") is None


async def test_a_missing_answer_is_told_and_too_long_a_one_too() -> None:
    app = Stage(Line("底下"))
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(Ask("退单原因", "写明职责依据", max_length=3))
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert "! 请填写后再确定" in "".join(seen(app))
        await pilot.press("a", "b", "c", "d")
        await pilot.pause()
        assert "! 最多 3 字，多出的 1 字未收入" in "".join(seen(app))


async def test_a_dialog_is_small_and_leaves_what_lies_around_it_in_view() -> None:
    app = Stage(Line("底下的字"))
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(Confirm("归档", "归档后不能再改\n确定吗？"))
        await pilot.pause()
        shown = seen(app)
        assert shown[0].startswith("底下的字")
        box = [line for line in shown if "│" in line]
        assert len(box) == 5
        assert box[0].startswith("        │ 归档 ")


async def test_hostile_text_in_a_dialog_is_shown_safely() -> None:
    app = Stage(Line())
    async with app.run_test(size=SIZE) as pilot:
        for text in (*SHORT[::3], *LONG):
            app.push_screen(Ask(text[:200], text, value=text[:200]))
            await pilot.pause()
            assert is_safe(seen(app)), text[:40]
            app.pop_screen()

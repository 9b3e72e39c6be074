"""Every scenario is played through the real application by keys, and gets full marks."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from hotline_tui.practice import library
from hotline_tui.practice.replay import lost_lines
from hotline_tui.screens.practice_score import ScoreScreen
from tests.practice.playing import exercise

NAMES = [one.id for one in library.shipped()]


@pytest.mark.parametrize("name", NAMES)
async def test_a_scenario_is_played_by_keys_for_full_marks(
    name: str, tmp_path: Path, cache: Path
) -> None:
    async with exercise(name, tmp_path, cache) as here:
        await here.sees("练习 不是真实来电")
        await here.play()
        await here.press("alt+e")
        await here.sees("结束练习并评分？")
        await here.press("enter")
        await here.until(lambda: isinstance(here.app.screen, ScoreScreen), "the score")
        assert list(lost_lines(here.room.session.score())) == []
        await here.sees("100 / 100", "没有失分")


async def test_an_exercise_is_written_down_one_state_after_the_other(
    tmp_path: Path, cache: Path
) -> None:
    async with exercise(NAMES[0], tmp_path, cache) as here:
        await here.sees("练习 不是真实来电")
        await asyncio.gather(*(here.app._keep() for _ in range(50)))
        assert [one.suffix for one in here.room.folder.glob("run.*")] == [".json"]

"""A call's transcript fills the empty fields, once the agent has seen what was found."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.standard.test_transcript import CALL
from tests.stories.conftest import Open
from tests.stories.entering import Words, opened, take_down


@pytest.mark.clause("5.2.3.3")
async def test_a_pasted_transcript_fills_empty_fields_only_once_confirmed(story: Open) -> None:
    async with story() as here:
        screen = await opened(here)
        await take_down(here, "3", "1", Words("夜里打桩"))
        await take_down(here, "alt+z")
        await here.sees("载入通话文字")
        await take_down(here, Words(CALL), "ctrl+s")
        await here.sees("请核对", "姓名：王女士", "已填，不改动")
        assert screen.form.text("claimant.name") == ""
        await take_down(here, "y")
        await here.until(lambda: screen.form.text("claimant.name") == "王女士", "the name")
        assert screen.form.text("story") == "夜里打桩"
        await here.until(lambda: screen.form.current == "respondent", "what is still missing")
        await here.until(lambda: screen.draft.division == "110105018", "the division")
        assert screen.draft.claimant.phone == "13800001234"
        assert screen.reading.understood["occurred_at"] == "2026-11-22 23:30"


@pytest.mark.clause("5.2.3.3")
async def test_a_transcript_is_read_from_a_file_and_left_out_when_not_confirmed(
    story: Open, tmp_path: Path
) -> None:
    file = tmp_path / "call.txt"
    file.write_text(CALL, encoding="utf-8")
    async with story() as here:
        screen = await opened(here)
        await take_down(here, "alt+z", Words(f"{file}.gone.txt"), "ctrl+s")
        await here.sees("文件打不开")
        await take_down(here, "escape", "escape", "alt+z", Words(str(file)), "ctrl+s")
        await here.sees("请核对", "经过：我要投诉")
        await take_down(here, "n")
        await here.misses("请核对")
        assert screen.form.blank

"""An organizer's own desk: its results and its analysis, by the palette and by keys."""

from __future__ import annotations

import pytest

from hotline_tui.services import analysing, noticing, operators
from hotline_tui.services.notices import notices
from hotline_tui.services.operators import NewOperator
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.vocabulary import Role
from tests.office import SUBDISTRICT
from tests.stories.conftest import Open


@pytest.mark.clause("6.3.1.5", "7.1.3.4")
async def test_an_organizer_hands_in_its_analysis_at_its_own_desk(story: Open) -> None:
    async with story() as owner:
        unit = NewOperator("8001", "张科长", (Role.ORGANIZER,), unit=SUBDISTRICT)
        operators.add(owner.desk, unit)
        with pytest.raises(Refused, match="没有可告知"):
            noticing.tell(owner.desk, "2026-10")
    async with story(workno="8001") as here:
        await here.press("ctrl+p")
        await here.write("诉求分析")
        await here.press("enter")
        await here.sees("承办单位的诉求分析 6.3.1.5", "没有承办单位的分析")
        await here.press("n")
        await here.sees("提供诉求分析", "深层原因与解决办法")
        await here.press("tab")
        await here.write("噪声为主")
        await here.press("ctrl+s")
        await here.sees("已提供", "噪声为主", "受理量 0")
        (row,) = analysing.analyses(here.desk)
        assert row.organizer == SUBDISTRICT
        await here.press("escape", "ctrl+p")
        await here.write("考评结果")
        await here.press("enter")
        await here.sees("没有告知过考评结果")
        assert notices(here.desk) == ()

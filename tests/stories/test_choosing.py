"""While a ticket is written, suggestions learn from what is cited and what is sent away."""

from __future__ import annotations

import pytest
from sqlmodel import select

from hotline_tui.data.choice_tables import ArticleChoice
from hotline_tui.standard.choosing import Manner
from tests.stories.conftest import Open
from tests.stories.desk import Story
from tests.stories.entering import Words, done, opened, take_down


def choices(here: Story) -> list[tuple[int, Manner, list[int]]]:
    with here.desk.database.reading() as session:
        found = session.exec(select(ArticleChoice).order_by(ArticleChoice.id)).all()
        return [(one.article_id, one.manner, one.above) for one in found]


@pytest.mark.clause("5.3.1", "6.2.2")
async def test_a_suggestion_that_does_not_fit_is_sent_away_and_the_cited_one_is_learnt(
    story: Open,
) -> None:
    async with story() as here:
        screen = await opened(here)
        await take_down(here, "1", "1", Words("住房公积金租房提取需要什么条件"))
        await here.until(lambda: len(screen.assistance.articles) > 2, "articles")
        unfit, passed, wanted = (row.article for row in screen.assistance.articles[:3])
        await take_down(here, "alt+k")
        await here.sees(f"知识 1 {passed.title[:6]}")
        await here.until(lambda: len(choices(here)) == 1, "a choice")
        await take_down(here, "ctrl+k", "ctrl+k")
        await here.sees(f"已引用《{wanted.title[:6]}")
        await take_down(here, "ctrl+d")
        ticket = await done(here)
        assert [one.title for one in ticket.citations] == [wanted.title]
        await here.until(lambda: len(choices(here)) == 2, "two choices")
        assert choices(here) == [
            (unfit.id, Manner.DISMISSED, []),
            (wanted.id, Manner.CITED, [passed.id]),
        ]

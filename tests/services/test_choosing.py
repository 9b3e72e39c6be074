"""Search learns from what people choose: the same at every desk, a little, and only if wanted."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from hotline_tui.data.choice_tables import ArticleChoice
from hotline_tui.data.engine import Database
from hotline_tui.kb.articles import ArticleDraft
from hotline_tui.services import choosing, knowledge, policy
from hotline_tui.services.choosing import Choice
from hotline_tui.services.desk import Desk
from hotline_tui.services.knowledge import SearchWish
from hotline_tui.standard.choosing import Manner
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.vocabulary import ArticleClass
from tests.office import Office

QUERY = "夜市摊位"
TITLES = ("夜市摊位申请流程", "夜市摊位申请材料", "夜市摊位申请费用")


@pytest.fixture
def fair(office: Office) -> Office:
    """An office that has three articles on one matter, as good as each other."""
    drafts = [
        ArticleDraft(f"f{at}", title, "详见正文。", ArticleClass.SERVICE, "来源", "机关", "某单位")
        for at, title in enumerate(TITLES)
    ]
    knowledge.take_in(office.owner, drafts)
    return office


def keys(desk: Desk, query: str = QUERY) -> tuple[int, ...]:
    return tuple(row.article.id for row in knowledge.search(desk, SearchWish(query, limit=3)))


def agents(office: Office, count: int) -> list[Desk]:
    return [office.colleague(str(500 + at), f"坐席{at}") for at in range(count)]


def cite(desk: Desk, article: int, shown: tuple[int, ...], query: str = QUERY) -> bool:
    return choosing.choose(desk, Choice(query, article, Manner.CITED, shown))


def learnt(office: Office) -> None:
    """Let it become known at every desk what was chosen at others."""
    office.clock.forward(seconds=choosing.AFTER / timedelta(seconds=1))


def stored(office: Office) -> list[ArticleChoice]:
    with office.database.reading() as session:
        found = session.exec(select(ArticleChoice)).all()
        session.expunge_all()
    return list(found)


@pytest.mark.clause("6.2.2")
def test_what_several_agents_cite_comes_first_at_every_desk(fair: Office) -> None:
    before = keys(fair.owner)
    for agent in agents(fair, 3):
        cite(agent, before[2], before)
    learnt(fair)
    assert keys(fair.owner)[0] == before[2]
    url = fair.owner.database.engine.url.render_as_string(hide_password=False)
    other = Database(f"{url}{'&' if '?' in url else '?'}")
    desk = replace(fair.owner, database=other)
    assert keys(desk) == keys(fair.owner)
    other.close()


@pytest.mark.clause("6.2.2")
def test_what_is_sent_away_goes_down_and_the_suggestion_of_a_ticket_follows(fair: Office) -> None:
    before = keys(fair.owner)
    for agent in agents(fair, 3):
        choosing.choose(agent, Choice(QUERY, before[0], Manner.DISMISSED, before))
    learnt(fair)
    assert keys(fair.owner)[-1] == before[0]
    suggested = knowledge.suggest(fair.owner, "诉求人想在夜市摆摊，问夜市摊位申请怎么办")
    assert suggested[0].article.id != before[0]


def test_turned_off_the_order_is_that_of_the_engine_alone(fair: Office) -> None:
    before = keys(fair.owner)
    for agent in agents(fair, 3):
        cite(agent, before[2], before)
    learnt(fair)
    after = keys(fair.owner)
    policy.choose(fair.owner, {"learn_from_choices": False})
    assert keys(fair.owner) == before
    policy.choose(fair.owner, {"learn_from_choices": True})
    assert keys(fair.owner) == after != before


def test_a_hostile_agent_has_one_row_a_day_on_an_article_and_cannot_turn_the_order(
    fair: Office,
) -> None:
    before = keys(fair.owner)
    for agent in agents(fair, 3):
        cite(agent, before[2], before)
    hostile = fair.colleague("666", "捣乱")
    for _ in range(20):
        choosing.choose(hostile, Choice(QUERY, before[2], Manner.DISMISSED, before))
    assert len([one for one in stored(fair) if one.who == "666"]) == 1
    learnt(fair)
    assert keys(fair.owner)[0] == before[2]


def test_choices_fade_by_the_database_s_days_and_are_deleted_in_the_end(fair: Office) -> None:
    before = keys(fair.owner)
    cite(fair.owner, before[2], before)

    def lean() -> float:
        found = knowledge.search(fair.owner, SearchWish(QUERY, limit=3))
        return next(row.hit.parts["learnt"] for row in found if row.article.id == before[2])

    fresh = lean()
    fair.clock.forward(days=30)
    assert 0 < lean() < fresh
    fair.clock.forward(days=200)
    assert keys(fair.owner) == before
    cite(fair.owner, before[1], before)
    assert [one.article_id for one in stored(fair)] == [before[1]]


@pytest.mark.clause("6.1.1")
def test_nothing_of_a_caller_is_kept(fair: Office) -> None:
    told = "我叫欧阳锋，电话13800138000，身份证110101199001011234，问夜市摊位申请"
    article = keys(fair.owner)[0]
    assert cite(fair.owner, article, (), told)
    kept = stored(fair)[0].terms
    assert "夜市" in kept
    assert not any(char.isdigit() for char in kept)
    assert "欧阳" not in kept
    assert not cite(fair.owner, article, (), "13800138000")
    assert not cite(fair.owner, article, (), "？！")


def test_the_last_choice_of_a_day_replaces_the_one_before(fair: Office) -> None:
    before = keys(fair.owner)
    cite(fair.owner, before[1], before)
    choosing.choose(fair.owner, Choice(QUERY, before[1], Manner.DISMISSED, before))
    assert [(one.manner, one.place, one.above) for one in stored(fair)] == [
        (Manner.DISMISSED, 2, [before[0]])
    ]


def test_other_desks_learn_within_a_minute(fair: Office) -> None:
    before = keys(fair.owner)
    url = fair.owner.database.engine.url.render_as_string(hide_password=False)
    other = Database(f"{url}{'&' if '?' in url else '?'}")
    desk = replace(fair.owner, database=other)
    keys(desk)
    for agent in agents(fair, 3):
        cite(agent, before[2], before)
    learnt(fair)
    assert keys(desk) == keys(fair.owner) != before
    other.close()


def test_an_article_that_is_not_there_is_refused(fair: Office) -> None:
    with pytest.raises(Refused, match="没有编号"):
        cite(fair.owner, 999_999, ())


def test_the_title_that_was_asked_for_stays_first_whatever_people_choose(fair: Office) -> None:
    before = keys(fair.owner, TITLES[0])
    for agent in agents(fair, 6):
        cite(agent, before[1], before, TITLES[0])
    found = knowledge.search(fair.owner, SearchWish(TITLES[0], limit=3))
    assert found[0].article.title == TITLES[0]

"""How often articles are opened and cited, in which period, and which never."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hotline_tui.services import articles, knowledge, usage
from hotline_tui.services.registering import Registration, register_and_answer
from hotline_tui.services.usage import UsageWish
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.vocabulary import Kind, Role
from tests.office import Office, matter


@pytest.mark.clause("6.2.1")
def test_openings_and_citations_are_counted_by_article_and_period(office: Office) -> None:
    agent = office.colleague("3001", "刘话务", Role.AGENT)
    heating, card = (
        knowledge.search(agent, knowledge.SearchWish(words))[0].article.id
        for words in ("暖气不热", "居住证")
    )
    for key in (heating, heating, card):
        usage.opened(agent, key)
    register_and_answer(agent, Registration(matter(Kind.CONSULTATION, content="问")), card)
    found = usage.usage(office.owner, UsageWish())
    assert [(row.article, row.opened, row.cited) for row in found.rows] == [
        (card, 1, 1),
        (heating, 2, 0),
    ]
    every = sum(1 for _ in articles.exported(office.owner))
    assert (found.opened, found.cited, found.articles, found.unused) == (3, 1, every, every - 2)
    never = usage.usage(office.owner, UsageWish(never=True, limit=1000)).rows
    assert len(never) == every - 2
    assert not {heating, card} & {row.article for row in never}


@pytest.mark.clause("6.2.1")
def test_a_period_begins_and_ends_with_its_days_in_beijing(office: Office) -> None:
    usage.opened(office.owner, 1)
    today = office.owner.today()
    office.clock.forward(days=1)
    usage.opened(office.owner, 1)

    def opened(first: int, last: int) -> int:
        days = (today + timedelta(days=first), today + timedelta(days=last))
        return usage.usage(office.owner, UsageWish(*days)).opened

    assert (opened(0, 0), opened(0, 1), opened(1, 1), opened(2, 9)) == (1, 2, 1, 0)
    with pytest.raises(Refused, match="晚于"):
        opened(2, 1)


@pytest.mark.clause("6.1.2")
def test_figures_are_for_those_who_keep_the_knowledge_base(office: Office) -> None:
    agent = office.colleague("3001", "刘话务", Role.AGENT)
    with pytest.raises(Refused, match="维护知识清单"):
        usage.usage(agent, UsageWish())

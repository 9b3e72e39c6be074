"""What the demo desk's knowledge base lacks and contradicts, and how it is used; all invented."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from hotline_tui.kb.articles import ArticleDraft
from hotline_tui.services import articles, gaps, knowledge, usage
from hotline_tui.services.demo_cast import Cast
from hotline_tui.standard.vocabulary import ArticleClass

AGENTS, EDITOR = ("1024", "1031", "1047"), "5001"

IN_VAIN = (
    "人才公寓怎么申请",
    "人才公寓申请条件",
    "宠物狗办证在哪里",
    "电动自行车换电柜怎么报修",
    "刘大爷的人才公寓怎么排队",
    "宠物狗办证",
)
"""What agents looked for and did not find; a name is left out when it is kept."""

READ = ("heating-complaint", "cold-wave", "heating-complaint", "heating-complaint")

MEAL = ArticleDraft(
    "demo-meal-street",
    "社区老年餐补贴",
    "到居住地的社区居委会登记，带身份证和老年卡。每餐补贴3元，自登记之日起5个工作日内开通，"
    "在社区食堂刷卡用餐。",
    ArticleClass.SERVICE,
    "街道便民手册（示例）",
    "街道办事处（示例）",
)
MEAL_ELSEWHERE = ArticleDraft(
    "demo-meal-district",
    "社区老年餐补贴怎么领",
    "到居住地的社区居委会登记，带身份证和老年卡。每餐补贴5元，自登记之日起10个工作日内开通，"
    "在社区食堂刷卡用餐。",
    ArticleClass.SERVICE,
    "区便民手册（示例）",
    "区民政局（示例）",
)


def keeping(cast: Cast) -> None:
    """Searches in vain, articles read, and two articles that say one thing differently.

    Clause: 6.2.1, 6.2.3.
    """
    taken_in = cast.now - timedelta(hours=29)
    cast.at(taken_in, lambda: knowledge.take_in(cast.sit(EDITOR, taken_in), [MEAL, MEAL_ELSEWHERE]))
    for place, query in enumerate(IN_VAIN):
        when = cast.now - timedelta(hours=20 - 3 * place)
        agent = AGENTS[place % len(AGENTS)]
        cast.at(when, partial(_ask, cast, agent, when, query))
    for place, name in enumerate(READ):
        when = cast.now - timedelta(hours=12 - 2 * place)
        cast.at(when, partial(_read, cast, when, name))


def _ask(cast: Cast, agent: str, when: datetime, query: str) -> None:
    gaps.unanswered(cast.sit(agent, when), query)


def _read(cast: Cast, when: datetime, name: str) -> None:
    desk = cast.sit(AGENTS[0], when)
    usage.opened(desk, articles.named(desk, name))

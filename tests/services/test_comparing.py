"""Doubles and contradictions are found once, stay decided, and come back when they change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hotline_tui.kb.articles import ArticleDraft
from hotline_tui.services import articles, comparing, doubles, knowledge, releasing
from hotline_tui.services.doubles import Verdict
from hotline_tui.standard.keeping import Doubling, PairVerdict
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.vocabulary import ArticleClass, Role
from tests.office import Office

TENT = ArticleDraft(
    "tent",
    "临时搭建帐篷申请",
    "在公园临时搭建帐篷须提前申请。自受理之日起15个工作日内答复，押金200元，"
    "咨询电话010-65551234。活动结束后应当清理场地，恢复原状。",
    ArticleClass.DUTY,
    "某办法",
    "某局",
)
TWIN = replace(TENT, external_id="twin", title="公园临时搭建帐篷怎么申请")
OTHER_LIMIT = replace(TENT, external_id="other", text=TENT.text.replace("15个", "20个"))


@pytest.mark.clause("6.2.3")
def test_doubles_and_contradictions_are_found_with_what_they_say_apart(office: Office) -> None:
    knowledge.take_in(office.owner, [TENT, TWIN, OTHER_LIMIT])
    assert comparing.compare(office.owner).found == 3
    rows = doubles.pairs(office.owner).rows
    kinds = {(row.first.name, row.second.name): row.doubling for row in rows}
    assert kinds["tent", "twin"] is Doubling.SAME
    assert kinds["tent", "other"] is Doubling.CONTRADICTING
    (apart,) = doubles.pairs(office.owner, Doubling.CONTRADICTING).rows[0].differing
    assert apart == ("时限", "自受理之日起15个工作日", "自受理之日起20个工作日")


@pytest.mark.clause("6.2.1")
def test_only_what_has_changed_is_compared_again(office: Office) -> None:
    first = comparing.compare(office.owner)
    assert first.articles == sum(1 for _ in articles.exported(office.owner))
    assert comparing.compare(office.owner).articles == 0
    knowledge.take_in(office.owner, [TENT])
    assert comparing.compare(office.owner).articles == 1


@pytest.mark.clause("6.2.3")
def test_a_pair_that_was_put_right_is_gone_and_one_that_changed_comes_back(office: Office) -> None:
    knowledge.take_in(office.owner, [TENT, OTHER_LIMIT])
    comparing.compare(office.owner)
    (pair,) = doubles.pairs(office.owner).rows
    doubles.settle(office.owner, Verdict(pair.id, PairVerdict.DIFFERENT, "一个是室内"))
    knowledge.take_in(office.owner, [replace(OTHER_LIMIT, source="另一办法")])
    comparing.compare(office.owner)
    assert doubles.pairs(office.owner).total == 0
    knowledge.take_in(
        office.owner, [replace(OTHER_LIMIT, text=TENT.text.replace("200元", "300元"))]
    )
    comparing.compare(office.owner)
    (again,) = doubles.pairs(office.owner).rows
    assert (again.id, again.differing[0][0]) == (pair.id, "金额")
    knowledge.take_in(office.owner, [replace(OTHER_LIMIT, title="帐篷", text="可以租用帐篷。")])
    assert comparing.compare(office.owner).gone == 1
    assert doubles.pairs(office.owner).total == 0


@pytest.mark.clause("6.2.3")
def test_one_of_a_pair_is_withdrawn_before_that_is_written_down(office: Office) -> None:
    knowledge.take_in(office.owner, [TENT, TWIN])
    comparing.compare(office.owner)
    (pair,) = doubles.pairs(office.owner).rows
    wish = Verdict(pair.id, PairVerdict.WITHDRAWN, "重复", pair.second.article)
    with pytest.raises(Refused, match="还没有撤回"):
        doubles.settle(office.owner, wish)
    releasing.withdraw(office.owner, pair.second.article, "重复")
    settled = doubles.settle(office.owner, wish)
    assert (settled.verdict, settled.second.published) == (PairVerdict.WITHDRAWN, False)
    assert doubles.pairs(office.owner, decided=True).total == 1


@pytest.mark.clause("6.1.2")
def test_an_agent_neither_compares_nor_decides(office: Office) -> None:
    agent = office.colleague("3001", "刘话务", Role.AGENT)
    for act in (comparing.compare, doubles.pairs):
        with pytest.raises(Refused, match="维护知识清单"):
            act(agent)

"""Knowledge search over the starter articles, and on texts made to break it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import date
from importlib.resources import files

import pytest

from hotline_tui.kb.article import Article, Within
from hotline_tui.kb.articles import ArticleDraft, read_markdown
from hotline_tui.kb.index import KnowledgeIndex
from hotline_tui.standard.vocabulary import ArticleClass
from tests.hostile import BIDI, ESCAPES, MARKUP

TODAY = date(2026, 11, 24)


def article(number: int, title: str, text: str = "", **more: object) -> Article:
    fields: dict[str, object] = {
        "other_names": (),
        "article_class": ArticleClass.SERVICE,
        "unit": "某局",
        "source": "某文件",
        "authority": "某局",
    }
    return Article(id=number, title=title, text=text, **(fields | more))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def drafts() -> Sequence[ArticleDraft]:
    folder = files("hotline_tui.data") / "starter" / "articles"
    readings = [read_markdown(one.name, one.read_bytes(), {}) for one in folder.iterdir()]
    assert not [problem for reading in readings for problem in reading.problems]
    return [draft for reading in readings for draft in reading.drafts]


@pytest.fixture(scope="module")
def names(drafts: Sequence[ArticleDraft]) -> Sequence[str]:
    return [one.external_id for one in drafts]


@pytest.fixture(scope="module")
def starter(drafts: Sequence[ArticleDraft]) -> KnowledgeIndex:
    return KnowledgeIndex.of(
        article(
            place,
            one.title,
            one.text,
            other_names=one.other_names,
            article_class=one.article_class,
            unit=one.unit,
            valid_from=one.valid_from,
            valid_to=one.valid_to,
        )
        for place, one in enumerate(drafts)
    )


@pytest.mark.clause("6.2.2")
@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("租房子怎么提公积金", "housing-fund-rent"),
        ("zf公积金", "housing-fund-rent"),
        ("zf gongjijin", "housing-fund-rent"),
        ("zfgjjtq", "housing-fund-rent"),
        ("公积金能贷多少钱", "housing-fund-loan-limit"),
        ("gongjijin daikuan", "housing-fund-loan-limit"),
        ("gjjdked", "housing-fund-loan-limit"),
        ("失业了怎么领钱", "unemployment-benefit"),
        ("shiyejin", "unemployment-benefit"),
        ("老板不给工资", "unpaid-wages"),
        ("tqgz", "unpaid-wages"),
        ("被辞退不给赔偿", "labour-arbitration"),
        ("暖气几号来", "heating-standard"),
        ("暖器不热", "heating-complaint"),
        ("nqbr", "heating-complaint"),
        ("家里才15度太冷了", "heating-complaint"),
        ("不住人停暖退钱", "heating-fee"),
        ("没水了怎么办", "water-outage"),
        ("没电了", "power-outage"),
        ("闻到煤气味", "gas-safety"),
        ("楼上半夜装修太吵", "renovation-hours"),
        ("工地半夜施工睡不着", "construction-noise"),
        ("shigong zaosheng", "construction-noise"),
        ("邻居在楼顶盖房子", "illegal-construction"),
        ("楼下打隔断群租", "group-rental"),
        ("电瓶车上楼充电", "ebike"),
        ("旧沙发扔哪", "bulky-rubbish"),
        ("外地车进北京", "entry-permit"),
        ("xianhao", "car-restriction"),
        ("健身房跑路了卡里的钱怎么办", "prepaid-card"),
        ("孩子上户口", "newborn-hukou"),
        ("领结婚证要带什么", "marriage"),
        ("80岁老人补贴", "elderly-allowance"),
        ("laonianka", "elderly-card"),
        ("遛狗不拴绳", "dog"),
        ("发票不给开", "invoice"),
        ("房东yajin不退", "rental-deposit"),
        ("fdbtyj", "rental-deposit"),
        ("外地看病报销", "medical-offsite"),
        ("打官司请不起律师", "legal-aid"),
        ("下水道堵了反水", "sewage-overflow"),
        ("催一下我的工单", "hotline-progress"),
    ],
)
def test_an_everyday_query_finds_its_article_first_or_second(
    starter: KnowledgeIndex, names: Sequence[str], query: str, name: str
) -> None:
    assert name in [names[hit.article] for hit in starter.search(query, today=TODAY, limit=2)]


@pytest.mark.clause("6.2.3")
@pytest.mark.parametrize("query", ["2025年以旧换新补贴", "延长供暖", "2025年入学时间", "幼升小"])
def test_what_has_expired_is_marked_and_never_first(starter: KnowledgeIndex, query: str) -> None:
    hits = starter.search(query, today=TODAY)
    assert not hits[0].expired
    assert any(hit.expired for hit in hits)
    valid = starter.search(query, today=TODAY, within=Within(valid_only=True))
    assert not any(hit.expired for hit in valid)


def test_on_the_day_it_was_valid_the_same_article_is_first(
    starter: KnowledgeIndex, names: Sequence[str]
) -> None:
    hit = starter.search("以旧换新", today=date(2025, 6, 1))[0]
    assert (names[hit.article], hit.expired) == ("trade-in-2025", False)


def test_if_only_expired_articles_are_found_they_are_still_shown() -> None:
    index = KnowledgeIndex.of([article(1, "烟花爆竹", valid_to=date(2025, 1, 1))])
    (hit,) = index.search("烟花", today=TODAY)
    assert hit.expired


def test_what_is_not_yet_in_force_is_marked_and_not_first() -> None:
    index = KnowledgeIndex.of(
        [article(1, "采暖费新标准", valid_from=date(2027, 1, 1)), article(2, "采暖费")]
    )
    first, second = index.search("采暖费新标准", today=TODAY)
    assert (first.article, second.article, second.upcoming) == (2, 1, True)


def test_class_and_unit_narrow(starter: KnowledgeIndex, drafts: Sequence[ArticleDraft]) -> None:
    unit = "北京住房公积金管理中心"
    hits = starter.search("提取", today=TODAY, within=Within(ArticleClass.DUTY, unit))
    assert hits
    assert {drafts[hit.article].unit for hit in hits} == {unit}
    assert {drafts[hit.article].article_class for hit in hits} == {ArticleClass.DUTY}


@pytest.mark.parametrize(
    ("division", "found"),
    [
        ("110105", {1, 2, 4, 5}),
        ("110105026", {1, 2, 4}),
        ("110106", {1, 3, 4}),
        ("110000", {1, 2, 3, 4, 5}),
    ],
)
def test_a_district_has_its_own_articles_those_of_its_parts_and_those_of_the_city(
    division: str, found: set[int]
) -> None:
    places = {1: "", 2: "110105", 3: "110106", 4: "110000", 5: "110105025"}
    index = KnowledgeIndex.of(
        article(number, "停车", division=place) for number, place in places.items()
    )
    hits = index.search("停车", today=TODAY, within=Within(division=division))
    assert {hit.article for hit in hits} == found


def test_the_number_of_a_document_finds_what_it_is_the_source_of() -> None:
    index = KnowledgeIndex.of(
        [
            article(1, "燃气安全", source="京政发〔2023〕15号"),
            article(2, "燃气安全", source="京政发〔2021〕25号"),
        ]
    )
    assert index.search("京政发〔2023〕15号", today=TODAY)[0].article == 1
    assert index.search("京政发 2021 25号", today=TODAY)[0].article == 2


def test_a_hit_shows_plain_words_of_a_markdown_text() -> None:
    text = "## 办理条件\n\n- **租房**提取，见[须知](https://example.invalid/a)\n* 按 `月` 办\n1 # 2"
    index = KnowledgeIndex.of([article(1, "租房提取", text)])
    (hit,) = index.search("租房提取", today=TODAY, texts=lambda _: {1: text})
    assert hit.snippet == "办理条件 租房提取，见须知 按 月 办 1 # 2"


def test_a_hit_says_where_it_matched() -> None:
    text = "前言。" * 40 + "租房的每人每月可以提取。"
    index = KnowledgeIndex.of([article(1, "怎么办理住房公积金（租房）提取", text)])
    (hit,) = index.search("租房提取", today=TODAY, texts=lambda _: {1: text})
    assert [hit.title[start:end] for start, end in hit.marks] == ["租房", "提取"]
    assert "租房" in hit.snippet
    assert 0 < hit.score <= 1
    (keys,) = index.search("gjj", today=TODAY)
    assert [keys.title[start:end] for start, end in keys.marks] == ["公积金"]


def test_scores_fall_and_stay_between_nought_and_one(starter: KnowledgeIndex) -> None:
    scores = [hit.score for hit in starter.search("公积金提取", today=TODAY)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)


def test_a_ticket_under_way_gets_suggestions(starter: KnowledgeIndex, names: Sequence[str]) -> None:
    text = "我住在潘家园，昨天起暖气一直不热，家里十四度，找物业物业不管，希望尽快解决。" * 20
    hits = starter.suggest(text, today=TODAY)
    assert names[hits[0].article] == "heating-complaint"
    assert len(hits) <= 3


@pytest.mark.parametrize("text", ["", "。", "今天天气不错", "你好", "\x00", "a"])
def test_nothing_far_fetched_is_suggested(starter: KnowledgeIndex, text: str) -> None:
    assert starter.suggest(text, today=TODAY) == ()


@pytest.mark.parametrize(
    "query",
    [
        *("水", "a", "", " ", "？！……", "😀", "(.*", "[a-z]+", "\\", "'", '"', "*", "NEAR(a b)"),
        *("AND OR NOT", "title:公积金", "公积金*", "%", "_", "x" * 10_000, "水" * 10_000),
        *("公积金提取" * 2_000, "a b " * 2_500, "١٢٣", "公\u200b积\u202e金"),
        *MARKUP,
        *ESCAPES,
        *BIDI,
    ],
)
def test_a_hostile_query_is_only_text_and_takes_no_time(
    starter: KnowledgeIndex, query: str
) -> None:
    start = time.perf_counter()
    starter.search(query, today=TODAY)
    starter.suggest(query, today=TODAY)
    assert time.perf_counter() - start < 2  # milliseconds, on a machine with nothing else to do


def test_invisible_characters_in_a_query_change_nothing(starter: KnowledgeIndex) -> None:
    plain = starter.search("公积金", today=TODAY)
    assert starter.search("公\u200b积\u202e金", today=TODAY) == plain


@pytest.mark.parametrize("title", [*MARKUP, *ESCAPES, *BIDI, "㎡的标准", "Ａ  Ｂ", "ǅ㍿"])
def test_a_hostile_title_can_be_indexed_and_its_marks_lie_in_it(title: str) -> None:
    index = KnowledgeIndex.of([article(1, title, title), article(2, "供暖")])
    for hit in index.search(title, today=TODAY):
        assert all(0 <= start < end <= len(hit.title) for start, end in hit.marks)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("", "夜市摊位申请要到街道办理。"),
        ("夜市", "夜市摊位申请。" * 150_000),
        ("夜市", "<div class='a'><p>夜市&nbsp;摊位申请</p><script>alert(1)</script></div>"),
    ],
    ids=["without a title", "with a megabyte of text", "with a web page"],
)
def test_an_article_out_of_the_ordinary_is_found_by_its_text(title: str, text: str) -> None:
    index = KnowledgeIndex.of([article(1, title, text), article(2, "供暖")])
    assert [hit.article for hit in index.search("摊位申请", today=TODAY)] == [1]


def test_no_articles_find_nothing() -> None:
    empty = KnowledgeIndex.of([])
    assert len(empty) == 0
    assert empty.search("公积金", today=TODAY) == ()
    assert empty.suggest("公积金", today=TODAY) == ()


@pytest.mark.clause("6.2.3")
def test_the_starter_articles_are_of_all_classes_and_say_that_the_official_text_prevails(
    drafts: Sequence[ArticleDraft],
) -> None:
    assert len(drafts) >= 66
    assert {one.article_class for one in drafts} == set(ArticleClass)
    assert any(one.valid_to and one.valid_to < TODAY for one in drafts)
    for one in drafts:
        assert one.text.endswith(f"以{one.authority}官方发布的文本为准。")
        assert 8 <= len([line for line in one.text.splitlines() if line.strip()]) <= 25

"""What an import would do is said row by row, and nothing is written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from hotline_tui.kb.articles import ArticleDraft
from hotline_tui.kb.drafts import Key
from hotline_tui.services import articles, knowledge
from hotline_tui.services.import_plan import Fate, Given, PlannedRow, plan
from tests.office import Office
from tests.services.test_comparing import OTHER_LIMIT, TENT, TWIN


def planned(office: Office, *drafts: ArticleDraft) -> list[PlannedRow]:
    """What would become of these."""
    return list(plan(office.owner, (Given("a.xlsx", n, one) for n, one in enumerate(drafts, 2))))


def doubts(row: PlannedRow) -> str:
    return "；".join(one.message for one in row.doubts)


@pytest.mark.clause("6.2.1")
def test_new_changed_and_unchanged_rows_are_told_apart_with_what_differs(office: Office) -> None:
    knowledge.take_in(office.owner, [TENT, replace(TENT, external_id="same", title="另一件事")])
    before = list(articles.exported(office.owner))
    new, changed, same = planned(
        office,
        replace(TENT, external_id="new", title="新的", text="全新的内容。"),
        replace(TENT, text=TENT.text.replace("15个", "10个"), public=False),
        replace(TENT, external_id="same", title="另一件事"),
    )
    assert (new.fate, changed.fate, same.fate) == (Fate.NEW, Fate.CHANGED, Fate.UNCHANGED)
    told = {one.part: (one.before, one.after) for one in changed.changes}
    assert told["公开"] == ("是", "否")
    assert told["正文"] == ("…受理之日起15个工作日内答…", "…受理之日起10个工作日内答…")
    assert (same.changes, same.doubts) == ((), ())
    assert list(articles.exported(office.owner)) == before


@pytest.mark.clause("6.2.3")
def test_what_is_doubtful_is_named_with_the_article_that_it_is_like(office: Office) -> None:
    knowledge.take_in(office.owner, [TENT])
    twin, other = planned(office, TWIN, OTHER_LIMIT)
    assert "几乎相同（100%）" in doubts(twin)
    assert "《临时搭建帐篷申请》 说法不一：时限“自受理之日起15个工作日”" in doubts(
        other
    ) or "自受理之日起20个工作日”与“自受理之日起15个工作日”" in doubts(other)


@pytest.mark.clause("6.2.3")
def test_what_has_expired_or_says_nothing_of_its_source_is_doubtful(office: Office) -> None:
    (row,) = plan(
        office.owner,
        [
            Given(
                "a.xlsx",
                2,
                replace(TENT, valid_to=date(2026, 1, 1)),
                (Key.SOURCE, Key.AUTHORITY, Key.VALID_TO),
            )
        ],
    )
    assert doubts(row) == "没有写明来源、权威机关、有效期止；有效期已于 2026-01-01 结束"
    assert {one.clause for one in row.doubts} == {"6.2.3"}


def test_what_stands_twice_in_a_file_is_doubtful_the_second_time(office: Office) -> None:
    first, text, title = planned(
        office,
        replace(TENT, external_id="1"),
        replace(TENT, external_id="2", title="换个标题"),
        replace(TENT, external_id="3", text="换个正文。"),
    )
    assert doubts(first) == ""
    assert doubts(text) == "正文与 a.xlsx 第 2 行 相同"
    assert doubts(title) == "标题与 a.xlsx 第 2 行 相同"


@pytest.mark.clause("6.2.1")
def test_a_base_of_more_than_a_thousand_articles_is_taken_in_read_and_searched(
    office: Office,
) -> None:
    many = [
        replace(TENT, external_id=f"many-{n}", title=f"帐篷第{n}号", text=f"第{n}号帐篷。")
        for n in range(1_500)
    ]
    done = knowledge.take_in(office.owner, many)
    assert (done.new, done.changed, done.unchanged) == (1_500, 0, 0)
    assert sum(one.title.startswith("帐篷第") for one in articles.exported(office.owner)) == 1_500
    found = knowledge.search(office.owner, knowledge.SearchWish("帐篷第1234号"))
    assert found[0].article.title == "帐篷第1234号"
    again = knowledge.take_in(office.owner, [*many, replace(many[0], text="改了。"), many[0]])
    assert (again.new, again.changed, again.unchanged) == (0, 2, 1_500)
    (row,) = (one for one in articles.exported(office.owner) if one.external_id == "many-0")
    assert row.text == "第0号帐篷。"

"""An article is written, checked by another person, published, and taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from hotline_tui.services import (
    articles,
    contributing,
    knowledge,
    manuscripts,
    policy,
    registering,
    releasing,
    versions,
    writing,
)
from hotline_tui.services.desk import Desk
from hotline_tui.services.knowledge import SearchWish
from hotline_tui.services.manuscripts import ManuscriptRow, Matters
from hotline_tui.services.registering import Answer
from hotline_tui.services.writing import Writing
from hotline_tui.standard.article_life import Stage
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.vocabulary import Kind, Role
from tests.hostile import HOSTILE
from tests.office import SUBDISTRICT, Office, matter, registered
from tests.services.crowd import at_once, refusals

WHOLE: dict[str, str] = {
    "title": "夜市摊位怎么申请",
    "text": "到街道办事处申请。\n\n带身份证。",
    "class": "service",
    "source": "《夜间经济管理办法》",
    "authority": "市商务局",
    "valid_to": "2027-12-31",
}


def editor(office: Office) -> Desk:
    return office.colleague("5001", "周涛", Role.EDITOR)


def checker(office: Office) -> Desk:
    return office.colleague("5002", "何洁", Role.EDITOR)


def draft(office: Office, **other: str) -> ManuscriptRow:
    return writing.begin(editor(office), Writing({**WHOLE, **other}))


def published(office: Office, **other: str) -> ManuscriptRow:
    made = writing.submit(editor(office), draft(office, **other).id)
    return releasing.approve(checker(office), made.id, publishing=True)


def found(desk: Desk, query: str) -> list[str]:
    return [row.article.title for row in knowledge.search(desk, SearchWish(query, limit=3))]


def refusal(act: Any, *args: Any, **more: Any) -> dict[str, str]:
    with pytest.raises(Refused) as refused:
        act(*args, **more)
    return {fault.field: fault.message for fault in refused.value.faults}


@pytest.mark.clause("6.2.1", "6.2.4")
def test_what_one_wrote_and_another_checked_is_found_and_cited(office: Office) -> None:
    made = draft(office)
    assert (made.stage, made.faults) == (Stage.DRAFT, ())
    assert found(office.owner, "夜市摊位")[:1] != [WHOLE["title"]]
    writing.submit(editor(office), made.id)
    checked = releasing.approve(checker(office), made.id)
    assert (checked.stage, checked.checked_by) == (Stage.CHECKED, "5002")
    assert found(office.owner, "夜市摊位")[:1] != [WHOLE["title"]]
    out = releasing.publish(editor(office), made.id)
    assert (out.stage, out.published_version) == (Stage.PUBLISHED, 1)
    assert found(office.owner, "yeshi tanwei")[0] == WHOLE["title"]
    ticket = registered(office.owner, matter(Kind.CONSULTATION))
    answered = registering.answer(office.owner, Answer(ticket.number, out.article or 0))
    assert [(one.title, one.version) for one in answered.citations] == [(WHOLE["title"], 1)]
    assert [one.deed.value for one in out.steps] == ["begin", "submit", "pass", "publish"]


@pytest.mark.clause("6.2.4")
def test_nobody_checks_what_they_have_written_on(office: Office) -> None:
    made = writing.submit(editor(office), draft(office).id)
    assert "checker" in refusal(releasing.approve, editor(office), made.id)
    assert "checker" in refusal(releasing.reject, editor(office), made.id, "不全")
    again = writing.write(checker(office), made.id, Writing({**WHOLE, "text": "另写。"}))
    assert again.stage is Stage.DRAFT
    writing.submit(editor(office), made.id)
    assert "checker" in refusal(releasing.approve, checker(office), made.id)
    third = office.colleague("3001", "刘洋", Role.SUPERVISOR)
    assert releasing.approve(third, made.id).stage is Stage.CHECKED


@pytest.mark.clause("6.2.4")
def test_what_is_changed_after_the_check_is_checked_again(office: Office) -> None:
    made = writing.submit(editor(office), draft(office).id)
    releasing.approve(checker(office), made.id)
    changed = writing.write(editor(office), made.id, Writing({**WHOLE, "text": "改了。"}))
    assert (changed.stage, changed.checked_by) == (Stage.DRAFT, "")
    assert "stage" in refusal(releasing.publish, editor(office), made.id)


@pytest.mark.clause("6.2.3")
def test_all_that_an_article_lacks_is_said_at_once(office: Office) -> None:
    made = writing.begin(editor(office), Writing({"text": "正文"}))
    lacking = {"title", "class", "source", "authority", "valid_to"}
    assert {fault.field for fault in made.faults} == lacking
    assert refusal(writing.submit, editor(office), made.id).keys() == lacking
    over = draft(office, valid_to="2020-01-01")
    assert refusal(writing.submit, editor(office), over.id).keys() == {"valid_to"}


@pytest.mark.clause("6.2.4")
def test_a_check_that_fails_says_why_and_the_author_sees_it(office: Office) -> None:
    made = writing.submit(editor(office), draft(office).id)
    assert "reason" in refusal(releasing.reject, checker(office), made.id, " ")
    back = releasing.reject(checker(office), made.id, "缺办理时限")
    assert (back.stage, back.steps[-1].remark) == (Stage.RETURNED, "缺办理时限")
    (row,) = manuscripts.matters(editor(office), Matters.RETURNED)
    assert row.id == made.id
    assert manuscripts.counts(editor(office))[Matters.RETURNED] == 1


@pytest.mark.clause("5.3.1", "6.2.1")
def test_every_version_stays_readable_with_who_did_what(office: Office) -> None:
    first = published(office)
    article = first.article or 0
    second = writing.begin(editor(office), Writing(), article)
    assert second.content == {**WHOLE, "public": "是"}
    changed = {**second.content, "text": "网上申请。\n\n带身份证。", "source": "新办法"}
    writing.write(editor(office), second.id, Writing(changed))
    writing.submit(editor(office), second.id)
    assert versions.version(office.owner, article, 1).current
    releasing.approve(checker(office), second.id, publishing=True)
    new, old = versions.versions(office.owner, article)
    assert (new.version, new.current, old.version, old.current) == (2, True, 1, False)
    assert old.content["text"] == WHOLE["text"]
    assert (new.authors, new.checked_by, new.published_by) == (("周涛",), "何洁", "何洁")
    difference = versions.between(office.owner, article, 1, 2)
    assert [(one.part, one.after) for one in difference.parts] == [("来源", "新办法")]
    assert [(one.sign, one.text) for one in difference.lines] == [
        ("-", "到街道办事处申请。"),
        ("+", "网上申请。"),
        (" ", ""),
        (" ", "带身份证。"),
    ]
    assert "version" in refusal(versions.version, office.owner, article, 3)


@pytest.mark.clause("6.2.3")
def test_a_withdrawn_article_is_found_no_more_and_can_come_back(office: Office) -> None:
    article = published(office).article or 0
    assert "reason" in refusal(releasing.withdraw, editor(office), article, "")
    assert "version" in refusal(releasing.withdraw, editor(office), article, "废止", 7)
    assert releasing.withdraw(editor(office), article, "办法废止") == 1
    assert WHOLE["title"] not in found(office.owner, "夜市摊位")
    (row,) = versions.versions(office.owner, article)
    assert (row.current, row.withdrawal, row.withdrawn_by) == (False, "办法废止", "周涛")
    assert "stage" in refusal(releasing.withdraw, editor(office), article, "再撤")
    ticket = registered(office.owner, matter(Kind.CONSULTATION))
    assert refusal(registering.answer, office.owner, Answer(ticket.number, article))
    again = writing.begin(editor(office), Writing(), article)
    writing.submit(editor(office), again.id)
    releasing.approve(checker(office), again.id, publishing=True)
    assert found(office.owner, "夜市摊位")[0] == WHOLE["title"]


def test_a_stale_version_is_refused_with_who_changed_what(office: Office) -> None:
    made = draft(office)
    other = {**WHOLE, "title": "夜市", "source": "别的"}
    writing.write(checker(office), made.id, Writing(other, seen=made.version))
    mine = Writing({**WHOLE, "text": "我写的。"}, seen=made.version)
    told = refusal(writing.write, editor(office), made.id, mine)["version"]
    assert "何洁 修改（标题、来源）" in told
    assert manuscripts.show(editor(office), made.id).content == other


def test_an_article_that_changed_under_a_manuscript_is_looked_at_first(office: Office) -> None:
    first = published(office, id="night")
    second = writing.begin(editor(office), Writing(), first.article)
    writing.submit(editor(office), second.id)
    (before,) = (one for one in articles.exported(office.owner) if one.external_id == "night")
    knowledge.take_in(office.owner, [replace(before, text="导入的新文。")])
    assert manuscripts.show(editor(office), second.id).behind
    told = refusal(releasing.approve, checker(office), second.id)["base_version"]
    assert "第 2 版（正文）" in told
    based = writing.rebase(editor(office), second.id)
    assert (based.behind, based.before["text"]) == (False, "导入的新文。")
    writing.submit(editor(office), second.id)
    assert releasing.approve(checker(office), second.id, publishing=True).published_version == 3


def test_an_article_has_one_manuscript_under_way(office: Office) -> None:
    article = published(office).article
    open_one = writing.begin(editor(office), Writing(), article)
    told = refusal(writing.begin, checker(office), Writing(), article)["article"]
    assert f"稿件 {open_one.id}" in told
    writing.discard(editor(office), open_one.id, "不改了")
    assert writing.begin(checker(office), Writing(), article).stage is Stage.DRAFT


@pytest.mark.clause("6.2.4")
def test_an_organizer_contributes_and_an_editor_decides(office: Office) -> None:
    unit = office.colleague("6001", "吴桐", Role.ORGANIZER, unit=SUBDISTRICT)
    offered = contributing.contribute(unit, Writing({"title": "便民菜站", "text": "早七点开门。"}))
    assert (offered.stage, offered.unit) == (Stage.CONTRIBUTED, "小关街道办事处")
    assert "stage" in refusal(writing.write, editor(office), offered.id, Writing(WHOLE))
    contributing.amend(unit, offered.id, Writing({"title": "便民菜站", "text": "早八点开门。"}))
    draft = contributing.adopt(editor(office), offered.id)
    assert draft.stage is Stage.DRAFT
    assert "stage" in refusal(contributing.amend, unit, offered.id, Writing(WHOLE))
    other = contributing.contribute(unit, Writing({"title": "旧事", "text": "旧。"}))
    assert "reason" in refusal(contributing.decline, editor(office), other.id, "")
    contributing.decline(editor(office), other.id, "已有同样的知识")
    mine = contributing.contributed(unit)
    assert [(one.title, one.stage) for one in mine] == [
        ("便民菜站", Stage.DRAFT),
        ("旧事", Stage.DECLINED),
    ]
    assert manuscripts.show(unit, other.id).steps[-1].remark == "已有同样的知识"
    stranger = office.colleague("6002", "外人", Role.ORGANIZER, unit="D110105")
    assert "manuscript" in refusal(manuscripts.show, stranger, other.id)
    assert "text" in refusal(contributing.contribute, unit, Writing({"title": "只有标题"}))


@pytest.mark.clause("6.1.2")
def test_only_editors_write_and_only_some_may_look_at_it(office: Office) -> None:
    agent = office.colleague("1024", "王芳", Role.AGENT)
    assert refusal(writing.begin, agent, Writing(WHOLE))
    assert refusal(manuscripts.matters, agent, Matters.DRAFTS)
    made = draft(office)
    assert refusal(manuscripts.show, agent, made.id)


@pytest.mark.clause("6.2.1", "6.2.3")
def test_what_ends_soon_stands_on_the_worklist_as_the_city_says(office: Office) -> None:
    published(office, title="本周到期", valid_to="2026-11-29")
    published(office, title="下月到期", valid_to="2027-01-10")
    known = {row.title for row in manuscripts.matters(editor(office), Matters.EXPIRING)}
    assert "本周到期" in known
    assert "下月到期" not in known
    assert "下月到期" in {row.title for row in manuscripts.expiring(editor(office), days=60)}
    policy.choose(office.owner, {"expiring_within": timedelta(days=60)})
    rows = manuscripts.matters(editor(office), Matters.EXPIRING)
    titles = [row.title for row in rows]
    assert titles.index("本周到期") < titles.index("下月到期")
    assert manuscripts.counts(editor(office))[Matters.EXPIRING] == len(rows)


def test_a_page_pasted_as_its_source_is_kept_as_what_a_reader_sees(office: Office) -> None:
    page = (
        "<html><head><title>页</title><style>p{}</style></head><body><h2>怎么办</h2>"
        "<p>先<b>登记</b>，<a href='https://example.invalid/a'>在这里</a>。"
        "<script>alert(1)</script></p><ul><li>身份证</li><li>照片</li></ul>"
        "<a href='javascript:x()'>点我</a></body></html>"
    )
    text = draft(office, text=page).content["text"]
    assert "## 怎么办" in text
    assert "先登记，在这里（https://example.invalid/a）。" in text
    assert "- 身份证\n- 照片" in text.replace("\n\n", "\n")
    assert not any(bad in text for bad in ("<", "alert", "javascript", "p{}"))


def test_what_is_too_long_or_of_no_known_part_is_refused_at_once(office: Office) -> None:
    wrong = {"title": "长" * 201, "text": "字" * 1_100_000, "unit": "单" * 101, "foo": "x"}
    assert refusal(writing.begin, editor(office), Writing(wrong)).keys() == wrong.keys()
    assert "division" in refusal(writing.begin, editor(office), Writing({"division": "火星"}))
    assert draft(office, division="朝阳区").content["division"] == "110105"


def test_hostile_text_is_kept_and_published_as_text(office: Office) -> None:
    for place, text in enumerate(one for one in HOSTILE if one.strip()):
        made = draft(office, title=f"敌{place}{text[:80]}", text=f"正文{text}")
        writing.submit(editor(office), made.id)
        out = releasing.approve(checker(office), made.id, publishing=True)
        assert versions.version(office.owner, out.article or 0, 1).current


@pytest.mark.clause("6.2.4")
def test_of_many_who_publish_or_begin_at_once_one_does(office: Office) -> None:
    made = writing.submit(editor(office), draft(office).id)
    answers = at_once(
        office, 4, lambda desk, nth: releasing.approve(desk, made.id, publishing=True)
    )
    assert len(refusals(answers)) == 3
    article = manuscripts.show(editor(office), made.id).article or 0
    assert [row.version for row in versions.versions(office.owner, article)] == [1]
    answers = at_once(office, 4, lambda desk, nth: writing.begin(desk, Writing(), article))
    assert len(refusals(answers)) == 3

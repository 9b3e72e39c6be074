"""What goes with an article: related ones, files, and who has to read it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hotline_tui.services import (
    article_files,
    relations,
    releasing,
    required,
    writing,
)
from hotline_tui.services.desk import Desk
from hotline_tui.services.manuscripts import ManuscriptRow
from hotline_tui.services.writing import Writing
from hotline_tui.standard.article_life import Stage
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.vocabulary import Role
from tests.office import Office

WHOLE = {
    "title": "租房提取公积金要哪些材料",
    "text": "租房提取住房公积金，带身份证和租房合同。",
    "class": "duty",
    "source": "示例办法",
    "authority": "示例机关",
    "valid_to": "长期",
}


def editor(office: Office) -> Desk:
    return office.colleague("5001", "周涛", Role.EDITOR)


def checker(office: Office) -> Desk:
    return office.colleague("5002", "何洁", Role.EDITOR)


def released(office: Office, manuscript: int) -> ManuscriptRow:
    writing.submit(editor(office), manuscript)
    return releasing.approve(checker(office), manuscript, publishing=True)


def refused(act: Any, *args: Any) -> set[str]:
    with pytest.raises(Refused) as refusal:
        act(*args)
    return {fault.field for fault in refusal.value.faults}


@pytest.mark.clause("6.2.2")
def test_related_articles_are_found_confirmed_and_seen_from_both(office: Office) -> None:
    likely = relations.likely(editor(office), WHOLE["title"], WHOLE["text"])
    assert "租房提取住房公积金" in {row.article.title for row in likely}
    other = likely[0].article
    made = writing.begin(editor(office), Writing(WHOLE, related=(other.id,)))
    out = released(office, made.id)
    article = out.article or 0
    assert [one.id for one in relations.related(office.owner, article)] == [other.id]
    assert [one.id for one in relations.related(office.owner, other.id)] == [article]
    mine = relations.likely(editor(office), WHOLE["title"], WHOLE["text"], article)
    assert article not in {row.article.id for row in mine}
    again = writing.begin(editor(office), Writing(), article)
    assert again.related == (other.id,)
    relations.relate(editor(office), article, ())
    assert relations.related(office.owner, other.id) == ()
    assert refused(relations.relate, editor(office), article, (987654,)) == {"related"}
    assert relations.likely(editor(office), "", "") == ()


@pytest.mark.clause("6.2.2", "6.2.4")
def test_files_are_checked_with_the_article_and_stay_with_the_next_version(
    office: Office, tmp_path: Path
) -> None:
    form = tmp_path / "申请表.txt"
    form.write_text("姓名：", encoding="utf-8")
    made = writing.begin(editor(office), Writing(WHOLE))
    writing.submit(editor(office), made.id)
    changed = article_files.attach(editor(office), made.id, [str(form)])
    assert (changed.stage, [one.name for one in changed.files]) == (Stage.DRAFT, ["申请表.txt"])
    assert article_files.fetch_of_manuscript(checker(office), made.id)[0].content
    article = released(office, made.id).article or 0
    (file,) = article_files.fetch(office.owner, article)
    assert file.content.decode() == "姓名："
    second = writing.begin(editor(office), Writing(), article)
    assert [one.name for one in second.files] == ["申请表.txt"]
    article_files.detach(editor(office), second.id, "申请表.txt")
    assert article_files.fetch(office.owner, article) == (file,)
    released(office, second.id)
    assert article_files.fetch(office.owner, article) == ()
    assert refused(article_files.attach, editor(office), made.id, [str(form)]) == {"stage"}
    third = writing.begin(editor(office), Writing(), article).id
    assert refused(article_files.detach, editor(office), third, "没有") == {"files"}
    assert refused(article_files.attach, editor(office), third, [str(tmp_path)]) == {"files"}


@pytest.mark.clause("6.2.2")
def test_what_is_required_is_unread_until_it_is_read_in_that_version(office: Office) -> None:
    agent = office.colleague("1024", "王芳", Role.AGENT)
    other = office.colleague("1031", "李敏", Role.AGENT)
    article = released(office, writing.begin(editor(office), Writing(WHOLE)).id).article or 0
    assert required.unread(agent) == ()
    assert refused(required.read, agent, article) == {"article"}
    required.require(editor(office), article, reason="新政策")
    assert [row.title for row in required.unread(agent)] == [WHOLE["title"]]
    assert required.unread(editor(office)) == ()
    office.clock.forward(minutes=5)
    assert required.read(agent, article) == required.read(agent, article) == 1
    assert required.unread(agent) == ()
    readers = {one.workno: one.read_at for one in required.readers(editor(office), article)}
    assert (readers["1024"], readers["1031"]) == (office.now, None)

    second = writing.begin(editor(office), Writing({**WHOLE, "text": "改了。"}), article)
    released(office, second.id)
    assert required.unread(agent) == ()  # until somebody says that it is to be read anew
    required.require(editor(office), article, (Role.AGENT, Role.CALLBACK))
    assert [row.version for row in required.unread(agent)] == [2]
    required.release(editor(office), article)
    assert required.unread(other) == required.required(other) == ()
    assert refused(required.release, editor(office), article) == {"article"}
    assert refused(required.require, agent, article) == {""}

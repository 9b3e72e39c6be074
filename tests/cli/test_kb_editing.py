"""The editors' room on the command line: written, checked, published, read, withdrawn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Office

ARTICLE: dict[str, Any] = {
    "id": "night-market",
    "title": "夜市摊位怎么申请",
    "text": "到街道办事处申请。\n\n带身份证。",
    "class": "service",
    "source": "《夜间经济管理办法》",
    "authority": "市商务局",
    "valid_to": "2026-12-10",
    "other_names": ["摆摊", "地摊"],
}
MARKDOWN = """---
source: 新办法
---
# 夜市摊位怎么申请

网上申请。

带身份证。
"""


def staffed(office: Office) -> Office:
    """With two editors, an agent and an organizer's person."""
    for workno, name, role in (
        ("5001", "周涛", "editor"),
        ("5002", "何洁", "editor"),
        ("1024", "王芳", "agent"),
    ):
        assert office("user", "add", workno, name, "--role", role).code == 0
    unit = ("--role", "organizer", "--unit", "小关街道办事处")
    assert office("user", "add", "6001", "吴桐", *unit).code == 0
    return office


def drafted(office: Office, document: object = ARTICLE) -> str:
    said = office("kb", "draft", "--from", "-", "--json", stdin=document, workno="5001")
    assert said.code == 0, said.err
    return str(said.document["manuscript"])


def published(office: Office) -> str:
    key = drafted(office)
    assert office("kb", "submit", key, workno="5001").code == 0
    said = office("kb", "pass", key, "--publish", "--json", workno="5002")
    return str(said.document["article"])


@pytest.mark.clause("6.2.1", "6.2.3", "6.2.4", "5.3.1")
def test_an_article_goes_from_the_first_word_to_its_withdrawal(
    either: Office, tmp_path: Path
) -> None:
    office = staffed(either)
    key = drafted(office, {"title": "夜市摊位怎么申请"})
    said = office("kb", "submit", key, "--json", workno="5001")
    assert said.code == 1
    assert {one["field"] for one in said.refused} == {
        "text", "class", "source", "authority", "valid_to"
    }  # fmt: skip
    whole = office("kb", "draft", key, "--from", "-", "--json", stdin=ARTICLE, workno="5001")
    assert whole.document["lacking"] == []
    assert office("kb", "submit", key, workno="5001").out.startswith(f"稿件 {key}　待校核")
    assert office("kb", "pass", key, "--json", workno="5001").field("checker")["clause"] == "6.2.4"
    assert "待校核 1" in office("kb", "drafts", workno="5002").out
    assert "+ 到街道办事处申请。" in office("kb", "diff", "--draft", key, workno="5002").out
    back = office("kb", "reject", key, "缺别名", "--json", workno="5002").document
    assert (back["stage"], back["history"][-1]["remark"]) == ("returned", "缺别名")
    assert office("kb", "submit", key, workno="5001").code == 0
    assert office("kb", "pass", key, workno="5002").code == 0
    out = office("kb", "publish", key, "--json", workno="5001").document
    assert (out["stage"], out["published_version"]) == ("published", 1)
    found = office("kb", "search", "摆摊", "--limit", "1", "--json").document["results"]
    assert found[0]["article"] == "night-market"
    ticket = {"channel": "phone", "kind": "consultation", "urgency": "general", "content": "问"}
    made = office.registered({**ticket, "direct_answer": {"article": "night-market"}})
    assert made["citations"][0]["version"] == 1

    file = tmp_path / "next.md"
    file.write_text(MARKDOWN, encoding="utf-8")
    over = ("--article", "night-market", "--from", file)
    second = office("kb", "draft", *over, "--json", workno="5001").document
    assert second["content"]["authority"] == "市商务局"
    key = str(second["manuscript"])
    for verb, who in (("submit", "5001"), ("pass", "5002"), ("publish", "5002")):
        assert office("kb", verb, key, workno=who).code == 0
    rows = office("kb", "versions", "night-market", "--json").document["versions"]
    assert [(one["version"], one["current"]) for one in rows] == [(2, True), (1, False)]
    assert rows[0]["checked_by"] == "何洁"
    old = office("kb", "versions", "night-market", "1", "--json").document
    assert old["content"]["text"] == ARTICLE["text"]
    told = office("kb", "diff", "night-market").out
    assert "来源：《夜间经济管理办法》 → 新办法" in told
    assert "- 到街道办事处申请。\n+ 网上申请。" in told
    assert office("kb", "withdraw", "night-market", "办法废止", workno="5001").code == 0
    assert "办法废止" in office("kb", "versions", "night-market", "2").out
    found = office("kb", "search", "摆摊", "--json").document["results"]
    assert "night-market" not in [one["article"] for one in found]


@pytest.mark.clause("6.2.4")
def test_an_organizer_contributes_and_reads_what_became_of_it(office: Office) -> None:
    staffed(office)
    offer = {"title": "便民菜站", "text": "早七点开门。"}
    said = office("kb", "contribute", "--from", "-", "--json", stdin=offer, workno="6001")
    key = str(said.document["manuscript"])
    assert said.document["unit"] == "小关街道办事处"
    assert "便民菜站" in office("kb", "drafts", "--list", "contributed", workno="5001").out
    amended = {"text": "早八点开门。"}
    assert office("kb", "contribute", key, stdin=amended, workno="6001").code == 0
    assert office("kb", "adopt", key, "--json", workno="5001").document["stage"] == "draft"
    second = office("kb", "contribute", "--json", stdin=offer, workno="6001").document
    refused = office("kb", "decline", str(second["manuscript"]), "已有", workno="5001")
    assert refused.code == 0
    told = office("kb", "contributed", "--json", workno="6001").document["rows"]
    assert [one["stage"] for one in told] == ["draft", "declined"]
    assert office("kb", "contribute", "--json", stdin=offer).field("unit")["clause"] == "6.2.4"


@pytest.mark.clause("6.2.2")
def test_required_reading_is_read_and_it_is_known_by_whom(office: Office) -> None:
    article = published(staffed(office))
    assert office("kb", "required", workno="1024").out == "没有\n"
    assert office("kb", "require", article, "--reason", "新规", workno="5001").code == 0
    rows = office("kb", "required", "--json", workno="1024").document["rows"]
    assert [(one["title"], one["reason"]) for one in rows] == [(ARTICLE["title"], "新规")]
    assert "王芳  未读" in office("kb", "readers", article, workno="5001").out
    assert office("kb", "read", "night-market", workno="1024").code == 0
    assert office("kb", "required", workno="1024").out == "没有\n"
    readers = office("kb", "readers", article, "--json", workno="5001").document["readers"]
    assert {one["workno"]: bool(one["read_at"]) for one in readers}["1024"]
    assert office("kb", "require", article, "--end", workno="5001").code == 0
    assert office("kb", "read", article, workno="1024").code == 1


@pytest.mark.clause("6.2.2")
def test_files_and_related_articles_go_with_an_article(office: Office, tmp_path: Path) -> None:
    staffed(office)
    key = drafted(office, {**ARTICLE, "related": []})
    form = tmp_path / "申请表.txt"
    form.write_text("姓名：", encoding="utf-8")
    said = office("kb", "attach", key, form, "--json", workno="5001").document
    assert [one["name"] for one in said["files"]] == ["申请表.txt"]
    office("kb", "submit", key, workno="5001")
    assert office("kb", "fetch", key, tmp_path / "check", "--draft", workno="5002").code == 0
    office("kb", "pass", key, "--publish", workno="5002")
    assert office("kb", "fetch", "night-market", tmp_path / "out").code == 0
    assert (tmp_path / "out" / "申请表.txt").read_text(encoding="utf-8") == "姓名："
    likely = office("kb", "relate", "night-market", "--json").document["likely"]
    other = str(likely[0]["article"])
    done = office("kb", "relate", "night-market", other, "--json", workno="5001").document
    assert [one["article"] for one in done["related"]] == [likely[0]["article"]]
    back = office("kb", "relate", other, "--json").document["related"]
    assert [one["title"] for one in back] == [ARTICLE["title"]]


@pytest.mark.clause("6.2.3")
def test_what_ends_soon_is_listed_by_the_citys_rule_or_by_days(office: Office) -> None:
    published(staffed(office))
    assert ARTICLE["title"] in office("kb", "expiring").out
    assert ARTICLE["title"] not in office("kb", "expiring", "--days", "5").out
    office("policy", "set", "--from", "-", stdin={"expiring_within": 3})
    assert ARTICLE["title"] not in office("kb", "expiring").out


def test_a_stale_version_and_bad_documents_are_refused(office: Office) -> None:
    staffed(office)
    key = drafted(office)
    changed = {"source": "别的"}
    office("kb", "draft", key, "--from", "-", stdin=changed, workno="5002")
    late = {"text": "晚了。", "version": 1}
    said = office("kb", "draft", key, "--from", "-", "--json", stdin=late, workno="5001")
    assert "何洁 修改（来源）" in said.field("version")["message"]
    wrong = office(
        "kb", "draft", "--from", "-", "--json", stdin={"a": 1, "title": 2, "unit": "长" * 101}
    )
    assert (wrong.code, {one["field"] for one in wrong.refused}) == (2, {"a", "title", "unit"})
    assert office("kb", "draft", "--from", "-", stdin=b"---\nfoo: 1\n---\nx").code == 2
    assert office("kb", "draft", "--from", "-", stdin=b"\xff\xfe\x00").code == 2
    assert office("kb", "draft").code == 2
    assert office("kb", "diff").code == 2

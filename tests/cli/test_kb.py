"""Knowledge on the command line: taken in, found, written out, checked."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.cli.conftest import Office

MARKDOWN = """---
id: night-market
class: service
source: 示例
authority: 示例机关
valid_to: 2026-12-01
---
# 夜市摊位怎么申请

到街道办事处申请。
"""


def book(file: Path, *rows: tuple[object, ...]) -> Path:
    """A spreadsheet of articles: nothing but number, title and text."""
    workbook = Workbook()
    sheet = workbook.active
    for row in (("编号", "标题", "正文"), *rows):
        sheet.append(row)
    workbook.save(file)
    return file


@pytest.mark.clause("6.2.1", "6.2.3")
def test_a_plain_spreadsheet_is_taken_in_with_what_was_assumed(
    either: Office, tmp_path: Path
) -> None:
    file = book(
        tmp_path / "知识.xlsx", (7783, "夜市摊位申请", "到街道申请。"), (7784, "另一篇", "另一段。")
    )
    said = either("kb", "import", file)
    assert said.code == 0
    assert said.out.splitlines()[0] == "新增 2，更新 0，未变 0，有问题 0"
    assert "权威机关“待核”" in said.out
    found = either("kb", "search", "夜市摊位", "--limit", "1", "--json").document["results"]
    assert [(one["article"], one["title"]) for one in found] == [(7783, "夜市摊位申请")]
    assert (found[0]["source"], found[0]["authority"]) == ("知识.xlsx", "待核")
    assert either("kb", "import", file, "--json").document["unchanged"] == 2
    book(file, (7783, "夜市摊位申请", "改成网上申请。"))
    assert either("kb", "import", file, "--json").document["changed"] == 1


def test_an_article_is_cited_by_the_number_of_its_import(office: Office, tmp_path: Path) -> None:
    office("kb", "import", book(tmp_path / "a.xlsx", (7783, "夜市摊位申请", "到街道申请。")))
    document = {"channel": "phone", "kind": "consultation", "urgency": "general", "content": "问"}
    for article in (7783, "7783"):
        made = office.registered({**document, "direct_answer": {"article": article}})
        assert made["citations"][0]["title"] == "夜市摊位申请"


def test_markdown_comes_from_files_and_folders(office: Office, tmp_path: Path) -> None:
    folder = tmp_path / "articles" / "deep"
    folder.mkdir(parents=True)
    (folder / "a.md").write_text(MARKDOWN, encoding="utf-8")
    assert office("kb", "import", tmp_path / "articles", "--json").document["new"] == 1
    hits = office("kb", "search", "yeshi", "tanwei", "--json").document["results"]
    assert hits[0]["article"] == "night-market"
    assert "夜市摊位怎么申请" in office("kb", "search", "夜市").out
    empty = tmp_path / "empty"
    empty.mkdir()
    assert office("kb", "import", empty).code == 2


def test_what_is_wrong_with_a_file_is_told_all_at_once(office: Office, tmp_path: Path) -> None:
    file = book(tmp_path / "a.xlsx", (1, "", "没有标题"), (2, "没有正文", ""), (3, "好的", "正文"))
    said = office("kb", "import", file, "--json")
    assert said.code == 2
    assert (said.document["new"], len(said.document["problems"])) == (1, 2)
    assert said.document["problems"][0]["place"] == "a.xlsx 第 2 行"
    fake = tmp_path / "fake.xlsx"
    fake.write_text("编号,标题\n", encoding="utf-8")
    refused = office("kb", "import", fake, "--json")
    assert refused.code == 2
    assert "不是xlsx" in refused.refused[0]["message"]
    assert office("kb", "check", fake, "--json").code == 2
    assert office("kb", "import", file, "--map", "text").code == 2


def test_the_whole_base_is_written_out_and_taken_in_again(office: Office, tmp_path: Path) -> None:
    office("kb", "import", book(tmp_path / "a.xlsx", ("=1+1", "公式", "=HYPERLINK(1)")))
    every = office("kb", "export", "--json").document["articles"]
    file = tmp_path / "base.xlsx"
    assert office("kb", "export", file, "--json").document["articles"] == len(every)
    again = office("kb", "import", file, "--json").document
    assert (again["new"], again["changed"], again["unchanged"]) == (0, 0, len(every))
    cells = [cell for row in load_workbook(file).active.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert office("kb", "export", tmp_path / "base.csv").code == 2


@pytest.mark.clause("6.2.3")
def test_what_runs_out_and_what_is_there_twice_is_named(office: Office, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(MARKDOWN, encoding="utf-8")
    (tmp_path / "b.md").write_text(MARKDOWN.replace("night-market", "other"), encoding="utf-8")
    assert office("kb", "check", tmp_path / "a.md").out == "没有发现问题\n"
    office("kb", "import", tmp_path)
    told = {one["article"]: one["message"]
            for one in office("kb", "check", "--json").document["problems"]}  # fmt: skip
    assert told["night-market《夜市摊位怎么申请》"] == "有效期将于 2026-12-01 结束"
    assert "标题相同" in told["other《夜市摊位怎么申请》"]


def test_a_search_may_be_narrowed(office: Office) -> None:
    everything = office("kb", "search", "公积金", "--json").document["results"]
    laws = office("kb", "search", "公积金", "--class", "law", "--json").document["results"]
    assert everything
    assert {one["class"] for one in laws} <= {"law"}
    assert office("kb", "search", "公积金", "--class", "x").code == 2
    assert office("kb", "search", "𠮷𠮷𠮷").out == "没有找到\n"


@pytest.mark.clause("6.2.2")
def test_a_search_says_why_each_article_stands_where_it_does(office: Office) -> None:
    said = office("kb", "search", "暖气不热", "--limit", "1", "--explain").out
    assert "正是标题或别名" in said
    assert "标题里匹配 暖气不热" in said
    (hit,) = office("kb", "search", "nqbr", "--limit", "1", "--explain", "--json").document[
        "results"
    ]
    assert hit["why"]["keys"] > 0
    assert hit["matched"] == [[0, 4]]


@pytest.mark.clause("6.2.2")
def test_what_is_chosen_moves_up_and_says_so_until_a_city_does_not_want_to_learn(
    either: Office, tmp_path: Path
) -> None:
    titles = ((1, "夜市摊位申请流程"), (2, "夜市摊位申请材料"), (3, "夜市摊位申请费用"))
    either("kb", "import", book(tmp_path / "a.xlsx", *((*one, "详见正文。") for one in titles)))

    def found(*more: str) -> list[int]:
        hits = either("kb", "search", "夜市摊位", "--limit", "3", "--json", *more).document
        return [one["article"] for one in hits["results"]]

    before = found()
    for article in before[:2]:
        done = either("kb", "choose", article, "夜市摊位", "--manner", "dismissed", "--json")
        assert done.document == {"article": str(article), "manner": "dismissed", "kept": True}
    assert "已记下" in either("kb", "choose", before[2], "夜市摊位").out
    assert found() == [before[2], *before[:2]]
    assert "大家的选择 +" in either("kb", "search", "夜市摊位", "--limit", "1", "--explain").out
    either("policy", "set", "--from", "-", stdin={"learn_from_choices": False})
    assert found() == before
    assert either("kb", "choose", "99999", "夜市").code == 1
    assert either("kb", "choose", before[0], "夜市", "--manner", "liked").code == 2


def test_a_search_may_be_kept_to_a_district(office: Office, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        MARKDOWN.replace("id:", "division: 110105\nid:"), encoding="utf-8"
    )
    office("kb", "import", tmp_path / "a.md")

    def found(district: str) -> list[str]:
        hits = office("kb", "search", "夜市摊位", "--district", district, "--json").document
        return [one["article"] for one in hits["results"]]

    assert found("110105")[0] == found("110000")[0] == "night-market"
    assert "night-market" not in found("110106")


@pytest.mark.clause("6.2.2")
def test_an_everyday_word_is_found_once_an_editor_has_said_what_it_means(either: Office) -> None:
    def first() -> str:
        hits = either("kb", "search", "拼手气", "--limit", "1", "--json").document["results"]
        return str(hits[0]["title"]) if hits else ""

    assert first() != "小客车指标申请与摇号"
    assert either("kb", "words", "拼手气", "小客车指标", "摇号").code == 0
    assert first() == "小客车指标申请与摇号"
    known = either("kb", "words", "--json").document["words"]
    assert known["拼手气"] == ["小客车指标", "摇号"]
    assert "五险一金" in known
    either("kb", "words", "拼手气")
    assert "拼手气" not in either("kb", "words", "--json").document["words"]
    assert either("kb", "words", "一", "二").code == 1

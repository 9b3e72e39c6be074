"""`hotline ticket import` as people and jobs use it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Office

HEAD = "留言编号,留言主题,留言时间,留言详情,点赞数\n"
GOOD = HEAD + "1,路灯不亮,2026/11/1 8:05:00,路灯坏了,0\n2,建议加站,2026-11-02,加一站,1\n"
BAD = GOOD + "3,没有内容的时间,2026-13-01,=HYPERLINK(1),0\n"


def put(folder: Path, text: str, name: str = "letters.csv") -> Path:
    """A file of letters."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_letters_come_in_and_it_is_said_how(either: Office, tmp_path: Path) -> None:
    file = put(tmp_path, GOOD)
    said = either("ticket", "import", file)
    assert said.code == 0
    assert said.out.splitlines() == [
        "共 2 行：已导入 2（20261123000001 至 20261123000002），早已导入 0，不能导入 0",
        "列：留言编号→来源编号，留言时间→提出时间，留言主题→标题，留言详情→主要内容",
        "未用的列：点赞数",
    ]
    again = either("ticket", "import", file, "--json").document
    assert (again["rows"], again["imported"], again["already"], again["rejected"]) == (2, 0, 2, 0)
    rows = either("queue", "dispatch", "--json").document["rows"]
    assert {row["channel"] for row in rows} == {"portal"}


def test_what_was_taken_in_is_told_even_where_the_rest_cannot_be_kept(
    office: Office, tmp_path: Path
) -> None:
    nowhere = tmp_path / "no" / "rejects.csv"
    said = office("ticket", "import", put(tmp_path, BAD), "--rejects", nowhere)
    assert said.code == 2
    assert "已导入 2" in said.out
    assert "写不到" in said.err
    assert "没有这个文件或文件夹" in said.err


def test_rows_that_fail_are_told_and_kept_apart(office: Office, tmp_path: Path) -> None:
    rejects = tmp_path / "rejects.csv"
    said = office("ticket", "import", put(tmp_path, BAD), "--rejects", rejects, "--json")
    assert said.code == 2
    done = said.document
    assert (done["imported"], done["rejected"]) == (2, 1)
    assert [(one["row"], one["column"]) for one in done["faults"]] == [(4, "留言时间")]
    with rejects.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 1
    assert rows[0]["行号"] == "4"
    assert "留言时间" in rows[0]["原因"]
    assert rows[0]["留言详情"] == "'=HYPERLINK(1)"


def test_all_or_nothing_and_a_dry_run_store_nothing(office: Office, tmp_path: Path) -> None:
    file = put(tmp_path, BAD)
    none = office("ticket", "import", file, "--all-or-nothing", "--json").document
    assert (none["imported"], none["held_back"], none["rejected"]) == (0, 2, 1)
    dry = office("ticket", "import", file, "--dry-run")
    assert dry.out.startswith("共 3 行：可导入 2，")
    assert office("ticket", "list", "--json").document["rows"] == []


def test_columns_are_mapped_by_pairs_or_a_file(office: Office, tmp_path: Path) -> None:
    file = put(tmp_path, "a,b,c\n路灯,坏了,投诉\n")
    pairs = ("--map", "title=a", "--map", "content=b", "--map", "kind=c")
    assert office("ticket", "import", file, *pairs, "--dry-run").code == 0
    mapping = put(tmp_path, 'title = "a"\ncontent = "b"\n', "map.toml")
    made = office("ticket", "import", file, "--map", mapping, "--kind", "举报", "--json").document
    assert made["columns"] == {"title": "a", "content": "b"}
    assert made["ignored"] == ["c"]
    assert office("ticket", "list", "--json").document["rows"][0]["kind"] == "tip_off"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--map", "titel=a"), "没有“titel”这个要素"),
        (("--map", "title=x"), "文件里没有“x”这一列；有：a、b、c"),
        (("--map", "没有这个文件"), "文件打不开"),
        (("--map", "BROKEN"), "不是有效的 TOML"),
        (("--map", "NESTED"), "应写成 要素"),
        (("--kind", "抱怨"), "--kind 没有“抱怨”这个值"),
        ((), "看不出哪一列是诉求内容"),
    ],
)
def test_bad_mappings_are_explained(
    office: Office, tmp_path: Path, options: tuple[str, ...], told: str
) -> None:
    files = {"BROKEN": "title = ", "NESTED": "[title]\nx = 1"}
    given = [str(put(tmp_path, files[one], one)) if one in files else one for one in options]
    said = office("ticket", "import", put(tmp_path, "a,b,c\n1,2,3\n"), *given, "--json")
    assert said.code == 2
    assert told in said.refused[0]["message"]


def test_what_is_no_table_is_refused_whole(office: Office, tmp_path: Path) -> None:
    for name, text in (("a.xlsx", GOOD), ("b.csv", ""), ("c.jsonl", '{"a": 1}\n{')):
        said = office("ticket", "import", put(tmp_path, text, name), "--json")
        assert said.code == 2
        assert said.refused[0]["message"]
    assert office("ticket", "import", tmp_path / "nowhere.csv").code == 2
    assert office("ticket", "list", "--json").document["rows"] == []


def test_letters_may_come_through_a_pipe(office: Office) -> None:
    letter = {"type": "建议", "title": "加站", "content": "建议加一站。"}
    said = office("ticket", "import", "-", "--json", stdin=letter)
    assert said.document["imported"] == 1


@pytest.mark.clause("6.1.2")
def test_an_agent_may_not_import(office: Office, tmp_path: Path) -> None:
    office("user", "add", "1024", "王芳", "--role", "agent")
    said = office("ticket", "import", put(tmp_path, GOOD), "--json", workno="1024")
    assert (said.code, said.refused[0]["clause"]) == (1, "6.1.2")
    assert json.loads(said.err)["refused"][0]["message"].startswith("您的岗位没有“导入工单”的权限")

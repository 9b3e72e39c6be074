"""An import of knowledge says first what it would do, then takes the good rows or none."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.cli.conftest import Office
from tests.cli.test_kb import MARKDOWN, book

TENT = (
    "在公园临时搭建帐篷须提前申请。自受理之日起15个工作日内答复，押金200元，逾期不退。"
    "活动结束后应当清理场地，恢复原状，由公园管理处验收。"
)


def full(file: Path, *rows: tuple[object, ...]) -> Path:
    """A spreadsheet that says everything, under a heading of its own for the text."""
    workbook = Workbook()
    for row in (("编号", "标题", "怎么答", "类别", "来源", "权威机关", "有效期止"), *rows):
        workbook.active.append(row)
    workbook.save(file)
    return file


def row(key: int, title: str, text: str, until: str = "长期") -> tuple[object, ...]:
    return key, title, text, "服务", "某办法", "某局", until


@pytest.mark.clause("6.2.1", "6.2.3")
def test_a_dry_run_tells_new_changed_and_doubtful_rows_and_writes_nothing(
    either: Office, tmp_path: Path
) -> None:
    mapped = ("--map", "text=怎么答")
    old = full(tmp_path / "旧.xlsx", row(1, "搭帐篷", TENT), row(2, "放风筝", "可以放风筝。"))
    assert either("kb", "import", old, *mapped).code == 0
    new = full(
        tmp_path / "新.xlsx",
        row(1, "搭帐篷", TENT.replace("15个", "10个")),
        row(2, "放风筝", "可以放风筝。"),
        row(3, "公园临时搭帐篷", TENT),
        row(4, "旧公告", "已经过去。", "2026-01-01"),
        row(5, "", "没有标题"),
    )
    said = either("kb", "import", new, *mapped, "--dry-run", "--json")
    told = said.document
    assert (said.code, told["dry_run"]) == (2, True)
    assert [told[name] for name in ("new", "changed", "unchanged", "doubtful")] == [2, 1, 1, 2]
    rows = {one["row"]: one for one in told["rows"]}
    assert rows[2]["changes"][0]["before"] == "…受理之日起15个工作日内答…"
    assert "几乎相同" in rows[4]["doubts"][0]["message"]
    assert "有效期已于 2026-01-01 结束" in rows[5]["doubts"][0]["message"]
    (problem,) = told["problems"]
    assert (problem["file"], problem["row"], problem["column"]) == ("新.xlsx", 6, "title")
    lines = either("kb", "import", new, *mapped, "--dry-run").out
    assert lines.startswith("试运行，什么也没有写入。将新增 2，更新 1，未变 1；其中存疑 2")
    assert "新.xlsx 第 2 行《搭帐篷》 正文：…受理之日起15个工作日内答… → " in lines
    ids = {one["id"] for one in either("kb", "export", "--json").document["articles"]}
    assert not {"3", "4"} & ids


@pytest.mark.clause("6.2.3")
def test_what_is_doubtful_may_be_left_out(office: Office, tmp_path: Path) -> None:
    file = full(
        tmp_path / "a.xlsx",
        row(1, "搭帐篷", TENT),
        row(2, "搭帐篷", TENT),
        row(3, "划船", "可以。"),
    )
    told = office(
        "kb", "import", file, "--map", "text=怎么答", "--leave-doubtful", "--json"
    ).document
    assert (told["new"], [one["row"] for one in told["left_out"]]) == (2, [3])
    bare = book(tmp_path / "b.xlsx", (7, "只有标题和正文", "正文"))
    (left,) = office("kb", "import", bare, "--leave-doubtful", "--json").document["left_out"]
    assert left["doubts"][0]["message"] == "没有写明类别、来源、权威机关、有效期止"


def test_what_is_doubtful_about_many_rows_is_said_once(office: Office, tmp_path: Path) -> None:
    kites = "放风筝", "划船", "烧烤", "跑步", "唱歌", "摆摊"
    file = book(
        tmp_path / "a.xlsx", *((n, f"公园里{one}", f"可以{one}。") for n, one in enumerate(kites))
    )
    lines = office("kb", "import", file, "--dry-run").out
    assert "没有写明类别、来源、权威机关、有效期止：6 行" in lines
    assert "第 2 行" not in lines
    said = ("--source", "某网站", "--authority", "某局", "--valid-to", "长期")
    lines = office("kb", "import", file, "--dry-run", *said).out
    assert "没有写明类别：6 行" in lines


def test_all_or_nothing_takes_nothing_where_a_row_is_wrong(office: Office, tmp_path: Path) -> None:
    file = full(tmp_path / "a.xlsx", row(1, "搭帐篷", TENT), row(2, "", "没有标题"))
    said = office("kb", "import", file, "--map", "text=怎么答", "--all-or-nothing", "--json")
    assert (said.code, said.document["new"], said.document["held_back"]) == (2, 0, 1)
    assert office("kb", "import", file, "--map", "text=怎么答", "--json").document["new"] == 1


def test_a_folder_is_read_without_following_links_out_of_it(office: Office, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.md").write_text(MARKDOWN, encoding="utf-8")
    outside = tmp_path / "outside.md"
    outside.write_text(MARKDOWN.replace("night-market", "outside"), encoding="utf-8")
    (folder / "b.md").symlink_to(outside)
    (folder / "huge.md").write_bytes(b"x" * 3_000_000)
    told = office("kb", "import", folder, "--dry-run", "--json").document
    assert [one["article"] for one in told["rows"]] == ["night-market"]
    assert [(one["file"], one["row"]) for one in told["problems"]] == [("huge.md", 0)]

"""Files made to exhaust their reader are refused with a sentence in Chinese."""

from __future__ import annotations

import pytest

from hotline_tui.practice import reading
from hotline_tui.services import sheets
from hotline_tui.services.directory import directory
from hotline_tui.services.document import Malformed
from tests.office import Office

DEEP = 100_000


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a = " + "[" * DEEP + "]" * DEEP, "第 1 行有 200004 个字"),
        ("[" + ".".join("a" * DEEP) + "]", "第 1 行有 200001 个字"),
        ("a = " + "[\n" * DEEP + "]" * 3000, "嵌套太深"),
        ("[" + ".".join("a" * 1900) + "]", "嵌套太深"),
        ("#\n" * 200_000, "最多 256 KB"),
    ],
    ids=["arrays", "keys", "arrays over lines", "keys in a line", "size"],
)
def test_a_scenario_too_deep_or_too_large_is_explained(
    office: Office, text: str, told: str
) -> None:
    found = reading.read(text.encode(), "x", directory(office.owner))
    assert found.scenario is None
    assert [told in one.message for one in found.findings] == [True]


@pytest.mark.parametrize("text", ["[" * DEEP, '{"a":' * DEEP], ids=["list", "line"])
def test_deep_json_is_refused_in_chinese(text: str) -> None:
    with pytest.raises(Malformed, match=r"不是有效的 JSON：嵌套太深$"):
        sheets.read("a.json", text.encode())


def test_json_with_a_number_of_thousands_of_digits_is_refused_in_chinese() -> None:
    with pytest.raises(Malformed, match=r"不是有效的 JSON：数字太长$"):
        sheets.read("a.json", b"[" + b"1" * 5000 + b"]")


def test_broken_json_is_refused_with_its_place() -> None:
    with pytest.raises(Malformed, match="第 1 行第 3 列附近"):
        sheets.read("a.json", b"[1")


def test_millions_of_columns_are_refused_with_their_number() -> None:
    with pytest.raises(Malformed, match="表头有 2000001 列，最多 1000 列"):
        sheets.read("a.csv", b"a," * 2_000_000 + b"a")


def test_columns_with_one_heading_are_told_apart_by_number() -> None:
    sheet = sheets.read("a.csv", "标题,标题#2,标题,x,标题\n1,2,3,4,5".encode())
    assert sheet.columns == ("标题", "标题#2", "标题#3", "x", "标题#4")

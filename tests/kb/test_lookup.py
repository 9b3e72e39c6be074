"""Divisions, organizers and categories are found by what a hand types."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from hotline_tui.kb.lookup import Choice, Choices


@pytest.fixture(scope="module")
def divisions() -> Choices:
    source = files("hotline_tui.data") / "reference" / "divisions.csv"
    rows = list(csv.DictReader(source.read_text(encoding="utf-8").splitlines()))
    names = {row["code"]: row["name"] for row in rows}
    return Choices(
        Choice(
            row["code"],
            row["name"],
            hint=names[row["parent_code"]] if len(row["code"]) > 6 else "",
        )
        for row in rows
    )


def first(choices: Choices, query: str) -> str:
    found = choices.find(query)
    return f"{found[0].hint}{found[0].name}" if found else ""


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("110105", "朝阳区"),
        ("110105017", "朝阳区劲松街道"),
        ("cy", "朝阳区"),
        ("cyq", "朝阳区"),
        ("chao", "朝阳区"),
        ("chaoyang", "朝阳区"),
        ("朝阳", "朝阳区"),
        ("hd", "海淀区"),
        ("tz", "通州区"),
        ("ft", "丰台区"),
        ("pjy", "朝阳区潘家园街道"),
        ("panjy", "朝阳区潘家园街道"),
        ("pan jia yuan", "朝阳区潘家园街道"),
        ("潘家园", "朝阳区潘家园街道"),
        ("潘jy", "朝阳区潘家园街道"),
        ("潘佳园", "朝阳区潘家园街道"),
        ("panjiyuan", "朝阳区潘家园街道"),
        ("cy pjy", "朝阳区潘家园街道"),
        ("潘家园 朝阳", "朝阳区潘家园街道"),
        ("hdsd", "海淀区上地街道"),
        ("海淀上地", "海淀区上地街道"),
        ("海淀八里庄", "海淀区八里庄街道"),
        ("cyblz", "朝阳区八里庄街道"),
        ("sch", "西城区什刹海街道"),
        ("dsl", "西城区大栅栏街道"),
        ("dazhalan", "西城区大栅栏街道"),
        ("长阳", "房山区长阳镇"),
        ("hlg", "昌平区回龙观街道"),
        ("ttyb", "昌平区天通苑北街道"),
    ],
)
def test_a_sloppy_query_finds_the_division_first(divisions: Choices, query: str, name: str) -> None:
    assert first(divisions, query) == name


@pytest.mark.parametrize(
    ("query", "guessed"),
    [("火星区", True), ("潘佳园", False), ("潘jy", False), ("panjiyuan", False), ("", False)],
)
def test_words_that_no_entry_holds_or_sounds_like_only_guess(
    divisions: Choices, query: str, guessed: bool
) -> None:
    assert divisions.guesses(query) is guessed


def test_a_district_comes_before_what_lies_in_it(divisions: Choices) -> None:
    found = divisions.find("朝阳", limit=8)
    assert found[0].name == "朝阳区"
    assert all(len(one.code) > 6 for one in found[1:])


def test_a_chosen_district_narrows(divisions: Choices) -> None:
    found = divisions.find("blz", within=lambda one: one.code.startswith("110108"))
    assert [one.hint + one.name for one in found] == ["海淀区八里庄街道"]


def test_both_places_of_one_name_are_offered(divisions: Choices) -> None:
    assert {one.hint for one in divisions.find("八里庄")} == {"朝阳区", "海淀区"}


def test_an_empty_query_gives_the_first_ones_as_they_stand(divisions: Choices) -> None:
    assert [one.code for one in divisions.find("  ", limit=3)] == ["110000", "110101", "110102"]


@pytest.mark.parametrize(
    "query", ["(.*", "[/foo]", "%_", "\\", "😀", "\x00\x1b[31m", "a" * 10_000, "朝" * 10_000, "'--"]
)
def test_hostile_queries_are_only_text(divisions: Choices, query: str) -> None:
    divisions.find(query)


ORGANIZERS = Choices(
    [
        Choice("d1", "朝阳区人民政府", other_names=("朝阳区政府",)),
        Choice("d2", "北京市市场监督管理局", other_names=("市监局", "12315")),
        Choice("d3", "北京市公安局"),
        Choice("d4", "北京市公安局公安交通管理局", other_names=("交管局",)),
        Choice("d5", "朝阳区潘家园街道办事处"),
        Choice("d6", "朝阳区文化和旅游局"),
    ]
)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("cy", "d1"),
        ("朝阳区政府", "d1"),
        ("gaj", "d3"),
        ("jgj", "d4"),
        ("scjdglj", "d2"),
        ("12315", "d2"),
        ("pjy", "d5"),
        ("旅游文化", "d6"),
        ("监管市场", "d2"),
        ("没有这家", ""),
    ],
)
def test_organizers_are_found_without_city_district_and_level(query: str, code: str) -> None:
    found = ORGANIZERS.find(query)
    assert (found[0].code if found else "") == code


def test_no_choices_find_nothing() -> None:
    assert Choices(()).find("x") == ()

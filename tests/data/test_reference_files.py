"""The reference data that the product ships with agree with each other."""

from __future__ import annotations

import csv
import re
from collections import Counter
from importlib.resources import files

import pytest

from hotline_tui.services import setup
from hotline_tui.standard.vocabulary import UnitType

REFERENCE = files("hotline_tui.data") / "reference"
SCOPES = {"grassroots": "@grassroots", "district": "@district"}


def table(name: str) -> list[dict[str, str]]:
    """The rows of a reference file."""
    with (REFERENCE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


DIVISIONS = table("divisions.csv")
ORGANIZERS = table("organizers.csv")
CATEGORIES = table("categories.csv")
CATALOGUE = table("catalogue.csv")


def parts(text: str) -> list[str]:
    """The parts of a cell that holds many."""
    return text.split("|") if text else []


def repeated(values: list[str]) -> list[str]:
    """What stands more than once."""
    return [value for value, count in Counter(values).items() if count > 1]


@pytest.mark.parametrize("rows", [DIVISIONS, ORGANIZERS, CATEGORIES, CATALOGUE])
def test_every_cell_is_there_and_clean(rows: list[dict[str, str]]) -> None:
    for row in rows:
        for key, cell in row.items():
            assert cell is not None, row
            assert cell == cell.strip(), (key, cell)
            if "|" in cell:
                assert all(parts(cell)), (key, cell)
                assert repeated(parts(cell)) == [], (key, row)


def test_the_city_has_16_districts_and_349_subdistricts_townships_and_areas() -> None:
    levels = Counter(row["level"] for row in DIVISIONS)
    assert levels["municipality"] == 1
    assert levels["district"] == 16
    assert levels["subdistrict"] + levels["township"] + levels["area"] == 349
    assert sum(levels.values()) == 366


def test_every_division_lies_in_the_one_above_it() -> None:
    codes = {row["code"] for row in DIVISIONS}
    assert repeated([row["code"] for row in DIVISIONS]) == []
    for row in DIVISIONS:
        above = row["parent_code"]
        assert above in codes or row["level"] == "municipality"
        assert row["code"].startswith(above.removesuffix("0000"))
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", row["valid_from"])


def test_every_district_and_everything_below_has_its_unit() -> None:
    types = Counter(row["type"] for row in ORGANIZERS)
    assert types["district"] == 16
    assert types["subdistrict"] + types["township"] == 349
    assert set(types) <= {member.value for member in UnitType}
    local = [
        row["division_code"]
        for row in ORGANIZERS
        if row["type"] in ("district", "subdistrict", "township")
    ]
    assert sorted(local) == sorted(row["code"] for row in DIVISIONS if row["code"] != "110000")


def test_no_two_units_go_by_the_same_name() -> None:
    names = [name for row in ORGANIZERS for name in (row["name"], *parts(row["other_names"]))]
    assert repeated(names) == []
    assert repeated([row["code"] for row in ORGANIZERS]) == []


def test_units_of_the_whole_city_say_what_they_do() -> None:
    divisions = {row["code"] for row in DIVISIONS}
    for row in ORGANIZERS:
        assert row["division_code"] in divisions
        if row["type"] in ("department", "enterprise"):
            assert len(parts(row["duties"])) >= 7, row["name"]
            assert all(len(duty) > 1 for duty in parts(row["duties"])), row["name"]


def test_no_address_is_a_real_one() -> None:
    for row in ORGANIZERS:
        assert row["duty_phone"] == ""
        assert row["email"] == "" or row["email"].endswith(".invalid")


def test_the_tree_has_three_levels_and_leaves_enough() -> None:
    paths = [(row["level1"], row["level2"], row["level3"]) for row in CATEGORIES]
    assert len(set(paths)) == len(paths) >= 180
    assert all(all(path) for path in paths)
    assert ("城乡建设", "安全生产", "事故处理") in paths
    assert repeated([row["code"] for row in CATEGORIES]) == []


def test_a_leafs_code_says_where_it_hangs() -> None:
    for digits, levels in ((2, ("level1",)), (4, ("level1", "level2"))):
        named = {(row["code"][:digits], *(row[level] for level in levels)) for row in CATEGORIES}
        assert len({name[0] for name in named}) == len(named)


def test_every_leaf_has_words_a_scope_and_a_lead() -> None:
    units = {row["code"] for row in ORGANIZERS}
    for row in CATEGORIES:
        assert len(parts(row["keywords"])) >= 3, row
        assert row["scope"] in ("city", *SCOPES), row
        assert row["organizer_code"] in units or row["organizer_code"] == "", row
        assert row["organizer_code"] or row["scope"] != "city", row


@pytest.mark.clause("5.3.2.1.1 a")
def test_the_catalogue_sends_every_leaf_somewhere() -> None:
    leaves = {row["code"]: row for row in CATEGORIES}
    units = {row["code"] for row in ORGANIZERS}
    divisions = {row["code"] for row in DIVISIONS}
    assert {row["category_code"] for row in CATALOGUE} == set(leaves)
    assert repeated([row["category_code"] + row["division_code"] for row in CATALOGUE]) == []
    for row in CATALOGUE:
        leaf = leaves[row["category_code"]]
        assert row["division_code"] in divisions or row["division_code"] == ""
        assert row["organizer_code"] in units or row["organizer_code"] in SCOPES.values()
        if not row["division_code"]:
            expected = SCOPES.get(leaf["scope"], leaf["organizer_code"])
            assert row["organizer_code"] == expected, row


def test_the_catalogue_has_a_version() -> None:
    assert setup.catalogue_version() == "2026.1"


def test_a_new_database_takes_all_of_it() -> None:
    assert len(setup.divisions()) == len(DIVISIONS)
    assert len(setup.organizers()) == len(ORGANIZERS)
    assert len(setup.categories()) == len(CATEGORIES)
    assert len(setup.catalogue()) == len(CATALOGUE)

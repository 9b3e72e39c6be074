"""Only matters of this region are accepted; the others are kept with a reason and advice."""

from __future__ import annotations

import pytest

from hotline_tui.standard.acceptance import PROVINCES, not_accepted_faults, outside


@pytest.mark.clause("5.2.2.1")
@pytest.mark.parametrize(
    "division",
    ["", " ", "110105", "110105023000", "110000", "北京市朝阳区", "北京", "朝阳区", "潘家园", "99"],
)
def test_a_place_in_the_region_or_one_that_is_not_known_is_not_outside(division: str) -> None:
    assert outside(division) is None


@pytest.mark.clause("5.2.2.1")
@pytest.mark.parametrize(
    ("division", "province"),
    [
        ("130102", "河北"),
        ("310000", "上海"),
        ("31", "上海"),
        ("120101001000", "天津"),
        ("河北省廊坊市", "河北"),
        (" 内蒙古自治区 ", "内蒙古"),
        ("广西壮族自治区南宁市", "广西"),
        ("810000", "香港"),
    ],
)
def test_a_place_in_another_region_is_told_with_where_to_turn_to(
    division: str, province: str
) -> None:
    found = outside(division)
    assert found is not None
    assert f"发生在{province}" in found.reason
    assert "北京市" in found.reason
    assert f"{province}当地12345" in found.advice


def test_another_city_has_its_own_region() -> None:
    assert outside("310115", region="31") is None
    assert outside("110105", region="31") is not None


def test_every_province_of_the_country_is_known() -> None:
    assert len(PROVINCES) == len(set(PROVINCES.values())) == 34


@pytest.mark.clause("5.2.2.1")
@pytest.mark.parametrize(
    ("reason", "advice", "faulty"),
    [
        ("不属于本市", "请拨打当地12345", []),
        ("", "请拨打当地12345", ["not_accepted.reason"]),
        ("不属于本市", " ", ["not_accepted.advice"]),
        ("", "", ["not_accepted.reason", "not_accepted.advice"]),
    ],
)
def test_what_is_not_accepted_needs_a_reason_and_advice(
    reason: str, advice: str, faulty: list[str]
) -> None:
    found = not_accepted_faults(reason, advice)
    assert [fault.field for fault in found] == faulty
    assert {fault.clause for fault in found} <= {"5.2.2.1"}

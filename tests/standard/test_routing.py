"""Who gets a ticket: one lead, who assists, who gets a copy, and who is the last resort."""

from __future__ import annotations

import pytest

from hotline_tui.standard.routing import Unit, copies, district_government, lead_faults
from hotline_tui.standard.vocabulary import UnitType

CHAOYANG = Unit("D05", "朝阳区人民政府", UnitType.DISTRICT, "110105")
FENGTAI = Unit("D06", "丰台区人民政府", UnitType.DISTRICT, "110106")
PANJIAYUAN = Unit("S1", "潘家园街道办事处", UnitType.SUBDISTRICT, "110105023000")
JINZHAN = Unit("S2", "金盏乡人民政府", UnitType.TOWNSHIP, "110105041000")
CHANGXINDIAN = Unit("S3", "长辛店镇人民政府", UnitType.TOWNSHIP, "110106101000")
WATER = Unit("M1", "市水务局", UnitType.DEPARTMENT)
GAS = Unit("E1", "市燃气集团", UnitType.ENTERPRISE)
OF_DISTRICT = Unit("M2", "朝阳区住房和城乡建设委员会", UnitType.DEPARTMENT, "110105")

UNITS = (CHAOYANG, FENGTAI, PANJIAYUAN, JINZHAN, CHANGXINDIAN, WATER, GAS, OF_DISTRICT)


@pytest.mark.clause("5.3.2.1.1 a")
@pytest.mark.parametrize(
    ("lead", "assisting", "copied"),
    [
        (PANJIAYUAN, (), (CHAOYANG,)),
        (JINZHAN, (), (CHAOYANG,)),
        (CHANGXINDIAN, (), (FENGTAI,)),
        (WATER, (), ()),
        (GAS, (), ()),
        (OF_DISTRICT, (), ()),
        (CHAOYANG, (), ()),
        (WATER, (PANJIAYUAN,), (CHAOYANG,)),
        (PANJIAYUAN, (JINZHAN,), (CHAOYANG,)),
        (PANJIAYUAN, (CHANGXINDIAN,), (CHAOYANG, FENGTAI)),
        (PANJIAYUAN, (CHAOYANG,), ()),
        (CHAOYANG, (PANJIAYUAN,), ()),
        (CHAOYANG, (CHANGXINDIAN,), (FENGTAI,)),
    ],
)
def test_the_district_government_gets_a_copy_of_what_goes_to_a_subdistrict_or_township(
    lead: Unit, assisting: tuple[Unit, ...], copied: tuple[Unit, ...]
) -> None:
    assert copies(lead, assisting, iter(UNITS)) == copied


def test_no_copy_goes_to_a_government_that_nobody_knows() -> None:
    assert copies(PANJIAYUAN, (), (PANJIAYUAN, FENGTAI)) == ()


@pytest.mark.clause("5.3.2.1.1 c")
@pytest.mark.parametrize(
    ("division", "government"),
    [
        ("110105023000", CHAOYANG),
        ("110105", CHAOYANG),
        ("110106101000", FENGTAI),
        ("110101", None),
        ("110000", None),
        ("", None),
    ],
)
def test_the_last_resort_is_the_government_of_the_district_of_the_place(
    division: str, government: Unit | None
) -> None:
    assert district_government(division, iter(UNITS)) == government


@pytest.mark.clause("5.3.2.1.1 b")
@pytest.mark.parametrize(
    ("lead", "assisting", "faulty"),
    [
        (WATER, (), []),
        (WATER, (GAS, PANJIAYUAN), []),
        (None, (), ["organizer"]),
        (None, (GAS,), ["organizer"]),
        (WATER, (WATER,), ["assisting"]),
        (WATER, (GAS, GAS), ["assisting"]),
        (WATER, (WATER, GAS, GAS, GAS), ["assisting"] * 3),
    ],
)
def test_exactly_one_unit_leads_and_nobody_assists_twice(
    lead: Unit | None, assisting: tuple[Unit, ...], faulty: list[str]
) -> None:
    found = lead_faults(lead, assisting)
    assert [fault.field for fault in found] == faulty
    assert {fault.clause for fault in found} <= {"5.3.2.1.1 b"}


def test_a_unit_of_the_whole_city_lies_in_no_district() -> None:
    assert (WATER.district, PANJIAYUAN.district, CHAOYANG.district) == ("", "110105", "110105")

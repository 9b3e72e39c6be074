"""Tickets about one thing are found among many, whatever words they are told in."""

from __future__ import annotations

import pytest

from hotline_tui.kb.alike import ALIKE, Alike, Matter

NOISE = (
    "小区门口路灯不亮",
    "公交车站牌被撞坏",
    "楼道里堆放杂物",
    "咨询公积金提取条件",
    "菜市场占道经营",
    "学校门口车辆违停",
    "自来水发黄有异味",
    "快递柜收费不合理",
)
HEATING = (
    Matter(1, "松榆里小区暖气不热", "松榆里小区昨天开始暖气不热，家里只有十二度。"),
    Matter(2, "家里没有供暖", "松榆里小区整栋楼暖气都不热，老人孩子受不了。"),
    Matter(3, "反映松榆里小区供暖问题", "暖气不热已经两天，松榆里小区物业说在检修。"),
)


def index(*matters: Matter) -> Alike:
    """An index of these, among tickets about everything else."""
    others = (Matter(100 + key, text, f"{text}，请处理。") for key, text in enumerate(NOISE))
    return Alike((*others, *matters))


@pytest.mark.clause("5.3.3")
def test_tickets_about_one_thing_are_found_whatever_their_words() -> None:
    found = index(*HEATING).likest(HEATING[0])
    assert {one.key for one in found} == {2, 3}
    assert all(one.likeness >= ALIKE for one in found)


def test_a_ticket_is_not_like_itself_and_likeness_is_the_same_from_either_side() -> None:
    one, other, _ = HEATING
    known = index(*HEATING)
    assert 1 not in {found.key for found in known.likest(one, least=0)}
    assert known.likeness(one, other) == known.likeness(other, one)
    assert known.likeness(one, one) == pytest.approx(1)


def test_the_same_complaint_about_another_place_is_another_thing() -> None:
    elsewhere = Matter(9, "望京花园暖气不热", "望京花园昨天开始暖气不热，家里只有十二度。")
    known = index(*HEATING, elsewhere)
    assert known.likeness(HEATING[0], HEATING[2]) > known.likeness(elsewhere, HEATING[2])
    assert 9 not in {one.key for one in known.likest(HEATING[2])}


ONE_HOUSE = "松榆里小区3号楼"


@pytest.mark.clause("5.3.3")
@pytest.mark.parametrize(
    ("title", "content"),
    [
        ("松榆里小区垃圾没人清运", "松榆里小区3号楼门前垃圾堆了三天没人清运，气味很大。"),
        ("松榆里小区电梯停运", "松榆里小区3号楼的电梯停运五天了，坐轮椅的老人下不了楼。"),
        ("松榆里小区消防通道被占", "松榆里小区3号楼前的消防通道长期停满私家车。"),
        ("松榆里小区停车费涨价", "松榆里小区物业没有公示就把停车费涨了一倍。"),
        ("投诉邻居养大狗", "松榆里小区3号楼有住户养了两条大狗，遛狗不牵绳。"),
    ],
)
def test_another_matter_at_the_same_place_is_another_thing(title: str, content: str) -> None:
    heating = [Matter(one.key, one.title, one.content, ONE_HOUSE, "110105024") for one in HEATING]
    other = Matter(9, title, content, ONE_HOUSE, "110105024")
    known = index(*heating, other)
    assert known.likest(other) == ()
    assert {one.key for one in known.likest(heating[0])} == {2, 3}


def test_tickets_of_two_districts_are_never_one_thing() -> None:
    here, there = (
        Matter(key, "地铁十号线停运", "地铁十号线今早停运。", division=division)
        for key, division in ((1, "110105026"), (2, "110108"))
    )
    unknown = Matter(3, "地铁十号线停运", "地铁十号线今早停运。")
    assert [one.key for one in index(here, there, unknown).likest(here)] == [3]


def test_the_same_place_and_category_raise_likeness_and_others_lower_it() -> None:
    def told(key: int, place: str, category: str) -> Matter:
        return Matter(key, "夜间施工噪声", "夜里两点还在施工。", place, category=category)

    one = told(1, "学院路街道", "0101")
    known = index(*HEATING)
    same, nowhere, other = (
        known.likeness(one, told(2, *rest))
        for rest in (("学院路街道", "0101"), ("", ""), ("良乡镇南关村", "0202"))
    )
    assert other < nowhere <= same


def test_a_ticket_is_taken_in_once() -> None:
    known = index(*HEATING)
    count = len(known)
    known.add(HEATING[0])
    assert len(known) == count
    assert 1 in known
    assert 77 not in known


def test_texts_without_a_letter_are_like_nothing() -> None:
    empty, dots = Matter(1, "", ""), Matter(2, "……", "？！|")
    assert index(empty, dots).likest(empty) == ()
    assert index(empty, dots).likest(dots, least=0) == ()

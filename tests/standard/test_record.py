"""The record of a matter: every part by its dotted name."""

from __future__ import annotations

import pytest

from hotline_tui.standard.record import (
    Claimant,
    Emergency,
    TicketDraft,
    full_text,
    names,
    value,
    with_value,
)


@pytest.mark.clause("5.2.3.1 d", "5.2.3.1 e")
def test_the_record_has_a_place_for_everything_that_the_standard_lists() -> None:
    listed = """channel kind urgency claimant.name claimant.address claimant.phone claimant.contact
    claimant.confidential occurred_at place course present_state demand content reasons respondent
    prior_handling risk_to_life_or_property category division title not_provided direct
    statutory_limit.due_at statutory_limit.basis"""
    assert set(listed.split()) <= set(names())
    assert {f"instability.{name}" for name in "channel manner intended_act threat".split()} <= set(
        names()
    )
    assert len(names()) == len(set(names()))


@pytest.mark.parametrize("name", names())
def test_every_part_can_be_read_and_replaced_by_its_name(name: str) -> None:
    before = TicketDraft()
    after = with_value(before, name, "甲")
    assert value(after, name) == "甲"
    assert with_value(after, name, value(before, name)) == before


def test_a_part_that_does_not_exist_is_a_fault_of_the_program() -> None:
    with pytest.raises(AttributeError):
        value(TicketDraft(), "claimant.age")


def test_two_records_are_two_matters() -> None:
    assert TicketDraft().id != TicketDraft().id
    assert TicketDraft().not_provided is not TicketDraft().not_provided


@pytest.mark.clause("6.1.1")
def test_the_text_for_searching_tells_the_matter_and_nothing_about_the_claimant() -> None:
    record = TicketDraft(
        title="井盖缺失",
        course="路边井盖丢了",
        place="建国路",
        demand="尽快补上",
        claimant=Claimant("王建国", "13812345678", "微信 wang", "潘家园 3 号楼"),
        emergency=Emergency(state="有人掉下去"),
        prior_handling=" ",
    )
    text = full_text(record)
    assert text.splitlines() == ["井盖缺失", "建国路", "路边井盖丢了", "尽快补上", "有人掉下去"]
    assert full_text(TicketDraft(title="  ")) == ""

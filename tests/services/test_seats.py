"""Open desks are known, and whoever may can end them."""

from __future__ import annotations

import pytest

from hotline_tui.services import operators, seats
from hotline_tui.services.people import people
from hotline_tui.services.watching import watch
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.vocabulary import Role
from tests.office import Office


@pytest.mark.clause("6.1.2")
def test_a_desk_is_open_from_sitting_down_to_getting_up(office: Office) -> None:
    sitting = office.colleague("2001", "李敏", Role.AGENT)
    seats.take(sitting)
    (row,) = seats.taken(office.owner)
    assert (row.workno, row.name, row.host) == ("2001", "李敏", sitting.host)
    seats.leave(sitting)
    assert seats.taken(office.owner) == ()


@pytest.mark.clause("6.1.2")
def test_a_desk_that_was_cut_off_is_open_no_more_until_it_is_seen_again(office: Office) -> None:
    sitting = office.colleague("2001", "李敏", Role.AGENT)
    seats.take(sitting)
    office.clock.forward(minutes=2)
    seats.keep(sitting)
    office.clock.forward(minutes=3)
    assert len(seats.taken(office.owner)) == 1
    office.clock.forward(minutes=1)
    assert seats.taken(office.owner) == ()
    seats.keep(sitting)
    assert len(seats.taken(office.owner)) == 1


@pytest.mark.clause("6.1.2")
def test_whoever_is_signed_out_is_told_by_whom_and_why(office: Office) -> None:
    sitting = office.colleague("2001", "李敏", Role.AGENT)
    seats.take(sitting)
    seats.take(office.owner)
    assert seats.sign_out(office.owner, "2001", "下班未退出") == 1
    assert watch(sitting).closed.endswith("注销：下班未退出")
    assert watch(office.owner).closed == ""
    seats.leave(sitting)  # its screens close themselves
    with pytest.raises(Refused, match="没有打开的座席"):
        seats.sign_out(office.owner, "2001", "再一次")


@pytest.mark.clause("6.1.2")
def test_an_end_needs_authority_and_a_reason(office: Office) -> None:
    sitting = office.colleague("2001", "李敏", Role.AGENT)
    seats.take(office.owner)
    with pytest.raises(Refused, match="查看与注销座席"):
        seats.sign_out(sitting, "0001", "看一看")
    with pytest.raises(Refused, match="理由"):
        seats.sign_out(office.owner, "2001", " ")


@pytest.mark.clause("6.1.2")
def test_a_supervisor_sees_who_sits_somewhere_and_a_manager_sees_everybody(
    office: Office,
) -> None:
    seats.take(office.colleague("2001", "李敏", Role.AGENT))
    supervisor = office.colleague("0009", "周岚", Role.SUPERVISOR)
    assert [one.number for one in people(supervisor)] == ["2001"]
    assert [one.number for one in people(office.owner)] == ["0001", "0009", "2001"]


@pytest.mark.clause("6.1.2")
def test_who_is_disabled_is_signed_out_and_may_be_let_in_again(office: Office) -> None:
    sitting = office.colleague("2001", "李敏", Role.AGENT)
    seats.take(sitting)
    operators.disable(office.owner, "2001")
    assert "停用" in watch(sitting).closed
    assert operators.enable(office.owner, "2001").active

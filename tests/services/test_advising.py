"""Advice to a dispatcher leaves out who has given the ticket back."""

from __future__ import annotations

import pytest

from hotline_tui.services.advising import advise
from hotline_tui.services.dispatching import Dispatch, dispatch
from hotline_tui.services.returning import GiveBack, give_back
from hotline_tui.standard.vocabulary import ReturnReason
from tests.office import Office, matter, registered


@pytest.mark.clause("5.3.2.1.6", "4.2")
def test_a_unit_that_gives_a_ticket_back_is_not_suggested_again(office: Office) -> None:
    draft = matter(title="小区垃圾没有清运", division="110105017", place="潘家园东里")
    number = registered(office.owner, draft).number
    first = advise(office.owner, number).units[0]
    dispatch(office.owner, Dispatch(number, first.code))
    reason = ReturnReason.WRONG_AREA
    give_back(office.owner, GiveBack(number, reason, "不在辖区", "见区划图", told_by="李主任"))
    again = [one.name for one in advise(office.owner, number).units]
    assert first.name not in again
    assert len(again) == 3

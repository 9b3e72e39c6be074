"""Who raised a matter is shown in full for a reason, which is kept, and to nobody else."""

from __future__ import annotations

import pytest

from hotline_tui.services import queueing, unmasking
from hotline_tui.standard.record import Claimant
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.vocabulary import Role
from tests.office import DISTRICT, SUBDISTRICT, Office, dispatched, matter

WHO = Claimant("王先生", "13812345678", "微信 wang", "小关北里")


@pytest.mark.clause("6.1.1")
def test_a_reason_shows_the_claimant_and_stays_in_the_history(office: Office) -> None:
    number = dispatched(office.owner, matter(claimant=WHO)).number
    with pytest.raises(Refused, match="须写明理由"):
        unmasking.unmask(office.owner, number, "  ")
    before = queueing.show(office.owner, number)
    assert unmasking.unmask(office.owner, number, " 核实地址 ") == WHO
    after = queueing.show(office.owner, number)
    assert after.history[:-1] == before.history
    assert (after.history[-1].who, after.history[-1].summary) == (
        "0001",
        "查看诉求人完整信息：核实地址",
    )


@pytest.mark.clause("6.1.1")
def test_a_unit_learns_who_raised_its_own_tickets_unless_they_stay_unknown(
    office: Office,
) -> None:
    unit = office.colleague("6001", "刘洋", Role.ORGANIZER, unit=SUBDISTRICT)
    own = dispatched(office.owner, matter(claimant=WHO)).number
    secret = Claimant("王先生", "13812345678", confidential=True)
    hidden = dispatched(office.owner, matter(claimant=secret)).number
    others = dispatched(office.owner, matter(claimant=WHO), to=DISTRICT).number
    assert unmasking.unmask(unit, own, "上门") == WHO
    for number, told in ((hidden, "要求保密"), (others, "不由本单位承办")):
        with pytest.raises(Refused, match=told):
            unmasking.unmask(unit, number, "上门")
        history = queueing.show(office.owner, number).history
        assert "unmasked" not in [one.what for one in history]

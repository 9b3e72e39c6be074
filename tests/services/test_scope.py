"""An organizer's desk sees its own unit's tickets, on every way that leads to one."""

from __future__ import annotations

import pytest

from hotline_tui.services import advising, calls, linking, outbox, queueing, suggesting, watching
from hotline_tui.services.desk import Desk
from hotline_tui.services.handled import handling
from hotline_tui.services.queueing import QueueWish, queue
from hotline_tui.services.unmasking import unmask
from hotline_tui.standard.record import Claimant
from hotline_tui.standard.vocabulary import Role, Worklist
from tests.office import DISTRICT, SUBDISTRICT, Office, dispatched, matter, registered
from tests.services.handling import organizer, refusal

OURS, THEIRS = "13812345678", "13987654321"


@pytest.fixture
def numbers(office: Office) -> tuple[str, str]:
    """A ticket of ours and one of another unit."""
    ours = dispatched(office.owner, matter(title="占道堆物", phone=OURS))
    theirs = dispatched(office.owner, matter(title="占道经营", phone=THEIRS), DISTRICT)
    return ours.number, theirs.number


@pytest.mark.clause("6.1.2")
def test_lists_and_searches_hold_ones_own_tickets_only(
    office: Office, numbers: tuple[str, str]
) -> None:
    desk, (ours, theirs) = organizer(office), numbers
    page = queue(desk, QueueWish(Worklist.SIGN))
    assert ([row.number for row in page.rows], page.total) == ([ours], 1)
    elsewhere = queue(desk, QueueWish(Worklist.SIGN, organizer=DISTRICT))
    assert [row.number for row in elsewhere.rows] == [ours]
    assert [row.number for row in queueing.find(desk, "占道")] == [ours]
    assert queueing.find(desk, theirs) == queueing.find(desk, THEIRS) == ()
    assert [row.number for row in queueing.listed(desk, 50)] == [ours]
    waits = watching.watch(desk).waiting
    assert waits is not None
    assert (waits.dispatch, waits.sign, waits.overdue) == (0, 1, 0)
    assert queueing.waiting(office.owner).sign == 2


def test_an_organizer_finds_its_ticket_by_the_telephone_number_it_was_called_from(
    office: Office, numbers: tuple[str, str]
) -> None:
    assert [row.number for row in queueing.find(organizer(office), OURS)] == [numbers[0]]


def test_the_hotline_may_look_at_one_units_tickets(
    office: Office, numbers: tuple[str, str]
) -> None:
    page = queue(office.owner, QueueWish(Worklist.SIGN, organizer=DISTRICT))
    assert ([row.number for row in page.rows], page.total) == ([numbers[1]], 1)
    assert queue(office.owner, QueueWish(Worklist.SIGN)).total == 2


@pytest.mark.clause("6.1.2")
def test_others_tickets_are_not_shown_nor_is_what_the_whole_city_has(
    office: Office, numbers: tuple[str, str]
) -> None:
    desk, (ours, theirs) = organizer(office), numbers
    assert queueing.show(desk, ours).number == ours
    for look in (queueing.show, handling):
        assert refusal(look, desk, theirs) == [("number", "6.1.2")]
    assert refusal(unmask, desk, theirs, "核实") == [("number", "6.1.2")]
    draft = matter(phone=OURS)
    assert refusal(calls.caller, desk, OURS) == [("", "6.1.2")]
    assert refusal(linking.repeats, desk, draft) == [("", "6.1.2")]
    assert refusal(suggesting.suggestions, desk, draft) == [("", "6.1.2")]
    assert refusal(advising.advise, desk, ours) == [("", "6.1.2")]
    assert refusal(outbox.letters, desk) == [("", "6.1.2")]


@pytest.mark.clause("6.1.2")
def test_what_is_not_yet_sent_to_anybody_is_nobodys_business_outside(office: Office) -> None:
    made = registered(office.owner, matter())
    assert refusal(queueing.show, organizer(office), made.number) == [("number", "6.1.2")]


def test_a_linked_ticket_of_another_unit_is_not_named(
    office: Office, numbers: tuple[str, str]
) -> None:
    ours, theirs = numbers
    linking.link(office.owner, ours, theirs)
    assert queueing.show(organizer(office), ours).linked == ()
    assert queueing.show(office.owner, ours).linked == (theirs,)


@pytest.mark.clause("6.1.1")
def test_who_wants_to_stay_unknown_is_unknown_to_the_organizer(office: Office) -> None:
    secret = Claimant("王先生", OURS, address="小关东里3号楼", confidential=True)
    sent = dispatched(office.owner, matter(claimant=secret))
    desk = organizer(office)
    shown = queueing.show(desk, sent.number).record.claimant
    assert shown == Claimant(confidential=True)
    assert refusal(unmask, desk, sent.number, "上门核实") == [("number", "6.1.1")]
    assert queueing.find(desk, OURS) == ()
    assert queueing.show(office.owner, sent.number).record.claimant == secret


@pytest.mark.clause("6.1.1")
def test_others_are_shown_for_a_reason_that_is_kept(
    office: Office, numbers: tuple[str, str]
) -> None:
    desk = organizer(office)
    assert unmask(desk, numbers[0], "上门核实").phone == OURS
    assert "上门核实" in queueing.show(office.owner, numbers[0]).history[-1].summary


@pytest.mark.clause("6.1.2")
def test_an_organizer_without_a_unit_sees_nothing_and_is_told_why(office: Office) -> None:
    lost = organizer(office)
    desk = Desk(
        type(lost.person)("Z", "无单位", frozenset({Role.ORGANIZER})), lost.database, lost.clock
    )
    assert refusal(queue, desk, QueueWish(Worklist.SIGN)) == [("unit", "6.1.2")]


@pytest.mark.clause("6.1.2")
def test_an_editor_who_also_works_for_a_unit_sees_no_more_than_that_unit(
    office: Office, numbers: tuple[str, str]
) -> None:
    desk = office.colleague("Z2", "钱编", Role.ORGANIZER, Role.EDITOR, unit=SUBDISTRICT)
    assert [row.number for row in queueing.listed(desk, 50)] == [numbers[0]]

"""What was finished while the database was away arrives once, in order, with its true times."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from hotline_tui.data.journal import Journal
from hotline_tui.services import drafting
from hotline_tui.services.handing_in import Finished, hand_in, put_by, take_back, unsent
from hotline_tui.services.queueing import show
from hotline_tui.standard.record import TicketDraft
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.vocabulary import Kind, Status, Urgency
from tests.office import BEGINNING, Office, matter, registered


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    kept = Journal(tmp_path / "drafts.db")
    yield kept
    kept.close()


def put(office: Office, journal: Journal, draft: TicketDraft, **outcome: object) -> None:
    """Finish a record while the database is away."""
    drafting.keep(office.owner, journal, str(draft.id), draft.title, {})
    put_by(office.owner, journal, replace(Finished(draft), **outcome))  # type: ignore[arg-type]


@pytest.mark.clause("5.2.3.1 b", "5.3.2.1.4")
def test_a_record_that_waited_bears_the_time_of_its_finishing(
    office: Office, journal: Journal
) -> None:
    put(office, journal, matter(urgency=Urgency.LIVELIHOOD))
    office.clock.forward(minutes=40)
    (waiting,) = unsent(office.owner, journal)
    made = hand_in(office.owner, waiting)
    assert (made.registered_at, made.raised_at) == (BEGINNING, BEGINNING)
    assert made.clocks.dispatch.due_at == BEGINNING + timedelta(hours=2)
    assert "数据库断开时完成" in show(office.owner, made.number).history[0].summary


@pytest.mark.clause("5.2.3.1 b")
def test_records_that_waited_arrive_once_and_in_their_order(
    office: Office, journal: Journal
) -> None:
    for nth in range(3):
        put(office, journal, matter(title=f"第{nth}件"))
        office.clock.forward(minutes=1)
    waiting = unsent(office.owner, journal)
    first = hand_in(office.owner, waiting[0])  # and the desk is killed before it could note it
    again = [hand_in(office.owner, one) for one in unsent(office.owner, journal)]
    assert again[0].number == first.number
    assert [one.record.title for one in again] == ["第0件", "第1件", "第2件"]
    assert len({one.number for one in again}) == 3


def test_what_waits_is_no_draft_until_it_was_refused(office: Office, journal: Journal) -> None:
    put(office, journal, matter(division="999999"))
    assert drafting.kept(office.owner, journal) == ()
    (waiting,) = unsent(office.owner, journal)
    with pytest.raises(Refused, match="999999"):
        hand_in(office.owner, waiting)
    take_back(office.owner, journal, waiting)
    assert unsent(office.owner, journal) == ()
    assert [one.id for one in drafting.kept(office.owner, journal)] == [str(waiting.draft.id)]


def test_what_waits_is_its_persons_own(office: Office, journal: Journal) -> None:
    put(office, journal, matter())
    assert unsent(office.colleague("0002", "李梅"), journal) == ()


@pytest.mark.clause("5.2.2.1", "5.3.1")
def test_whatever_was_decided_is_done_when_the_database_is_back(
    office: Office, journal: Journal
) -> None:
    earlier = registered(office.owner, matter())
    put(office, journal, matter(Kind.CONSULTATION), article=1)
    put(office, journal, matter(), refusal=("不在本市", "请拨打当地12345"))
    put(office, journal, matter(), links=(earlier.number,))
    answered, refused, linked = (
        hand_in(office.owner, one) for one in unsent(office.owner, journal)
    )
    assert (answered.status, answered.history[-1].at) == (Status.ANSWERED, BEGINNING)
    assert refused.status is Status.NOT_ACCEPTED
    assert show(office.owner, linked.number).linked == (earlier.number,)


def test_a_time_that_has_not_come_is_not_believed(office: Office, journal: Journal) -> None:
    ahead = Finished(matter(), at=BEGINNING + timedelta(days=1))
    assert hand_in(office.owner, ahead).registered_at == BEGINNING

"""Tickets about one thing are found as they arrive, proposed once, and decided by supervisors."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from hotline_tui.data import supervising
from hotline_tui.data import tickets as stored
from hotline_tui.services import clustering, queueing
from hotline_tui.services.clustering import Found, find, find_all
from hotline_tui.services.clusters import ClusterRow, State, cluster, cluster_of, clusters
from hotline_tui.services.desk import Desk
from hotline_tui.services.feeding_back import FeedBack
from hotline_tui.services.grouping import Decision, add, answer, dismiss, link, remove
from hotline_tui.services.handled import handling
from hotline_tui.services.rows import TicketRow
from hotline_tui.standard.vocabulary import Cause, Outcome, Role, Status
from tests.office import Office, dispatched, matter, registered
from tests.services.handling import SOLVED, organizer, refusal, signed

TOLD = (
    ("松榆里小区暖气不热", "松榆里小区昨天开始暖气不热，家里只有十二度。"),
    ("家里没有供暖", "松榆里小区整栋楼暖气都不热，老人孩子受不了。"),
    ("反映松榆里小区供暖问题", "暖气不热已经两天，松榆里小区物业说在检修。"),
    ("松榆里小区暖气还是不热", "松榆里小区暖气不热，请尽快检修。"),
)

OTHERS = ("望京花园门前路灯不亮", "咨询公积金提取条件", "菜市场占道经营")


def told(office: Office, place: int, phone: str = "") -> str:
    """One more ticket about the cold houses, from somebody else; its number."""
    title, content = TOLD[place]
    number = phone or f"1380000000{place}"
    return registered(office.owner, matter(phone=number, title=title, content=content)).number


def proposed(office: Office) -> ClusterRow:
    """Three tickets about the cold houses among others, found."""
    for place in range(3):
        told(office, place)
        registered(office.owner, matter(phone=f"1390000000{place}", title=OTHERS[place]))
    find_all(office.owner)
    (found,) = clusters(office.owner).rows
    return found


def causes(office: Office, number: str) -> dict[Cause, str]:
    """The open reasons for supervision of a ticket."""
    with office.database.reading() as session:
        ticket = stored.by_number(session, number)
        found = supervising.open_candidates(session, (ticket.id or 0,))
        return {one.cause: one.told for one in found}


def numbers(found: ClusterRow) -> list[str]:
    """The tickets of a cluster."""
    return [one.number for one in found.members]


@pytest.mark.clause("5.3.3")
def test_as_soon_as_many_raise_one_thing_it_is_proposed_and_each_is_a_candidate(
    office: Office,
) -> None:
    made = [told(office, place) for place in (0, 1)]
    assert find_all(office.owner) == Found(compared=2)
    assert causes(office, made[0]) == {}
    made.append(told(office, 2))
    assert find_all(office.owner) == Found(compared=1, proposed=1)
    (found,) = clusters(office.owner).rows
    assert (found.state, numbers(found), found.claimants) == (State.PROPOSED, made, 3)
    assert found.name == TOLD[0][0]
    assert [causes(office, one) for one in made] == [{Cause.BY_MANY: "7 天内 3 件同类"}] * 3


@pytest.mark.clause("5.3.3")
def test_one_more_joins_and_all_say_how_many_they_are_now(office: Office) -> None:
    before = proposed(office)
    late = told(office, 3)
    assert find_all(office.owner) == Found(compared=1, joined=1)
    found = cluster(office.owner, before.id)
    assert numbers(found) == [*numbers(before), late]
    for number in numbers(found):
        assert causes(office, number) == {Cause.BY_MANY: "7 天内 4 件同类"}


def test_one_claimant_who_calls_again_and_again_is_not_many(office: Office) -> None:
    for place in range(3):
        told(office, place, phone="13812345678")
    assert find_all(office.owner) == Found(compared=3)
    assert clusters(office.owner).rows == ()


def test_what_was_raised_long_before_is_another_matter(office: Office) -> None:
    told(office, 0)
    told(office, 1)
    find_all(office.owner)
    office.clock.forward(days=8)
    told(office, 2)
    assert find_all(office.owner) == Found(compared=1)


def test_looking_again_from_another_process_finds_nothing_twice(office: Office) -> None:
    before = proposed(office)
    elsewhere = office.hand(0)
    assert find_all(elsewhere) == Found()
    told(office, 3)
    with ThreadPoolExecutor(2) as people:
        found = list(people.map(find, (office.owner, elsewhere)))
    assert sum(one.joined for one in found) == 1
    assert len(cluster(office.owner, before.id).members) == 4
    elsewhere.database.close()


def test_registering_a_ticket_compares_nothing(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(clustering.Alike, "likest")
    assert told(office, 0)


@pytest.mark.clause("5.3.3")
def test_linked_tickets_are_one_matter_with_a_name_and_keep_their_own_clocks(
    office: Office,
) -> None:
    before = proposed(office)
    due = [one.due_at for one in before.members]
    found = link(office.owner, Decision(before.id, name="松榆里小区停暖"))
    assert (found.state, found.name) == (State.LINKED, "松榆里小区停暖")
    assert [one.due_at for one in found.members] == due
    assert [one.version for one in found.members] == [one.version for one in before.members]
    for number in numbers(found):
        assert causes(office, number) == {}
        shown = queueing.show(office.owner, number)
        assert shown.history[-1].summary == "并案办理：松榆里小区停暖"
    listed = clusters(office.owner, State.LINKED)
    assert (listed.tickets, listed.matters) == (6, 4)
    assert cluster_of(office.owner, numbers(found)[0]) == found


def test_one_more_of_a_linked_matter_is_linked_and_no_candidate(office: Office) -> None:
    before = link(office.owner, Decision(proposed(office).id, name="松榆里小区停暖"))
    late = told(office, 3)
    find_all(office.owner)
    assert late in numbers(cluster(office.owner, before.id))
    assert causes(office, late) == {}
    history = queueing.show(office.owner, late).history
    assert history[-1].summary == "发现与“松榆里小区停暖”同类，并案办理"


@pytest.mark.clause("5.3.3")
def test_what_was_dismissed_is_not_proposed_again(office: Office) -> None:
    before = proposed(office)
    found = dismiss(office.owner, Decision(before.id, reason="不是一个供热站"))
    assert (found.state, found.reason) == (State.DISMISSED, "不是一个供热站")
    late = told(office, 3)
    find_all(office.owner)
    assert clusters(office.owner).rows == ()
    assert all(causes(office, number) == {} for number in (*numbers(before), late))
    assert cluster_of(office.owner, late) is None


def test_a_link_can_be_undone(office: Office) -> None:
    before = link(office.owner, Decision(proposed(office).id, name="停暖"))
    found = dismiss(office.owner, Decision(before.id, reason="原因不同", seen=State.LINKED))
    assert found.state is State.DISMISSED
    listed = clusters(office.owner, State.LINKED)
    assert (listed.tickets, listed.matters) == (6, 6)


def test_a_ticket_that_was_taken_out_does_not_come_back_by_itself(office: Office) -> None:
    before = proposed(office)
    out = numbers(before)[0]
    found = remove(office.owner, before.id, out)
    assert out not in numbers(found)
    assert causes(office, out) == {}
    told(office, 3)
    find_all(office.owner)
    assert out not in numbers(cluster(office.owner, before.id))
    assert refusal(remove, office.owner, before.id, out) == [("number", "5.3.3")]
    assert out in numbers(add(office.owner, before.id, out))
    assert refusal(add, office.owner, before.id, out) == [("number", "5.3.3")]


@pytest.mark.clause("5.3.2.3.1")
def test_an_answer_reaches_every_claimant_with_a_feedback_of_its_own(office: Office) -> None:
    found = _linked(office, [signed(office, phone=f"1370000000{place}") for place in range(2)])
    waiting = dispatched(office.owner, matter(phone="13700000009")).number
    add(office.owner, found.id, waiting)
    office.clock.forward(hours=1)
    content = {"handled_at": office.now - timedelta(minutes=5), **SOLVED}
    wish = FeedBack("", Outcome.SOLVED, content, told_by="赵科员")
    done = answer(office.owner, found.id, wish)
    assert done.answered == tuple(one for one in numbers(found))
    assert done.left_out == ((waiting, Status.DISPATCHED),)
    for number in done.answered:
        shown = queueing.show(office.owner, number)
        assert shown.status is Status.FED_BACK
        assert shown.history[-1].summary == "反馈：已解决（赵科员告知）"
        assert len(handling(office.owner, number).feedbacks) == 1


def test_an_answer_that_lacks_something_changes_no_ticket(office: Office) -> None:
    found = _linked(office, [signed(office, phone=f"1370000000{place}") for place in range(2)])
    lacking = FeedBack("", Outcome.SOLVED, {}, told_by="赵科员")
    assert refusal(answer, office.owner, found.id, lacking)
    assert {one.status for one in cluster(office.owner, found.id).members} == {Status.SIGNED}


def test_only_linked_tickets_that_are_handled_are_answered_together(office: Office) -> None:
    found = proposed(office)
    wish = FeedBack("", Outcome.SOLVED)
    assert refusal(answer, office.owner, found.id, wish) == [("cluster", "5.3.3")]
    link(office.owner, Decision(found.id, name="停暖"))
    assert refusal(answer, office.owner, found.id, wish) == [("cluster", "5.3.3")]


def test_what_another_supervisor_has_decided_meanwhile_is_not_overwritten(office: Office) -> None:
    found = proposed(office)
    other = office.colleague("2002", "周督办", Role.SUPERVISOR)
    dismiss(other, Decision(found.id, reason="不是一件事", seen=State.PROPOSED))
    wish = Decision(found.id, name="停暖", seen=State.PROPOSED)
    assert refusal(link, office.owner, wish) == [("cluster", "")]


@pytest.mark.clause("6.1.2")
def test_only_supervisors_decide_and_organizers_see_no_cluster(office: Office) -> None:
    found = proposed(office)
    agent = office.colleague("1003", "李敏", Role.AGENT)
    unit = organizer(office)
    wish = Decision(found.id, name="停暖", reason="不是一件事")
    for use_case in (link, dismiss):
        assert refusal(use_case, agent, wish) == [("", "6.1.2")]
    for deed in (add, remove):
        assert refusal(deed, agent, found.id, numbers(found)[0]) == [("", "6.1.2")]
    assert refusal(cluster, unit, found.id) == [("", "6.1.2")]
    assert refusal(answer, unit, found.id, FeedBack("")) == [("", "6.1.2")]
    assert refusal(find, agent) == [("", "6.1.2")]


def test_a_decision_says_its_name_or_its_reason_and_which_cluster(office: Office) -> None:
    found = proposed(office)
    assert refusal(link, office.owner, Decision(found.id, name=" ")) == [("name", "5.3.3")]
    assert refusal(dismiss, office.owner, Decision(found.id)) == [("reason", "5.3.3")]
    assert refusal(link, office.owner, Decision(404, name="停暖")) == [("cluster", "")]


def _linked(office: Office, tickets: list[TicketRow]) -> ClusterRow:
    """A linked cluster that holds exactly these tickets."""
    found = proposed(office)
    desk: Desk = office.owner
    for number in numbers(found):
        remove(desk, found.id, number)
    for ticket in tickets:
        add(desk, found.id, ticket.number)
    return link(desk, Decision(found.id, name="停暖"))

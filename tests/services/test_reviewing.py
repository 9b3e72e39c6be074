"""A sample is drawn and scored by a second person, answered by the agent, decided by a third."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from hotline_tui.services import archiving, intake_quality, operators, policy, queueing, review_rows
from hotline_tui.services.closing import close
from hotline_tui.services.desk import Desk
from hotline_tui.services.figures import period
from hotline_tui.services.registering import Answer as DirectAnswer
from hotline_tui.services.registering import answer as answer_directly
from hotline_tui.services.review_rows import ReviewRow, of_period
from hotline_tui.services.reviewing import (
    Answer,
    Decision,
    Score,
    answer,
    decide,
    draw,
    pick,
    score,
)
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.review import CARD, Cause, Grade, Reply, State
from hotline_tui.standard.vocabulary import Kind, Role
from tests.office import Office, matter, registered

MET = {one.name: Grade.MET for one in CARD}
MISSED = {**MET, "accurate": Grade.MISSED}


@pytest.fixture
def agent(office: Office) -> Desk:
    """Whose work is reviewed."""
    return office.colleague("1024", "王芳", Role.AGENT)


@pytest.fixture
def reviewer(office: Office) -> Desk:
    """A second person."""
    return office.colleague("9001", "何培", Role.TRAINER)


@pytest.fixture
def chief(office: Office) -> Desk:
    """A third."""
    return office.colleague("3001", "刘洋", Role.SUPERVISOR)


def drawn(office: Office, reviewer: Desk) -> tuple[ReviewRow, ...]:
    """The sample of this month, drawn."""
    office.clock.forward(minutes=1)
    draw(reviewer, period(reviewer, "本月"))
    return review_rows.waiting(reviewer)


@pytest.mark.clause("7.1.2.1")
def test_a_sample_is_drawn_once_and_only_what_is_new_is_added(
    office: Office, agent: Desk, reviewer: Desk
) -> None:
    policy.choose(office.owner, {"review_share": 0.0, "review_least": 2})
    for _ in range(6):
        registered(agent, matter(title="夜间施工"))
    rows = drawn(office, reviewer)
    assert [(row.agent, row.name, row.cause) for row in rows] == [
        ("1024", "王芳", Cause.SAMPLE)
    ] * 2
    again = draw(reviewer, period(reviewer, "本月"))
    assert (again.tickets, again.new) == (6, 0)
    rest = {row.number for row in queueing.listed(office.owner, 9)} - {row.ticket for row in rows}
    picked = pick(reviewer, rest.pop())
    assert picked.cause is Cause.PICKED
    with pytest.raises(Refused, match="已列入质检"):
        pick(reviewer, picked.ticket)
    policy.choose(office.owner, {"review_share": 1.0})
    assert draw(reviewer, period(reviewer, "本月")).new == 3


@pytest.mark.clause("7.1.2.1", "7.1.2.2", "7.1.2.4")
def test_a_review_is_scored_objected_to_and_decided(
    office: Office, agent: Desk, reviewer: Desk, chief: Desk
) -> None:
    number = registered(agent, matter(title="夜间施工")).number
    (row,) = drawn(office, reviewer)
    assert (row.state, row.points) == (State.DRAWN, None)
    assert review_rows.own(agent) == ()
    with pytest.raises(Refused, match="没有第 1 号质检"):
        review_rows.show(agent, row.id)
    scored = score(reviewer, Score(row.id, MISSED, "没有写明施工时间", row.version))
    assert (scored.state, scored.points, scored.scored_by) == (State.SCORED, 85, "9001")
    with pytest.raises(Refused, match="已由工号 9001 评过"):
        score(chief, Score(row.id, MET))
    with pytest.raises(Refused, match="已被更新"):
        answer(agent, Answer(row.id, Reply.ACCEPT, version=row.version))
    assert [one.id for one in review_rows.own(agent)] == [row.id]
    objected = answer(agent, Answer(row.id, Reply.OBJECT, "来电人说不清时间，已注明"))
    assert objected.state is State.OBJECTED
    quality = intake_quality.quality(office.owner, period(office.owner, "本月"))
    assert (quality.total.reviews, quality.total.objected) == (0, 1)
    with pytest.raises(Refused, match="没有“裁定质检申诉”的权限"):
        decide(reviewer, Decision(row.id, True, "维持"))
    changes = {"accurate": Grade.MET}
    done = decide(chief, Decision(row.id, False, "注明了原因，不扣分", changes))
    assert (done.state, done.points, done.first_points) == (State.FINAL, 100, 85)
    quality = intake_quality.quality(office.owner, period(office.owner, "本月"))
    assert (quality.total.reviews, quality.total.points) == (1, 100)
    history = [one.what for one in queueing.show(office.owner, number).history]
    assert history == ["registered"]


@pytest.mark.clause("7.1.2.4")
def test_a_score_that_is_upheld_stands_as_it_was(
    office: Office, agent: Desk, reviewer: Desk, chief: Desk
) -> None:
    registered(agent, matter())
    (row,) = drawn(office, reviewer)
    score(reviewer, Score(row.id, MISSED, "没有写明施工时间"))
    answer(agent, Answer(row.id, Reply.OBJECT, "已注明"))
    done = decide(chief, Decision(row.id, True, "核对录音，问得出来"))
    assert (done.state, done.points, done.upheld) == (State.FINAL, 85, True)
    found = intake_quality.quality(office.owner, period(office.owner, "本月"), "1024")
    assert "C.3" in [one.clause for one in found.workers[0].weakest]


@pytest.mark.clause("7.1.2.1", "7.1.2.4")
def test_nobody_scores_their_own_work_or_decides_about_their_own_score(
    office: Office, chief: Desk
) -> None:
    registered(chief, matter())
    other = office.colleague("3002", "关平", Role.SUPERVISOR)
    office.clock.forward(minutes=1)
    draw(chief, period(chief, "本月"))
    assert review_rows.waiting(chief) == ()
    (row,) = review_rows.waiting(other)
    with pytest.raises(Refused, match="不能评自己的工单"):
        score(chief, Score(row.id, MET))
    score(other, Score(row.id, MISSED, "不具体"))
    answer(chief, Answer(row.id, Reply.OBJECT, "具体"))
    for desk, told in ((chief, "不能裁定自己的申诉"), (other, "评分人以外的人")):
        with pytest.raises(Refused, match=told):
            decide(desk, Decision(row.id, True, "维持"))


@pytest.mark.clause("7.1.2.1", "6.1.2")
def test_the_database_itself_keeps_people_from_scoring_their_own_work(
    office: Office, agent: Desk, reviewer: Desk
) -> None:
    registered(agent, matter())
    drawn(office, reviewer)
    for change in (
        "scored_by = '1024'",
        "reply = 'object', replied_by = '9001'",
        "scored_by = '9001', decided_by = '9001'",
        "decided_by = '1024'",
    ):
        with pytest.raises(IntegrityError), office.database.transaction() as session:
            session.connection().execute(text(f"UPDATE quality_review SET {change}"))


@pytest.mark.clause("7.1.2.4", "6.1.2")
def test_an_agent_finds_no_review_of_another(office: Office, agent: Desk, reviewer: Desk) -> None:
    registered(agent, matter())
    (row,) = drawn(office, reviewer)
    score(reviewer, Score(row.id, MISSED, "不具体"))
    other = office.colleague("1031", "李敏", Role.AGENT)
    assert review_rows.own(other) == ()
    with pytest.raises(Refused, match="没有第 1 号质检"):
        review_rows.show(other, row.id)
    # A secured database does not even say that there is another's.
    with pytest.raises(Refused, match=r"只能答复对自己工单的评分|没有第 1 号质检"):
        answer(other, Answer(row.id, Reply.OBJECT, "不对"))
    with pytest.raises(Refused, match="没有“质检抽样、评分”的权限"):
        review_rows.waiting(other)


@pytest.mark.clause("7.1.2.4", "6.1.2")
def test_the_reviews_behind_a_number_are_found_by_person_and_team(
    office: Office, agent: Desk, reviewer: Desk
) -> None:
    for desk in (agent, office.colleague("1031", "李敏", Role.AGENT)):
        registered(desk, matter())
    operators.set_team(office.owner, "1031", "一班")
    first, second = drawn(office, reviewer)
    score(reviewer, Score(first.id, MET))
    of = period(reviewer, "本月")
    assert [row.id for row in of_period(reviewer, of)] == [first.id, second.id]
    (row,) = of_period(reviewer, of, team="一班")
    assert row.agent == "1031"
    mine = of_period(agent, of, "1031")
    assert [row.agent for row in mine] == (["1024"] if first.agent == "1024" else [])
    assert of_period(reviewer, period(reviewer, "上月")) == ()


@pytest.mark.clause("7.1.2.4")
def test_who_does_not_answer_in_time_has_accepted(
    office: Office, agent: Desk, reviewer: Desk
) -> None:
    registered(agent, matter())
    (row,) = drawn(office, reviewer)
    score(reviewer, Score(row.id, MET))
    policy.choose(office.owner, policy.meant({"review_answer_within": 2}))
    office.clock.forward(days=2)
    assert review_rows.show(agent, row.id).state is State.FINAL
    with pytest.raises(Refused, match="答复期已过"):
        answer(agent, Answer(row.id, Reply.OBJECT, "不对"))


@pytest.mark.clause("7.1.2.1", "5.6.2")
def test_what_is_archived_can_be_reviewed_and_stays_as_it_is(
    office: Office, agent: Desk, reviewer: Desk
) -> None:
    number = registered(agent, matter(Kind.CONSULTATION)).number
    answer_directly(agent, DirectAnswer(number, 1, "按现行规定办理"))
    close(office.owner, number)
    office.colleague("7001", "郑岩", Role.ARCHIVIST)
    archiving.archive(office.owner, archiving.IntoArchive(number, "7001"))
    (row,) = drawn(office, reviewer)
    assert score(reviewer, Score(row.id, MET)).points == 100


@pytest.mark.clause("7.1.2.1")
def test_two_who_draw_at_once_take_nothing_twice(
    office: Office, agent: Desk, reviewer: Desk, chief: Desk
) -> None:
    for _ in range(5):
        registered(agent, matter())
    office.clock.forward(minutes=1)
    of = period(chief, "本月")
    with ThreadPoolExecutor() as pool:
        done = list(pool.map(lambda desk: draw(desk, of).new, (chief, reviewer) * 2))
    assert sorted(done) == [0, 0, 0, 2]


@pytest.mark.clause("6.1.1")
def test_a_list_of_reviews_names_no_claimant(office: Office, agent: Desk, reviewer: Desk) -> None:
    draft = matter(title="王先生 13812345678 反映夜间施工")
    registered(agent, replace(draft, claimant=replace(draft.claimant, name="王先生")))
    rows = drawn(office, reviewer)
    assert "王先生" not in str(rows)
    assert "13812345678" not in str(rows)

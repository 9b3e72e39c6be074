"""The trainer's book: classes, trainees of one name, exercises under way and handed in."""

from __future__ import annotations

import pytest

from hotline_tui.services import practice_book
from hotline_tui.services.desk import Desk
from hotline_tui.services.practice_book import AssignmentRow, Note
from hotline_tui.services.trail import own_trail
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.vocabulary import Role
from tests.office import Office

NOISE = AssignmentRow("01-night-noise", "夜间施工扰民", 0, "2026-12-01")
MARK = {"key": "tone", "clause": "5.2.2.3 a", "wanted": "语气平和", "points": 8, "at": 12.0}


def agent(office: Office, workno: str, name: str = "王芳") -> Desk:
    return office.colleague(workno, name, Role.AGENT)


def practised(desk: Desk, id: str, points: int | None = None, lost: str = "") -> None:
    """An exercise under way, or handed in with so many points."""
    marks = [{**MARK, "lost": lost}] if points is not None else []
    steps = [{"at": 5.0, "what": "said", "text": "您好", "given": {}}]
    wish = Note(id, "01-night-noise", "夜间施工扰民", "", desk.now(), 60.0, steps, points, marks)
    practice_book.note(desk, wish)


def test_two_trainees_of_one_name_are_told_apart_by_their_work_numbers(office: Office) -> None:
    trainer = office.colleague("8001", "教员", Role.TRAINER)
    practice_book.keep_class(trainer, "一期", 85)
    practice_book.enrol(trainer, "一期", "1101", "王芳")
    row = practice_book.enrol(trainer, "一期", "1102", "王芳")
    assert row.trainees == (("1101", "王芳"), ("1102", "王芳"))
    practised(agent(office, "1101"), "a" * 32, 91)
    practised(agent(office, "1102"), "b" * 32, 60, "说了“凭什么”")
    of_class = practice_book.exercises(trainer, "一期")
    assert {(one.workno, one.points) for one in of_class} == {("1101", 91), ("1102", 60)}
    assert [one.points for one in practice_book.exercises(trainer, workno="1102")] == [60]


def test_who_changes_class_is_in_the_new_one_alone(office: Office) -> None:
    for name in ("一期", "二期"):
        practice_book.keep_class(office.owner, name)
        practice_book.enrol(office.owner, name, "1101", "王芳")
    first, second = practice_book.classes(office.owner)
    assert (first.trainees, second.trainees) == ((), (("1101", "王芳"),))


def test_an_assignment_is_seen_by_the_class_and_can_be_changed(office: Office) -> None:
    practice_book.keep_class(office.owner, "一期", 85)
    practice_book.enrol(office.owner, "一期", "1101", "王芳")
    practice_book.assign(office.owner, "一期", NOISE)
    practice_book.assign(office.owner, "一期", NOISE, 90)
    desk = agent(office, "1101")
    assert [(one.scenario, one.pass_mark) for one in practice_book.to_do(desk)] == [
        ("01-night-noise", 90)
    ]
    assert practice_book.to_do(agent(office, "1102")) == ()


def test_an_exercise_is_seen_while_it_goes_on_and_stays_as_it_was_handed_in(
    office: Office,
) -> None:
    desk = agent(office, "1101")
    practised(desk, "a" * 32)
    (row,) = practice_book.exercises(office.owner, ended=False)
    assert (row.workno, row.points, len(row.steps)) == ("1101", None, 1)
    assert practice_book.own(desk) == ()
    practised(desk, "a" * 32, 88)
    practised(desk, "a" * 32, 100)
    (done,) = practice_book.own(desk)
    assert (done.points, done.ended_at) == (88, office.now)
    assert [one.what for one in own_trail(desk)] == ["practised"]
    assert practice_book.exercises(office.owner, ended=False) == ()


@pytest.mark.clause("6.1.2")
def test_only_trainers_see_others(office: Office) -> None:
    first, second = agent(office, "1101"), agent(office, "1102", "王芳")
    practised(first, "a" * 32, 88)
    assert practice_book.exercise(first, "aaaa").points == 88
    for refused in (
        lambda: practice_book.exercise(second, "aaaa"),
        lambda: practice_book.exercises(second),
        lambda: practice_book.classes(second),
        lambda: practice_book.keep_class(second, "一期"),
        lambda: practice_book.enrol(second, "一期", "1", "甲"),
        lambda: practice_book.assign(second, "一期", NOISE),
    ):
        with pytest.raises(Refused):
            refused()
    practised(second, "a" * 32, 100)  # somebody else's exercise
    assert practice_book.exercise(office.owner, "aaaa").points == 88


def test_what_is_wrong_with_a_class_is_told_at_once(office: Office) -> None:
    with pytest.raises(Refused) as refused:
        practice_book.keep_class(office.owner, " ", 101)
    assert {one.field for one in refused.value.faults} == {"class", "pass_mark"}
    with pytest.raises(Refused):
        practice_book.enrol(office.owner, "没有的班", "1", "甲")

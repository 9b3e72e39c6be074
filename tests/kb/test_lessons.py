"""What choices say of an article: a pure function, in which nobody counts twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hotline_tui.kb.lessons import HORIZON, Lesson, Lessons
from hotline_tui.standard.choosing import Manner

TODAY = date(2026, 11, 25)
ASKED = ("公积", "积金", "提取")
CITED = Lesson(frozenset(ASKED), "101", TODAY, 7, Manner.CITED, 1)


def leaning(*lessons: Lesson, article: int = 7, today: date = TODAY) -> float:
    return Lessons(lessons).leanings(ASKED, {7, 8, 9}, today).get(article, 0.0)


def people(count: int) -> list[Lesson]:
    return [replace(CITED, who=str(number)) for number in range(count)]


def test_what_is_chosen_moves_up_and_what_is_sent_away_down() -> None:
    assert leaning(CITED) > 0
    assert leaning(replace(CITED, manner=Manner.DISMISSED)) < 0
    assert leaning(article=8) == 0


def test_citing_says_more_than_opening() -> None:
    assert leaning(CITED) > leaning(replace(CITED, manner=Manner.OPENED)) > 0


def test_a_choice_far_down_says_more_than_one_of_what_stood_first() -> None:
    assert leaning(replace(CITED, place=6)) > leaning(CITED)


def test_what_stood_above_a_choice_was_passed_over_what_below_perhaps_never_seen() -> None:
    third = replace(CITED, place=3, above=(8,))
    assert leaning(third, article=8) < 0
    assert leaning(third, article=9) == 0


def test_many_people_say_more_than_one_person_many_times() -> None:
    one = [replace(CITED, day=TODAY - timedelta(days=day)) for day in range(60)] * 10
    assert leaning(*one) < leaning(*people(4)) < leaning(*people(40)) < 1


def test_a_person_has_one_vote_a_day_on_an_article() -> None:
    others = [replace(CITED, terms=frozenset((*ASKED[:2], f"第{n}"))) for n in range(50)]
    assert leaning(*others) == leaning(*others[:4])


def test_one_person_against_three_does_not_turn_the_order() -> None:
    hostile = [
        replace(CITED, who="evil", day=TODAY - timedelta(days=day), manner=Manner.DISMISSED)
        for day in range(HORIZON)
    ]
    assert leaning(*people(3), *hostile) > leaning(*hostile)
    assert leaning(*people(4), *hostile) > 0


def test_what_is_long_ago_counts_less_and_in_the_end_nothing() -> None:
    later = [leaning(CITED, today=TODAY + timedelta(days=days)) for days in (0, 30, 90, HORIZON)]
    assert later == sorted(later, reverse=True)
    assert later[-1] > 0
    assert leaning(CITED, today=TODAY + timedelta(days=HORIZON + 1)) == 0


def test_queries_of_other_matters_say_nothing() -> None:
    assert leaning(replace(CITED, terms=frozenset(("供暖", "暖气", "提取")))) == 0
    assert leaning(replace(CITED, terms=frozenset(("公积", "积金")))) > 0


@given(
    st.lists(
        st.builds(
            Lesson,
            terms=st.frozensets(st.sampled_from([*ASKED, "供暖"]), min_size=1),
            who=st.sampled_from("abc"),
            day=st.integers(0, 400).map(lambda days: TODAY - timedelta(days=days)),
            article=st.sampled_from([7, 8, 9]),
            manner=st.sampled_from(Manner),
            place=st.integers(1, 30),
            above=st.lists(st.sampled_from([7, 8, 9]), max_size=3).map(tuple),
        )
    )
)
def test_the_same_records_say_the_same_and_never_more_than_all(lessons: list[Lesson]) -> None:
    found = Lessons(lessons).leanings(ASKED, {7, 8, 9}, TODAY)
    assert found == Lessons(lessons).leanings(ASKED, {9, 8, 7}, TODAY)
    assert all(-1 < lean < 1 for lean in found.values())

"""The simulated caller: tells only what is asked, minds how and how long it takes."""

from __future__ import annotations

import pytest

from hotline_tui.practice import caller, hearing
from hotline_tui.practice.caller import State
from hotline_tui.practice.model import perfect
from hotline_tui.practice.recording import HEARD, SAID
from hotline_tui.practice.scenario import Exercise, Mood, Scenario

NOISE, MATTERS, GYM, WAGES = (
    "01-night-noise", "12-two-matters", "14-gym-card", "05-unpaid-wages-threat",
)  # fmt: skip


def greeted(scenario: Scenario) -> State:
    """A caller who has been greeted at second 6."""
    state = caller.answered(scenario, caller.begin(scenario), 4).state
    return caller.hear(scenario, state, scenario.greeting, 6).state


def says(scenario: Scenario, state: State, words: str, at: float = 10) -> str:
    return "".join(caller.hear(scenario, state, words, at).lines)


@pytest.mark.clause("5.2.2.3 b")
@pytest.mark.parametrize(
    ("words", "about"),
    [
        ("请问事情发生在什么地方？", "place"),
        ("工地具体在哪个位置", "place"),
        ("离哪儿近，有什么标志性建筑吗", "place"),
        ("几点开始的", "occurred_at"),
        ("这种情况持续多久了？", "occurred_at"),
        ("是哪家公司在施工", "respondent"),
        ("您之前找过哪些部门", "prior_handling"),
        ("您贵姓", "claimant.name"),
        ("您有什么要求", "demand"),
        ("请问您的住址是？", "claimant.address"),
    ],
)
def test_a_fact_comes_out_by_an_everyday_question(
    words: str, about: str, scenarios: dict[str, Scenario]
) -> None:
    scenario = scenarios[NOISE]
    expected = next(fact.says for fact in scenario.facts if fact.element == about)
    assert says(scenario, greeted(scenario), words) == expected


def test_nothing_is_told_unasked(scenarios: dict[str, Scenario]) -> None:
    scenario = scenarios[NOISE]
    state = greeted(scenario)
    assert says(scenario, state, "好的。") == ""
    assert says(scenario, state, "请稍等，我帮您记录一下。") == ""
    assert says(scenario, state, "您吃了吗？") == scenario.caller.unsure


def test_two_questions_at_once_get_both_answers(scenarios: dict[str, Scenario]) -> None:
    scenario = scenarios[NOISE]
    answer = says(scenario, greeted(scenario), "请问您怎么称呼？是几点开始的？")
    assert "王秀兰" in answer
    assert "十点" in answer


def test_the_second_matter_comes_only_when_asked_for_more(scenarios: dict[str, Scenario]) -> None:
    scenario = scenarios[MATTERS]
    state = greeted(scenario)
    assert "路灯" in says(scenario, state, "发生了什么事？")
    more = caller.hear(scenario, state, "请问您还有其他问题要反映吗？", 30)
    assert more.lines == scenario.caller.more
    assert "垃圾" in says(scenario, more.state, "具体是怎么回事？", 40)
    last = caller.hear(scenario, more.state, "请问您还需要其他帮助吗？", 60)
    assert last.lines == (scenario.caller.nothing_more,)


@pytest.mark.clause("B.1.3.3")
def test_a_caller_who_is_kept_waiting_asks_gets_cross_and_rings_off(
    scenarios: dict[str, Scenario],
) -> None:
    scenario = scenarios[NOISE]
    state = greeted(scenario)
    assert caller.wait(scenario, state, 30).lines == ()
    first = caller.wait(scenario, state, 37)
    assert first.lines == (scenario.caller.kept_waiting,)
    assert first.state.mood is Mood.ANGRY
    assert caller.wait(scenario, first.state, 40).lines == ()
    assert caller.wait(scenario, first.state, 6 + scenario.caller.hangs_up_after).state.over


@pytest.mark.clause("B.1.3.2")
def test_a_word_about_the_waiting_keeps_the_caller_patient(scenarios: dict[str, Scenario]) -> None:
    scenario = scenarios[WAGES]
    state = greeted(scenario)
    for at in (30, 55, 80):
        state = caller.hear(scenario, state, "对不起，我正在为您查询，请您再稍等一下。", at).state
    calm = caller.wait(scenario, state, 100)
    assert scenario.caller.kept_waiting not in calm.lines


@pytest.mark.clause("5.2.2.3 a")
def test_a_caller_who_is_questioned_rudely_twice_rings_off(scenarios: dict[str, Scenario]) -> None:
    scenario = scenarios[GYM]
    rude = caller.hear(scenario, greeted(scenario), "您为什么不早说？", 20)
    assert rude.lines == (scenario.caller.offended,)
    assert not rude.state.over
    again = caller.hear(scenario, rude.state, "这能怪谁，您自己没看合同", 30)
    assert again.state.over
    assert says(scenario, again.state, "喂？") == ""


def test_a_caller_who_is_not_greeted_begins_by_themselves(scenarios: dict[str, Scenario]) -> None:
    scenario = scenarios[NOISE]
    state = caller.answered(scenario, caller.begin(scenario), 4).state
    assert caller.wait(scenario, state, 11).lines == (scenario.caller.first,)


def test_an_interruption_comes_in_its_time_once(scenarios: dict[str, Scenario]) -> None:
    scenario = scenarios[NOISE]
    state = caller.hear(scenario, greeted(scenario), "请问几点开始的", 40).state
    due = caller.wait(scenario, state, 50)
    assert due.lines == (scenario.interruptions[0].says,)
    assert caller.wait(scenario, due.state, 51).lines == ()


def test_a_conversation_that_was_broken_off_goes_on_where_it_was(
    scenarios: dict[str, Scenario],
) -> None:
    for scenario in scenarios.values():
        if scenario.exercise is not Exercise.CALL:
            continue
        steps = perfect(scenario)
        state = caller.begin(scenario)
        for place, step in enumerate(steps):
            assert caller.resumed(scenario, steps[:place]) == state
            state = caller.after(scenario, state, step)
        assert state.over


def test_every_phrase_of_appendix_b_is_recognised_as_itself() -> None:
    from hotline_tui.standard.scripts import SCRIPTS

    for script in SCRIPTS:
        assert script.clause in hearing.clauses(script.text), script.text


def test_what_is_heard_in_a_perfect_run_answers_what_was_said(
    scenarios: dict[str, Scenario],
) -> None:
    steps = perfect(scenarios[NOISE])
    said = [nth for nth, one in enumerate(steps) if one.what == SAID]
    assert all(steps[nth + 1].what == HEARD for nth in said[:5])

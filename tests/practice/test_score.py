"""The score: full marks for a perfect run, and for each slip exactly what its reason says."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hotline_tui.practice import library
from hotline_tui.practice.check import Part
from hotline_tui.practice.model import perfect
from hotline_tui.practice.recording import (
    HUNG_UP,
    OFFERED,
    PICKED_UP,
    RANG_OFF,
    SAID,
    Recording,
    Step,
    as_document,
    from_document,
)
from hotline_tui.practice.scenario import Scenario
from hotline_tui.practice.score import FULL, Score, score
from hotline_tui.standard.record import names, value

NAMES = [one.id for one in library.shipped()]
CALLS = [one.id for one in library.shipped() if b'exercise = "call"' in one.data]
LETTERS = [one.id for one in library.shipped() if b'exercise = "letter"' in one.data]


def without(steps: Recording, what: str, text: str = "") -> Recording:
    """The run in which something was not done."""
    return tuple(one for one in steps if not (one.what == what and text in one.text))


def also(steps: Recording, words: str) -> Recording:
    """The run in which something more was said, in the middle."""
    said = [nth for nth, one in enumerate(steps) if one.what == SAID]
    place = said[len(said) // 2]
    return (*steps[:place], Step(steps[place].at - 1, SAID, words), *steps[place:])


def later(steps: Recording, seconds: float, first: str) -> Recording:
    """The run in which everything from a step on came later."""
    place = next(nth for nth, one in enumerate(steps) if one.what == first)
    return (*steps[:place], *(replace(one, at=one.at + seconds) for one in steps[place:]))


def changed(steps: Recording, nth: int, **given: Any) -> Recording:
    """The run in which the record of one matter says something else; `a__b` is the element a.b."""
    made = [place for place, one in enumerate(steps) if "record" in one.given][nth]
    document = dict(steps[made].given["record"])
    for name, new in given.items():
        outer, _, inner = name.partition("__")
        document[outer] = {**document[outer], inner: new} if inner else new
    step = replace(steps[made], given={**steps[made].given, "record": document})
    return (*steps[:made], step, *steps[made + 1 :])


def lost(found: Score) -> dict[str, int]:
    """The checks that something was lost for, with the points."""
    return {one.key: one.points for one in found.lost}


def loses_only(scenario: Scenario, steps: Recording, key: str) -> None:
    """Exactly the points of one check are lost, with a reason."""
    found = score(scenario, steps)
    assert set(lost(found)) == {key}
    mark = found.lost[0]
    assert mark.lost
    assert mark.clause
    assert found.points == FULL - mark.points


@pytest.mark.clause("7.1.2.1", "7.1.2.2 a", "7.1.2.2 b", "7.1.2.2 c", "7.1.2.2 d")
@pytest.mark.parametrize("name", NAMES)
def test_a_perfect_run_has_full_marks(name: str, scenarios: dict[str, Scenario]) -> None:
    found = score(scenarios[name], perfect(scenarios[name]))
    assert found.lost == ()
    assert found.points == FULL == sum(one.points for one in found.marks)
    assert all(one.points > 0 for one in found.marks)


@pytest.mark.parametrize("name", NAMES)
def test_who_does_nothing_gets_next_to_nothing(name: str, scenarios: dict[str, Scenario]) -> None:
    assert score(scenarios[name], ()).points < FULL // 2


@pytest.mark.clause("7.1.2.3")
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_same_events_give_the_same_score(data: st.DataObject, scenarios: Any) -> None:
    scenario = scenarios[data.draw(st.sampled_from(NAMES))]
    steps = perfect(scenario)
    kept = data.draw(st.lists(st.booleans(), min_size=len(steps), max_size=len(steps)))
    words = data.draw(st.lists(st.text(max_size=30), max_size=3))
    happened = [one for one, stays in zip(steps, kept, strict=True) if stays]
    happened += [Step(10.0 + nth, SAID, one) for nth, one in enumerate(words)]
    first = score(scenario, tuple(happened))
    again = score(scenario, from_document(as_document(happened)))
    assert first == again
    assert 0 <= first.points <= FULL
    assert first.points == FULL - sum(one.points for one in first.lost)


@pytest.mark.parametrize("name", CALLS + LETTERS)
def test_one_element_that_is_missing_costs_its_points_alone(
    name: str, scenarios: dict[str, Scenario]
) -> None:
    scenario = scenarios[name]
    steps = perfect(scenario)
    for nth, matter in enumerate(scenario.matters):
        for element in names():
            key = f"{nth} {element}"
            if any(one.key == key and one.part is Part.RECORD for one in score(scenario, ()).marks):
                assert value(matter.draft, element) not in (None, "", ())
                loses_only(scenario, changed(steps, nth, **{element.replace(".", "__"): ""}), key)


@pytest.mark.parametrize("name", CALLS)
def test_each_slip_in_a_call_costs_its_points_alone(
    name: str, scenarios: dict[str, Scenario]
) -> None:
    scenario = scenarios[name]
    steps = perfect(scenario)
    loses_only(scenario, without(steps, SAID, scenario.greeting), "greeting")
    loses_only(scenario, without(steps, SAID, "请问您还需要其他帮助吗"), "script B.1.4.1")
    loses_only(scenario, without(steps, SAID, "感谢您的来电"), "script B.1.4.2")
    loses_only(scenario, without(steps, OFFERED), "offered")
    loses_only(scenario, also(steps, "您到底想怎么样"), "tone")
    loses_only(scenario, also(steps, "这个大概可能吧，看情况"), "tone")
    loses_only(scenario, later(steps, 20, PICKED_UP), "picked up")
    loses_only(scenario, (*steps, Step(steps[-1].at, RANG_OFF)), "kept")
    urgency = "general" if scenario.matters[0].draft.urgency != "general" else "emergency"
    loses_only(scenario, changed(steps, 0, urgency=urgency), "0 urgency")
    risk = not scenario.matters[0].draft.risk_to_life_or_property
    loses_only(
        scenario, changed(steps, 0, risk_to_life_or_property=risk), "0 risk_to_life_or_property"
    )


@pytest.mark.clause("B.1.3.3")
@pytest.mark.parametrize("name", CALLS)
def test_thirty_seconds_of_silence_cost_their_points_alone(
    name: str, scenarios: dict[str, Scenario]
) -> None:
    scenario = scenarios[name]
    loses_only(scenario, later(perfect(scenario), 30, HUNG_UP), "waits")


def test_a_call_that_takes_too_long_costs_its_points_alone(scenarios: dict[str, Scenario]) -> None:
    scenario = scenarios["01-night-noise"]
    steps = perfect(scenario)
    filler = tuple(Step(4.0 + nth * 20, SAID, "请稍等，我帮您记录一下。") for nth in range(1, 30))
    stretched = later(steps, 600, SAID)
    loses_only(scenario, (*stretched[:2], *filler, *stretched[2:]), "handled")


def test_wrong_kind_ending_or_article_cost_their_points_alone(
    scenarios: dict[str, Scenario],
) -> None:
    fund = scenarios["03-housing-fund"]
    steps = perfect(fund)
    loses_only(fund, changed(steps, 0, kind="help"), "0 kind")
    place = next(nth for nth, one in enumerate(steps) if one.what == "answered")
    sent = (*steps[:place], replace(steps[place], what="registered"), *steps[place + 1 :])
    loses_only(fund, sent, "0 ends")
    other = replace(steps[place], given={**steps[place].given, "articles": ["别的"]})
    loses_only(fund, (*steps[:place], other, *steps[place + 1 :]), "0 article")


@pytest.mark.clause("5.3.2.1.1 a", "5.3.2.1.1 b", "5.3.2.1.1 c", "5.3.2.1.5")
@pytest.mark.parametrize("name", [one for one in NAMES if "dispatch" in one])
def test_each_slip_in_a_dispatch_costs_its_points_alone(
    name: str, scenarios: dict[str, Scenario]
) -> None:
    scenario = scenarios[name]
    steps = perfect(scenario)
    for nth, step in enumerate(steps[:-1]):
        matter = next(
            place
            for place in range(len(scenario.matters))
            if str(scenario.identity(place)) == step.given["record"]["id"]
        )
        for key, slipped in (
            ("lead", {"organizer": "别的单位"}),
            ("assisting", {"assisting": ["别的单位"]}),
            ("complex", {"complex": not step.given["complex"]}),
        ):
            slip = replace(step, given={**step.given, **slipped})
            loses_only(scenario, (*steps[:nth], slip, *steps[nth + 1 :]), f"{matter} {key}")


def test_who_sends_the_less_urgent_first_loses_the_order(scenarios: dict[str, Scenario]) -> None:
    scenario = scenarios["21-dispatch-no-unit"]
    first, second, end = perfect(scenario)
    swapped = (replace(second, at=first.at), replace(first, at=second.at), end)
    loses_only(scenario, swapped, "order")


@pytest.mark.clause("5.5.3", "5.5.6", "B.4.1", "B.4.2", "B.4.3", "B.4.4", "B.4.5", "B.4.6")
def test_each_slip_in_a_callback_costs_its_points_alone(scenarios: dict[str, Scenario]) -> None:
    refused = scenarios["24-callback-refused"]
    question = "您反映的问题是否得到解决？"
    loses_only(refused, also(perfect(refused), question), "stops")
    bad = scenarios["25-callback-dissatisfied"]
    steps = perfect(bad)
    loses_only(bad, without(steps, SAID, "对哪方面不满意"), "script B.4.5")
    loses_only(bad, without(steps, SAID, question), "script B.4.3")
    loses_only(bad, also(steps, "已经给您解决了，对吧"), "leading")
    place = next(nth for nth, one in enumerate(steps) if one.what == "called_back")
    for name, slipped in (("solved", True), ("reasons", []), ("remarks", "没有意见")):
        slip = replace(steps[place], given={**steps[place].given, name: slipped})
        loses_only(bad, (*steps[:place], slip, *steps[place + 1 :]), f"0 {name}")


@pytest.mark.clause("5.2.2.3 e", "5.3.2.1.3 c")
def test_a_supervisor_who_is_late_or_does_nothing_loses_it(scenarios: dict[str, Scenario]) -> None:
    scenario = scenarios["26-supervisor-surge"]
    alert, surge, end = perfect(scenario)
    loses_only(
        scenario, (replace(alert, at=400.0), replace(surge, at=410.0), end), "deed 0 in time"
    )
    assert set(lost(score(scenario, (alert, end)))) == {"deed 1", "deed 1 in time"}

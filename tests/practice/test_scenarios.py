"""The scenarios that ship with the product, and what is said of a file that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from hotline_tui.practice import checking, library
from hotline_tui.practice.checking_route import World
from hotline_tui.practice.scenario import Ending, Exercise, Scenario
from hotline_tui.standard.vocabulary import Kind, Urgency

NAMES = [one.id for one in library.shipped()]
NOISE, WAGES, LETTER = "01-night-noise", "05-unpaid-wages-threat", "17-letter-cooking-smoke"
COPY, ASKED = "19-dispatch-copy", "23-callback-satisfied"


def text(name: str) -> str:
    return library.find(name).data.decode()


def told(name: str, *changes: tuple[str, str], world: World) -> list[str]:
    """What is said of a shipped scenario in which some words have been replaced, line by line."""
    written = text(name)
    for before, after in changes:
        assert before in written, before
        written = written.replace(before, after, 1)
    read = checking.checked(written.encode(), name, world)
    return [f"{one.line} {one.message} {one.clause}".strip() for one in read.findings]


def line(name: str, words: str) -> int:
    """The line on which some words stand first."""
    lines = text(name).splitlines()
    return next(nth for nth, one in enumerate(lines, 1) if words in one)


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_scenario_contradicts_nothing(name: str, world: World) -> None:
    assert checking.checked(library.find(name).data, name, world).findings == ()


@pytest.mark.clause("C.1", "C.2", "C.3", "C.4", "C.5", "5.2.3.1 f", "5.2.3.1 g", "5.2.2.1")
def test_the_scenarios_cover_every_kind_urgency_exercise_and_ending(
    scenarios: dict[str, Scenario],
) -> None:
    matters = [matter for one in scenarios.values() for matter in one.matters]
    assert len(scenarios) >= 24
    assert {one.draft.kind for one in matters} == set(Kind)
    assert {one.draft.urgency for one in matters} == set(Urgency)
    assert {one.ends for one in matters} == set(Ending)
    assert {one.exercise for one in scenarios.values()} == set(Exercise)
    assert any(one.draft.instability.threat for one in matters)
    assert any("claimant.name" in one.draft.not_provided for one in matters)
    assert any(len(one.matters) > 1 for one in scenarios.values() if one.exercise is Exercise.CALL)


def test_a_file_that_is_no_toml_is_told_with_its_line(world: World) -> None:
    read = checking.checked(b'title = "a"\nexercise = call\n', "own", world)
    assert [one.line for one in read.findings] == [2]
    assert "TOML" in read.findings[0].message


def test_every_fault_of_form_is_told_at_once_each_with_its_line(world: World) -> None:
    written = 'titel = "a"\nexercise = "phone"\nat = "soon"\n'
    written += '[caller]\nmood = "happy"\n[[fact]]\nasked = 3\n'
    read = checking.checked(written.encode(), "own", world)
    lines = [(one.line, one.message) for one in read.findings]
    assert {1, 2, 3, 5, 6, 7} <= {nth for nth, _ in lines}
    assert any("是不是 title" in message for _, message in lines)


def test_a_missing_element_is_told_where_the_record_stands(world: World) -> None:
    found = told(NOISE, ('place = "松榆里小区东门对面工地"', ""), world=world)
    at = line(NOISE, "[matter.record]")
    assert any(one.startswith(f"{at} 缺少发生地点") and one.endswith("C.3") for one in found)


@pytest.mark.parametrize(
    ("name", "before", "after", "says"),
    [
        (NOISE, "城乡建设/工程建设/夜间施工扰民", "城乡建设/没有", "没有“城乡建设/没有”"),
        (NOISE, "朝阳区 潘家园街道", "朝阳区 没有街道", "这个区划"),
        (NOISE, 'element = "place"', 'element = "plaice"', "得不到这句话"),
        (WAGES, 'urgency = "instability"', 'urgency = "general"', "从内容看是“不稳定因素”"),
        (WAGES, "“再不给钱，后天我们就上塔吊，谁也别想好！”", "“再不给钱”，谁也别想好", "加引号"),
        (LETTER, 'kind = "投诉"', 'kind = "骂人"', "没有“骂人”这个值"),
        ("03-housing-fund", 'article = "租房提取住房公积金"', 'article = "没有"', "知识点《没有》"),
        ("04-fire-upstairs", "risk_to_life_or_property = true", "", "应为 true"),
        ("11-out-of-region", 'advice = "请向', 'advise = "请向', "向何处反映"),
        (COPY, 'organizer = "潘家园街道办事处"', 'organizer = "没有的单位"', "没有的单位"),
        (COPY, 'copied_to = ["朝阳区人民政府"]', "copied_to = []", "抄送的是：朝阳区人民政府"),
        (COPY, 'within = "24小时"', 'within = "2小时"', "按规则应为"),
        (COPY, 'feedback_within = "7天"', 'feedback_within = "15天"', "按规则应为 7天"),
        ("21-dispatch-no-unit", "report_to_emergency_management = true", "", "须写明是否同时报"),
        (ASKED, "solved = true", "", "是否解决"),
        (ASKED, 'ago = "9天"', 'ago = "1天"', "期满才回访"),
    ],
)  # fmt: skip
def test_a_contradiction_between_model_answer_and_rule_is_found(
    name: str, before: str, after: str, says: str, world: World
) -> None:
    found = told(name, (before, after), world=world)
    assert any(says in one for one in found), found


def test_what_the_caller_never_says_cannot_be_asked_for(world: World) -> None:
    fact = next(one for one in text(NOISE).split("\n\n") if 'element = "prior_handling"' in one)
    record = 'prior_handling = "昨天给工地打过电话，答应停工，今天仍在施工；没有找过别的部门"'
    found = told(NOISE, (fact, ""), (record, 'prior_handling = "向环保部门写过信"'), world=world)
    assert any("诉求人没有说出“前期处理”" in one for one in found), found


def test_the_example_of_the_documentation_is_a_good_scenario(world: World) -> None:
    told_of = (Path(__file__).parents[2] / "docs" / "practice.md").read_text("utf-8")
    example = told_of.partition("```toml\n")[2].partition("```")[0]
    read = checking.checked(example.encode(), "example", world)
    assert read.findings == ()
    assert read.scenario is not None

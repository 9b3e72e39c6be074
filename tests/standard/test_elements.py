"""What Appendix C and 5.2.3.1 ask for, of every kind and every urgency, in the order of asking."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from hotline_tui.standard.clauses import known
from hotline_tui.standard.elements import (
    ELEMENTS,
    asked,
    lacking,
    missing,
    next_question,
)
from hotline_tui.standard.record import Instability, TicketDraft, names, with_value
from hotline_tui.standard.vocabulary import Channel, Kind, Urgency

EVERY_TIME = {"channel": "5.2.3.1 a", "kind": "5.2.3.1 f", "urgency": "5.2.3.1 g"}

_MATTER = {
    "course": "C.3",
    "occurred_at": "C.3",
    "place": "C.3",
    "respondent": "C.3",
    "prior_handling": "C.3",
    "claimant.name": "C.3",
    "claimant.phone": "5.2.3.1 d",
}

BY_KIND = {
    Kind.CONSULTATION: {"content": "C.1"},
    Kind.SUGGESTION: {"content": "C.2", "reasons": "C.2", "claimant.phone": "5.2.3.1 d"},
    Kind.HELP: _MATTER,
    Kind.COMPLAINT: _MATTER,
    Kind.TIP_OFF: _MATTER,
}

_INSTABILITY = {
    "instability.channel": "C.4",
    "instability.manner": "C.4",
    "instability.intended_act": "C.4",
}
_THREAT = {
    "instability.threat_time": "C.4",
    "instability.threat_place": "C.4",
    "instability.threat_words": "C.4",
}

BY_URGENCY = {
    Urgency.GENERAL: {},
    Urgency.LIVELIHOOD: {},
    Urgency.EXTREME_WEATHER: {},
    Urgency.PUBLIC_HEALTH: {},
    Urgency.INSTABILITY: _INSTABILITY,
    Urgency.EMERGENCY: {
        "place": "C.5",
        "occurred_at": "C.5",
        "emergency.state": "C.5",
        "emergency.extent": "C.5",
        "emergency.harm": "C.5",
        "emergency.emergency_number_called": "C.5",
        "emergency.departments_on_scene": "C.5",
    },
}

NICE_TO_KNOW = {
    kind: ["division"] if kind in (Kind.CONSULTATION, Kind.SUGGESTION)
    else ["division", "present_state", "demand", "claimant.address"]
    for kind in Kind
}  # fmt: skip

BOTH = pytest.mark.parametrize(("kind", "urgency"), list(itertools.product(Kind, Urgency)))


def draft(kind: Kind, urgency: Urgency, **more: Any) -> TicketDraft:
    return TicketDraft(kind=kind, urgency=urgency, **more)


def listed(of: TicketDraft) -> list[tuple[str, str]]:
    return [(one.element.name, one.element.clause) for one in missing(of)]


def expected(kind: Kind, urgency: Urgency) -> list[tuple[str, str]]:
    """The urgency's elements come first; what it has asked for, the kind does not ask again."""
    first = BY_URGENCY[urgency]
    then = {name: clause for name, clause in BY_KIND[kind].items() if name not in first}
    return [("channel", "5.2.3.1 a"), *first.items(), *then.items()]


@pytest.mark.clause("5.2.2.3 b", "5.2.2.3 c", "C.1", "C.2", "C.3", "C.4", "C.5")
@BOTH
def test_every_kind_and_urgency_is_asked_what_the_standard_lists_in_order(
    kind: Kind, urgency: Urgency
) -> None:
    assert listed(draft(kind, urgency)) == expected(kind, urgency)


@pytest.mark.clause("C.4")
@pytest.mark.parametrize("kind", Kind)
def test_a_threat_adds_its_time_place_and_words(kind: Kind) -> None:
    threatened = draft(kind, Urgency.INSTABILITY, instability=Instability(threat=True))
    found = listed(threatened)
    assert found[1:7] == [*_INSTABILITY.items(), *_THREAT.items()]
    assert found[7:] == list(BY_KIND[kind].items())
    calm = replace(threatened, urgency=Urgency.GENERAL)
    assert listed(calm) == expected(kind, Urgency.GENERAL)


@pytest.mark.clause("5.2.3.1 a", "5.2.3.1 f", "5.2.3.1 g")
def test_a_blank_record_is_asked_for_channel_kind_and_urgency() -> None:
    assert listed(TicketDraft()) == list(EVERY_TIME.items())


@pytest.mark.clause("5.2.3.1 d", "5.2.3.1 e")
@BOTH
def test_what_is_good_to_know_is_asked_for_but_holds_nothing_up(
    kind: Kind, urgency: Urgency
) -> None:
    found = lacking(draft(kind, urgency), required=False)
    assert [one.element.name for one in found] == NICE_TO_KNOW[kind]


SAMPLES: dict[str, Any] = {
    "channel": Channel.PHONE,
    "occurred_at": datetime(2026, 11, 23, tzinfo=UTC),
}


@pytest.mark.clause("5.2.2.3 b")
@BOTH
def test_each_answer_brings_the_next_question_until_none_is_left(
    kind: Kind, urgency: Urgency
) -> None:
    record = draft(kind, urgency, instability=Instability(threat=True))
    wanted = [element.name for element in asked(record)]
    required = [one.element.name for one in missing(record)]
    order = []
    while question := next_question(record):
        name = question.element.name
        assert question.question == question.element.question
        order.append(name)
        record = with_value(record, name, SAMPLES.get(name, "有"))
    assert order == required + NICE_TO_KNOW[kind]
    assert set(order) == set(wanted) - {"kind", "urgency"}
    assert missing(record) == ()


@pytest.mark.clause("5.2.2.3 c")
@BOTH
def test_what_a_caller_does_not_tell_is_marked_and_asked_for_no_more(
    kind: Kind, urgency: Urgency
) -> None:
    reasons = dict.fromkeys(names(), "诉求人拒绝提供")
    record = draft(kind, urgency, instability=Instability(threat=True), not_provided=reasons)
    assert [one.element.name for one in missing(record)] == ["channel"]
    assert lacking(record, required=False) == ()


@pytest.mark.parametrize("name", EVERY_TIME)
def test_channel_kind_and_urgency_cannot_be_left_out(name: str) -> None:
    record = TicketDraft(not_provided={name: "不详"})
    assert name in [one.element.name for one in missing(record)]


@pytest.mark.parametrize(
    ("kind", "name", "instead"),
    [
        (Kind.CONSULTATION, "content", "course"),
        (Kind.SUGGESTION, "content", "course"),
        (Kind.SUGGESTION, "content", "demand"),
        (Kind.COMPLAINT, "course", "content"),
        (Kind.HELP, "occurred_at", "occurred_text"),
        (Kind.TIP_OFF, "claimant.phone", "claimant.contact"),
    ],
)
def test_what_stands_in_a_place_that_serves_as_well_is_not_asked_for(
    kind: Kind, name: str, instead: str
) -> None:
    record = draft(kind, Urgency.GENERAL)
    assert name in dict(listed(record))
    assert name not in dict(listed(with_value(record, instead, "上周末")))


@pytest.mark.parametrize("blank", ["", " ", "\u3000", "\n\t "])
def test_white_space_is_no_answer(blank: str) -> None:
    record = with_value(draft(Kind.HELP, Urgency.GENERAL), "place", blank)
    assert "place" in dict(listed(record))


def test_every_element_has_its_place_its_question_and_its_clause() -> None:
    assert {element.name for element in ELEMENTS} <= set(names())
    for element in ELEMENTS:
        assert set(element.also) <= set(names())
        assert known(element.clause)
        assert element.label
        assert element.question.endswith(("？", "。"))


@pytest.mark.clause("C.3")
def test_who_cannot_name_the_place_is_asked_for_a_landmark() -> None:
    questions = [element.question for element in ELEMENTS if element.name == "place"]
    assert len(questions) == 2
    assert all("标志性建筑" in question for question in questions)

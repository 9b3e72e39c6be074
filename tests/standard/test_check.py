"""Everything that is wrong with a record, told at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hotline_tui.standard.check import CLOCK_SKEW, LONGEST, LONGEST_PROSE, faults, form_faults
from hotline_tui.standard.record import (
    Claimant,
    Instability,
    StatutoryLimit,
    TicketDraft,
    names,
    value,
    with_value,
)
from hotline_tui.standard.vocabulary import Channel, Kind, Urgency

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)

WHOLE = TicketDraft(
    channel=Channel.PHONE,
    kind=Kind.COMPLAINT,
    urgency=Urgency.GENERAL,
    claimant=Claimant("王建国", "13812345678"),
    division="110105",
    occurred_at=NOW - timedelta(hours=9),
    place="建国路 88 号",
    course="夜间施工扰民",
    respondent="某工地",
    prior_handling="未向其他部门反映",
)


def fields(record: TicketDraft) -> list[str]:
    return [fault.field for fault in faults(record, NOW)]


def test_a_whole_record_has_no_fault() -> None:
    assert faults(WHOLE, NOW) == ()


@pytest.mark.clause("5.2.2.3 c")
def test_all_faults_are_told_at_once() -> None:
    broken = replace(
        WHOLE,
        channel=None,
        urgency=Urgency.INSTABILITY,
        claimant=Claimant(name="", phone="12"),
        division="河北省廊坊市",
        occurred_at=NOW + timedelta(days=1),
        course=" ",
        title="长" * 201,
        instability=Instability(channel="微信群", threat=True, threat_words="我要跳楼"),
        statutory_limit=StatutoryLimit(NOW - timedelta(days=1)),
        not_provided={"respondent": "", "place": " ", "nonsense": "x", "kind": "不详"},
    )
    assert sorted(fields(broken)) == sorted(
        [
            "channel",
            "instability.manner",
            "instability.intended_act",
            "instability.threat_time",
            "instability.threat_place",
            "course",
            "claimant.name",
            "claimant.phone",
            "occurred_at",
            "instability.threat_words",
            "statutory_limit.due_at",
            "statutory_limit.basis",
            "not_provided.respondent",
            "not_provided.place",
            "not_provided.nonsense",
            "not_provided.kind",
            "title",
            "division",
        ]
    )


@pytest.mark.clause("5.2.2.3 c", "C.3")
@pytest.mark.parametrize(
    ("name", "clause"),
    [
        ("course", "C.3"),
        ("place", "C.3"),
        ("respondent", "C.3"),
        ("prior_handling", "C.3"),
        ("claimant.name", "C.3"),
        ("claimant.phone", "5.2.3.1 d"),
    ],
)
def test_a_missing_element_is_given_or_its_absence_explained(name: str, clause: str) -> None:
    lacking = with_value(WHOLE, name, "")
    (fault,) = faults(lacking, NOW)
    assert (fault.field, fault.clause) == (name, clause)
    assert "注明未提供的原因" in fault.message
    assert faults(replace(lacking, not_provided={name: "诉求人拒绝提供"}), NOW) == ()


@pytest.mark.clause("5.2.2.3 c")
@pytest.mark.parametrize("reason", ["", " ", "\u3000\n"])
def test_a_mark_without_a_reason_is_the_one_fault(reason: str) -> None:
    lacking = replace(with_value(WHOLE, "place", ""), not_provided={"place": reason})
    assert fields(lacking) == ["not_provided.place"]


@pytest.mark.clause("5.2.3.1 d")
@pytest.mark.parametrize(
    "phone", ["12", "1381234567", "138123456789", "abc", "*", "138****5678", "23812345678"]
)
def test_a_number_that_cannot_be_one_is_a_fault_of_the_number_alone(phone: str) -> None:
    (fault,) = faults(with_value(WHOLE, "claimant.phone", phone), NOW)
    assert (fault.field, fault.clause) == ("claimant.phone", "5.2.3.1 d")


@pytest.mark.clause("5.2.3.1 e")
@pytest.mark.parametrize(
    ("at", "faulty"),
    [
        (NOW, False),
        (NOW + CLOCK_SKEW, False),
        (NOW + CLOCK_SKEW + timedelta(seconds=1), True),
        (NOW + timedelta(days=3650), True),
        (datetime(1900, 1, 1, tzinfo=UTC), False),
        (datetime(1899, 12, 31, tzinfo=UTC), True),
        (datetime(1, 1, 1, tzinfo=UTC), True),
        (datetime(9999, 12, 31, tzinfo=UTC), True),
    ],
)
def test_nothing_happened_in_the_future_or_before_1900(at: datetime, faulty: bool) -> None:
    assert fields(replace(WHOLE, occurred_at=at)) == (["occurred_at"] if faulty else [])


@pytest.mark.clause("5.2.2.1")
def test_a_place_in_another_region_is_refused_with_where_to_turn_to() -> None:
    (fault,) = faults(replace(WHOLE, division="河北省廊坊市"), NOW)
    assert (fault.field, fault.clause) == ("division", "5.2.2.1")
    assert "不予受理" in fault.message
    assert "河北当地12345" in fault.message
    assert form_faults(replace(WHOLE, division="河北省廊坊市"), NOW) == ()


@pytest.mark.clause("C.4")
@pytest.mark.parametrize(
    ("words", "faulty"),
    [("“我要跳楼”", False), ("我要跳楼", True), ("他说“我要跳楼”", False), ("“我要”跳楼", True)],
)
def test_threatening_words_stand_in_quotation_marks(words: str, faulty: bool) -> None:
    told = Instability("网络", "聚集", "跳楼", True, "明天", "政府门口", words)
    record = replace(WHOLE, urgency=Urgency.INSTABILITY, instability=told)
    assert fields(record) == (["instability.threat_words"] if faulty else [])


TEXTS = [name for name in names() if isinstance(value(TicketDraft(), name), str)]


@pytest.mark.parametrize("name", TEXTS)
def test_every_text_has_a_longest_and_may_be_that_long(name: str) -> None:
    longest = LONGEST.get(name, LONGEST_PROSE)
    blank = TicketDraft(kind=Kind.CONSULTATION)
    found = form_faults(with_value(blank, name, "长" * (longest + 1)), NOW)
    too_long = [fault for fault in found if "过长" in fault.message]
    assert [fault.field for fault in too_long] == [name]
    assert str(longest + 1) in too_long[0].message
    fitting = form_faults(with_value(blank, name, "长" * longest), NOW)
    assert not [fault for fault in fitting if "过长" in fault.message]


def test_a_hundred_thousand_characters_are_told_to_be_too_many() -> None:
    assert fields(replace(WHOLE, course="字" * 100_000)) == ["course"]


@pytest.mark.parametrize(
    "record",
    [
        TicketDraft(),
        TicketDraft(kind=Kind.HELP),
        TicketDraft(urgency=Urgency.EMERGENCY),
        TicketDraft(not_provided={"": ""}),
    ],
)
def test_the_faults_of_form_say_nothing_of_what_is_missing(record: TicketDraft) -> None:
    messages = [fault.message for fault in form_faults(record, NOW)]
    assert not any("缺少" in message for message in messages)


def test_a_fault_names_the_element_as_the_desk_calls_it() -> None:
    told: dict[str, Any] = {
        fault.field: fault.message
        for fault in form_faults(
            TicketDraft(kind=Kind.CONSULTATION, title="长" * 300, content="长" * 60_000), NOW
        )
    }
    assert told["title"].startswith("标题过长：300 字，最多 200 字")
    assert told["content"].startswith("主要内容过长")

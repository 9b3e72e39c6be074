"""The life of an article: what the table foresees can be done, and nothing else can."""

from __future__ import annotations

import itertools
from datetime import date

import pytest

from hotline_tui.standard.article_life import (
    REASONED,
    REQUIRED,
    STEPS,
    UNDER_WAY,
    Deed,
    Stage,
    advance,
    checker_faults,
    deeds,
    reason_faults,
    validity_faults,
)
from hotline_tui.standard.clauses import known
from hotline_tui.standard.refusal import Refused

ALLOWED = """
contributed  write    contributed
contributed  adopt    draft
contributed  decline  declined
draft        write    draft
draft        rebase   draft
draft        submit   in_check
draft        discard  discarded
returned     write    draft
returned     rebase   draft
returned     submit   in_check
returned     discard  discarded
in_check     write    draft
in_check     rebase   draft
in_check     pass     checked
in_check     reject   returned
in_check     discard  discarded
checked      write    draft
checked      rebase   draft
checked      reject   returned
checked      publish  published
checked      discard  discarded
published    withdraw withdrawn
"""
TABLE = {
    (Stage(start), Deed(deed)): Stage(end)
    for start, deed, end in (line.split() for line in ALLOWED.split("\n") if line)
}


@pytest.mark.clause("6.2.4")
@pytest.mark.parametrize(("stage", "deed"), itertools.product(Stage, Deed))
def test_an_article_takes_the_steps_of_the_table_and_no_other(stage: Stage, deed: Deed) -> None:
    if (stage, deed) in TABLE:
        assert advance(stage, deed) is TABLE[stage, deed]
        assert deed in deeds(stage)
        return
    with pytest.raises(Refused, match=deed.label) as refused:
        advance(stage, deed)
    assert refused.value.faults[0].clause == "6.2.4"


@pytest.mark.clause("6.2.4")
def test_nothing_is_published_but_what_has_been_checked() -> None:
    assert {start for (start, deed) in TABLE if deed is Deed.PUBLISH} == {Stage.CHECKED}
    assert {start for (start, _), end in TABLE.items() if end is Stage.CHECKED} == {Stage.IN_CHECK}


def test_every_step_cites_a_clause_of_the_standard() -> None:
    assert all(known(step.clause) for step in STEPS)


def test_what_is_in_the_editors_hands_can_be_given_up() -> None:
    assert {stage for stage in Stage if Deed.DISCARD in deeds(stage)} == UNDER_WAY


@pytest.mark.clause("6.2.4")
def test_a_check_is_by_somebody_who_has_not_written_on_it() -> None:
    assert checker_faults(["5001"], "5002") == ()
    (fault,) = checker_faults(["5001", "5002"], "5002")
    assert (fault.field, fault.clause) == ("checker", "6.2.4")


@pytest.mark.clause("6.2.4")
@pytest.mark.parametrize("deed", Deed)
def test_what_turns_work_down_says_why(deed: Deed) -> None:
    assert bool(reason_faults(deed, "  ")) == (deed in REASONED)
    assert reason_faults(deed, "重复") == ()


@pytest.mark.clause("6.2.3")
def test_what_is_over_is_not_published() -> None:
    today = date(2026, 11, 25)
    assert validity_faults(None, today) == validity_faults(today, today) == ()
    (fault,) = validity_faults(date(2026, 11, 24), today)
    assert (fault.field, fault.clause) == ("valid_to", "6.2.3")


@pytest.mark.clause("6.2.3")
def test_class_source_authority_and_validity_are_required() -> None:
    assert {"class", "source", "authority", "valid_to"} < set(REQUIRED)

"""What counts as a search in vain, and what a decision about the knowledge base has to say."""

from __future__ import annotations

import pytest

from hotline_tui.standard.keeping import (
    GapVerdict,
    PairVerdict,
    gap_faults,
    is_unanswered,
    pair_faults,
)


@pytest.mark.clause("6.2.1")
@pytest.mark.parametrize(
    ("best", "opened", "beside", "in_vain"),
    [
        (0.0, False, False, True),
        (0.9, False, False, True),
        (0.9, True, False, False),
        (0.9, False, True, False),
        (0.3, False, True, True),
    ],
    ids=["nothing found", "nothing opened", "opened", "read beside the list", "poor, beside"],
)
def test_a_search_is_in_vain_unless_something_was_opened_or_good_enough_to_read_in_place(
    best: float, opened: bool, beside: bool, in_vain: bool
) -> None:
    assert is_unanswered(best, opened=opened, beside=beside) is in_vain


@pytest.mark.clause("6.2.1")
def test_a_gap_is_settled_by_an_article_or_by_a_reason() -> None:
    assert [one.field for one in gap_faults(GapVerdict.WRITTEN, None, "写了")] == ["article"]
    assert [one.field for one in gap_faults(GapVerdict.NOT_NEEDED, None, " ")] == ["reason"]
    assert gap_faults(GapVerdict.WRITTEN, 7, "") == ()
    assert gap_faults(GapVerdict.NOT_NEEDED, None, "不属热线") == ()


@pytest.mark.clause("6.2.3")
def test_two_articles_are_decided_about_with_a_reason_and_the_one_that_is_withdrawn() -> None:
    def fields(verdict: PairVerdict, withdrawn: int | None, reason: str) -> list[str]:
        return [one.field for one in pair_faults(verdict, withdrawn, (1, 2), reason)]

    assert fields(PairVerdict.DIFFERENT, None, "") == ["reason"]
    assert fields(PairVerdict.WITHDRAWN, None, "") == ["reason", "withdrawn"]
    assert fields(PairVerdict.WITHDRAWN, 3, "旧版") == ["withdrawn"]
    assert fields(PairVerdict.WITHDRAWN, 2, "旧版") == []

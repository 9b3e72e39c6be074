"""The inventory of the standard's clauses, and who cites them."""

from __future__ import annotations

from collections import Counter

import pytest

from hotline_tui.standard.clauses import CLAUSES, UNBINDING, Clause, Duty, Force, known, resolved
from hotline_tui.standard.register import cited, register


def ids(cited_clause: str) -> list[str]:
    return [clause.id for clause in resolved(cited_clause)]


def test_the_inventory_has_every_clause_once_with_its_words() -> None:
    assert Counter(clause.id for clause in CLAUSES).most_common(1)[0][1] == 1
    assert len(CLAUSES) == 121
    assert all(clause.title and clause.does for clause in CLAUSES)


def test_the_inventory_counts_forces_and_duties_as_the_mission_lists_them() -> None:
    forces = Counter(clause.force for clause in CLAUSES)
    duties = Counter(clause.duty for clause in CLAUSES)
    assert forces == {Force.SHALL: 109, Force.SHOULD: 6, Force.INFO: 6}
    assert sum(duties.values()) == len(CLAUSES)
    assert duties[Duty.CLOCK] == 13


@pytest.mark.parametrize(
    ("citation", "means"),
    [
        ("C.4", ["C.4"]),
        ("5.3.2.1.3 a", ["5.3.2.1.3 a"]),
        ("5.3.2.1.3", ["5.3.2.1.3 a", "5.3.2.1.3 b", "5.3.2.1.3 c"]),
        ("5.3.3", ["5.3.3"]),
        ("B.1.2.2", ["B.1"]),
        ("B.4.6", ["B.4"]),
        ("7.1.2.2 a", ["7.1.2.2"]),
    ],
)
def test_a_citation_means_clauses_of_the_inventory(citation: str, means: list[str]) -> None:
    assert ids(citation) == means
    assert known(citation)


@pytest.mark.parametrize(
    "citation", ["", "5", "5.3", "9.1", "5.3.3 z", "B.1.9", "C.6", "B.1.2.2 a"]
)
def test_a_clause_that_the_standard_does_not_have_is_unknown(citation: str) -> None:
    assert ids(citation) == []
    assert not known(citation)


def test_definitions_may_be_cited_but_ask_nothing_of_the_desk() -> None:
    assert all(known(one) and not ids(one) for one in UNBINDING)


@pytest.mark.parametrize(
    ("docstring", "clauses"),
    [
        ("What it is. Clause: C.4.", ("C.4",)),
        ("What it is.\n\nClause: 5.2.2.3 a, B.1.\n", ("5.2.2.3 a", "B.1")),
        ("Long.\n\n    Clause: 4.1, 5.3.3 a,\n    5.3.3 b.\n    ", ("4.1", "5.3.3 a", "5.3.3 b")),
        ("Clause: C.4, and other things.", ()),
        ("Clause: C.4. Then it goes on.", ()),
        ("Clause: C.4", ()),
        ("Nothing.", ()),
        ("", ()),
        (None, ()),
    ],
)  # fmt: skip
def test_only_the_end_of_a_docstring_cites(docstring: str | None, clauses: tuple[str, ...]) -> None:
    assert cited(docstring) == clauses


def test_the_register_has_a_row_for_every_clause_served_or_not() -> None:
    rows = register(
        CLAUSES,
        {"threat.quoted": ["C.4"], "clocks.limits": ["5.3.2.1.3"], "scripts": ["B.1.2.1", "B.1"]},
        {"test_threat": ["C.4"]},
    )
    by_id = {row.clause.id: row for row in rows}
    assert [row.clause for row in rows] == list(CLAUSES)
    assert by_id["C.4"].places == ("threat.quoted",)
    assert by_id["C.4"].tests == ("test_threat",)
    assert by_id["5.3.2.1.3 b"].places == ("clocks.limits",)
    assert by_id["B.1"].places == ("scripts",)
    assert by_id["B.1"].served
    assert not by_id["6.4"].served


def test_a_clause_is_a_plain_value() -> None:
    row = Clause("4.1", Force.SHALL, Duty.CLOCK, "分级响应", "clocks")
    assert (row.force.label, row.duty.label) == ("应", "计时")

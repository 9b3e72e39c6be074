"""The register of the standard: which places serve a clause, and which tests show it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hotline_tui.standard.clauses import Clause, resolved

_ID = r"[A-D\d](?:\.\d+)+(?:\s[a-z])?"
_CITATION = re.compile(rf"(?:\A|\s)Clause:\s({_ID}(?:,\s+{_ID})*)\.\s*\Z")


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One clause with the names of the places that serve it and of the tests that show it."""

    clause: Clause
    places: tuple[str, ...]
    tests: tuple[str, ...]

    @property
    def served(self) -> bool:
        """Whether anything in the product serves the clause."""
        return bool(self.places)


def cited(docstring: str | None) -> tuple[str, ...]:
    """The clauses that the end of a docstring cites, in the form in which this package does."""
    found = _CITATION.search(docstring or "")
    return tuple(" ".join(one.split()) for one in found[1].split(",")) if found else ()


def register(
    clauses: Iterable[Clause],
    places: Mapping[str, Iterable[str]],
    tests: Mapping[str, Iterable[str]],
) -> tuple[RegisterRow, ...]:
    """A row for every clause; `places` and `tests` map a name to the clauses that it cites."""
    serving, showing = _by_clause(places), _by_clause(tests)
    return tuple(
        RegisterRow(clause, serving.get(clause.id, ()), showing.get(clause.id, ()))
        for clause in clauses
    )


def _by_clause(citing: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for name, citations in citing.items():
        for clause in (clause for one in citations for clause in resolved(one)):
            found.setdefault(clause.id, set()).add(name)
    return {clause: tuple(sorted(names)) for clause, names in found.items()}

"""Somebody's line in the figures of intake quality, or a team's, and how it is added up.

Clause: 7.1.2.4.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from hotline_tui.standard.assessment import Share
from hotline_tui.standard.intake_quality import (
    BY_NAME,
    CHECKS,
    Aspect,
    Check,
    Weakness,
    weakest,
)


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody, or a team: their tickets, of each check how many were in order, their reviews.

    `kept` is of each check the share that is in order. `points` is the mean of the reviews that
    stand; `open` are drawn and not scored yet, `objected` are not decided yet.
    """

    code: str
    name: str
    team: str
    tickets: int
    kept: Mapping[str, Share]
    reviews: int
    points: float | None
    open: int
    objected: int
    weakest: tuple[Weakness, ...]

    def of(self, aspect: Aspect) -> Share:
        """All checks of an aspect together."""
        shares = [self.kept[one.name] for one in CHECKS if one.aspect is aspect]
        return Share(sum(one.part for one in shares), sum(one.whole for one in shares))

    @property
    def all(self) -> Share:
        """All checks together."""
        return Share(
            sum(one.part for one in self.kept.values()),
            sum(one.whole for one in self.kept.values()),
        )


@dataclass(slots=True)
class Sum:
    """What is added up: tickets, checks, reviews, of one person or several."""

    tickets: int = 0
    kept: dict[str, list[int]] = field(default_factory=lambda: {one.name: [0, 0] for one in CHECKS})
    slips: list[tuple[str, bool]] = field(default_factory=list)
    points: list[float] = field(default_factory=list)
    open: int = 0
    objected: int = 0

    def check(self, check: Check, told: str) -> None:
        """One check of one ticket, and what it found."""
        kept = self.kept[check.name]
        kept[0], kept[1] = kept[0] + (not told), kept[1] + 1

    @property
    def weakest(self) -> tuple[Weakness, ...]:
        """From the checks and from the reviews that stand."""
        checked = (
            (BY_NAME[name].clause, whole - part, whole) for name, (part, whole) in self.kept.items()
        )
        return weakest((*checked, *((clause, slip, 1) for clause, slip in self.slips)))

    def worker(self, code: str, name: str, team: str) -> Worker:
        """The sum as somebody's line."""
        return Worker(
            code,
            name,
            team,
            self.tickets,
            {name: Share(*kept) for name, kept in self.kept.items()},
            len(self.points),
            sum(self.points) / len(self.points) if self.points else None,
            self.open,
            self.objected,
            self.weakest,
        )

    def join(self, one: Sum) -> None:
        """Add another's checks and reviews to these; tickets may be several people's work."""
        for name, (part, whole) in one.kept.items():
            kept = self.kept[name]
            kept[0], kept[1] = kept[0] + part, kept[1] + whole
        self.slips += one.slips
        self.points += one.points
        self.open, self.objected = self.open + one.open, self.objected + one.objected

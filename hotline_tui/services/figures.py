"""Figures of a period, beside the one before and that of last year, each with its tickets.

Clause: 6.3.1.1, 6.3.1.2, 6.3.1.3.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from hotline_tui.data import directory as reference
from hotline_tui.data import figures as stored
from hotline_tui.data import service_quality
from hotline_tui.services import policy
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import within
from hotline_tui.services.figure_lines import Drawn, Line, common_path
from hotline_tui.standard.authority import Act
from hotline_tui.standard.periods import Period, Window, read_period
from hotline_tui.standard.service_quality import Quality


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of a period, as they were at one moment; what has many lines, most first."""

    period: Period
    at: datetime
    window: Window
    before: Window
    last_year: Window
    begun: datetime | None
    totals: tuple[Line, ...]
    kinds: tuple[Line, ...]
    channels: tuple[Line, ...]
    urgencies: tuple[Line, ...]
    problems: tuple[Line, ...]
    trades: tuple[Line, ...]
    areas: tuple[Line, ...]
    organizers: tuple[Line, ...]
    matters: tuple[Line, ...]
    sent_problems: tuple[Line, ...]
    sent_areas: tuple[Line, ...]
    quality: Quality
    quality_before: Quality

    @property
    def complete(self) -> bool:
        """Whether the period was over."""
        return self.window == self.period.window

    @property
    def partly(self) -> tuple[str, ...]:
        """Which of those compared with reach back to before anything is known here."""
        compared = {"上期": self.before, "上年同期": self.last_year}
        return tuple(
            name
            for name, one in compared.items()
            if self.begun is not None and one.since < self.begun
        )

    @property
    def total(self) -> int:
        """How many were raised. Clause: 6.3.1.2 a."""
        return self.totals[0].count


SECTIONS: Mapping[str, tuple[str, str]] = {
    "totals": ("诉求总量", "6.3.1.2 a"),
    "kinds": ("诉求类型", "6.3.1.2 b"),
    "channels": ("来源渠道", "6.3.1.2 b"),
    "urgencies": ("紧急程度", "6.3.1.2 b"),
    "problems": ("集中问题", "6.3.1.2 c"),
    "trades": ("行业领域", "6.3.1.3 b"),
    "areas": ("区域分布", "6.3.1.2 d"),
    "organizers": ("承办单位", "6.3.1.2 e"),
    "matters": ("重点事项", "6.3.1.2 f"),
}
"""The sections of the figures: what they are called, and the clause that asks for each."""


def period(desk: Desk, text: str) -> Period:
    """The period that was typed. Raises `Refused`."""
    return read_period(text, desk.today())


def figures(
    desk: Desk, of: Period, matter: str = "", counted: Callable[[], None] | None = None
) -> Figures:
    """The figures of a period; of one that goes on, as far as it has come.

    `matter` narrows them to categories whose codes begin so; `counted` is called after each of
    the three windows, and may raise what stops it.

    All are read from one state of the database. Clause: 6.3.1.2, 6.3.1.3.
    """
    desk.require(Act.READ_ALL)
    now = desk.now()
    windows = (of.so_far(now), of.alike(of.before, now), of.alike(of.last_year, now))
    with desk.database.snapshot() as session:
        city = within(session, desk.database)
        looked_at = policy.within(session).key_matters.split()
        found = []
        for one in windows:
            found.append(stored.intake(session, one, matter))
            if counted is not None:
                counted()
        begun = stored.begun(session)
        paths, units = reference.category_paths(session), reference.units_of_old(session)
        drawn = Drawn(windows[0], city, paths, units, matter, *found)
        quality, quality_before = (
            service_quality.quality(session, one.since, one.until) for one in windows[:2]
        )
    return Figures(
        of,
        now,
        *windows,
        begun,
        totals=drawn.totals(),
        kinds=drawn.kinds(),
        channels=drawn.channels(),
        urgencies=drawn.urgencies(),
        problems=drawn.problems(),
        trades=drawn.trades(),
        areas=drawn.areas(),
        organizers=drawn.organizers(),
        matters=drawn.matters(looked_at),
        sent_problems=drawn.sent_problems(),
        sent_areas=drawn.sent_areas(),
        quality=quality,
        quality_before=quality_before,
    )


def common_name(desk: Desk, matter: str) -> str:
    """What the categories have in common whose codes begin so; the code itself for none."""
    with desk.database.reading() as session:
        return common_path(reference.category_paths(session), matter)

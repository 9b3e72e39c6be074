"""Warnings that nobody had to ask for: looked for every hour, acknowledged by whoever heeds them.

Safe to look at any time and in several places at once: one look an hour, and each warning once.
Clause: 6.3.1.4.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from hotline_tui.data import directory as reference
from hotline_tui.data import events, turns
from hotline_tui.data import figures as counts
from hotline_tui.data import warnings as stored
from hotline_tui.data.engine import Session
from hotline_tui.data.warning_tables import GivenWarning
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import Directory, within
from hotline_tui.services.ticking import SYSTEM
from hotline_tui.services.warnings import Burst, bursts, category_name, district_name
from hotline_tui.standard.authority import Act
from hotline_tui.standard.figures import Counted, Measure
from hotline_tui.standard.periods import DAY, Length, Period, Window
from hotline_tui.standard.refusal import refuse_if
from hotline_tui.standard.warning import (
    HISTORY,
    KNOWN_FOR,
    Expected,
    days_to_look_at,
    heeding_faults,
)

MOST = 200
"""How many warnings are listed."""


@dataclass(frozen=True, slots=True)
class GivenRow:
    """A warning as it was given, and what was said to it; `counted` are its day's tickets."""

    id: int
    day: date
    category: str
    district: str
    count: int
    expected: Expected
    counted: Counted
    found_at: datetime
    acknowledged_at: datetime | None
    acknowledged_by: str
    note: str

    @property
    def chance(self) -> float:
        """How probable so many are by accident."""
        return self.expected.chance(self.count)


@dataclass(frozen=True, slots=True)
class Unheeded:
    """How many warnings nobody has acknowledged, and the first of them."""

    many: int = 0
    first: GivenRow | None = None

    @property
    def told(self) -> str:
        """In a line; empty where there is none."""
        one = self.first
        if one is None:
            return ""
        low, high = one.expected.between()
        what = f"{one.category.rpartition('/')[2]} {one.district}"
        more = " 等" if self.many > 1 else ""
        return f"预警 {self.many} 项待确认：{what} {one.count} 件（常情 {low}–{high}）{more}"


def look(desk: Desk) -> int:
    """Look for warnings, if an hour has passed since the last look; how many are new.

    Clause: 6.3.1.4.
    """
    desk.require(Act.TICK)
    desk = replace(desk.still(), person=SYSTEM)
    with desk.database.reading() as session:
        if not days_to_look_at(stored.looked_at(session), desk.now()):
            return 0
    with desk.database.transaction() as session:
        turns.wait(session, turns.WARNINGS)
        days = days_to_look_at(stored.looked_at(session), desk.now())
        if not days:  # another process was here first
            return 0
        stored.set_looked_at(session, desk.now())
    # Outside the transaction, as nobody who registers a ticket is to wait for this.
    found = _found(desk, days)
    return _write(desk, found) if found else 0


def _found(desk: Desk, days: Sequence[date]) -> list[tuple[date, Burst]]:
    history = Period(Length.DAYS, days[0] - HISTORY * DAY, days[-1])
    with desk.database.snapshot() as session:
        found = counts.by_day(session, Window(history.window.since, desk.now()))
    begun = min((date.fromisoformat(text) for text, *_ in found), default=days[-1])
    known = (day for day in days if begun <= day - KNOWN_FOR * DAY)
    return [(day, one) for day in known for one in bursts(found, day)[1]]


def _write(desk: Desk, found: Sequence[tuple[date, Burst]]) -> int:
    new = 0
    with desk.database.transaction() as session:
        turns.wait(session, turns.WARNINGS)
        known = stored.known(session, {day.isoformat() for day, _ in found})
        city, paths = within(session, desk.database), reference.category_paths(session)
        for day, one in found:
            of = (day.isoformat(), one.category, one.district is None, one.district or "")
            if of in known:
                continue
            made = _made(desk, of, one)
            session.add(made)
            session.flush()
            told = _told(_row(made, city, paths, desk.now()))
            events.add(session, desk.actor(), "warning_given", f"预警：{told}")
            new += 1
    return new


def _made(desk: Desk, of: stored.Of, one: Burst) -> GivenWarning:
    day, category, whole_city, district = of
    return GivenWarning(
        day=day,
        category=category,
        whole_city=whole_city,
        district=district,
        found_at=desk.now(),
        count=one.count,
        mean=one.expected.mean,
        dispersion=one.expected.dispersion,
        rests_on=one.expected.rests_on,
    )


def given(desk: Desk, limit: int = MOST) -> tuple[GivenRow, ...]:
    """The warnings that were given: those first that nobody has acknowledged. Clause: 6.3.1.4."""
    desk.require(Act.READ_ALL)
    now = desk.now()
    with desk.database.reading() as session:
        city, paths = within(session, desk.database), reference.category_paths(session)
        return tuple(_row(one, city, paths, now) for one in stored.listed(session, limit))


def unheeded(desk: Desk) -> Unheeded:
    """What whoever heeds warnings still has to acknowledge; nothing for others."""
    if not desk.may(Act.HEED_WARNING):
        return Unheeded()
    with desk.database.reading() as session:
        return unheeded_within(session, within(session, desk.database), desk.now())


def unheeded_within(session: Session, city: Directory, now: datetime) -> Unheeded:
    """The same within a reading that has more to read."""
    many, first = stored.waiting(session)
    if first is None:
        return Unheeded()
    return Unheeded(many, _row(first, city, reference.category_paths(session), now))


def heed(desk: Desk, key: int, note: str) -> GivenRow:
    """Acknowledge a warning, with what is thought and done about it.

    One of the whole city stands for those of its districts. Clause: 6.3.1.4.
    """
    desk = desk.still()
    desk.require(Act.HEED_WARNING)
    with desk.database.transaction() as session:
        one = stored.locked(session, key)
        refuse_if(heeding_faults(one.acknowledged_at is not None, note))
        for each in (one, *stored.inside(session, one)):
            each.acknowledged_at, each.acknowledged_by = desk.now(), desk.person.workno
            each.note = note.strip()
            session.add(each)
        city, paths = within(session, desk.database), reference.category_paths(session)
        row = _row(one, city, paths, desk.now())
        events.add(session, desk.actor(), "warning_heeded", f"确认预警：{_told(row)}。{row.note}")
        return row


def _told(row: GivenRow) -> str:
    low, high = row.expected.between()
    return (
        f"{row.day.isoformat()} {row.category} {row.district} {row.count} 件，常情 {low}–{high} 件"
    )


def _row(
    one: GivenWarning, city: Directory, paths: Mapping[str, tuple[str, str, str]], now: datetime
) -> GivenRow:
    day = date.fromisoformat(one.day)
    district = None if one.whole_city else one.district
    window = Period(Length.DAY, day, day).so_far(now)
    return GivenRow(
        one.id or 0,
        day,
        category_name(paths, one.category),
        district_name(city, district),
        one.count,
        Expected(one.mean, one.dispersion, one.rests_on),
        Counted(Measure.RAISED, window, category=one.category, district=district),
        one.found_at,
        one.acknowledged_at,
        one.acknowledged_by,
        one.note,
    )

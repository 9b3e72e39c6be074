"""Figures as the database counts them, and the tickets behind each number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from sqlmodel import Session

from hotline_tui.data.columns import stored_text
from hotline_tui.data.figure_sources import (
    ASSESSED,
    FAMILIES,
    WAYS,
    Source,
    condition,
    source,
)
from hotline_tui.data.plain import Plain, instants
from hotline_tui.data.queues import SHOWN, Line, lines
from hotline_tui.standard.figures import Counted, Measure
from hotline_tui.standard.periods import Window
from hotline_tui.standard.vocabulary import Channel, Kind, Urgency


@dataclass(slots=True)
class Intake:
    """What was raised in a window, counted by everything that is looked at one by one.

    Districts, categories and organizers by their codes, empty where there is none; `sent` is as
    `areas`, of what was dispatched.
    """

    total: int = 0
    ways: Counter[Measure] = field(default_factory=Counter)
    kinds: Counter[Kind] = field(default_factory=Counter)
    channels: Counter[Channel] = field(default_factory=Counter)
    urgencies: Counter[Urgency] = field(default_factory=Counter)
    districts: Counter[str] = field(default_factory=Counter)
    areas: Counter[tuple[str, str]] = field(default_factory=Counter)
    sent: Counter[tuple[str, str]] = field(default_factory=Counter)
    units: Counter[tuple[str, str]] = field(default_factory=Counter)


_WAY = "CASE {} ELSE '' END".format(
    " ".join(f"WHEN {condition(one, sqlite=True)} THEN '{one.value}'" for one in WAYS)
)


@cache
def _counts(matter: bool) -> tuple[Plain, Plain, Plain]:
    """By words of the standard, by category and district, by unit and category."""
    of = f"FROM ticket AS t WHERE {source(Measure.RAISED).where}"
    if matter:
        of += f" AND {_PARTS['matter']}"
    words = f"SELECT t.kind, t.channel, t.urgency, {_WAY}, t.district, count(*) {of}"
    area = f"SELECT t.category, t.district, count(*), count(t.first_dispatched_at) {of}"
    unit = f"SELECT t.organizer, t.category, count(*) {of} AND t.organizer IS NOT NULL"
    return (
        Plain(f"{words} GROUP BY 1, 2, 3, 4, 5"),
        Plain(f"{area} GROUP BY 1, 2"),
        Plain(f"{unit} GROUP BY 1, 2"),
    )


def intake(session: Session, window: Window, matter: str = "") -> Intake:
    """What was raised in a window, of all categories or those whose codes begin with `matter`.

    Clause: 6.3.1.2.
    """
    found = Intake()
    given = {"since": window.since, "until": window.until, "matter": matter}
    by_words, by_area, by_unit = _counts(bool(matter))
    ways = {one.value: one for one in WAYS}
    for kind, channel, urgency, way, district, many in by_words.run(session, **given).fetchall():
        found.total += many
        found.kinds[_KINDS[kind]] += many
        found.channels[_CHANNELS[channel]] += many
        found.urgencies[_URGENCIES[urgency]] += many
        found.districts[district] += many
        if way:
            found.ways[ways[way]] += many
    for category, district, many, sent in by_area.run(session, **given).fetchall():
        found.areas[category or "", district] += many
        found.sent[category or "", district] += sent
    for unit, category, many in by_unit.run(session, **given).fetchall():
        found.units[unit, category or ""] += many
    return found


def begun(session: Session) -> datetime | None:
    """When the oldest matter was raised that is known here; None where there is none."""
    (found,) = _BEGUN.run(session).fetchone()
    return instants(session)(found) if found else None


_BEGUN = Plain("SELECT min(raised_at) FROM ticket")

_KINDS = {one.value: one for one in Kind}
_CHANNELS = {one.value: one for one in Channel}
_URGENCIES = {one.value: one for one in Urgency}


def results(
    session: Session, window: Window, known_at: datetime
) -> Iterator[tuple[str, bool, Counter[Measure]]]:
    """What units did in a window, as known at a moment: by unit, and whether it is assessed by it.

    Clause: 7.1.3.3.
    """
    sqlite = session.connection().dialect.name == "sqlite"
    given = _given(window, known_at, sqlite=sqlite)
    for nth, measures in enumerate(FAMILIES):
        found = _family(nth, sqlite).run(session, **given).fetchall()
        for unit, assessed, *counts in found:
            of = {one: int(many) for one, many in zip(measures, counts, strict=True)}
            yield unit, bool(assessed), Counter(of)


@cache
def _family(nth: int, sqlite: bool) -> Plain:
    measures = FAMILIES[nth]
    of = source(measures[0])
    sums = ", ".join(
        f"sum(CASE WHEN {condition(one, sqlite=sqlite)} THEN 1 ELSE 0 END)" for one in measures
    )
    return Plain(
        f"{of.given}SELECT {of.unit}, {ASSESSED}, {sums} FROM {of.tables} "  # noqa: S608
        f"WHERE {of.where} GROUP BY 1, 2"
    )


def _given(window: Window, known_at: datetime, *, sqlite: bool) -> dict[str, Any]:
    at = stored_text(known_at) if sqlite else known_at
    return {"since": window.since, "until": window.until, "at": at}


# ---- the tickets behind a number ----------------------------------------------------------------

_PARTS: dict[str, str] = {
    "kind": "t.kind = :kind",
    "channel": "t.channel = :channel",
    "urgency": "t.urgency = :urgency",
    "district": "t.district = :district",
    "category": "COALESCE(t.category, '') = :category",
    "trade": "COALESCE((SELECT c.level1 FROM category AS c WHERE c.code = t.category), '')"
    " = :trade",
    "matter": "substr(t.category, 1, length(:matter)) = :matter",
}


def behind(
    session: Session, counted: Counted, known_at: datetime, limit: int, skip: int = 0
) -> tuple[list[Line], int]:
    """The tickets that a number counts, newest first, and the number."""
    sqlite = session.connection().dialect.name == "sqlite"
    given = _given(counted.window, known_at, sqlite=sqlite)
    parts = _given_parts(counted)
    page, count = _behind(counted.measure, frozenset(parts), counted.assessed, sqlite)
    given |= parts
    (many,) = count.run(session, **given).fetchone()
    found = page.run(session, **given, limit=limit, skip=skip).fetchall()
    return lines(session, found), int(many)


def by_time(
    session: Session, counted: Counted, known_at: datetime, *, hours: bool
) -> dict[str, int]:
    """How many of a number of the intake were raised in each day, or hour, of Beijing.

    By `YYYY-MM-DD` or `YYYY-MM-DD HH`; what has none is left out. Clause: 6.3.1.3 a.
    """
    sqlite = session.connection().dialect.name == "sqlite"
    parts = _given_parts(counted)
    given = _given(counted.window, known_at, sqlite=sqlite) | parts
    statement = _by_time(counted.measure, frozenset(parts), hours, sqlite)
    return {at: int(many) for at, many in statement.run(session, **given).fetchall()}


@cache
def _by_time(measure: Measure, parts: frozenset[str], hours: bool, sqlite: bool) -> Plain:
    at = _moment(sqlite, hours=hours)
    of, conditions = _counted(measure, parts, False, sqlite)
    return Plain(
        f"{of.given}SELECT {at}, count(*) FROM {of.tables} WHERE {conditions} GROUP BY 1"  # noqa: S608
    )


def by_day(session: Session, window: Window) -> list[tuple[str, str, str, int]]:
    """How many were raised each day of each category in each district: `YYYY-MM-DD`, codes.

    Clause: 6.3.1.4.
    """
    sqlite = session.connection().dialect.name == "sqlite"
    given = {"since": window.since, "until": window.until}
    found = _by_day(sqlite).run(session, **given).fetchall()
    return [(day, category or "", district, int(many)) for day, category, district, many in found]


@cache
def _by_day(sqlite: bool) -> Plain:
    where = source(Measure.RAISED).where
    return Plain(
        f"SELECT {_moment(sqlite, hours=False)}, t.category, t.district, count(*)"  # noqa: S608
        f" FROM ticket AS t WHERE {where} GROUP BY 1, 2, 3"
    )


def _moment(sqlite: bool, *, hours: bool) -> str:
    """The day, or the hour, in Beijing in which a matter was raised."""
    if sqlite:
        form = "%Y-%m-%d %H" if hours else "%Y-%m-%d"
        return f"strftime('{form}', t.raised_at, '+8 hours')"
    form = "YYYY-MM-DD HH24" if hours else "YYYY-MM-DD"
    return f"to_char(t.raised_at AT TIME ZONE 'Asia/Shanghai', '{form}')"


def _counted(
    measure: Measure, parts: frozenset[str], assessed: bool, sqlite: bool
) -> tuple[Source, str]:
    """Where a number is counted, and what makes a row one that it counts."""
    of = source(measure)
    conditions = [of.where, condition(measure, sqlite=sqlite)]
    conditions += [_PARTS[name] for name in sorted(parts - {"organizer"})]
    if "organizer" in parts:
        conditions.append(f"{of.unit} = :organizer")
    if assessed:
        conditions.append(ASSESSED)
    return of, " AND ".join(conditions)


def _given_parts(counted: Counted) -> dict[str, str]:
    names = (*_PARTS, "organizer")
    return {name: str(one) for name in names if (one := getattr(counted, name)) is not None}


@cache
def _behind(
    measure: Measure, parts: frozenset[str], assessed: bool, sqlite: bool
) -> tuple[Plain, Plain]:
    of, conditions = _counted(measure, parts, assessed, sqlite)
    counted = f"{of.given}SELECT t.id AS id FROM {of.tables} WHERE {conditions}"  # noqa: S608
    page = Plain(
        f"SELECT {SHOWN} FROM ticket WHERE ticket.id IN ({counted}) "  # noqa: S608
        "ORDER BY ticket.raised_at DESC, ticket.id DESC LIMIT :limit OFFSET :skip"
    )
    return page, Plain(f"SELECT count(*) FROM ({counted}) AS found")  # noqa: S608

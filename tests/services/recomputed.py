"""Every figure once more, in another engine and from the definitions: DuckDB over the bare rows.

Nothing here comes from the queries that it checks. The rows leave the database as a file of CSV for
each table; what counts is written from the clauses and from practice, in steps that can be read one
by one. Clause: 6.3.1.2, 7.1.3.2, 7.1.3.3.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
from sqlalchemy import text

from hotline_tui.data.engine import Database
from hotline_tui.standard.figures import Measure
from hotline_tui.standard.periods import Window

TABLES = {
    "ticket": "id kind channel urgency district category organizer raised_at answered_at"
    " first_dispatched_at dispatched_at signed_at accepted status risk paused_seconds rounds"
    " excluded on_account worklist clock due_at service_complaint",
    "callback": "id ticket_id round at result contacted full solved satisfied",
    "evaluation": "ticket_id at level",
    "progress": "ticket_id at what",
    "dispatch": "id ticket_id at organizer",
    "feedback": "id ticket_id round at due_at approved_at accepted",
    "return": "ticket_id at organizer reason",
    "category": "code level1",
    "call": "rung_at answered_at offered_at rating",
}
"""What is taken of each table."""

INSTANTS = {"at", "raised_at", "answered_at", "first_dispatched_at", "dispatched_at", "signed_at"}
INSTANTS |= {"due_at", "approved_at", "rung_at", "offered_at"}
TRUTHS = {"accepted", "risk", "excluded", "on_account", "contacted", "full", "solved"}
TRUTHS |= {"service_complaint"}
NUMBERS = {"id", "ticket_id", "round", "rounds", "paused_seconds"}

STEPS = """
CREATE TABLE valid AS  -- 7.1.3.2: somebody was reached and answered
  SELECT * FROM callback WHERE result = 'reached' AND contacted IS NOT NULL;
CREATE TABLE owner AS  -- who had a ticket from one dispatch to the next
  SELECT ticket_id, organizer, noted AS since,
    lead(noted) OVER (PARTITION BY ticket_id ORDER BY noted, id) AS until
  FROM dispatch;
CREATE TABLE first_contact AS
  SELECT ticket_id, min(noted) AS noted FROM progress WHERE what = 'contact' GROUP BY ALL;
CREATE TABLE met AS  -- by telephone at once, online with the leader's approval
  SELECT f.*, CASE WHEN t.channel = 'phone' THEN coalesce(f.approved_at, f.noted)
    ELSE f.approved_at END AS met_at
  FROM feedback f JOIN ticket t ON t.id = f.ticket_id WHERE f.accepted IS DISTINCT FROM false;
CREATE TABLE sign_limit AS  -- 5.3.2.2.2 a, b, c
  SELECT id AS ticket_id, dispatched_at + to_seconds(paused_seconds) + CASE
    WHEN risk OR urgency IN ('emergency', 'instability', 'public_health') THEN INTERVAL 15 MINUTE
    WHEN urgency IN ('livelihood', 'extreme_weather') THEN INTERVAL 30 MINUTE
    ELSE INTERVAL 24 HOUR END AS until
  FROM ticket WHERE dispatched_at IS NOT NULL;
"""

GOOD = "('very_satisfied', 'satisfied', 'fairly_satisfied')"

SAID = f"""
WITH last AS (
  SELECT ticket_id, max_by(v, (noted, id)) AS c FROM valid v
  WHERE noted >= $since AND noted < $until
  GROUP BY ticket_id),
asked AS (
  SELECT t.*, c.noted AS asked_at, c.contacted OR coalesce(p.noted <= c.noted, false) AS responded,
    c.full AND c.solved IS NOT NULL AND c.satisfied IS NOT NULL AS complete,
    c.solved AS was_solved, c.satisfied AS said,
    CASE WHEN t.rounds = c.round THEN t.organizer ELSE o.organizer END AS unit
  FROM last JOIN ticket t ON t.id = last.ticket_id
  LEFT JOIN first_contact p ON p.ticket_id = t.id
  LEFT JOIN owner o ON o.ticket_id = t.id AND o.since <= c.noted
    AND (c.noted < o.until OR o.until IS NULL)
),
facts AS (
  SELECT unit, id, excluded, on_account, unnest(list_filter([
    'valid', CASE WHEN responded THEN 'responded' END, CASE WHEN complete THEN 'full' END,
    CASE WHEN complete AND was_solved THEN 'solved' END, CASE WHEN complete THEN 'rated' END,
    CASE WHEN complete AND said IN {GOOD} THEN 'satisfied' END,
    CASE WHEN excluded THEN 'excluded' WHEN on_account THEN 'on_account' END
  ], lambda one: one IS NOT NULL)) AS measure FROM asked
  UNION ALL
  SELECT t.organizer, t.id, t.excluded, t.on_account, unnest(
    CASE WHEN e.level IN {GOOD} THEN ['rated', 'satisfied'] ELSE ['rated'] END)
  FROM evaluation e JOIN ticket t ON t.id = e.ticket_id
  LEFT JOIN asked a ON a.id = t.id AND a.complete
  WHERE e.noted >= $since AND e.noted < $until AND a.id IS NULL)
"""

DONE = """
WITH told AS (
  SELECT ticket_id, max_by(m, (noted, id)) AS f FROM met m
  WHERE met_at >= $since AND met_at < $until GROUP BY ticket_id),
signing AS (
  SELECT t.*, o.organizer AS unit, l.until AS sign_by
  FROM ticket t JOIN sign_limit l ON l.ticket_id = t.id
  JOIN owner o ON o.ticket_id = t.id AND o.until IS NULL  -- the last dispatch went there
  WHERE t.dispatched_at >= $since AND t.dispatched_at < $until
    AND (t.signed_at IS NOT NULL OR l.until < $now)),
facts AS (
  SELECT unit, id, excluded, on_account, 'sign_due' AS measure FROM signing
  UNION ALL
  SELECT unit, id, excluded, on_account, 'signed' FROM signing WHERE signed_at <= sign_by
  UNION ALL
  SELECT CASE WHEN t.rounds = f.round THEN t.organizer ELSE o.organizer END, t.id, t.excluded,
    t.on_account, unnest(CASE WHEN f.due_at IS NULL OR f.met_at <= f.due_at
      THEN ['feedback_due', 'fed_back'] ELSE ['feedback_due'] END)
  FROM told JOIN ticket t ON t.id = told.ticket_id
  LEFT JOIN owner o ON o.ticket_id = t.id AND o.since <= f.noted
    AND (f.noted < o.until OR o.until IS NULL)
  UNION ALL
  SELECT organizer, id, excluded, on_account, 'feedback_due' FROM ticket
  WHERE worklist = 'handling' AND clock = 'feedback' AND due_at >= $since AND due_at < $until
    AND due_at < $now AND id NOT IN (SELECT ticket_id FROM told)
  UNION ALL
  SELECT DISTINCT r.organizer, t.id, t.excluded, t.on_account, 'returned'
  FROM "return" r JOIN ticket t ON t.id = r.ticket_id
  WHERE r.noted >= $since AND r.noted < $until AND r.reason IS NOT NULL)
"""


class Books:
    """All rows of a database, in another engine."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._engine = duckdb.connect()
        self._engine.execute("SET TimeZone = 'UTC'")
        for table, columns in TABLES.items():
            names = columns.split()
            file = folder / f"{table}.csv"
            _written(database, table, names, file)
            read = ", ".join(_column(name) for name in names)
            source = f"read_csv('{file}', all_varchar = true, header = true, nullstr = '\\N')"
            self._engine.execute(f'CREATE TABLE "{table}" AS SELECT {read} FROM {source}')
        self._engine.execute(STEPS)

    def close(self) -> None:
        """Give the memory back."""
        self._engine.close()

    def raised(self, by: str, window: Window) -> Counter[str]:
        """What was raised in a window, by an expression over `t`, a ticket, and `c`, its category.

        Clause: 6.3.1.2.
        """
        found = self._engine.execute(
            f"SELECT {by} AS part, count(*) FROM ticket t"
            " LEFT JOIN category c ON c.code = t.category"
            " WHERE raised_at >= $since AND raised_at < $until AND part IS NOT NULL GROUP BY part",
            {"since": _naive(window.since), "until": _naive(window.until)},
        )
        return Counter({str(part): many for part, many in found.fetchall()})

    def units(self, window: Window, now: datetime, *, assessed: bool) -> dict[str, dict[Any, int]]:
        """How many of each measure every unit has, without what is excluded or on account.

        Clause: 7.1.3.3.
        """
        left = "WHERE unit IS NOT NULL" + (" AND NOT (excluded OR on_account)" if assessed else "")
        given = {"since": _naive(window.since), "until": _naive(window.until)}
        units: dict[str, dict[Any, int]] = {}
        for facts, more in ((SAID, {}), (DONE, {"now": _naive(now)})):
            query = f"{facts} SELECT unit, measure, count(*) FROM facts {left} GROUP BY ALL"
            for unit, measure, many in self._engine.execute(query, given | more).fetchall():
                units.setdefault(unit, {})[Measure(measure)] = many
        return units

    def service(self, window: Window) -> tuple[int, ...]:
        """Answered calls, offered and given ratings, good ones; valid complaints. Clause: 5.4.3."""
        given = {"since": _naive(window.since), "until": _naive(window.until)}
        calls = self._engine.execute(
            "SELECT count(*), count(offered_at), count(rating),"
            f" count(*) FILTER (rating IN {GOOD}) FROM call"
            " WHERE answered_at IS NOT NULL AND rung_at >= $since AND rung_at < $until",
            given,
        ).fetchone()
        complaints = self._engine.execute(
            "SELECT count(*) FILTER (service_complaint) FROM ticket"
            " WHERE raised_at >= $since AND raised_at < $until",
            given,
        ).fetchone()
        return (*(calls or ()), *(complaints or ()))


def _written(database: Database, table: str, names: Iterable[str], file: Path) -> None:
    columns = ", ".join(f'"{name}"' for name in names)
    with database.engine.connect() as connection, file.open("w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(columns.replace('"', "").split(", "))
        for row in connection.execute(text(f'SELECT {columns} FROM "{table}"')):
            writer.writerow(["\\N" if one is None else _told(one) for one in row])


def _told(value: Any) -> str:
    return _naive(value).isoformat(" ") if isinstance(value, datetime) else str(value)


def _naive(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(tzinfo=None)


def _column(name: str) -> str:
    if name in INSTANTS:  # SQLite keeps them as text; DuckDB has another use for the word at
        called = "noted" if name == "at" else name
        return f"CAST(rtrim(replace(\"{name}\", 'T', ' '), 'Z') AS TIMESTAMP) AS {called}"
    if name in TRUTHS:
        return f"lower(\"{name}\") IN ('1', 'true') AS \"{name}\""
    return f'CAST("{name}" AS BIGINT) AS "{name}"' if name in NUMBERS else f'"{name}"'

"""Every figure of thousands of tickets equals an independent computation, on both databases.

`HOTLINE_FIGURES=200000` reckons so many tickets instead of a few thousand.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import text

from hotline_tui.services import demo
from hotline_tui.services.assessing import assessment
from hotline_tui.services.figure_lines import Line
from hotline_tui.services.figures import figures, period
from hotline_tui.standard.figures import Measure
from hotline_tui.standard.periods import Period
from tests.office import SUBDISTRICT, Office
from tests.services.recomputed import Books

TICKETS = int(os.environ.get("HOTLINE_FIGURES", "4000"))
MONTHS, DAYS = 13, 396

PERIODS = (
    "上月",
    "本月",
    "2026-W44",
    "2026-11-11",
    "2026-Q3",
    "2026",
    "2026-02",
    "2024-02-29",
    "2027",
)
"""Long and short, over and going on, empty, a leap day, and one to come."""

SELDOM = (
    "UPDATE ticket SET category = NULL WHERE id % 101 = 3",
    "UPDATE ticket SET risk = NOT risk WHERE id % 97 = 4",
    "UPDATE ticket SET excluded = {true} WHERE id % 41 = 5",
    "UPDATE ticket SET on_account = {true} WHERE id % 43 = 6",
    "UPDATE ticket SET paused_seconds = 40000 WHERE dispatched_at IS NOT NULL AND id % 47 = 7",
    "UPDATE ticket SET organizer = :unit WHERE rounds > 1 AND id % 3 = 1",
    "UPDATE ticket SET service_complaint = {true} WHERE kind = 'complaint' AND id % 211 = 8",
    "UPDATE feedback SET accepted = {false} WHERE id % 31 = 2",
    "UPDATE feedback SET due_at = NULL WHERE id % 89 = 2",
    "UPDATE callback SET contacted = {false} WHERE contacted IS NOT NULL AND id % 7 = 2",
    """INSERT INTO evaluation (ticket_id, at, by, level, reasons, remarks)
    SELECT ticket_id, max(at), '4002',
      CASE WHEN ticket_id % 2 = 0 THEN 'dissatisfied' ELSE 'satisfied' END, '[]', ''
    FROM callback WHERE ticket_id % 5 = 1 GROUP BY ticket_id ON CONFLICT DO NOTHING""",
)
"""What seldom goes so, made to happen often enough to be counted."""


@pytest.fixture
def books(office: Office, tmp_path: Path) -> Iterator[Books]:
    """A past of thirteen months in which everything happens, and the same in another engine."""
    demo.past(office.builder, MONTHS, a_day=max(1, TICKETS // DAYS))
    true, false = ("1", "0") if office.database.sqlite else ("true", "false")
    with office.database.engine.begin() as connection:
        for statement in SELDOM:
            done = statement.format(true=true, false=false)
            connection.execute(text(done), {"unit": SUBDISTRICT} if ":unit" in done else {})
    made = Books(office.database, tmp_path)
    yield made
    made.close()


SECTIONS = {
    "kinds": "kind",
    "channels": "channel",
    "urgencies": "urgency",
    "problems": "coalesce(category, '')",
    "trades": "coalesce(c.level1, '')",
    "areas": "district",
    "organizers": "organizer",
}
"""By what the figures of each section are told apart."""

WAYS = {
    Measure.RAISED: "true",
    Measure.ANSWERED: "answered_at IS NOT NULL",
    Measure.DISPATCHED: "first_dispatched_at IS NOT NULL",
    Measure.TURNED_AWAY: "NOT accepted",
    Measure.CANCELLED: "status = 'cancelled'",
}
"""What makes a ticket one of each measure of the intake."""


@pytest.mark.clause("6.3.1.1", "6.3.1.2 a", "6.3.1.2 b", "6.3.1.2 c", "6.3.1.2 d", "6.3.1.2 e")
@pytest.mark.clause("6.3.1.3 a", "6.3.1.3 b", "5.4.3", "7.1.3.1", "7.1.3.2", "7.1.3.3")
def test_every_figure_of_every_period_is_what_another_engine_reckons(
    office: Office, books: Books
) -> None:
    _everything_is_in_it(office)
    for told in PERIODS:
        of = period(office.owner, told)
        _figures_alike(office, books, of)
        _units_alike(office, books, of)


def _figures_alike(office: Office, books: Books, of: Period) -> None:
    found = figures(office.owner, of)
    windows = (found.window, found.before, found.last_year)
    for section, by in SECTIONS.items():
        expected = [books.raised(by, window) for window in windows]
        assert _counts(getattr(found, section)) == expected, (of, section)
    for line in found.totals:
        expected = [books.raised(f"nullif({WAYS[Measure(line.code)]}, false)", one).total()
                    for one in windows]  # fmt: skip
        assert [line.count, line.before, line.last_year] == expected, (of, line.code)
    sent = [books.raised("CASE WHEN first_dispatched_at IS NOT NULL THEN district END", window)
            for window in windows]  # fmt: skip
    assert _counts(found.sent_areas) == sent
    for quality, window in ((found.quality, found.window), (found.quality_before, found.before)):
        told = (quality.calls, quality.offered, quality.rated, quality.good, quality.complaints)
        assert told == books.service(window)


def _counts(lines: Sequence[Line]) -> list[Counter[str]]:
    def by(name: str) -> Counter[str]:
        return Counter({one.code: many for one in lines if (many := getattr(one, name))})

    return [by("count"), by("before"), by("last_year")]


def _units_alike(office: Office, books: Books, of: Period) -> None:
    found = assessment(office.owner, of)
    for assessed in (True, False):
        ours = {
            one.code: {measure: many for measure, many in counts.items() if many}
            for one in found.units
            if any((counts := (one.assessed if assessed else one.everything).counts).values())
        }
        expected = books.units(found.window, found.at, assessed=assessed)
        assert ours == expected, (of, assessed)


def _everything_is_in_it(office: Office) -> None:
    of = period(office.owner, "2026")
    counts = assessment(office.owner, of).total(assessed=False).counts
    assert all(counts[one] for one in Measure if not one.of_intake), counts
    raised = figures(office.owner, of)
    assert all(line.count for line in raised.totals)
    assert raised.quality.complaints
    assert raised.total > TICKETS // 2

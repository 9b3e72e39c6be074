"""What a month's full report costs over many tickets, beside the bare SQL aggregates.

Makes the demo's thirteen months once and copies them, so that every figure must be that of the
first ones times the copies; then counts last month's figures and assessment, makes the report and
writes it as docx and xlsx, beside the aggregates that it holds through the plain driver. Meanwhile
a desk registers tickets on the same database: alone, and while reports are made.

    python benchmarks/report.py [--copies N] [--db URL | --postgresql] [--json]

Thirteen months are 15 500 tickets; 65 copies make a million.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from sqlalchemy import text

FOLDER = str(Path(__file__).resolve().parent)
if sys.path[0] == FOLDER:  # where queue.py stands in the way of Python's own module of that name
    sys.path[0] = str(Path(FOLDER).parent)

from benchmarks.frame import chosen, parsing, tell  # noqa: E402
from hotline_tui.data.columns import stored_text  # noqa: E402
from hotline_tui.data.engine import Database  # noqa: E402
from hotline_tui.services import demo, operators  # noqa: E402
from hotline_tui.services.assessing import assessment  # noqa: E402
from hotline_tui.services.desk import Desk  # noqa: E402
from hotline_tui.services.figures import figures, period  # noqa: E402
from hotline_tui.services.opening import sit_down  # noqa: E402
from hotline_tui.services.registering import Registration, register  # noqa: E402
from hotline_tui.services.report_book import xlsx  # noqa: E402
from hotline_tui.services.report_word import docx  # noqa: E402
from hotline_tui.services.reporting import NewReport, make  # noqa: E402
from hotline_tui.services.setup import set_up  # noqa: E402
from hotline_tui.standard.elements import missing  # noqa: E402
from hotline_tui.standard.periods import Length, Period, containing  # noqa: E402
from hotline_tui.standard.record import Claimant, TicketDraft  # noqa: E402
from hotline_tui.standard.reports import ReportKind  # noqa: E402
from hotline_tui.standard.vocabulary import Channel, Kind, Urgency  # noqa: E402

MONTHS, RUNS, REGISTERED, WARM_UP_S = 13, 3, 60, 3.0
STEP = 1_000_000
"""Keys of one copy are so far from those of the next."""

COPIED = ("ticket", "dispatch", "callback", "feedback", "progress", '"return"', "request")
ONE_FOR_EACH = ("evaluation",)

GROUPED = ("kind", "channel", "urgency", "district", "category", "organizer")
"""By what the bare aggregates group the tickets of a month."""


def copied(database: Database, copies: int) -> None:
    """Copy every ticket of the past, with all that hangs on it."""
    uuid = "lower(hex(randomblob(16)))" if database.sqlite else "gen_random_uuid()"
    with database.transaction() as session:
        connection = session.connection()
        for table in (*COPIED, *ONE_FOR_EACH):
            plain = table.strip('"')
            names = connection.execute(text(f"SELECT * FROM {table} LIMIT 0")).keys()
            changed = {
                "id": "id + :add",
                "ticket_id": "ticket_id + :add",
                "draft_id": uuid,
                "number": "substr(number, 1, 8) || :nth || substr(number, 9)",
                "call_id": "NULL",
            }
            if plain != "ticket":
                changed.pop("number")
            quoted = ", ".join(f'"{name}"' for name in names)
            read = ", ".join(changed.get(name, f'"{name}"') for name in names)
            key = "ticket_id" if plain in ONE_FOR_EACH else "id"
            copy = text(
                f"INSERT INTO {table} ({quoted}) SELECT {read} FROM {table} WHERE {key} < {STEP}"
            )
            for nth in range(1, copies):
                connection.execute(copy, {"add": nth * STEP, "nth": f"{nth:03d}"})
    with database.engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        if database.sqlite:
            driver.execute("ANALYZE")
        else:
            driver.autocommit = True
            driver.execute("VACUUM ANALYZE")
            driver.autocommit = False


def bare(database: Database, of: Period) -> float:
    """Seconds that the aggregates of a month and of the two beside it take the plain driver."""
    began = time.perf_counter()
    with database.engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        mark = "?" if database.sqlite else "%s"
        for one in (of, of.before, of.last_year):
            ends = [_end(database, at) for at in (one.window.since, one.window.until)]
            raised = f"FROM ticket WHERE raised_at >= {mark} AND raised_at < {mark}"
            for name in GROUPED:
                driver.execute(f"SELECT {name}, count(*) {raised} GROUP BY {name}", ends).fetchall()
            if one is of.last_year:
                continue
            asked = (
                "SELECT t.organizer, count(*), sum(CASE WHEN c.contacted THEN 1 ELSE 0 END),"
                " sum(CASE WHEN c.solved THEN 1 ELSE 0 END), count(c.satisfied)"
                f" FROM callback c JOIN ticket t ON t.id = c.ticket_id WHERE c.at >= {mark}"
                f" AND c.at < {mark} AND c.result = 'reached' GROUP BY t.organizer"
            )
            driver.execute(asked, ends).fetchall()
            for of_table in ("dispatch", "feedback"):
                done = (
                    f"SELECT t.organizer, count(*) FROM {of_table} d JOIN ticket t ON"
                    f" t.id = d.ticket_id WHERE d.at >= {mark} AND d.at < {mark} GROUP BY 1"
                )
                driver.execute(done, ends).fetchall()
    return time.perf_counter() - began


def _end(database: Database, at: datetime) -> object:
    return stored_text(at) if database.sqlite else at


def timed(act: Callable[[], object]) -> float:
    """Seconds that something takes."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def whole(desk: Desk, of: Period) -> None:
    """A month's report, as it is made and written."""
    made = make(desk, NewReport(ReportKind.PERIODIC, of.text))
    docx(made)
    xlsx(made)


def reports_without_end(url: str, period_text: str) -> None:
    """Another process, at another desk, that makes one report after the other."""
    desk = _desk(Database(url))
    while True:
        whole(desk, period(desk, period_text))


@contextmanager
def beside(url: str, of: Period) -> Iterator[None]:
    """Reports are made meanwhile."""
    process = get_context("spawn").Process(target=reports_without_end, args=(url, of.text))
    process.start()
    time.sleep(WARM_UP_S)
    yield
    process.terminate()
    process.join()


def registering_p95(desk: Desk) -> float:
    """Milliseconds that 95 of 100 registrations stay below."""
    found = []
    for nth in range(REGISTERED):
        wish = Registration(_draft(nth))
        found.append(timed(lambda wish=wish: register(desk, wish)))  # type: ignore[misc]
        time.sleep(0.05)
    return statistics.quantiles(found, n=20)[-1] * 1000


def _draft(nth: int) -> TicketDraft:
    draft = TicketDraft(
        channel=Channel.PHONE,
        kind=Kind.COMPLAINT,
        urgency=Urgency.GENERAL,
        claimant=Claimant("王女士", f"1390000{nth:04d}"),
        title="夜间施工扰民",
    )
    return replace(draft, not_provided={one.element.name: "未说明" for one in missing(draft)})


def measured(desk: Desk, copies: int, first: dict[str, Any]) -> dict[str, Any]:
    """The desk and the plain driver in turn."""
    of = containing(Length.MONTH, desk.today()).before
    found = _counts(desk, of)
    wrong = [name for name, one in found.items() if one != first[name] * copies]
    ours, theirs = [], []
    for _ in range(RUNS):
        theirs.append(bare(desk.database, of))
        ours.append(timed(lambda: whole(desk, of)))
    alone = registering_p95(desk)
    with beside(desk.database.url, of):
        meanwhile = registering_p95(desk)
    return {
        "of_month": found["raised"],
        "wrong": wrong,
        "figures_s": timed(lambda: figures(desk, of)),
        "assessment_s": timed(lambda: assessment(desk, of)),
        "report_s": statistics.median(ours),
        "bare_s": statistics.median(theirs),
        "ratio": statistics.median(ours) / statistics.median(theirs),
        "register_p95_ms": alone,
        "register_beside_p95_ms": meanwhile,
    }


def _counts(desk: Desk, of: Period) -> dict[str, int]:
    found = {one.code: one.count for one in figures(desk, of).totals}
    return found | {one.value: many for one, many in assessment(desk, of).total().counts.items()}


def _desk(database: Database) -> Desk:
    return sit_down(database, operators.who(database, None, None))


def measure(url: str, copies: int) -> Iterator[tuple[str, Any]]:
    """Fill the database, and measure."""
    database = Database(url)
    set_up(database, practice=True)
    desk = _desk(database)
    began = time.perf_counter()
    tickets = demo.past(desk, MONTHS)
    first = _counts(desk, period(desk, "上月"))
    copied(database, copies)
    yield "database", "SQLite" if database.sqlite else "PostgreSQL"
    yield "tickets", tickets * copies
    yield "fill_s", time.perf_counter() - began
    yield from measured(desk, copies, first).items()
    database.close()


def main() -> None:
    """Measure and print."""
    parser = parsing(__doc__, database=True)
    parser.add_argument("--copies", type=int, default=65, help="default 65: a million tickets")
    options = parser.parse_args()
    with chosen(options) as url:
        found = dict(measure(url, options.copies))
    tell(found, options, _lines(found))


def _lines(found: dict[str, Any]) -> Iterator[str]:
    yield f"{found['tickets']:,} tickets on {found['database']} ({found['fill_s']:.0f} s)"
    yield f"{found['of_month']:,} of them of the month; figures that are wrong: {found['wrong']}"
    yield f"figures {found['figures_s']:.2f} s, assessment {found['assessment_s']:.2f} s"
    yield (
        f"report as docx and xlsx {found['report_s']:.2f} s   bare SQL {found['bare_s']:.2f} s   "
        f"ratio {found['ratio']:.2f} (at most 5)"
    )
    yield (
        f"95 of 100 registrations {found['register_p95_ms']:.0f} ms alone, "
        f"{found['register_beside_p95_ms']:.0f} ms beside reports (at most twice)"
    )


if __name__ == "__main__":
    main()

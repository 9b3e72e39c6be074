"""Every figure equals what the definitions say, on both databases, and opens its tickets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from random import Random

import pytest
from sqlmodel import select

from hotline_tui.data import directory as reference
from hotline_tui.data import tickets as stored
from hotline_tui.data.handling_tables import Callback, Evaluation, Feedback
from hotline_tui.data.reference_tables import Category, Organizer
from hotline_tui.data.tables import Ticket
from hotline_tui.services import demo, policy
from hotline_tui.services.assessing import assessment
from hotline_tui.services.directory import directory
from hotline_tui.services.figure_words import known_since
from hotline_tui.services.figures import SECTIONS, Figures, figures, period
from hotline_tui.services.report_pages import notes
from hotline_tui.services.reporting import NewReport, make
from hotline_tui.services.tracing import behind
from hotline_tui.standard.figures import INTAKE, Measure
from hotline_tui.standard.periods import Period
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.reports import ReportKind
from hotline_tui.standard.vocabulary import Kind, Rating, Role, Urgency
from tests.office import BEGINNING, SUBDISTRICT, Office, matter, registered
from tests.services import reckoning


def _past(office: Office, months: int) -> None:
    """A past of some months, in which a few things have gone the way they seldom go."""
    demo.past(office.builder, months)
    chance = Random(11)
    with office.database.transaction() as session:
        for ticket in session.exec(select(Ticket).order_by(Ticket.id)):
            if chance.random() < 0.01:
                ticket.category = None
            if chance.random() < 0.01:
                ticket.risk = True
            if ticket.dispatched_at and chance.random() < 0.02:
                ticket.paused_seconds = 40_000
            if ticket.rounds > 1 and chance.random() < 0.3:
                ticket.organizer = SUBDISTRICT
            stored.settle(ticket)
        for row in session.exec(select(Feedback).order_by(Feedback.id)):
            if chance.random() < 0.03:
                row.accepted = False
            if chance.random() < 0.01:
                row.due_at = None
        for asked in session.exec(select(Callback).order_by(Callback.id)):
            if asked.result.value == "reached" and chance.random() < 0.2:
                level = chance.choice(list(Rating))
                row = Evaluation(ticket_id=asked.ticket_id, at=asked.at, by="4002", level=level)
                session.merge(row)


def _counts(found: Figures, section: str) -> dict[str, tuple[int, int, int]]:
    return {
        one.code: (one.count, one.before, one.last_year)
        for one in getattr(found, section)
        if one.count or one.before or one.last_year
    }


def _reckoned(
    books: reckoning.Books, found: Figures, key: Callable[[Ticket], str | None]
) -> dict[str | None, tuple[int, ...]]:
    windows = (found.window, found.before, found.last_year)
    counted = [Counter(key(one) for one in reckoning.raised(books, of)) for of in windows]
    return {code: tuple(one[code] for one in counted) for code in set().union(*counted)}


@pytest.mark.clause("6.3.1.1", "6.3.1.2 a", "6.3.1.2 b", "6.3.1.2 c", "6.3.1.2 d", "6.3.1.2 e")
@pytest.mark.clause("6.3.1.2 f", "6.3.1.3 a", "6.3.1.3 b", "7.1.3.1", "7.1.3.2", "7.1.3.3")
def test_every_figure_is_what_the_definitions_say_and_opens_its_tickets(office: Office) -> None:
    desk = office.owner
    _past(office, 2)
    policy.choose(desk, {"key_matters": "0301 100103"})
    books = reckoning.read(office.database)
    paths = {}
    with office.database.reading() as session:
        for one in session.exec(select(Category)):
            paths[one.code] = one.level1
    for text in ("上月", "2026-W44", "2026"):
        of = period(desk, text)
        found = figures(desk, of)
        by = partial(_reckoned, books, found)
        assert _counts(found, "kinds") == by(lambda one: one.kind.value)
        assert _counts(found, "channels") == by(lambda one: one.channel.value)
        assert _counts(found, "urgencies") == by(lambda one: one.urgency.value)
        assert _counts(found, "areas") == by(lambda one: one.district)
        assert _counts(found, "problems") == by(lambda one: one.category or "")
        assert _counts(found, "trades") == by(lambda one: paths.get(one.category, ""))
        sent = by(lambda one: one.organizer)
        sent.pop(None, None)
        assert _counts(found, "organizers") == sent
        for line in found.totals:
            windows = (found.window, found.before, found.last_year)
            tickets = [reckoning.raised(books, window) for window in windows]
            expected = [
                len(some) if line.code == "raised" else reckoning.ways(some)[Measure(line.code)]
                for some in tickets
            ]
            assert [line.count, line.before, line.last_year] == expected
        assert [one.code for one in found.totals] == [one.value for one in INTAKE]
        _every_number_opens_its_tickets(office, found)
        _assessed_alike(office, of, books)


def _every_number_opens_its_tickets(office: Office, found: Figures) -> None:
    for section in SECTIONS:
        for line in getattr(found, section)[:12]:
            opened = behind(office.owner, line.counted, limit=3)
            assert opened.total == line.count, (section, line)
            assert len(opened.rows) == min(3, line.count)


def _assessed_alike(office: Office, of: Period, books: reckoning.Books) -> None:
    found = assessment(office.owner, of)
    for assessed in (True, False):
        expected = reckoning.tallies(books, found.window, found.at, assessed=assessed)
        ours = {
            one.code: {
                measure: many
                for measure, many in (one.assessed if assessed else one.everything).counts.items()
                if many
            }
            for one in found.units
        }
        assert {code: counts for code, counts in ours.items() if counts} == expected
        for measure, many in found.total(assessed=assessed).counts.items():
            wanted = found.counted(measure, None, assessed=assessed)
            assert behind(office.owner, wanted).total == many, measure
    for unit in found.units[::60]:
        for measure, many in unit.assessed.counts.items():
            wanted = found.counted(measure, unit, assessed=True)
            assert behind(office.owner, wanted).total == many, (unit.code, measure)


@pytest.mark.clause("6.3.1.2 a", "6.3.1.3 a")
def test_an_empty_period_one_ticket_and_a_period_to_come_have_figures_too(office: Office) -> None:
    desk = office.owner
    empty = figures(desk, period(desk, "2025-02"))
    assert (empty.total, empty.problems, empty.totals[0].share, empty.complete) == (
        0,
        (),
        None,
        True,
    )
    assert assessment(desk, period(desk, "2025-02")).units == ()
    registered(desk, matter(Kind.TIP_OFF, Urgency.GENERAL))
    office.clock.forward(minutes=1)
    today = figures(desk, period(desk, "今天"))
    (kind,) = [one for one in today.kinds if one.count]
    assert (today.total, kind.code, kind.share, kind.change) == (1, "tip_off", 1.0, None)
    assert not today.complete
    coming = figures(desk, period(desk, "2027"))
    assert (coming.total, coming.window.empty, coming.complete) == (0, True, False)


@pytest.mark.clause("6.3.1.3 a")
def test_a_period_before_anything_is_known_is_said_to_be_partly_known(office: Office) -> None:
    registered(office.owner, matter(), BEGINNING - timedelta(days=40))
    office.clock.forward(minutes=1)
    for text, partly in (
        ("2026-11", ("上期", "上年同期")),
        ("2026-11-16..2026-11-22", ("上年同期",)),
    ):
        assert figures(office.owner, period(office.owner, text)).partly == partly
    of = figures(office.owner, period(office.owner, "2026-11"))
    told = "最早的工单是 2026-10-14 提出的，上期、上年同期不全"
    assert known_since(of.begun, of.partly) == told
    made = make(office.owner, NewReport(ReportKind.PERIODIC, "2026-10"))
    assert f"{told}。" in list(notes(made))
    registered(office.owner, matter(), BEGINNING - timedelta(days=800))
    assert figures(office.owner, period(office.owner, "2026-11")).partly == ()


def test_a_unit_that_was_renamed_or_merged_keeps_its_figures(office: Office) -> None:
    desk = office.owner
    _past(office, 1)
    of = period(desk, "本月")
    busiest = figures(desk, of).organizers[0]
    with office.database.transaction() as session:
        unit = session.get(Organizer, busiest.code)
        assert unit
        unit.name, unit.active = "改了名的单位", False
        reference.count_up(session, reference.REFERENCE)
    assert busiest.code not in directory(desk).organizers
    again = next(one for one in figures(desk, of).organizers if one.code == busiest.code)
    assert (again.name, again.count) == ("改了名的单位", busiest.count)
    assert behind(desk, again.counted).total == busiest.count


@pytest.mark.clause("6.3.1.2 c", "6.3.1.3 b")
def test_a_category_that_was_moved_keeps_its_matters_under_its_new_name(office: Office) -> None:
    desk = office.owner
    _past(office, 1)
    of = period(desk, "本月")
    before = figures(desk, of)
    most = before.problems[0]
    with office.database.transaction() as session:
        moved = session.get(Category, most.code)
        assert moved
        moved.level1, moved.level2, moved.level3, moved.active = "新的领域", "新的类", "新名", False
        reference.count_up(session, reference.REFERENCE)
    after = figures(desk, of)
    line = next(one for one in after.problems if one.code == most.code)
    assert (line.name, line.count) == ("新的领域/新的类/新名", most.count)
    trade = next(one for one in after.trades if one.name == "新的领域")
    assert trade.count == most.count
    assert behind(desk, trade.counted).total == behind(desk, line.counted).total == most.count
    assert sum(one.count for one in after.trades) == after.total == before.total


@pytest.mark.clause("6.1.2", "7.1.3.4")
def test_a_unit_sees_its_own_assessment_and_none_of_the_citys_figures(office: Office) -> None:
    _past(office, 1)
    of = period(office.owner, "本月")
    units = assessment(office.owner, of).units
    theirs = max(units, key=lambda one: sum(one.assessed.counts.values()))
    unit = office.colleague("8001", "李主任", Role.ORGANIZER, unit=theirs.code)
    (own,) = assessment(unit, of).units
    assert own == theirs
    with pytest.raises(Refused):
        figures(unit, of)
    everybody = assessment(office.owner, of).counted(Measure.SIGN_DUE, None, assessed=True)
    assert behind(unit, everybody).total == own.assessed[Measure.SIGN_DUE]

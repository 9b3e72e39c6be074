"""A finding keeps the figure that showed it; the same figure afterwards says what came of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import select

from hotline_tui.data.tables import Ticket
from hotline_tui.services import demo
from hotline_tui.services.assessing import assessment
from hotline_tui.services.figures import figures, period
from hotline_tui.services.improvements import ImprovementRow, improvements, show
from hotline_tui.services.improving import (
    Done,
    Found,
    Judged,
    Planned,
    carry_out,
    judge,
    open_improvement,
    plan,
)
from hotline_tui.standard.assessment import Group
from hotline_tui.standard.figures import Measure, Rate
from hotline_tui.standard.improvement import Direction, Progress
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.watched import Watched, of_counted
from tests.office import Office


def found(office: Office, watched: Watched, of: str = "2026-10") -> ImprovementRow:
    """A finding of a month."""
    return open_improvement(office.owner, Found(watched, of, "解决得少", "只派不督"))


def planned(office: Office, row: ImprovementRow, days: float = 5) -> ImprovementRow:
    """A measure for it, due in so many days."""
    due_at = office.now + timedelta(days=days)
    return plan(
        office.owner,
        Planned(row.id, Direction.TRAINING, "培训解决能力", "督办科", due_at, row.version),
    )


@pytest.mark.clause("7.2")
def test_a_finding_keeps_the_figure_as_it_was_and_shows_it_again_afterwards(
    office: Office,
) -> None:
    desk = office.owner
    demo.past(office.builder, 2)
    units = assessment(desk, period(desk, "2026-10")).group(Group.GRASSROOTS)
    unit = next(one for one in units if one.assessed[Measure.FULL])
    row = found(office, Watched(Rate.SOLUTION, organizer=unit.code, assessed=True))
    share = unit.assessed.rate(Rate.SOLUTION)
    assert (row.value.part, row.value.whole) == (share.part, share.whole)
    assert row.figure_name == f"{unit.name} 解决率"
    line = figures(desk, period(desk, "2026-10")).problems[0]
    counted = found(office, of_counted(line.counted))
    assert (counted.value.part, counted.value.whole) == (line.count, None)
    with office.database.transaction() as session:
        for ticket in session.exec(select(Ticket).where(Ticket.category == line.code)):
            ticket.raised_at = office.now
    office.clock.forward(minutes=1)
    kept, (since,) = show(desk, counted.id)
    assert kept.value == counted.value
    assert (since.period.text, since.complete) == ("2026-11", False)
    assert since.value.part >= line.count


@pytest.mark.clause("7.2", "7.2 d")
def test_overdue_measures_stand_first_and_an_effect_settles_what_is_reached(
    office: Office,
) -> None:
    desk = office.owner
    first = planned(office, found(office, Watched(Rate.SOLUTION)), days=9)
    second = planned(office, found(office, Watched(Rate.RESPONSE)), days=2)
    waiting = found(office, Watched(Measure.RAISED))
    assert [one.id for one in improvements(desk)] == [second.id, first.id, waiting.id]
    office.clock.forward(days=3)
    overdue = improvements(desk)[0]
    assert overdue.due_at == second.due_at
    with pytest.raises(Refused) as refused:
        judge(desk, Judged(second.id, "2026-11", True, "已见效"))
    assert {one.field for one in refused.value.faults} == {"status"}
    done = carry_out(desk, Done(second.id, second.measures[0].id, "办了两期", second.version))
    assert done.progress is Progress.TO_JUDGE
    office.clock.forward(minutes=5)
    with pytest.raises(Refused, match="没有落在措施完成以后"):
        judge(desk, Judged(second.id, "2026-12", True, "还没有到"))
    again = judge(desk, Judged(second.id, "2026-11", False, "还不够"))
    assert (again.progress, again.effects[0].reached) == (Progress.OPEN, False)
    more = planned(office, again)
    done = carry_out(desk, Done(more.id, more.measures[1].id, "加派一人"))
    office.clock.forward(minutes=5)
    settled = judge(desk, Judged(more.id, "本月", True, "已见效"))
    assert settled.progress is Progress.SETTLED
    assert [one.id for one in improvements(desk, settled=True)] == [second.id]
    with pytest.raises(Refused):
        planned(office, settled)


@pytest.mark.clause("7.2")
def test_counts_are_compared_over_whole_periods_of_one_length_after_the_measure(
    office: Office,
) -> None:
    desk = office.owner
    row = planned(office, found(office, Watched(Measure.RAISED)))
    carry_out(desk, Done(row.id, row.measures[0].id, "做完"))
    office.clock.forward(minutes=5)
    for of in ("2026-10", "2026-09", "2026-11", "2026-W48"):
        with pytest.raises(Refused) as refused:
            judge(desk, Judged(row.id, of, True, "减少"))
        assert [one.field for one in refused.value.faults] == ["period"]
    office.clock.forward(days=10)
    assert judge(desk, Judged(row.id, "2026-11", True, "减少")).progress is Progress.SETTLED


@pytest.mark.clause("7.2", "6.1.1")
def test_what_is_not_said_or_names_a_telephone_is_refused_all_at_once(office: Office) -> None:
    desk = office.owner
    with pytest.raises(Refused) as refused:
        open_improvement(desk, Found(Watched(Rate.SOLUTION), "2027", "", "打13812345678问"))
    assert {one.field for one in refused.value.faults} == {"finding", "cause", "period"}
    row = found(office, Watched(Rate.SOLUTION), "本月")
    with pytest.raises(Refused) as refused:
        plan(desk, Planned(row.id))
    assert [one.field for one in refused.value.faults] == ["direction", "measure", "who", "due_at"]
    planned(office, row)
    with pytest.raises(Refused, match="已被更新"):
        planned(office, row)

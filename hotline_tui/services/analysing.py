"""Organizers hand in what they make of a period's matters; kept beside its figures.

Clause: 6.3.1.5.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from hotline_tui.data import directory as reference
from hotline_tui.data import events
from hotline_tui.data import figures as counting
from hotline_tui.data import units as stored
from hotline_tui.data.engine import Session
from hotline_tui.data.unit_tables import OrganizerAnalysis
from hotline_tui.services import scope
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import directory, named
from hotline_tui.services.figures import period as read
from hotline_tui.standard.authority import Act
from hotline_tui.standard.figures import Counted, Measure
from hotline_tui.standard.periods import Period, read_period
from hotline_tui.standard.refusal import Fault, Refused, refuse_if
from hotline_tui.standard.telling_units import analysis_faults

SHOWN = (Measure.RAISED, Measure.SIGN_DUE, Measure.SIGNED, Measure.FEEDBACK_DUE, Measure.FED_BACK)
"""What stands beside an analysis, of the organizer's own tickets."""


@dataclass(frozen=True, slots=True)
class HandedIn:
    """An analysis of a period; `organizer` and who there said it, where the hotline writes it."""

    period: str
    texts: Mapping[str, str]
    organizer: str = ""
    told_by: str = ""


@dataclass(frozen=True, slots=True)
class AnalysisRow:
    """An analysis, and the organizer's counts of its period as they were when it came."""

    id: int
    organizer: str
    name: str
    period: Period
    texts: Mapping[str, str]
    figures: Mapping[str, int]
    at: datetime
    by: str
    told_by: str
    version: int = 0

    @property
    def number(self) -> str:
        """What lists know it by."""
        return str(self.id)

    @property
    def counts(self) -> str:
        """The counts in a line."""
        return "　".join(
            f"{one.label} {self.figures[one.value]}" for one in SHOWN if one.value in self.figures
        )


def hand_in(desk: Desk, wish: HandedIn) -> AnalysisRow:
    """Keep an analysis beside the figures of its period. Clause: 6.3.1.5."""
    desk = desk.still()
    desk.require(Act.ANALYSE)
    of, now = read(desk, wish.period), desk.now()
    organizer = _organizer(desk, wish)
    window = of.so_far(now)
    found = list(analysis_faults(wish.texts))
    if window.empty:
        found.append(Fault("period", "6.3.1.5", f"{of.name}还没有开始"))
    refuse_if(found)
    with desk.database.transaction() as session:
        counts = {
            one.value: counting.behind(session, Counted(one, window, organizer=organizer), now, 0)[
                1
            ]
            for one in SHOWN
        }
        made = OrganizerAnalysis(
            organizer=organizer,
            period=of.text,
            texts={name: text.strip() for name, text in wish.texts.items() if text.strip()},
            figures=counts,
            at=now,
            by=desk.person.workno,
            told_by=wish.told_by.strip(),
        )
        session.add(made)
        session.flush()
        row = _row(session, made)
        told = f"{row.name}提供{of.name}诉求分析"
        events.add(session, desk.actor(), "analysis_handed_in", told)
        return row


def _organizer(desk: Desk, wish: HandedIn) -> str:
    own = scope.unit(desk)
    if own:
        return own
    code = named(directory(desk), wish.organizer, "organizer").code
    if not wish.told_by.strip():
        raise Refused(Fault("told_by", "6.3.1.5", "请写明承办单位由谁提供"))
    return code


def analyses(
    desk: Desk, period: str = "", organizer: str = "", limit: int = 200
) -> tuple[AnalysisRow, ...]:
    """Analyses of a period or of all, newest first; an organizer sees its own. Clause: 6.3.1.5."""
    desk.require(Act.READ_TICKETS)
    own = scope.unit(desk) or organizer
    of = read_period(period, desk.today()).text if period else ""
    with desk.database.reading() as session:
        return tuple(_row(session, one) for one in stored.analyses(session, own, of, limit))


def _row(session: Session, one: OrganizerAnalysis) -> AnalysisRow:
    names = reference.units_of_old(session)
    return AnalysisRow(
        one.id or 0,
        one.organizer,
        names[one.organizer][0] if one.organizer in names else one.organizer,
        read_period(one.period, one.at.date()),
        one.texts,
        one.figures,
        one.at,
        one.by,
        one.told_by,
    )

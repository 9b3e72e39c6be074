"""Results of the assessment as organizers were told them; at an organizer's desk its own alone.

Clause: 7.1.3.4, 7.1.3.5.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hotline_tui.data import directory as reference
from hotline_tui.data import units as stored
from hotline_tui.data.engine import Session
from hotline_tui.data.unit_tables import AssessmentNotice, AssessmentUse
from hotline_tui.services import scope
from hotline_tui.services.desk import Desk
from hotline_tui.services.figure_words import percent, points, shared
from hotline_tui.standard.assessment import Group, Share
from hotline_tui.standard.authority import Act
from hotline_tui.standard.figures import Measure, Rate
from hotline_tui.standard.periods import Period, read_period
from hotline_tui.standard.refusal import Fault, Refused
from hotline_tui.standard.telling_units import Step, Use


@dataclass(frozen=True, slots=True)
class UseRow:
    """What results were used for, and what followed."""

    id: int
    use: Use
    step: Step
    to: str
    note: str
    improvement: int | None
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """What one organizer was told of one period, and what it answered; `figures` never change."""

    id: int
    version: int
    organizer: str
    name: str
    period: Period
    figures: Mapping[str, Any]
    at: datetime
    by: str
    received_at: datetime | None
    received_by: str
    told_by: str
    objection: str
    objected_at: datetime | None
    upheld: bool | None
    decision: str
    decided_at: datetime | None
    decided_by: str
    uses: tuple[UseRow, ...]

    @property
    def number(self) -> str:
        """What lists know it by."""
        return str(self.id)

    @property
    def state(self) -> str:
        """Where it stands, in a word."""
        if self.decided_at:
            return "异议成立" if self.upheld else "异议不成立"
        if self.objected_at:
            return "有异议"
        return "已签收" if self.received_at else "已告知"

    def told(self) -> Iterator[str]:
        """The results, line by line, with what they rest on."""
        of = self.figures
        groups = {one.value: one.label for one in Group}
        place = f"{groups.get(of['group'], '')}第 {of['rank']} 名" if of["rank"] else "未排名"
        yield f"得分 {points(of['score'])}　上期 {points(of['score_before'])}　{place}"
        for rate in Rate:
            yield f"{rate.label} {shared(Share(*of['rates'][rate.value]))}"
        yield "　".join(
            f"{one.label} {of['left_out'][one.value]}"
            for one in (Measure.RETURNED, Measure.EXCLUDED, Measure.ON_ACCOUNT)
        )

    @property
    def short(self) -> str:
        """The three rates in a few words."""
        shares = (Share(*self.figures["rates"][one.value]) for one in (
            Rate.RESPONSE, Rate.SOLUTION, Rate.SATISFACTION))  # fmt: skip
        return " ".join(percent(one.value) for one in shares)


def notices(
    desk: Desk, period: str = "", organizer: str = "", limit: int = 200
) -> tuple[NoticeRow, ...]:
    """What organizers were told, newest first; an organizer sees its own. Clause: 7.1.3.4."""
    desk.require(Act.READ_TICKETS)
    own = scope.unit(desk) or organizer
    of = read_period(period, desk.today()).text if period else ""
    with desk.database.reading() as session:
        return rows(session, stored.notices(session, own, of, limit))


def show(desk: Desk, key: int) -> NoticeRow:
    """One of them. Raises `Refused` for another organizer's. Clause: 7.1.3.4."""
    desk.require(Act.READ_TICKETS)
    with desk.database.reading() as session:
        found = stored.notice(session, key)
        require_own(desk, found.organizer)
        return rows(session, (found,))[0]


def require_own(desk: Desk, organizer: str) -> None:
    """Raise `Refused` at an organizer's desk for what another organizer was told. Clause: 6.1.2."""
    if scope.confined(desk) and organizer != scope.unit(desk):
        raise Refused(Fault("notice", "6.1.2", "这不是本单位的"))


def rows(session: Session, found: Sequence[AssessmentNotice]) -> tuple[NoticeRow, ...]:
    """Notices with their organizers' names and their uses."""
    names = reference.units_of_old(session)
    uses: dict[int, list[AssessmentUse]] = defaultdict(list)
    for one in stored.uses(session, [one.id or 0 for one in found]):
        uses[one.notice_id].append(one)
    return tuple(
        NoticeRow(
            one.id or 0,
            one.version,
            one.organizer,
            names[one.organizer][0] if one.organizer in names else one.organizer,
            read_period(one.period, one.at.date()),
            one.figures,
            one.at,
            one.by,
            one.received_at,
            one.received_by,
            one.told_by,
            one.objection,
            one.objected_at,
            one.upheld,
            one.decision,
            one.decided_at,
            one.decided_by,
            tuple(
                UseRow(each.id or 0, each.use, each.step, each.to, each.note,
                       each.improvement_id, each.at, each.by)
                for each in uses[one.id or 0]
            ),
        )
        for one in found
    )  # fmt: skip

"""An office to tell about: its clock, its people at their desks, and the matters they register."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from hotline_tui.data.engine import Database
from hotline_tui.services import operators, registering
from hotline_tui.services.desk import Desk, Person
from hotline_tui.services.dispatching import Dispatch, dispatch
from hotline_tui.services.opening import sit_down
from hotline_tui.services.registering import Registration
from hotline_tui.services.rows import TicketRow
from hotline_tui.services.setup import set_up
from hotline_tui.standard.elements import missing
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.record import Claimant, TicketDraft
from hotline_tui.standard.vocabulary import Channel, Kind, Role, Urgency

BEGINNING = datetime(2026, 11, 23, 14, 0, tzinfo=BEIJING)
"""When stories begin: a Monday afternoon."""

SUBDISTRICT = "S110105010"
"""小关街道办事处, in the district of 朝阳."""

DISTRICT = "D110105"
"""朝阳区人民政府."""


@dataclass(slots=True)
class HandClock:
    """A clock that is moved by hand."""

    at: datetime = BEGINNING

    def now(self) -> datetime:
        """The moment it was set to."""
        return self.at

    def forward(self, **by: float) -> datetime:
        """Let time pass (`minutes=5`); what time it is then."""
        self.at += timedelta(**by)
        return self.at


@dataclass(slots=True)
class Office:
    """A practice database with one clock for everybody; `owner` has all roles but a unit's."""

    database: Database
    clock: HandClock
    owner: Desk

    @property
    def now(self) -> datetime:
        """What time it is for everybody."""
        return self.clock.now()

    @property
    def builder(self) -> Desk:
        """Where a past that never happened is written down, past all use cases."""
        return self.owner

    def hand(self, nth: int) -> Desk:
        """The desk of one among many, on a connection of its own that whoever asked closes."""
        there = open_office(self.database.url)
        there.clock.at = self.now
        there.owner.person = replace(there.owner.person, workno=f"9{nth:03d}", name=f"同事{nth}")
        return there.owner

    def colleague(self, workno: str, name: str, *roles: Role, unit: str = "") -> Desk:
        """Another person's desk, a dispatcher's unless told otherwise."""
        return colleague(self.owner, self.clock, workno, name, *roles, unit=unit)


def set_up_office(url: str) -> None:
    """Set a practice database up as a desk finds it on its first day."""
    database = Database(url)
    set_up(database, practice=True, at=BEGINNING)
    database.close()


def open_office(url: str) -> Office:
    """The office of a database that is set up."""
    database, clock = Database(url), HandClock()
    owner = sit_down(database, operators.who(database, None, None), BEGINNING)
    owner.clock = clock
    return Office(database, clock, owner)


def colleague(
    owner: Desk, clock: HandClock, workno: str, name: str, *roles: Role, unit: str = ""
) -> Desk:
    """Another person's desk on the same database, by the same clock."""
    held = roles or (Role.DISPATCHER,)
    if not any(one.workno == workno for one in operators.everybody(owner)):
        operators.add(owner, operators.NewOperator(workno, name, held, unit=unit))
    return Desk(Person(workno, name, frozenset(held), unit), owner.database, clock, practice=True)


def matter(
    kind: Kind = Kind.COMPLAINT,
    urgency: Urgency = Urgency.GENERAL,
    *,
    phone: str = "13812345678",
    name: str = "王先生",
    **more: Any,
) -> TicketDraft:
    """A record that may be registered: what was not told is marked as not provided."""
    draft = TicketDraft(
        channel=Channel.PHONE, kind=kind, urgency=urgency, claimant=Claimant(name, phone)
    )
    draft = replace(draft, **more)
    lacking = {one.element.name: "诉求人说不清" for one in missing(draft)}
    return replace(draft, not_provided={**lacking, **draft.not_provided})


def registered(desk: Desk, draft: TicketDraft, raised_at: datetime | None = None) -> TicketRow:
    """The ticket that a record becomes."""
    return registering.register(desk, Registration(draft, raised_at))


def dispatched(desk: Desk, draft: TicketDraft | None = None, to: str = SUBDISTRICT) -> TicketRow:
    """A ticket that is on its way to a unit; an ordinary complaint unless told otherwise."""
    made = registered(desk, draft or matter())
    return dispatch(desk, Dispatch(made.number, to, opinion="请依职责办理"))

"""A desk: who acts, on which database, by which clock. The only reader of the real time."""

from __future__ import annotations

import getpass
import os
import platform
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Protocol, cast
from uuid import uuid4

from hotline_tui.data.reach import OutOfReach
from hotline_tui.standard.authority import Act, authority_faults
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.refusal import refuse_if
from hotline_tui.standard.vocabulary import Role

if TYPE_CHECKING:
    # A form can be filled in before SQLAlchemy is there, and asks the desk for the time.
    from hotline_tui.data.engine import Database
    from hotline_tui.data.events import Actor

__all__ = [
    "Clock",
    "Desk",
    "OutOfReach",
    "Person",
    "SharedClock",
    "StillClock",
    "closed_desk",
    "login_name",
    "roles",
]


class Clock(Protocol):
    """Anything that knows what time it is."""

    def now(self) -> datetime:
        """The present instant, timezone-aware."""


@dataclass(slots=True)
class SharedClock:
    """The database's time: this machine's clock, once, put right by an offset that was measured.

    From then on it runs by what has gone by: setting this machine's clock changes nothing.
    """

    offset: timedelta = timedelta(0)
    _began: tuple[datetime, float] = field(init=False)

    def __post_init__(self) -> None:
        self.set(self.offset)

    def set(self, offset: timedelta) -> None:
        """Begin anew with an offset that has just been measured."""
        self.offset = offset
        self._began = datetime.now(UTC) + offset, monotonic()

    def now(self) -> datetime:
        """The present instant by the database's clock, in UTC."""
        began, at = self._began
        return began + timedelta(seconds=monotonic() - at)


@dataclass(frozen=True, slots=True)
class StillClock:
    """A simulated moment, for practice databases."""

    at: datetime

    def now(self) -> datetime:
        """The simulated moment."""
        return self.at


@dataclass(frozen=True, slots=True)
class Person:
    """Who sits at the desk. Clause: 6.1.2."""

    workno: str
    name: str
    roles: frozenset[Role]
    unit: str = ""


@dataclass(slots=True)
class Desk:
    """Everything that a use case needs to know about who asks; `id` tells two windows apart."""

    person: Person
    database: Database
    clock: Clock
    practice: bool = False
    region: str = "11"
    id: str = field(default_factory=lambda: uuid4().hex)
    host: str = field(default_factory=platform.node)
    index_folder: Path | None = None
    """Where this machine keeps search indexes of the knowledge base; None: in memory."""

    def now(self) -> datetime:
        """What time it is, for every rule and every record."""
        return self.clock.now()

    def still(self) -> Desk:
        """This desk at the present moment: all that one act writes down bears the same time."""
        return self.still_at(self.now())

    def still_at(self, moment: datetime) -> Desk:
        """This desk at a moment that an act bears."""
        return replace(self, clock=StillClock(moment))

    def today(self) -> date:
        """The present day in Beijing."""
        return self.now().astimezone(BEIJING).date()

    def actor(self) -> Actor:
        """Who acts, for the audit trail."""
        from hotline_tui.data.events import Actor

        return Actor(self.person.workno, self.person.name, self.host, self.now())

    def may(self, act: Act) -> bool:
        """Whether this person has the authority."""
        return not authority_faults(act, self.person.roles)

    def require(self, act: Act) -> None:
        """Raise `Refused` unless this person has the authority. Clause: 6.1.2."""
        refuse_if(authority_faults(act, self.person.roles))

    def remeasure(self) -> None:
        """Measure again how far this machine's clock is from the database's."""
        if isinstance(self.clock, SharedClock):
            self.clock.set(self.database.clock_offset())


def closed_desk() -> Desk:
    """A desk before it is open: nobody sits there, and it knows this machine's time alone.

    What stands on its screens meanwhile may ask for the time; use cases wait for the open desk.
    """
    nobody = Person("", "", frozenset())
    return Desk(nobody, cast("Database", None), SharedClock())


def login_name() -> str:
    """The name that the operating system knows the person at the keyboard by."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no such user in the system's list, as in some containers
        return f"uid{os.getuid()}"


def roles(names: Iterable[str]) -> frozenset[Role]:
    """Roles by their stored code names; names that no longer exist give nothing."""
    known = {role.value: role for role in Role}
    return frozenset(known[name] for name in names if name in known)

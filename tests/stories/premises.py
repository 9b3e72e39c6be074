"""Where people sit who each have a desk of their own: at a room's file, or at a secured server."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from pathlib import Path

from hotline_tui.services import operators
from hotline_tui.services.desk import Desk, Person
from hotline_tui.services.operators import NewOperator
from hotline_tui.standard.vocabulary import Role
from tests.office import HandClock, Office
from tests.secured import City
from tests.stories.desk import Story, desk_at


@dataclass(slots=True)
class Premises:
    """An office and its desks; with a city everybody logs in there by a role of their own."""

    office: Office
    folder: Path
    city: City | None = None

    def staff(self, workno: str, name: str, *roles: Role, unit: str = "") -> str:
        """Take somebody on; their work number."""
        operators.add(self.office.owner, NewOperator(workno, name, roles, unit))
        return workno

    def sit(self, workno: str) -> AbstractAsyncContextManager[Story]:
        """The application at somebody's desk."""
        if self.city:
            return desk_at(self.city.url(workno), self.folder)
        return desk_at(self.office.database.url, self.folder, workno=workno)

    def desk(self, workno: str, clock: HandClock) -> Desk:
        """Another desk of somebody's, without the application, by the clock of a story."""
        if self.city:
            return replace(self.city.login(workno), clock=clock)
        row = next(one for one in operators.everybody(self.office.owner) if one.workno == workno)
        person = Person(workno, row.name, frozenset(row.roles), row.unit)
        return Desk(person, self.office.database, clock, practice=True)

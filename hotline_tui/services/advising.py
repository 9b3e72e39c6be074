"""A ticket beside what may help to dispatch it: who would handle it, and who gets a copy then.

Clause: 5.3.2.1.1 a, 5.3.2.1.6.
"""

from __future__ import annotations

from dataclasses import dataclass

from hotline_tui.kb.suggest import Suggestion
from hotline_tui.services import queueing
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import Directory, directory
from hotline_tui.services.handled import handling
from hotline_tui.services.rows import TicketRow
from hotline_tui.services.suggesting import suggestions
from hotline_tui.standard.routing import copies


@dataclass(frozen=True, slots=True)
class AdvisedUnit:
    """A likely lead organizer with its evidence; `copied_to` are names of district governments."""

    suggestion: Suggestion
    copied_to: tuple[str, ...]

    @property
    def code(self) -> str:
        """The unit's code."""
        return self.suggestion.code

    @property
    def name(self) -> str:
        """The unit's name."""
        return self.suggestion.name


@dataclass(frozen=True, slots=True)
class Advice:
    """A ticket, and likely units and categories for it, best first; a person decides."""

    ticket: TicketRow
    units: tuple[AdvisedUnit, ...] = ()
    categories: tuple[Suggestion, ...] = ()


def advise(desk: Desk, number: str) -> Advice:
    """The ticket of that number with advice. Raises `Refused` when there is none."""
    ticket = queueing.show(desk, number)
    found = suggestions(desk, ticket.record, but=_refused(desk, ticket))
    city = directory(desk)
    units = tuple(AdvisedUnit(one, _copied(city, one.code)) for one in found.organizers)
    return Advice(ticket, units, found.categories)


def _refused(desk: Desk, ticket: TicketRow) -> frozenset[str]:
    """Units that have given the ticket back, or had it taken back: they are not asked again."""
    if ticket.dispatch is None:
        return frozenset()
    returns = handling(desk, ticket.number).returns
    return frozenset(one.organizer for one in returns if one.accepted is not False)


def _copied(city: Directory, code: str) -> tuple[str, ...]:
    unit = city.organizers.get(code)
    return tuple(one.name for one in copies(unit.unit, (), city.units)) if unit else ()

"""Everybody who may work here, and at which desk they sit now. Clause: 6.1.2."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from hotline_tui.services import operators, seats
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import directory
from hotline_tui.services.operators import OperatorRow
from hotline_tui.services.seats import SeatRow


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person, the name of the unit they act for, and their open desks."""

    operator: OperatorRow
    unit: str
    seats: tuple[SeatRow, ...]

    number: str
    version: int = 0
    due_at: None = None


def people(desk: Desk) -> tuple[PersonRow, ...]:
    """All people, by work number, with the desks that they have open."""
    everybody = operators.everybody(desk)
    taken: dict[str, list[SeatRow]] = defaultdict(list)
    for seat in seats.taken(desk):
        taken[seat.workno].append(seat)
    city = directory(desk)
    return tuple(
        PersonRow(one, city.organizer_name(one.unit), tuple(taken[one.workno]), one.workno)
        for one in everybody
    )

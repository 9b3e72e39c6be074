"""Everybody who may work here, and at which desk they sit now. Clause: 6.1.2."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from hotline_tui.data import directory as stored
from hotline_tui.services import operators, seats
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import directory
from hotline_tui.services.operators import OperatorRow
from hotline_tui.services.seats import SeatRow
from hotline_tui.standard.authority import Act


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person, the name of the unit they act for, and their open desks."""

    operator: OperatorRow
    unit: str
    seats: tuple[SeatRow, ...]

    number: str
    version: int = 0


def people(desk: Desk) -> tuple[PersonRow, ...]:
    """People by work number, with the desks that they have open.

    All of them for whoever manages people, for a supervisor those who sit somewhere.
    """
    taken: dict[str, list[SeatRow]] = defaultdict(list)
    for seat in seats.taken(desk):
        taken[seat.workno].append(seat)
    everybody = desk.may(Act.MANAGE_OPERATORS)
    city = directory(desk)
    with desk.database.reading() as session:
        found = [operators.row(one) for one in stored.operators(session)]
    return tuple(
        PersonRow(one, city.organizer_name(one.unit), tuple(taken[one.workno]), one.workno)
        for one in found
        if everybody or one.workno in taken
    )

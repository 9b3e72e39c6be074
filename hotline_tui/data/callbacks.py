"""Callbacks, evaluations, and what still holds a ticket's closing up, in the database."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import func, union
from sqlmodel import Session, col, select

from hotline_tui.data.handling_tables import (
    Callback,
    DoNotCall,
    Evaluation,
    Request,
    Supervision,
)
from hotline_tui.data.tables import Alert, Call, Citation, Ticket
from hotline_tui.standard.closing import Duties
from hotline_tui.standard.vocabulary import CallbackResult, Form, Rating, Status

BY_SYSTEM = (Form.REMINDER, Form.SYSTEM)
"""Forms of supervision that ask for no record, and end with what they remind of."""

BAD = tuple(rating for rating in Rating if not rating.good)


def attempts(session: Session, ticket: Ticket) -> Sequence[Callback]:
    """All attempts to ask a claimant about a ticket, oldest first."""
    return attempts_of(session, (ticket.id or 0,))[ticket.id or 0]


def attempts_of(session: Session, tickets: Collection[int]) -> Mapping[int, Sequence[Callback]]:
    """All attempts to ask the claimants of some tickets, by ticket, oldest first."""
    query = select(Callback).where(col(Callback.ticket_id).in_(tickets))
    found = defaultdict[int, list[Callback]](list)
    for one in session.exec(query.order_by(col(Callback.id))):
        found[one.ticket_id].append(one)
    return found


def evaluation(session: Session, ticket: Ticket) -> Evaluation | None:
    """The one evaluation of an online ticket."""
    return session.get(Evaluation, ticket.id)


def do_not_call(session: Session, phone: str) -> DoNotCall | None:
    """The wish of a number's owner not to be called back."""
    return session.get(DoNotCall, phone) if phone else None


def dissatisfied(session: Session, tickets: Collection[int]) -> set[int]:
    """Those of some tickets whose claimants rated the call, the handling, or a callback, badly."""
    called = select(Ticket.id).join(Call, col(Call.id) == col(Ticket.call_id))
    bad: Any = union(
        called.where(col(Ticket.id).in_(tickets), col(Call.rating).in_(BAD)),
        select(Evaluation.ticket_id).where(
            col(Evaluation.ticket_id).in_(tickets), col(Evaluation.level).in_(BAD)
        ),
        select(Callback.ticket_id).where(
            col(Callback.ticket_id).in_(tickets), col(Callback.satisfied).in_(BAD)
        ),
    )
    return set(session.connection().execute(bad).scalars())


def duties(session: Session, ticket: Ticket, *, called_back: bool) -> Duties:
    """The duties of a ticket as they stand."""
    key = ticket.id or 0
    return duties_of(session, (ticket,), (key,) if called_back else ())[key]


def duties_of(
    session: Session, tickets: Sequence[Any], called_back: Collection[int]
) -> dict[int, Duties]:
    """The duties of some tickets as they stand, by ticket; `called_back` are those that have been.

    The tickets are held, and read like a `Ticket`.
    """
    keys = [ticket.id for ticket in tickets]

    def count(of: Any, *conditions: Any) -> Counter[int]:
        query = select(of, func.count()).where(of.in_(keys), *conditions).group_by(of)
        return Counter(dict(session.exec(query).all()))

    cited = count(col(Citation.ticket_id))
    alerts = count(col(Alert.ticket_id), col(Alert.acknowledged_at).is_(None))
    requests = count(col(Request.ticket_id), col(Request.granted).is_(None))
    supervisions = count(
        col(Supervision.ticket_id),
        col(Supervision.ended_at).is_(None),
        col(Supervision.form).not_in(BY_SYSTEM),
    )
    return {
        ticket.id: Duties(
            answered_directly=ticket.status is Status.ANSWERED,
            cited=cited[ticket.id] > 0,
            called_back=ticket.id in called_back,
            alerts=alerts[ticket.id],
            requests=requests[ticket.id],
            supervisions=supervisions[ticket.id],
            on_account=ticket.on_account,
        )
        for ticket in tickets
    }


def failed(done: Sequence[Callback], round: int) -> int:
    """How many attempts of a round failed."""
    return sum(one.round == round and one.result is CallbackResult.FAILED for one in done)

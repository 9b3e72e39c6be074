"""Callbacks, evaluations, and what still holds a ticket's closing up, in the database."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func
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
    query = select(Callback).where(Callback.ticket_id == ticket.id)
    return session.exec(query.order_by(col(Callback.id))).all()


def evaluation(session: Session, ticket: Ticket) -> Evaluation | None:
    """The one evaluation of an online ticket."""
    return session.get(Evaluation, ticket.id)


def do_not_call(session: Session, phone: str) -> DoNotCall | None:
    """The wish of a number's owner not to be called back."""
    return session.get(DoNotCall, phone) if phone else None


def dissatisfied(session: Session, ticket: Ticket) -> bool:
    """Whether the claimant has rated the call, the handling, or at a callback, badly."""
    known = evaluation(session, ticket)
    if known is not None and not known.level.good:
        return True
    rated = session.get(Call, ticket.call_id) if ticket.call_id else None
    if rated is not None and rated.rating in BAD:
        return True
    query = select(func.count()).where(
        Callback.ticket_id == ticket.id, col(Callback.satisfied).in_(BAD)
    )
    return session.exec(query).one() > 0


def duties(session: Session, ticket: Ticket, *, called_back: bool) -> Duties:
    """The duties of a ticket as they stand."""

    def count(*conditions: object) -> int:
        return session.exec(select(func.count()).where(*conditions)).one()  # type: ignore[arg-type]

    return Duties(
        answered_directly=ticket.status is Status.ANSWERED,
        cited=count(Citation.ticket_id == ticket.id) > 0,
        called_back=called_back,
        alerts=count(Alert.ticket_id == ticket.id, col(Alert.acknowledged_at).is_(None)),
        requests=count(Request.ticket_id == ticket.id, col(Request.granted).is_(None)),
        supervisions=count(
            Supervision.ticket_id == ticket.id,
            col(Supervision.ended_at).is_(None),
            col(Supervision.form).not_in(BY_SYSTEM),
        ),
        on_account=ticket.on_account,
    )


def failed(done: Sequence[Callback], round: int) -> int:
    """How many attempts of a round failed."""
    return sum(one.round == round and one.result is CallbackResult.FAILED for one in done)

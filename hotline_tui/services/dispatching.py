"""A registered ticket goes to its organizer."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from hotline_tui.data import events
from hotline_tui.data import handling as kept
from hotline_tui.data import tickets as stored
from hotline_tui.data.engine import Session
from hotline_tui.data.tables import Claim, Mail, Ticket
from hotline_tui.data.tables import Dispatch as Sent
from hotline_tui.services import policy, rows
from hotline_tui.services.candidates import settle_met
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import Directory, OrganizerRow, directory
from hotline_tui.services.handovers import decide
from hotline_tui.services.letters import dispatch_letter
from hotline_tui.services.rows import TicketRow
from hotline_tui.standard.authority import Act
from hotline_tui.standard.clocks import ClockFacts, clocks, limits
from hotline_tui.standard.handling import same_unit_faults
from hotline_tui.standard.lifecycle import Action, step_faults
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.refusal import Fault, refuse_if
from hotline_tui.standard.routing import copies, lead_faults
from hotline_tui.standard.urgent import Decision, PhoneCall, urgent_faults
from hotline_tui.standard.vocabulary import Way


@dataclass(frozen=True, slots=True)
class Dispatch:
    """The wish to send a ticket to its organizers, who are named by code or exact name.

    `organizer` None says that no unit can be found: the district government of the place gets it.
    """

    number: str
    organizer: str | None = ""
    assisting: tuple[str, ...] = ()
    opinion: str = ""
    way: Way = Way.SYSTEM
    phone_call: PhoneCall | None = None
    report_to_police: Decision | None = None
    report_to_emergency_management: Decision | None = None
    complex: bool = False
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a dispatch will send; shown before it is sent. Clause: 5.3.2.1.4."""

    lead: OrganizerRow | None
    assisting: tuple[OrganizerRow, ...]
    copied_to: tuple[OrganizerRow, ...]
    limit: timedelta
    due_at: datetime
    sign_by: datetime
    faults: tuple[Fault, ...]


def preview(desk: Desk, wish: Dispatch) -> Plan:
    """What would be sent and what is still wrong with it; changes nothing."""
    desk.require(Act.DISPATCH)
    city = directory(desk)
    with desk.database.reading() as session:
        ticket = stored.by_number(session, wish.number)
        return planned(desk, session, city, ticket, wish)


def dispatch(desk: Desk, wish: Dispatch) -> TicketRow:
    """Send a registered ticket to its lead organizer.

    Clause: 5.2.2.3 d, 5.3.2.1.1 a, 5.3.2.1.1 b, 5.3.2.1.1 c, 5.3.2.1.2, 5.3.2.1.4, 5.3.2.1.5.
    """
    desk = desk.still()
    desk.require(Act.DISPATCH)
    city = directory(desk)
    with desk.database.transaction() as session:
        ticket = stored.locked(session, wish.number, wish.version)
        plan = planned(desk, session, city, ticket, wish)
        refuse_if(plan.faults)
        send(desk, session, city, ticket, wish, plan)
        return rows.ticket_row(session, ticket, city)


def planned(desk: Desk, session: Session, city: Directory, ticket: Ticket, wish: Dispatch) -> Plan:
    """What a dispatch of this ticket will send, and what is still wrong with it."""
    now = desk.now()
    found = list(step_faults(ticket.status, Action.DISPATCH))
    lead = _lead(city, ticket, wish, found)
    assisting = tuple(
        unit for name in wish.assisting if (unit := _named(city, name, "assisting", found))
    )
    if lead is not None or wish.organizer == "":
        found.extend(lead_faults(lead.unit if lead else None, [unit.unit for unit in assisting]))
    returned = kept.open_return(session, ticket) is not None
    found.extend(same_unit_faults(returned, ticket.organizer, lead.code if lead else ""))
    if wish.way is Way.EMAIL and lead is not None and not lead.email:
        found.append(Fault("way", "5.3.2.1.2", f"{lead.name}没有登记邮箱，请用系统派单"))
    found.extend(
        urgent_faults(
            ticket.urgency,
            wish.phone_call,
            wish.report_to_police,
            wish.report_to_emergency_management,
            now,
        )
    )
    facts = _facts(ticket, wish, now, policy.within(session).feedback_from_signing)
    running = clocks(facts)
    copied = copies(lead.unit, [unit.unit for unit in assisting], city.units) if lead else ()
    sign_by = running.sign.due_at or now
    # Where feedback runs from sign-for, the last moment to sign is what can be said now.
    due_at = running.feedback.due_at or sign_by + limits(facts).feedback
    return Plan(
        lead=lead,
        assisting=assisting,
        copied_to=tuple(city.organizers[unit.code] for unit in copied),
        limit=due_at - now if facts.statutory_due_at else limits(facts).feedback,
        due_at=due_at,
        sign_by=sign_by,
        faults=tuple(found),
    )


def _facts(ticket: Ticket, wish: Dispatch, now: datetime, from_signing: bool) -> ClockFacts:
    return replace(
        stored.facts(ticket),
        complex=ticket.complex or wish.complex,
        dispatched_at=now,
        signed_at=None,
        paused=timedelta(0),
        feedback_from_signing=from_signing,
    )


def _named(city: Directory, name: str, field: str, found: list[Fault]) -> OrganizerRow | None:
    unit = city.organizer(name)
    if unit is None:
        found.append(Fault(field, "5.3.2.1.1 a", f"没有名为“{name}”的承办单位"))
    return unit


def _lead(
    city: Directory, ticket: Ticket, wish: Dispatch, found: list[Fault]
) -> OrganizerRow | None:
    if wish.organizer is None:
        unit = city.district_government(ticket.division)
        if unit is None:
            message = "找不到合适单位时派至诉求所属区人民政府：请先写明区划"
            found.append(Fault("organizer", "5.3.2.1.1 c", message))
        return unit
    if not wish.organizer.strip():
        return None
    return _named(city, wish.organizer, "organizer", found)


def send(
    desk: Desk,
    session: Session,
    city: Directory,
    ticket: Ticket,
    wish: Dispatch,
    plan: Plan,
    event: tuple[str, str] = ("dispatched", ""),
) -> None:
    """Carry a plan without faults out; `event` is what it is called, and told before the rest."""
    if plan.lead is None:
        raise AssertionError("a plan without faults has a lead")
    now = desk.now()
    returned = kept.open_return(session, ticket)
    if returned is not None:
        decide(desk, session, ticket, returned, accepted=True, reason="")
    chosen = policy.within(session)
    ticket.feedback_from_signing = chosen.feedback_from_signing
    ticket.near_share = chosen.near_share
    stored.move(ticket, Action.DISPATCH)
    ticket.organizer, ticket.dispatched_at, ticket.signed_at = plan.lead.code, now, None
    ticket.first_dispatched_at = ticket.first_dispatched_at or now
    ticket.paused_seconds = 0
    ticket.complex = ticket.complex or wish.complex
    ticket.direct = False
    sent = _sent(desk, city, ticket, wish, plan, plan.lead)
    session.add(sent)
    settle_met(session, ticket, desk.person.workno, "已派单", now)
    stored.changed(session, ticket)
    claim = session.get(Claim, ticket.id)
    if claim is not None:
        session.delete(claim)
    if wish.way is Way.EMAIL:
        subject, body = dispatch_letter(ticket.number, rows.record(ticket, city), sent, city)
        mail = Mail(
            ticket_id=ticket.id or 0,
            recipient=plan.lead.email,
            subject=subject,
            body=body,
            written_at=now,
        )
        session.add(mail)
    what, told = event
    summary = told + ("接受退单；" if returned else "") + _summary(plan, plan.lead, wish)
    events.add(session, desk.actor(), what, summary, ticket=ticket)


def _sent(
    desk: Desk, city: Directory, ticket: Ticket, wish: Dispatch, plan: Plan, lead: OrganizerRow
) -> Sent:
    return Sent(
        ticket_id=ticket.id or 0,
        at=desk.now(),
        by=desk.person.workno,
        organizer=lead.code,
        assisting=[unit.code for unit in plan.assisting],
        copied_to=[unit.code for unit in plan.copied_to],
        opinion=wish.opinion,
        way=wish.way,
        limit_hours=plan.limit / timedelta(hours=1),
        due_at=plan.due_at,
        catalogue=city.catalogue_version,
        phone_call=_stored(wish.phone_call),
        police=_stored(wish.report_to_police),
        emergency_management=_stored(wish.report_to_emergency_management),
    )


def _stored(given: PhoneCall | Decision | None) -> dict[str, Any]:
    if given is None:
        return {}
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in asdict(given).items()
    }


def _summary(plan: Plan, lead: OrganizerRow, wish: Dispatch) -> str:
    parts = [f"派单至{lead.name}"]
    if plan.assisting:
        parts.append("协办：" + "、".join(unit.name for unit in plan.assisting))
    if plan.copied_to:
        parts.append("抄送：" + "、".join(unit.name for unit in plan.copied_to))
    parts.append(f"办理到期 {plan.due_at.astimezone(BEIJING):%Y-%m-%d %H:%M}")
    parts.append(wish.way.label)
    if wish.phone_call is not None:
        parts.append(f"已电话联系{wish.phone_call.spoke_with}")
    for decision, to in (
        (wish.report_to_police, "公安部门"),
        (wish.report_to_emergency_management, "应急管理部门"),
    ):
        if decision is not None:
            parts.append(f"{'同时报' if decision.decision else '不报'}{to}：{decision.reason}")
    return "；".join(parts)

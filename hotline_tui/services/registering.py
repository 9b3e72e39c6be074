"""A record becomes a ticket: registered, answered directly, or not accepted."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from hotline_tui.data import desk_state, events
from hotline_tui.data import tickets as stored
from hotline_tui.data.engine import Session
from hotline_tui.data.knowledge_tables import Article
from hotline_tui.data.tables import Alert, Call, Citation, Ticket
from hotline_tui.services import policy, rows
from hotline_tui.services.candidates import raise_at_registration, settle_candidates
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import Directory, directory
from hotline_tui.services.rows import TicketRow
from hotline_tui.standard.acceptance import not_accepted_faults, outside
from hotline_tui.standard.authority import Act
from hotline_tui.standard.check import faults, form_faults
from hotline_tui.standard.clocks import Period, surging
from hotline_tui.standard.lifecycle import Action
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.phone import read_phone
from hotline_tui.standard.record import Instability, TicketDraft, titled
from hotline_tui.standard.refusal import Fault, Refused, refuse_if
from hotline_tui.standard.routing import DISTRICT_DIGITS
from hotline_tui.standard.threat import MARKED, outside_quotes, quoted
from hotline_tui.standard.vocabulary import Cause, Channel, Kind, Status, Urgency


@dataclass(frozen=True, slots=True)
class Registration:
    """A record handed in; handing it in twice gives the same ticket.

    `raised_at` is when the matter was raised where that was not just now (an online letter);
    `call` the call it came by; `source_id` what its source calls it; `finished_at` when the
    record was finished where the database was away then.
    """

    draft: TicketDraft
    raised_at: datetime | None = None
    call: int | None = None
    source_id: str | None = None
    finished_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A direct answer from the knowledge base. Clause: 5.3.1."""

    number: str
    article: int
    said: str = ""
    version: int | None = None


def register(desk: Desk, wish: Registration) -> TicketRow:
    """Make a ticket of a record. Refuses with every fault of the record at once.

    Clause: 5.2.2.1, 5.2.2.3 c, 5.2.2.3 e, 5.2.3.1 b, 5.2.3.1 c.
    """
    desk = _when_finished(desk, wish)
    desk.require(Act.REGISTER)
    city = directory(desk)
    with desk.database.transaction() as session:
        stored.alone_with(session, wish.draft.id)
        ticket = registered(desk, session, city, wish)
        return rows.ticket_row(session, ticket, city)


def register_and_answer(desk: Desk, wish: Registration, article: int, said: str = "") -> TicketRow:
    """Make a ticket of a record and answer it from an article, both or neither. Clause: 5.3.1."""
    desk = _when_finished(desk, wish)
    desk.require(Act.REGISTER)
    desk.require(Act.ANSWER)
    city = directory(desk)
    with desk.database.transaction() as session:
        stored.alone_with(session, wish.draft.id)
        ticket = registered(desk, session, city, wish)
        if ticket.status is Status.REGISTERED:
            _answer(desk, session, ticket, Answer(ticket.number, article, said))
        return rows.ticket_row(session, ticket, city)


def answer(desk: Desk, wish: Answer) -> TicketRow:
    """Answer a registered ticket directly, citing the article in its version.

    Clause: 5.2.2.3 d, 5.3.1.
    """
    desk = desk.still()
    desk.require(Act.ANSWER)
    city = directory(desk)
    with desk.database.transaction() as session:
        ticket = stored.locked(session, wish.number, wish.version)
        _answer(desk, session, ticket, wish)
        return rows.ticket_row(session, ticket, city)


def turn_away(desk: Desk, wish: Registration, reason: str, advice: str) -> TicketRow:
    """Keep a matter that is not accepted, with the reason and where to turn to. Clause: 5.2.2.1."""
    desk = _when_finished(desk, wish)
    desk.require(Act.REGISTER)
    city = directory(desk)
    now = desk.now()
    refuse_if((*form_faults(wish.draft, now), *not_accepted_faults(reason, advice)))
    with desk.database.transaction() as session:
        stored.alone_with(session, wish.draft.id)
        known = stored.by_draft(session, wish.draft.id)
        if known is None:
            known = _new(desk, session, city, wish, Status.NOT_ACCEPTED)
            known.refusal_reason, known.refusal_advice = reason, advice
            stored.add(session, known)
            summary = f"不予受理：{reason}；{advice}{_late(wish)}"
            events.add(session, desk.actor(), "not_accepted", summary, ticket=known)
        return rows.ticket_row(session, known, city)


def _when_finished(desk: Desk, wish: Registration) -> Desk:
    """The desk at the moment that the record bears: none later than now, whatever is told."""
    now = desk.now()
    return desk.still_at(min(wish.finished_at or now, now))


def _late(wish: Registration) -> str:
    return "" if wish.finished_at is None else "（数据库断开时完成，恢复后送达）"


def raised(desk: Desk, session: Session, wish: Registration) -> datetime:
    """When the matter was raised: as told, else when the call was answered, else now."""
    now = desk.now()
    if wish.raised_at is not None:
        if wish.raised_at > now:
            raise Refused(Fault("raised_at", "5.2.3.1 c", "诉求提出的时间不能晚于现在"))
        return wish.raised_at
    call = session.get(Call, wish.call) if wish.call is not None else None
    return (call.answered_at or call.rung_at) if call else now


def registered(desk: Desk, session: Session, city: Directory, wish: Registration) -> Ticket:
    """Make a ticket of a record in the caller's transaction, with its event and its alert.

    Raises `Refused` before anything is stored.
    """
    known = stored.by_draft(session, wish.draft.id)
    if known is not None:
        return known
    draft = replace(wish.draft, instability=_quoted(wish.draft))
    refuse_if((*faults(draft, desk.now(), desk.region), *_unknown(draft, city, desk.region)))
    ticket = _new(desk, session, city, replace(wish, draft=draft), Status.REGISTERED)
    covering = desk_state.surges_around(session, ticket.raised_at)
    ticket.surge = surging(
        ticket.raised_at, (Period(one.started_at, one.ended_at) for one in covering)
    )
    stored.add(session, ticket)
    how = f"{ticket.kind.label}，{ticket.urgency.label}，{ticket.channel.label}"
    summary = f"登记：{how}{_late(wish)}"
    events.add(session, desk.actor(), "registered", summary, ticket=ticket)
    raise_at_registration(session, ticket, policy.within(session), desk.now())
    if ticket.urgency.urgent or ticket.risk:
        session.add(Alert(ticket_id=ticket.id or 0, raised_at=desk.now()))
    return ticket


def _quoted(draft: TicketDraft) -> Instability:
    """The words of a threat in quotation marks, unless somebody has set marks around a part only.

    What stands outside those is no threat's words, and is refused.
    """
    told = draft.instability
    if not (told.threat and told.threat_words.strip()):
        return told
    if MARKED.search(told.threat_words) and outside_quotes(told.threat_words):
        return told
    return replace(told, threat_words=quoted(told.threat_words))


def _unknown(draft: TicketDraft, city: Directory, region: str) -> tuple[Fault, ...]:
    """A category or division that the city does not have."""
    found: list[Fault] = []
    if draft.category and city.category(draft.category) is None:
        path = "/".join(draft.category)
        found.append(Fault("category", "", f"没有“{path}”这个问题分类"))
    # One in another region has been refused as such.
    unknown = draft.division.strip() and city.division(draft.division) is None
    if unknown and outside(draft.division, region) is None:
        found.append(Fault("division", "", f"没有“{draft.division[:40]}”这个区划"))
    return tuple(found)


def _new(
    desk: Desk, session: Session, city: Directory, wish: Registration, status: Status
) -> Ticket:
    now = desk.now()
    return Ticket(
        number=stored.next_number(session, now.astimezone(BEIJING).strftime("%Y%m%d")),
        status=status,
        accepted=status is not Status.NOT_ACCEPTED,
        raised_at=raised(desk, session, wish),
        registered_at=now,
        registered_by=desk.person.workno,
        call_id=wish.call,
        source_id=wish.source_id,
        **written(wish.draft, city),
    )


def written(draft: TicketDraft, city: Directory) -> dict[str, Any]:
    """What a record says, by the columns of a ticket."""
    category = city.category(draft.category) if draft.category else None
    division = city.division(draft.division)
    code = division.code if division else draft.division
    return {
        "draft_id": draft.id,
        "channel": draft.channel or Channel.PHONE,
        "kind": draft.kind or Kind.CONSULTATION,
        "urgency": draft.urgency or Urgency.GENERAL,
        "risk": draft.risk_to_life_or_property,
        "direct": draft.direct,
        "claimant_name": draft.claimant.name.strip(),
        "phone": read_phone(draft.claimant.phone) if draft.claimant.phone.strip() else "",
        "contact": draft.claimant.contact.strip(),
        "address": draft.claimant.address.strip(),
        "confidential": draft.claimant.confidential,
        "title": titled(draft),
        "content": draft.content,
        "category": category.code if category else None,
        "division": code.strip(),
        "district": code[:DISTRICT_DIGITS] if division else "",
        "occurred_at": draft.occurred_at,
        "occurred_text": draft.occurred_text,
        "place": draft.place.strip(),
        "course": draft.course,
        "present_state": draft.present_state,
        "demand": draft.demand,
        "respondent": draft.respondent,
        "prior_handling": draft.prior_handling,
        "reasons": draft.reasons,
        "instability": asdict(draft.instability),
        "emergency": asdict(draft.emergency),
        "not_provided": dict(draft.not_provided),
        "statutory_due_at": draft.statutory_limit.due_at,
        "statutory_basis": draft.statutory_limit.basis,
    }


def _answer(desk: Desk, session: Session, ticket: Ticket, wish: Answer) -> None:
    article = session.get(Article, wish.article)
    if article is None or not article.published:
        raise Refused(Fault("article", "5.3.1", f"知识库里没有编号为 {wish.article} 的知识点"))
    stored.move(ticket, Action.ANSWER)
    now = desk.now()
    ticket.answered_at, ticket.direct = now, True
    settle_candidates(session, ticket, tuple(Cause), desk.person.workno, "已直接答复", now)
    session.add(
        Citation(
            ticket_id=ticket.id or 0,
            article_id=article.id or 0,
            article_version=article.version,
            said=wish.said,
            at=now,
            by=desk.person.workno,
        )
    )
    stored.changed(session, ticket)
    summary = f"直接答复，引用《{article.title}》第 {article.version} 版"
    detail = {"article": article.id, "article_version": article.version}
    events.add(session, desk.actor(), "answered", summary, ticket=ticket, detail=detail)

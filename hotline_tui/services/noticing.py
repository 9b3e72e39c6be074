"""Organizers are told their results, answer, and the results are used.

Clause: 7.1.3.4, 7.1.3.5.
"""

from __future__ import annotations

from dataclasses import dataclass

from hotline_tui.data import events
from hotline_tui.data import units as stored
from hotline_tui.data.engine import Session
from hotline_tui.data.unit_tables import AssessmentNotice, AssessmentUse
from hotline_tui.services import assessing, improving
from hotline_tui.services.desk import Desk
from hotline_tui.services.figures import period as read
from hotline_tui.services.notices import NoticeRow, require_own, rows
from hotline_tui.services.report_data import unit_data
from hotline_tui.standard.authority import Act
from hotline_tui.standard.figures import Rate
from hotline_tui.standard.refusal import Fault, Refused, refuse_if
from hotline_tui.standard.telling_units import (
    Step,
    Use,
    decision_faults,
    objection_faults,
    period_faults,
    receipt_faults,
    use_faults,
)
from hotline_tui.standard.watched import Watched


@dataclass(frozen=True, slots=True)
class Used:
    """What the results of notice `key` are used for; a demand to rectify opens an improvement."""

    key: int
    use: Use | None = None
    step: Step | None = None
    to: str = ""
    note: str = ""
    finding: str = ""
    cause: str = ""
    version: int | None = None


def tell(desk: Desk, period: str, organizer: str = "") -> tuple[NoticeRow, ...]:
    """Tell each organizer its results of a period that is over, or one organizer alone.

    Who knows them is not told again, unless its objection was upheld. Clause: 7.1.3.4.
    """
    desk = desk.still()
    desk.require(Act.TELL_ASSESSMENT)
    of = read(desk, period)
    refuse_if(period_faults(of, desk.now()))
    found = assessing.assessment(desk, of)
    with desk.database.transaction() as session:
        known = stored.told(session, of.text)
        wanted = [one for one in found.units if organizer in ("", one.code)]
        new = [one for one in wanted if one.code not in known]
        if not new:
            told = "已经告知过考评结果" if wanted else "没有可告知的考评结果"
            raise Refused(Fault("period", "7.1.3.4", f"{of.name}{told}"))
        made = [
            AssessmentNotice(
                organizer=one.code,
                period=of.text,
                figures={**unit_data(one), "weights": dict(found.weights)},
                at=desk.now(),
                by=desk.person.workno,
            )
            for one in new
        ]
        session.add_all(made)
        session.flush()
        told = f"告知 {len(made)} 个承办单位{of.name}的考评结果"
        events.add(session, desk.actor(), "assessment_told", told)
        return rows(session, made)


def receive(desk: Desk, key: int, told_by: str = "", version: int | None = None) -> NoticeRow:
    """The organizer has received its results. Clause: 7.1.3.4."""
    desk = desk.still()
    desk.require(Act.ANSWER_ASSESSMENT)
    with desk.database.transaction() as session:
        one = _locked(desk, session, key, version)
        refuse_if(receipt_faults(one.received_at is not None))
        one.received_at, one.received_by = desk.now(), desk.person.workno
        one.told_by = told_by.strip()
        return _changed(desk, session, one, "assessment_received", "签收")


def object_to(desk: Desk, key: int, objection: str, version: int | None = None) -> NoticeRow:
    """The organizer answers, or asks for a correction. Clause: 7.1.3.4."""
    desk = desk.still()
    desk.require(Act.ANSWER_ASSESSMENT)
    with desk.database.transaction() as session:
        one = _locked(desk, session, key, version)
        refuse_if(objection_faults(bool(one.received_at), bool(one.objected_at), objection))
        one.objection = objection.strip()
        one.objected_at, one.objected_by = desk.now(), desk.person.workno
        return _changed(desk, session, one, "assessment_objected", "提出异议")


def decide(
    desk: Desk, key: int, upheld: bool | None, decision: str, version: int | None = None
) -> NoticeRow:
    """The hotline answers an objection; an upheld one is followed by new results.

    Clause: 7.1.3.4.
    """
    desk = desk.still()
    desk.require(Act.TELL_ASSESSMENT)
    with desk.database.transaction() as session:
        one = _locked(desk, session, key, version)
        refuse_if(decision_faults(bool(one.objected_at), bool(one.decided_at), upheld, decision))
        one.upheld, one.decision = upheld, decision.strip()
        one.decided_at, one.decided_by = desk.now(), desk.person.workno
        told = "异议成立" if upheld else "异议不成立"
        return _changed(desk, session, one, "assessment_decided", told)


def use(desk: Desk, wish: Used) -> NoticeRow:
    """Write down what results are used for. Clause: 7.1.3.5, 7.2."""
    desk = desk.still()
    desk.require(Act.TELL_ASSESSMENT)
    with desk.database.transaction() as session:
        one = _locked(desk, session, wish.key, wish.version)
        found = use_faults(wish.use, wish.step, wish.to, wish.note)
        if wish.use is None or wish.step is None or found:
            raise Refused(found)
        improvement = None
        if wish.step is Step.RECTIFY:
            watched = Watched(Rate.SOLUTION, organizer=one.organizer, assessed=True)
            shown = improving.Found(watched, one.period, wish.finding, wish.cause)
            improvement = improving.opened(desk, session, shown).id
        made = AssessmentUse(
            notice_id=wish.key,
            organizer=one.organizer,
            use=wish.use,
            step=wish.step,
            to=wish.to.strip(),
            note=wish.note.strip(),
            improvement_id=improvement,
            at=desk.now(),
            by=desk.person.workno,
        )
        session.add(made)
        told = f"用于{wish.use.label}：{wish.step.label}"
        return _changed(desk, session, one, "assessment_used", told)


def _locked(desk: Desk, session: Session, key: int, seen: int | None) -> AssessmentNotice:
    # Whose it is comes first: what has changed on it is no business of others.
    require_own(desk, stored.notice(session, key).organizer)
    return stored.locked_notice(session, key, seen)


def _changed(
    desk: Desk, session: Session, one: AssessmentNotice, what: str, told: str
) -> NoticeRow:
    one.version += 1
    session.add(one)
    session.flush()
    events.add(session, desk.actor(), what, f"第 {one.id} 号考评结果{told}")
    return rows(session, (one,))[0]

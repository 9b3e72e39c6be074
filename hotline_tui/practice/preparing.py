"""What a trainee finds at the desk: prepared matters, brought by the real use cases to where the
exercise begins."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from hotline_tui.practice.scenario import Exercise, Matter, Scenario
from hotline_tui.services import deciding, registering, ticking
from hotline_tui.services.desk import Desk, Person, StillClock
from hotline_tui.services.dispatching import Dispatch, dispatch
from hotline_tui.services.feeding_back import FeedBack, feed_back
from hotline_tui.services.registering import Registration
from hotline_tui.services.signing import Sign, sign
from hotline_tui.standard.urgent import DUTIES, Decision, PhoneCall
from hotline_tui.standard.vocabulary import Kind, Outcome, Role, Urgency

STAFF = Person(
    "practice-staff", "教员", frozenset(role for role in Role if role is not Role.ORGANIZER)
)
"""Who has done what was done before the exercise began."""

TOLD_BY = "值班员"
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def prepare(desk: Desk, scenario: Scenario) -> None:
    """Bring the matters of a scenario to where its exercise begins."""
    if scenario.exercise in (Exercise.CALL, Exercise.LETTER):
        return
    for nth, matter in enumerate(scenario.matters):
        draft = replace(matter.draft, id=scenario.identity(nth))
        raised = scenario.at - matter.ago
        row = registering.register(_at(desk, raised), Registration(draft, raised))
        if scenario.exercise is Exercise.SUPERVISION and matter.sent is not None:
            _sent(desk, row.number, matter, raised, raised + matter.ago / 8)
        elif scenario.exercise is Exercise.CALLBACK:
            _handled(desk, row.number, matter, raised)
    ticking.tick(_at(desk, scenario.at))


def _at(desk: Desk, when: datetime) -> Desk:
    return replace(desk, person=STAFF, clock=StillClock(when))


def _sent(desk: Desk, number: str, matter: Matter, raised: datetime, signed: datetime) -> None:
    sent_at = raised + min(10 * MINUTE, matter.ago / 16)
    duties = DUTIES[matter.draft.urgency or Urgency.GENERAL]
    decided = Decision(True, "涉及安全，须同步掌握")
    wish = Dispatch(
        number,
        matter.sent.organizer if matter.sent else None,
        opinion="请核实情况并及时办理。",
        phone_call=PhoneCall(sent_at, TOLD_BY, "已说明情况") if duties.phone_call else None,
        report_to_police=decided if duties.report_to_police else None,
        report_to_emergency_management=(decided if duties.report_to_emergency_management else None),
    )
    dispatch(_at(desk, sent_at), wish)
    sign(_at(desk, signed), Sign(number, TOLD_BY))


def _handled(desk: Desk, number: str, matter: Matter, raised: datetime) -> None:
    _sent(desk, number, matter, raised, raised + HOUR)
    at = raised + 20 * HOUR
    told = matter.feedback or "已安排人员处理完毕并复查"
    outcome, said = Outcome.SOLVED, {"handled_at": at, "measures": told, "told": "已告知诉求人"}
    if matter.draft.kind is Kind.CONSULTATION:
        outcome, said = Outcome.ANSWERED, {"answer": told, "answered_at": at}
    feed_back(_at(desk, at + HOUR), FeedBack(number, outcome, said, told_by=TOLD_BY))
    deciding.accept(_at(desk, at + 2 * HOUR), deciding.Decision(number))

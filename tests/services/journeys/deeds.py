"""Each deed of the reference, done at the real desk with content that lacks nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hotline_tui.services import archiving, calling_back, closing, deciding, queueing, supervising
from hotline_tui.services.archiving import IntoArchive
from hotline_tui.services.calling_back import CallBack, Evaluate
from hotline_tui.services.candidate_list import overseen
from hotline_tui.services.closing import Cancel
from hotline_tui.services.deciding import Decision
from hotline_tui.services.dispatching import Dispatch, dispatch
from hotline_tui.services.feeding_back import Approval, FeedBack, approve, feed_back
from hotline_tui.services.progressing import Log, log
from hotline_tui.services.registering import Answer, answer
from hotline_tui.services.requesting import Ask, Decide, ask, decide
from hotline_tui.services.returning import GiveBack, Recall, give_back, recall
from hotline_tui.services.signing import Sign, sign
from hotline_tui.standard.callback import Answers
from hotline_tui.standard.urgent import Decision as Reported
from hotline_tui.standard.urgent import PhoneCall
from hotline_tui.standard.vocabulary import (
    CallbackResult,
    CancelReason,
    Outcome,
    Progress,
    Rating,
    RequestKind,
    ReturnReason,
    Role,
)
from tests.office import Office

UNITS = ("S110105010", "S110105011", "D110105")
UNIT_SAID = "李主任"


def _dispatch(office: Office, number: str) -> None:
    before = queueing.show(office.owner, number).organizer_code
    unit = next(one for one in UNITS if one != before)
    call = PhoneCall(office.now, "值班员", "请立即处置")
    no = Reported(False, "现场已有处置")
    dispatch(office.owner, Dispatch(number, unit, phone_call=call, report_to_police=no,
                                    report_to_emergency_management=no))  # fmt: skip


def _feed_back(office: Office, number: str) -> None:
    content = {"handled_at": office.now, "measures": "已清运", "told": "已电话告知"}
    online = queueing.show(office.owner, number).record.online
    watch = "未见负面舆情" if online else ""
    wish = FeedBack(number, Outcome.SOLVED, content, opinion_watch=watch, told_by=UNIT_SAID)
    feed_back(office.owner, wish)


def _complex(office: Office, number: str) -> None:
    asker = office.colleague("9001", "孙申请", Role.DISPATCHER)
    ask(asker, Ask(number, RequestKind.COMPLEX, "产权复杂", told_by=UNIT_SAID))
    request = overseen(office.owner, number).requests[-1]
    decide(office.owner, Decide(request.id, True))


def _call_back(office: Office, number: str, answers: Answers) -> None:
    calling_back.call_back(office.owner, CallBack(number, answers))


def _asked(*, solved: bool) -> Answers:
    level = Rating.SATISFIED if solved else Rating.DISSATISFIED
    reasons = () if solved else ("解决问题质量",)
    result = CallbackResult.REACHED
    return Answers(result=result, contacted=True, solved=solved, satisfied=level, reasons=reasons)


DO: Mapping[str, Callable[[Office, str], object]] = {
    "answer": lambda office, number: answer(office.owner, Answer(number, 1)),
    "dispatch": _dispatch,
    "cancel": lambda office, number: closing.cancel(
        office.owner, Cancel(number, CancelReason.WITHDRAWN, "来电撤回")
    ),
    "close": lambda office, number: closing.close(office.owner, number),
    "sign": lambda office, number: sign(office.owner, Sign(number, UNIT_SAID)),
    "return": lambda office, number: give_back(
        office.owner,
        GiveBack(number, ReturnReason.WRONG_AREA, "不在辖区", "见区划图", told_by=UNIT_SAID),
    ),
    "recall": lambda office, number: recall(office.owner, Recall(number, "改由他单位承办")),
    "accept": lambda office, number: deciding.accept(office.owner, Decision(number, "属实")),
    "reject": lambda office, number: deciding.reject(
        office.owner, Decision(number, "请补充", leader="张局长", told_by=UNIT_SAID)
    ),
    "log": lambda office, number: log(
        office.owner, Log(number, Progress.NOTE, "已到现场", office.now, told_by=UNIT_SAID)
    ),
    "feedback": _feed_back,
    "approve": lambda office, number: approve(
        office.owner, Approval(number, "张局长", told_by=UNIT_SAID)
    ),
    "complex": _complex,
    "ask_solved": lambda office, number: _call_back(office, number, _asked(solved=True)),
    "ask_unsolved": lambda office, number: _call_back(office, number, _asked(solved=False)),
    "ask_refused": lambda office, number: _call_back(
        office, number, Answers(result=CallbackResult.REFUSED)
    ),
    "ask_failed": lambda office, number: _call_back(
        office, number, Answers(result=CallbackResult.FAILED)
    ),
    "evaluate": lambda office, number: calling_back.evaluate(
        office.owner, Evaluate(number, Rating.SATISFIED)
    ),
    "archive": lambda office, number: archiving.archive(
        office.owner, IntoArchive(number, office.owner.person.workno)
    ),
    "acknowledge": lambda office, number: supervising.acknowledge(office.owner, number),
}
"""What each word of the reference means at the desk."""

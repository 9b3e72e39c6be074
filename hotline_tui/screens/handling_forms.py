"""What the acts of handling ask for: their blanks, their scripts, and the wishes they become.

Clause: 4.2, 4.3, 5.3.2.3.3, 5.3.2.3.4, 5.3.2.3.5 a, 5.3.2.3.6, B.3.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from hotline_tui.screens.entry_form import YES
from hotline_tui.screens.guided_blanks import NOW, Blank, Sort, choices
from hotline_tui.services.feeding_back import FeedBack
from hotline_tui.services.progressing import Log
from hotline_tui.services.requesting import Ask
from hotline_tui.services.returning import GiveBack
from hotline_tui.services.rows import TicketRow
from hotline_tui.standard.feedback import ELEMENTS, MEASURES_STUDIED, STUDIED, UNIT, Element, Part
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.phone import masked_name
from hotline_tui.standard.scripts import Moment, filled, phrase
from hotline_tui.standard.vocabulary import Outcome, Progress, RequestKind, ReturnReason, Term

Values = Mapping[str, Any]

T = TypeVar("T", bound=Term)


def word(vocabulary: type[T], name: str | None) -> T | None:
    """One of the standard's words by its code name; None for nothing."""
    return next((one for one in vocabulary if one.value == name), None)


TOLD_BY = Blank("told_by", "承办单位告知人", required=True)
LEADER = Blank("leader", "承办单位审核领导", required=True)
REASON = Blank("reason", "理由", Sort.PROSE, required=True)

RETURN = (
    Blank("reason", "退单原因", Sort.CHOICE, choices(ReturnReason), required=True),
    Blank("explanation", "情况说明", Sort.PROSE, required=True),
    Blank("evidence", "依据", Sort.PROSE, required=True),
)
OPINION = (
    Blank("on", "关注舆情", Sort.FLAG, value=YES),
    Blank("said", "情况", Sort.PROSE, required=True),
)
REQUEST = (
    Blank("kind", "申请", Sort.CHOICE, choices(RequestKind), RequestKind.COMPLEX.value),
    Blank("reason", "理由", Sort.PROSE, required=True),
    Blank("evidence", "依据", Sort.PROSE),
    Blank(
        "review_on",
        "复核日期",
        Sort.DAY,
        required=True,
        wanted=lambda texts: texts["kind"] == RequestKind.ACCOUNT.value,
    ),
)

ABOUT: Mapping[Progress, str] = {
    Progress.CONTACT: "核实情况、听取意见、告知进展",
    Progress.VISIT: "到现场看了什么",
    Progress.WHISTLE: "哪些部门报到，结果如何",
    Progress.MEETING: "哪些单位参会，商定什么",
    Progress.INSTRUCTION: "哪位领导，批示什么",
    Progress.NOTE: "其他办理情况",
}
"""What each kind of progress is about."""

_WHO: Mapping[Progress, str] = {
    Progress.WHISTLE: "到场部门",
    Progress.MEETING: "参会单位",
    Progress.INSTRUCTION: "批示领导",
}


# ---- scripts ----------------------------------------------------------------------------


def contact_script(ticket: TicketRow) -> str:
    """What is said to the claimant when the matter is verified. Clause: B.3."""
    opening = filled(phrase(Moment.CLAIMANT_OPENING), unit=ticket.organizer, claimant=_name(ticket))
    verify = filled(phrase(Moment.VERIFY), date=_date(ticket), matter=ticket.record.title)
    return f"{opening}（B.3.1）\n{verify}（B.3.2）"


def result_script(ticket: TicketRow) -> str:
    """What is said to the claimant when the result is told. Clause: B.3, 5.3.2.3.1."""
    said = filled(
        phrase(Moment.TELL_RESULT),
        date=_date(ticket),
        matter=ticket.record.title,
        place=ticket.record.place,
    )
    return f"{said}（B.3.3）"


def _name(ticket: TicketRow) -> str:
    return masked_name(ticket.record.claimant.name)


def _date(ticket: TicketRow) -> str:
    at = ticket.raised_at.astimezone(BEIJING)
    return f"{at.month}月{at.day}日"


# ---- progress ---------------------------------------------------------------------------


def progress_blanks(what: Progress) -> tuple[Blank, ...]:
    """What a line of the progress log asks for. Clause: 4.3, 5.3.2.2.5."""
    who = _WHO.get(what)
    contact = what is Progress.CONTACT
    blanks = [Blank("at", "时间", Sort.PAST, value=NOW, required=True)]
    if who:
        blanks.append(Blank("participants", who, Sort.NAMES, required=True))
    said = "核实、告知的内容" if contact else "内容"
    blanks.append(Blank("said", said, Sort.PROSE, required=True))
    if what is not Progress.INSTRUCTION:
        label = "诉求人的意见" if contact else "结果"
        blanks.append(Blank("outcome", label, Sort.PROSE, required=what.coordination))
    blanks.append(Blank("next_step", "下一步"))
    return tuple(blanks)


def log(ticket: TicketRow, what: Progress, values: Values) -> Log:
    """The line that the form says. What was seen meanwhile does not stand in its way."""
    return Log(ticket.number, what, **values)


# ---- feedback ---------------------------------------------------------------------------

_SORTS: Mapping[Part, Sort] = {
    Part.LINE: Sort.LINE,
    Part.PROSE: Sort.PROSE,
    Part.PAST: Sort.PAST,
    Part.DAY: Sort.DAY,
    Part.FLAG: Sort.FLAG,
}


def feedback_blanks(ticket: TicketRow, outcome: Outcome) -> tuple[Blank, ...]:
    """The elements that an outcome asks for, and for an online matter its public opinion.

    Clause: 5.3.2.3.1, 5.3.2.3.3, 5.3.2.3.4, 5.3.2.3.5 a, 5.3.2.3.5 b, 5.3.2.3.5 c, 5.3.2.3.6.
    """
    found = tuple(_blank(ticket, element) for element in ELEMENTS[outcome])
    if not ticket.record.online:
        return found
    return (*found, Blank("opinion_watch", "舆情", value="未见舆情", required=True))


def _blank(ticket: TicketRow, element: Element) -> Blank:
    value = {UNIT: ticket.organizer, "answered_at": NOW, "handled_at": NOW}.get(element.name, "")
    blank = Blank(element.name, element.label, _SORTS[element.part], (), value, required=True)
    if element.name != MEASURES_STUDIED:
        return blank
    return Blank(blank.name, blank.label, blank.sort, required=True, wanted=_studied)


def _studied(texts: Mapping[str, str]) -> bool:
    return texts.get(STUDIED) == YES


def feed_back(ticket: TicketRow, outcome: Outcome, values: Values) -> FeedBack:
    """The feedback that the form says."""
    beside = ("opinion_watch", "told_by")
    content = {name: given for name, given in values.items() if name not in beside}
    rest = {name: given for name, given in values.items() if name in beside}
    return FeedBack(ticket.number, outcome, content, version=ticket.version, **rest)


# ---- returns and requests ---------------------------------------------------------------


def give_back(ticket: TicketRow, values: Values) -> GiveBack:
    """The return that the form says."""
    given = dict(values)
    reason = word(ReturnReason, given.pop("reason"))
    return GiveBack(ticket.number, reason, version=ticket.version, **given)


def request(ticket: TicketRow, values: Values) -> Ask:
    """The request that the form says."""
    given = dict(values)
    kind = word(RequestKind, given.pop("kind"))
    return Ask(ticket.number, kind, version=ticket.version, **given)

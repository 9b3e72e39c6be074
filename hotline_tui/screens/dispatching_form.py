"""What stands in the dispatch dialog, read as a wish; and what will be sent, in words.

Clause: 5.3.2.1.2, 5.3.2.1.4, 5.3.2.1.5.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from hotline_tui.kb.lookup import Choice, Choices
from hotline_tui.screens.guided_blanks import FLAGS, NOW
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import Directory, directory
from hotline_tui.services.dispatching import Dispatch, Plan
from hotline_tui.services.form import limit_in_words
from hotline_tui.standard.moment import BEIJING, read_moment
from hotline_tui.standard.refusal import Fault, Refused
from hotline_tui.standard.urgent import CLAUSE, Decision, Duties, PhoneCall
from hotline_tui.standard.vocabulary import Way

NOBODY = Choice("none", "没有合适单位", "派至区人民政府", ("无合适单位", "区政府兜底"))
"""The choice that leaves the lead to the district government. Clause: 5.3.2.1.1 c."""

YES, NO = FLAGS

FIELDS = {
    "organizer": "lead",
    "assisting": "assisting",
    "way": "way",
    "phone_call": "called_at",
    "phone_call.at": "called_at",
    "phone_call.spoke_with": "spoke_with",
    "phone_call.said": "said",
    "report_to_police.decision": "police",
    "report_to_police.reason": "police_reason",
    "report_to_emergency_management.decision": "emergency",
    "report_to_emergency_management.reason": "emergency_reason",
}
"""Which entry of the dialog a fault belongs to."""


@dataclass(frozen=True, slots=True)
class Filled:
    """Everything that stands in the dialog, as it was typed or chosen (by code)."""

    entries: dict[str, str] = field(default_factory=dict)
    assisting: tuple[str, ...] = ()

    def get(self, name: str) -> str:
        """What stands in one entry; empty where this ticket's dialog has none of that name."""
        return self.entries.get(name, "")


def read(
    filled: Filled, number: str, duties: Duties, now: datetime
) -> tuple[Dispatch, tuple[Fault, ...]]:
    """The wish that stands in the dialog, and what could not be read."""
    found: list[Fault] = []
    if typed := filled.get("assisting"):
        found.append(Fault("assisting", "5.3.2.1.1 b", f"协办栏里的“{typed}”不是承办单位"))
    if filled.get("way") not in list(Way):
        found.append(Fault("way", "5.3.2.1.2", f"没有“{filled.get('way')}”这种派单方式"))
    lead = filled.get("lead")
    wish = Dispatch(
        number=number,
        organizer=None if lead == NOBODY.code else lead,
        assisting=filled.assisting,
        opinion=filled.get("opinion").strip(),
        way=Way.EMAIL if filled.get("way") == Way.EMAIL.value else Way.SYSTEM,
        phone_call=_call(filled, now, found) if duties.phone_call else None,
        report_to_police=_decision(filled, "police") if duties.report_to_police else None,
        report_to_emergency_management=(
            _decision(filled, "emergency") if duties.report_to_emergency_management else None
        ),
        complex=filled.get("complex") == YES.code,
    )
    return wish, tuple(found)


def _call(filled: Filled, now: datetime, found: list[Fault]) -> PhoneCall:
    at = None
    try:
        at = read_moment(filled.get("called_at") or NOW, now, field="phone_call.at").at
    except Refused as refused:
        found.extend(Fault(one.field, CLAUSE, one.message) for one in refused.faults)
    return PhoneCall(at, filled.get("spoke_with").strip(), filled.get("said").strip())


def _decision(filled: Filled, name: str) -> Decision:
    decided = {NO.code: False, YES.code: True}.get(filled.get(name))
    return Decision(decided, filled.get(f"{name}_reason").strip())


def all_faults(unread: tuple[Fault, ...], plan: Plan) -> tuple[Fault, ...]:
    """What is wrong, each entry's fault once, in the order of the dialog."""
    own = {fault.field for fault in unread}
    found = (*unread, *(fault for fault in plan.faults if fault.field not in own))
    order = list(FIELDS)
    return tuple(
        sorted(found, key=lambda one: order.index(one.field) if one.field in order else -1)
    )


# ---- in words ---------------------------------------------------------------------------


def shown(at: datetime) -> str:
    """An instant as the dialog writes it."""
    return f"{at.astimezone(BEIJING):%m-%d %H:%M}"


def limits(plan: Plan) -> str:
    """How long the handling may take, until when, and by when it must be signed for."""
    handled = f"时限 {limit_in_words(plan.limit)}，{shown(plan.due_at)} 到期"
    return f"{handled}，{shown(plan.sign_by)} 前签收"


def copied(plan: Plan | None) -> str:
    """Who gets a copy by itself. Clause: 5.3.2.1.1 a."""
    names = "、".join(unit.name for unit in plan.copied_to) if plan else ""
    return f" 抄送 {names}（自动，5.3.2.1.1 a）" if names else " 抄送 无"


def what_is_sent(wish: Dispatch, plan: Plan) -> str:
    """Everything that a dispatch will send, line by line. Clause: 5.3.2.1.4."""
    return "\n".join(_sent(wish, plan))


def _sent(wish: Dispatch, plan: Plan) -> Iterator[str]:
    yield f"牵头 {plan.lead.name if plan.lead else ''}"
    if plan.assisting:
        yield "协办 " + "、".join(unit.name for unit in plan.assisting)
    if plan.copied_to:
        yield "抄送 " + "、".join(unit.name for unit in plan.copied_to)
    yield limits(plan)
    yield f"方式 {wish.way.label}" + ("　按复杂疑难办理" if wish.complex else "")
    if wish.opinion:
        yield f"意见 {wish.opinion}"
    if wish.phone_call is not None and wish.phone_call.at is not None:
        call = wish.phone_call
        yield f"{shown(wish.phone_call.at)} 已电话联系 {call.spoke_with}：{call.said}"
    for decision, to in (
        (wish.report_to_police, "公安部门"),
        (wish.report_to_emergency_management, "应急管理部门"),
    ):
        if decision is not None:
            yield f"{'同时报' if decision.decision else '不报'}{to}：{decision.reason}"


# ---- the units to choose from -----------------------------------------------------------

_MADE: list[tuple[Directory, Choices]] = []


def organizers(desk: Desk) -> Choices:
    """All organizers, found by code, initials, pinyin or words; made once for each revision."""
    city = directory(desk)
    if not _MADE or _MADE[-1][0] is not city:
        named = (
            Choice(one.code, one.name, city.place_name(one.division), one.other_names)
            for one in city.organizers.values()
        )
        _MADE[:] = [(city, Choices((*named, NOBODY)))]
    return _MADE[-1][1]

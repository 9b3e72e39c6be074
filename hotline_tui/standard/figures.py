"""What each figure counts, in a sentence that is printed beside it. Clause: 6.3.1.2, 7.1.3.3."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hotline_tui.standard.periods import Window
from hotline_tui.standard.vocabulary import Channel, Kind, Term, Urgency


class Measure(Term):
    """What can be counted; every number in a report is the count of one of these."""

    RAISED = "raised", "受理量"
    ANSWERED = "answered", "直接答复"
    DISPATCHED = "dispatched", "派单办理"
    TURNED_AWAY = "turned_away", "不予受理"
    CANCELLED = "cancelled", "撤销"
    VALID = "valid", "有效回访"
    RESPONDED = "responded", "已响应"
    FULL = "full", "完整回访"
    SOLVED = "solved", "已解决"
    RATED = "rated", "参评"
    SATISFIED = "satisfied", "满意"
    SIGN_DUE = "sign_due", "应签收"
    SIGNED = "signed", "按时签收"
    FEEDBACK_DUE = "feedback_due", "应反馈"
    FED_BACK = "fed_back", "按时反馈"
    RETURNED = "returned", "退单"
    EXCLUDED = "excluded", "剔除"
    ON_ACCOUNT = "on_account", "挂账"
    COMPLAINED = "complained", "对热线服务的有效投诉"

    @property
    def of_intake(self) -> bool:
        """Whether it is counted by when a matter was raised, before anybody has handled it."""
        return self in (*INTAKE, Measure.COMPLAINED)

    @property
    def of_answers(self) -> bool:
        """Whether it is counted from what claimants said afterwards."""
        return self in ANSWERS

    @property
    def definition(self) -> Definition:
        """What it counts, and by which clause."""
        return DEFINITIONS[self]


@dataclass(frozen=True, slots=True)
class Definition:
    """What a figure counts, as it is printed beside it, and the clause that asks for it."""

    clause: str
    text: str


INTAKE = (
    Measure.RAISED,
    Measure.ANSWERED,
    Measure.DISPATCHED,
    Measure.TURNED_AWAY,
    Measure.CANCELLED,
)
ANSWERS = (
    Measure.VALID,
    Measure.RESPONDED,
    Measure.FULL,
    Measure.SOLVED,
    Measure.RATED,
    Measure.SATISFIED,
    Measure.EXCLUDED,
    Measure.ON_ACCOUNT,
)

_ASKED = "期内有效回访过的工单，每件取期内最后一次"

DEFINITIONS: Mapping[Measure, Definition] = {
    Measure.RAISED: Definition("6.3.1.2 a", "期内提出的诉求，含不予受理和撤销的"),
    Measure.ANSWERED: Definition("6.3.1.2 a", "期内提出、由热线直接答复的诉求"),
    Measure.DISPATCHED: Definition("6.3.1.2 a", "期内提出、已派给承办单位的诉求"),
    Measure.TURNED_AWAY: Definition("6.3.1.2 a", "期内提出、不予受理的诉求"),
    Measure.CANCELLED: Definition("6.3.1.2 a", "期内提出、登记后撤销的诉求"),
    Measure.VALID: Definition(
        "7.1.3.2 a", f"{_ASKED}；未接通、号码无效、无法回访、拒绝回访的不是有效回访"
    ),
    Measure.RESPONDED: Definition(
        "7.1.3.3 a", "有效回访中，诉求人说承办单位联系过，或办理记录载明此前联系过的"
    ),
    Measure.FULL: Definition(
        "7.1.3.3 b", "有效回访中，解决和满意情况都问到的；建议、不合理诉求不问"
    ),
    Measure.SOLVED: Definition("7.1.3.3 b", "完整回访中，诉求人说问题已解决的"),
    Measure.RATED: Definition("7.1.3.2 b", "完整回访，加上期内只作网上评价、没有完整回访的工单"),
    Measure.SATISFIED: Definition("7.1.3.3 c", "参评中，非常满意、满意、基本满意的"),
    Measure.SIGN_DUE: Definition(
        "5.3.2.2.2", "期内派出（每件取最后一次派单）、已签收或签收时限已过的工单"
    ),
    Measure.SIGNED: Definition("5.3.2.2.2", "应签收中，在签收时限内签收的"),
    Measure.FEEDBACK_DUE: Definition(
        "5.3.2.3.2",
        "期内反馈的工单（每件取最后一次，内容退回补充的不算），加上时限在期内已过、仍在办理的",
    ),
    Measure.FED_BACK: Definition("5.3.2.3.2", "应反馈中，在反馈时限内反馈的"),
    Measure.RETURNED: Definition("4.2", "期内退单过的工单，不论准否"),
    Measure.EXCLUDED: Definition("7.1.3.3", f"{_ASKED}，其中已批准剔除考核的"),
    Measure.ON_ACCOUNT: Definition("7.1.3.3", f"{_ASKED}，其中在账（挂账）未剔除的"),
    Measure.COMPLAINED: Definition("5.4.3", "期内提出、认定为对热线服务的有效投诉"),
}
"""What each counts; the same words in the terminal, in reports and in the documents."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Which tickets a number counts: a measure within a window, and of what part.

    None means any. An empty district, category or trade means tickets that have none; `matter` is
    how a category's code begins; `assessed` leaves out what was excluded or is on account.
    """

    measure: Measure
    window: Window
    kind: Kind | None = None
    channel: Channel | None = None
    urgency: Urgency | None = None
    district: str | None = None
    category: str | None = None
    trade: str | None = None
    matter: str | None = None
    organizer: str | None = None
    assessed: bool = False


class Rate(Term):
    """Shares of one measure in another, by which organizers are assessed. Clause: 7.1.3.3."""

    RESPONSE = "response", "响应率"
    SOLUTION = "solution", "解决率"
    SATISFACTION = "satisfaction", "满意率"
    SIGNING = "signing", "按时签收率"
    FEEDBACK = "feedback", "按时反馈率"

    @property
    def parts(self) -> tuple[Measure, Measure]:
        """What is divided by what."""
        return PARTS[self]

    @property
    def definition(self) -> Definition:
        """What it says, in a sentence."""
        part, whole = self.parts
        text = f"{self.label} = {part.label} ÷ {whole.label}。{whole.label}：{_of(whole)}；"
        return Definition(_CLAUSES[self], f"{text}{part.label}：{_of(part)}")


PARTS: Mapping[Rate, tuple[Measure, Measure]] = {
    Rate.RESPONSE: (Measure.RESPONDED, Measure.VALID),
    Rate.SOLUTION: (Measure.SOLVED, Measure.FULL),
    Rate.SATISFACTION: (Measure.SATISFIED, Measure.RATED),
    Rate.SIGNING: (Measure.SIGNED, Measure.SIGN_DUE),
    Rate.FEEDBACK: (Measure.FED_BACK, Measure.FEEDBACK_DUE),
}

_CLAUSES: Mapping[Rate, str] = {
    Rate.RESPONSE: "7.1.3.3 a",
    Rate.SOLUTION: "7.1.3.3 b",
    Rate.SATISFACTION: "7.1.3.3 c",
    Rate.SIGNING: "5.3.2.2.2",
    Rate.FEEDBACK: "5.3.2.3.2",
}

WEIGHED = (Rate.RESPONSE, Rate.SOLUTION, Rate.SATISFACTION)
"""The three rates that make a unit's score; the others stand beside it."""


def _of(measure: Measure) -> str:
    return DEFINITIONS[measure].text

"""What the desk itself can check of an intake: a table of checks over recorded facts.

A finding is a hint for a person, never a verdict: a reviewer looks at the ticket and decides.

Clause: 7.1.2.1, 7.1.2.2, 7.1.2.3.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from hotline_tui.standard.assessment import Share
from hotline_tui.standard.check import called
from hotline_tui.standard.clocks import Deadline, response, span
from hotline_tui.standard.cues import AT_RISK, kind_named, urgency_said
from hotline_tui.standard.elements import MATTERS, asked, lacking
from hotline_tui.standard.record import TicketDraft, full_text
from hotline_tui.standard.reports import PERSONAL
from hotline_tui.standard.vocabulary import Kind, Rating, Term
from hotline_tui.standard.wording import hints, judging


class Aspect(Term):
    """What intake is assessed by. Clause: 7.1.2.2 a, 7.1.2.2 b, 7.1.2.2 c, 7.1.2.2 d."""

    WORDS = "words", "服务用语规范性"
    RECORD = "record", "工单记录准确性"
    DISPATCH = "dispatch", "派单及时性和准确性"
    ACCEPTANCE = "acceptance", "受理及时性"

    @property
    def clause(self) -> str:
        """The clause that names it."""
        return f"7.1.2.2 {'abcd'[list(Aspect).index(self)]}"


@dataclass(frozen=True, slots=True)
class Conversation:
    """The moments of the call that a ticket came by, and how its caller rated the service."""

    rung_at: datetime
    answered_at: datetime | None = None
    offered_at: datetime | None = None
    ended_at: datetime | None = None
    rating: Rating | None = None


@dataclass(frozen=True, slots=True)
class Intake:
    """All that the checks look at in one ticket.

    `said` is what was told to the claimant in writing. `dispatch` is the clock of the dispatch
    where there was one; `returned` whether the unit of the first dispatch gave the ticket back and
    another one got it.
    """

    draft: TicketDraft
    raised_at: datetime
    registered_at: datetime
    call: Conversation | None = None
    said: str = ""
    dispatch: Deadline | None = None
    returned: bool = False


@dataclass(frozen=True, slots=True)
class Targets:
    """What a city expects where the standard says only: in time. Clause: 7.1.2.2 d."""

    answer: timedelta = timedelta(seconds=15)
    online: timedelta = timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to look at: whether it applies, and what is wrong ("" where it is in order).

    `wanted` says in a sentence what should be.
    """

    name: str
    aspect: Aspect
    clause: str
    label: str
    wanted: str
    applies: Callable[[Intake], bool]
    wrong: Callable[[Intake, Targets], str]


LEAST = 10
"""An account of what happened has at least so many characters."""


def _account(of: Intake) -> str:
    return max(of.draft.course.strip(), of.draft.content.strip(), key=len)


def _short(of: Intake, _: Targets) -> str:
    told = len(_account(of))
    return f"只写了 {told} 个字，请写清楚" if told < LEAST else ""


def _no_reasons(of: Intake, targets: Targets) -> str:
    thin = len(of.draft.reasons.strip()) < LEAST and "reasons" not in of.draft.not_provided
    return _short(of, targets) or ("建议的理由没有写清楚" if thin else "")


def _incomplete(of: Intake, _: Targets) -> str:
    names = dict.fromkeys(one.element.label for one in lacking(of.draft, required=False))
    return f"没有记录{'、'.join(names)}，也没有注明原因" if names else ""


def _unasked(of: Intake, _: Targets) -> str:
    if not of.draft.not_provided:
        return ""
    wanted = {one.name for one in asked(of.draft) if one.required and one.may_lack}
    absent = [called(one) for one in of.draft.not_provided if one in wanted]
    return f"多数要素标为未提供：{'、'.join(absent)}" if 2 * len(absent) > len(wanted) else ""


def _private(of: Intake, _: Targets) -> str:
    name = of.draft.claimant.name.strip()
    named = len(name) > 1 and name in of.draft.title
    return "标题中有诉求人姓名、电话或证件号码" if named or PERSONAL.search(of.draft.title) else ""


def _judged(of: Intake, _: Targets) -> str:
    text = full_text(of.draft)
    return "；".join(f"“{text[one.span.start : one.span.end]}”：{one.message}"
                    for one in judging(text)[:2])  # fmt: skip


def _other_kind(of: Intake, _: Targets) -> str:
    named, kept = kind_named(_account(of)), of.draft.kind
    if named is None or kept is None or named is kept:
        return ""
    return f"记录中说的是{named.label}，类型记为{kept.label}"


def _milder(of: Intake, _: Targets) -> str:
    text, draft = full_text(of.draft), of.draft
    said = urgency_said(text)
    if draft.urgency is None:
        return ""
    kept = response(draft.urgency, draft.risk_to_life_or_property)
    if (
        said
        and response(said, risk_to_life_or_property=False).limits.dispatch < kept.limits.dispatch
    ):
        return f"内容像是{said.label}，紧急程度记为{draft.urgency.label}"
    if AT_RISK.search(text) and not draft.risk_to_life_or_property and not draft.urgency.urgent:
        return "内容可能危及生命财产，没有标明"
    return ""


def _badly_said(of: Intake, _: Targets) -> str:
    return "；".join(f"“{of.said[one.span.start : one.span.end]}”：{one.message}"
                    for one in hints(of.said)[:2])  # fmt: skip


def _not_offered(of: Intake, _: Targets) -> str:
    return "挂断前没有提示评价" if of.call and of.call.offered_at is None else ""


def _rated_badly(of: Intake, _: Targets) -> str:
    rating = of.call.rating if of.call else None
    return f"来电人评价：{rating.label}" if rating and not rating.good else ""


def _late(of: Intake, _: Targets) -> str:
    met = of.dispatch.met_at if of.dispatch else None
    late = of.dispatch.overdue(met) if of.dispatch and met else None
    return f"派单超过时限 {span(late)}" if late else ""


def _given_back(of: Intake, _: Targets) -> str:
    return "首次派给的单位退单成立，改派了其他单位" if of.returned else ""


def _rang_long(of: Intake, targets: Targets) -> str:
    if of.call is None or of.call.answered_at is None:
        return ""
    rang = of.call.answered_at - of.call.rung_at
    return f"响铃 {rang.total_seconds():.0f} 秒才接听" if rang > targets.answer else ""


def _lay_long(of: Intake, targets: Targets) -> str:
    lay = of.registered_at - of.raised_at
    return f"提出后 {span(lay)} 才受理" if lay > targets.online else ""


def _always(_: Intake) -> bool:
    return True


def _kind(*kinds: Kind) -> Callable[[Intake], bool]:
    return lambda of: of.draft.kind in kinds


_MATTER = _kind(*MATTERS)


def _told(of: Intake) -> bool:
    return bool(of.said.strip())


def _online(of: Intake) -> bool:
    return of.draft.online


def _answered(of: Intake) -> bool:
    return of.call is not None and of.call.answered_at is not None


def _rated(of: Intake) -> bool:
    return of.call is not None and of.call.rating is not None


def _ended(of: Intake) -> bool:
    return of.call is not None and of.call.ended_at is not None and _answered(of)


def _dispatched(of: Intake) -> bool:
    return of.dispatch is not None


CHECKS: tuple[Check, ...] = (
    Check("wording", Aspect.WORDS, "5.2.2.3 a", "答复用语",
          "写给诉求人的答复语气平和，不质问、不推脱、不含糊", _told, _badly_said),
    Check("offered", Aspect.WORDS, "5.4.1", "提示评价",
          "挂断前请来电人评价", _ended, _not_offered),
    Check("rated", Aspect.WORDS, "5.4.2", "来电评价",
          "来电人评价在基本满意以上", _rated, _rated_badly),
    Check("complete", Aspect.RECORD, "5.2.3.1 e", "记录完整",
          "应问的要素都有记录，诉求人没有提供的注明原因", _MATTER, _incomplete),
    Check("asked", Aspect.RECORD, "5.2.2.3 b", "引导表达",
          "多数要素问得出来，不都标为未提供", _always, _unasked),
    Check("consultation", Aspect.RECORD, "C.1", "咨询具体",
          f"咨询内容不少于 {LEAST} 字", _kind(Kind.CONSULTATION), _short),
    Check("suggestion", Aspect.RECORD, "C.2", "建议具体",
          f"建议的内容和理由各不少于 {LEAST} 字", _kind(Kind.SUGGESTION), _no_reasons),
    Check("matter", Aspect.RECORD, "C.3", "经过具体",
          f"事件经过不少于 {LEAST} 字", _MATTER, _short),
    Check("objective", Aspect.RECORD, "5.2.2.3 c", "记录客观",
          "只记录事实，不评判诉求人", _always, _judged),
    Check("private", Aspect.RECORD, "6.1.1", "标题无个人信息",
          "标题不写姓名、电话、证件号码", _always, _private),
    Check("kind", Aspect.RECORD, "5.2.3.1 f", "类型判断",
          "工单类型与诉求人所说的一致", _always, _other_kind),
    Check("urgency", Aspect.RECORD, "5.2.3.1 g", "紧急判断",
          "紧急程度不低于内容所说的情况", _MATTER, _milder),
    Check("dispatch", Aspect.DISPATCH, "5.3.2.1.3", "派单及时",
          "在派单时限内派单", _dispatched, _late),
    Check("returned", Aspect.DISPATCH, "5.3.2.1.1", "派单准确",
          "首次派单的单位没有成立的退单", _dispatched, _given_back),
    Check("answered", Aspect.ACCEPTANCE, "7.1.2.2 d", "接听及时",
          "来电在规定秒数内接听", _answered, _rang_long),
    Check("taken", Aspect.ACCEPTANCE, "7.1.2.2 d", "受理及时",
          "网络诉求在规定小时内受理", _online, _lay_long),
)  # fmt: skip
"""The checks, by what they are part of. Clause: 7.1.2.2, 7.1.2.3."""

BY_NAME: Mapping[str, Check] = {one.name: one for one in CHECKS}


def checked(of: Intake, targets: Targets) -> Iterator[tuple[Check, str]]:
    """Every check that applies, with what it finds wrong; "" where nothing is. Clause: 7.1.2.3."""
    return ((one, one.wrong(of, targets)) for one in CHECKS if one.applies(of))


@dataclass(frozen=True, slots=True)
class Weakness:
    """A clause, and in how many of the cases in which it counted it was not kept."""

    clause: str
    share: Share


LEAST_SLIPS = 2
"""So many slips make a weakness."""


def weakest(cases: Iterable[tuple[str, int, int]]) -> tuple[Weakness, ...]:
    """The clauses that are kept least, the weakest first; of (clause, slips, cases).

    One slip is no weakness yet; beyond that by what is certain at 95 %. Clause: 7.1.2.4.
    """
    sums: dict[str, list[int]] = {}
    for clause, slips, of in cases:
        known = sums.setdefault(clause, [0, 0])
        known[0], known[1] = known[0] + slips, known[1] + of
    found = (Weakness(clause, Share(*known)) for clause, known in sums.items())
    weak = [one for one in found if one.share.part >= LEAST_SLIPS]
    return tuple(sorted(weak, key=lambda one: (-(one.share.interval or (0, 0))[0], one.clause)))

"""Quick questions generated from the rules themselves: which clock, which elements, which unit.

Clause: 5.3.2.1.3 a, 5.3.2.2.2 a, 5.3.2.3.2 a, 5.3.2.1.1 a, 5.3.2.1.5.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from hotline_tui.services.directory import Directory
from hotline_tui.standard import elements
from hotline_tui.standard.clocks import COMPLEX_FEEDBACK, SURGE_DISPATCH, response
from hotline_tui.standard.record import TicketDraft
from hotline_tui.standard.routing import copies
from hotline_tui.standard.scripts import SCRIPTS, Moment
from hotline_tui.standard.urgent import DUTIES
from hotline_tui.standard.vocabulary import Kind, Urgency

CHOICES = 4


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its choices, the place of the right one, and the clause that decides."""

    asked: str
    choices: tuple[str, ...]
    right: int
    clause: str


def questions(
    city: Directory, seed: str, count: int = 5, weak: Collection[str] = ()
) -> tuple[Question, ...]:
    """Different questions, the same for the same seed; those of `weak` clauses come first."""
    rng = Random(seed)  # noqa: S311 - no secret
    found: dict[str, Question] = {}
    for _ in range(count * 12):
        one = rng.choice(_MAKERS)(rng, city)
        found.setdefault(one.asked, one)
    told = sorted(found.values(), key=lambda one: not _about(one.clause, weak))
    return tuple(told[:count])


def _about(clause: str, weak: Collection[str]) -> bool:
    return any(clause.startswith(one) or one.startswith(clause) for one in weak)


def _asked(rng: Random, asked: str, right: str, others: Collection[str], clause: str) -> Question:
    wrong = sorted(set(others) - {right})
    picked = rng.sample(wrong, min(CHOICES - 1, len(wrong)))
    choices = [right, *picked]
    rng.shuffle(choices)
    return Question(asked, tuple(choices), choices.index(right), clause)


def spoken(limit: timedelta) -> str:
    """A limit as people say it."""
    if limit >= timedelta(days=3):
        return f"{limit.days} 个自然日"
    hours = limit / timedelta(hours=1)
    return f"{hours:g} 小时" if hours >= 1 else f"{limit / timedelta(minutes=1):g} 分钟"


_EVERY = (
    "15 分钟", "30 分钟", "1 小时", "2 小时", "24 小时", "48 小时", "7 个自然日", "15 个自然日",
)  # fmt: skip
"""Limits to choose from, as people say them."""


def _clock(rng: Random, city: Directory) -> Question:
    urgency, risk = rng.choice(list(Urgency)), rng.random() < 0.2
    limits = response(urgency, risk).limits
    which, limit, clause = rng.choice(
        (
            ("派单", limits.dispatch, "5.3.2.1.3"),
            ("签收", limits.sign, "5.3.2.2.2"),
            ("反馈", limits.feedback, "5.3.2.3.2"),
        )
    )
    told = "，可能造成生命财产损失" if risk else ""
    asked = f"“{urgency.label}”{told}，应在多长时间内{which}？"
    return _asked(rng, asked, spoken(limit), _EVERY, clause)


def _special(rng: Random, city: Directory) -> Question:
    asked, limit, clause = rng.choice(
        (
            ("话务量大量集中时，一般诉求应在多长时间内派单？", SURGE_DISPATCH, "5.3.2.1.3 c"),
            ("复杂疑难诉求应在多长时间内反馈？", COMPLEX_FEEDBACK, "5.3.2.3.2 d"),
        )
    )
    return _asked(rng, asked, spoken(limit), _EVERY, clause)


def _element(rng: Random, city: Directory) -> Question:
    kind, urgency = rng.choice(list(Kind)), rng.choice((Urgency.GENERAL, Urgency.EMERGENCY))
    draft = TicketDraft(kind=kind, urgency=urgency)
    needed = {one.label for one in elements.asked(draft) if one.required}
    others = {one.label for one in elements.ELEMENTS} - needed
    label = rng.choice(sorted(others))
    asked = f"“{urgency.label}”的{kind.label}，下面哪一项不是必须问清的？"
    clause = "C.5" if urgency is Urgency.EMERGENCY else _APPENDIX[kind]
    return _asked(rng, asked, label, needed - {"来源渠道", "工单类型", "紧急程度"}, clause)


_APPENDIX = {
    Kind.CONSULTATION: "C.1",
    Kind.SUGGESTION: "C.2",
    Kind.HELP: "C.3",
    Kind.COMPLAINT: "C.3",
    Kind.TIP_OFF: "C.3",
}


def _copy(rng: Random, city: Directory) -> Question:
    units = [one for one in city.organizers.values() if one.type.grassroots]
    unit = rng.choice(units)
    copied = copies(unit.unit, (), city.units)
    right = city.organizers[copied[0].code].name if copied else "不抄送"
    districts = [one.name for one in city.organizers.values() if one.name.endswith("区人民政府")]
    asked = f"派单至{unit.name}，同时发送给谁？"
    return _asked(rng, asked, right, [*districts, "不抄送"], "5.3.2.1.1 a")


def _report(rng: Random, city: Directory) -> Question:
    urgency = rng.choice([one for one in Urgency if one.urgent])
    duties = DUTIES[urgency]
    right = (
        "是否同时报公安部门"
        if duties.report_to_police
        else "是否同时报应急管理部门"
        if duties.report_to_emergency_management
        else "两者都不要求判断"
    )
    every = ("是否同时报公安部门", "是否同时报应急管理部门", "两者都不要求判断")
    asked = f"派“{urgency.label}”时，标准要求判断什么？"
    return _asked(rng, asked, right, every, "5.3.2.1.5")


def _phrase(rng: Random, city: Directory) -> Question:
    usual = [one for one in SCRIPTS if not one.blanks and one.moment is not Moment.ASKING]
    script = rng.choice(usual)
    others = {one.text for one in usual if one.moment is not script.moment}
    asked = f"“{script.moment.label}”应该说哪一句？"
    return _asked(rng, asked, script.text, others, script.clause)


_MAKERS: tuple[Callable[[Random, Directory], Question], ...] = (
    _clock, _clock, _special, _element, _element, _copy, _report, _phrase, _phrase,
)  # fmt: skip
"""What makes questions, those twice that know more of them."""

"""What the standard leaves to a city, with the values that most cities have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from hotline_tui.standard.refusal import Fault

NEAR_SHARE = 0.8
"""A clock is near its end once this share of its limit has passed, unless a city says otherwise."""

WEIGHTS = {"response": 0.3, "solution": 0.35, "satisfaction": 0.35}
"""What the three rates weigh in a unit's score, unless a city says otherwise. Clause: 7.1.3.3."""

ANSWER_WITHIN = timedelta(days=5)
"""How long whose work was reviewed may answer, unless a city says otherwise. Clause: 7.1.2.4."""


@dataclass(frozen=True, slots=True)
class Policy:
    """A city's choices; one set for each database, the same at all its desks.

    `feedback_from_signing` starts the feedback clock at sign-for instead of dispatch;
    `stop_during_return` lets sign-for and feedback stand still while a return is decided;
    `near_share` is when a clock is near its end; `handovers` and `rounds` are how many hand-overs
    or handlings raise a ticket to supervision; `repeated` is how many tickets of one claimant
    within `repeated_within`, `many` how many alike within `many_within`, do so.
    `callback_share` is the share of tickets that are called back, `callback_by_kind` and
    `callback_by_organizer` say otherwise for some; `callback_attempts` is after how many failed
    attempts nobody tries any more.
    `learn_from_choices` lets the articles that people choose move up in search and suggestions.
    `expiring_within` is how long before its validity ends an article is due to be looked at.
    `assessment_weights` is what each of the three rates weighs in an organizer's score;
    `key_matters` names, with spaces between, the codes of categories (or how these begin) that
    figures and reports look at closely.
    `answer_seconds` is how long a call may ring, `intake_hours` how long an online matter may wait;
    `review_share` is the share of each agent's tickets that a second person reviews, of everybody
    at least `review_least`; `review_answer_within` is how long they may answer to it.
    """

    feedback_from_signing: bool = False
    stop_during_return: bool = False
    near_share: float = NEAR_SHARE
    handovers: int = 3
    rounds: int = 3
    repeated: int = 3
    repeated_within: timedelta = timedelta(days=30)
    many: int = 3
    many_within: timedelta = timedelta(days=7)
    callback_share: float = 1.0
    callback_by_kind: tuple[tuple[str, float], ...] = ()
    callback_by_organizer: tuple[tuple[str, float], ...] = ()
    callback_attempts: int = 3
    callback_seed: str = "12345"
    expiring_within: timedelta = timedelta(days=30)
    learn_from_choices: bool = True
    assessment_weights: tuple[tuple[str, float], ...] = tuple(sorted(WEIGHTS.items()))
    key_matters: str = ""
    answer_seconds: int = 15
    intake_hours: float = 4.0
    review_share: float = 0.02
    review_least: int = 2
    review_seed: str = "7.1.2"
    review_answer_within: timedelta = ANSWER_WITHIN


LABELS: dict[str, str] = {
    "feedback_from_signing": "反馈时限自签收起算",
    "stop_during_return": "退单待定期间停止计时",
    "near_share": "临近到期（时限已过的比例）",
    "handovers": "流转几次提级督办",
    "rounds": "办理几次提级督办",
    "repeated": "同一诉求人反映几次列入督办",
    "repeated_within": "多次反映的期间（天）",
    "many": "集中反映几件列入督办",
    "many_within": "集中反映的期间（天）",
    "callback_share": "回访比例",
    "callback_by_kind": "各类型的回访比例",
    "callback_by_organizer": "各承办单位的回访比例",
    "callback_attempts": "回访最多尝试次数",
    "callback_seed": "回访抽样种子",
    "expiring_within": "知识到期前多少天列入待办（天）",
    "learn_from_choices": "检索和推荐学自大家的选择",
    "assessment_weights": "考核三率的权重",
    "key_matters": "重点事项（分类编码或其开头，以空格分开）",
    "answer_seconds": "来电几秒内接听",
    "intake_hours": "网络诉求几小时内受理",
    "review_share": "质检抽样比例",
    "review_least": "质检每人至少抽几件",
    "review_seed": "质检抽样种子",
    "review_answer_within": "质检答复、申诉的期间（天）",
}
"""What each choice is called."""


def policy_faults(policy: Policy) -> tuple[Fault, ...]:
    """What no city can choose: shares are between 0 and 1, counts and stretches more than 0."""
    return tuple(
        Fault(name, "", LABELS[name.split(".")[0]] + told) for name, told in _wrong(policy)
    )


def _wrong(policy: Policy) -> Iterator[tuple[str, str]]:
    shares = [(name, getattr(policy, name)) for name in ("callback_share", "review_share")]
    shares += [(f"callback_by_kind.{name}", share) for name, share in policy.callback_by_kind]
    shares += [(f"callback_by_organizer.{name}", at) for name, at in policy.callback_by_organizer]
    yield from ((name, "应在 0 与 1 之间") for name, share in shares if not 0 <= share <= 1)
    if not 0 < policy.near_share < 1:
        yield "near_share", "应大于 0、小于 1"
    for name in ("handovers", "rounds", "repeated", "many", "callback_attempts", "answer_seconds"):
        if getattr(policy, name) < 1:
            yield name, "应至少为 1"
    if policy.review_least < 0:
        yield "review_least", "不应小于 0"
    if policy.intake_hours <= 0:
        yield "intake_hours", "应大于 0"
    yield from _wrong_weights(dict(policy.assessment_weights))
    for name in ("repeated_within", "many_within", "expiring_within", "review_answer_within"):
        if getattr(policy, name) <= timedelta(0):
            yield name, "应大于 0"


def _wrong_weights(weights: dict[str, float]) -> Iterator[tuple[str, str]]:
    unknown = "、".join(name for name in weights if name not in WEIGHTS)
    if unknown:
        yield "assessment_weights", f"没有“{unknown}”，可用：{'、'.join(WEIGHTS)}"
    elif min(weights.values(), default=0) < 0 or abs(sum(weights.values()) - 1) > 1e-9:
        yield "assessment_weights", "应都不小于 0，合计为 1"

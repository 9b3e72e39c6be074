"""What happened beside what should have happened, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from hotline_tui.practice import hearing
from hotline_tui.practice.model import perfect
from hotline_tui.practice.recording import (
    HEARD,
    HUNG_UP,
    OFFERED,
    PICKED_UP,
    RANG_OFF,
    SAID,
    Recording,
    Step,
    clock,
)
from hotline_tui.practice.scenario import Scenario
from hotline_tui.practice.score import Mark, Score

TOLD = {
    PICKED_UP: "接听",
    OFFERED: "提示评价",
    HUNG_UP: "挂断",
    RANG_OFF: "诉求人挂断",
    "registered": "登记",
    "answered": "直接答复",
    "not_accepted": "不予受理",
    "dispatched": "派单",
    "called_back": "记录回访",
    "acknowledged": "确认紧急提醒",
    "surge_declared": "宣布大话务量模式",
    "surge_ended": "结束大话务量模式",
    "supervised": "督办",
}
"""What is shown of a replay besides what was said, and how."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A line of each side; empty where that side has none."""

    done: str
    wanted: str


def replay(scenario: Scenario, steps: Recording) -> tuple[Pair, ...]:
    """The exercise beside a perfect run, the same things in the same line."""
    own, right = _shown(steps), _shown(perfect(scenario))
    found: list[Pair] = []
    labels = [_label(one) for one in own], [_label(one) for one in right]
    for how, a, b, c, d in SequenceMatcher(None, *labels, autojunk=False).get_opcodes():
        if how == "equal":
            found += [Pair(_line(x), _line(y)) for x, y in zip(own[a:b], right[c:d], strict=True)]
        else:
            found += [Pair(_line(one), "") for one in own[a:b]]
            found += [Pair("", _line(one)) for one in right[c:d]]
    return tuple(found)


def _shown(steps: Iterable[Step]) -> list[Step]:
    return [one for one in steps if one.what in (SAID, HEARD) or one.what in TOLD]


def _label(step: Step) -> str:
    """What a line amounts to: the same for two ways of saying it."""
    if step.what == SAID:
        asked = hearing.questions(step.text)
        usual = {"B.1.2.4"}
        return "said " + " ".join(asked or sorted(hearing.clauses(step.text) - usual))
    return f"{step.what} {step.text}" if step.what == HEARD else step.what


def _line(step: Step) -> str:
    told = {SAID: "我：", HEARD: "他："}.get(step.what, "")
    return f"{clock(step.at)} {told}{step.text if told else '※ ' + TOLD[step.what]}"


def lost_lines(found: Score) -> Iterator[str]:
    """Each point that was lost: how many, when, why, by which clause; one reason in one line."""
    reasons: dict[tuple[float | None, str], list[Mark]] = {}
    for mark in found.lost:
        reasons.setdefault((mark.at, mark.lost), []).append(mark)
    for (moment, why), marks in reasons.items():
        at = f"{clock(moment)} " if moment is not None else ""
        clauses = " ".join(dict.fromkeys(one.clause for one in marks))
        yield f"-{sum(one.points for one in marks)} {at}{why}（{clauses}）"

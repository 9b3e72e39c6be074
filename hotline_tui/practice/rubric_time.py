"""What a score looks at in time: the answer, the handling, each limit. Clause: 7.1.2.2 d."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise

from hotline_tui.practice.check import Check, Judge, Lost, Part
from hotline_tui.practice.evidence import Evidence
from hotline_tui.practice.scenario import Deed, Exercise, Matter, Scenario
from hotline_tui.standard.clocks import ClockFacts, limits, span
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.vocabulary import Urgency

PICK_UP = 15.0
"""Seconds within which a call is answered (GB/T 33358)."""

AT_LEAST = timedelta(minutes=10)
"""What is left for a prepared matter at the least, however long ago it was raised."""


def time_checks(scenario: Scenario) -> Iterator[Check]:
    """All that counts in when things were done."""
    if scenario.exercise is Exercise.CALL:
        yield Check("picked up", Part.TIME, 4, "7.1.2.2 d", "15 秒内接听", _picked_up)
    if not scenario.deeds:
        told = f"{scenario.minutes:g} 分钟内办完"
        yield Check("handled", Part.TIME, 4, "7.1.2.2 d", told, _handled)
    if scenario.exercise is Exercise.DISPATCH:
        for nth, matter in enumerate(scenario.matters):
            told = f"第{nth + 1}件在时限内派出"
            yield Check(f"{nth} in time", Part.TIME, 4, "5.3.2.1.3", told, _in_time(nth, matter))
        if len({_limit(one) for one in scenario.matters}) > 1:
            yield Check("order", Part.TIME, 5, "4.1", "先派最急的", _order)
    for nth, deed in enumerate(scenario.deeds):
        if deed.within is not None:
            told = f"{span(deed.within)} 内{deed.kind.label}"
            yield Check(f"deed {nth} in time", Part.TIME, 3, "5.3.3", told, _deed_in_time(deed))


def _picked_up(seen: Evidence) -> Lost | None:
    if seen.answered is None:
        return Lost("没有接听", seen.end)
    waited = seen.answered.at - seen.rung
    return None if waited <= PICK_UP else Lost(f"响铃 {waited:.0f} 秒后才接听", seen.answered.at)


def _handled(seen: Evidence) -> Lost | None:
    began = seen.answered.at if seen.answered else 0.0
    took = seen.finished - began
    if not took:
        return Lost("什么也没有办", seen.end)
    if took <= seen.scenario.minutes * 60:
        return None
    told = f"用了 {span(timedelta(seconds=took))}，应在 {seen.scenario.minutes:g} 分钟内"
    return Lost(told, began + seen.scenario.minutes * 60)


def _limit(matter: Matter) -> timedelta:
    """How long the dispatch of a matter may take. Clause: 5.3.2.1.3."""
    draft = matter.draft
    facts = ClockFacts(
        draft.urgency or Urgency.GENERAL,
        raised_at=datetime.max.replace(tzinfo=BEIJING),  # how long, not until when
        risk_to_life_or_property=draft.risk_to_life_or_property,
    )
    return limits(facts).dispatch


def due(matter: Matter) -> float:
    """By when a prepared matter is to be dispatched, in seconds of the exercise."""
    return max(_limit(matter) - matter.ago, AT_LEAST).total_seconds()


def _in_time(nth: int, matter: Matter) -> Judge:
    def judge(seen: Evidence) -> Lost | None:
        step = seen.on(nth, "dispatched")
        if step is None:
            return Lost("这件工单没有派出")
        late = step.at - due(matter)
        return None if late <= 0 else Lost(f"超时 {span(timedelta(seconds=late))}", step.at)

    return judge


def _order(seen: Evidence) -> Lost | None:
    """What runs by a shorter limit is dispatched first."""
    sent = [
        (step.at, due(matter), nth)
        for nth, matter in enumerate(seen.scenario.matters)
        if (step := seen.on(nth, "dispatched")) is not None
    ]
    sent.sort()
    for (_, earlier, first), (at, later, second) in pairwise(sent):
        if later < earlier:
            return Lost(f"第{second + 1}件更急，应先于第{first + 1}件派出", at)
    return None


def _deed_in_time(deed: Deed) -> Judge:
    def judge(seen: Evidence) -> Lost | None:
        what = deed.kind.value
        done = seen.on(deed.matter - 1, what) if deed.matter else seen.first(what)
        if done is None:
            return Lost(f"没有{deed.kind.label}", seen.end)
        late = done.at - (deed.within or timedelta(0)).total_seconds()
        return None if late <= 0 else Lost(f"晚了 {span(timedelta(seconds=late))}", done.at)

    return judge

"""What a score looks at in the words of a conversation. Clause: 7.1.2.2 a, B.1, B.4."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from hotline_tui.practice import hearing
from hotline_tui.practice.caller import PATIENCE
from hotline_tui.practice.check import Check, Judge, Lost, Part
from hotline_tui.practice.evidence import Evidence
from hotline_tui.practice.recording import HUNG_UP, OFFERED, RANG_OFF, clock
from hotline_tui.practice.scenario import Exercise, Scenario
from hotline_tui.standard import callback
from hotline_tui.standard.rating import OFFER
from hotline_tui.standard.scripts import SCRIPTS, Script, phrase, wordings
from hotline_tui.standard.vocabulary import CallbackResult
from hotline_tui.standard.wording import leading

CLOSING = ("B.1.4.1", "B.1.4.2")
"""The phrases that every call ends with."""


def words_checks(scenario: Scenario) -> Iterator[Check]:
    """All that counts in the words of this exercise."""
    if scenario.exercise is Exercise.CALL:
        yield from _call(scenario)
    elif scenario.exercise is Exercise.CALLBACK:
        yield from _callback(scenario)
    if scenario.exercise.spoken:
        for key, weight, clause, wanted, judge in _THROUGHOUT:
            yield Check(key, Part.WORDS, weight, clause, wanted, _spoken(judge))


def _call(scenario: Scenario) -> Iterator[Check]:
    greeting = scenario.greeting
    clause = next((one.clause for one in SCRIPTS if one.text == greeting), "B.1.2")
    yield Check("greeting", Part.WORDS, 5, clause, f"首问语：{greeting}", _said(greeting))
    for expected in (*scenario.scripts, *CLOSING):
        text = next((one.text for one in SCRIPTS if one.clause == expected), expected)
        key = f"script {expected}"
        yield Check(key, Part.WORDS, 4, expected, f"“{text}”", _said_one_of(expected))
    yield Check("offered", Part.WORDS, 3, "5.4.1", f"挂断前提示评价：{OFFER}", _offered)


def _callback(scenario: Scenario) -> Iterator[Check]:
    for matter in scenario.matters:
        reached = matter.answers is None or matter.answers.result is CallbackResult.REACHED
        for script in callback_scripts(scenario) if reached else _refused():
            key = f"script {script.clause}"
            yield Check(key, Part.WORDS, 4, script.clause, f"“{script.text}”",
                        _said_one_of(script.clause))  # fmt: skip
        if not reached:
            yield Check("stops", Part.WORDS, 6, "5.5.3", "诉求人不接受回访，不再提问",
                        _spoken(_stops))  # fmt: skip
        yield Check("leading", Part.WORDS, 6, "5.5.6", "不诱导、不暗示", _spoken(_leading))


def callback_scripts(scenario: Scenario) -> tuple[Script, ...]:
    """The phrases of a callback in which everything is asked, in their order. Clause: B.4."""
    matter = scenario.matters[0]
    kind, given = matter.draft.kind, matter.answers
    if kind is None or given is None:
        return ()
    asked = callback.questions(kind, full=callback.full(kind, None))
    bad = given.satisfied is not None and not given.satisfied.good
    return tuple(phrase(question.moment) for question in asked if bad or question.name != "reasons")


def _refused() -> tuple[Script, ...]:
    return tuple(one for one in SCRIPTS if one.clause in ("B.4.1", "B.4.6"))


# ---- judges -------------------------------------------------------------------------------


def _said(text: str) -> Judge:
    def judge(seen: Evidence) -> Lost | None:
        for step in seen.said:
            if any(one.text == text for one in hearing.phrases(step.text)):
                return None
        first = seen.said[0].at if seen.said else _began(seen)
        return Lost(f"没有说“{text}”", first)

    return judge


def _said_one_of(clause: str) -> Judge:
    def judge(seen: Evidence) -> Lost | None:
        if any(clause in hearing.clauses(step.text) for step in seen.said):
            return None
        usual = next((one for one in SCRIPTS if one.clause == clause), None)
        several = wordings(usual.moment) if usual else ()
        texts = "”或“".join(one.text for one in several if one.clause == clause)
        return Lost(f"没有说“{texts or clause}”", seen.end)

    return judge


def _offered(seen: Evidence) -> Lost | None:
    return None if seen.first(OFFERED) else Lost("挂断前没有提示评价", _ended(seen))


def _spoken(judge: Judge) -> Judge:
    """Who says nothing at all does not do well by doing nothing wrong."""

    def judged(seen: Evidence) -> Lost | None:
        return judge(seen) if seen.said else Lost("没有与诉求人说话", seen.end)

    return judged


def _tone(seen: Evidence) -> Lost | None:
    for step in seen.said:
        hint = hearing.rude(step.text, seen.scenario.forbidden) or hearing.vague(step.text)
        if hint is not None:
            words = step.text[hint.span.start : hint.span.end]
            return Lost(f"说了“{words}”：{hint.message}", step.at)
    return None


def _waits(seen: Evidence) -> Lost | None:
    """From the answer to the end of the call nobody hears nothing for longer than 30 seconds."""
    began, end = _began(seen), _ended(seen)
    if began is None or end is None:
        return Lost("没有接听", seen.end)
    moments = [began, *(one.at for one in seen.said if one.at <= end), end]
    for earlier, later in pairwise(moments):
        if later - earlier > PATIENCE:
            told = f"让诉求人空等了 {later - earlier:.0f} 秒（{clock(earlier)} 起），没有说等待用语"
            return Lost(told, earlier + PATIENCE)
    return None


def _kept(seen: Evidence) -> Lost | None:
    gone = seen.first(RANG_OFF)
    return Lost("诉求人挂断了电话", gone.at) if gone else None


def _leading(seen: Evidence) -> Lost | None:
    for step in seen.said:
        # The question that lists the five levels is the standard's own.
        if "B.4.4" not in hearing.clauses(step.text) and (found := leading(step.text)):
            words = step.text[found[0].span.start : found[0].span.end]
            return Lost(f"说了“{words}”：{found[0].message}", step.at)
    return None


def _stops(seen: Evidence) -> Lost | None:
    for step in seen.said:
        if hearing.clauses(step.text) & {"B.4.2", "B.4.3", "B.4.4", "B.4.5"}:
            return Lost("诉求人已表示不接受回访，仍然提问", step.at)
    return None


def _began(seen: Evidence) -> float | None:
    return seen.answered.at if seen.answered else None


def _ended(seen: Evidence) -> float | None:
    ended = seen.first(HUNG_UP) or seen.first(RANG_OFF)
    if ended is not None:
        return ended.at
    last = seen.said[-1].at if seen.said else None
    return last if seen.scenario.exercise is Exercise.CALLBACK else seen.end


_THROUGHOUT = (
    ("tone", 8, "5.2.2.3 a", "语气平和，答复明确", _tone),
    ("waits", 5, "B.1.3.3", "每隔 30 秒之内说一句等待用语", _waits),
    ("kept", 4, "5.2.2.3 b", "让诉求人把话说完", _kept),
)
"""What is looked at in every conversation, from its beginning to its end."""

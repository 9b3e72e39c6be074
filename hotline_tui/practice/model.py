"""How a scenario should have gone: the perfect run, derived from the scenario itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hotline_tui.practice import caller, hearing
from hotline_tui.practice.recording import (
    ENDED,
    HEARD,
    HUNG_UP,
    OFFERED,
    PICKED_UP,
    RANG,
    SAID,
    UNASKED,
    Recording,
    Step,
)
from hotline_tui.practice.rubric_time import due
from hotline_tui.practice.rubric_words import callback_scripts
from hotline_tui.practice.scenario import Ending, Exercise, Matter, Scenario
from hotline_tui.services import document
from hotline_tui.standard.elements import ELEMENTS
from hotline_tui.standard.scripts import SCRIPTS, Moment, filled, phrase
from hotline_tui.standard.vocabulary import CallbackResult

PACE = 7.0
"""Seconds from one thing to the next in a perfect run."""

DEEDS = {Ending.ANSWER: "answered", Ending.TURN_AWAY: "not_accepted", Ending.REGISTER: "registered"}


def perfect(scenario: Scenario) -> Recording:
    """The steps of a run that loses nothing."""
    match scenario.exercise:
        case Exercise.CALL:
            return _call(scenario)
        case Exercise.CALLBACK:
            return _callback(scenario)
        case Exercise.LETTER:
            made = _made(scenario, 0, scenario.matters[0], 60.0)
            return (made, Step(made.at + PACE, ENDED))
        case Exercise.DISPATCH:
            return _dispatches(scenario)
        case Exercise.SUPERVISION:
            return _deeds(scenario)


def question(scenario: Scenario, element: str, nth: int = 0) -> str:
    """The words that bring a fact out: the scenario's own, the standard's, or an everyday one."""
    own = [fact.asked[0] for fact in scenario.facts if fact.element == element and fact.asked]
    of_standard = [
        one.question
        for one in ELEMENTS
        if one.name == element and any(_wanted(one, matter) for matter in scenario.matters)
    ]
    usual = [f"请问{words}？" for words in hearing.WORDINGS.get(element, ())]
    every = own + of_standard + usual
    return every[min(nth, len(every) - 1)] if every else f"请问{element}？"


def _wanted(element: Any, matter: Matter) -> bool:
    return bool(element.wanted(matter.draft))


class _Talk:
    """A conversation that is being made up, with the real caller answering."""

    def __init__(self, scenario: Scenario, at: float) -> None:
        self.scenario = scenario
        self.at = at
        self.state = caller.begin(scenario)
        self.steps: list[Step] = []

    def _heard(self, reply: caller.Reply, **given: bool) -> None:
        self.state = reply.state
        self.steps += [Step(self.at, HEARD, line, given) for line in reply.lines]

    def pick_up(self) -> None:
        self.steps.append(Step(self.at, PICKED_UP))
        self._heard(caller.answered(self.scenario, self.state, self.at))

    def say(self, words: str, after: float = PACE) -> None:
        self.at += after
        while (reply := caller.wait(self.scenario, self.state, self.at)).lines:
            self._heard(reply, **{UNASKED: True})
        self.steps.append(Step(self.at, SAID, words))
        self._heard(caller.hear(self.scenario, self.state, words, self.at))


def _call(scenario: Scenario) -> Recording:
    talk = _Talk(scenario, 4.0)
    talk.pick_up()
    talk.say(scenario.greeting, 2.0)
    for nth, matter in enumerate(scenario.matters):
        for fact in scenario.facts:
            if fact.matter == nth + 1:
                talk.say(question(scenario, fact.element))
        for words in _expected(scenario) if nth == 0 else ():
            talk.say(words)
        talk.steps.append(_made(scenario, nth, matter, talk.at + 1))
        talk.say(phrase(Moment.BEFORE_END).text)
    talk.steps.append(Step(talk.at + 2, OFFERED))
    talk.say(phrase(Moment.END).text)
    talk.steps.append(Step(talk.at + 2, HUNG_UP))
    return (Step(0.0, RANG), *talk.steps, Step(talk.at + 4, ENDED))


def _expected(scenario: Scenario) -> Iterator[str]:
    for clause in scenario.scripts:
        script = next((one for one in SCRIPTS if one.clause == clause), None)
        if script is not None:
            told = scenario.matters[0].article or "我为您查到的内容"
            yield filled(script, answer=told) if script.blanks else script.text


def _made(scenario: Scenario, nth: int, matter: Matter, at: float) -> Step:
    given = {
        "number": f"perfect {nth}",
        "record": document.write(matter.draft),
        "articles": [matter.article] if matter.article else [],
        "reason": matter.reason,
        "advice": matter.advice,
    }
    return Step(at, DEEDS[matter.ends], "", given)


def _prepared(scenario: Scenario, nth: int, given: dict[str, Any]) -> dict[str, Any]:
    return {"record": {"id": str(scenario.identity(nth))}, **given}


def _dispatches(scenario: Scenario) -> Recording:
    steps: list[Step] = []
    order = sorted(range(len(scenario.matters)), key=lambda nth: due(scenario.matters[nth]))
    for place, nth in enumerate(order, 1):
        sent = scenario.matters[nth].sent
        if sent is not None:
            given = {
                "organizer": sent.organizer or "区人民政府",
                "assisting": list(sent.assisting),
                "complex": sent.complex,
                "police": {"decision": sent.police},
                "emergency_management": {"decision": sent.emergency_management},
            }
            at = place * 40.0
            steps.append(Step(at, "dispatched", "", _prepared(scenario, nth, given)))
    return (*steps, Step(len(order) * 40.0 + PACE, ENDED))


def _callback(scenario: Scenario) -> Recording:
    talk = _Talk(scenario, 4.0)
    matter = scenario.matters[0]
    answers = matter.answers
    talk.pick_up()
    scripts = callback_scripts(scenario)
    if answers is None or answers.result is not CallbackResult.REACHED:
        scripts = tuple(one for one in scripts if one.moment is Moment.CALLBACK_OPENING)
        scripts += (phrase(Moment.CALLBACK_END),)
    known = {"claimant": f"{scenario.caller.name[:1]}先生/女士", "matter": matter.draft.title}
    for script in scripts:
        blanks = {blank.name: known[blank.name] for blank in script.blanks}
        if script.moment is Moment.CALLBACK_END and _has_remarks(scenario):
            talk.say(question(scenario, "remarks"))
        talk.say(filled(script, **blanks))
    given = document_of(answers)
    done = Step(talk.at + 3, "called_back", "", _prepared(scenario, 0, given))
    return (*talk.steps, done, Step(talk.at + 5, ENDED))


def _has_remarks(scenario: Scenario) -> bool:
    return any(fact.element == "remarks" for fact in scenario.facts)


def document_of(answers: Any) -> dict[str, Any]:
    """What came of a callback, as a recording keeps it."""
    return {
        "result": answers.result and answers.result.value,
        "contacted": answers.contacted,
        "solved": answers.solved,
        "satisfied": answers.satisfied and answers.satisfied.value,
        "reasons": list(answers.reasons),
        "remarks": answers.remarks,
    }


def _deeds(scenario: Scenario) -> Recording:
    steps = []
    for nth, deed in enumerate(scenario.deeds, 1):
        given = _prepared(scenario, deed.matter - 1, {}) if deed.matter else {}
        steps.append(Step(nth * 20.0, deed.kind.value, "", given))
    return (*steps, Step((len(steps) + 1) * 20.0, ENDED))

"""The simulated caller: a pure state machine over a scenario and what happens, with its times."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hotline_tui.practice import hearing
from hotline_tui.practice.recording import (
    HEARD,
    HUNG_UP,
    OFFERED,
    PICKED_UP,
    RANG_OFF,
    SAID,
    UNASKED,
    Recording,
    Step,
)
from hotline_tui.practice.scenario import Exercise, Mood, Scenario

PATIENCE = 30.0
"""Seconds of silence before a caller asks whether anybody is there. Clause: B.1.3.3."""

FIRST_WORDS_AFTER = 6.0
"""Seconds after which a caller who is not greeted begins unasked."""

UNKNOWN = "这个我说不清楚。"


@dataclass(frozen=True, slots=True)
class State:
    """Where a conversation stands; times in seconds since the exercise began.

    `told` are places in the scenario's facts; `matter` is the one the caller is at, from 1.
    """

    mood: Mood = Mood.CALM
    answered_at: float | None = None
    quiet_since: float = 0.0
    opened: bool = False
    told: frozenset[int] = frozenset()
    matter: int = 1
    thrown: int = 0
    nudges: int = 0
    offences: int = 0
    over: bool = False

    @property
    def talking(self) -> bool:
        """Whether the line is open."""
        return self.answered_at is not None and not self.over


@dataclass(frozen=True, slots=True)
class Reply:
    """What the caller says, and how they stand to it then; `about` are the elements told."""

    state: State
    lines: tuple[str, ...] = ()
    about: tuple[str, ...] = ()


def begin(scenario: Scenario) -> State:
    """The caller before anybody has answered."""
    return State(mood=scenario.caller.mood)


def answered(scenario: Scenario, state: State, at: float) -> Reply:
    """The call was answered; whoever is called back says something first."""
    now = replace(state, answered_at=at, quiet_since=at)
    if scenario.exercise is Exercise.CALLBACK:
        return Reply(replace(now, opened=True), (scenario.caller.first,))
    return Reply(now)


def hear(scenario: Scenario, state: State, said: str, at: float) -> Reply:
    """What the caller answers to the agent's words."""
    if not state.talking:
        return Reply(state)
    now = replace(state, quiet_since=at, nudges=0)
    if hearing.rude(said, scenario.forbidden):
        return _offended(scenario, now)
    asked = _questions(scenario, said)
    if not state.opened:
        # The first words answer whatever was said first.
        return Reply(replace(now, opened=True), (scenario.caller.first,))
    if hearing.MORE in asked:
        return _more(scenario, now)
    if "B.1.4.2" in hearing.clauses(said) or "B.4.6" in hearing.clauses(said):
        return Reply(now, (scenario.caller.goodbye,))
    if not asked:
        unsure = hearing.asks(said) and not hearing.clauses(said)
        return Reply(now, (scenario.caller.unsure,) if unsure else ())
    return _tells(scenario, now, asked)


def _questions(scenario: Scenario, said: str) -> tuple[str, ...]:
    own = ((fact.element, words) for fact in scenario.facts for words in fact.asked)
    return hearing.questions(said, own)


def _more(scenario: Scenario, state: State) -> Reply:
    """Anything else? The next matter, or nothing more."""
    rest = scenario.caller.more
    if state.matter <= len(rest):
        return Reply(replace(state, matter=state.matter + 1), (rest[state.matter - 1],))
    return Reply(state, (scenario.caller.nothing_more,))


def _tells(scenario: Scenario, state: State, asked: tuple[str, ...]) -> Reply:
    lines: list[str] = []
    told = set(state.told)
    about: list[str] = []
    for element in asked:
        place = _fact(scenario, state, element, told)
        if place is None:
            lines.append(UNKNOWN)
            continue
        fact = scenario.facts[place]
        told.add(place)
        about.append(fact.element)
        if fact.says not in lines:
            lines.append(fact.says)
    return Reply(replace(state, told=frozenset(told)), tuple(lines), tuple(about))


def _fact(scenario: Scenario, state: State, element: str, told: set[int]) -> int | None:
    """The fact that a question brings out: an untold one of the present matter goes first."""
    known = [(nth, one) for nth, one in enumerate(scenario.facts) if one.matter <= state.matter]
    for name in (element, *hearing.NEIGHBOURS.get(element, ())):
        fits = [(nth, one) for nth, one in known if one.element == name]
        if fits:
            return min(fits, key=lambda fit: (fit[0] in told, -fit[1].matter, fit[0]))[0]
    return None


def _offended(scenario: Scenario, state: State) -> Reply:
    """Asked rudely: the mood gets worse; who is angry and offended again rings off."""
    gone = state.mood is Mood.ANGRY and state.offences > 0
    now = replace(state, mood=state.mood.worse, offences=state.offences + 1, over=gone, opened=True)
    return Reply(now, (scenario.caller.offended,))


def wait(scenario: Scenario, state: State, at: float) -> Reply:
    """What the caller says, or does, as time goes by."""
    if not state.talking or state.answered_at is None:
        return Reply(state)
    caller = scenario.caller
    quiet = at - state.quiet_since
    if quiet >= caller.hangs_up_after:
        return Reply(replace(state, over=True))
    if not state.opened:
        if quiet >= FIRST_WORDS_AFTER:
            return Reply(replace(state, opened=True), (caller.first,))
        return Reply(state)
    if state.nudges < int(quiet // PATIENCE) and quiet > PATIENCE:
        worse = replace(state, nudges=state.nudges + 1, mood=state.mood.worse)
        return Reply(worse, (caller.kept_waiting,))
    rest = scenario.interruptions[state.thrown :]
    if rest and at - state.answered_at >= rest[0].after:
        return Reply(replace(state, thrown=state.thrown + 1), (rest[0].says,))
    return Reply(state)


def resumed(scenario: Scenario, steps: Recording) -> State:
    """The caller as an exercise that was broken off has left them."""
    state = begin(scenario)
    for step in steps:
        state = after(scenario, state, step)
    return state


def after(scenario: Scenario, state: State, step: Step) -> State:
    """The caller once a recorded step has happened."""
    if step.what == PICKED_UP:
        return answered(scenario, state, step.at).state
    if step.what == SAID:
        return hear(scenario, state, step.text, step.at).state
    if step.what == HEARD and step.given.get(UNASKED):
        return wait(scenario, state, step.at).state
    if step.what == OFFERED:
        # What the exchange says before a call ends is no silence.
        return replace(state, quiet_since=step.at)
    if step.what in (HUNG_UP, RANG_OFF):
        return replace(state, over=True)
    return state

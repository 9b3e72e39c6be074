"""An exercise under way: what happens becomes steps, and the caller answers to them."""

from __future__ import annotations

from collections.abc import Iterable

from hotline_tui.practice import caller
from hotline_tui.practice.caller import Reply, State
from hotline_tui.practice.clock import PracticeClock
from hotline_tui.practice.recording import (
    ENDED,
    HEARD,
    PICKED_UP,
    RANG_OFF,
    SAID,
    UNASKED,
    Recording,
    Step,
)
from hotline_tui.practice.scenario import Scenario
from hotline_tui.practice.score import Score, score


class Session:
    """One exercise of one trainee; knows no screen and no database."""

    def __init__(
        self, scenario: Scenario, clock: PracticeClock, steps: Recording = (), last: int = 0
    ) -> None:
        """`steps` and `last` are what an exercise that was broken off has left."""
        self.scenario = scenario
        self.clock = clock
        self.last_event = last
        self._steps = list(steps)
        self._state = caller.resumed(scenario, steps)

    # ---- what is known ------------------------------------------------------------------

    @property
    def steps(self) -> Recording:
        """All that has happened so far."""
        return tuple(self._steps)

    @property
    def state(self) -> State:
        """How the caller stands."""
        return self._state

    @property
    def now(self) -> float:
        """Seconds since the exercise began, in simulated time."""
        return self.clock.elapsed()

    @property
    def over(self) -> bool:
        """Whether the trainee has handed it in."""
        return any(one.what == ENDED for one in self._steps)

    @property
    def parted(self) -> bool:
        """Whether the conversation is over, whoever ended it."""
        return self._state.over

    def score(self) -> Score:
        """The score so far."""
        return score(self.scenario, self.steps)

    # ---- what happens -------------------------------------------------------------------

    def say(self, words: str) -> tuple[str, ...]:
        """The trainee says something; what the caller answers."""
        at = self.now
        self._add(Step(at, SAID, words))
        return self._hear(caller.hear(self.scenario, self._state, words, at), at)

    def pass_time(self) -> tuple[str, ...]:
        """Time goes by; what the caller says by themselves. They may ring off."""
        at = self.now
        return self._hear(caller.wait(self.scenario, self._state, at), at, unasked=True)

    def take(self, steps: Iterable[Step]) -> None:
        """The desk has written something down."""
        for step in steps:
            self._add(step)
            if step.what == PICKED_UP and not self._state.talking:
                self._hear(caller.answered(self.scenario, self._state, step.at), step.at)
            else:
                self._state = caller.after(self.scenario, self._state, step)

    def end(self) -> Score:
        """The trainee hands it in."""
        if not self.over:
            self._add(Step(self.now, ENDED))
        self.clock.stop()
        return self.score()

    def _add(self, step: Step) -> None:
        self._steps.append(step)

    def _hear(self, reply: Reply, at: float, *, unasked: bool = False) -> tuple[str, ...]:
        gone = reply.state.over and not self._state.over
        self._state = reply.state
        given = {UNASKED: True} if unasked else {}
        for line in reply.lines:
            self._add(Step(at, HEARD, line, given))
        if gone:
            self._add(Step(at, RANG_OFF))
        return reply.lines

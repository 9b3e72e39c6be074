"""The clock of an exercise: simulated time that begins where the scenario says and can run fast."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic


@dataclass(slots=True)
class PracticeClock:
    """Begins at `begins`, runs `speed` times as fast as the real time; `passed` seconds of the
    exercise lie behind when it is made, as an exercise may be broken off and resumed."""

    begins: datetime
    speed: float = 1.0
    passed: float = 0.0
    _since: float | None = None

    def start(self) -> None:
        """Let time pass from now on."""
        self.passed, self._since = self.elapsed(), monotonic()

    def stop(self) -> None:
        """Let time stand still."""
        self.passed, self._since = self.elapsed(), None

    def elapsed(self) -> float:
        """Seconds of the exercise that have passed, in simulated time."""
        if self._since is None:
            return self.passed
        return self.passed + (monotonic() - self._since) * self.speed

    def now(self) -> datetime:
        """The present simulated moment."""
        return self.begins + timedelta(seconds=self.elapsed())

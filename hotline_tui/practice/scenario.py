"""A scenario: who calls, what they say and when, and what the right result is.

A trainer writes it as a TOML file (`docs/practice.md`); here is what such a file means.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from hotline_tui.standard.callback import Answers
from hotline_tui.standard.record import TicketDraft
from hotline_tui.standard.vocabulary import Role, Term

MINUTES = 6.0
"""How long a call may take where the scenario says nothing else, in minutes."""

HANGS_UP_AFTER = 120.0
"""Seconds of silence after which a caller rings off, where the scenario says nothing else."""


class Exercise(Term):
    """What a scenario lets the trainee practise."""

    CALL = "call", "接听来电"
    LETTER = "letter", "网上诉求"
    DISPATCH = "dispatch", "派单"
    CALLBACK = "callback", "回访"
    SUPERVISION = "supervision", "督办"

    @property
    def role(self) -> Role:
        """Whose desk it is practised at."""
        return _ROLES.get(self, Role.AGENT)

    @property
    def spoken(self) -> bool:
        """Whether somebody is on the telephone."""
        return self in (Exercise.CALL, Exercise.CALLBACK)


_ROLES = {
    Exercise.DISPATCH: Role.DISPATCHER,
    Exercise.CALLBACK: Role.CALLBACK,
    Exercise.SUPERVISION: Role.SUPERVISOR,
}


class Mood(Term):
    """How a caller feels."""

    CALM = "calm", "平静"
    ANXIOUS = "anxious", "着急"
    ANGRY = "angry", "生气"

    @property
    def worse(self) -> Mood:
        """The mood after something that nobody likes."""
        return Mood.ANXIOUS if self is Mood.CALM else Mood.ANGRY


class Ending(Term):
    """What a matter is to become of by the trainee's hand. Clause: 5.2.2.1, 5.2.2.3 d, 5.3.1."""

    REGISTER = "register", "登记"
    ANSWER = "answer", "直接答复"
    TURN_AWAY = "turn_away", "不予受理"


class DeedKind(Term):
    """What a supervisor is to do; the value is the audit trail's word. Clause: 5.3.3."""

    ACKNOWLEDGED = "acknowledged", "确认紧急提醒"
    SURGE_DECLARED = "surge_declared", "宣布大话务量模式"
    SURGE_ENDED = "surge_ended", "结束大话务量模式"
    SUPERVISED = "supervised", "督办"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that the caller says only when asked about `element`.

    `asked` are wordings of the question beyond the usual ones; `matter` is the one (from 1) that
    it belongs to: facts of a later one come only after the caller has begun with it.
    """

    element: str
    says: str
    asked: tuple[str, ...] = ()
    matter: int = 1


@dataclass(frozen=True, slots=True)
class Interruption:
    """What the caller throws in so many seconds after the call was answered."""

    after: float
    says: str


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls, or is called back, and how they react.

    `more` is the answer to "anything else?": with several matters, the first words of the next.
    """

    name: str = ""
    phone: str = ""
    mood: Mood = Mood.CALM
    manner: str = ""
    first: str = ""
    more: tuple[str, ...] = ()
    nothing_more: str = "没有了，就这些。"
    unsure: str = "您说什么？我没听明白。"
    kept_waiting: str = "喂？怎么没声音了？还在吗？"
    offended: str = "您这是什么态度？"
    goodbye: str = "好，谢谢，再见。"
    hangs_up_after: float = HANGS_UP_AFTER


@dataclass(frozen=True, slots=True)
class Sent:
    """The right dispatch of a matter; `organizer` None: no unit can be found.

    `within`, `sign_within` and `feedback_within` are what the scenario says of the limits; they are
    held against the rules, never used instead of them.

    Clause: 5.3.2.1.1 a, 5.3.2.1.1 b, 5.3.2.1.1 c.
    """

    organizer: str | None
    assisting: tuple[str, ...] = ()
    copied_to: tuple[str, ...] | None = None
    police: bool | None = None
    emergency_management: bool | None = None
    complex: bool = False
    within: timedelta | None = None
    sign_within: timedelta | None = None
    feedback_within: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter and what is to become of it.

    `must` names for an element the words that may not be missing (`a|b`: either will do). `ago` is
    how long before the exercise begins a prepared matter was raised. `reason` and `advice` belong
    to one that is not accepted. `feedback` is what the unit has said, for callbacks. `why` explains
    the result to the trainee.
    """

    draft: TicketDraft
    ends: Ending = Ending.REGISTER
    article: str = ""
    reason: str = ""
    advice: str = ""
    must: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ago: timedelta = timedelta(0)
    sent: Sent | None = None
    answers: Answers | None = None
    feedback: str = ""
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deed:
    """What a supervisor is to do; `matter` counts from 1, 0 concerns none. Clause: 5.3.3."""

    kind: DeedKind
    matter: int = 0
    within: timedelta | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Scenario:
    """One exercise.

    `at` is when it begins, in simulated time; `minutes` how long it may take; `scripts` the clauses
    whose phrases are expected besides the usual ones; `greeting` the right one for that day.
    """

    id: str
    title: str
    exercise: Exercise
    at: datetime
    about: str = ""
    minutes: float = MINUTES
    speed: float = 1.0
    teaches: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    letter: str = ""
    greeting: str = ""
    caller: Caller = Caller()
    facts: tuple[Fact, ...] = ()
    interruptions: tuple[Interruption, ...] = ()
    matters: tuple[Matter, ...] = ()
    deeds: tuple[Deed, ...] = ()

    def identity(self, matter: int) -> UUID:
        """The identity of a prepared matter (from 0), the same at every desk."""
        return uuid5(NAMESPACE_URL, f"hotline practice {self.id} {matter}")

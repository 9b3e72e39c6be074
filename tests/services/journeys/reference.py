"""A second, simple account of a ticket's life, written from the standard and not from the desk.

Plain words and a table of limits: what the desk computes in its own way must come out here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

H, MIN, DAY = timedelta(hours=1), timedelta(minutes=1), timedelta(days=1)

LIMITS = {
    "emergency": (1 * H, 15 * MIN, 2 * H),
    "instability": (1 * H, 15 * MIN, 2 * H),
    "public_health": (1 * H, 15 * MIN, 2 * H),
    "livelihood": (2 * H, 30 * MIN, 24 * H),
    "extreme_weather": (2 * H, 30 * MIN, 24 * H),
    "general": (24 * H, 24 * H, 7 * DAY),
}
"""Dispatch, sign for, feedback: 5.3.2.1.3, 5.3.2.2.2, 5.3.2.3.2."""

FLOW = """
registered    answer          answered
registered    dispatch        dispatched
registered    cancel          cancelled
answered      close           closed
dispatched    sign            signed
dispatched    return          returned
dispatched    recall          returned
dispatched    complex         dispatched
returned      accept          returned
returned      reject          dispatched
returned      dispatch        dispatched
signed        log             signed
signed        complex         signed
signed        recall          returned
signed        feedback        fed_back
in_review     log             in_review
in_review     complex         in_review
in_review     approve         fed_back
in_review     reject          signed
in_review     recall          returned
fed_back      log             fed_back
fed_back      accept          fed_back
fed_back      reject          signed
callback_due  accept          callback_due
callback_due  reject          signed
callback_due  log             callback_due
callback_due  ask_solved      callback_due
callback_due  ask_unsolved    signed
callback_due  ask_refused     callback_due
callback_due  ask_failed      callback_due
callback_due  evaluate        callback_due
callback_due  close           closed
closed        evaluate        closed
closed        archive         archived
cancelled     archive         archived
"""
"""The flows A.1 and A.2: a state, what is done, the state that follows."""

NEXT = {(one[0], one[1]): one[2] for one in map(str.split, FLOW.strip().splitlines())}
ASKED = ("ask_solved", "ask_unsolved", "ask_refused", "ask_failed")
ATTEMPTS = 3


@dataclass
class Account:
    """What is known of one ticket."""

    number: str
    urgency: str
    risk: bool
    online: bool
    surge: bool
    raised: datetime
    status: str = "registered"
    complex: bool = False
    answered: datetime | None = None
    first_sent: datetime | None = None
    sent: datetime | None = None
    signed: datetime | None = None
    fed_back: datetime | None = None
    again: datetime | None = None
    return_open: bool = False
    checked: bool = False
    failed: int = 0
    asked: bool = False
    evaluated: bool = False
    alarm: bool = field(init=False)
    did: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.alarm = self.risk or self.urgency != "general"

    # ---- the clocks ---------------------------------------------------------------------

    @property
    def clocks(self) -> dict[str, tuple[datetime | None, datetime | None]]:
        """Each clock's due time and when it was met; nobody waits for a matter taken back."""
        if "cancel" in self.did:
            return dict.fromkeys(("dispatch", "sign", "feedback"), (None, None))
        # What may cost life or property is as pressing as an emergency: 4.1.
        dispatch, sign, feedback = LIMITS["emergency" if self.risk else self.urgency]
        if self.surge and self.urgency == "general" and not self.risk:
            dispatch = 48 * H
        if self.complex:
            feedback = 15 * DAY
        start = max(filter(None, (self.sent, self.again)), default=None)
        return {
            "dispatch": (self.raised + dispatch, self.first_sent or self.answered),
            "sign": (self.sent + sign if self.sent else None, self.signed),
            "feedback": (start + feedback if start else None, self.fed_back),
        }

    @property
    def callback_from(self) -> datetime | None:
        """From when the claimant may be called back, once the limit has passed: 5.5.1."""
        due, met = self.clocks["feedback"]
        return max(due, met) if due and met else None

    # ---- what is done -------------------------------------------------------------------

    def allows(self, deed: str, now: datetime) -> bool:
        """Whether the flow and the rules have this step now."""
        status = self.status
        if deed in ASKED and status == "fed_back" and self._limit_passed(now):
            status = "callback_due"
        if deed == "acknowledge":
            return True
        if (status, deed) not in NEXT:
            return False
        if deed in ASKED:
            return not self.asked or (deed == "ask_failed" and self.failed >= ATTEMPTS)
        due = self.clocks["feedback"][0]
        return {
            "close": not self.alarm and (status == "answered" or self._over),
            "archive": not self.alarm,
            "accept": self._undecided,
            "reject": status == "in_review" or self._undecided,
            "complex": not self.complex and due is not None and now < due,
            "evaluate": self.online and not self.evaluated,
        }.get(deed, True)

    @property
    def _undecided(self) -> bool:
        """Whether a return, or a feedback's content, has still to be decided upon."""
        if self.status == "returned":
            return self.return_open
        return not self.checked and not self.asked

    @property
    def _over(self) -> bool:
        return self.asked or self.failed >= ATTEMPTS

    def _limit_passed(self, now: datetime) -> bool:
        return self.callback_from is not None and self.callback_from <= now

    def do(self, deed: str, now: datetime) -> None:
        """Take a step that is allowed."""
        before = self.status
        if deed in ASKED:
            before = "callback_due"
        self.did.append(deed)
        if deed == "acknowledge":
            self.alarm = False
            return
        self.status = NEXT[before, deed]
        note = getattr(self, f"_{deed}", None)
        if note is not None:
            note(before, now)

    def _answer(self, before: str, now: datetime) -> None:
        self.answered = now

    def _dispatch(self, before: str, now: datetime) -> None:
        self.first_sent, self.sent, self.signed = self.first_sent or now, now, None

    def _sign(self, before: str, now: datetime) -> None:
        self.signed = now

    def _return(self, before: str, now: datetime) -> None:
        self.return_open = True

    def _recall(self, before: str, now: datetime) -> None:
        self.return_open = False

    def _complex(self, before: str, now: datetime) -> None:
        self.complex = True

    def _feedback(self, before: str, now: datetime) -> None:
        if self.online:
            self.status = "in_review"
        else:
            self.fed_back = now

    def _approve(self, before: str, now: datetime) -> None:
        self.fed_back = now

    def _accept(self, before: str, now: datetime) -> None:
        self.return_open, self.checked = False, before != "returned"

    def _reject(self, before: str, now: datetime) -> None:
        self.return_open = False
        if before in ("fed_back", "callback_due"):
            self.fed_back = None

    def _ask_solved(self, before: str, now: datetime) -> None:
        self.asked = True

    def _ask_refused(self, before: str, now: datetime) -> None:
        self.asked = True

    def _ask_failed(self, before: str, now: datetime) -> None:
        self.failed += 1

    def _ask_unsolved(self, before: str, now: datetime) -> None:
        self.fed_back, self.again, self.failed, self.checked = None, now, 0, False

    def _evaluate(self, before: str, now: datetime) -> None:
        self.evaluated = True

    def pass_time(self, now: datetime) -> None:
        """What happens by itself."""
        if self.status == "fed_back" and self._limit_passed(now):
            self.status = "callback_due"

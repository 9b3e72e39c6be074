"""A second, simple account of a ticket's life, written from the standard and not from the desk.

Plain words and a dictionary of limits: what the desk computes in its own way must come out here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

H = timedelta(hours=1)
MIN = timedelta(minutes=1)
DAY = timedelta(days=1)

LIMITS = {
    "emergency": (1 * H, 15 * MIN, 2 * H),
    "instability": (1 * H, 15 * MIN, 2 * H),
    "public_health": (1 * H, 15 * MIN, 2 * H),
    "livelihood": (2 * H, 30 * MIN, 24 * H),
    "extreme_weather": (2 * H, 30 * MIN, 24 * H),
    "general": (24 * H, 24 * H, 7 * DAY),
}
"""Dispatch, sign for, feedback: 5.3.2.1.3, 5.3.2.2.2, 5.3.2.3.2."""

NEXT = {
    ("registered", "answer"): "answered",
    ("registered", "dispatch"): "dispatched",
    ("registered", "cancel"): "cancelled",
    ("answered", "close"): "closed",
    ("dispatched", "sign"): "signed",
    ("dispatched", "return"): "returned",
    ("dispatched", "recall"): "returned",
    ("returned", "dispatch"): "dispatched",
    ("returned", "reject"): "dispatched",
    ("signed", "log"): "signed",
    ("signed", "recall"): "returned",
    ("signed", "feedback"): "fed_back",
    ("in_review", "approve"): "fed_back",
    ("in_review", "reject"): "signed",
    ("in_review", "recall"): "returned",
    ("fed_back", "accept"): "fed_back",
    ("fed_back", "reject"): "signed",
    ("callback_due", "unsolved"): "signed",
    ("callback_due", "solved"): "callback_due",
    ("callback_due", "close"): "closed",
    ("closed", "archive"): "archived",
    ("cancelled", "archive"): "archived",
}
"""The flows A.1 and A.2 in words: a state, what is done, and the state that follows."""


@dataclass
class Account:
    """What is known of one ticket."""

    urgency: str
    risk: bool
    online: bool
    raised: datetime
    status: str = "registered"
    complex: bool = False
    first_sent: datetime | None = None
    answered: datetime | None = None
    sent: datetime | None = None
    signed: datetime | None = None
    fed_back: datetime | None = None
    again: datetime | None = None
    checked: bool = False
    called: bool = False
    did: list[str] = field(default_factory=list)

    # ---- the clocks ---------------------------------------------------------------------

    @property
    def limits(self) -> tuple[timedelta, timedelta, timedelta]:
        """The three limits of this matter: what may cost life or property is critical."""
        dispatch, sign, feedback = LIMITS["emergency" if self.risk else self.urgency]
        return dispatch, sign, 15 * DAY if self.complex else feedback

    @property
    def clocks(self) -> dict[str, tuple[datetime | None, datetime | None]]:
        """Each clock's due time and when it was met."""
        if self.status == "cancelled" or "cancel" in self.did:
            return dict.fromkeys(("dispatch", "sign", "feedback"), (None, None))
        dispatch, sign, feedback = self.limits
        due = {
            "dispatch": (self.raised + dispatch, self.first_sent or self.answered),
            "sign": (self.sent + sign if self.sent else None, self.signed),
        }
        start = max(filter(None, (self.sent, self.again)), default=None)
        return due | {"feedback": (start + feedback if start else None, self.fed_back)}

    @property
    def limit_passed_at(self) -> datetime | None:
        """From when the claimant may be called back: 5.5.1."""
        due, met = self.clocks["feedback"]
        return max(due, met) if due and met else None

    # ---- what is done -------------------------------------------------------------------

    def allows(self, deed: str) -> bool:
        """Whether the flow has this step now."""
        if deed == "close" and self.status == "callback_due":
            return self.called and self.checked
        return (self.status, deed) in NEXT

    def do(self, deed: str, now: datetime) -> None:
        """Take a step that the flow has."""
        before, self.status = self.status, NEXT[self.status, deed]
        self.did.append(deed)
        if deed == "answer":
            self.answered = now
        elif deed == "dispatch":
            self.first_sent, self.sent, self.signed = self.first_sent or now, now, None
        elif deed == "sign":
            self.signed = now
        elif deed == "feedback" and self.online:
            self.status = "in_review"
        elif deed in ("feedback", "approve"):
            self.fed_back = now
        elif deed == "accept":
            self.checked = True
        elif deed == "reject" and before == "fed_back":
            self.fed_back, self.checked = None, False
        elif deed == "reject" and before == "returned":
            self.signed = None
        elif deed == "unsolved":
            self.fed_back, self.again, self.checked, self.called = None, now, False, False
        elif deed == "solved":
            self.called = True

    def pass_time(self, now: datetime) -> None:
        """What happens by itself."""
        passed = self.limit_passed_at
        if self.status == "fed_back" and passed and passed <= now:
            self.status = "callback_due"

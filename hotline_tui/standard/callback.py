"""When and whom to ask how it went. Clause: 5.5.1."""

from __future__ import annotations

from datetime import datetime

from hotline_tui.standard.clocks import Clocks, Deadline
from hotline_tui.standard.vocabulary import Clock


def callback_deadline(clocks: Clocks, call_after: datetime | None = None) -> Deadline:
    """From when a fed-back matter may be called back: once its handling limit has passed.

    What was fed back after its limit is due at once. `call_after` is a time that the claimant asked
    for, and puts it off. Clause: 5.5.1.
    """
    feedback = clocks.feedback
    known = [at for at in (feedback.due_at, feedback.met_at, call_after) if at is not None]
    return Deadline(Clock.CALLBACK, feedback.met_at, max(known) if known else None)

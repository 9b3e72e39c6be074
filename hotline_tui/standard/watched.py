"""A figure that is looked at again later: what is counted, of what part, and by what it compares.

Clause: 7.2.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hotline_tui.standard.figures import Counted, Measure, Rate
from hotline_tui.standard.periods import Length, Period, Window
from hotline_tui.standard.refusal import Fault
from hotline_tui.standard.vocabulary import Channel, Kind, Term, Urgency

_WORDS: Mapping[str, type[Term]] = {"kind": Kind, "channel": Channel, "urgency": Urgency}
_PARTS = ("kind", "channel", "urgency", "district", "category", "trade", "matter", "organizer")


@dataclass(frozen=True, slots=True)
class Watched:
    """A measure or a rate, of what part: the parts mean the same as those of `Counted`.

    `assessed` leaves out what was excluded or is on account, as the assessment does.
    """

    what: Measure | Rate
    kind: Kind | None = None
    channel: Channel | None = None
    urgency: Urgency | None = None
    district: str | None = None
    category: str | None = None
    trade: str | None = None
    matter: str | None = None
    organizer: str | None = None
    assessed: bool = False

    def counted(self, window: Window) -> tuple[Counted, ...]:
        """What has to be counted for it: one number, or a share's part and its whole."""
        measures = self.what.parts if isinstance(self.what, Rate) else (self.what,)
        parts: dict[str, Any] = {name: getattr(self, name) for name in _PARTS}
        return tuple(Counted(one, window, assessed=self.assessed, **parts) for one in measures)

    def document(self) -> dict[str, Any]:
        """What is kept of it."""
        parts = {name: getattr(self, name) for name in _PARTS}
        said = {name: one for name, one in parts.items() if one is not None}
        return {"what": self.what.value, **said, "assessed": self.assessed}


def of_counted(counted: Counted) -> Watched:
    """The figure behind a number that somebody looks at."""
    parts: dict[str, Any] = {name: getattr(counted, name) for name in _PARTS}
    return Watched(counted.measure, assessed=counted.assessed, **parts)


def read_watched(document: Mapping[str, Any]) -> Watched:
    """The figure that `document` kept."""
    given = dict(document)
    what = figure(given.pop("what"))
    if what is None:
        raise ValueError(document["what"])
    for name, words in _WORDS.items():
        if name in given:
            given[name] = next(one for one in words if one.value == given[name])
    return Watched(what, **given)


def figure(name: str) -> Measure | Rate | None:
    """The measure or rate of that code name or term; None where there is none."""
    known = {one.value: one for one in (*Measure, *Rate)}
    known |= {one.label: one for one in (*Measure, *Rate)}
    return known.get(name.strip())


def again_faults(
    watched: Watched, then: Period, again: Period, done_at: datetime, now: datetime
) -> tuple[Fault, ...]:
    """Why the figure of a period says nothing about what was done since an earlier one.

    It has to lie behind the finding's and to reach beyond the last measure; counts compare over
    stretches of one length that are over, shares also over what has passed. Clause: 7.2.
    """
    window = again.so_far(now)
    if again.first <= then.last or window.empty or window.until <= done_at:
        told = f"{again.name}没有落在措施完成以后，看不出成效"
        return (Fault("period", "7.2", told),)
    if isinstance(watched.what, Rate):
        return ()
    same = again.length is then.length and (
        then.length is not Length.DAYS or again.days == then.days
    )
    if not same:
        return (Fault("period", "7.2", f"件数要和同样长的时段比：发现问题时是{then.name}"),)
    if window != again.window:
        return (Fault("period", "7.2", f"{again.name}还没有过完，件数不能与{then.name}相比"),)
    return ()

"""How good the hotline's own service is: what callers rate, and valid complaints about it.

Clause: 5.4.3, 5.4.4.
"""

from __future__ import annotations

from dataclasses import dataclass

from hotline_tui.standard.refusal import Fault
from hotline_tui.standard.vocabulary import Kind

MOST_COMPLAINTS, CALLS = 3, 10_000
"""Valid complaints about the service that there may be in so many calls. Clause: 5.4.3."""


@dataclass(frozen=True, slots=True)
class Quality:
    """Figures of a period: answered calls, those offered the rating, rated, rated well, and the
    valid complaints about the service. A share of nothing is None. Clause: 5.4.3, 5.4.4."""

    calls: int = 0
    offered: int = 0
    rated: int = 0
    good: int = 0
    complaints: int = 0

    @property
    def complaint_rate(self) -> float | None:
        """Valid complaints for each answered call. Clause: 5.4.3."""
        return self.complaints / self.calls if self.calls else None

    @property
    def within_limit(self) -> bool:
        """Whether there are no more valid complaints than there may be. Clause: 5.4.3."""
        return self.complaints * CALLS <= self.calls * MOST_COMPLAINTS

    @property
    def participation(self) -> float | None:
        """The share of answered calls that were rated. Clause: 5.4.4."""
        return self.rated / self.calls if self.calls else None

    @property
    def satisfaction(self) -> float | None:
        """The share of ratings from 基本满意 upwards. Clause: 5.4.4."""
        return self.good / self.rated if self.rated else None


def finding_faults(kind: Kind, valid: bool | None, reason: str) -> tuple[Fault, ...]:
    """Why a finding about a complaint over the service cannot be kept so. Clause: 5.4.3."""
    found: list[Fault] = []
    if kind is not Kind.COMPLAINT:
        message = f"只有投诉类工单能认定为对热线服务的投诉，这件是{kind.label}"
        found.append(Fault("kind", "5.4.3", message))
    if valid is None:
        found.append(Fault("valid", "5.4.3", "请认定对热线服务的投诉是否有效：是或否"))
    if not reason.strip():
        found.append(Fault("reason", "5.4.3", "请写明认定的依据，如录音、工单记录"))
    return tuple(found)

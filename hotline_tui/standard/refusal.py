"""How a rule says no: every fault at once, each with its field, its clause and a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that a rule finds wrong.

    `field` is the dotted name of the element (`claimant.phone`; empty when it concerns the whole),
    `clause` the clause of the standard that asks for it (empty for faults of form),
    `message` a sentence in Chinese for the person at the desk.
    """

    field: str
    clause: str
    message: str


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """A rule or an authority refuses; carries all faults, never only the first."""

    def __init__(self, faults: Fault | Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = (faults,) if isinstance(faults, Fault) else tuple(faults)
        if not self.faults:
            raise ValueError("a refusal needs at least one fault")
        super().__init__("；".join(fault.message for fault in self.faults))


def refuse_if(faults: Iterable[Fault]) -> None:
    """Raise `Refused` with all `faults` when there is at least one."""
    found = tuple(faults)
    if found:
        raise Refused(found)

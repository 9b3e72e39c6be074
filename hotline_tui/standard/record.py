"""The record of a matter as it is being taken down: what a ticket is made from.

Clause: 5.2.3.1 a, 5.2.3.1 d, 5.2.3.1 e, 5.2.3.1 f, 5.2.3.1 g.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from hotline_tui.standard.vocabulary import Channel, Kind, Urgency


@dataclass(frozen=True, slots=True)
class Claimant:
    """Who raises the matter. Clause: 5.2.3.1 d."""

    name: str = ""
    phone: str = ""
    contact: str = ""
    address: str = ""
    confidential: bool = False


@dataclass(frozen=True, slots=True)
class Instability:
    """What somebody intends to do, and any threat in their own words. Clause: C.4."""

    channel: str = ""
    manner: str = ""
    intended_act: str = ""
    threat: bool = False
    threat_time: str = ""
    threat_place: str = ""
    threat_words: str = ""


@dataclass(frozen=True, slots=True)
class Emergency:
    """The state of an emergency as the caller sees it. Clause: C.5."""

    state: str = ""
    extent: str = ""
    harm: str = ""
    emergency_number_called: str = ""
    departments_on_scene: str = ""


@dataclass(frozen=True, slots=True)
class StatutoryLimit:
    """A feedback limit set by law, regulation, rule or policy, with its basis. Clause: 4.1."""

    due_at: datetime | None = None
    basis: str = ""

    @property
    def given(self) -> bool:
        """Whether anything of it has been written down."""
        return self.due_at is not None or bool(self.basis.strip())


@dataclass(frozen=True, slots=True)
class TicketDraft:
    """Everything an agent writes down; `id` makes handing it in twice harmless.

    `occurred_text` keeps the time in the caller's words where these say more than the instant.
    `not_provided` maps an element's name to the reason why it is missing.
    `direct` is the decision whether the matter can be answered directly (None: not yet decided).
    """

    id: UUID = field(default_factory=uuid4)
    channel: Channel | None = None
    kind: Kind | None = None
    urgency: Urgency | None = None
    risk_to_life_or_property: bool = False
    claimant: Claimant = Claimant()
    title: str = ""
    content: str = ""
    category: tuple[str, ...] = ()
    division: str = ""
    occurred_at: datetime | None = None
    occurred_text: str = ""
    place: str = ""
    course: str = ""
    present_state: str = ""
    demand: str = ""
    respondent: str = ""
    prior_handling: str = ""
    reasons: str = ""
    instability: Instability = Instability()
    emergency: Emergency = Emergency()
    statutory_limit: StatutoryLimit = StatutoryLimit()
    not_provided: Mapping[str, str] = field(default_factory=dict)
    direct: bool | None = None

    @property
    def online(self) -> bool:
        """Whether it came by the online platform, not by telephone. Clause: 5.2.1."""
        return self.channel is not None and self.channel.online


def value(draft: TicketDraft, name: str) -> Any:
    """The value behind a dotted element name such as `claimant.name`."""
    found: Any = draft
    for part in name.split("."):
        found = getattr(found, part)
    return found


def with_value(draft: TicketDraft, name: str, new: Any) -> TicketDraft:
    """The draft with the element of that dotted name replaced."""
    outer, _, inner = name.partition(".")
    if inner:
        new = replace(getattr(draft, outer), **{inner: new})
    changes: dict[str, Any] = {outer: new}
    return replace(draft, **changes)


def names(of: type = TicketDraft, prefix: str = "") -> tuple[str, ...]:
    """The dotted names of everything that can be written down, in the order of the record."""
    found: list[str] = []
    blank = of()
    for one in fields(of):
        inner = getattr(blank, one.name)
        if is_dataclass(inner):
            found.extend(names(type(inner), f"{prefix}{one.name}."))
        else:
            found.append(prefix + one.name)
    return tuple(found)


def full_text(draft: TicketDraft) -> str:
    """All that tells about the matter, for suggestions and search; nothing about the claimant."""
    parts = (draft.title, draft.content, draft.place, draft.course, draft.present_state)
    more = (draft.demand, draft.respondent, draft.reasons, draft.emergency.state)
    return "\n".join(part for part in (*parts, *more) if part.strip())


TITLE_CELLS = 30
"""How many characters of the matter serve as the title where none was written."""


def titled(draft: TicketDraft) -> str:
    """The title, or the beginning of what was said where none was written."""
    if draft.title.strip():
        return draft.title.strip()
    told = (draft.course, draft.content, draft.demand, draft.present_state, draft.emergency.state)
    said = next((text.strip() for text in told if text.strip()), "（无标题）")
    line = said.splitlines()[0]
    return line if len(line) <= TITLE_CELLS else line[:TITLE_CELLS] + "…"

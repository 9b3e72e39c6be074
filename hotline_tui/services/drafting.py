"""Drafts survive everything: kept while typing, offered back at the next start."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hotline_tui.data.journal import Journal, Kept
from hotline_tui.services.desk import Desk

__all__ = ["Journal", "Kept", "adopt", "discard", "keep", "kept"]


def keep(desk: Desk, journal: Journal, id: str, told: str, content: Mapping[str, Any]) -> None:
    """Keep the present state of a draft."""
    journal.keep(Kept(id, desk.person.workno, desk.now(), told, content))


def adopt(desk: Desk, journal: Journal) -> None:
    """Take over what was typed on this machine before the desk was open and knew by whom."""
    journal.adopt(desk.person.workno)


def discard(desk: Desk, journal: Journal, id: str) -> None:
    """Forget a draft: it has become a ticket, or was thrown away on purpose."""
    journal.drop(id)


def kept(desk: Desk, journal: Journal) -> tuple[Kept, ...]:
    """This person's drafts, newest first."""
    return journal.of(desk.person.workno)

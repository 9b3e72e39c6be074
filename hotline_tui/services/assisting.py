"""What helps an agent while a caller speaks: articles, category, organizer, repeated matters.

Clause: 5.2.2.3 d, 5.3.2.1.6.
"""

from __future__ import annotations

from dataclasses import dataclass

from hotline_tui.services import knowledge, linking, suggesting
from hotline_tui.services.desk import Desk
from hotline_tui.services.knowledge import HitRow
from hotline_tui.services.linking import Repeats
from hotline_tui.services.suggesting import Suggestions
from hotline_tui.standard.record import TicketDraft, full_text


@dataclass(frozen=True, slots=True)
class Assistance:
    """All suggestions for one state of a record."""

    articles: tuple[HitRow, ...] = ()
    suggestions: Suggestions = Suggestions()
    repeats: Repeats = Repeats()


def assist(desk: Desk, draft: TicketDraft) -> Assistance:
    """What fits the record so far; a person decides about all of it."""
    return Assistance(
        knowledge.suggest(desk, full_text(draft)),
        suggesting.suggestions(desk, draft),
        linking.repeats(desk, draft),
    )

"""What helps an agent while a caller speaks: articles, category, organizer, repeated matters.

Clause: 5.2.2.3 d, 5.3.2.1.6.
"""

from __future__ import annotations

from hotline_tui.services import knowledge, linking, suggesting
from hotline_tui.services.desk import Desk
from hotline_tui.services.suggested import Assistance
from hotline_tui.standard.record import TicketDraft, full_text


def assist(desk: Desk, draft: TicketDraft) -> Assistance:
    """What fits the record so far; a person decides about all of it."""
    return Assistance(
        knowledge.suggest(desk, full_text(draft)),
        suggesting.suggestions(desk, draft),
        linking.repeats(desk, draft),
    )

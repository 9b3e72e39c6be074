"""Category and organizer suggested from the text of a ticket, with the evidence.

Clause: 4.4, 5.3.2.1.6.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

from hotline_tui.data import directory as stored
from hotline_tui.data.engine import Database
from hotline_tui.kb.suggest import (
    CategoryProfile,
    PastTicket,
    Suggester,
    Suggestion,
    UnitProfile,
)
from hotline_tui.services import rows
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import Directory, read
from hotline_tui.standard.authority import Act
from hotline_tui.standard.record import TicketDraft, full_text

HISTORY = 20_000
"""How many of the newest dispatched tickets suggestions learn from."""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Likely categories and organizers, best first; the catalogue's own entry leads."""

    categories: tuple[Suggestion, ...] = ()
    organizers: tuple[Suggestion, ...] = ()


_BUILT: dict[tuple[str, str], Suggester] = {}
_BUILDING = threading.Lock()


def suggestions(desk: Desk, draft: TicketDraft, limit: int = 3) -> Suggestions:
    """What category a matter seems to belong to and who would handle it; a person decides.

    Clause: 5.3.2.1.6.
    """
    desk.require(Act.READ_TICKETS)
    text = full_text(draft)
    if not text.strip():
        return Suggestions()
    city = read(desk.database)
    suggester = _suggester(desk.database, city)
    chosen = city.category(draft.category) if draft.category else None
    division = city.division(draft.division)
    found = suggester.organizers(
        draft.title,
        text,
        division=division.code if division else None,
        category=chosen.code if chosen else None,
        limit=limit,
    )
    return Suggestions(
        suggester.categories(draft.title, text, limit=limit),
        _with_catalogue(city, chosen.code if chosen else "", draft.division, found)[:limit],
    )


def _with_catalogue(
    city: Directory, category: str, division: str, found: tuple[Suggestion, ...]
) -> tuple[Suggestion, ...]:
    """The dispatch catalogue's own answer goes before what was guessed."""
    listed = city.catalogued(category, division) if category else None
    if listed is None:
        return found
    evidence = (f"派单目录 {city.catalogue_version}",)
    guessed = next((one for one in found if one.code == listed.code), None)
    if guessed is not None:
        evidence += guessed.evidence
    first = Suggestion(listed.code, listed.name, 1.0, evidence)
    return (first, *(one for one in found if one.code != listed.code))


def _suggester(database: Database, city: Directory) -> Suggester:
    key = (database.url, city.revision)
    with _BUILDING:
        known = _BUILT.get(key)
        if known is None:
            known = Suggester(
                [
                    UnitProfile(
                        one.code, one.name, one.other_names, one.type, one.division, one.duties
                    )
                    for one in city.organizers.values()
                ],
                [
                    CategoryProfile(one.code, one.path, one.keywords, one.organizer, one.scope)
                    for one in city.categories.values()
                ],
                _past(database, city),
            )
            _BUILT.clear()
            _BUILT[key] = known
        return known


def _past(database: Database, city: Directory) -> list[PastTicket]:
    with database.reading() as session:
        return [
            PastTicket(full_text(rows.record(one, city)), one.organizer or "", one.category or "")
            for one in stored.past_dispatches(session, HISTORY)
        ]

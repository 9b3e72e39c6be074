"""Category and organizer suggested from the text of a ticket, with the evidence.

Clause: 4.4, 5.3.2.1.6.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Sequence

from hotline_tui.data import directory as stored
from hotline_tui.data.engine import Database
from hotline_tui.data.reach import OutOfReach
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
from hotline_tui.services.suggested import Suggestions
from hotline_tui.standard.authority import Act
from hotline_tui.standard.record import TicketDraft, full_text

HISTORY = 5_000
"""How many of the newest dispatched tickets suggestions learn from."""


_BUILT: dict[tuple[str, str], Suggester] = {}
_BUILDING = threading.Lock()


def suggestions(
    desk: Desk, draft: TicketDraft, limit: int = 3, but: Collection[str] = ()
) -> Suggestions:
    """What category a matter seems to belong to and who would handle it; a person decides.

    Units named in `but` have said no already. Clause: 5.3.2.1.6.
    """
    desk.require(Act.READ_ALL)
    text = full_text(draft)
    if not text.strip():
        return Suggestions()
    city = read(desk.database)
    suggester = _suggester(desk.database, city)
    chosen = city.category(draft.category) if draft.category else None
    place = city.division(draft.division)
    division = place.code if place else ""
    found = suggester.organizers(
        draft.title,
        text,
        division=division or None,
        category=chosen.code if chosen else None,
        limit=limit + len(but),
    )
    likely = _with_catalogue(city, chosen.code if chosen else "", division, found)
    return Suggestions(
        suggester.categories(draft.title, text, limit=limit),
        tuple(one for one in likely if one.name not in but)[:limit],
    )


def _with_catalogue(
    city: Directory, category: str, division: str, found: tuple[Suggestion, ...]
) -> tuple[Suggestion, ...]:
    """The dispatch catalogue's own answer goes before what was guessed."""
    listed = city.catalogued(category, division) if category else None
    if listed is None:
        return found
    evidence: tuple[str, ...] = (f"派单目录 {city.catalogue_version}",)
    guessed = next((one for one in found if one.code == listed.code), None)
    if guessed is not None:
        evidence += guessed.evidence
    first = Suggestion(listed.code, listed.name, 1.0, evidence)
    return (first, *(one for one in found if one.code != listed.code))


def _suggester(database: Database, city: Directory) -> Suggester:
    """What suggests: from directory and tree at once, from history as soon as that is learnt."""
    key = (database.url, city.revision)
    with _BUILDING:
        known = _BUILT.get(key)
        if known is None:
            known = _new(city, ())
            _BUILT.clear()
            _BUILT[key] = known
            # Learning takes seconds, and the first ticket cannot wait for it.
            threading.Thread(target=_learn, args=(key, database, city), daemon=True).start()
        return known


def _learn(key: tuple[str, str], database: Database, city: Directory) -> None:
    try:
        past = _past(database, city)
    except OutOfReach:  # what needs the database says so itself; suggestions go on without history
        return
    if past:
        learned = _new(city, past)
        with _BUILDING:
            if key in _BUILT:
                _BUILT[key] = learned


def _new(city: Directory, past: Sequence[PastTicket]) -> Suggester:
    units = [
        UnitProfile(one.code, one.name, one.other_names, one.type, one.division, one.duties)
        for one in city.organizers.values()
    ]
    categories = [
        CategoryProfile(one.code, one.path, one.keywords, one.organizer, one.scope)
        for one in city.categories.values()
    ]
    return Suggester(units, categories, past)


def _past(database: Database, city: Directory) -> list[PastTicket]:
    """The newest dispatched tickets, oldest of them first."""
    with database.reading() as session:
        newest = stored.past_dispatches(session, HISTORY)
        return [
            PastTicket(full_text(rows.record(one, city)), one.organizer or "", one.category or "")
            for one in reversed(newest)
        ]

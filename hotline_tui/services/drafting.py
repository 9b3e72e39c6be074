"""Drafts survive everything: kept while typing, offered back at the next start."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from hotline_tui.data.journal import Journal, Kept
from hotline_tui.data.reach import NotKept
from hotline_tui.services.desk import Desk

__all__ = [
    "Journal",
    "Kept",
    "NotKept",
    "adopt",
    "discard",
    "forget_form",
    "form",
    "forms",
    "keep",
    "keep_form",
    "kept",
    "kept_articles",
]

FORM = "form:"
"""What the id of a form's draft begins with; that of a ticket's is a UUID."""

ARTICLE = "article:"
"""What the id of an article's draft begins with."""

OFFERED = timedelta(days=7)
"""A form that nobody has gone back to for so long is forgotten."""


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
    """This person's drafts of tickets, newest first."""
    found = journal.of(desk.person.workno)
    return tuple(one for one in found if not one.id.startswith((FORM, ARTICLE)))


def kept_articles(desk: Desk, journal: Journal) -> tuple[Kept, ...]:
    """What this person has written on articles and not yet stored, newest first."""
    return tuple(one for one in journal.of(desk.person.workno) if one.id.startswith(ARTICLE))


# ---- forms over a list, each known by its title ---------------------------------------------


def keep_form(desk: Desk, journal: Journal, title: str, content: Mapping[str, Any]) -> None:
    """Keep what has been filled into a form."""
    keep(desk, journal, _form_id(desk, title), title, content)


def forget_form(desk: Desk, journal: Journal, title: str) -> None:
    """What was filled in has been handed in, or was given up on purpose."""
    discard(desk, journal, _form_id(desk, title))


def form(desk: Desk, journal: Journal, title: str) -> Kept | None:
    """What this person had filled into the same form before the desk was killed."""
    return next((one for one in forms(desk, journal) if one.told == title), None)


def forms(desk: Desk, journal: Journal) -> tuple[Kept, ...]:
    """All forms that this person has neither handed in nor given up, newest first."""
    found = []
    for one in journal.of(desk.person.workno):
        if one.id.startswith(FORM):
            if one.at < desk.now() - OFFERED:
                discard(desk, journal, one.id)
            else:
                found.append(one)
    return tuple(found)


def _form_id(desk: Desk, title: str) -> str:
    return f"{FORM}{desk.person.workno}:{title}"

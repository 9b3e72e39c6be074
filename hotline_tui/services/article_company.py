"""What goes with a published article, for whoever reads it. Clause: 6.2.2."""

from __future__ import annotations

from dataclasses import dataclass

from hotline_tui.data import knowledge as stored_articles
from hotline_tui.data import manuscripts as stored
from hotline_tui.data import related
from hotline_tui.services.desk import Desk
from hotline_tui.standard.authority import Act


@dataclass(frozen=True, slots=True)
class Company:
    """The titles of related articles, and the names of files."""

    related: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


def company(desk: Desk, article: int) -> Company:
    """What goes with an article: its related ones as far as they are published, and its files.

    Clause: 6.2.2.
    """
    desk.require(Act.SEARCH_KNOWLEDGE)
    with desk.database.reading() as session:
        others = stored_articles.by_keys(session, related.of(session, article))
        newest = stored.newest_published(session, article)
        files = stored.files(session, newest.id or 0) if newest is not None else ()
        return Company(tuple(sorted(one.title for one in others)), tuple(one.name for one in files))

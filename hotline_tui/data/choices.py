"""What was chosen of what search had shown. Clause: 6.2.2."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from sqlmodel import Session, col, select

from hotline_tui.data import directory
from hotline_tui.data.choice_tables import ArticleChoice
from hotline_tui.data.plain import Plain
from hotline_tui.standard.choosing import Manner

_TAKE_BACK = Plain(
    "DELETE FROM article_choice"
    " WHERE who = :who AND day = :day AND article_id = :article AND terms = :terms"
)
_PUT = Plain(
    "INSERT INTO article_choice (who, day, article_id, terms, manner, place, above)"
    " VALUES (:who, :day, :article, :terms, :manner, :place, :above)"
    " ON CONFLICT (who, day, article_id, terms)"
    " DO UPDATE SET manner = excluded.manner, place = excluded.place, above = excluded.above"
)
_FORGET = Plain("DELETE FROM article_choice WHERE day < :before")
_STATE = Plain(
    "SELECT (SELECT max(id) FROM article_choice), (SELECT text FROM fact WHERE name = :policy)"
)


class Chosen(NamedTuple):
    """One choice as it is recorded."""

    who: str
    day: str
    article: int
    terms: str
    manner: Manner
    place: int
    above: tuple[int, ...]


def put(session: Session, chosen: Chosen) -> None:
    """Record a choice; what the same person said on that day of the same is replaced."""
    row = chosen._asdict() | {"manner": chosen.manner.value, "above": json.dumps(chosen.above)}
    # Taken back and put anew, as desks see by the newest key that there is something to learn.
    _TAKE_BACK.run(session, **{name: row[name] for name in ("who", "day", "article", "terms")})
    _PUT.run(session, **row)


def forget(session: Session, before: str) -> None:
    """Delete the choices of days before that one."""
    _FORGET.run(session, before=before)


def state(session: Session) -> tuple[int, str]:
    """The key of the newest choice, and the city's choices of rules as they are stored."""
    newest, policy = _STATE.run(session, policy=directory.POLICY).fetchone()
    return int(newest or 0), str(policy or "")


def newest(session: Session, since: str, limit: int) -> Sequence[ArticleChoice]:
    """The newest choices from a day on, in the order in which they were recorded."""
    query = select(ArticleChoice).where(col(ArticleChoice.day) >= since)
    found = session.exec(query.order_by(col(ArticleChoice.id).desc()).limit(limit)).all()
    return found[::-1]

"""A new database: schema, reference data, starter articles, and its owner."""

from __future__ import annotations

import csv
import tomllib
from datetime import datetime
from importlib.resources import files
from importlib.resources.abc import Traversable

from hotline_tui.data import directory as stored
from hotline_tui.data import events
from hotline_tui.data import knowledge as articles
from hotline_tui.data.engine import Database
from hotline_tui.data.reference_tables import CatalogueEntry, Category, Division, Organizer
from hotline_tui.kb.articles import ArticleDraft, read_markdown
from hotline_tui.services import knowledge, operators
from hotline_tui.services.desk import Desk, Person, SharedClock, StillClock, roles
from hotline_tui.standard.vocabulary import UnitType

REFERENCE = files("hotline_tui.data") / "reference"
STARTER = files("hotline_tui.data") / "starter" / "articles"
STARTER_WORDS = files("hotline_tui.data") / "starter" / "words.csv"


def set_up(database: Database, *, practice: bool = False, at: datetime | None = None) -> None:
    """Make the schema and fill it with what a hotline needs to start; the caller owns it.

    Clause: 6.2.1.
    """
    from hotline_tui.data.migrate import upgrade  # slow to import, needed only here

    upgrade(database)
    now = at or database.now()
    owner = operators.keyboard_owner(now)
    person = Person(owner.workno, owner.name, roles(owner.roles))
    clock = StillClock(now) if at else SharedClock(database.clock_offset())
    desk = Desk(person, database, clock, practice=practice)
    with database.transaction() as session:
        if stored.fact(session, stored.REGION):
            return
        stored.set_fact(session, stored.REGION, "11")
        stored.set_fact(session, stored.PRACTICE, "yes" if practice else "")
        stored.set_fact(session, stored.REFERENCE, "1")
        stored.set_fact(session, stored.CATALOGUE, catalogue_version())
        for part in (divisions(), organizers(), categories(), catalogue()):
            stored.add_all(session, part)
        stored.add_all(session, [owner])
        knowledge.store(session, desk, starter_articles())
        for word, means in everyday_words():
            articles.say(session, word, means)
        events.add(session, desk.actor(), "set_up", "建立数据库")


def _table(name: str) -> list[dict[str, str]]:
    text = (REFERENCE / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _parts(text: str) -> list[str]:
    return [part for part in text.split("|") if part]


def catalogue_version() -> str:
    """The version of the dispatch catalogue that ships with the product."""
    with (REFERENCE / "catalogue.toml").open("rb") as file:
        return str(tomllib.load(file)["version"])


def divisions() -> list[Division]:
    """Beijing's districts, subdistricts, towns and areas."""
    return [
        Division(
            code=row["code"],
            name=row["name"],
            level=row["level"],
            parent=row["parent_code"],
            valid_from=row["valid_from"],
        )
        for row in _table("divisions.csv")
    ]


def organizers() -> list[Organizer]:
    """District governments, subdistricts and townships, departments, enterprises."""
    types = {member.value: member for member in UnitType}
    return [
        Organizer(
            code=row["code"],
            name=row["name"],
            other_names=_parts(row["other_names"]),
            type=types[row["type"]],
            division=row["division_code"],
            duties=_parts(row["duties"]),
            duty_phone=row["duty_phone"],
            email=row["email"],
        )
        for row in _table("organizers.csv")
    ]


def categories() -> list[Category]:
    """The leaves of the category tree."""
    return [
        Category(
            code=row["code"],
            level1=row["level1"],
            level2=row["level2"],
            level3=row["level3"],
            keywords=_parts(row["keywords"]),
            organizer=row["organizer_code"],
            scope=row["scope"],
        )
        for row in _table("categories.csv")
    ]


def catalogue() -> list[CatalogueEntry]:
    """The dispatch catalogue in the version that ships with the product."""
    version = catalogue_version()
    return [
        CatalogueEntry(
            version=version,
            category=row["category_code"],
            division=row["division_code"],
            organizer=row["organizer_code"],
        )
        for row in _table("catalogue.csv")
    ]


def everyday_words() -> list[tuple[str, list[str]]]:
    """What callers say, with the words of articles for it, that a knowledge base starts with."""
    rows = csv.DictReader(STARTER_WORDS.read_text(encoding="utf-8").splitlines())
    return [(row["word"], _parts(row["means"])) for row in rows]


def starter_articles() -> list[ArticleDraft]:
    """The articles that a new knowledge base starts with."""
    found: list[ArticleDraft] = []
    for file in sorted(STARTER.iterdir(), key=lambda one: one.name):
        if file.name.endswith(".md"):
            found.extend(_read(file))
    return found


def _read(file: Traversable) -> list[ArticleDraft]:
    reading = read_markdown(file.name, file.read_bytes(), {})
    if reading.problems:
        raise ValueError(f"{file.name}: {reading.problems}")
    return list(reading.drafts)

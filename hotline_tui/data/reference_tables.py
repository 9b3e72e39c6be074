"""The tables of what a city brings along: people, divisions, organizers, categories, catalogue."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, String, UniqueConstraint
from sqlmodel import Field, SQLModel

from hotline_tui.data.tables import facts, instant, key, word
from hotline_tui.standard.vocabulary import UnitType


class Fact(SQLModel, table=True):
    """What the database says of itself: practice or real, region, versions of reference data."""

    name: str = Field(primary_key=True, max_length=40)
    text: str = ""


class Operator(SQLModel, table=True):
    """A person who may work at the desk; `team` is whom they work with. Clause: 6.1.2."""

    workno: str = Field(primary_key=True, max_length=40)
    name: str = Field(max_length=100)
    roles: list[str] = facts(list)
    unit: str | None = Field(default=None, foreign_key="organizer.code", max_length=40)
    login: str | None = Field(default=None, max_length=100, unique=True)
    password: str = ""
    active: bool = True
    team: str = Field(default="", sa_column=Column(String(60), nullable=False, server_default=""))
    added_at: datetime = instant(required=True)


class Division(SQLModel, table=True):
    """A district, subdistrict, town or area by its GB/T 2260 code, with its validity."""

    code: str = Field(primary_key=True, max_length=12)
    name: str = Field(max_length=100)
    level: str = Field(max_length=20)
    parent: str = Field(default="", max_length=12, index=True)
    valid_from: str = Field(default="", max_length=10)
    valid_to: str = Field(default="", max_length=10)


class Organizer(SQLModel, table=True):
    """A unit that handles tickets. Clause: 3.4, 5.3.2.2.1."""

    code: str = Field(primary_key=True, max_length=40)
    name: str = Field(max_length=100, unique=True)
    other_names: list[str] = facts(list)
    type: UnitType = word(UnitType)
    division: str = Field(default="", max_length=12, index=True)
    duties: list[str] = facts(list)
    duty_phone: str = ""
    email: str = ""
    active: bool = True


class Category(SQLModel, table=True):
    """A leaf of the category tree, three levels deep."""

    __table_args__ = (UniqueConstraint("level1", "level2", "level3"),)

    code: str = Field(primary_key=True, max_length=20)
    level1: str = Field(max_length=60)
    level2: str = Field(max_length=60)
    level3: str = Field(max_length=60)
    keywords: list[str] = facts(list)
    organizer: str = Field(default="", max_length=40)
    scope: str = Field(default="city", max_length=20)
    active: bool = True


class CatalogueEntry(SQLModel, table=True):
    """One line of the dispatch catalogue: a category, and an area or everywhere, to its unit.

    Versions stay, as a ticket keeps the one that it was dispatched by.
    """

    __tablename__ = "catalogue_entry"
    __table_args__ = (UniqueConstraint("version", "category", "division"),)

    id: int | None = key()
    version: str = Field(max_length=40, index=True)
    category: str = Field(foreign_key="category.code", max_length=20)
    division: str = Field(default="", max_length=12)
    organizer: str = Field(max_length=40)

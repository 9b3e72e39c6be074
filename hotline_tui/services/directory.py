"""The city's reference data as one frozen value, read once for each revision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from hotline_tui.data import directory as stored
from hotline_tui.data.engine import Database, Session
from hotline_tui.services.desk import Desk
from hotline_tui.standard.refusal import Fault, Refused
from hotline_tui.standard.routing import DISTRICT_DIGITS, Unit
from hotline_tui.standard.vocabulary import UnitType


@dataclass(frozen=True, slots=True)
class DivisionRow:
    """A district, subdistrict, town or area."""

    code: str
    name: str
    level: str
    parent: str


@dataclass(frozen=True, slots=True)
class OrganizerRow:
    """An organizer as lists and searches show it."""

    code: str
    name: str
    other_names: tuple[str, ...]
    type: UnitType
    division: str
    duties: tuple[str, ...]
    duty_phone: str
    email: str

    @property
    def unit(self) -> Unit:
        """What routing needs of it."""
        return Unit(self.code, self.name, self.type, self.division)


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """A leaf of the category tree."""

    code: str
    path: tuple[str, str, str]
    keywords: tuple[str, ...]
    organizer: str
    scope: str

    @property
    def name(self) -> str:
        """The whole path as people write it."""
        return "/".join(self.path)


GRASSROOTS = "@grassroots"
DISTRICT = "@district"
"""Placeholders of the catalogue: the place's subdistrict or township, or its district."""


@dataclass(frozen=True)
class Directory:
    """Divisions, organizers, categories and the dispatch catalogue in force."""

    revision: str
    divisions: Mapping[str, DivisionRow]
    organizers: Mapping[str, OrganizerRow]
    categories: Mapping[str, CategoryRow]
    catalogue: Mapping[tuple[str, str], str]
    catalogue_version: str

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """All organizers, for the rules of routing."""
        return tuple(organizer.unit for organizer in self.organizers.values())

    @cached_property
    def _named(self) -> dict[str, str]:
        names: dict[str, str] = {}
        for organizer in self.organizers.values():
            for name in (*organizer.other_names, organizer.name, organizer.code):
                names[name] = organizer.code
        return names

    @cached_property
    def _paths(self) -> dict[tuple[str, ...], str]:
        return {category.path: category.code for category in self.categories.values()}

    @cached_property
    def _places(self) -> dict[str, str]:
        places: dict[str, str] = {}
        for division in self.divisions.values():
            parent = self.divisions.get(division.parent)
            # A name that stands for two places alone stands for neither; with its district it does.
            places[division.name] = "" if division.name in places else division.code
            if parent is not None:
                places[parent.name + division.name] = division.code
        return places

    @cached_property
    def division_names(self) -> dict[str, str]:
        """The names of all divisions, by code."""
        return {code: division.name for code, division in self.divisions.items()}

    @cached_property
    def place_codes(self) -> dict[str, str]:
        """The codes of all divisions within the city, by each name that means only one."""
        whole = {code for code in self.divisions if code.endswith("0000")}
        return {name: code for name, code in self._places.items() if code and code not in whole}

    @cached_property
    def place_names(self) -> dict[str, str]:
        """The names of all divisions with their districts, by code."""
        return {code: self.place_name(code) for code in self.divisions}

    @cached_property
    def category_names(self) -> dict[str, str]:
        """The whole paths of all categories, by code."""
        return {code: category.name for code, category in self.categories.items()}

    @cached_property
    def organizer_names(self) -> dict[str, str]:
        """The names of all organizers, by code."""
        return {code: organizer.name for code, organizer in self.organizers.items()}

    def division(self, text: str) -> DivisionRow | None:
        """A division by its code or name (`110105`, `朝阳区`, `朝阳区 潘家园街道`)."""
        squeezed = "".join(text.split()).removeprefix("北京市")
        code = squeezed if squeezed in self.divisions else self._places.get(squeezed, "")
        return self.divisions.get(code)

    def place_name(self, code: str) -> str:
        """A division with its district, as people say it: `朝阳区 潘家园街道`."""
        parts = dict.fromkeys((code[:DISTRICT_DIGITS], code))
        known = (part for part in parts if part in self.divisions and not part.endswith("0000"))
        return " ".join(self.divisions[part].name for part in known)

    def organizer(self, text: str) -> OrganizerRow | None:
        """An organizer by its code, exact name or one of its exact other names."""
        return self.organizers.get(self._named.get(text.strip(), ""))

    def organizer_name(self, code: str | None) -> str:
        """The name behind a code; the code itself for units that are gone."""
        if not code:
            return ""
        return self.organizers[code].name if code in self.organizers else code

    def category(self, path: tuple[str, ...]) -> CategoryRow | None:
        """A leaf by its three levels, or by its code alone."""
        code = self._paths.get(path) or (path[0] if len(path) == 1 else "")
        return self.categories.get(code)

    def grassroots(self, division: str) -> OrganizerRow | None:
        """The subdistrict office or township government of a division."""
        return next(
            (
                organizer
                for organizer in self.organizers.values()
                if organizer.type.grassroots and organizer.division == division
            ),
            None,
        )

    def district_government(self, division: str) -> OrganizerRow | None:
        """The government of the district that a division lies in."""
        return next(
            (
                organizer
                for organizer in self.organizers.values()
                if organizer.type is UnitType.DISTRICT
                and organizer.division == division[:DISTRICT_DIGITS]
            ),
            None,
        )

    def catalogued(self, category: str, division: str) -> OrganizerRow | None:
        """Who the catalogue sends a category in an area to; the narrowest area decides."""
        for area in (division, division[:DISTRICT_DIGITS], ""):
            target = self.catalogue.get((category, area))
            if target == GRASSROOTS:
                return self.grassroots(division) or self.district_government(division)
            if target == DISTRICT:
                return self.district_government(division)
            if target:
                return self.organizers.get(target)
        return None


_READ: dict[tuple[str, str], Directory] = {}


def directory(desk: Desk) -> Directory:
    """The reference data as it stands now; read again only when its revision has changed."""
    return read(desk.database)


def read(database: Database) -> Directory:
    """The reference data of a database."""
    with database.reading() as session:
        return within(session, database)


def at(database: Database, revision: str) -> Directory:
    """The reference data, where the caller has learnt their revision along with something else."""
    return _READ.get((database.url, revision)) or read(database)


def within(session: Session, database: Database) -> Directory:
    """The reference data, looked at in the caller's transaction: one question less to ask."""
    revision = stored.fact(session, stored.REFERENCE, "0")
    known = _READ.get((database.url, revision))
    if known is None:
        known = _read(session, revision)
        _READ.clear()
        _READ[(database.url, revision)] = known
    return known


def _read(session: Session, revision: str) -> Directory:
    version = stored.fact(session, stored.CATALOGUE)
    return Directory(
        revision=revision,
        divisions={
            one.code: DivisionRow(one.code, one.name, one.level, one.parent)
            for one in stored.divisions(session)
        },
        organizers={
            one.code: OrganizerRow(
                one.code,
                one.name,
                tuple(one.other_names),
                one.type,
                one.division,
                tuple(one.duties),
                one.duty_phone,
                one.email,
            )
            for one in stored.organizers(session)
        },
        categories={
            one.code: CategoryRow(
                one.code,
                (one.level1, one.level2, one.level3),
                tuple(one.keywords),
                one.organizer,
                one.scope,
            )
            for one in stored.categories(session)
        },
        catalogue={
            (one.category, one.division): one.organizer
            for one in stored.catalogue(session, version)
        },
        catalogue_version=version,
    )


def named(city: Directory, text: str, field: str) -> OrganizerRow:
    """An organizer by code or exact name; raises `Refused` when there is none."""
    found = city.organizer(text)
    if found is None:
        raise Refused(Fault(field, "5.3.2.1.1 a", f"没有名为“{text}”的承办单位"))
    return found

"""The city that the product ships with, as suggestions see it."""

from __future__ import annotations

from functools import cache

from hotline_tui.kb.suggest import CategoryProfile, Suggester, UnitProfile
from hotline_tui.services import setup


@cache
def units() -> tuple[UnitProfile, ...]:
    """All organizers of the reference data."""
    return tuple(
        UnitProfile(
            one.code, one.name, tuple(one.other_names), one.type, one.division, tuple(one.duties)
        )
        for one in setup.organizers()
    )


@cache
def categories() -> tuple[CategoryProfile, ...]:
    """All leaves of the category tree."""
    return tuple(
        CategoryProfile(
            one.code,
            (one.level1, one.level2, one.level3),
            tuple(one.keywords),
            one.organizer,
            one.scope,
        )
        for one in setup.categories()
    )


@cache
def newcomer() -> Suggester:
    """A desk without a history; nobody may teach it."""
    return Suggester(units(), categories())


def unit(name: str) -> UnitProfile:
    """An organizer by its name or one of its other names."""
    return next(one for one in units() if name in (one.name, *one.other_names))


def leaf(*path: str) -> CategoryProfile:
    """A leaf of the category tree by its path."""
    return next(one for one in categories() if one.path == path)

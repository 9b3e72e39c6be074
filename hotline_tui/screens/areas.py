"""The areas of the desk, by the names that binding ids and commands use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Any

from textual.screen import Screen

from hotline_tui.standard.authority import Act, authority_faults
from hotline_tui.standard.vocabulary import Role

AREAS: Mapping[str, str] = {
    "entry": "EntryScreen",
    "knowledge": "KnowledgeScreen",
    "dispatch": "DispatchScreen",
    "handling": "HandlingScreen",
    "supervision": "SupervisionScreen",
    "callback": "CallbackScreen",
    "wall": "WallScreen",
    "practice": "PracticeScreen",
}
"""Each area is a mode of the application, left and found again as it was; here with its screen.

By name, in the module of the area's name: a desk opens without what other areas import.
"""


def screen(area: str) -> Screen[Any]:
    """The screen of an area, made now. Raises `KeyError` for what is no area."""
    kind: type[Screen[Any]] = getattr(import_module(f"hotline_tui.screens.{area}"), AREAS[area])
    return kind()


NEEDED: Mapping[str, Act] = {
    "entry": Act.REGISTER,
    "knowledge": Act.SEARCH_KNOWLEDGE,
    "dispatch": Act.READ_ALL,
    "handling": Act.READ_TICKETS,
    "supervision": Act.READ_ALL,
    "callback": Act.READ_ALL,
    "wall": Act.READ_ALL,
    "practice": Act.PRACTISE,
}
"""The authority without which an area is of no use. Clause: 6.1.2."""


HOME: Mapping[Role, str] = {
    Role.AGENT: "entry",
    Role.SUPERVISOR: "supervision",
    Role.DISPATCHER: "dispatch",
    Role.CALLBACK: "callback",
    Role.ARCHIVIST: "callback",
    Role.ORGANIZER: "handling",
    Role.ANALYST: "wall",
}
"""Where the work of a job stands; of somebody who has several, the first of them."""


def first_area(roles: Iterable[Role]) -> str:
    """Where a person with these roles begins: their own area, or the first of use to them."""
    held = frozenset(roles)
    usable = [area for area in AREAS if not authority_faults(NEEDED[area], held)]
    own = (HOME[role] for role in HOME if role in held)
    return next((area for area in (*own, *usable) if area in usable), "knowledge")

"""The areas of the desk, by the names that binding ids and commands use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from textual.screen import Screen

from hotline_tui.screens.dispatch import DispatchScreen
from hotline_tui.screens.entry import EntryScreen
from hotline_tui.screens.knowledge import KnowledgeScreen
from hotline_tui.screens.supervision import SupervisionScreen

AREAS: Mapping[str, type[Screen[Any]]] = {
    "entry": EntryScreen,
    "knowledge": KnowledgeScreen,
    "dispatch": DispatchScreen,
    "supervision": SupervisionScreen,
}
"""Each area is a mode of the application: left and found again as it was."""

"""An action of `hotline ticket do`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from hotline_tui.services.desk import Desk
from hotline_tui.services.document import Reader
from hotline_tui.services.rows import TicketRow

Said = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Deed:
    """An action on one ticket: its word for people, its document's keys, and what it does."""

    label: str
    readers: Mapping[str, Reader]
    do: Callable[[Desk, str, Said], TicketRow]

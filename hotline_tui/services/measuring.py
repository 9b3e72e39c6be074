"""A figure counted as it is now, whenever it is looked at again. Clause: 7.2."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hotline_tui.data import directory as reference
from hotline_tui.data import figures as stored
from hotline_tui.data.engine import Session
from hotline_tui.services.directory import Directory
from hotline_tui.services.figure_lines import NO_CATEGORY, NO_DISTRICT, common_path
from hotline_tui.services.figure_words import many, shared
from hotline_tui.standard.assessment import Share
from hotline_tui.standard.periods import Window
from hotline_tui.standard.watched import Watched


@dataclass(frozen=True, slots=True)
class Value:
    """A count, or a share with what it rests on."""

    part: int
    whole: int | None

    @property
    def shown(self) -> str:
        """How it is printed."""
        if self.whole is None:
            return f"{many(self.part)} 件"
        return shared(Share(self.part, self.whole))

    @property
    def share(self) -> float | None:
        """The share; None for a count, and for a share of nothing."""
        return Share(self.part, self.whole).value if self.whole is not None else None


def measured(session: Session, watched: Watched, window: Window, now: datetime) -> Value:
    """The figure of a window, counted from the tickets as they are."""
    counts = [stored.behind(session, one, now, 0)[1] for one in watched.counted(window)]
    return Value(counts[0], counts[1] if len(counts) > 1 else None)


def named(session: Session, watched: Watched, city: Directory) -> str:
    """What people call a figure: the part, then what is counted."""
    units, paths = reference.units_of_old(session), reference.category_paths(session)
    parts = [one.label for one in (watched.kind, watched.channel, watched.urgency) if one]
    if watched.district is not None:
        parts.append(city.division_names.get(watched.district, watched.district) or NO_DISTRICT)
    if watched.category is not None:
        path = paths.get(watched.category)
        parts.append("/".join(path) if path else watched.category or NO_CATEGORY)
    if watched.trade is not None:
        parts.append(watched.trade or NO_CATEGORY)
    if watched.matter is not None:
        parts.append(common_path(paths, watched.matter))
    if watched.organizer is not None:
        known = units.get(watched.organizer)
        parts.append(known[0] if known else watched.organizer)
    return " ".join((*parts, watched.what.label))

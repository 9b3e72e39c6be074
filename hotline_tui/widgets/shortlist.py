"""A list so short that each of its members has a digit: kinds, urgencies, yes and no."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hotline_tui.kb.lookup import Choice, Choices
from hotline_tui.kb.pinyin import full, initials

SHORT = 9
"""A list of this many or fewer is short."""

Within = Callable[[Choice], bool]
"""Says whether a choice is open: a subdistrict only within the district already chosen."""


class ShortList:
    """Found by what a name begins with, where `Choices` would also find what is alike."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        self._choices = tuple(choices)

    def find(
        self, query: str, limit: int = SHORT, within: Within | None = None
    ) -> tuple[Choice, ...]:
        """Those whose pinyin begins with `query` or whose name holds it; all for an empty one."""
        wanted = query.strip().lower()
        open_to = (one for one in self._choices if within is None or within(one))
        return tuple(one for one in open_to if not wanted or _answers(one, wanted))[:limit]

    def guesses(self, query: str) -> bool:
        """Never: all that is found holds what was typed."""
        return False


def _answers(choice: Choice, wanted: str) -> bool:
    return any(
        wanted in name.lower() or initials(name).startswith(wanted) or full(name).startswith(wanted)
        for name in (choice.name, *choice.other_names)
    )


def source_of(given: Choices | Sequence[Choice]) -> Choices | ShortList:
    """`given` as something to search in."""
    if not isinstance(given, Sequence):
        return given
    return ShortList(given) if len(given) <= SHORT else Choices(given)

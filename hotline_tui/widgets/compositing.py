"""Wide characters stay whole where a list, a notice or a prompt lies over other widgets.

Textual cuts every line at the edges of all widgets in it, of those that are covered too, and a
character of two cells that lies across such a cut becomes two spaces: Chinese text over a form
loses characters at random (Textualize/textual#6357, open with 8.2.8). Here a line is cut only
where what is seen changes from one widget to another.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence

import textual.screen
from rich.console import Console
from textual._compositor import ChopsUpdate, Compositor, CompositorUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

_COVERED = Strip([], 0)
"""Stands where the piece to the left reaches over a cut."""

Piece = tuple[int, int, int, Strip]
"""A line's number, the columns from and to which it is new, and the whole line."""


class WholeCharacters(Compositor):
    """Gives each widget the uncut runs of the places that nothing above it has taken."""

    def _render_chops(
        self, crop: Region, is_rendered_line: Callable[[int], bool]
    ) -> Sequence[Mapping[int, Strip]]:
        cuts = self.cuts
        lines: list[dict[int, Strip | None]] = [dict.fromkeys(line[:-1]) for line in cuts]
        for region, clip, strips in self._get_renders(crop):
            shown = region.intersection(clip)
            for y, strip in zip(shown.line_range, strips, strict=False):
                if is_rendered_line(y):
                    _lay(lines[y], cuts[y], strip, shown.x, shown.right)
        return [{x: piece or _COVERED for x, piece in line.items()} for line in lines]

    def render_partial_update(self) -> ChopsUpdate | None:
        """What is dirty, as an update that knows that pieces reach over cuts."""
        update = super().render_partial_update()
        return update and WholePieces(update.chops, update.spans, update.chop_ends)


def _lay(
    line: dict[int, Strip | None], cuts: list[int], strip: Strip, left: int, right: int
) -> None:
    """Lay `strip`, which reaches from `left` to `right`, where `line` is still free."""
    at, end = bisect_left(cuts, left), bisect_left(cuts, right)
    while at < end:
        begin = at
        while at < end and line[cuts[at]] is None:
            line[cuts[at]] = _COVERED
            at += 1
        if at > begin:
            line[cuts[begin]] = strip.crop(cuts[begin] - left, cuts[at] - left)
        at += 1


class WholePieces(ChopsUpdate):
    """An update of parts of lines."""

    def render_segments(self, console: Console) -> str:
        """Each new part of a line, from the cell where it begins."""
        return "".join(
            f"\x1b[{y + 1};{left + 1}H{line.crop(left, right).render(console)}"
            for y, left, right, line in pieces(self)
        )


def pieces(update: CompositorUpdate) -> Iterator[Piece]:
    """What an update brings, line by line."""
    if isinstance(update, LayoutUpdate):
        for y, parts in enumerate(update.strips, update.region.y):
            line = Strip.join(parts)
            yield y, 0, line.cell_length, line
    elif isinstance(update, ChopsUpdate):
        for y, left, right in update.spans:
            yield y, left, right, Strip.join(part for part in update.chops[y].values() if part)


def install() -> None:
    """Have every screen that is made from now on composed so."""
    vars(textual.screen)["Compositor"] = WholeCharacters

"""Numbers drawn as lines, each with a mark of its own, so that colour alone tells nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual_plotext import PlotextPlot

MARKS = ("●", "○", "·")
"""Of the present, the one before, and last year's."""

TICKS = 7
"""About so many places of the axis are named."""


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a chart: what it is called, and its numbers, step by step."""

    name: str
    numbers: Sequence[int]


class Chart(PlotextPlot):
    """Several series over the same steps; repaints only when it is given others."""

    DEFAULT_CSS = "Chart { height: 1fr; width: 1fr; background: transparent; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._shown: tuple[Sequence[str], Sequence[Series]] | None = None

    def draw(self, steps: Sequence[str], series: Sequence[Series]) -> None:
        """Draw the series over the steps; nothing for none."""
        if self._shown == (steps, series):
            return
        self._shown = (steps, series)
        plot = self.plt
        plot.clear_figure()
        plot.theme("clear")  # the terminal's own colours
        plot.plot_size(None, None)
        for mark, one in zip(MARKS, series, strict=False):
            if one.numbers:
                places = list(range(1, len(one.numbers) + 1))
                # The one that matters most is drawn last, over the others.
                plot.plot(places, list(one.numbers), marker=mark)
        every = max(1, len(steps) // TICKS)
        named = [float(place) for place in range(1, len(steps) + 1, every)]
        plot.xticks(named, list(steps[::every]))
        most = max((max(one.numbers, default=0) for one in series), default=0)
        plot.ylim(0, max(1, most))
        plot.yfrequency(3)
        self.refresh()

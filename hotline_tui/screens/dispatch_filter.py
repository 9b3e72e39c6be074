"""Which part of the dispatch queue is shown: a small form over the list."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from hotline_tui.kb.lookup import Choice, Choices
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import directory
from hotline_tui.services.queueing import QueueWish
from hotline_tui.standard.routing import DISTRICT_DIGITS
from hotline_tui.standard.vocabulary import Kind, Urgency
from hotline_tui.widgets.ask import Dialog
from hotline_tui.widgets.chooser import Chooser
from hotline_tui.widgets.form import Field
from hotline_tui.widgets.line import Line

ALL = Choice("", "全部")
EVERYTHING = QueueWish()
URGENT = Choice("urgent", "紧急各类")
URGENCIES = (
    ALL,
    URGENT,
    *(Choice(one.value, one.label.partition("（")[0]) for one in Urgency),
)
KINDS = (ALL, *(Choice(one.value, one.label) for one in Kind))
HOLDERS = (ALL, Choice("mine", "我占用的"))


@dataclass(frozen=True, slots=True)
class Shown:
    """A filter, and what its parts are called."""

    wish: QueueWish = EVERYTHING
    urgency: str = ALL.name
    district: str = ALL.name

    @property
    def filtered(self) -> bool:
        """Whether anything is left out."""
        return self.wish != EVERYTHING


def districts(desk: Desk) -> Choices:
    """All districts, and the choice of none."""
    city = directory(desk)
    found = (one for one in city.divisions.values() if len(one.code) == DISTRICT_DIGITS)
    named = (Choice(one.code, one.name) for one in found if not one.code.endswith("0000"))
    return Choices((ALL, *named))


class FilterDialog(Dialog[Shown | None]):
    """Class, district, kind, and whose; gives the filter, or None."""

    CSS_PATH = "dispatch_filter.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "apply", "筛选", id="filter.apply", priority=True),
        Binding("ctrl+r", "clear", "清除", id="filter.clear", priority=True),
        Binding("escape", "dismiss(None)", "返回", id="filter.back"),
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
    ]

    def __init__(self, shown: Shown, districts: Choices) -> None:
        """`shown` is the filter that holds now."""
        super().__init__("筛选待派工单")
        wish = shown.wish
        urgencies = [one.value for one in wish.urgencies]
        self._urgency = Chooser(
            URGENCIES, URGENT.code if len(urgencies) > 1 else next(iter(urgencies), "")
        )
        self._district = Chooser(districts, wish.district)
        self._kind = Chooser(KINDS, wish.kinds[0].value if wish.kinds else "")
        self._holder = Chooser(HOLDERS, "mine" if wish.mine else "")
        self._choosers = (self._urgency, self._district, self._kind, self._holder)

    def body(self) -> ComposeResult:
        """Four fields, one below the other."""
        labels = ("级别", "区　", "类型", "占用")
        yield from (Field(label, one) for label, one in zip(labels, self._choosers, strict=True))

    def keys(self) -> str:
        """The keys, as the last line tells them."""
        return "数字或首字母选定　Enter 下一项　^S 筛选　^R 全部　Esc 返回"

    def on_mount(self) -> None:
        """Begin at the first field."""
        self._urgency.focus()

    @on(Chooser.Chosen)
    def _chosen(self, event: Chooser.Chosen) -> None:
        event.stop()
        if event.final and event.choice is not None:
            self._go_on(event.chooser)

    @on(Line.Submitted)
    def _entered(self, event: Line.Submitted) -> None:
        event.stop()
        self._go_on(next(one for one in self._choosers if one.has_focus_within))

    def _go_on(self, done: Chooser) -> None:
        place = self._choosers.index(done) + 1
        if place < len(self._choosers):
            self._choosers[place].focus()
        else:
            self.action_apply()

    def action_clear(self) -> None:
        """Show everything."""
        self.dismiss(Shown())

    def action_apply(self) -> None:
        """Show what was chosen; what is not in a list has to be put right first."""
        unsettled = next((one for one in self._choosers if one.text and one.value is None), None)
        if unsettled is not None:
            unsettled.focus()
            return
        urgency, district, kind, holder = (one.value or "" for one in self._choosers)
        wish = QueueWish(
            urgencies=_urgencies(urgency),
            district=district,
            kinds=tuple(one for one in Kind if one.value == kind),
            mine=bool(holder),
        )
        shown = Shown(wish)
        if urgency:
            shown = replace(shown, urgency=self._urgency.text)
        if district:
            shown = replace(shown, district=self._district.text)
        self.dismiss(shown)


def _urgencies(code: str) -> tuple[Urgency, ...]:
    if code == URGENT.code:
        return tuple(one for one in Urgency if one.urgent)
    return tuple(one for one in Urgency if one.value == code)

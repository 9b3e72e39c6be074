"""The frame of every screen: who and what waits, a call, an alert, the keys of the moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text
from textual.app import RenderResult
from textual.binding import ActiveBinding
from textual.reactive import reactive
from textual.widget import Widget

from hotline_tui.standard.clocks import remaining, span
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.phone import masked
from hotline_tui.widgets.plain import clip

if TYPE_CHECKING:
    # Only for the types: the frame is on view before the services are there.
    from hotline_tui.services.calls import CallRow
    from hotline_tui.services.queueing import Waiting
    from hotline_tui.services.supervising import AlertRow

NEAR = timedelta(minutes=15)
"""A clock with less than this left is marked as near."""


@dataclass(frozen=True, slots=True)
class FrameState:
    """What the frame shows; the same on every screen."""

    who: str = ""
    now: datetime | None = None
    waiting: Waiting | None = None
    call: CallRow | None = None
    ringing: CallRow | None = None
    alerts: tuple[AlertRow, ...] = ()
    practice: bool = False
    away_since: datetime | None = None
    unsent: int = 0
    """Tickets that wait on this machine for the database."""
    unkept: bool = False
    """Whether this machine's disk has not taken what was typed last."""


def left(due_at: datetime | None, now: datetime) -> str:
    """Remaining time as lists show it: `41:10`, `23时40分`, `3天04:05`, overdue `-12:05`."""
    if due_at is None:
        return ""
    rest = remaining(due_at, now)
    return ("-" if rest < timedelta(0) else "") + span(rest)


def _rest(due_at: datetime | None, now: datetime) -> str:
    """Remaining time in a sentence: ` 剩 41:10`, ` 超 12:05`."""
    rest = left(due_at, now)
    return f" 超 {rest[1:]}" if rest.startswith("-") else f" 剩 {rest}" if rest else ""


def mark(due_at: datetime | None, now: datetime) -> str:
    """`!!` overdue, ` !` near due: said by a sign, as colour alone must not say it."""
    if due_at is None:
        return "  "
    rest = remaining(due_at, now)
    return "!!" if rest < timedelta(0) else " !" if rest < NEAR else "  "


def lasting(since: datetime, now: datetime) -> str:
    """How long something has lasted, as `03:12`."""
    seconds = max(0, int((now - since).total_seconds()))
    return f"{seconds // 60:02d}:{seconds % 60:02d}"


def _count(number: int) -> str:
    from hotline_tui.services.queueing import COUNTED

    return f"{COUNTED - 1}+" if number >= COUNTED else str(number)


def _waits(waits: Waiting) -> str:
    """What waits: for an organizer to sign for and to handle, for the hotline to dispatch too."""
    supervise = f"督{_count(waits.supervision)} " if waits.supervision else ""
    end = f"派{_count(waits.dispatch)} 签{_count(waits.sign)} {supervise}"
    if waits.of_unit:
        end = f"签{_count(waits.sign)} 办{_count(waits.handling)} "
    return f"{'大话务 ' if waits.surge_since else ''}{end}超{_count(waits.overdue)} "


class ShownLine(Widget):
    """One line of text that repaints only on change."""

    DEFAULT_CSS = "ShownLine { height: 1; width: 1fr; }"

    shown: reactive[str] = reactive("", layout=False)

    def render(self) -> RenderResult:
        """The line, cut to the width."""
        return Text(clip(self.shown, self.size.width), no_wrap=True, end="")


class FrameLine(ShownLine):
    """A line of the frame, drawn from the frame's state."""

    def show(self, state: FrameState) -> None:
        """Take over the state; an unchanged line is not repainted."""
        self.shown = self.line(state)

    def line(self, state: FrameState) -> str:
        """The line's text for a state."""
        raise NotImplementedError


class TopLine(FrameLine):
    """Who sits here, the call, what waits, the time."""

    DEFAULT_CSS = "TopLine { text-style: reverse; }"

    def line(self, state: FrameState) -> str:
        """Left the person and the call, right what waits."""
        start = ("练习 不是真实来电 " if state.practice else "12345 ") + state.who
        if state.call is not None and state.now is not None and state.call.answered_at:
            call = state.call
            since = lasting(call.answered_at or call.rung_at, state.now)
            start += f"  通话 {since} {masked(call.phone) or '号码不详'} 第{call.nth}次"
            start += " 已请评价" if call.offered_at else ""
        end = ""
        if state.away_since is not None:
            away = state.away_since.astimezone(BEIJING)
            end = f"数据库断开 自{away:%H:%M} "
        elif state.waiting is not None:
            end = _waits(state.waiting)
        if state.unsent:
            end += f"待送{state.unsent} "
        if state.unkept:
            end = f"草稿未存 {end}"
        if state.now is not None:
            end += f"{state.now.astimezone(BEIJING):%H:%M} "
        gap = self.size.width - cell_len(start) - cell_len(end) - 1
        return f" {start}{' ' * max(1, gap)}{end}"

    def on_resize(self) -> None:
        """The gap depends on the width."""
        self.refresh()


class CallLine(FrameLine):
    """A call that rings: one line and one key, never the focus."""

    DEFAULT_CSS = "CallLine { display: none; text-style: bold; }"

    def line(self, state: FrameState) -> str:
        """Who rings, and what is known of them."""
        call = state.ringing
        self.display = call is not None
        if call is None:
            return ""
        known = f" 本月{call.this_month}件 今年{call.this_year}件" if call.earlier else " 首次来电"
        last = f" 最近：{call.earlier[0].title}" if call.earlier else ""
        there = f" 同址{len(call.at_address)}件" if call.at_address else ""
        return f"☎ 来电 {masked(call.phone) or '号码不详'} ^O接听{known}{there}{last}"


class AlertLine(FrameLine):
    """An urgent ticket; stays until a supervisor has acknowledged it. Clause: 5.2.2.3 e."""

    DEFAULT_CSS = "AlertLine { display: none; text-style: bold; color: $text-error; }"

    def line(self, state: FrameState) -> str:
        """The oldest alert, its clock, and how many more there are."""
        self.display = bool(state.alerts)
        if not state.alerts or state.now is None:
            return ""
        first, more = state.alerts[0], len(state.alerts) - 1
        others = f"（另有{more}件）" if more else ""
        why = first.urgency.label if first.urgency.urgent else "可能造成生命财产损失"
        rest = _rest(first.due_at, state.now)
        where = f"{first.district} " if first.district else ""
        return f"⚠ {why} {first.number} {where}{first.status}{rest} ^A处理{others} {first.title}"


class PhraseLine(ShownLine):
    """What to say now, with the clause that words it. Clause: 5.2.2.3 a, 5.2.2.3 b."""

    DEFAULT_CSS = "PhraseLine { text-style: bold; }"

    said: str = ""
    """The phrase alone, as it is to be said."""

    def say(self, phrase: str, clause: str) -> None:
        """Show a phrase and its clause."""
        self.said = phrase
        gap = self.size.width - cell_len(phrase) - cell_len(clause) - 2
        self.shown = f" {phrase}{' ' * max(1, gap)}{clause}"


KEY_NAMES = {
    "escape": "Esc", "enter": "Enter", "space": "空格", "question_mark": "?", "slash": "/",
    "colon": ":", "pageup": "PgUp", "pagedown": "PgDn", "up": "↑", "down": "↓", "tab": "Tab",
}  # fmt: skip


def key_name(key: str) -> str:
    """A key as the bottom lines write it: `^S`, `F2`, `Alt+1`, `Esc`."""
    *modifiers, name = key.split("+")
    name = KEY_NAMES.get(
        name, name.upper() if modifiers or (name[:1] == "f" and len(name) > 1) else name
    )
    signs = "".join(
        {"ctrl": "^", "alt": "Alt+", "shift": "Shift+"}.get(one, one) for one in modifiers
    )
    return signs + name


MORE = " …"
"""There are more keys than the line has room for."""


class Keys(Widget):
    """The keys that work here and now, from the bindings themselves: areas above, others below."""

    DEFAULT_CSS = "Keys { height: 2; width: 1fr; }"

    def on_mount(self) -> None:
        """Repaint when other keys come to apply."""
        self.screen.bindings_updated_signal.subscribe(self, lambda screen: self.refresh())

    def render(self) -> RenderResult:
        """Two lines of keys and what they do."""
        areas: dict[str, str] = {}
        others: dict[str, str] = {}
        for active in self.screen.active_bindings.values():
            self._sort(active, areas, others)
        # Quitting comes with Textual's own bindings, before all others; here it belongs last.
        areas["area.quit"] = areas.pop("area.quit", "")
        lines = (self._line(keys, self.size.width) for keys in (areas, others))
        return Text("\n").join(Text(line, no_wrap=True) for line in lines)

    @staticmethod
    def _sort(active: ActiveBinding, areas: dict[str, str], others: dict[str, str]) -> None:
        binding = active.binding
        if not binding.show or not binding.description:
            return
        group = areas if (binding.id or "").startswith("area.") else others
        name = binding.id or binding.action
        group.setdefault(
            name, f"{binding.key_display or key_name(binding.key)}{binding.description}"
        )

    @staticmethod
    def _line(keys: dict[str, str], width: int) -> str:
        """As many keys as the line has room for, each whole; the help has them all."""
        told = [f" {one}" for one in keys.values() if one]
        room = width if cell_len("".join(told)) <= width else width - len(MORE)
        ends = accumulate(map(cell_len, told))
        shown = [one for one, end in zip(told, ends, strict=True) if end <= room]
        return "".join(shown) + (MORE if len(shown) < len(told) else "")

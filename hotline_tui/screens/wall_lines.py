"""The wallboard in lines of text: the same on the screen and printed once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from rich.cells import cell_len

from hotline_tui.services.rows import QueueRow
from hotline_tui.services.wall import ListRow, Wall
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.vocabulary import Clock, Kind, Urgency, Worklist
from hotline_tui.widgets.frame import left, mark
from hotline_tui.widgets.plain import clip, fit, visible

WIDE = 120
"""From this width on what expires next stands beside the rest instead of below it."""

BESIDE = 78
"""Cells that the rest takes there."""

BARS = "▁▂▃▄▅▆▇█"
BAR = 8
"""Cells of the longest bar of a kind."""

CLASSES: dict[Urgency, str] = {
    Urgency.EMERGENCY: "突发",
    Urgency.INSTABILITY: "不稳",
    Urgency.PUBLIC_HEALTH: "公卫",
    Urgency.LIVELIHOOD: "民生",
    Urgency.EXTREME_WEATHER: "天气",
    Urgency.GENERAL: "一般",
}
"""Short names of the classes, those with the shortest limits first."""

LIST_NAMES: dict[Worklist, str] = {
    Worklist.DISPATCH: "待派",
    Worklist.SIGN: "待签",
    Worklist.HANDLING: "办理",
    Worklist.CALLBACK: "回访",
}


def lines(wall: Wall, now: datetime, width: int, height: int) -> list[str]:
    """The whole board in at most `height` lines of at most `width` cells."""
    rest = [
        _today(wall),
        _warned(wall),
        *_lists(wall, now),
        "",
        _hours(wall),
        *_kinds(wall),
        _agents(wall),
    ]
    if width < WIDE:
        rest += [*_districts(wall, width, 2), "", *_next_due(wall, now, width)]
        return [clip(line, width) for line in rest[:height]]
    rest += ["", *_districts(wall, BESIDE, height)]
    expiring = list(_next_due(wall, now, width - BESIDE - 2))[:height]
    both = max(len(rest), len(expiring))
    rest += [""] * (both - len(rest))
    expiring += [""] * (both - len(expiring))
    joined = (f"{fit(one, BESIDE)}  {other}" for one, other in zip(rest, expiring, strict=True))
    return [clip(line.rstrip(), width) for line in joined][:height]


def _today(wall: Wall) -> str:
    intake = wall.intake
    share = f"{intake.direct / intake.total:.1%}" if intake.total else "—"
    return (
        f" 今日受理 {_many(intake.total)}　直接答复 {share}　待督办 {_many(wall.candidates)}"
        f"　{wall.at.astimezone(BEIJING):%m-%d %H:%M}"
    )


def _warned(wall: Wall) -> str:
    """Warnings have the line that is empty else."""
    return f" ! {visible(wall.warnings.told)}" if wall.warnings.many else ""


def _lists(wall: Wall, now: datetime) -> Iterator[str]:
    heads = "".join(_right(name, 7) for name in CLASSES.values())
    yield f" {fit('', 4)}{heads}{_right('合计', 8)}{_right('超期', 8)}  最急"
    for one in wall.lists:
        counts = "".join(_right(_many(one.by_class.get(urgency, 0)), 7) for urgency in CLASSES)
        overdue = _many(one.overdue) if one.worklist is not Worklist.CALLBACK else "—"
        yield (
            f" {LIST_NAMES[one.worklist]}{counts}{_right(_many(one.total), 8)}"
            f"{_right(overdue, 8)}  {_first(one, now)}"
        )


def _first(one: ListRow, now: datetime) -> str:
    if one.first is None or one.worklist is Worklist.CALLBACK:
        return "—"
    return f"{mark(one.first.due_at, now).strip()}{left(one.first.due_at, now)}"


def _hours(wall: Wall) -> str:
    counts = wall.intake.by_hour
    most = max(counts, default=0)
    bars = "".join(BARS[(len(BARS) - 1) * one // most] if most else BARS[0] for one in counts)
    return f" 受理/小时 0时 {bars} {len(counts) - 1}时　本小时 {_many(counts[-1] if counts else 0)}"


def _kinds(wall: Wall) -> Iterator[str]:
    by_kind = wall.intake.by_kind
    most = max(by_kind.values(), default=0)
    told = []
    for kind in Kind:
        many = by_kind.get(kind, 0)
        bar = "█" * (BAR * many // most) if most else ""
        told.append(f"{kind.label} {bar or '▏'} {_many(many)}")
    yield " 类型　" + "　".join(told)


def _agents(wall: Wall) -> str:
    one = wall.agents
    ringing = f"　振铃 {one.ringing}" if one.ringing else ""
    return (
        f" 座席　通话 {one.on_call}　整理 {one.wrapping_up}　空闲 {one.free}　离席 {one.away}"
        f"{ringing}"
    )


def _districts(wall: Wall, width: int, most: int) -> Iterator[str]:
    line, count = " 各区　", 0
    for name, many in wall.districts:
        told = f"{visible(name).removesuffix('区')} {_many(many)}　"
        if cell_len(line + told) > width:
            yield line.rstrip()
            line, count = " 　　　", count + 1
            if count >= most:
                return
        line += told
    yield line.rstrip()


def _next_due(wall: Wall, now: datetime, width: int) -> Iterator[str]:
    yield clip(f" 即将到期{'' if wall.next_due else '　无'}", width)
    for row in wall.next_due:
        yield clip(" " + _due(row, now), width)


def _due(row: QueueRow, now: datetime) -> str:
    clock = next((one.label for one in Clock if one.value == row.clock), "")
    urgent = "紧" if row.urgent else "一"
    return (
        f"{mark(row.due_at, now)}{_right(left(row.due_at, now), 10)} {row.number} {clock} "
        f"{urgent} {fit(visible(row.district), 6)} {visible(row.title)}"
    )


def _many(count: int) -> str:
    return f"{count:,}".replace(",", " ")


def _right(text: str, width: int) -> str:
    return " " * max(0, width - cell_len(text)) + text

"""What the screens of figures say: their columns, lines and headings. Clause: 6.3.1.2, 7.1.3.3."""

from __future__ import annotations

from dataclasses import dataclass

from hotline_tui.screens.worklist_lines import filled
from hotline_tui.services.assessing import UnitRow
from hotline_tui.services.figure_lines import Line
from hotline_tui.services.figure_words import between, changed, many, percent, points, shared
from hotline_tui.services.figures import SECTIONS, Figures
from hotline_tui.standard.figures import WEIGHED, Counted, Measure, Rate
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.periods import Period, Window
from hotline_tui.widgets.grid import Cell, Column

KNOWN = "如 2026-11、2026-W48、2026-Q4、2026、上月、今天、2026-11-01..2026-11-07"
"""How a period may be typed."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A row of a list that is no worklist: known by its key."""

    number: str
    version: int = 0


@dataclass(frozen=True, slots=True)
class FigureRow(Numbered):
    """A number and its section."""

    line: Line | None = None


COLUMNS = (
    Column("", 0),
    Column("件数", 8, right=True),
    Column("占比", 7, right=True),
    Column("环比", 8, right=True),
    Column("同比", 8, right=True),
)
WIDE = (
    Column("上期", 8, right=True),
    Column("上年同期", 8, right=True),
    Column("主要", 56),
)


def cells(line: Line, *, wide: bool) -> tuple[Cell, ...]:
    """A number's cells."""
    usual = (
        line.name,
        many(line.count),
        percent(line.share),
        changed(line.change),
        changed(line.year_change),
    )
    return (*usual, many(line.before), many(line.last_year), line.about) if wide else usual


def heading(section: str, found: Figures | None, of: Period, how_far: str) -> str:
    """Which section of which period, and how far it has come."""
    if found is None:
        return f" 统计　{of.name}　正在统计…{how_far}"
    title, clause = SECTIONS[section]
    partly = f"　{'、'.join(found.partly)}不全" if found.partly else ""
    return f" {title} {clause}　{told(found.period, found.window)}{partly}"


def told(of: Period, window: Window) -> str:
    """A period, and how far it has come."""
    if window == of.window:
        return of.name
    until = f"{window.until.astimezone(BEIJING):%m-%d %H:%M}"
    return f"{of.name}（{'尚未开始' if window.empty else f'截至 {until}'}）"


def ending(section: str) -> str:
    """Which sections come before and after."""
    names = list(SECTIONS)
    place = names.index(section)
    before, after = names[place - 1], names[(place + 1) % len(names)]
    return f" ← {SECTIONS[before][0]}　{SECTIONS[after][0]} → ─"


def essence(line: Line) -> list[str]:
    """The picked number in two lines: its three counts, and what it mostly consists of."""
    measure = line.counted.measure
    counts = (
        f"{line.name}　● 本期 {many(line.count)}　○ 上期 {many(line.before)} "
        f"{changed(line.change)}　· 上年同期 {many(line.last_year)} {changed(line.year_change)}"
    )
    about = f"主要：{line.about}" if line.about else f"{measure.label}：{measure.definition.text}"
    return [f" {counts}", f" {about}"]


# ---- organizers -------------------------------------------------------------------------------

UNIT_COLUMNS = (
    Column("名次", 4, right=True),
    Column("单位", 0),
    Column("得分", 6, right=True),
    Column("上期", 6, right=True),
    *(Column(one.label, 7, right=True) for one in WEIGHED),
    Column("参评", 5, right=True),
)
UNIT_WIDE = (
    Column("全部", 6, right=True),
    Column("按时签收", 8, right=True),
    Column("按时反馈", 8, right=True),
    Column("退单", 5, right=True),
    Column("剔除", 5, right=True),
    Column("挂账", 5, right=True),
)


@dataclass(frozen=True, slots=True)
class AssessedRow(Numbered):
    """A unit in a list."""

    unit: UnitRow | None = None


def unit_cells(unit: UnitRow, *, wide: bool) -> tuple[Cell, ...]:
    """A unit's cells."""
    tally, everything = unit.assessed, unit.everything
    usual = (
        str(unit.rank or "—"),
        unit.name,
        points(unit.score),
        points(unit.score_before),
        *(percent(tally.rate(one).value) for one in WEIGHED),
        many(tally[Measure.RATED]),
    )
    if not wide:
        return usual
    return (
        *usual,
        points(unit.score_of_everything),
        percent(tally.rate(Rate.SIGNING).value),
        percent(tally.rate(Rate.FEEDBACK).value),
        *(many(everything[of]) for of in LEFT_OUT),
    )


LEFT_OUT = (Measure.RETURNED, Measure.EXCLUDED, Measure.ON_ACCOUNT)


def unit_essence(unit: UnitRow) -> list[str]:
    """The picked unit: its rates with what they rest on, with and without what is left out."""

    def rate(one: Rate) -> str:
        share = unit.assessed.rate(one)
        return f"{one.label} {shared(share)} {between(share)}"

    left_out = "　".join(f"{one.label} {many(unit.everything[one])}" for one in LEFT_OUT)
    everything = "　".join(
        f"{one.label} {percent(unit.everything.rate(one).value)}" for one in WEIGHED
    )
    return [
        f" {unit.name}　得分 {points(unit.score)}　上期 {points(unit.score_before)}",
        f" {rate(Rate.RESPONSE)}　{rate(Rate.SOLUTION)}",
        f" {rate(Rate.SATISFACTION)}　{rate(Rate.SIGNING)}",
        f" {rate(Rate.FEEDBACK)}　{left_out}",
        f" 含剔除、挂账：得分 {points(unit.score_of_everything)}　{everything}",
    ]


# ---- the parts of a unit's assessment ---------------------------------------------------------

PART_COLUMNS = (
    Column("指标", 0),
    Column("考核", 9, right=True),
    Column("含剔除、挂账", 12, right=True),
)


@dataclass(frozen=True, slots=True)
class PartRow(Numbered):
    """One count of a unit, with and without what is left out."""

    measure: Measure = Measure.VALID
    assessed: int = 0
    everything: int = 0


def parts(unit: UnitRow) -> tuple[PartRow, ...]:
    """All counts of a unit, in the order of their definitions."""
    return tuple(
        PartRow(
            one.value,
            measure=one,
            assessed=unit.assessed[one],
            everything=unit.everything[one],
        )
        for one in Measure
        if not one.of_intake
    )


def part_cells(row: PartRow) -> tuple[Cell, ...]:
    """A count's cells."""
    return row.measure.label, many(row.assessed), many(row.everything)


def part_essence(row: PartRow, width: int, height: int) -> list[str]:
    """What a count counts, and the rates that it is part of."""
    defined = row.measure.definition
    rates = [one.label for one in Rate if row.measure in one.parts]
    of = (f"用于：{'、'.join(rates)}",) if rates else ()
    head = f"{row.measure.label}　{defined.clause}"
    return filled((head,), (f"{defined.text}。",), of, width, height)


def counted_as(counted: Counted, total: int) -> str:
    """What a list of tickets stands behind."""
    left_out = "　不含剔除、挂账" if counted.assessed else ""
    return f" {counted.measure.label} {many(total)} 件{left_out}"

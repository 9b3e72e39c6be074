"""How an improvement reads: its line, its essence, the whole of it. Clause: 7.2."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hotline_tui.screens.cluster_rows import at
from hotline_tui.screens.worklist_lines import filled
from hotline_tui.services.improvements import ImprovementRow, Since
from hotline_tui.widgets.grid import Cell, Column

COLUMNS = (Column("进展", 8), Column("问题"), Column("负责", 12))
WIDE = (Column("数字", 36), Column("发现时", 22))

Looked = tuple[ImprovementRow, tuple[Since, ...]]
"""An improvement, and its figure since."""


def cells(row: ImprovementRow, *, wide: bool) -> tuple[Cell, ...]:
    """An improvement's cells."""
    who = row.open_measures[0].who if row.open_measures else ""
    usual = (row.progress.label, row.finding, who)
    if not wide:
        return usual
    return (*usual, row.figure_name, f"{row.period.text} {row.value.shown}")


def essence(found: Looked, width: int, height: int) -> list[str]:
    """The figure then and since, the next measure, the cause."""
    row, since = found
    course = "　".join(_value(one) for one in since)
    above = (
        f"{row.figure_name}　{row.period.name} {row.value.shown}",
        f"此后：{course}" if course else "此后尚无数字",
    )
    next_up = [
        f"措施：{one.measure}（{one.who}，{at(one.due_at)} 前）" for one in row.open_measures
    ]
    return filled(above, (*next_up, f"原因：{row.cause}"), (), width, height)


def lines(row: ImprovementRow, since: Sequence[Since]) -> Iterator[str]:
    """All that is known of an improvement, from the finding to the effect."""
    yield f"{row.progress.label}　{at(row.at)} {row.by} 提出"
    yield f"问题：{row.finding}"
    yield f"原因：{row.cause}"
    yield f"数字：{row.figure_name}　{row.period.name} {row.value.shown}"
    yield f"　　　{row.watched.what.definition.text}（{row.watched.what.definition.clause}）"
    for one in row.measures:
        yield ""
        yield f"措施 {one.id}　{one.direction.label}（{one.direction.clause}）：{one.measure}"
        yield f"　　　{one.who}　{at(one.due_at)} 前"
        if one.done_at is not None:
            yield f"　　　{at(one.done_at)} 完成：{one.result}"
    for effect in row.effects:
        yield ""
        verdict = "见效" if effect.reached else "未见效"
        yield f"成效：{effect.period.name} {effect.value.shown}　{verdict}"
        yield f"　　　{effect.note}　{at(effect.at)} {effect.by}"
    if since:
        yield ""
        yield "同一个数字此后各期："
    for later in since:
        yield f"　　　{_value(later)}"


def _value(one: Since) -> str:
    passed = "" if one.complete else "（截至现在）"
    return f"{one.period.name}{passed} {one.value.shown}"

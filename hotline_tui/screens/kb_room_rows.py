"""What the editors' worklist says: its lines, its heading, the essence of the picked one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hotline_tui.screens.manuscript_page import about, history, lacking
from hotline_tui.screens.worklist_lines import filled
from hotline_tui.services.article_content import Content
from hotline_tui.services.manuscripts import ManuscriptRow, MatterRow, Matters
from hotline_tui.standard.moment import BEIJING
from hotline_tui.widgets.grid import Cell, Column

COLUMNS = (Column("编号", 6, right=True), Column("标题"), Column("谁", 10), Column("时间", 11))
WIDE = (Column("知识点", 7, right=True),)


@dataclass(frozen=True, slots=True)
class Looked:
    """What is shown of the picked line: the manuscript, or what the article says."""

    content: Content
    row: ManuscriptRow | None = None
    related: tuple[str, ...] = ()


def cells(row: MatterRow, *, wide: bool) -> tuple[Cell, ...]:
    """A line's cells; of an article that expires, its own number."""
    at = f"{row.changed_at.astimezone(BEIJING):%m-%d %H:%M}"
    more = (str(row.article or ""),) if wide else ()
    return str(row.id or row.article or ""), row.title or "（无标题）", row.who, at, *more


def heading(which: Matters, counts: Mapping[Matters, int]) -> str:
    """All lists with their numbers and how many are in them; the one on view in brackets."""
    names = (f"{place} {one.label} {counts.get(one, 0)}" for place, one in enumerate(Matters, 1))
    shown = (
        f"[{name}]" if one is which else f" {name} "
        for name, one in zip(names, Matters, strict=True)
    )
    return f" 知识编辑 {''.join(shown)}"


def essence(found: Looked, width: int, height: int) -> list[str]:
    """The picked one: what it lacks or why it came back, then how it begins."""
    text = found.content.get("text", "")
    source = found.content.get("source", "")
    if found.row is None:
        end = found.content.get("valid_to", "")
        return filled((f"有效期至 {end}　来源 {source}",), (text,), (), width, height)
    last = next(history(found.row.steps), "")
    above = (f"{lacking(found.row.faults)}　来源 {source or '（未写）'}", last)
    return filled(above, (text,), about(found.row, found.related), width, height)

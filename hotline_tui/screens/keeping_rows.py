"""What the lists that keep the knowledge base right say: lines, headings, the picked one's essence.

Clause: 6.2.1, 6.2.3.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from rich.text import Text

from hotline_tui.kb.differences import differences
from hotline_tui.screens.difference_page import page as difference_page
from hotline_tui.screens.worklist_lines import filled
from hotline_tui.services.doubles import PairRow, SideRow
from hotline_tui.services.gaps import GapRow
from hotline_tui.services.suggested import HitRow
from hotline_tui.services.usage import UsageRows, UsedRow
from hotline_tui.services.versions import Difference
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.vocabulary import Term
from hotline_tui.widgets.grid import Cell, Column
from hotline_tui.widgets.plain import plain

KeptRow = GapRow | PairRow | UsedRow


class Kept(Term):
    """The lists, in the order of their numbers."""

    GAPS = "gaps", "缺口"
    CONTRADICTING = "contradicting", "说法不一"
    SAME = "same", "几乎相同"
    USED = "used", "使用"
    UNUSED = "unused", "没用过"
    GAPS_SETTLED = "gaps_settled", "缺口已结"
    PAIRS_SETTLED = "pairs_settled", "核对已结"


OF_GAPS = (Kept.GAPS, Kept.GAPS_SETTLED)
OF_PAIRS = (Kept.CONTRADICTING, Kept.SAME, Kept.PAIRS_SETTLED)
OF_USE = (Kept.USED, Kept.UNUSED)

_COLUMNS: Mapping[type[KeptRow], tuple[Column, ...]] = {
    GapRow: (
        Column("问过", 4, right=True),
        Column("工单", 4, right=True),
        Column("问题"),
        Column("最近", 11),
    ),
    PairRow: (Column("像", 4, right=True), Column("一篇"), Column("另一篇"), Column("差异", 4)),
    UsedRow: (
        Column("打开", 5, right=True),
        Column("引用", 5, right=True),
        Column("标题"),
        Column("单位", 20),
    ),
}


def columns(which: Kept) -> tuple[Column, ...]:
    """The columns of a list."""
    return _COLUMNS[GapRow if which in OF_GAPS else PairRow if which in OF_PAIRS else UsedRow]


def cells(row: KeptRow) -> tuple[Cell, ...]:
    """A line's cells."""
    if isinstance(row, GapRow):
        return str(row.times), str(row.tickets), row.name, at(row.last_at)
    if isinstance(row, PairRow):
        apart = str(len(row.differing)) if row.differing else ""
        return f"{row.likeness:.0%}", row.first.title, row.second.title, apart
    return str(row.opened), str(row.cited), row.title, row.unit


def heading(which: Kept, total: int) -> str:
    """All lists with their numbers; the one on view in brackets, with how many it has."""
    names = [f"{place}{one.label}" for place, one in enumerate(Kept, 1)]
    shown = (
        f"[{name} {total}]" if one is which else f" {name}"
        for name, one in zip(names, Kept, strict=True)
    )
    return f" {''.join(shown)}"


def ending(which: Kept, figures: UsageRows | None) -> str:
    """The order; of figures their period."""
    if figures is not None and which in OF_USE:
        return f" {figures.first} 至 {figures.last} ─"
    return " 问得最多的在前 ─" if which is Kept.GAPS else " 先发现的在前 ─"


def at(moment: datetime) -> str:
    """A moment in Beijing, without its year."""
    return f"{moment.astimezone(BEIJING):%m-%d %H:%M}"


# ---- the picked one ------------------------------------------------------------------------


def essence(row: KeptRow, figures: UsageRows | None, width: int, height: int) -> list[str]:
    """The picked line in at most `height` lines."""
    if isinstance(row, GapRow):
        above = (f"问过 {row.times} 次，派出后答复的工单 {row.tickets} 件{_settled(row)}",)
        return filled(above, (*_asked(row), *_answered(row)), (), width, height)
    if isinstance(row, PairRow):
        both = [f"{_of(side)}" for side in (row.first, row.second)]
        return filled((*both, *_decided(row)), tuple(_apart(row)), (), width, height)
    told = f"打开 {row.opened} 次，引用 {row.cited} 次　第{row.version}版　有效至 {_until(row)}"
    return filled((row.title, told), tuple(_in_all(figures)), (), width, height)


def _in_all(figures: UsageRows | None) -> Iterator[str]:
    if figures is not None:
        used = f"打开 {figures.opened} 次，引用 {figures.cited} 次"
        yield f"这一时期共{used}；知识 {figures.articles} 篇，没有用过 {figures.unused} 篇"


def _until(row: UsedRow) -> str:
    return row.valid_to or "长期"


def _settled(row: GapRow) -> str:
    if row.verdict is None:
        return ""
    told = f"知识点 {row.article}" if row.article else row.reason
    return f"　{row.verdict.label}：{told}"


def _decided(row: PairRow) -> Iterator[str]:
    if row.verdict is not None:
        yield f"{row.verdict.label}：{row.reason}　{row.decided_by}"


def _asked(row: GapRow) -> Iterator[str]:
    if row.questions:
        yield "问法：" + "；".join(row.questions)


def _answered(row: GapRow) -> Iterator[str]:
    for one in row.answered:
        yield f"{one.number} {one.unit}：{one.answer or one.title}"


def _of(side: SideRow) -> str:
    gone = "" if side.published else "（已撤回）"
    return f"{side.article} 《{side.title}》{gone}　{side.unit or side.source}　第{side.version}版"


def _apart(row: PairRow) -> Iterator[str]:
    for sort, first, second in row.differing:
        yield f"{sort}：{first} ↔ {second}"
    if not row.differing:
        yield row.first.text


# ---- the whole of it -----------------------------------------------------------------------


def gap_page(row: GapRow, likely: tuple[HitRow, ...]) -> Text:
    """A gap whole: how it was asked, what was answered, what there is already."""
    lines = [plain(f"问过 {row.times} 次，工单 {row.tickets} 件{_settled(row)}"), Text()]
    lines += [plain(f"· {one}") for one in row.questions]
    for one in row.answered:
        lines += [
            Text(),
            plain(f"{one.number}　{one.title}", "bold"),
            plain(f"{one.unit}答复：{one.answer}", multiline=True),
        ]
    lines += [Text(), plain("已有的知识里最接近的：", "bold")]
    lines += [plain(f"{hit.article.id} 《{hit.article.title}》") for hit in likely] or [plain("无")]
    return Text("\n").join(lines)


def pair_page(row: PairRow) -> Text:
    """Two articles beside each other: what they say apart, then what differs line by line."""
    lines = [plain(_of(row.first), "bold"), plain(_of(row.second), "bold")]
    lines += [plain(f"{sort}：{first} ↔ {second}") for sort, first, second in row.differing]
    lines += [plain(one) for one in _decided(row)]
    found = Difference((), differences(row.first.text, row.second.text))
    lines += [Text(), plain("- 前一篇　+ 后一篇", "dim"), difference_page(found, "正文相同")]
    return Text("\n").join(lines)

"""What an editor decides about gaps and doubles, asked for in short forms. Clause: 6.2.1, 6.2.3."""

from __future__ import annotations

from datetime import date

from hotline_tui.kb.lookup import Choice
from hotline_tui.screens.base import DeskScreen
from hotline_tui.screens.guided import Values, guided
from hotline_tui.screens.guided_blanks import Blank, Sort
from hotline_tui.services import articles, doubles, gaps, releasing
from hotline_tui.services.desk import Desk
from hotline_tui.services.doubles import PairRow, Verdict
from hotline_tui.services.gaps import Filled, GapRow
from hotline_tui.services.usage import UsageWish
from hotline_tui.standard.keeping import GapVerdict, PairVerdict
from hotline_tui.standard.refusal import Fault, Refused

WRITTEN = "写明编号后，这些问题不再列出；再有人查不到，会另列一条。"
NOT_NEEDED = "以后再问，也归在这里，不再列出。"
DIFFERENT = "记下后不再列出；其中一篇改得又不一样了，会再列出。"
WITHDRAWN = "撤回的一篇立即检索不到、不能引用，各版仍可查看。"


async def filled(screen: DeskScreen, row: GapRow) -> GapRow | None:
    """An article answers these questions now."""

    def fill(desk: Desk, values: Values) -> GapRow:
        name = values["article"].strip()
        article = articles.named(desk, name) if name else None
        return gaps.fill(desk, Filled(row.id, GapVerdict.WRITTEN, article))

    blanks = (Blank("article", "知识点编号", required=True),)
    return await guided(screen, f"已写知识　{row.name}", blanks, fill, WRITTEN)


async def not_needed(screen: DeskScreen, row: GapRow) -> GapRow | None:
    """No article is needed for these questions."""

    def fill(desk: Desk, values: Values) -> GapRow:
        return gaps.fill(desk, Filled(row.id, GapVerdict.NOT_NEEDED, None, values["reason"]))

    blanks = (Blank("reason", "理由", Sort.PROSE, required=True),)
    return await guided(screen, f"不需要知识　{row.name}", blanks, fill, NOT_NEEDED)


async def judged(screen: DeskScreen, row: PairRow, verdict: PairVerdict) -> PairRow | None:
    """Two articles stay: they are two matters, or one that has been put right."""

    def settle(desk: Desk, values: Values) -> PairRow:
        return doubles.settle(desk, Verdict(row.id, verdict, values["reason"]))

    blanks = (Blank("reason", "理由或处理", Sort.PROSE, required=True),)
    return await guided(screen, f"{verdict.label}，都保留", blanks, settle, DIFFERENT)


async def withdrawn(screen: DeskScreen, row: PairRow) -> PairRow | None:
    """One of two articles is taken back."""
    sides = {str(side.article): side for side in (row.first, row.second)}

    def settle(desk: Desk, values: Values) -> PairRow:
        side, reason = sides.get(values["withdrawn"] or ""), values["reason"]
        if side is None:
            raise Refused(Fault("withdrawn", "6.2.3", "须选定撤回哪一篇"))
        if side.published:
            releasing.withdraw(desk, side.article, reason, side.version)
        return doubles.settle(desk, Verdict(row.id, PairVerdict.WITHDRAWN, reason, side.article))

    choices = [Choice(key, f"{key} {side.title}") for key, side in sides.items()]
    blanks = (
        Blank("withdrawn", "撤回哪一篇", Sort.CHOICE, choices, required=True),
        Blank("reason", "理由", Sort.PROSE, required=True),
    )
    return await guided(screen, "撤回其一", blanks, settle, WITHDRAWN)


async def period(screen: DeskScreen, wish: UsageWish) -> UsageWish | None:
    """Another period for the figures."""

    def read(desk: Desk, values: Values) -> UsageWish:
        days: dict[str, date | None] = {}
        faults: list[Fault] = []
        for name in ("first", "last"):
            text = values[name].strip()
            try:
                days[name] = date.fromisoformat(text) if text else None
            except ValueError:
                faults.append(Fault(name, "", f"请写作 2026-11-01，不能是“{text[:20]}”"))
        if faults:
            raise Refused(faults)
        return UsageWish(days["first"], days["last"], wish.never)

    blanks = (
        Blank("first", "自", value=str(wish.first or ""), placeholder="2026-11-01"),
        Blank("last", "至", value=str(wish.last or ""), placeholder="不写为今天"),
    )
    return await guided(screen, "使用情况的时期", blanks, read, "不写时期为最近 30 天。")

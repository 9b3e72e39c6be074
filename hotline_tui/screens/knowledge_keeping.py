"""What keeps the knowledge base right: gaps, contradictions, doubles, and how articles are used.

Clause: 6.2.1, 6.2.3.
"""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from hotline_tui.screens import keeping_forms as forms
from hotline_tui.screens import keeping_rows as told
from hotline_tui.screens.keeping_rows import OF_GAPS, OF_PAIRS, OF_USE, Kept, KeptRow
from hotline_tui.screens.knowledge_article import whole
from hotline_tui.screens.page import PageScreen
from hotline_tui.screens.worklist import Rows, WorklistScreen
from hotline_tui.screens.writing import open_writing
from hotline_tui.screens.writing_keeping import Unsaved
from hotline_tui.services import comparing, doubles, gaps, knowledge, usage
from hotline_tui.services.doubles import PairRow
from hotline_tui.services.gaps import GapRow
from hotline_tui.services.usage import UsageRows, UsageWish, UsedRow
from hotline_tui.standard.authority import Act
from hotline_tui.standard.keeping import Doubling, PairVerdict
from hotline_tui.widgets.grid import Cell, Column
from hotline_tui.widgets.pick import Pick

AT_ONCE = 2_000
"""Articles that are compared at a key; more are for the command, which says how far it is."""

_DOUBLINGS = {Kept.SAME: Doubling.SAME, Kept.CONTRADICTING: Doubling.CONTRADICTING}


class KeepingScreen(WorklistScreen[KeptRow, KeptRow]):
    """Lies over the knowledge area; articles and differences open over it."""

    EMPTY = "没有"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "打开", id="keeping.open", priority=True,
                tooltip="看问法和答复；看两篇的差异；看知识全文"),
        Binding("w", "write", "写知识", id="keeping.write",
                tooltip="为这些问题写一篇；在这一篇上起草新版"),
        Binding("a", "fill", "已写", id="keeping.fill", tooltip="这些问题已有知识：写明编号"),
        Binding("x", "refuse", "不需要", id="keeping.refuse", tooltip="不需要写知识：写明理由"),
        Binding("d", "judge('different')", "不同事项", id="keeping.different",
                tooltip="不是一回事，都保留"),
        Binding("m", "judge('same')", "同一事项", id="keeping.same",
                tooltip="是一回事，已改正或合写，都保留"),
        Binding("r", "withdraw", "撤回其一", id="keeping.withdraw", tooltip="撤回其中一篇"),
        Binding("c", "compare", "核对", id="keeping.compare",
                tooltip="比对还没有比对过的知识，找出重复和说法不一"),
        Binding("p", "period", "时期", id="keeping.period", tooltip="换一个时期"),
        *(Binding(str(place), f"list({place})", one.label, id=f"keeping.{one.value}", show=False,
                  tooltip=f"列出：{one.label}") for place, one in enumerate(Kept, 1)),
        Binding("s", "other", "换列表", id="keeping.other", tooltip="依次换列表，也可按数字"),
        Binding("escape,q", "dismiss", "返回", id="keeping.back", key_display="Esc"),
    ]  # fmt: skip

    def __init__(self, which: Kept = Kept.GAPS) -> None:
        super().__init__()
        self.which = which
        self._wish = UsageWish()
        self._figures: UsageRows | None = None

    # ---- reading ------------------------------------------------------------------------

    async def read(self, limit: int, after: KeptRow | None) -> Rows[KeptRow] | None:
        """A page of the list on view."""
        if self.which in OF_PAIRS:
            last = after.id if isinstance(after, PairRow) else 0
            return await self._pairs(limit, last)
        if after is not None:  # the others come whole, as far as anybody looks
            return Rows((), self.total)
        if self.which in OF_GAPS:
            decided = self.which is Kept.GAPS_SETTLED
            found = await self.door.attempt(gaps.gaps, decided=decided, limit=limit)
            return None if found is None else Rows(found.rows, found.total)
        wish = replace(self._wish, never=self.which is Kept.UNUSED, limit=limit)
        self._figures = await self.door.attempt(usage.usage, wish)
        if self._figures is None:
            return None
        used = self._figures.articles - self._figures.unused
        total = self._figures.unused if self.which is Kept.UNUSED else used
        return Rows(self._figures.rows, total)

    async def _pairs(self, limit: int, last: int) -> Rows[KeptRow] | None:
        found = await self.door.attempt(
            doubles.pairs,
            _DOUBLINGS.get(self.which),
            decided=self.which is Kept.PAIRS_SETTLED,
            limit=limit,
            after=last,
        )
        return None if found is None else Rows(found.rows, found.total)

    async def look(self, row: KeptRow) -> KeptRow | None:
        """All of it is known already."""
        return row

    # ---- what is shown ------------------------------------------------------------------

    def columns(self) -> tuple[Column, ...]:
        """The columns of the list on view."""
        return told.columns(self.which)

    def cells(self, row: KeptRow) -> tuple[Cell, ...]:
        """A line's cells in them."""
        return told.cells(row)

    def heading(self) -> str:
        """All lists, and how many are in the one on view."""
        return told.heading(self.which, self.total)

    def ending(self) -> str:
        """The order, or the period."""
        return told.ending(self.which, self._figures)

    def essence(self, found: KeptRow, width: int, height: int) -> list[str]:
        """The picked one."""
        return told.essence(found, self._figures, width, height)

    def action_list(self, place: int) -> None:
        """One of the lists by its number."""
        self._show_list(list(Kept)[place - 1])

    def action_other(self) -> None:
        """The next of the lists."""
        every = list(Kept)
        self._show_list(every[(every.index(self.which) + 1) % len(every)])

    @work(group="ask")
    async def _show_list(self, which: Kept) -> None:
        self.which = which
        await self.show_anew()
        self.refresh_bindings()

    # ---- acts ---------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Each list has acts of its own."""
        if action == "write":
            return self.desk.may(Act.WRITE_ARTICLE)
        if action in ("fill", "refuse"):
            return self.which is Kept.GAPS
        if action in ("judge", "withdraw"):
            return self.which in _DOUBLINGS
        if action == "compare":
            return self.which in OF_PAIRS
        return action != "period" or self.which in OF_USE

    @work(group="ask")
    async def action_open(self) -> None:
        """The whole of the picked one."""
        row = self.picked
        if isinstance(row, GapRow):
            wish = knowledge.SearchWish(row.name, limit=3)
            likely = await self.door.attempt(knowledge.search, wish) or ()
            self.app.push_screen(PageScreen(f"缺口 {row.name}", told.gap_page(row, likely)))
        elif isinstance(row, PairRow):
            title = f"{row.doubling.label} {row.likeness:.0%}"
            self.app.push_screen(PageScreen(title, told.pair_page(row)))
        elif isinstance(row, UsedRow):
            found = await self.door.attempt(knowledge.article, row.article)
            if found is not None:
                page = whole(knowledge.cited(found), "")
                self.app.push_screen(PageScreen(f"知识点 {found.id}", page))

    @work(group="write")
    async def action_write(self) -> None:
        """An article for the picked gap, or the next version of the picked article."""
        row = self.picked
        if isinstance(row, GapRow):
            await open_writing(self, Unsaved({"title": row.name}))
        elif isinstance(row, UsedRow):
            await open_writing(self, Unsaved({}, over=row.article))
        elif isinstance(row, PairRow):
            lines = [(str(one.article), one.title) for one in (row.first, row.second)]
            taken = await self.app.push_screen_wait(Pick("在哪一篇上起草新版", lines))
            if taken:
                await open_writing(self, Unsaved({}, over=int(taken)))

    @work(group="write")
    async def action_fill(self) -> None:
        """An article answers the picked gap."""
        if isinstance(row := self.picked, GapRow):
            await self._done(row.name, await forms.filled(self, row))

    @work(group="write")
    async def action_refuse(self) -> None:
        """The picked gap needs no article."""
        if isinstance(row := self.picked, GapRow):
            await self._done(row.name, await forms.not_needed(self, row))

    @work(group="write")
    async def action_judge(self, verdict: str) -> None:
        """Both articles stay."""
        if isinstance(row := self.picked, PairRow):
            done = await forms.judged(self, row, PairVerdict[verdict.upper()])
            await self._done(row.first.title, done)

    @work(group="write")
    async def action_withdraw(self) -> None:
        """One of the two is taken back."""
        if isinstance(row := self.picked, PairRow):
            await self._done(row.first.title, await forms.withdrawn(self, row))

    async def _done(self, name: str, row: GapRow | PairRow | None) -> None:
        if row is not None and row.verdict is not None:
            self.say(f"{row.verdict.label}　{name}")
            await self.reload()

    @work(group="write")
    async def action_compare(self) -> None:
        """Compare what has not been compared."""
        self.say("正在比对……")
        done = await self.door.attempt(comparing.compare, most=AT_ONCE)
        if done is not None:
            more = "，其余请用 hotline kb check" if done.articles >= AT_ONCE else ""
            self.say(f"比对 {done.articles} 篇，新发现 {done.found} 对{more}")
            await self.reload()

    @work(group="ask")
    async def action_period(self) -> None:
        """Another period."""
        wish = await forms.period(self, self._wish)
        if wish is not None:
            self._wish = wish
            await self.show_anew()

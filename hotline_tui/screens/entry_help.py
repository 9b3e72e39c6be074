"""What may help while a matter is told: articles to cite, categories, the caller's former tickets.

Clause: 4.4, 5.3.2.1.6.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rich.text import Text
from textual import events, work
from textual.containers import VerticalScroll
from textual.timer import Timer

from hotline_tui.screens.asking import Asking
from hotline_tui.screens.entry_earlier import EarlierScreen
from hotline_tui.screens.entry_keeping import EntryKeeping
from hotline_tui.screens.entry_lines import AssistLines, CallerLine, mind
from hotline_tui.screens.knowledge_article import state, validity
from hotline_tui.services.desk import OutOfReach
from hotline_tui.services.suggested import Assistance, HitRow
from hotline_tui.standard.authority import Act
from hotline_tui.standard.choosing import Manner
from hotline_tui.standard.phone import read_phone
from hotline_tui.standard.record import TicketDraft, full_text
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.vocabulary import Kind
from hotline_tui.widgets.passage import Passage
from hotline_tui.widgets.plain import plain

if TYPE_CHECKING:
    from hotline_tui.services.calls import EarlierRow

ASSIST_AFTER = 0.3
"""Seconds of rest after which suggestions are looked for."""

WIDE = 120
"""From this width on the article stands beside the form, below it else."""

_HEADING = re.compile(r"#{1,6}\s+")

Help = tuple[Assistance, "tuple[EarlierRow, ...]", str]
"""Suggestions for a record, the earlier tickets of its claimant, and what to mind in its words."""


def answer(row: HitRow) -> Text:
    """An article as it is told to a caller: until when it holds, then at once what it says."""
    article = row.article
    parts = [f"{state(row)}{article.title}", article.unit, validity(row)]
    lines = [plain("　".join(filter(None, parts)), "bold")]
    for line in article.text.strip().splitlines():
        heading = _HEADING.match(line)
        lines.append(plain(line[heading.end() :], "bold") if heading else plain(line))
    return Text("\n").join(line for line in lines if line)


class EntryHelp(EntryKeeping):
    """Suggestions follow what has been typed; a person decides about all of them."""

    def __init__(self) -> None:
        super().__init__()
        self.cited: HitRow | None = None
        self.assistance = Assistance()
        self.earlier: tuple[EarlierRow, ...] = ()
        self._unfit: set[int] = set()
        self._rest: Timer | None = None
        self._asking: Asking[TicketDraft, Help] = Asking(
            self, lambda: self.draft, self._ask, self._found, lambda: None
        )

    # ---- looking ------------------------------------------------------------------------

    def help_soon(self) -> None:
        """Look for what may help after a moment's rest."""
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(ASSIST_AFTER, self._asking.now)

    def look_for_help(self) -> None:
        """Look at once: the form holds another matter. What was found before is not about it."""
        self.cited, self.assistance, self.earlier = None, Assistance(), ()
        self.minded = ""
        self._unfit = set()
        self.show_help()
        if self._rest is not None:
            self._rest.stop()
        self._asking.now()

    async def _ask(self, draft: TicketDraft) -> Help:
        await self.door.opened()
        if not self.desk.may(Act.REGISTER):  # the form is on view before it is known for whom
            return Assistance(), (), ""
        from hotline_tui.services.assisting import assist
        from hotline_tui.services.calls import caller

        minded = await self.door.ask(lambda desk: mind(draft))
        found = await self.door.attempt(assist, draft) or Assistance()
        try:
            phone = read_phone(draft.claimant.phone)
        except Refused:  # none, or one that is still being typed: it belongs to nobody yet
            return found, (), minded
        return found, await self.door.attempt(caller, phone) or (), minded

    def _found(self, draft: TicketDraft, found: Help) -> None:
        self.assistance, self.earlier, self.minded = found
        self._leave_out_unfit()
        self.show_help()
        self.tell()

    # ---- showing ------------------------------------------------------------------------

    def show_help(self) -> None:
        """Show the suggestions that there are."""
        self.query_one(AssistLines).tell(self.assistance, self.cited)
        self.query_one(CallerLine).tell(self.earlier, self.assistance, self.links)
        self.show_article()
        self.form.suggest_categories(
            tuple(one.name for one in self.assistance.suggestions.categories)
        )

    def show_article(self) -> None:
        """The cited or likeliest article: beside the form where there is room.

        Below it only while the matter may be answered from it; there it leaves with the rows.
        """
        first = self.cited or next(iter(self.assistance.articles), None)
        answering = self.cited is not None or self.draft.kind is Kind.CONSULTATION
        beside = self.query_one("#article", VerticalScroll)
        beside.display = first is not None and (answering or self.has_class("wide"))
        if first is None:
            return
        passage = self.query_one("#article-text", Passage)
        told = answer(first)
        if passage.told != told:
            passage.told = told
            beside.scroll_home(animate=False)

    def on_resize(self, event: events.Resize) -> None:
        """A wide terminal shows the article beside the form."""
        self.set_class(event.size.width >= WIDE, "wide")
        self.show_article()
        self.call_after_refresh(self.tell)  # what stands at the right edge

    def action_article(self, by: int) -> None:
        """Scroll the article, while typing goes on."""
        beside = self.query_one("#article", VerticalScroll)
        beside.scroll_relative(y=by * max(1, beside.size.height - 1), animate=False)

    # ---- citing -------------------------------------------------------------------------

    def action_cite(self) -> None:
        """Cite the first suggested article, then the next, then none."""
        rows = list(self.assistance.articles)
        ids = [row.article.id for row in rows]
        if not rows and self.cited is None:
            self.notify("还没有推荐的知识点，^F 查找。", timeout=3)
            return
        at = ids.index(self.cited.article.id) if self.cited and self.cited.article.id in ids else -1
        after = rows if self.cited is None else rows[at + 1 :] if at >= 0 else []
        self.cited = next(iter(after), None)
        self.show_help()

    def action_unfit(self) -> None:
        """Send the first suggested article away: it does not fit this matter, nor ones like it."""
        first = next(iter(self.assistance.articles), None)
        if first is None:
            self.notify("没有推荐的知识点。", timeout=3)
            return
        self.learn(first.article.id, fits=False)
        self._unfit.add(first.article.id)
        self._leave_out_unfit()
        if self.cited is not None and self.cited.article.id in self._unfit:
            self.cited = None
        self.show_help()

    def _leave_out_unfit(self) -> None:
        fit = (row for row in self.assistance.articles if row.article.id not in self._unfit)
        self.assistance = replace(self.assistance, articles=tuple(fit))

    def learn(self, article: int, *, fits: bool) -> None:
        """Let suggestions learn whether an article fits the matter as it is told now."""
        shown = tuple(row.article.id for row in self.assistance.articles)
        self.app.run_worker(self._learn(full_text(self.draft), article, shown, fits))

    async def _learn(self, told: str, article: int, shown: tuple[int, ...], fits: bool) -> None:
        from hotline_tui.services.choosing import Choice, choose

        manner = Manner.CITED if fits else Manner.DISMISSED
        try:
            await self.door.ask(choose, Choice(told, article, manner, shown))
        except OutOfReach:
            return  # nothing learnt; what needs the database says itself that it is away

    @work(group="search")
    async def action_search(self) -> None:
        """Look for an article in place; the chosen one is cited."""
        await self.choose_article()

    async def choose_article(self) -> bool:
        """Let an article be looked for and cite it; whether one was chosen."""
        query = self.draft.title or self.draft.content or self.draft.course
        from hotline_tui.screens.knowledge import KnowledgeScreen
        from hotline_tui.services import knowledge as kb

        chosen = await self.app.push_screen_wait(
            KnowledgeScreen(" ".join(query.split())[:60], citing=True)
        )
        article = None if chosen is None else await self.door.attempt(kb.article, chosen)
        if article is not None:
            self.cited = kb.cited(article)
            self.show_help()
        return article is not None

    # ---- former tickets -----------------------------------------------------------------

    def action_link(self) -> None:
        """Link with the likeliest earlier ticket of this caller, or not; else let one be chosen."""
        rows = self.assistance.repeats.rows
        if self.links:
            self.links = set()
        elif rows:
            self.links = {rows[0].number}
        else:
            self.action_earlier()
            return
        self.show_help()
        self.keep_soon()

    @work(group="earlier")
    async def action_earlier(self) -> None:
        """The caller's earlier tickets: look at them, link with them."""
        if not self.earlier:
            self.notify("没有这位诉求人此前的工单。", timeout=3)
            return
        chosen = await self.app.push_screen_wait(EarlierScreen(self.earlier, frozenset(self.links)))
        if chosen is None:
            return
        self.links = set(chosen.links)
        self.show_help()
        self.keep_soon()
        if chosen.opened:
            self.door.show_ticket(chosen.opened)

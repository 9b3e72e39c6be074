"""What people make of the articles that they find is told to search, which learns from it.

Clause: 6.2.2.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from hotline_tui.screens.base import DeskScreen
from hotline_tui.services.choosing import Choice, choose
from hotline_tui.services.desk import OutOfReach
from hotline_tui.services.suggested import HitRow
from hotline_tui.standard.choosing import Manner


class Choosing(DeskScreen):
    """A screen on which articles are found and chosen from."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("alt+x", "unfit", "不合适", id="knowledge.unfit", priority=True, show=False,
                tooltip="选中的知识点与所问无关：以后这样问时排后"),
    ]  # fmt: skip

    @property
    @abstractmethod
    def picked(self) -> HitRow | None:
        """The article that the keys apply to."""

    @property
    @abstractmethod
    def on_view(self) -> tuple[str, tuple[int, ...]]:
        """The query that the list answers, and the keys of the articles in it."""

    def chose(self, row: HitRow, manner: Manner) -> None:
        """An article was opened or cited; this is written down though the screen be left."""
        query, shown = self.on_view
        if query:
            choice = Choice(query, row.article.id, manner, shown)
            self.app.run_worker(self._record(choice), group="choices")

    async def _record(self, choice: Choice) -> bool:
        try:
            return await self.door.ask(choose, choice)
        except OutOfReach:
            return False  # nothing learnt; what needs the database says itself that it is away

    @work(group="choices")
    async def action_unfit(self) -> None:
        """Tell that the picked article has nothing to do with what was asked."""
        (query, shown), row = self.on_view, self.picked
        if row is None or not query:
            self.notify("还没有选中知识点。", timeout=3)
        elif await self._record(Choice(query, row.article.id, Manner.DISMISSED, shown)):
            self.notify(f"已记下：《{row.article.title}》不合适。", timeout=4, markup=False)
            await self.reload()
        else:
            self.notify("没有记下：所问里没有可记的词，或者数据库断开。", timeout=4)

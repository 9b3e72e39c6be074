"""What the knowledge area tells besides what was searched: related articles, required reading.

Clause: 6.2.2.
"""

from __future__ import annotations

from abc import abstractmethod

from textual import work

from hotline_tui.screens.base import DeskScreen
from hotline_tui.services import required
from hotline_tui.services.article_company import company
from hotline_tui.services.suggested import HitRow
from hotline_tui.widgets.passage import Passage
from hotline_tui.widgets.plain import plain


class KnowledgeCompany(DeskScreen):
    """A screen that an article is read on."""

    @property
    @abstractmethod
    def picked(self) -> HitRow | None:
        """The article that the keys apply to."""

    @work(group="unread", exclusive=True)
    async def tell_unread(self) -> None:
        """Say how much this person has to read. Clause: 6.2.2."""
        if found := await self.door.attempt(required.unread):
            self.notify(f"必读知识 {len(found)} 篇未读：^T 打开。", timeout=6)

    @work(group="company", exclusive=True)
    async def tell_company(self, row: HitRow, passage: Passage) -> None:
        """Tell below an article's text what goes with it. Clause: 6.2.2."""
        found = await self.door.attempt(company, row.article.id)
        if found is None or self.picked is not row:
            return
        lines = [plain("")] if found.related or found.files else []
        if found.related:
            titles = "　".join(f"《{one}》" for one in found.related)
            lines.append(plain(f"相关（^T 打开）　{titles}"))
        if found.files:
            lines.append(plain(f"附件（^T 取出）　{'、'.join(found.files)}"))
        for line in lines:
            passage.told = passage.told + plain("\n", multiline=True) + line

    @work(group="write")
    async def action_more(self) -> None:
        """Required reading, the editors' room, versions of the picked article."""
        from hotline_tui.screens.knowledge_more import more

        await more(self, self.picked)

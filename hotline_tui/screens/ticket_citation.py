"""The article behind a direct answer, as it was when it was cited. Clause: 5.3.1."""

from __future__ import annotations

from hotline_tui.screens.article_versions import state
from hotline_tui.screens.base import DeskScreen
from hotline_tui.screens.manuscript_page import preview
from hotline_tui.screens.page import PageScreen
from hotline_tui.services import versions
from hotline_tui.services.rows import TicketRow
from hotline_tui.widgets.pick import Pick


async def read_citation(screen: DeskScreen, ticket: TicketRow) -> None:
    """Show the version that the ticket cites, of several the one that is picked."""
    place: str | None = "0"
    if len(ticket.citations) > 1:
        lines = [
            (str(place), f"《{one.title}》第 {one.version} 版")
            for place, one in enumerate(ticket.citations)
        ]
        place = await screen.app.push_screen_wait(Pick("引用的知识", lines))
    if place is None:
        return
    cited = ticket.citations[int(place)]
    found = await screen.door.attempt(versions.version, cited.article, cited.version)
    if found is not None:
        title = f"工单引用的知识点 {cited.article} 第 {cited.version} 版　{state(found)}"
        screen.app.push_screen(PageScreen(title, preview(found.content, found.version)))

"""What else can be done from the knowledge area: to the editors' room, with the picked article.

Clause: 6.2.1, 6.2.2, 6.2.4.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.text import Text

from hotline_tui.kb.lookup import Choice
from hotline_tui.screens.article_versions import VersionsScreen
from hotline_tui.screens.base import DeskScreen
from hotline_tui.screens.contributions import ContributionsScreen
from hotline_tui.screens.guided import guided
from hotline_tui.screens.guided_blanks import Blank, Sort
from hotline_tui.screens.kb_room import EditorsRoomScreen
from hotline_tui.screens.knowledge_article import whole
from hotline_tui.screens.knowledge_keeping import KeepingScreen
from hotline_tui.screens.page import PageScreen
from hotline_tui.screens.required_reading import RequiredReadingScreen
from hotline_tui.screens.writing import open_writing
from hotline_tui.screens.writing_keeping import Unsaved
from hotline_tui.services import article_files, knowledge, relations, required
from hotline_tui.services.article_company import company
from hotline_tui.services.desk import Desk
from hotline_tui.services.manuscripts import EDITORIAL
from hotline_tui.services.required import ReadingRow
from hotline_tui.services.suggested import HitRow
from hotline_tui.standard.authority import Act
from hotline_tui.standard.vocabulary import Role
from hotline_tui.widgets.ask import Ask
from hotline_tui.widgets.pick import Pick

_EVERYBODY = "everybody"


async def more(screen: DeskScreen, row: HitRow | None) -> None:
    """Ask what to do, with the picked article or without, and do it. Must run in a worker."""
    unread = await screen.door.attempt(required.unread) or ()
    lines = list(_possible(screen.desk, row, len(unread)))
    taken = await screen.app.push_screen_wait(Pick("知识", lines))
    article = row.article.id if row is not None else None
    match taken:
        case "room":
            screen.app.push_screen(EditorsRoomScreen())
        case "keeping":
            screen.app.push_screen(KeepingScreen())
        case "new":
            await open_writing(screen, Unsaved({}))
        case "over":
            await open_writing(screen, Unsaved({}, over=article))
        case "versions" if article is not None:
            screen.app.push_screen(VersionsScreen(article))
        case "related" if article is not None:
            await _related(screen, article)
        case "files" if article is not None:
            await _files(screen, article)
        case "reading":
            screen.app.push_screen(RequiredReadingScreen(not unread))
        case "require" if row is not None:
            await _require(screen, row)
        case "contributions":
            screen.app.push_screen(ContributionsScreen())
        case "contribute":
            await open_writing(screen, Unsaved({}, over=article, contributing=True))


def _possible(desk: Desk, row: HitRow | None, unread: int) -> Iterator[tuple[str, str]]:
    yield "reading", f"必读知识　我未读 {unread}"
    if any(desk.may(act) for act in EDITORIAL):
        yield "room", "知识编辑：草稿、校核、发布、到期"
    if desk.may(Act.KEEP_KNOWLEDGE):
        yield "keeping", "知识核对：缺口、说法不一、重复、使用情况"
    if desk.may(Act.WRITE_ARTICLE):
        yield "new", "写一篇新知识"
    picked = f"《{row.article.title}》" if row is not None else ""
    if row is not None:
        yield "related", f"相关知识　{picked}"
        yield "files", f"取附件　{picked}"
        may = "、撤回" if desk.may(Act.PUBLISH_ARTICLE) else ""
        yield "versions", f"各版、差异{may}　{picked}"
        if desk.may(Act.WRITE_ARTICLE):
            yield "over", f"起草新版　{picked}"
        if desk.may(Act.REQUIRE_READING):
            yield "require", f"列为必读　{picked}"
    if desk.may(Act.CONTRIBUTE):
        yield "contribute", f"供稿：提供新知识或新说法　{picked}"
        if desk.person.unit:
            yield "contributions", "本单位的供稿和结果"


async def _related(screen: DeskScreen, article: int) -> None:
    """The confirmed related articles, one of them to be read. Clause: 6.2.2."""
    found = await screen.door.attempt(relations.related, article)
    if found is None:
        return
    if not found:
        screen.notify("这一篇还没有确认过相关知识。", timeout=4)
        return
    lines = [(str(one.id), one.title) for one in found]
    taken = await screen.app.push_screen_wait(Pick("相关知识", lines))
    one = await screen.door.attempt(knowledge.article, int(taken)) if taken else None
    if one is not None:
        told: Text = whole(knowledge.cited(one), "")
        screen.app.push_screen(PageScreen(f"知识点 {one.id}", told))


async def _files(screen: DeskScreen, article: int) -> None:
    """The article's files into a folder of this machine. Clause: 6.2.2."""
    found = await screen.door.attempt(company, article)
    if found is None or not found.files:
        screen.notify("这一篇没有附件。", timeout=3)
        return
    asked = Ask("附件取到哪个文件夹", "、".join(found.files), value="~/附件")
    folder = await screen.app.push_screen_wait(asked)
    places = await screen.door.attempt(article_files.save, article, folder) if folder else None
    if places:
        screen.notify(f"已取到 {places[0].parent}", timeout=4, markup=False)


async def _require(screen: DeskScreen, row: HitRow) -> None:
    """Have people of one role, or all, read the article. Clause: 6.2.2."""

    def require(desk: Desk, values: Mapping[str, str]) -> ReadingRow:
        everybody = values["role"] == _EVERYBODY
        wanted = [role for role in Role if everybody or role.value == values["role"]]
        return required.require(desk, row.article.id, wanted, values["reason"])

    roles = (Choice(role.value, role.label) for role in Role if role is not Role.ORGANIZER)
    blanks = (
        Blank("role", "哪些岗位", Sort.CHOICE, (*roles, Choice(_EVERYBODY, "所有岗位")),
              value=Role.AGENT.value, required=True),
        Blank("reason", "说明"),
    )  # fmt: skip
    said = "这些岗位的人在“必读知识”里看到，读后按一个键记下。已是必读的，须重读。"
    done = await guided(screen, f"列为必读　{row.article.title}", blanks, require, said)
    if done is not None:
        screen.notify("已列为必读。", timeout=3)

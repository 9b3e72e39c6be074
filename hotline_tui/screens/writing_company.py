"""What goes with an article that is written: drafts, related ones, files, others' changes.

Clause: 6.2.2.
"""

from __future__ import annotations

from hotline_tui.screens.base import DeskScreen
from hotline_tui.screens.difference_page import page
from hotline_tui.screens.manuscript_page import history
from hotline_tui.screens.noting import noted
from hotline_tui.screens.page import PageScreen
from hotline_tui.screens.writing_keeping import Unsaved, unsaved
from hotline_tui.services import article_files, articles, drafting, manuscripts, relations
from hotline_tui.services.article_content import Content
from hotline_tui.services.manuscripts import ManuscriptRow
from hotline_tui.services.versions import compared
from hotline_tui.widgets.ask import Ask
from hotline_tui.widgets.pick import Pick

_ADD, _DROP = "+", "-"


async def taken_up(screen: DeskScreen, work: Unsaved) -> Unsaved | None:
    """The work with what was typed on it before and not stored, as the person likes; None: none."""
    if work.over is not None and not work.contributing:
        other = await screen.door.attempt(manuscripts.under_way, work.over)
        if other is not None:
            screen.notify(f"这一知识点已有稿件 {other}，在那一篇上接着改。", timeout=5)
            work = Unsaved({}, manuscript=other)
    found = [one for one in await unsaved(screen.door) if one.same_work(work)]
    if not found:
        return work
    lines = [(one.key, f"接着写　《{one.title}》") for one in found]
    lines += [("", "从头写起，草稿留着"), (_DROP, "丢掉草稿，从头写起")]
    taken = await screen.app.push_screen_wait(Pick("这台机器上有没有存的草稿", lines))
    if taken is None:
        return None
    if taken == _DROP:
        for one in found:
            await noted(screen.door, drafting.discard, one.key)
    return next((one for one in found if one.key == taken), work)


async def related(screen: DeskScreen, work: Unsaved, article: int | None) -> tuple[int, ...] | None:
    """The related articles that the editor confirms, one after the other; None if none is found."""
    title, text = work.content.get("title", ""), work.content.get("text", "")
    hits = await screen.door.attempt(relations.likely, title, text, article)
    known = await screen.door.attempt(relations.called, work.related)
    if hits is None or known is None:
        return None
    titles = known | {hit.article.id: hit.article.title for hit in hits}
    if not titles:
        screen.notify("没有找到相近的知识；先写标题和正文。", timeout=4)
        return None
    return await _confirmed(screen, titles, work.related)


async def _confirmed(
    screen: DeskScreen, titles: dict[int, str], before: tuple[int, ...]
) -> tuple[int, ...]:
    chosen = [key for key in before if key in titles]
    while True:
        lines = [
            (str(key), f"{'[✓]' if key in chosen else '[ ]'} {title}")
            for key, title in titles.items()
        ]
        taken = await screen.app.push_screen_wait(Pick("勾选相关知识，再选一次取消", lines))
        if taken is None:
            return tuple(chosen)
        key = int(taken)
        chosen = [one for one in chosen if one != key] if key in chosen else [*chosen, key]


async def files(screen: DeskScreen, row: ManuscriptRow) -> ManuscriptRow | None:
    """Put a file with the manuscript, or take one away; the manuscript after that."""
    lines = [(_ADD, "加一个附件……"), *((one.name, f"去掉　{one.name}") for one in row.files)]
    taken = await screen.app.push_screen_wait(Pick("附件", lines))
    if taken is None:
        return None
    if taken != _ADD:
        return await screen.door.attempt(article_files.detach, row.id, taken, row.version)
    asked = Ask("要附上的文件", "这台机器上的路径，如 ~/申请表.docx；最大 64 兆")
    path = await screen.app.push_screen_wait(asked)
    if not path:
        return None
    return await screen.door.attempt(article_files.attach, row.id, (path,), row.version)


async def compared_with(
    screen: DeskScreen, work: Unsaved, typed: Content
) -> tuple[ManuscriptRow | None, PageScreen | None]:
    """What is typed beside what is stored, by others too, or else beside what is published.

    Gives the manuscript as it is stored now, and what to show.
    """
    if work.manuscript is None:
        over = work.over
        before = await screen.door.attempt(articles.said, over) if over is not None else {}
        return None, None if before is None else _page("与已发布的比", before, typed)
    row = await screen.door.attempt(manuscripts.show, work.manuscript)
    if row is None:
        return None, None
    if dict(row.content) == dict(typed):
        return row, _page("与已发布的比", row.before, typed)
    return row, _page(f"与已存的比（{row.steps[-1].name}）", row.content, typed)


def _page(title: str, before: Content, typed: Content) -> PageScreen:
    return PageScreen(f"{title}：- 原来，+ 您写的", page(compared(before, typed)))


async def changed_by_others(screen: DeskScreen, work: Unsaved) -> str:
    """Who has changed the manuscript since it was brought into the form; empty for nobody."""
    if work.manuscript is None or work.seen is None:
        return ""
    row = await screen.door.attempt(manuscripts.show, work.manuscript)
    if row is None or row.version == work.seen:
        return ""
    return f"这篇稿件刚有变化：{next(history(row.steps))}；^K 看差异，再存"

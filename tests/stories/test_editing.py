"""Editors write, check and publish; agents find, cite and read; organizers contribute."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from hotline_tui.screens.article_versions import VersionsScreen
from hotline_tui.screens.kb_room import EditorsRoomScreen
from hotline_tui.screens.knowledge import KnowledgeScreen
from hotline_tui.screens.required_reading import RequiredReadingScreen
from hotline_tui.screens.vetting import VettingScreen
from hotline_tui.screens.writing import WritingScreen
from hotline_tui.screens.writing_keeping import Unsaved
from hotline_tui.services import (
    contributing,
    manuscripts,
    queueing,
    releasing,
    required,
    versions,
    writing,
)
from hotline_tui.services.desk import Desk
from hotline_tui.services.writing import Writing
from hotline_tui.standard.article_life import Stage
from hotline_tui.standard.vocabulary import Role
from tests.hostile import HOSTILE, SHORT
from tests.office import SUBDISTRICT
from tests.stories.conftest import Open
from tests.stories.desk import Story
from tests.stories.premises import Premises
from tests.widgets.stage import is_safe

WHOLE = {
    "title": "夜市摊位怎么申请",
    "text": "到街道办事处申请。\n\n带身份证。",
    "class": "service",
    "source": "《夜间经济管理办法》",
    "authority": "市商务局",
    "valid_to": "长期",
    "public": "是",
}


def editor(here: Story) -> Desk:
    return here.colleague("5001", "周涛", Role.EDITOR)


def checker(here: Story) -> Desk:
    return here.colleague("5002", "何洁", Role.EDITOR)


def published(here: Story, content: dict[str, str] = WHOLE) -> int:
    """An article that two others have written and checked."""
    made = writing.begin(editor(here), Writing(content))
    writing.submit(editor(here), made.id)
    return releasing.approve(checker(here), made.id, publishing=True).article or 0


async def on(here: Story, kind: type[Any]) -> Any:
    """The screen of this kind, once it is on view."""
    await here.until(lambda: isinstance(here.app.screen, kind), kind.__name__)
    return here.app.screen


async def more(here: Story, line: str) -> None:
    """From the knowledge area, take a line of what else can be done."""
    await here.press("ctrl+t")
    await here.sees("Enter 选定", line)
    place = next(
        place
        for place, one in enumerate((one for one in here.lines if "│" in one), 0)
        if line in one
    )
    await here.press(str(place))


async def fill(here: Story, *fields: tuple[str, str]) -> None:
    """Fill fields of the form in."""
    for name, text in fields:
        here.app.screen.form.go_to(name)
        await here.pilot.pause()
        if name == "class":
            await here.press(text)
        else:
            await here.write(text)


@pytest.mark.clause("6.2.1", "6.2.3", "6.2.4", "5.3.1")
async def test_an_article_written_at_one_desk_and_checked_at_another_is_cited_at_a_third(
    premises: Premises,
) -> None:
    owner = premises.office.owner
    for workno, role in (("5001", Role.EDITOR), ("5002", Role.EDITOR), ("1024", Role.AGENT)):
        premises.staff(workno, f"同事{workno}", role)
    async with premises.sit("5001") as here:
        await on(here, KnowledgeScreen)
        await more(here, "写一篇新知识")
        await on(here, WritingScreen)
        await here.sees("还没有存", "还缺 6：标题、正文、类别、来源、权威机关、有效期止 6.2.3")
        await here.press("ctrl+d")
        await here.sees("! 缺标题", "另有")
        await fill(
            here,
            ("title", WHOLE["title"]),
            ("class", "3"),
            ("source", WHOLE["source"]),
            ("authority", WHOLE["authority"]),
            ("valid_to", "长期"),
            ("text", WHOLE["text"]),
        )
        await here.sees("要素齐全")
        await here.press("ctrl+r")
        await here.sees("服务　长期有效　第1版", "来源　《夜间经济管理办法》")
        await here.press("ctrl+r", "ctrl+d")
        await here.hears("已送校核")
        await on(here, KnowledgeScreen)
        await more(here, "知识编辑")
        await on(here, EditorsRoomScreen)
        await here.press("3")
        await here.sees("[3 待校核 1]", WHOLE["title"])
        await here.press("enter")
        await on(here, VettingScreen)
        await here.sees("p通过并发布")
        await here.press("p")
        await here.hears("校核须由另一人进行")
    async with premises.sit("5002") as here, premises.sit("1024") as there:
        await on(here, KnowledgeScreen)
        await more(here, "知识编辑")
        await on(here, EditorsRoomScreen)
        await here.press("3")
        await here.sees("[3 待校核 1]", WHOLE["title"])
        await here.press("enter")
        await on(here, VettingScreen)
        await here.sees("到街道办事处申请。")
        await here.press("p")
        await here.hears("已发布")
        await there.press("1", "1")
        await there.write("想在夜市摆摊")
        await there.press("ctrl+f", "ctrl+u")
        await on(there, KnowledgeScreen)
        await there.write("yeshi tanwei")
        await there.sees(f"▸ 1 {WHOLE['title']}")
        await there.press("ctrl+s")
        await there.sees(f"已引用《{WHOLE['title']}》第1版")
        await there.press("ctrl+d")
        await there.sees("已直接答复")
        (row,) = queueing.listed(owner, 5)
        ticket = queueing.show(there.desk, row.number)
        assert [(one.title, one.version) for one in ticket.citations] == [(WHOLE["title"], 1)]
        article = ticket.citations[0].article
        second = writing.begin(here.desk, Writing({**WHOLE, "text": "改了。"}), article)
        writing.submit(here.desk, second.id)
        releasing.approve(owner, second.id, publishing=True)
        there.app.show_ticket(row.number)
        await there.sees("y引用知识")
        await there.press("y")
        await there.sees("第 1 版　旧版", "到街道办事处申请。")


@pytest.mark.clause("6.2.4")
async def test_a_check_shows_what_changes_and_gives_back_with_what_is_wrong(story: Open) -> None:
    async with story() as here:
        article = published(here)
        second = writing.begin(editor(here), Writing(), article)
        changed = {**WHOLE, "text": "网上申请。\n\n带身份证。", "source": "新办法"}
        writing.write(editor(here), second.id, Writing(changed))
        writing.submit(editor(here), second.id)
        here.app.push_screen(EditorsRoomScreen(manuscripts.Matters.TO_CHECK))
        await here.sees("[3 待校核 1]", "周涛")
        await here.press("enter")
        await on(here, VettingScreen)
        await here.sees("与已发布的第 1 版相比", "- 到街道办事处申请。", "+ 网上申请。", "+ 新办法")
        await here.press("f")
        await here.sees("来源　新办法", "第2版")
        await here.press("h")
        await here.sees("周涛 送校核", "周涛 修改（正文、来源）")
        await here.press("t")
        await here.sees("哪里不对")
        await here.press("ctrl+s")
        await here.sees("! 校核退回须写明理由 6.2.4")
        await here.write("缺网址")
        await here.press("ctrl+s")
        await here.hears("已退回")
        await on(here, EditorsRoomScreen)
        await here.press("2")
        await here.sees("[2 校核退回 1]", "缺网址")
        await here.press("enter")
        await on(here, WritingScreen)
        await fill(here, ("text", "网址见公告。"))
        await here.press("ctrl+d")
        await here.hears("已送校核")
        releasing.approve(checker(here), second.id, publishing=True)
        await on(here, EditorsRoomScreen)
        third = writing.begin(editor(here), Writing({**changed, "title": "第三版"}), article)
        here.app.push_screen(VersionsScreen(article))
        await here.sees("▸  2 现行")
        await here.press("e")
        await here.hears(f"已有稿件 {third.id}")
        await here.sees(f"稿件 {third.id} 草稿", "标题[第三版")
        await here.press("escape")
        await here.sees("▸  2 现行", "  1 旧版", "与第 1 版的差异", "+ 网址见公告。网上申请。")
        await here.press("down", "enter")
        await here.sees("第 1 版　旧版", "到街道办事处申请。")
        await here.press("escape", "w")
        await here.sees("撤回　知识点")
        await here.write("办法废止")
        await here.press("ctrl+s")
        await here.sees("已撤回", "撤回：办法废止")
        assert not versions.versions(here.desk, article)[0].current


async def test_two_editors_on_one_manuscript_lose_nothing(story: Open) -> None:
    async with story() as here:
        made = writing.begin(editor(here), Writing(WHOLE))
        here.app.push_screen(WritingScreen(Unsaved({}, manuscript=made.id)))
        await on(here, WritingScreen)
        await here.sees(WHOLE["title"])
        writing.write(checker(here), made.id, Writing({**WHOLE, "source": "别的办法"}))
        await fill(here, ("title", "（新）"))
        await here.press("ctrl+s")
        # Told by the refusal, or by the news of the change where that came behind it.
        await here.sees("! ", "何洁 修改（来源）", f"标题[{WHOLE['title']}（新）")
        await here.press("ctrl+k")
        await here.sees("与已存的比（何洁）", "- 别的办法", f"+ {WHOLE['source']}")
        await here.press("escape", "ctrl+s")
        await here.sees("已存")
        assert manuscripts.show(here.desk, made.id).title == f"{WHOLE['title']}（新）"


async def test_what_is_kept_otherwise_than_typed_is_shown_and_the_cursor_stays(
    story: Open,
) -> None:
    async with story() as here:
        here.app.push_screen(WritingScreen(Unsaved({})))
        await on(here, WritingScreen)
        await here.sees("还缺 6")
        await fill(here, ("title", "供暖"), ("division", "朝阳区"), ("text", "第一行"))
        await here.press("enter", "enter")
        await here.press("ctrl+s")
        await here.sees("已存", "区划[110105")
        await here.write("第二行")
        await here.sees("正文[第一行", "[第二行", " 未存 ─")
        await here.press("ctrl+s")
        await here.sees("已存")
        here.app.screen.form.go_to("text")
        await here.press("ctrl+u", "backspace")
        await here.write("<div><h2>怎么办</h2><p>先<b>登记</b>。</p></div>")
        await here.press("ctrl+s")
        await here.sees("## 怎么办", "先登记。", "已存")
        assert "div" not in here.text


async def test_what_was_typed_and_not_stored_is_offered_again(story: Open) -> None:
    async with story() as here:
        await here.press("f3")
        await on(here, KnowledgeScreen)
        await more(here, "写一篇新知识")
        await on(here, WritingScreen)
        await fill(here, ("title", "写到一半"), ("text", "还没写完"))
        await here.sees(" 未存 ─")
        await here.press("escape")
        await here.hears("下次接着写")
    async with story() as here:
        await here.press("f3")
        await on(here, KnowledgeScreen)
        await more(here, "写一篇新知识")
        await here.sees("接着写　《写到一半》", "从头写起")
        await here.press("1")
        await on(here, WritingScreen)
        await here.sees("标题[写到一半", "正文[还没写完")
        await here.press("ctrl+s")
        await here.sees("稿件 1 草稿", "已存")
        await here.press("escape")
        await on(here, KnowledgeScreen)
        await more(here, "写一篇新知识")
        await on(here, WritingScreen)
        await here.misses("写到一半")


@pytest.mark.clause("6.2.2")
async def test_agents_see_what_they_must_read_and_mark_it_with_one_key(story: Open) -> None:
    async with story() as here:
        article = published(here)
        await here.press("f3")
        await on(here, KnowledgeScreen)
        await here.write("夜市摊位")
        await here.sees(f"▸ 1 {WHOLE['title']}")
        await more(here, "列为必读")
        await here.sees("哪些岗位", "话务员")
        await here.press("tab")
        await here.write("新规")
        await here.press("ctrl+s")
        await here.hears("已列为必读")
        await more(here, "必读知识　我未读 1")
        await on(here, RequiredReadingScreen)
        await here.sees("未读的必读 1　我未读 1", "读完按 r　新规", "到街道办事处申请。")
        await here.press("w")
        await here.sees("已读 0 / 1", "未读")
        await here.press("escape", "r")
        await here.sees("未读的必读 0　我未读 0", "没有未读的必读知识")
        assert required.readers(here.desk, article)[0].read_at == here.clock.now()
        await here.press("a")
        await here.sees("全部必读 1", WHOLE["title"])
        await here.press("x", "y")
        await here.sees("全部必读 0")


@pytest.mark.clause("6.2.4")
async def test_an_organizer_contributes_and_an_editor_adopts_or_declines(story: Open) -> None:
    async with story() as here:
        unit = here.colleague("6001", "吴桐", Role.ORGANIZER, unit=SUBDISTRICT)
        offers = [
            contributing.contribute(unit, Writing({"title": f"菜站{n}", "text": "早七点开门。"}))
            for n in (1, 2)
        ]
        here.app.push_screen(EditorsRoomScreen(manuscripts.Matters.CONTRIBUTED))
        await here.sees("[5 供稿 2]", "菜站1", "小关街道办")
        await here.press("enter")
        await on(here, VettingScreen)
        await here.sees("供稿单位　小关街道办事处", "a采纳", "! 缺类别")
        await here.press("a")
        await on(here, WritingScreen)
        await here.sees("稿件 1 草稿", "标题[菜站1")
        await here.press("escape")
        await on(here, EditorsRoomScreen)
        await here.sees("[5 供稿 1]")
        await here.press("enter")
        await on(here, VettingScreen)
        await here.press("d")
        await here.sees("不采纳")
        await here.write("已有同样的知识")
        await here.press("ctrl+s")
        await here.sees("[5 供稿 0]")
        stages = [manuscripts.show(here.desk, one.id).stage for one in offers]
        assert stages == [Stage.DRAFT, Stage.DECLINED]
    async with story(workno="6001") as here:
        await here.press("f3")
        await on(here, KnowledgeScreen)
        await more(here, "本单位的供稿")
        await here.sees("本单位的供稿 2", "草稿", "未采纳")
        await here.press("down")
        await here.sees("已有同样的知识")
        await here.press("n")
        await on(here, WritingScreen)
        await fill(here, ("title", "便民菜站"), ("text", "早八点开门。"))
        await here.press("ctrl+s")
        await here.sees("供稿　稿件 3 供稿", "已存")
        await here.press("escape")
        await here.sees("本单位的供稿 3")


SCREENS: dict[str, Callable[[int, int], Any]] = {
    "的各版": lambda article, key: VersionsScreen(article),
    "待校核　知识点": lambda article, key: VettingScreen(key),
    "附件 0": lambda article, key: WritingScreen(Unsaved({}, manuscript=key)),
    "第 1 / 1 件": lambda article, key: EditorsRoomScreen(manuscripts.Matters.TO_CHECK),
    "未读的必读 1": lambda article, key: RequiredReadingScreen(),
}
"""What each screen says once it shows the article."""


async def test_hostile_articles_are_only_text(story: Open) -> None:
    bad = "\n".join(HOSTILE)
    content = {**WHOLE, "title": f"敌{''.join(SHORT[:20])}"[:190], "text": bad[:50_000]}
    async with story() as here:
        article = published(here, content)
        required.require(here.desk, article, reason="".join(SHORT)[:300])
        other = {**content, "text": bad[1000:50_000], "source": "".join(SHORT)[:300]}
        made = writing.begin(editor(here), Writing(other), article)
        writing.submit(editor(here), made.id)
        for marker, screen in SCREENS.items():
            here.app.push_screen(screen(article, made.id))
            await here.sees(marker)
            await here.press("down", "pagedown")
            assert is_safe(here.lines)
            await here.press("escape")
            await here.misses(marker)

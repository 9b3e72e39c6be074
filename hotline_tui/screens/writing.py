"""An article is written: its form, its text, a preview, what goes with it. Clause: 6.2.1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import TextArea

from hotline_tui.screens import writing_company as company
from hotline_tui.screens.base import DeskScreen, is_there
from hotline_tui.screens.manuscript_page import lacking, preview
from hotline_tui.screens.told import Told
from hotline_tui.screens.worklist_lines import ruled
from hotline_tui.screens.writing_form import WritingForm, after
from hotline_tui.screens.writing_keeping import Unsaved, WritingKeeping, store
from hotline_tui.services import articles, manuscripts, relations, writing
from hotline_tui.services.article_content import faults, tidy
from hotline_tui.services.desk import OutOfReach
from hotline_tui.services.manuscripts import ManuscriptRow
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.refusal import Fault, Refused
from hotline_tui.widgets.chooser import Chooser
from hotline_tui.widgets.frame import ShownLine
from hotline_tui.widgets.line import Line
from hotline_tui.widgets.passage import Passage
from hotline_tui.widgets.plain import visible
from hotline_tui.widgets.prose import Prose

FAULTS_SHOWN = 4
"""Lines for what was refused."""


async def open_writing(screen: DeskScreen, work: Unsaved) -> None:
    """Open the form over `screen` for some work, with what was typed on it and not stored.

    Must run in a worker.
    """
    taken = await company.taken_up(screen, work)
    if taken is not None:
        screen.app.push_screen(WritingScreen(taken))


class WritingScreen(WritingKeeping):
    """Lies over the screen it was opened from; what is typed is never lost."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    WritingScreen {
        #title { text-style: bold; }
        #reading { display: none; height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
        #wrong { text-style: bold; }
        &.preview #form { display: none; }
        &.preview #reading { display: block; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "store", "存", id="writing.store", priority=True,
                tooltip="存成稿件，大家都看得到；没有写全也可以存"),
        Binding("ctrl+d", "submit", "送校核", id="writing.submit", priority=True,
                tooltip="存好并送另一人校核；缺什么一次说全"),
        Binding("ctrl+r", "preview", "预览", id="writing.preview", priority=True,
                tooltip="看话务员将看到的样子，再按回来接着写"),
        Binding("ctrl+k", "compare", "比较", id="writing.compare", priority=True,
                tooltip="写的与已存的、已发布的有什么不同"),
        Binding("ctrl+t", "relate", "相关", id="writing.relate", priority=True,
                tooltip="自动找出的相关知识，逐条确认"),
        Binding("ctrl+l", "files", "附件", id="writing.files", priority=True,
                tooltip="加附件、去附件；随稿件一起校核"),
        Binding("ctrl+g", "next_missing", "下一缺项", id="writing.missing", priority=True,
                tooltip="到下一个还缺的要素"),
        Binding("escape", "leave", "返回", id="writing.leave",
                tooltip="返回；没有存的留在这台机器的草稿里"),
    ]  # fmt: skip

    def __init__(self, work: Unsaved) -> None:
        """`work` with a content, where one was typed before; else with what it is about."""
        super().__init__(work)
        self.row: ManuscriptRow | None = None
        self._busy = False
        self._said = ""

    def body(self) -> ComposeResult:
        """The form or its preview, what was refused, what is still missing."""
        yield ShownLine(id="title")
        yield WritingForm(id="form")
        with VerticalScroll(id="reading"):
            yield Passage(id="text-shown")
        yield Told(id="wrong")
        yield ShownLine(id="status")

    def on_mount(self) -> None:
        """Bring what is stored, and on top of it what was typed."""
        self._begin()

    @work(group="write")
    async def _begin(self) -> None:
        content, related = await self._stored()
        self.form.fill(content)
        self.stored, self.stored_related = self.form.content, related
        if self.work.key or self.work.content:  # from the journal, or to begin with
            content, related = dict(self.work.content), self.work.related
            self.form.fill(content)
        self.work = replace(self.work, content=content, related=related)
        self.form.go_to("title")
        self._show()

    async def _stored(self) -> tuple[dict[str, str], tuple[int, ...]]:
        if self.work.manuscript is not None:
            self.row = await self.door.attempt(manuscripts.show, self.work.manuscript)
            if self.row is not None:
                if not self.work.key:
                    self.work = replace(self.work, seen=self.row.version)
                return dict(self.row.content), self.row.related
        elif self.work.over is not None:
            said = await self.door.attempt(articles.said, self.work.over)
            near = await self.door.attempt(relations.related, self.work.over)
            return said or {}, tuple(one.id for one in near or ())
        return {}, ()

    async def reload(self) -> None:
        """Say at once that somebody else has changed the manuscript."""
        if not self._busy and (told := await company.changed_by_others(self, self.work)):
            self._tell((told,))

    # ---- typing -------------------------------------------------------------------------

    @on(Line.Changed)
    @on(TextArea.Changed)
    def _typed(self) -> None:
        self.keep_soon()
        self._show()

    @on(Chooser.Chosen)
    def _chosen(self, event: Chooser.Chosen) -> None:
        self.keep_soon()
        self._show()
        if event.final and event.choice is not None:
            self.form.go_to(after(self.form.current))

    @on(Line.Submitted)
    def _entered(self) -> None:
        self.form.go_to(after(self.form.current))

    @on(Line.TooLong)
    @on(Prose.TooLong)
    def _too_long(self, event: Line.TooLong | Prose.TooLong) -> None:
        self._tell((f"太长：有 {len(event.left_out)} 个字没有放进去",))

    def action_next_missing(self) -> None:
        """To the next field that a rule still asks for."""
        names = [fault.field for fault in self._faults()]
        if names:
            here = self.form.current
            place = names.index(here) + 1 if here in names else 0
            self.form.go_to(names[place % len(names)])

    def _faults(self) -> tuple[Fault, ...]:
        return faults(tidy(self.form.content), self.desk.today())

    def _show(self) -> None:
        """What it is, what is missing, whether it is stored."""
        if not is_there(self):
            return
        found = self._faults()
        self.form.mark({one.field for one in found})
        row, work = self.row, self.work
        name = f"稿件 {row.id} {row.stage.label}" if row else "新稿件，还没有存"
        kind = "供稿" if work.contributing else "编写知识"
        over = row.article if row else work.over
        of = f"　知识点 {over} 的新版" if over else "　新知识"
        self.query_one("#title", ShownLine).shown = f" {kind}　{name}{of}"
        at = "未存" if self.changed else self._said
        with_it = f"　相关 {len(work.related)}" + (f"　附件 {len(row.files)}" if row else "")
        begin = f"─ {lacking(found)}{with_it} "
        shown = ruled(begin, f" {at} ─" if at else "─", self.size.width)
        self.query_one("#status", ShownLine).shown = shown

    # ---- acts ---------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A contribution is not handed in for the check by who contributes it."""
        return not (action == "submit" and self.work.contributing)

    @work(group="write")
    async def action_store(self) -> None:
        """Store what is typed, complete or not."""
        if await self._store():
            at = f"{self.desk.now().astimezone(BEIJING):%H:%M}"
            self._said = f"已存 {at}"
            self._show()

    async def _store(self) -> bool:
        """Whether all of it is stored; what is refused stays in the form, and is told."""
        if self._busy:
            return False
        self._busy = True
        sent = self.typed
        try:
            row = await self.door.ask(store, sent)
        except Refused as refused:
            self._refuse(refused.faults)
            return False
        except OutOfReach as away:
            kept = "写的已留在本机草稿" if await self.write_down() else "写的只在屏幕上"
            self._tell((f"{away}。{kept}",))
            return False
        finally:
            self._busy = False
        if self.form.content == sent.content:  # else more was typed meanwhile, and stays
            self.form.correct(row.content)
        self._take_over(row)
        await self.forget()
        if self.changed:
            self.keep_soon()
        return True

    def _take_over(self, row: ManuscriptRow) -> None:
        """Go on from what is stored."""
        self.row, self._said = row, ""
        self.stored, self.stored_related = dict(row.content), row.related
        self.work = replace(self.work, manuscript=row.id, seen=row.version, related=row.related)
        self._tell(())
        self._show()

    @work(group="write")
    async def action_submit(self) -> None:
        """Store it and hand it in for another person's check. Clause: 6.2.4."""
        if (self.changed or self.row is None) and not await self._store():
            return
        row = self.row
        if row is None:
            return
        try:
            await self.door.ask(writing.submit, row.id, row.version)
        except Refused as refused:
            self._refuse(refused.faults)
        except OutOfReach as away:
            self._tell((str(away),))
        else:
            self.notify(f"稿件 {row.id} 已送校核，由另一人校核后发布。", timeout=4, markup=False)
            self.dismiss()

    def action_preview(self) -> None:
        """As agents will read it, or back to the form."""
        self.toggle_class("preview")
        if self.has_class("preview"):
            version = (self.row.base_version if self.row else 0) + 1
            self.query_one("#text-shown", Passage).told = preview(tidy(self.form.content), version)
            self.query_one("#reading").focus()
        else:
            self.form.go_to("text")

    @work(group="ask")
    async def action_compare(self) -> None:
        """What is typed beside what is stored, by others too; the next store is then over that."""
        typed = tidy(self.form.content)
        row, told = await company.compared_with(self, self.work, typed)
        if row is not None:
            self.row, self.work = row, replace(self.work, seen=row.version)
        self._tell(())
        if told is not None:
            self.app.push_screen(told)

    @work(group="write")
    async def action_relate(self) -> None:
        """Confirm which articles are related, of those found. Clause: 6.2.2."""
        article = self.row.article if self.row else self.work.over
        chosen = await company.related(self, self.typed, article)
        if chosen is not None:
            self.work = replace(self.work, related=chosen)
            self.keep_soon()
            self._show()

    @work(group="write")
    async def action_files(self) -> None:
        """Files of the manuscript, which must be stored before."""
        if (self.changed or self.row is None) and not await self._store():
            return
        if self.row is not None:
            row = await company.files(self, self.row)
            if row is not None:
                self._take_over(row)

    @work(group="write")
    async def action_leave(self) -> None:
        """Go back; what is not stored waits in the journal."""
        if self.has_class("preview"):
            self.action_preview()
            return
        if self.changed:
            if not await self.write_down():
                return  # nothing but the screen has it
            self.notify("没有存的已留在这台机器的草稿里，下次接着写。", timeout=4)
        self.dismiss()

    def _refuse(self, found: Sequence[Fault]) -> None:
        told = [f"{one.message} {one.clause}".rstrip() for one in found]
        if any(one.field in ("version", "base_version") for one in found):
            told.append("写的还在：^K 看差异，再 ^S 存")
        self._tell(told)
        self.form.go_to(next((one.field for one in found), ""))

    def _tell(self, told: Sequence[str]) -> None:
        lines = [f"! {visible(one)}" for one in told]
        if len(lines) > FAULTS_SHOWN:
            lines = [*lines[: FAULTS_SHOWN - 1], f"! 另有 {len(lines) - FAULTS_SHOWN + 1} 项"]
        self.query_one("#wrong", Told).lines = tuple(lines)

"""Ticket entry: a call, or an online matter, is taken down while it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.worker import Worker

from hotline_tui.screens import entry_form
from hotline_tui.screens.entry_fields import RecordForm
from hotline_tui.screens.entry_form import NO, YES
from hotline_tui.screens.entry_inputs import lists
from hotline_tui.screens.entry_lines import AssistLines, CallerLine, MissingLine, TipLine
from hotline_tui.screens.entry_transcript import EntryTranscript
from hotline_tui.standard import acceptance, elements, record
from hotline_tui.widgets.ask import Ask
from hotline_tui.widgets.chooser import Chooser
from hotline_tui.widgets.frame import PhraseLine
from hotline_tui.widgets.line import Line
from hotline_tui.widgets.passage import Passage
from hotline_tui.widgets.prose import Prose

if TYPE_CHECKING:
    from hotline_tui.services.calls import CallRow


class EntryScreen(EntryTranscript):
    """Every kind and urgency, telephone and online, with what to ask next.

    Clause: 5.2.2.3 b, 5.2.2.3 c, C.1, C.2, C.3, C.4, C.5.
    """

    CSS_PATH = "entry.tcss"
    AREA = "entry"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "register", "登记", id="entry.register", priority=True,
                tooltip="登记工单，交去派单"),
        Binding("ctrl+d", "answer", "答复", id="entry.answer", priority=True,
                tooltip="登记并按引用的知识点直接答复"),
        Binding("ctrl+g", "next_missing", "缺项", id="entry.next_missing", priority=True,
                tooltip="到下一个还缺的要素"),
        Binding("ctrl+n", "not_provided", "未提供", id="entry.not_provided", priority=True,
                tooltip="这个要素诉求人没有提供：写明原因"),
        Binding("ctrl+k", "cite", "引用", id="entry.cite", priority=True,
                tooltip="引用推荐的知识点；再按换下一个，最后取消"),
        Binding("alt+k", "unfit", "不合适", id="entry.unfit", priority=True, show=False,
                tooltip="推荐的第一条知识点与此事无关：换下一条，以后排后"),
        Binding("ctrl+f", "search", "查知识", id="entry.search", priority=True,
                tooltip="在知识库里查找并引用"),
        Binding("ctrl+r", "turn_away", "不受理", id="entry.turn_away", priority=True,
                tooltip="不予受理：写明原因和建议后留存"),
        Binding("ctrl+b", "drafts", "草稿", id="entry.drafts", priority=True,
                tooltip="取回放在一边的草稿"),
        Binding("ctrl+t", "link", "关联", id="entry.link", priority=True,
                tooltip="与同一诉求人此前的相似工单关联，再按取消"),
        Binding("escape", "set_aside", "搁置", id="entry.set_aside",
                tooltip="把草稿放在一边，开始新的一件"),
        Binding("tab", "go_on", "下一栏", id="entry.go_on", show=False),
        Binding("shift+tab", "go_back", "上一栏", id="entry.go_back", show=False),
        Binding("down", "step(1)", "下面的文字栏", id="entry.down", show=False),
        Binding("up", "step(-1)", "上面的文字栏", id="entry.up", show=False),
        Binding("alt+m", "turn('risk_to_life_or_property')", "生命财产", id="entry.risk",
                priority=True, show=False, tooltip="是否可能造成生命财产损失：改为是或否"),
        Binding("alt+b", "turn('claimant.confidential')", "保密", id="entry.confidential",
                priority=True, show=False, tooltip="是否为诉求人保密：改为是或否"),
        Binding("alt+l", "aside('kind')", "类型", id="entry.kind", priority=True, show=False,
                tooltip="改工单类型，改好后回到原处"),
        Binding("alt+j", "aside('urgency')", "紧急程度", id="entry.urgency", priority=True,
                show=False, tooltip="改紧急程度，改好后回到原处"),
        Binding("alt+y", "aside('channel')", "来源", id="entry.channel", priority=True, show=False,
                tooltip="改来源渠道，改好后回到原处"),
        Binding("alt+x", "aside('claimant.contact')", "其他联系", id="entry.contact",
                priority=True, show=False, tooltip="填其他联系方式，填好后回到原处"),
        Binding("ctrl+l", "limit", "法定时限", id="entry.limit", priority=True, show=False,
                tooltip="按法律、法规、规章、政策填写办理时限"),
        Binding("alt+q", "earlier", "此前工单", id="entry.earlier", priority=True, show=False,
                tooltip="看诉求人此前的工单，关联或打开"),
        Binding("alt+r", "same_person", "同一人", id="entry.same_person", priority=True,
                show=False, tooltip="填入上一件的诉求人：同一人又一件事"),
        Binding("alt+z", "transcript", "转写", id="entry.transcript", priority=True, show=False,
                tooltip="载入通话文字，核对后填入空栏"),
        Binding("alt+pagedown", "article(1)", "知识下翻", id="entry.article_down", priority=True,
                show=False, tooltip="知识点向下翻，不离开正在填的栏"),
        Binding("alt+pageup", "article(-1)", "知识上翻", id="entry.article_up", priority=True,
                show=False, tooltip="知识点向上翻，不离开正在填的栏"),
    ]  # fmt: skip

    _heard: int | None = None
    """The call that has been taken notice of last."""

    def body(self) -> ComposeResult:
        """The phrase to say, the form, what is missing, what may help."""
        yield PhraseLine(id="phrase")
        yield CallerLine(id="caller")
        with Container(id="work"):
            yield RecordForm(id="form")
            with VerticalScroll(id="article", can_focus=False):
                yield Passage(id="article-text")
        yield MissingLine(id="missing")
        yield TipLine(id="tip")
        yield AssistLines(id="assist")

    async def painted(self) -> None:
        """The rest of the form."""
        await self.form.mount_rest()

    def on_mount(self) -> None:
        """Lists from the city's data; drafts that were left are offered."""
        self.read_form()
        self.form.go_to("kind")
        self._prepare()

    @work(group="prepare")
    async def _prepare(self) -> None:
        await self.look_into_calendar()
        found = await self.door.attempt(lists)
        if found is not None:
            self.form.serve(found)
        await self.count_drafts()

    # ---- what is typed ------------------------------------------------------------------

    @on(RecordForm.Changed)
    def _form_changed(self) -> None:
        self.refusal = None
        if not self.form.blank:
            self.done = None
        self.read_form()
        self.keep_soon()
        self.help_soon()

    @on(Line.Submitted)
    def _line_done(self) -> None:
        self.form.go_on()

    @on(Chooser.Chosen)
    def _chosen(self, event: Chooser.Chosen) -> None:
        if event.choice is None:
            return
        self.read_form()  # the choice may bring fields into the way
        elsewhere = acceptance.outside(self.draft.division, self.desk.region)
        if self.form.current == "division" and elsewhere is not None:
            self.turn_away(elsewhere)
        elif event.final:
            self.form.go_on()

    @on(Line.TooLong)
    @on(Prose.TooLong)
    def _too_long(self, event: Line.TooLong | Prose.TooLong) -> None:
        self.notify(
            f"太长：有 {len(event.left_out)} 个字没有放进去。", severity="warning", timeout=8
        )

    # ---- calls --------------------------------------------------------------------------

    def call_answered(self, call: CallRow) -> None:
        """A call was answered: its number goes into a form of its own."""
        if call.id != self._heard:
            self._heard = call.id
            self.run_worker(self._begin_call(call), group="write")

    async def _begin_call(self, call: CallRow) -> None:
        if call.id == self.call:  # a draft of this call was taken back
            return
        if not await self.write_down():  # what was being written is put aside
            self._heard = None  # as soon as the disk has taken it
            return
        self.start_anew()
        await self.count_drafts()

    def tick(self) -> None:
        """A call may have been answered while another screen lay over this one, or have ended."""
        frame = self.door.frame
        if frame is not None and frame.call is not None:
            self.call_answered(frame.call)
        elif self.call is not None and self.form.blank:
            done = self.done
            self.start_anew()  # the next caller is another person
            self.done = done
            self.tell()
        if self.desk.today() not in self._festivals:
            look = self.look_into_calendar
            _: Worker[None] = self.run_worker(look, group="calendar", exclusive=True)

    # ---- moving and marking -------------------------------------------------------------

    def action_go_on(self) -> None:
        """To the next field on the way."""
        self.read_form()  # what the last key chose may have brought fields into the way
        self.form.go_on()

    def action_go_back(self) -> None:
        """To the former field on the way."""
        self.form.go_back()

    def action_step(self, by: int) -> None:
        """To the text field before or after."""
        self.form.step(by)

    def action_aside(self, name: str) -> None:
        """To a field beside the way, and back when it is filled in."""
        self.form.go_aside(name)

    def action_turn(self, name: str) -> None:
        """Turn a yes into a no and back, without leaving the present field."""
        self.form.put(name, NO if self.form.text(name) == YES else YES)

    @work(group="ask")
    async def action_not_provided(self) -> None:
        """Mark the field as not provided, with the reason."""
        name = self.form.current
        element = entry_form.element_of(entry_form.CELLS[name], self.draft.kind) if name else ""
        known = {one.name: one for one in elements.asked(self.draft)}
        if element not in known or not known[element].may_lack:
            self.notify("这一项不能标为未提供。", timeout=3)
            return
        if record.value(self.draft, element):
            self.notify("这一项已经填写：要标为未提供，请先清空。", timeout=3)
            return
        told = f"{known[element].label}未提供的原因"
        reason = await self.app.push_screen_wait(Ask(told, value=entry_form.usual_reason(element)))
        if reason:
            self.form.not_provided[element] = reason
            self._form_changed()
            self.form.go_on()

    def action_limit(self) -> None:
        """Show or hide the fields of a statutory limit."""
        self.statutory = not self.statutory
        self.read_form()
        if self.statutory:
            self.form.go_to("statutory_limit.due_at")

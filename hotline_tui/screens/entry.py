"""Ticket entry: a call, or an online matter, is taken down while it is told."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.timer import Timer
from textual.widgets import Static

from hotline_tui.screens import entry_form
from hotline_tui.screens.entry_fields import RecordForm
from hotline_tui.screens.entry_lines import AssistLines, HintLine, MissingLine
from hotline_tui.screens.entry_sending import EntrySending
from hotline_tui.services import drafting, registering
from hotline_tui.services.assisting import Assistance, assist
from hotline_tui.services.calls import CallRow
from hotline_tui.services.directory import directory
from hotline_tui.services.festivals import festival
from hotline_tui.standard import acceptance, elements
from hotline_tui.standard.clocks import Deadline
from hotline_tui.standard.scripts import Moment, greeting, phrase
from hotline_tui.widgets.ask import Ask
from hotline_tui.widgets.chooser import Chooser
from hotline_tui.widgets.frame import PhraseLine
from hotline_tui.widgets.line import Line
from hotline_tui.widgets.plain import plain
from hotline_tui.widgets.prose import Prose

ASSIST_AFTER = 0.3
"""Seconds of rest after which suggestions are looked for."""

WIDE = 120
"""From this width on the article stands beside the form."""


class EntryScreen(EntrySending):
    """Every kind and urgency, telephone and online, with what to ask next.

    Clause: 5.2.2.3 b, 5.2.2.3 c, C.1, C.2, C.3, C.4, C.5.
    """

    CSS_PATH = "entry.tcss"
    AREA = "entry"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "register", "登记", id="entry.register", priority=True,
                tooltip="登记工单，交去派单"),
        Binding("ctrl+d", "answer", "直接答复", id="entry.answer", priority=True,
                tooltip="登记并按引用的知识点直接答复"),
        Binding("ctrl+g", "next_missing", "下一缺项", id="entry.next_missing", priority=True,
                tooltip="到下一个还缺的要素"),
        Binding("ctrl+n", "not_provided", "未提供", id="entry.not_provided", priority=True,
                tooltip="这个要素诉求人没有提供：写明原因"),
        Binding("ctrl+k", "cite", "引用", id="entry.cite", priority=True,
                tooltip="引用推荐的第一个知识点"),
        Binding("ctrl+f", "search", "查知识", id="entry.search", priority=True,
                tooltip="在知识库里查找并引用"),
        Binding("ctrl+r", "turn_away", "不予受理", id="entry.turn_away", priority=True,
                tooltip="不予受理：写明原因和建议后留存"),
        Binding("ctrl+l", "limit", "法定时限", id="entry.limit", priority=True, show=False,
                tooltip="按法律、法规、规章、政策填写办理时限"),
        Binding("ctrl+b", "drafts", "草稿", id="entry.drafts", priority=True,
                tooltip="取回放在一边的草稿"),
        Binding("ctrl+t", "link", "关联", id="entry.link", priority=True,
                tooltip="与同一诉求人此前的工单关联"),
        Binding("alt+pagedown", "article(1)", "知识下翻", id="entry.article_down", priority=True,
                show=False),
        Binding("alt+pageup", "article(-1)", "知识上翻", id="entry.article_up", priority=True,
                show=False),
        Binding("escape", "set_aside", "放一边", id="entry.set_aside",
                tooltip="把草稿放在一边，开始新的一件"),
    ]  # fmt: skip

    _assisting: Timer | None = None

    def body(self) -> ComposeResult:
        """The phrase to say, the form, what is missing, what may help."""
        yield PhraseLine(id="phrase")
        with Horizontal(id="work"):
            yield RecordForm(id="form")
            with VerticalScroll(id="article", can_focus=False):
                yield Static(id="article-text")
        yield MissingLine(id="missing")
        yield HintLine(id="hints")
        yield AssistLines(id="assist")

    def on_mount(self) -> None:
        """Lists from the city's data; drafts that were left are offered."""
        self.read_form()
        self.form.go_to("kind")
        self._prepare()

    @work(group="prepare")
    async def _prepare(self) -> None:
        self.form.serve(await self.door.ask(directory))
        left = await self.door.ask(drafting.kept, self.door.journal)
        if left:
            self.notify(f"有 {len(left)} 份没有登记的草稿，^B 取回。", timeout=10)

    # ---- what is typed ------------------------------------------------------------------

    @on(RecordForm.Changed)
    def _form_changed(self) -> None:
        self._farewell = ""
        self.read_form()
        self.keep_soon()
        if self._assisting is not None:
            self._assisting.stop()
        self._assisting = self.set_timer(ASSIST_AFTER, self.look_for_help)

    @on(Line.Submitted)
    def _line_done(self) -> None:
        self.form.go_on()

    @on(Chooser.Chosen)
    def _chosen(self, event: Chooser.Chosen) -> None:
        if event.choice is not None and event.final:
            self.read_form()  # the choice may bring fields into the way
            self.form.go_on()

    @on(Chooser.Unknown)
    def _unknown(self, event: Chooser.Unknown) -> None:
        elsewhere = acceptance.outside(event.text, self.desk.region)
        if self.form.current == "division" and elsewhere is not None:
            self._turn_away(elsewhere)

    @on(Line.TooLong)
    @on(Prose.TooLong)
    def _too_long(self, event: Line.TooLong | Prose.TooLong) -> None:
        self.notify(
            f"太长：有 {len(event.left_out)} 个字没有放进去。", severity="warning", timeout=8
        )

    def read_form(self) -> None:
        """What the form says now: the record, what is wrong, what is missing, what to ask."""
        filled = self.form.filled
        self.draft, self.faults = entry_form.read(filled, self.draft, self.desk.now())
        missing = elements.missing(self.draft)
        self.form.show(entry_form.wanted(self.draft, self.statutory), self.draft.kind, missing)
        self.form.tell_clock(self._due())
        self.query_one(MissingLine).tell(missing, self.faults)
        self.query_one(HintLine).tell(self.draft)
        self.say()

    def _due(self) -> Deadline | None:
        frame = self.door.frame
        surge = bool(frame and frame.waiting and frame.waiting.surge_since)
        return registering.dispatch_deadline(self.draft, self.desk.now(), surge=surge)

    def say(self) -> None:
        """Show what to say now."""
        line = self.query_one(PhraseLine)
        if self._farewell:
            line.say(self._farewell, phrase(Moment.BEFORE_END).clause)
            return
        untouched = self.draft.kind is None and not self.form.filled.given[entry_form.STORY]
        asked = elements.next_question(self.draft)
        if untouched and not self.draft.online:
            greets = greeting(festival(self.desk.today()))
            line.say(greets.text, greets.clause)
        elif asked is not None:
            line.say(asked.question, asked.element.clause)
        else:
            ends = phrase(Moment.BEFORE_END)
            line.say(ends.text, ends.clause)

    # ---- calls --------------------------------------------------------------------------

    def call_answered(self, call: CallRow) -> None:
        """A call was answered: its number goes into the form, unless one is being written."""
        if not self.form.blank:
            self.run_worker(self._set_aside(), group="write", name="set aside")
        self.call = call.id
        self.form.put("claimant.phone", call.phone)
        self.form.go_to("kind")

    # ---- help while writing -------------------------------------------------------------

    def look_for_help(self) -> None:
        """Look for suggestions that fit what stands in the form."""
        self.run_worker(self._find_help(), group="assist", exclusive=True)

    async def _find_help(self) -> None:
        self.assistance = await self.door.attempt(assist, self.draft) or Assistance()
        self.show_help()

    def show_help(self) -> None:
        """Show the suggestions that there are."""
        self.query_one(AssistLines).tell(self.assistance, self.cited, self.links)
        first = self.cited or next(iter(self.assistance.articles), None)
        text = f"{first.article.title}\n\n{first.article.text}" if first else ""
        self.query_one("#article-text", Static).update(plain(text, multiline=True))
        self.form.suggest_categories(
            tuple(one.name for one in self.assistance.suggestions.categories)
        )

    def on_resize(self, event: events.Resize) -> None:
        """A wide terminal shows the article beside the form."""
        self.set_class(event.size.width >= WIDE, "wide")

    def action_article(self, by: int) -> None:
        """Scroll the article beside the form, while typing goes on."""
        beside = self.query_one("#article", VerticalScroll)
        beside.scroll_relative(y=by * (beside.size.height - 1), animate=False)

    def action_cite(self) -> None:
        """Cite the first suggested article, or take the citation back."""
        if self.cited is not None:
            self.cited = None
        else:
            self.cited = next(iter(self.assistance.articles), None)
            if self.cited is None:
                self.notify("还没有推荐的知识点，^F 查找。", timeout=3)
        self.show_help()

    @work(group="search")
    async def action_search(self) -> None:
        """Look for an article in place; the chosen one is cited."""
        await self._choose_article()

    def action_link(self) -> None:
        """Link with the likeliest earlier ticket of this caller, or not."""
        rows = self.assistance.repeats.rows
        if not rows:
            self.notify("没有这位诉求人的相似工单。", timeout=3)
            return
        self.links ^= {rows[0].number}
        self.show_help()

    # ---- moving and marking -------------------------------------------------------------

    def action_next_missing(self) -> None:
        """To the next missing element."""
        asked = elements.next_question(self.draft)
        if asked is not None:
            self.form.go_to(entry_form.field_of(asked.element.name))

    @work(group="ask")
    async def action_not_provided(self) -> None:
        """Mark the field as not provided, with the reason."""
        name = self.form.current
        element = entry_form.element_of(entry_form.CELLS[name], self.draft.kind) if name else ""
        known = {one.name: one for one in elements.asked(self.draft)}
        if element not in known or not known[element].may_lack:
            self.notify("这一项不能标为未提供。", timeout=3)
            return
        told = f"{known[element].label}未提供的原因"
        reason = await self.app.push_screen_wait(Ask(told, value="诉求人拒绝提供"))
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

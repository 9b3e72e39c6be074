"""The fields of the dispatch dialog: only what the ticket's urgency needs.

Clause: 5.3.2.1.5, 5.3.2.1.6, B.2.1.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll

from hotline_tui.kb.lookup import Choice, Choices
from hotline_tui.screens import dispatch_rows
from hotline_tui.screens import dispatching_form as form
from hotline_tui.screens.form_keeping import as_typed
from hotline_tui.screens.guided_blanks import FLAG_KEYS, FLAGS, NOW, content, set_text
from hotline_tui.screens.told import Told
from hotline_tui.services.advising import Advice
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import OrganizerRow
from hotline_tui.services.dispatching import Plan
from hotline_tui.services.drafting import Kept
from hotline_tui.services.rows import TicketRow
from hotline_tui.standard.refusal import Fault
from hotline_tui.standard.scripts import Moment, filled, phrase
from hotline_tui.standard.urgent import DUTIES
from hotline_tui.standard.vocabulary import Way
from hotline_tui.widgets.chooser import Chooser
from hotline_tui.widgets.form import Field
from hotline_tui.widgets.frame import ShownLine, left, mark
from hotline_tui.widgets.line import Line
from hotline_tui.widgets.passage import Passage
from hotline_tui.widgets.plain import plain

SKIPPED = ("way", "complex", "called_at")
"""Entries with a default, which Enter passes by; Tab and the arrow keys reach them."""

DECISIONS = ("police", "emergency")
FAULTS_SHOWN = 4
"""Lines for what is wrong: all fields of an urgent ticket stay in view at 80×24."""

LABELS = {
    "lead": "牵头",
    "assisting": "协办",
    "opinion": "意见",
    "way": "方式",
    "complex": "疑难",
    "called_at": "电话时间",
    "spoke_with": "接听人",
    "said": "说明",
    "police": "报公安部门",
    "police_reason": "理由",
    "emergency": "报应急管理部门",
    "emergency_reason": "理由",
}


class Lead(Chooser):
    """The lead: while nothing is typed, a digit takes a suggestion. They stand above the form, so
    no list opens over its other fields."""

    def entered(self) -> None:
        """Nothing opens by itself."""

    def _digit(self, index: int) -> bool:
        if not self.text and index < len(self.suggested):
            self._take(self.suggested[index])
            return True
        return super()._digit(index)


class Fields(Vertical):
    """Lead, assisting, opinion, way; for urgent matters the call and the decision."""

    def __init__(self, ticket: TicketRow, *, complex: bool) -> None:
        super().__init__(id="fields")
        self._ticket = ticket
        duties = DUTIES[ticket.urgency]
        self.lead = Lead(Choices(()))
        self.helper = Chooser(Choices(()))
        entries: dict[str, Chooser | Line] = {
            "lead": self.lead,
            "assisting": self.helper,
            "opinion": Line(),
            "way": Chooser([Choice(way.value, way.label) for way in Way], Way.SYSTEM.value),
            "complex": Chooser(FLAGS, (form.YES if complex or ticket.complex else form.NO).code),
        }
        if duties.phone_call:
            entries |= {"called_at": Line(NOW), "spoke_with": Line(), "said": Line()}
        if duties.report_to_police:
            entries |= {"police": Chooser(FLAGS, placeholder=FLAG_KEYS), "police_reason": Line()}
        if duties.report_to_emergency_management:
            entries |= {
                "emergency": Chooser(FLAGS, placeholder=FLAG_KEYS),
                "emergency_reason": Line(),
            }
        self._entries = entries
        self._fields = {name: Field(LABELS[name], entry) for name, entry in entries.items()}
        self._helpers: dict[str, str] = {}
        self._news: tuple[str, ...] = ()
        self.untouched = self.filled

    def compose(self) -> ComposeResult:
        """Row by row; what is told about it below."""
        with VerticalScroll(id="form", can_focus=False):
            yield ShownLine(id="head")
            yield Told(id="about")
            yield Told(id="advice")
            with Horizontal(classes="row"):
                yield self._field("lead", 40)
                yield ShownLine(id="duty")
            with Horizontal(classes="row"):
                yield self._field("assisting", 40)
                yield ShownLine(id="helpers")
            yield ShownLine(id="copied")
            yield self._field("opinion")
            with Horizontal(classes="row"):
                yield self._field("way", 9)
                yield self._field("complex", 3)
                yield ShownLine(id="limit")
            yield from self._urgent()
        yield Told(id="faults")

    def _urgent(self) -> ComposeResult:
        if "spoke_with" in self._entries:
            yield Passage(id="script")
            with Horizontal(classes="row"):
                yield self._field("called_at", 12)
                yield self._field("spoke_with", 14)
                yield self._field("said")
        for name in DECISIONS:
            if name in self._entries:
                with Horizontal(classes="row"):
                    yield self._field(name, 7)
                    yield self._field(f"{name}_reason")

    def _field(self, name: str, width: int = 0) -> Field:
        field = self._fields[name]
        self._entries[name].styles.width = width or "1fr"
        field.styles.width = "auto" if width else "1fr"
        return field

    # ---- what stands in it --------------------------------------------------------------

    @property
    def filled(self) -> form.Filled:
        """Everything that was typed or chosen."""
        entries = {name: content(entry) for name, entry in self._entries.items()}
        return form.Filled(entries, tuple(self._helpers))

    @property
    def to_keep(self) -> dict[str, Any]:
        """The same for the journal, the assisting units by code with their names."""
        return {"entries": self.filled.entries, "assisting": dict(self._helpers)}

    def put_back(self, kept: Kept) -> None:
        """Put back what the journal kept; the units must have been served."""
        for name, text in kept.content["entries"].items():
            if name in self._entries:
                set_text(self._entries[name], as_typed(text, kept))
        self._helpers = dict(kept.content["assisting"])
        self._tell_helpers()

    def serve(self, units: Choices) -> None:
        """The units to choose from."""
        for chooser in (self.lead, self.helper):
            chooser.source = units
            if chooser.has_focus_within and chooser.text and chooser.value is None:
                chooser.typed()  # before there was anything to find

    def advise(self, advice: Advice) -> None:
        """Show the suggested units; an empty lead takes them by their digits."""
        told = [f" {dispatch_rows.suggestion(at, one)}" for at, one in enumerate(advice.units, 1)]
        if not advice.ticket.record.category and advice.categories:
            best = advice.categories[0]
            evidence = "、".join(best.evidence)
            told.append(f" 建议分类 {best.name} {best.score:.0%}（{evidence}）")
        self.query_one("#advice", Told).lines = tuple(told)
        offered = [
            Choice(one.code, one.name, f"{one.suggestion.score:.0%}") for one in advice.units
        ]
        self.lead.suggested = (*offered, form.NOBODY)

    def help_or_not(self, choice: Choice) -> None:
        """A unit assists, or, chosen once more, no longer does."""
        if self._helpers.pop(choice.code, None) is None and choice != form.NOBODY:
            self._helpers[choice.code] = choice.name
        self.helper.choose(None)
        self._tell_helpers()

    def drop_last(self) -> None:
        """The unit that was added last no longer assists."""
        if self._helpers:
            self._helpers.popitem()
        self._tell_helpers()

    def _tell_helpers(self) -> None:
        names = "、".join(self._helpers.values())
        self.query_one("#helpers", ShownLine).shown = f" {names}"

    # ---- where the cursor is ------------------------------------------------------------

    def go_to(self, name: str) -> None:
        """Put the cursor into an entry."""
        if name in self._entries:
            self._entries[name].focus()

    def go_on(self) -> bool:
        """To the next entry on the way; False after the last one."""
        names = list(self._entries)
        here = next((at for at, name in enumerate(names) if self._has_focus(name)), -1)
        after = (name for name in names[here + 1 :] if name not in SKIPPED)
        target = next(after, "")
        self.go_to(target)
        return bool(target)

    def _has_focus(self, name: str) -> bool:
        return self._entries[name].has_focus_within or self._entries[name].has_focus

    # ---- what is told -------------------------------------------------------------------

    def tell_ticket(self, ticket: TicketRow, desk: Desk) -> None:
        """What is being dispatched, and how long that may still take."""
        now = desk.now()
        rest = f"{mark(ticket.due_at, now)}{left(ticket.due_at, now)}".strip()
        self.query_one(
            "#head", ShownLine
        ).shown = f" 派单 {ticket.number} {ticket.kind.label} {rest}　{dispatch_rows.what(ticket)}"
        told = (dispatch_rows.when(ticket), *list(dispatch_rows.story(ticket))[:1])
        self.query_one("#about", Told).lines = tuple(f" {line}" for line in told)
        for passage in self.query("#script").results(Passage):
            passage.told = _script(ticket, desk.person.workno)

    def tell_plan(self, plan: Plan, faults: tuple[Fault, ...], *, refused: bool = False) -> None:
        """What would be sent as it stands, and what is still wrong with it."""
        self.query_one("#duty", ShownLine).shown = self._duty(plan.lead)
        self.query_one("#copied", ShownLine).shown = form.copied(plan)
        self.query_one("#limit", ShownLine).shown = f" {form.limits(plan)}"
        wrong = {form.FIELDS.get(fault.field, "") for fault in faults}
        for name, field in self._fields.items():
            field.missing = name in wrong
        self._tell_faults(faults, refused)

    def _duty(self, lead: OrganizerRow | None) -> str:
        if lead is None:
            count = len(self.lead.suggested)
            return f" 数字按建议，{count} 没有合适单位" if count > 1 else ""
        name = f" {lead.name}" if self.lead.value == form.NOBODY.code else ""
        mail = "可派邮箱" if lead.email else "无邮箱"
        return f"{name} 值班 {lead.duty_phone or '未登记'}　{mail}"

    def tell_news(self, news: Iterable[str]) -> None:
        """What others have done with the ticket meanwhile."""
        self._news = (*self._news, *(f" ※ {one}" for one in news))[-2:]

    def _tell_faults(self, faults: tuple[Fault, ...], refused: bool) -> None:
        lines = [" ".join(filter(None, (" ✗", one.clause, one.message))) for one in faults]
        if refused and lines:
            lines.insert(0, f" 没有派出，还有 {len(faults)} 项：")
        if len(lines) > FAULTS_SHOWN:
            rest = len(lines) - FAULTS_SHOWN + 1
            lines[FAULTS_SHOWN - 1 :] = [f" ✗ 另有 {rest} 项，见各栏前的 *"]
        self.query_one("#faults", Told).lines = (*self._news, *(lines or (" ✓ 可以派单：^S",)))


def _script(ticket: TicketRow, workno: str) -> Text:
    """The words of the call to the organizer, with what is known filled in. Clause: B.2.1."""
    opening, end = phrase(Moment.ORGANIZER_OPENING), phrase(Moment.ORGANIZER_END)
    said = filled(opening, number=workno, matter=ticket.record.title)
    return plain(f"{opening.clause} {said}　{end.clause} {end.text}", "bold")

"""The lines around the ticket form: what is missing, what to mind, what may help, who calls."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.text import Text
from textual.app import RenderResult
from textual.reactive import reactive
from textual.widget import Widget

from hotline_tui.screens.entry_form import CELLS, Cell, field_of, label
from hotline_tui.screens.entry_inputs import SHORT
from hotline_tui.services.suggested import Assistance, HitRow
from hotline_tui.standard.elements import Element, Missing
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.record import TicketDraft, full_text
from hotline_tui.standard.refusal import Fault
from hotline_tui.standard.threat import HINT, threatening
from hotline_tui.standard.wording import HintKind, hints
from hotline_tui.widgets.frame import ShownLine
from hotline_tui.widgets.plain import clip

if TYPE_CHECKING:
    from hotline_tui.services.calls import EarlierRow
    from hotline_tui.services.rows import TicketRow


def due_line(ticket: TicketRow) -> str:
    """The next clock of a ticket in words: `派单时限 11-24 14:00`."""
    due = ticket.clocks.next_due()
    if due is None or due.due_at is None:
        return ""
    return f"{due.clock.label}时限 {due.due_at.astimezone(BEIJING):%m-%d %H:%M}"


class MissingLine(ShownLine):
    """How many elements are still missing, and which, with their clauses; or what was done.

    Clause: 5.2.2.3 b, 5.2.2.3 c.
    """

    def tell(self, missing: tuple[Missing, ...], faults: tuple[Fault, ...], refused: bool) -> None:
        """Faults of what was typed come first, then what is missing, by clause.

        `refused` says that the record has been handed in and was not taken.
        """
        begin = " ✗ 没有登记，" if refused else " "
        if faults:
            self.shown = f"{begin}✗ " + "；".join(fault.message for fault in faults)
        elif missing:
            by_clause: dict[str, list[str]] = {}
            for one in missing:
                by_clause.setdefault(one.element.clause, []).append(_name(one.element))
            names = " · ".join(f"{' '.join(of)} {clause}" for clause, of in by_clause.items())
            self.shown = f"{begin}还缺 {len(missing)}：{names}"
        else:
            self.shown = " ✓ 要素齐全"

    def tell_done(self, done: TicketRow | None, drafts: int) -> None:
        """What became of the record before, and how many others wait."""
        told = ""
        if done is not None:
            told = f" ✓ {done.number} {done.status.label} {due_line(done)}".rstrip()
        if drafts:
            told += f" ※ 有 {drafts} 份没有登记的草稿，^B 取回"
        self.shown = told


def _name(element: Element) -> str:
    """An element by the label that it has on the form."""
    cell = CELLS.get(field_of(element.name))
    return element.label if cell is None else label(cell, element.name)


class TipLine(ShownLine):
    """How to fill in the present field, and what an agent should mind in what has been written.

    Clause: 5.2.2.3 a, C.4.
    """

    def tell(self, cell: Cell | None, understood: str, minded: str) -> None:
        """A list's digits and a time's meaning come first, then what to mind, then the tip."""
        if cell is not None and cell.entry in SHORT:
            told = " ".join(f"{n}{one.name}" for n, one in enumerate(SHORT[cell.entry], 1))
        elif understood:
            told = f"即 {understood}"
        else:
            told = minded or (cell.tip if cell else "")
        self.shown = f" {told}"


def mind(draft: TicketDraft) -> str:
    """What an agent should mind: threatening words, a tone to avoid; empty when nothing.

    What a caller demands may well be vague, so that only tone is looked at here.

    Clause: 5.2.2.3 a, C.4.
    """
    text = full_text(draft)
    if not draft.instability.threat and (spans := threatening(text)):
        words = "、".join(dict.fromkeys(text[span.start : span.end] for span in spans))
        return f"※ {HINT}：{words}（Alt+J 改紧急程度）"
    tone = (hint for hint in hints(text) if hint.kind is not HintKind.VAGUE)
    return next((f"※ {text[one.span.start : one.span.end]}：{one.message}" for one in tone), "")


class CallerLine(ShownLine):
    """What the caller has raised before, and whether this is the same again."""

    DEFAULT_CSS = "CallerLine { display: none; }"

    def tell(
        self, earlier: tuple[EarlierRow, ...], found: Assistance, links: Iterable[str]
    ) -> None:
        """The likeliest repeated matter first, then the others; nothing for a first call."""
        linked = set(links)
        repeats = found.repeats
        told: list[str] = []
        if linked:
            told.append(f"已关联 {' '.join(sorted(linked))}")
        elif repeats.rows:
            first = repeats.rows[0]
            told.append(
                f"重复？{first.title} {first.number} {first.likeness:.0f}% ^T关联"
                f" 本月{repeats.this_month} 今年{repeats.this_year}"
            )
        if earlier:
            named = "  ".join(brief(one) for one in earlier[:3])
            told.append(f"此前{len(earlier)}件 Alt+Q看：{named}")
        self.display = bool(told)
        self.shown = " " + " │ ".join(told)


def brief(one: EarlierRow) -> str:
    """An earlier ticket in a few words: `11-20 投诉 夜间施工噪声 办理中`."""
    day = f"{one.raised_at.astimezone(BEIJING):%m-%d}"
    return f"{day} {one.kind.label} {one.title} {one.status.label}"


class AssistLines(Widget):
    """Suggestions: articles to cite; category and organizer. Clause: 4.4, 5.3.2.1.6."""

    lines: reactive[tuple[str, ...]] = reactive((), layout=False)

    def render(self) -> RenderResult:
        """Each line cut to the width."""
        width = self.size.width
        return Text("\n").join(Text(clip(line, width), no_wrap=True) for line in self.lines)

    def tell(self, found: Assistance, cited: HitRow | None) -> None:
        """Two lines: knowledge, then category and organizer."""
        titles = "  ".join(
            f"{place} {row.article.title}{'（已过期）' if row.hit.expired else ''}"
            for place, row in enumerate(found.articles, 1)
        )
        if cited is not None:
            titles = f"已引用《{cited.article.title}》第{cited.article.version}版 ^K换 ^D答复"
        self.lines = (f" 知识 {titles}" if titles else "", f" {_who(found)}")


def _who(found: Assistance) -> str:
    parts = []
    if found.suggestions.categories:
        names = "  ".join(
            f"{place} {one.name.rpartition('/')[2]}"
            for place, one in enumerate(found.suggestions.categories, 1)
        )
        parts.append(f"分类 {names}")
    if found.suggestions.organizers:
        names = " ".join(f"{one.name} {one.score:.0%}" for one in found.suggestions.organizers[:2])
        parts.append(f"承办 {names}")
    return " │ ".join(parts)

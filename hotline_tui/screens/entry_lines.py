"""The lines below the ticket form: what is missing, what to mind, what may help."""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text
from textual.app import RenderResult
from textual.reactive import reactive
from textual.widget import Widget

from hotline_tui.services.assisting import Assistance
from hotline_tui.services.knowledge import HitRow
from hotline_tui.services.rows import TicketRow
from hotline_tui.standard.elements import Missing
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.record import TicketDraft, full_text
from hotline_tui.standard.refusal import Fault
from hotline_tui.standard.threat import HINT, threatening
from hotline_tui.standard.wording import hints
from hotline_tui.widgets.plain import clip


def due_line(ticket: TicketRow) -> str:
    """The next clock of a ticket in words: `派单时限 11-24 14:00`."""
    due = ticket.clocks.next_due()
    if due is None or due.due_at is None:
        return ""
    return f"{due.clock.label}时限 {due.due_at.astimezone(BEIJING):%m-%d %H:%M}"


class Told(Widget):
    """Lines of outside text, repainted only when they change."""

    lines: reactive[tuple[str, ...]] = reactive((), layout=False)

    def render(self) -> RenderResult:
        """Each line cut to the width."""
        width = self.size.width
        return Text("\n").join(Text(clip(line, width), no_wrap=True) for line in self.lines)


class MissingLine(Told):
    """How many elements are still missing, and which, with their clauses.

    Clause: 5.2.2.3 b, 5.2.2.3 c.
    """

    def tell(self, missing: tuple[Missing, ...], faults: tuple[Fault, ...]) -> None:
        """Faults of what was typed come first, then what is missing, by clause."""
        if faults:
            told = " ✗ " + "；".join(fault.message for fault in faults)
        elif missing:
            by_clause: dict[str, list[str]] = {}
            for one in missing:
                by_clause.setdefault(one.element.clause, []).append(one.element.label)
            names = " · ".join(f"{' '.join(of)} {clause}" for clause, of in by_clause.items())
            told = f" 还缺 {len(missing)}：{names}"
        else:
            told = " ✓ 要素齐全"
        self.lines = (told,)


class HintLine(Told):
    """What an agent should mind: threatening words, a tone or wording to avoid.

    Clause: 5.2.2.3 a, C.4.
    """

    def tell(self, draft: TicketDraft) -> None:
        """Hints about what has been written so far; nothing is refused."""
        text = full_text(draft)
        told: list[str] = []
        spans = threatening(text)
        if spans and not draft.instability.threat:
            words = "、".join(dict.fromkeys(text[span.start : span.end] for span in spans))
            told.append(f"※ {HINT}：{words}")
        told.extend(f"※ {hint.message}" for hint in hints(draft.present_state)[:1])
        self.lines = tuple(told)
        self.display = bool(told)


class AssistLines(Told):
    """Suggestions: articles to cite, category, organizer, earlier tickets of the caller.

    Clause: 4.4, 5.2.2.3 d, 5.3.2.1.6.
    """

    def tell(self, found: Assistance, cited: HitRow | None, links: Iterable[str]) -> None:
        """Two lines; the second one tells of repeated matters where there are any."""
        if cited is not None:
            knowledge = f"知识 已引用《{cited.article.title}》第{cited.article.version}版 ^K取消"
        elif found.articles:
            titles = "  ".join(
                f"{place} {row.article.title}{'（已过期）' if row.hit.expired else ''}"
                for place, row in enumerate(found.articles, 1)
            )
            knowledge = f"知识 {titles}"
        else:
            knowledge = ""
        repeats = found.repeats
        if repeats.rows:
            first = repeats.rows[0]
            state = "已选关联" if first.number in set(links) else "^T关联"
            second = (
                f"重复？{first.number} {first.title} {first.likeness:.0f}% {state}"
                f" 本月{repeats.this_month} 今年{repeats.this_year}"
            )
        else:
            second = self._who(found)
        self.lines = (knowledge, second)

    @staticmethod
    def _who(found: Assistance) -> str:
        parts = []
        if found.suggestions.categories:
            names = " ".join(
                f"{place} {one.name}" for place, one in enumerate(found.suggestions.categories, 1)
            )
            parts.append(f"分类 {names}")
        if found.suggestions.organizers:
            names = " ".join(
                f"{place} {one.name} {one.score:.0%}"
                for place, one in enumerate(found.suggestions.organizers[:2], 1)
            )
            parts.append(f"承办 {names}")
        return "  ".join(parts)

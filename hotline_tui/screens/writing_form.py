"""The form of an article: what it says of itself above, its text below. Clause: 6.2.3."""

from __future__ import annotations

from collections.abc import Collection

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from hotline_tui.kb.drafts import LONGEST_TEXT
from hotline_tui.kb.lookup import Choice
from hotline_tui.screens.guided_blanks import content as typed_in
from hotline_tui.screens.guided_blanks import set_text
from hotline_tui.screens.knowledge_article import SHORT_CLASSES
from hotline_tui.services.article_content import LONGEST, LONGEST_PART, Content
from hotline_tui.standard.vocabulary import ArticleClass
from hotline_tui.widgets.chooser import Chooser
from hotline_tui.widgets.form import Field
from hotline_tui.widgets.line import Line
from hotline_tui.widgets.prose import Prose

ROWS: tuple[tuple[str, ...], ...] = (
    ("title",),
    ("class", "public", "unit", "division"),
    ("source", "authority"),
    ("valid_from", "valid_to", "other_names"),
)
"""What stands beside each other; the text follows."""

LABELS = {
    "title": "标题",
    "class": "类别",
    "public": "公开",
    "unit": "单位",
    "division": "区划",
    "source": "来源",
    "authority": "权威机关",
    "valid_from": "有效期起",
    "valid_to": "至",
    "other_names": "别名",
    "text": "正文",
}
"""What the fields are called; in the order in which they are gone through."""

_CLASSES = tuple(Choice(one.value, SHORT_CLASSES[one]) for one in ArticleClass)
_PUBLIC = (Choice("是", "是", "", ("y",)), Choice("否", "否", "", ("n",)))
_USUAL = {"public": "是"}
_HINTS = {"valid_from": "2026-01-01", "valid_to": "或 长期", "other_names": "用、分开"}


class WritingForm(Vertical):
    """Reads as the content of an article, and is filled with one."""

    DEFAULT_CSS = """
    WritingForm {
        height: 1fr;
        & .row { height: 1; width: 1fr; }
        & #class, & #public { width: 6; }
        & #field-class, & #field-public { width: auto; }
        & #valid_from, & #valid_to { width: 11; }
        & #field-valid_from, & #field-valid_to { width: auto; }
        & #division { width: 12; }
        & #field-division { width: auto; }
        & #field-text, & #text { height: 1fr; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._entries: dict[str, Widget] = {name: _entry(name) for name in LABELS}
        self._fields = {
            name: Field(label, self._entries[name], id=f"field-{name}")
            for name, label in LABELS.items()
        }
        self._beside: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """Some rows, and the text in the room that is left."""
        for row in ROWS:
            with Horizontal(classes="row"):
                yield from (self._fields[name] for name in row)
        yield self._fields["text"]

    @property
    def content(self) -> dict[str, str]:
        """What stands in the form; parts that it has no field for stay as they were."""
        found = {name: typed_in(entry) for name, entry in self._entries.items()}
        return {**self._beside, **{name: text for name, text in found.items() if text.strip()}}

    def fill(self, content: Content) -> None:
        """Put a content in."""
        self._beside = {name: text for name, text in content.items() if name not in LABELS}
        for name, entry in self._entries.items():
            text = content.get(name, _USUAL.get(name, ""))
            if isinstance(entry, Chooser) and text not in {one.code for one in _known(name)}:
                entry.text = text
            else:
                set_text(entry, text)
            if isinstance(entry, Prose):
                entry.move_cursor((0, 0))  # a text is read from its beginning

    def correct(self, kept: Content) -> None:
        """Show what is kept otherwise than it was typed: a page's source, a division's code."""
        for name, entry in self._entries.items():
            if "".join(typed_in(entry).split()) != "".join(kept.get(name, "").split()):
                set_text(entry, kept.get(name, ""))

    def mark(self, missing: Collection[str]) -> None:
        """Mark the fields that a rule still asks for."""
        for name, field in self._fields.items():
            field.missing = name in missing

    def go_to(self, name: str) -> None:
        """To a field."""
        if name in self._entries:
            self._entries[name].focus()

    @property
    def current(self) -> str:
        """The field that has the focus; empty for none."""
        return next((name for name, one in self._fields.items() if one.has_focus_within), "")


def after(name: str) -> str:
    """The field that comes after one."""
    names = list(LABELS)
    return names[min(names.index(name) + 1, len(names) - 1)] if name in names else names[0]


def _known(name: str) -> tuple[Choice, ...]:
    return _CLASSES if name == "class" else _PUBLIC


def _entry(name: str) -> Widget:
    if name in ("class", "public"):
        return Chooser(_known(name), _USUAL.get(name), id=name)
    if name == "text":
        return Prose(max_length=LONGEST_TEXT, id=name)
    most = LONGEST.get(name, LONGEST_PART)
    return Line(placeholder=_HINTS.get(name, ""), max_length=most, id=name)

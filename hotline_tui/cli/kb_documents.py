"""An article as a document: Markdown with front matter, or a JSON object under the same keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from hotline_tui.cli import documents
from hotline_tui.cli.invocation import BadInput
from hotline_tui.kb.articles import said_in_markdown
from hotline_tui.kb.drafts import Key
from hotline_tui.services import articles, document
from hotline_tui.services.article_content import form_faults, tidy
from hotline_tui.services.desk import Desk
from hotline_tui.services.document import Reader, as_flag, as_text
from hotline_tui.services.writing import Writing
from hotline_tui.standard.refusal import Fault, Refused


@dataclass(frozen=True, slots=True)
class Written:
    """What a document says; `related` are names of articles, None where it does not say."""

    content: Mapping[str, str] = field(default_factory=dict)
    related: tuple[str, ...] | None = None
    version: int | None = None

    def wish(self, desk: Desk, over: Mapping[str, str], seen: int | None = None) -> Writing:
        """The wish to write it down; what it does not name stays as it is in `over`."""
        related = None
        if self.related is not None:
            related = tuple(articles.named(desk, name) for name in self.related)
        version = seen if seen is not None else self.version
        return Writing({**over, **self.content}, related, version)


NOTHING = Written()
"""Where no document is given."""


def written(data: bytes, name: str, now: datetime) -> Written:
    """The article in a file's bytes. Raises `BadInput` with every fault of form."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        said = _said(document.parse(data), now)
        related, version = said.pop("related", None), said.pop("version", None)
        return Written({key: text for key, text in said.items() if text}, related, version)
    found, _, problems = said_in_markdown(name, data)
    if problems:
        raise BadInput(*(Fault(one.key, one.clause, one.message) for one in problems))
    return Written({key.value: text for key, text in found.items()})


def _said(whole: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """What a JSON object says; refused with what cannot be read and what cannot be kept at once."""
    said: dict[str, Any] = {}
    found: list[Fault] = []
    for key, given in whole.items():
        try:
            said |= documents.read({key: given}, _READERS, now)
        except Refused as refused:
            found.extend(refused.faults)
    if found:
        texts = {key: text for key, text in said.items() if isinstance(text, str)}
        raise BadInput(*found, *form_faults(tidy(texts)))
    return said


def _identifier(given: Any, name: str, now: datetime) -> str:
    """A name of an article, which programs also write as a number."""
    whole = isinstance(given, int) and not isinstance(given, bool)
    return as_text(str(given) if whole else given, name, now)


def _other_names(given: Any, name: str, now: datetime) -> str:
    if isinstance(given, list):
        return "、".join(documents.names(given, name, now))
    return as_text(given, name, now)


def _related(given: Any, name: str, now: datetime) -> tuple[str, ...]:
    if not isinstance(given, list):
        return documents.names(given, name, now)  # says what it should be
    return tuple(_identifier(one, f"{name}[{place}]", now) for place, one in enumerate(given))


def _public(given: Any, name: str, now: datetime) -> str:
    if isinstance(given, str):
        return as_text(given, name, now)
    return "是" if as_flag(given, name, now) else "否"


_READERS: Mapping[str, Reader] = {
    **{key.value: documents.or_null(as_text) for key in Key},
    Key.ID.value: documents.or_null(_identifier),
    Key.OTHER_NAMES.value: _other_names,
    Key.PUBLIC.value: documents.or_null(_public),
    "related": _related,
    "version": documents.or_null(documents.as_whole),
}

"""The source of a web page, pasted where an article's text belongs, as the Markdown it means."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_TAGS = re.compile(
    r"</?(?:html|body|head|div|span|p|br|table|tr|td|th|ul|ol|li|a|img|script|style|h[1-6])\b[^>]*>",
    re.IGNORECASE,
)
_MANY = 3
_SILENT = frozenset({"script", "style", "head", "title", "noscript", "template", "iframe", "svg"})
_BLOCKS = frozenset(
    "p div section article header footer table tr ul ol li br hr h1 h2 h3 h4 h5 h6 blockquote pre"
    " dl dt dd form".split()
)
_SAFE = ("http://", "https://", "tel:", "mailto:")


def is_webpage(text: str) -> bool:
    """Whether a text is the source of a web page, and not what a reader of the page sees."""
    return len(_TAGS.findall(text)) >= _MANY


def readable(source: str) -> str:
    """What a reader of the page sees, with headings, lists and links as Markdown."""
    page = _Page()
    page.feed(source)
    page.close()
    lines = (" ".join(line.split()) for line in "".join(page.said).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Page(HTMLParser):
    """Collects what is said; anything that runs or only looks is left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._silent = 0
        self._links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block begins on a line of its own, with the mark that says what it is."""
        if tag in _SILENT:
            self._silent += 1
        if tag in _BLOCKS:
            self.said.append("\n\n" if tag in ("p", "table", "ul", "ol") else "\n")
        if re.fullmatch("h[1-6]", tag):
            self.said.append("\n" + "#" * int(tag[1]) + " ")
        elif tag == "li":
            self.said.append("- ")
        elif tag in ("td", "th"):
            self.said.append(" | ")
        elif tag == "a":
            self._links.append(dict(attrs).get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        """A block ends its line; a link says where it leads."""
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        if tag in _BLOCKS:
            self.said.append("\n\n" if tag[0] in "ph" else "\n")
        elif tag == "a" and self._links:
            leads_to = self._links.pop().strip()
            if leads_to.lower().startswith(_SAFE):
                self.said.append(f"（{leads_to}）")

    def handle_data(self, data: str) -> None:
        """Words; line ends in the source mean no more than spaces."""
        if not self._silent:
            self.said.append(re.sub(r"\s+", " ", data))

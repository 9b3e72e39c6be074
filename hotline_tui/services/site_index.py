"""The index that the public pages search in: small files of JavaScript, as nothing may be fetched
from a disk. Each is loaded when a query needs it. Clause: 5.2.2.4.
"""

from __future__ import annotations

import json
import re
from array import array
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from hotline_tui.kb.article import Article
from hotline_tui.kb.pinyin import spelled
from hotline_tui.kb.text import letters, normal
from hotline_tui.services.site_pages import path_of, shown

CHUNK = 500
"""Articles of which title and place lie in one file."""

LARGE = 2_000
"""Articles from which on the index is in more files, and leaves out what tells nothing."""

_FEW, _MANY = 16, 256
_COMMON = 0.1  # share of articles; pairs of a text that more of them have are left out
_TEXT = 600  # letters of a text that are searched: what an article is about is said first
_RUN = re.compile("[a-z0-9]+|[^a-z0-9]+")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class SiteIndex:
    """Takes articles in, one by one, and is then written into a folder."""

    def __init__(self) -> None:
        self._count = 0
        self._rows: list[tuple[str, str, str, str]] = []
        self._titles: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        self._texts: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))

    def add(self, article: Article) -> None:
        """Take an article in."""
        number, self._count = self._count, self._count + 1
        label = article.article_class.label
        self._rows.append((path_of(article), shown(article.title), shown(article.unit), label))
        in_title = set(_of_names(article))
        for token in in_title:
            self._titles[token].append(number)
        for token in set(_pairs(letters(article.text[: 2 * _TEXT])[:_TEXT])) - in_title:
            self._texts[token].append(number)

    def write(self, folder: Path) -> None:
        """Write the files; raises OSError where the disk does not take them."""
        folder.mkdir()
        shards = _FEW if self._count < LARGE else _MANY
        _put(folder, "about", {"articles": self._count, "chunk": CHUNK, "shards": shards})
        for place, begin in enumerate(range(0, self._count, CHUNK)):
            _put(folder, f"a{place}", self._rows[begin : begin + CHUNK])
        by_shard: defaultdict[int, list[str]] = defaultdict(list)
        for token in self._titles.keys() | self._texts.keys():
            by_shard[ord(token[0]) % shards].append(token)
        for shard in range(shards):
            listed = ((token, self._postings(token)) for token in sorted(by_shard[shard]))
            _put(folder, f"t{shard}", {token: coded for token, coded in listed if coded != "|"})

    def _postings(self, token: str) -> str:
        titles, texts = self._titles.get(token, array("I")), self._texts.get(token, array("I"))
        tells_nothing = self._count >= LARGE and len(texts) > _COMMON * self._count
        return f"{_coded(titles)}|{'' if tells_nothing else _coded(texts)}"


def _of_names(article: Article) -> Iterator[str]:
    """Tokens of an article's names: by their characters, their pinyin and their initials."""
    for name in (article.title, *article.other_names):
        plain = normal(name)
        yield from _pairs(letters(name))
        for reading in spelled(plain):
            keys = [key for key in reading if key and key.isascii()]
            yield from _threes("".join(keys))
            yield from _threes("".join(key[0] for key in keys))


def _pairs(text: str) -> Iterator[str]:
    for run in _RUN.findall(text):
        if run[0].isascii() and run[0].isalpha() and len(run) > 2:
            yield from _threes(run)
        else:
            yield from (run[at : at + 2] for at in range(len(run) - 1))


def _threes(text: str) -> Iterator[str]:
    yield from (text[at : at + 3] for at in range(len(text) - 2))


def _coded(numbers: array[int]) -> str:
    """Rising numbers as the gaps between them, in base 36."""
    last = 0
    parts: list[str] = []
    for number in numbers:
        parts.append(_base36(number - last))
        last = number
    return ".".join(parts)


def _base36(number: int) -> str:
    digits = ""
    while number or not digits:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
    return digits


def _put(folder: Path, name: str, content: object) -> None:
    told = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    text = f"hotline.put({json.dumps(name)},{told});\n"
    (folder / f"{name}.js").write_text(text, encoding="utf-8")

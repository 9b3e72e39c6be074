"""What an index holds of an article, and in which fields a query looks.

Letters rather than words: pairs of neighbouring characters and single ones found more of what
citizens wrote than a dictionary's words did (docs/knowledge.md), and need no dictionary. A title
counts twice, and once more by its sounds, which homophones and typed pinyin share with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from hotline_tui.kb.article import Article
from hotline_tui.kb.pinyin import spelled
from hotline_tui.kb.spelling import pairs_of
from hotline_tui.kb.text import letters, normal

if TYPE_CHECKING:
    import tantivy

SOUNDS, PAIRS, CHARS, INITIALS = "sounds", "pairs", "chars", "initials"
"""Fields of a title's syllables in twos, of all text's characters in twos and singly, and of a
title's initials in threes."""

KEY, HEAD, KIND, UNIT, AREA, BEGINS, ENDS = "key", "head", "kind", "unit", "area", "begins", "ends"

END = "$$"
"""Stands behind initials, so that the last ones can be looked up by their beginning too."""

NEVER = 99999999
"""The end of a validity without one, as `day_number` counts."""

_LONGEST = 4000  # letters of a text that are searched
_LONGEST_NAME = 200  # what an import takes as a title
_CITY = "*"  # the area of an article that names none
_PARTS_OF_CODE = (2, 4, 6, 9, 12)  # digits of a division and of those around it


def schema() -> tantivy.Schema:
    """The fields of an index."""
    import tantivy

    fields = tantivy.SchemaBuilder()
    fields.add_text_field(SOUNDS, tokenizer_name="whitespace", index_option="freq")
    fields.add_text_field(PAIRS, tokenizer_name="twos", index_option="freq")
    fields.add_text_field(CHARS, tokenizer_name="ones", index_option="freq")
    fields.add_text_field(INITIALS, tokenizer_name="threes", index_option="freq")
    for name in (KIND, UNIT, AREA):
        fields.add_text_field(name, tokenizer_name="raw", index_option="basic")
    fields.add_bytes_field(HEAD, stored=True)
    fields.add_unsigned_field(KEY, indexed=True, fast=True)
    for name in (BEGINS, ENDS):
        fields.add_unsigned_field(name, fast=True)
    return fields.build()


def register(index: tantivy.Index, common: Iterable[str]) -> None:
    """Tell an index how its fields are cut; what is `common` is left out of texts."""
    import tantivy

    left_out = tantivy.Filter.custom_stopword(list(common))
    for name, size in (("ones", 1), ("twos", 2), ("threes", 3)):
        cut = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.ngram(size, size, False))
        index.register_tokenizer(name, cut.filter(left_out).build() if size < 3 else cut.build())


def searched(article: Article) -> tuple[str, ...]:
    """All that is found by its characters: title and other names twice, where from, the text."""
    names = tuple(letters(name[:_LONGEST_NAME]) for name in (article.title, *article.other_names))
    said = (letters(one) for one in (article.source, article.authority, article.unit))
    return (*names, *names, *said, letters(article.text[:_LONGEST]))


def document(article: Article) -> tantivy.Document:
    """An article as an index takes it."""
    import tantivy

    made = tantivy.Document()
    made.add_unsigned(KEY, article.id)
    names = (article.title, *article.other_names)
    made.add_bytes(HEAD, "\n".join(" ".join(name.splitlines()) for name in names).encode())
    for name in names:
        for reading in spelled(normal(name[:_LONGEST_NAME])):
            keys = tuple(key for key in reading if key)
            made.add_text(SOUNDS, " ".join(pairs_of(keys)))
            made.add_text(INITIALS, "".join(key[0] for key in keys) + END)
    for part in searched(article):
        made.add_text(PAIRS, part)
        made.add_text(CHARS, part)
    made.add_text(KIND, article.article_class.value)
    made.add_text(UNIT, article.unit)
    for area in areas(article.division):
        made.add_text(AREA, area)
    made.add_unsigned(BEGINS, day_number(article.valid_from) if article.valid_from else 0)
    made.add_unsigned(ENDS, day_number(article.valid_to) if article.valid_to else NEVER)
    return made


def areas(division: str) -> list[str]:
    """The terms of a division: itself, and as part of each area around it."""
    if not division:
        return [_CITY]
    return [f"={division}", *(division[:size] for size in _PARTS_OF_CODE if size <= len(division))]


def areas_around(division: str) -> list[str]:
    """The terms that an article valid in `division` has one of."""
    code = division.rstrip("0") if len(division.rstrip("0")) in (2, 4) else division
    around = [division[:size] for size in _PARTS_OF_CODE if size <= len(division)]
    return [_CITY, code, *(f"={one}" for one in (*around, *(one.ljust(6, "0") for one in around)))]


def day_number(day: date) -> int:
    """A day as a number that sorts as days do: 20261124."""
    return (day.year * 100 + day.month) * 100 + day.day

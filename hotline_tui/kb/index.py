"""Knowledge search: a query in, hits out. Clause: 6.2.2."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from hotline_tui.kb import schema
from hotline_tui.kb.article import EVERYWHERE, Article, Hit, Within
from hotline_tui.kb.asked import Asked, Token
from hotline_tui.kb.building import build
from hotline_tui.kb.marks import marks
from hotline_tui.kb.narrowing import narrowed
from hotline_tui.kb.neighbours import Neighbours
from hotline_tui.kb.ranking import Candidate, Ranked, Scale, ranked, taught
from hotline_tui.kb.thesaurus import NO_THESAURUS, Thesaurus

if TYPE_CHECKING:
    import tantivy

__all__ = ["Article", "Hit", "KnowledgeIndex", "Texts", "Within"]

Texts = Callable[[Sequence[int]], Mapping[int, str]]
"""The texts of articles by their keys, from wherever they are kept."""

Learnt = Callable[[Sequence[str], Sequence[int]], Mapping[int, float]]
"""How much people lean to articles or away from them (-1 to 1) on a query of such terms."""

_CANDIDATES = 100  # are compared with the query letter by letter
_REMEMBERED = 2000  # articles whose names are kept
_HEARD = 200  # articles that share most sounds
_SOFTER = 0.25  # of what the sounds of characters come to is taken back
_TELLING = 60  # tokens of a long text
_TERMS = 6  # that a query is known again by
_BEGUN = 60  # tokens that begin with what is too short to be one
_DIGIT = re.compile(r"\d")
_UNKNOWN = 0.5  # of the rarest token's weight
_TAIL = 0.4  # of the best score; what has less shares no more than chance does
_SUGGESTED_FROM = 0.35
_SHARED = 2  # pairs of characters that an article must have with a ticket under way


class KnowledgeIndex:
    """Finds articles by characters, words in any order, a caller's sentence, pinyin, initials.

    Reads an index that never changes, so any number of threads may ask, and any number of
    processes where it lies in a directory.
    """

    def __init__(self, index: tantivy.Index, thesaurus: Thesaurus = NO_THESAURUS) -> None:
        """Read an index that `building` made; queries mean what the `thesaurus` says, too."""
        self._thesaurus = thesaurus
        self._schema = index.schema
        self._searcher = index.searcher()
        self._known: dict[int, tuple[str, ...]] = {}

    @classmethod
    def of(cls, articles: Iterable[Article], thesaurus: Thesaurus = NO_THESAURUS) -> KnowledgeIndex:
        """An index in memory."""
        return cls(build(articles)[0], thesaurus)

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def search(
        self,
        query: str,
        *,
        today: date,
        limit: int = 10,
        within: Within = EVERYWHERE,
        texts: Texts | None = None,
        learnt: Learnt | None = None,
    ) -> tuple[Hit, ...]:
        """The best `limit` articles for `query`, best first; with `texts`, a piece of each; with
        `learnt`, moved a little by what people chose.

        What is not valid at `today` is marked, counts half, and never stands first while
        something valid is found. Clause: 6.2.2, 6.2.3.
        """
        asked = Asked.of(query, self._thesaurus)
        rows = self._ranked(asked, today, within, learnt=learnt)[:limit]
        least = _TAIL * max((row.score for row in rows), default=0.0)
        rows = [row for row in rows if row.score >= least]
        return _hits(asked, rows, today, texts)

    def suggest(
        self,
        text: str,
        *,
        today: date,
        limit: int = 3,
        texts: Texts | None = None,
        learnt: Learnt | None = None,
    ) -> tuple[Hit, ...]:
        """Valid articles on what a ticket under way is about; none rather than far-fetched ones.

        Clause: 6.2.2.
        """
        asked = Asked.of(text, self._thesaurus)
        valid = Within(valid_only=True)
        rows = [
            row
            for row in self._ranked(asked, today, valid, _SHARED, learnt)[:limit]
            if row.score >= _SUGGESTED_FROM
        ]
        return _hits(asked, rows, today, texts)

    def neighbours(self) -> Neighbours:
        """What tells which articles are worth comparing with one. Clause: 6.2.3."""
        return Neighbours(self._searcher, self._schema)

    def terms(self, text: str) -> tuple[str, ...]:
        """What a query is known again by: its most telling tokens that articles have too.

        No digits are among them, and no names but those that stand in articles.
        """
        return _terms(self._weights(Asked.of(text, self._thesaurus))[0])

    def _ranked(
        self,
        asked: Asked,
        today: date,
        within: Within,
        shared: int = 0,
        learnt: Learnt | None = None,
    ) -> list[Ranked]:
        day = schema.day_number(today)
        weights, share = self._weights(asked)
        query = self._query(dict.fromkeys((*weights, *asked.meant())), shared)
        if query is None:
            return []
        found = self._candidates(query, within, day)
        if found and not any(one.valid(day) for one in found):
            found += self._candidates(query, replace(within, valid_only=True), day)
        if not asked.chunks:
            found = self._with_softer_sounds(found, weights)
        rows = ranked(asked, found, Scale(sum(weights.values()), share, len(self), day))
        if learnt is None or not rows:
            return rows
        return taught(rows, learnt(_terms(weights), [one.key for one in found]), day)

    def _weights(self, asked: Asked) -> tuple[dict[Token, float], float]:
        """What is looked up with how much each token says, and what share of the query it is.

        The rest is what no article holds: it says that something else was asked for.
        """
        said = Counter((*asked.words(), *asked.keys()))
        weights = {token: self._rarity(*token) for token in said}
        known = {token: weight for token, weight in weights.items() if weight}
        if asked.long:
            telling = sorted(known, key=lambda one: -known[one] * (1 + math.log(said[one])))
            known = {token: known[token] for token in telling[:_TELLING]}
            unknown = 0
        else:
            unknown = len(weights) - len(known)
        told = sum(known.values())
        share = told / (told + unknown * _UNKNOWN * math.log(2 * len(self) + 2) or 1.0)
        for field, begun in asked.beginnings():
            for token, _ in self._searcher.terms_with_prefix(field, begun, limit=_BEGUN):
                known[field, token] = 0.0
        return known, share

    def _rarity(self, field: str, token: str) -> float:
        """BM25's inverse document frequency; 0 for what no article holds."""
        holders = self._searcher.doc_freq(field, token)
        return math.log(1 + (len(self) - holders + 0.5) / (holders + 0.5)) if holders else 0.0

    def _query(self, tokens: Iterable[Token], shared: int) -> tantivy.Query | None:
        """Any of the tokens, and at least `shared` of those that are pairs of characters."""
        import tantivy

        # Plain sums of plain terms: whatever is boosted cannot be skipped block by block, and
        # takes five times as long.
        terms = {
            (field, token): tantivy.Query.term_query(self._schema, field, token, "freq")
            for field, token in tokens
        }
        should = [(tantivy.Occur.Should, term) for term in terms.values()]
        pairs = [
            (tantivy.Occur.Should, term)
            for (field, _), term in terms.items()
            if field == schema.PAIRS
        ]
        if not should or len(pairs) < shared:
            return None
        if not shared:
            return tantivy.Query.boolean_query(should)
        several = tantivy.Query.boolean_query(pairs, minimum_number_should_match=shared)
        must = (tantivy.Occur.Must, tantivy.Query.const_score_query(several, 0.0))
        return tantivy.Query.boolean_query([must, *should])

    def _candidates(self, query: tantivy.Query, within: Within, day: int) -> list[Candidate]:
        wanted = narrowed(query, self._schema, within, day)
        hits = self._searcher.search(wanted, _CANDIDATES, count=False).hits
        places = [place for _, place in hits]
        keys, begins, ends = (
            self._numbers(field, places) for field in (schema.KEY, schema.BEGINS, schema.ENDS)
        )
        return [
            Candidate(key, score, self._names(key, place), begun, end)
            for (score, place), key, begun, end in zip(hits, keys, begins, ends, strict=True)
        ]

    def _with_softer_sounds(
        self, found: list[Candidate], weights: Iterable[Token]
    ) -> list[Candidate]:
        """The candidates with what their sounds came to counting a little less.

        Sounds bring in what was typed with the wrong characters; between articles that have the
        right ones they only say again what the pairs have said. Asked for are those that share
        most sounds, as to ask about the candidates alone would take three times as long; what
        the others share is little.
        """
        sounds = [token for token in weights if token[0] == schema.SOUNDS]
        query = self._query(sounds, 0)
        if query is None or not found:
            return found
        hits = self._searcher.search(query, _HEARD, count=False).hits
        places = self._numbers(schema.KEY, [place for _, place in hits])
        heard = {key: score for (score, _), key in zip(hits, places, strict=True)}
        return [one._replace(found=one.found - _SOFTER * heard.get(one.key, 0.0)) for one in found]

    def _numbers(self, field: str, places: list[tantivy.DocAddress]) -> list[int]:
        return [int(one or 0) for one in self._searcher.fast_field_values(field, places)]

    def _names(self, key: int, place: tantivy.DocAddress) -> tuple[str, ...]:
        """Title and other names, kept: whoever types finds most articles again with each key."""
        names = self._known.get(key)
        if names is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            head = self._searcher.doc(place).get_first(schema.HEAD)
            names = self._known[key] = tuple(bytes(head or b"").decode().split("\n"))
        return names


def _terms(weights: Mapping[Token, float]) -> tuple[str, ...]:
    """Pairs of characters, else of syllables or initials; the rarest, and none with a digit."""
    known = [one for one, weight in weights.items() if weight and not _DIGIT.search(one[1])]
    for fields in ((schema.PAIRS,), (schema.SOUNDS, schema.INITIALS)):
        found = [one for one in known if one[0] in fields]
        if found:
            rarest = sorted(found, key=lambda one: (-weights[one], one[1]))[:_TERMS]
            return tuple(token for _, token in rarest)
    return ()


def _hits(
    asked: Asked, rows: Sequence[Ranked], today: date, texts: Texts | None
) -> tuple[Hit, ...]:
    told = texts([row.candidate.key for row in rows]) if texts and rows else {}
    day = schema.day_number(today)
    return tuple(_hit(asked, row, day).quoting(told.get(row.candidate.key, "")) for row in rows)


def _hit(asked: Asked, row: Ranked, day: int) -> Hit:
    one = row.candidate
    title = one.names[0]
    return Hit(
        one.key,
        title,
        round(min(1.0, row.score), 4),
        marks(title, asked.matter, asked.terms),
        "",
        expired=one.ends < day,
        upcoming=one.begins > day,
        terms=asked.terms,
        parts={
            "words": round(row.words, 2),
            "keys": round(row.keys, 2),
            "alike": round(row.alike, 2),
            "named": float(row.named),
            "learnt": round(row.learnt, 4),
        },
    )

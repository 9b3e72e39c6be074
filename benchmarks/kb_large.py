"""A large knowledge base, put together out of a small one's titles and sentences."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace

from hotline_tui.kb.articles import ArticleDraft

_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；\n]?")
_LONGEST_TITLE = 40
_SEED = 12345


def larger(drafts: Sequence[ArticleDraft], count: int) -> list[ArticleDraft]:
    """`count` articles: the given ones, then such as hold pieces of two titles and sentences of
    many texts, as long as those given. The same every time."""
    chance = random.Random(_SEED)
    sentences = [part for one in drafts for part in _SENTENCE.findall(one.text)]
    found = list(drafts[:count])
    while len(found) < count:
        model, begin, end = chance.choice(drafts), chance.choice(drafts), chance.choice(drafts)
        title = begin.title[: chance.randint(2, max(3, len(begin.title) - 2))]
        title += end.title[chance.randint(0, max(1, len(end.title) - 3)) :]
        text = ""
        while len(text) < len(model.text):
            text += chance.choice(sentences)
        number = f"made-{len(found)}"
        found.append(replace(model, external_id=number, title=title[:_LONGEST_TITLE], text=text))
    return found

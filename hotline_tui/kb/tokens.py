"""What a text is found by, besides its words: pairs of characters and of syllables."""

from __future__ import annotations

import re
from itertools import pairwise

from hotline_tui.kb.pinyin import is_key, syllables

# What a caller says around the matter; as words of the matter they would only mislead.
_FILLER = re.compile(
    "请问|您好|你好|喂|谢谢|麻烦|打听|帮我|帮忙|查一下|问一下|说一下|一下|我想问|我想|想问|我要|"
    "我家|我们|咱们|你们|他们|我|您|你|他|她|请|怎么办|怎么样|怎么|怎样|咋办|咋|如何|"
    "什么时候|为什么|什么|哪里|哪儿|哪个|多少|几点|是不是|能不能|可不可以|可以|应该|需要|"
    "今天|昨天|明天|前天|最近|"
    "这个|那个|这边|那边|就是|现在|已经|没有|的话|吗|呢|吧|啊|呀|嘛|了|的|得|想|要|是|能"
)


def gist(plain: str) -> str:
    """`plain` without what callers say around the matter; unchanged if nothing else is left."""
    left = _FILLER.sub(" ", plain)
    return " ".join(left.split()) or plain


def spoken_part(plain: str) -> str:
    """`plain` without the chunks that are letters only: those are typed keys, not words.

    Short ones stay, as they may be a word (`etc`, `ktv`, `5g`).
    """
    return " ".join(
        chunk for chunk in plain.split() if len(chunk) <= 4 or not all(map(is_key, chunk))
    )


def pairs(plain: str) -> list[str]:
    """Neighbouring letters, across whatever is not a letter or digit."""
    return _pairs([char for char in plain if char.isalnum()])


def gapped(plain: str) -> list[str]:
    """Letters with one left out between them, as `住_积` of 住房公积: survives a dropped one."""
    chars = [char for char in plain if char.isalnum()]
    return [f"{first}_{third}" for first, third in zip(chars, chars[2:], strict=False)]


def bridged(plain: str) -> list[str]:
    """What `gapped` of the whole text would hold if `plain` had lost a character anywhere."""
    chars = [char for char in plain if char.isalnum()]
    return gapped(plain) + [f"{one}_{two}" for one, two in pairwise(chars)]


def sounds(plain: str) -> list[str]:
    """Neighbouring syllables: what characters that sound alike have in common."""
    return _pairs([key for key in syllables(plain) if key], " ")


def _pairs(parts: list[str], between: str = "") -> list[str]:
    return [f"{one}{between}{two}" for one, two in pairwise(parts)]

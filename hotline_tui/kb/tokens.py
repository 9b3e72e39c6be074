"""What of a query is words of its matter, what is filler, and what may be typed keys."""

from __future__ import annotations

import re
from itertools import pairwise

from hotline_tui.kb.pinyin import is_key

# What a caller says around the matter; as words of the matter they would only mislead.
_FILLER = re.compile(
    "请问|您好|你好|喂|谢谢|麻烦|打听|帮我|帮忙|查一下|问一下|说一下|一下|我想问|我想|想问|我要|"
    "我家|我们|咱们|你们|他们|我|您|你|他|她|请|怎么办|怎么样|怎么|怎样|咋办|咋|如何|"
    "什么时候|为什么|什么|哪里|哪儿|哪个|多少|几点|是不是|能不能|可不可以|可以|应该|需要|"
    "今天|昨天|明天|前天|最近|"
    "这个|那个|这边|那边|就是|现在|已经|没有|的话|吗|呢|吧|啊|呀|嘛|了|的|得|想|要|是|能"
)

_TYPED = re.compile("[a-zü]{2}|^[a-z0-9ü]+$")


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


def may_be_keys(chunk: str) -> bool:
    """Whether a chunk holds letters that may be typed for characters; A7 in A7县 is written so."""
    return _TYPED.search(chunk) is not None


def pairs(plain: str) -> list[str]:
    """Neighbouring letters, across whatever is not a letter or digit."""
    chars = [char for char in plain if char.isalnum()]
    return [f"{one}{two}" for one, two in pairwise(chars)]

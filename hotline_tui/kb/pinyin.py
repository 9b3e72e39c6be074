"""Chinese text as it is typed: toneless syllables, initials, and patterns of typed keys.

The tables of `syllabary` hold phrases, so most characters of several readings come right (重庆,
银行); the names of places that they read wrongly stand in a table here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from hotline_tui.kb.syllabary import syllabary
from hotline_tui.kb.text import normal

# What the tables read otherwise than people here do; the first reading is the usual one.
_LOCAL: dict[str, tuple[str, ...]] = {
    "朝阳": ("chao yang",),
    "朝内": ("chao nei",),
    "长阳": ("chang yang",),
    "长辛店": ("chang xin dian",),
    "长沟": ("chang gou",),
    "长子营": ("chang zi ying",),
    "长哨营": ("chang shao ying",),
    "什刹海": ("shi cha hai", "shi sha hai"),
    "大栅栏": ("da shi lan", "da zha lan"),
    "马家堡": ("ma jia pu", "ma jia bao"),
    "刘斌堡": ("liu bin pu", "liu bin bao"),
    "漷县": ("huo xian", "kuo xian"),
    "佛子庄": ("fo zi zhuang",),
    "阜成门": ("fu cheng men",),
    "还款": ("huan kuan",),
    "还贷": ("huan dai",),
    "还建": ("huan jian",),
    "退还": ("tui huan",),
}
_LOCAL_NAME = re.compile("|".join(sorted(_LOCAL, key=len, reverse=True)))
_LONGEST_TYPED = 40
_MOST_FORKS = 8
_AHEAD = 4  # letters of a text that are looked past for the next syllable
_VOWEL = frozenset("aeiouv")
_OWN = "·"  # stands for the character where the text itself is a letter or digit


def warm() -> None:
    """Load the tables, so that a first lookup need not wait for them."""
    syllables("汉")


@lru_cache(maxsize=16384)
def readings(text: str) -> tuple[tuple[str, ...], ...]:
    """The ways to read `text`, the usual one first: a syllable for each Chinese character.

    A letter or digit stands for itself; whitespace and punctuation are an empty syllable, so
    that places agree with the characters of `normal(text)`. ü is written v.
    """
    return spelled(normal(text))


def spelled(plain: str) -> tuple[tuple[str, ...], ...]:
    """`readings` of a text that is normal already, without keeping them."""
    base = syllabary().read(plain)
    found = [base, list(base)]
    for match in _LOCAL_NAME.finditer(plain):
        ways = _LOCAL[match[0]]
        found[0][match.start() : match.end()] = ways[0].split()
        found[1][match.start() : match.end()] = ways[-1].split()
    usual, other = tuple(found[0]), tuple(found[1])
    return (usual,) if usual == other else (usual, other)


@cache
def all_syllables() -> frozenset[str]:
    """Every toneless syllable that a common character is read as."""
    found = syllabary().alone.all(range(0x4E00, 0x9FA6))
    return frozenset(one for one in found if one.isalpha() and not _VOWEL.isdisjoint(one))


def syllables(text: str) -> tuple[str, ...]:
    """The usual reading of `text`, as `readings` gives it."""
    return readings(text)[0]


def initials(text: str) -> str:
    """The first letters of the syllables: 潘家园街道 is `pjyjd`; letters and digits stay."""
    return "".join(syllable[:1] for syllable in syllables(text))


def full(text: str) -> str:
    """The syllables in one, without tones: 潘家园 is `panjiayuan`; letters and digits stay."""
    return "".join(syllables(text))


def keyed(plain: str, reading: tuple[str, ...]) -> str:
    """`plain` with each character's syllable before it, for `typed` to be searched in.

    朝阳a1 is ` chao朝 yang阳 a· 1·`; whitespace and punctuation are left out.
    """
    tokens = [(char, key) for char, key in zip(plain, reading, strict=True) if key]
    forks: list[int] = []
    pieces: list[str] = []
    for place, (char, key) in enumerate(tokens):
        if key == char:
            pieces.append(f" {key}{_OWN}")
            continue
        if _forks(key, tokens[place + 1 : place + 1 + _AHEAD]):
            forks.append(place)
            # So many ways to go on, as in a text of one syllable repeated, are too many to try.
            if len(forks) > _MOST_FORKS and forks[-1 - _MOST_FORKS] > place - _LONGEST_TYPED:
                forks.pop()
                pieces.append(f" {key[:1]}{char}")
                continue
        pieces.append(f" {key}{char}")
    return "".join(pieces)


@lru_cache(maxsize=256)
def typed(query: str, *, spelled: bool = True) -> re.Pattern[str] | None:
    """A pattern that finds what was typed in a `keyed` text: pinyin, initials, characters, mixed.

    Each letter goes on with a syllable or begins the next, as input methods take it: `pjy`,
    `panjiayuan`, `panjy` and `潘jy` all find 潘家园; unless `spelled`, each letter begins one.
    Letters and digits of the text may be passed over. None if nothing of `query` can be searched;
    past 40 characters it is not looked at.
    """
    pieces: list[str] = []
    within = False  # a letter has begun a syllable, so the next one may go on with it
    for char in normal(query)[:_LONGEST_TYPED]:
        if not char.isalnum():
            continue
        if is_key(char):
            letter = "[uv]" if char in "uvü" else char
            begin = f"{_rest(char)} {letter}" if pieces else f" {letter}"
            pieces.append(f"(?:{letter}|{begin})" if within else begin)
            within = spelled
        else:
            pieces.append(f"{_rest()} [^ \n]*{char}" if pieces else char)
            within = False
    return re.compile("".join(pieces)) if pieces else None


def is_key(char: str) -> bool:
    """Whether a character of normal text is a letter or digit of the keyboard."""
    return (char.isascii() and char.isalnum()) or char == "ü"


def _forks(key: str, following: Sequence[tuple[str, str]]) -> bool:
    """Whether a letter may both go on with the syllable `key` and begin one that follows."""
    for char, begun in following:
        if begun[0] in key[1:]:
            return True
        if begun != char:
            break
    return False


def _rest(but: str = "\n") -> str:
    """What may stand before the next piece: the rest of a syllable, then letters of the text.

    The letter looked for next is not passed over: else a text of many equal letters could be
    matched in more ways than there is time to try.
    """
    return f"[^ \n]*(?: [^{but}]{_OWN})*"

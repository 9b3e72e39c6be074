"""Text as search sees it: one normal form, and the words in it."""

from __future__ import annotations

import re
import unicodedata

# Controls, formats (zero-width, bidi marks, byte-order marks) and lone surrogates, which no
# encoder takes. Whitespace among the controls is folded instead.
_DROPPED = frozenset({"Cc", "Cf", "Cs"})


class _Visible(dict[int, int | None]):
    """A table for `str.translate`, filled as characters turn up."""

    def __missing__(self, code: int) -> int | None:
        char = chr(code)
        shown: int | None = code
        if char.isspace():
            shown = 0x20
        elif unicodedata.category(char) in _DROPPED:
            shown = None
        self[code] = shown
        return shown


_VISIBLE = _Visible()


def normal(text: str) -> str:
    """The normal form of `text`: NFKC, lower case, no invisible characters, single spaces.

    Full-width letters and digits become half-width, so a query typed with an input method on
    finds what was written with it off. Applying it twice changes nothing more.
    """
    # The invisible goes first: it may stand between characters that compose. Lower case of a
    # few characters decomposes, hence the second composition.
    shown = unicodedata.normalize("NFKC", text.translate(_VISIBLE))
    return " ".join(unicodedata.normalize("NFKC", shown.lower()).split())


class _Letters(dict[int, str | None]):
    """A table for `str.translate`: what is left of a character when only letters count."""

    def __missing__(self, code: int) -> str | None:
        shown = unicodedata.normalize("NFKC", chr(code)).lower()
        shown = "".join(filter(str.isalnum, unicodedata.normalize("NFKC", shown)))
        self[code] = shown or None
        return self[code]


_LETTERS = _Letters()

# Nearly all of a text is letters that stay as they are, and signs that are none in any form.
_NO_SIGNS = re.compile(
    "[^\x00-/:-@\\[-`{-\x7f\u2010-\u2027\u3000-\u3004\u3008-\u3020"
    "\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]+"
)
_PLAIN = re.compile("[0-9A-Za-z\u3400-\u4dbf\u4e00-\u9fff]*")


def letters(text: str) -> str:
    """The letters and digits of `normal(text)`, in one: what two texts are compared by.

    Character by character, as whole texts must be read at thousands a second; signs that only
    compose with their neighbours are rare enough.
    """
    left = "".join(_NO_SIGNS.findall(text))
    return left.lower() if _PLAIN.fullmatch(left) else left.translate(_LETTERS)


def load_dictionary() -> None:
    """Load the words of Chinese: 0.1 s in which no thread can do anything, so not amid typing."""
    import rjieba  # noqa: F401 - importing it is what loads them


def words(text: str) -> tuple[str, ...]:
    """The words of `text` for search, in order, long ones also in their parts.

    Punctuation is dropped; runs of Latin letters and digits stay whole.
    """
    import rjieba  # not before it is needed: see `load_dictionary`

    return tuple(
        word for word in rjieba.cut_for_search(normal(text)) if any(char.isalnum() for char in word)
    )

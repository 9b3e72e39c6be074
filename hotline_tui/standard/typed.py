"""What people type and paste, as a rule can read it and a database can hold it."""

from __future__ import annotations

import unicodedata


def half_width(text: str) -> str:
    """The text in half-width forms and ASCII digits, without zero-width and bidi characters.

    The invisible ones come along when something is pasted from a chat.
    """
    kept = (
        char for char in unicodedata.normalize("NFKC", text) if unicodedata.category(char) != "Cf"
    )
    return "".join(str(unicodedata.decimal(char, char)) for char in kept)


def storable(text: str) -> str:
    """Text with what no database can hold made visible: NUL, and halves of surrogate pairs."""
    return text.replace("\0", "␀").encode("utf-8", "replace").decode("utf-8")

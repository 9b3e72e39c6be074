"""What people type and paste, in half-width characters that a rule can read."""

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

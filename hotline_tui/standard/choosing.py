"""What people at the desk do with an article that was found for them. Clause: 6.2.2."""

from __future__ import annotations

from hotline_tui.standard.vocabulary import Term


class Manner(Term):
    """How an article was chosen, or that it was sent away."""

    OPENED = "opened", "打开"
    CITED = "cited", "引用"
    DISMISSED = "dismissed", "不合适"

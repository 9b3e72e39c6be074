"""Keeping the knowledge base right: what an editor decides about gaps, doubles and contradictions.

Clause: 6.2.1, 6.2.3.
"""

from __future__ import annotations

from hotline_tui.standard.refusal import Fault
from hotline_tui.standard.vocabulary import Term


class GapVerdict(Term):
    """What becomes of questions that had no good answer. Clause: 6.2.1."""

    WRITTEN = "written", "已写知识"
    NOT_NEEDED = "not_needed", "不需要知识"


class Doubling(Term):
    """What is the matter with two articles. Clause: 6.2.3."""

    SAME = "same", "几乎相同"
    CONTRADICTING = "contradicting", "说法不一"


class PairVerdict(Term):
    """What becomes of two articles that are nearly the same or contradict each other.

    Clause: 6.2.3.
    """

    SAME = "same", "同一事项"
    DIFFERENT = "different", "不同事项"
    WITHDRAWN = "withdrawn", "撤回其一"


NOT_YET_CHECKED = "待核"
"""What stands for the authority behind an article where nobody has named one: for the desk, to be
looked into, and not for the public. Clause: 6.2.3."""

GOOD_ANSWER = 0.6
"""A search whose best article has this score (0 to 1) found something to read where it stands."""

SHORTEST = 2
"""Characters of a question worth keeping; a single one says nothing."""


def is_unanswered(best: float, *, opened: bool, beside: bool) -> bool:
    """Whether a search that has come to rest was left without a good answer.

    `best` is the score of the best article found (0: none), `opened` whether any was opened or
    cited, `beside` whether the text stands beside the list, to be read without opening it.
    Clause: 6.2.1.
    """
    return not opened and not (beside and best >= GOOD_ANSWER)


def gap_faults(verdict: GapVerdict, article: int | None, reason: str) -> tuple[Fault, ...]:
    """What is missing in a decision about a gap. Clause: 6.2.1."""
    if verdict is GapVerdict.WRITTEN and article is None:
        return (Fault("article", "6.2.1", "须写明回答这些问题的知识点编号"),)
    if verdict is GapVerdict.NOT_NEEDED and not reason.strip():
        return (Fault("reason", "6.2.1", "不需要写知识的，须写明理由"),)
    return ()


def pair_faults(
    verdict: PairVerdict, withdrawn: int | None, pair: tuple[int, int], reason: str
) -> tuple[Fault, ...]:
    """What is missing in a decision about two articles. Clause: 6.2.3."""
    found: list[Fault] = []
    if not reason.strip():
        found.append(Fault("reason", "6.2.3", "须写明理由：怎么处理的，或者为什么不是一回事"))
    if verdict is PairVerdict.WITHDRAWN and withdrawn not in pair:
        told = f"须写明撤回哪一篇：{pair[0]} 或 {pair[1]}"
        found.append(Fault("withdrawn", "6.2.3", told))
    return tuple(found)

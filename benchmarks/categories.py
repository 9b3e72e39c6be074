"""Which first-level category a message belongs to: the desk's guess beside what one would pick.

    python benchmarks/categories.py --messages FILE.xlsx --tree FILE.xlsx [--json]

The messages have the columns 留言主题, 留言详情, 一级分类, the tree 一级分类, 二级分类, 三级分类.
One half of the messages teaches and the other is measured, then the other way round: counted is how
often the right one comes first, and how often among the first three. Nothing is known but the
names in the tree and the half that teaches.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from frame import parsing, tell
from python_calamine import CalamineWorkbook
from rapidfuzz import fuzz, process

from hotline_tui.kb.suggest import CategoryProfile, PastTicket, Suggester

FIRST = 3
Message = tuple[str, str, str]
"""Title, text, and its category of the first level."""
Rank = Callable[[str, str], Sequence[str]]


def main() -> None:
    """Teach each with one half, ask it about the other, print what came of it."""
    parser = parsing(__doc__)
    parser.add_argument("--messages", type=Path, required=True)
    parser.add_argument("--tree", type=Path, required=True)
    given = parser.parse_args()
    messages = [
        (str(row["留言主题"]).strip(), str(row["留言详情"]).strip(), str(row["一级分类"]))
        for row in _rows(given.messages)
    ]
    tree = [(row["一级分类"], row["二级分类"], row["三级分类"]) for row in _rows(given.tree)]
    report: dict[str, Any] = {"messages": len(messages)}
    for name, learn in (("hotline", desk), ("nearest title", nearest)):
        halves = [_measured(learn, tree, messages, half) for half in (0, 1)]
        count = sum(half[2] for half in halves)
        report[name] = {
            "first": round(sum(half[0] for half in halves) / count, 3),
            "within_three": round(sum(half[1] for half in halves) / count, 3),
            "halves": [[round(one / half[2], 3) for one in half[:2]] for half in halves],
        }
    tell(report, given, _told(report))


def desk(tree: Sequence[tuple[str, str, str]], past: Sequence[Message]) -> Rank:
    """The desk's own guess."""
    leaves = [CategoryProfile(f"{place}", path, (), "", "city") for place, path in enumerate(tree)]
    leaf_of = {leaf.path[0]: leaf.code for leaf in leaves}
    learned = [
        PastTicket(f"{title}\n{text}", "", leaf_of[category]) for title, text, category in past
    ]
    return Suggester((), leaves, learned).broad_categories


def nearest(_: Sequence[tuple[str, str, str]], past: Sequence[Message]) -> Rank:
    """RapidFuzz: the categories of the messages whose titles are most like this one's."""
    titles = [title for title, _, _ in past]

    def rank(title: str, _: str) -> Sequence[str]:
        found = process.extract(title, titles, scorer=fuzz.WRatio, limit=50)
        return list(dict.fromkeys(past[place][2] for _, _, place in found))

    return rank


def _measured(
    learn: Callable[[Sequence[tuple[str, str, str]], Sequence[Message]], Rank],
    tree: Sequence[tuple[str, str, str]],
    messages: Sequence[Message],
    half: int,
) -> tuple[int, int, int]:
    rank = learn(tree, messages[half::2])
    asked = messages[1 - half :: 2]
    answers = [(list(rank(title, text)), right) for title, text, right in asked]
    first = sum(found[:1] == [right] for found, right in answers)
    return first, sum(right in found[:FIRST] for found, right in answers), len(asked)


def _rows(file: Path) -> list[dict[str, Any]]:
    head, *rows = CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
    return [dict(zip(head, row, strict=True)) for row in rows]


def _told(report: dict[str, Any]) -> Iterator[str]:
    yield f"{report['messages']} messages"
    yield f"{'':16}{'first':>8}{'in three':>10}  halves"
    for name, one in report.items():
        if isinstance(one, dict):
            figures = f"{one['first']:8.3f}{one['within_three']:10.3f}"
            yield f"{name:16}{figures}  {one['halves']}"


if __name__ == "__main__":
    main()

"""Who a letter goes to: the desk's suggestion beside what one would pick instead.

Letters that a city published with the institution that answered them are the measure. Counted is
how often one of the answering institutions is suggested first, and how often among the first
three; an institution that the directory does not know by name counts as missed. Letters to the
bus company are left out, as they would drown the rest; a line of their own tells about all.

"History" is half of the letters, those of the bus company too: first the even rows teach and the
odd ones are measured, then the other way round; the figures are those of all measured letters.

    python benchmarks/suggest.py [--letters FILE] [--past N] [--json]

FILE has one JSON object a line: title, content, institution (several divided by commas). Without
it only times are measured, on the category tree's own words.
"""

from __future__ import annotations

import json
import random
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from frame import parsing, tell
from rapidfuzz import fuzz, process

from hotline_tui.kb.suggest import CategoryProfile, PastTicket, Suggester, UnitProfile
from hotline_tui.services import setup

BUS = "公交集团"
FIRST = 3
PLACE = "110105026"
"""A division, as most tickets have one; the measured letters have none."""

Rank = Callable[["Letter"], Sequence[str]]
"""Codes of organizers for a letter, best first."""


@dataclass(frozen=True)
class Letter:
    """A letter and the codes of those who answered it; "" stands for one nobody knows."""

    title: str
    content: str
    answered: frozenset[str]
    bus: bool

    @property
    def past(self) -> PastTicket:
        """The letter once it is dispatched."""
        return PastTicket(f"{self.title}\n{self.content}", min(self.answered), "")


UNITS = tuple(
    UnitProfile(
        one.code, one.name, tuple(one.other_names), one.type, one.division, tuple(one.duties)
    )
    for one in setup.organizers()
)
CATEGORIES = tuple(
    CategoryProfile(
        one.code,
        (one.level1, one.level2, one.level3),
        tuple(one.keywords),
        one.organizer,
        one.scope,
    )
    for one in setup.categories()
)
PHRASES = [
    (unit.code, phrase) for unit in UNITS for phrase in (unit.name, *unit.other_names, *unit.duties)
]


def read(file: Path) -> tuple[list[Letter], list[str]]:
    """The letters of a file, and the institutions that the directory does not know."""
    codes = {name: unit.code for unit in UNITS for name in (unit.name, *unit.other_names)}
    letters, unknown = [], []
    for line in file.read_text("utf-8").splitlines():
        row = json.loads(line)
        names = [name.strip() for name in row["institution"].split(",") if name.strip()]
        unknown += [name for name in names if name not in codes]
        known = frozenset(codes[name] for name in names if name in codes)
        bus = BUS in row["institution"]
        letters.append(Letter(row["title"], row["content"], known or frozenset({""}), bus))
    return letters, unknown


def desk(suggester: Suggester) -> Rank:
    """The desk's own suggestions."""

    def rank(letter: Letter) -> Sequence[str]:
        found = suggester.organizers(letter.title, letter.content, division=None, limit=FIRST)
        return [one.code for one in found]

    return rank


def fuzzy(letter: Letter) -> Sequence[str]:
    """RapidFuzz as its manual begins: the phrases most like the title, and whose they are."""
    phrases = [phrase for _, phrase in PHRASES]
    found = process.extract(letter.title, phrases, scorer=fuzz.WRatio, limit=50)
    return list(dict.fromkeys(PHRASES[place][0] for _, _, place in found))


def counted(letter: Letter) -> Sequence[str]:
    """How many of a unit's names and duties stand in the letter."""
    text = f"{letter.title}\n{letter.content}"
    seen = Counter(code for code, phrase in PHRASES if phrase in text)
    return [code for code, _ in seen.most_common(FIRST)]


def nearest(past: Iterable[Letter]) -> Rank:
    """RapidFuzz again: who answered the letters whose titles are most like this one's."""
    known = list(past)
    titles = [letter.title for letter in known]

    def rank(letter: Letter) -> Sequence[str]:
        found = process.extract(letter.title, titles, scorer=fuzz.WRatio, limit=50)
        return list(dict.fromkeys(min(known[place].answered) for _, _, place in found))

    return rank


def hits(rank: Rank, letters: Iterable[Letter]) -> tuple[int, int, int]:
    """Letters whose institution comes first, is among the first three, and all."""
    first = among = every = 0
    for letter in letters:
        top = list(rank(letter))[:FIRST]
        first += bool(top) and top[0] in letter.answered
        among += not letter.answered.isdisjoint(top)
        every += 1
    return first, among, every


def share(*parts: tuple[int, int, int]) -> dict[str, float]:
    """The shares of several measurements together."""
    first, among, every = (sum(part[place] for part in parts) for place in range(3))
    return {"first": first / every, "first_three": among / every, "letters": every}


def accuracy(letters: list[Letter]) -> dict[str, dict[str, float]]:
    """All contenders, from the directory alone and with half of the letters as history."""
    others = [letter for letter in letters if not letter.bus]
    alone = desk(Suggester(UNITS, CATEGORIES))
    halves = [(letters[side::2], letters[1 - side :: 2]) for side in (0, 1)]
    taught = [
        (desk(Suggester(UNITS, CATEGORIES, [one.past for one in past])), past, rest)
        for past, rest in halves
    ]

    def without_bus(rest: list[Letter]) -> list[Letter]:
        return [letter for letter in rest if not letter.bus]

    return {
        "desk": share(hits(alone, others)),
        "RapidFuzz WRatio, names and duties": share(hits(fuzzy, others)),
        "keyword count": share(hits(counted, others)),
        "desk, with history": share(*(hits(rank, without_bus(rest)) for rank, _, rest in taught)),
        "RapidFuzz WRatio, past titles": share(
            *(hits(nearest(past), without_bus(rest)) for past, rest in halves)
        ),
        "desk, bus letters too": share(hits(alone, letters)),
        "desk, with history, bus letters too": share(
            *(hits(rank, rest) for rank, _, rest in taught)
        ),
    }


def milliseconds(texts: list[tuple[str, str]], past: int) -> dict[str, float]:
    """What a desk waits for: its start, and a suggestion without and with a long history."""
    began = time.perf_counter()
    suggester = Suggester(UNITS, CATEGORIES)
    built = time.perf_counter() - began
    new = _timed(suggester, texts)
    tickets = _made_up(texts, past)
    began = time.perf_counter()
    for ticket in tickets:
        suggester.learn(ticket)
    learnt = time.perf_counter() - began
    old = _timed(suggester, texts)
    return {
        "build_ms": built * 1000,
        "suggestion_ms": statistics.median(new),
        "suggestion_p95_ms": statistics.quantiles(new, n=20)[-1],
        "learn_ms": learnt * 1000 / max(past, 1),
        f"suggestion_after_{past}_ms": statistics.median(old),
        f"suggestion_after_{past}_p95_ms": statistics.quantiles(old, n=20)[-1],
    }


def _timed(suggester: Suggester, texts: list[tuple[str, str]]) -> list[float]:
    times = []
    for title, content in texts:
        began = time.perf_counter()
        suggester.organizers(title, content, division=PLACE)
        times.append((time.perf_counter() - began) * 1000)
    return times


def _made_up(texts: list[tuple[str, str]], count: int) -> list[PastTicket]:
    """Past tickets from halves of texts, so that no two are alike."""
    chance = random.Random(2021)
    made = []
    for _ in range(count):
        (title, head), (_, tail) = chance.choice(texts), chance.choice(texts)
        text = title + head[: len(head) // 2] + tail[len(tail) // 2 :]
        made.append(PastTicket(text, chance.choice(UNITS).code, chance.choice(CATEGORIES).code))
    return made


def main() -> None:
    """Measure and print."""
    parser = parsing(__doc__)
    parser.add_argument("--letters", type=Path, help="letters and who answered them, JSON lines")
    parser.add_argument("--past", type=int, default=50_000, help="past tickets when timing")
    options = parser.parse_args()
    letters, unknown = read(options.letters) if options.letters else ([], [])
    texts = [(one.title, one.content) for one in letters] or [
        ("、".join(one.path), "，".join(one.keywords) * 4) for one in CATEGORIES
    ]
    shares = accuracy(letters) if letters else {}
    times = milliseconds(texts[:500], options.past)
    found = {"shares": shares, "unknown": unknown, **times}
    tell(found, options, _lines(shares, unknown, times))


def _lines(
    shares: Mapping[str, Mapping[str, float]], unknown: Sequence[str], times: Mapping[str, float]
) -> Iterator[str]:
    for name, found in shares.items():
        yield (
            f"{name:36}  first {found['first']:.3f}  among three {found['first_three']:.3f}"
            f"  of {found['letters']} letters"
        )
    if unknown:
        yield f"institutions not in the directory (counted as missed): {'、'.join(unknown)}"
    for name, taken in times.items():
        yield f"{name:36}  {taken:8.2f}"


if __name__ == "__main__":
    main()

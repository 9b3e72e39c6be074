"""One thing that a score looks at: how much it counts, the clause, and how it is judged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from hotline_tui.practice.evidence import Evidence
from hotline_tui.standard.vocabulary import Term


class Part(Term):
    """What intake is assessed by. Clause: 7.1.2.2."""

    WORDS = "words", "服务用语"
    RECORD = "record", "工单记录"
    ROUTE = "route", "判断与派单"
    TIME = "time", "及时"


CLAUSES = {
    Part.WORDS: "7.1.2.2 a",
    Part.RECORD: "7.1.2.2 b",
    Part.ROUTE: "7.1.2.2 c",
    Part.TIME: "7.1.2.2 d",
}


class Lost(NamedTuple):
    """Why a point is lost, and at which moment of the exercise (None: at none)."""

    why: str
    at: float | None = None


Judge = Callable[[Evidence], Lost | None]


@dataclass(frozen=True, slots=True)
class Check:
    """`weight` says how much it counts beside the others; `wanted` what should have been done.

    `judge` gives None where nothing is lost. It is a pure function of its evidence.
    """

    key: str
    part: Part
    weight: float
    clause: str
    wanted: str
    judge: Judge

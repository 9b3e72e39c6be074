"""Whether the audit trail is whole: what was changed, removed, moved or cut off is named.

Clause: 6.1.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from hotline_tui.data import chain
from hotline_tui.data.chain import Link, Record
from hotline_tui.data.engine import Database
from hotline_tui.standard.refusal import Fault, Refused

TOLD = 200
"""How many problems of the trail are told one by one; one cut leaves no more to be learnt."""


@dataclass(frozen=True, slots=True)
class Trail:
    """How far the audit trail goes, and what is wrong with it."""

    records: int
    head: str
    problems: tuple[str, ...]

    @property
    def note(self) -> str:
        """What to write down elsewhere, so that a later check finds even a trail made anew."""
        return f"{self.records}:{self.head}"


@dataclass(slots=True)
class _Looking:
    """What a walk along the chain has met."""

    noted: tuple[int, str] | None
    last: int = 0
    hash: str = chain.BEGINNING
    known: bool = True
    odd: list[tuple[Link, Record]] = field(default_factory=list)
    beside: set[str] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)


def audit(database: Database, noted: str = "") -> Trail:
    """Look over the whole trail; `noted` is a `Trail.note` of an earlier look.

    Raises `Refused` for a note that is none.
    """
    looking = _Looking(_read(noted))
    with database.snapshot() as session:
        connection = session.connection()
        number, end = chain.head(connection)
        for link in chain.links(connection):
            _look(looking, link)
        strangers = chain.unbound(connection, TOLD)
    looking.problems.extend(_odd(looking))
    looking.problems.extend(
        f"历史记录（id {key}）不在审计链中：未经热线台写入" for key in strangers
    )
    looking.problems.extend(_end(looking, number, end))
    return Trail(number, end, tuple(looking.problems[:TOLD]))


def _read(noted: str) -> tuple[int, str] | None:
    if not noted:
        return None
    found = re.fullmatch(r"(\d+):([0-9a-f]{64})", noted.strip())
    if found is None:
        raise Refused(Fault("noted", "6.1.1", "记下的链尾应写成“条数:六十四位十六进制”"))
    return int(found[1]), found[2]


def _look(looking: _Looking, link: Link) -> None:
    if link.number != looking.last + 1:
        first, last = looking.last + 1, link.number - 1
        which = f"第 {first} 条" if first == last else f"第 {first} 至 {last} 条"
        looking.problems.append(f"审计记录{which}已被删除")
        looking.known = False
    if link.record is None:
        looking.problems.append(f"审计记录第 {link.number} 条已被删除")
    elif (
        looking.known
        and chain.following(looking.hash, link.record) != link.hash
        and len(looking.odd) < TOLD
    ):
        looking.odd.append((link, link.record))
        looking.beside |= {looking.hash, link.hash}
    if looking.noted is not None and looking.noted[0] == link.number:
        if looking.noted[1] != link.hash:
            looking.problems.append(f"审计记录第 {link.number} 条与记下的链尾不符：审计链已被重写")
        looking.noted = None
    looking.last, looking.hash, looking.known = link.number, link.hash, True


def _odd(looking: _Looking) -> Iterator[str]:
    """What does not follow on the one before: moved where it fits elsewhere, else changed."""
    for link, record in looking.odd:
        moved = any(chain.following(one, record) in looking.beside for one in looking.beside)
        what = "次序已被改动" if moved else "内容已被改动"
        yield f"审计记录第 {link.number} 条（{record.at} {record.who} {record.what}）{what}"


def _end(looking: _Looking, number: int, end: str) -> Iterator[str]:
    if looking.last < number:
        yield f"审计记录在第 {looking.last} 条之后被截断：应有 {number} 条"
    elif (looking.last, looking.hash) != (number, end):
        yield f"审计链的链尾与第 {looking.last} 条记录不符"
    if looking.noted is not None and looking.noted[0] > 0:
        yield f"审计记录不足记下的 {looking.noted[0]} 条：已被截断"

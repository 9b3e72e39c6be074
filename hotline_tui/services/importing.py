"""Letters and tickets from elsewhere, taken in from a file: each once, and none silently lost.

Clause: 5.2.1, 5.2.3.1 a, 5.2.3.1 c.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from hotline_tui.data import events, sources
from hotline_tui.data.engine import Session
from hotline_tui.services import sheets
from hotline_tui.services.columns import RAISED_AT, SOURCE_ID, Columns, columns
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import Directory, directory
from hotline_tui.services.incoming import Defaults, Letter, again, letters, plain
from hotline_tui.services.registering import registered
from hotline_tui.services.sheets import Row
from hotline_tui.standard.authority import Act
from hotline_tui.standard.check import faults
from hotline_tui.standard.record import titled
from hotline_tui.standard.refusal import Fault, Refused

AT_ONCE = 200
"""Letters in one transaction: others at the desk wait no longer than that takes."""


@dataclass(frozen=True, slots=True)
class Import:
    """The wish to take a file in. `source` tells apart sources that number their letters alike."""

    name: str
    data: bytes
    columns: Mapping[str, str] = field(default_factory=dict)
    defaults: Defaults = field(default_factory=Defaults)
    source: str = ""
    dry_run: bool = False
    all_or_nothing: bool = False


@dataclass(frozen=True, slots=True)
class Rejected:
    """One thing wrong with one row: its place, the column, why, and the clause that asks for it."""

    row: int
    column: str
    reason: str
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: `rows` = `imported` + `already` + `rejected` + `held_back`.

    `already` counts letters that were there before, in the desk or further up in the file;
    `held_back` those that were good and stayed out, as all or nothing was asked for.
    """

    rows: int
    imported: int
    already: int
    rejected: int
    held_back: int
    faults: tuple[Rejected, ...]
    columns: Columns
    first: str
    last: str
    rejected_rows: tuple[Row, ...]


@dataclass(slots=True)
class _Tally:
    """What has become of the rows so far."""

    faults: list[Rejected] = field(default_factory=list)
    rejected: dict[int, Row] = field(default_factory=dict)
    already: int = 0
    numbers: list[str] = field(default_factory=list)

    def reject(self, row: Row, of: Columns, found: Iterable[Fault]) -> None:
        for one in found:
            name = one.field.removeprefix("not_provided.")
            column = of.of.get(name) or name
            self.faults.append(Rejected(row.place, column, one.message, one.clause))
        self.rejected[row.place] = row


class _Undo(Exception):  # noqa: N818 - a way out of a transaction
    """Nothing of this is to stay."""


def take_in(desk: Desk, wish: Import) -> Imported:
    """Take a file in, a transaction for each 200 letters, or one for all of them.

    Raises `Malformed` for a file that is none, and `Refused` for columns that are not there.

    Clause: 5.2.1, 5.2.3.1 c.
    """
    desk.require(Act.IMPORT)
    city = directory(desk)
    sheet = sheets.read(wish.name, wish.data)
    of = columns(sheet.columns, wish.columns)
    tally = _Tally()
    rows = {row.place: row for row in sheet.rows}
    found = letters(sheet.rows, of, wish.defaults, city, desk.now(), wish.source)
    good = list(_sound(desk, _once(_read(found, of, tally), of, rows, tally), of, rows, tally))
    if not (wish.all_or_nothing and tally.rejected):
        _store(desk, city, wish, good, of, rows, tally)
    taken = len(tally.numbers)
    rejected = len(tally.rejected)
    return Imported(
        rows=len(rows),
        imported=taken,
        already=tally.already,
        rejected=rejected,
        held_back=len(rows) - taken - tally.already - rejected,
        faults=tuple(sorted(tally.faults, key=lambda one: one.row)),
        columns=of,
        first=tally.numbers[0] if taken and not wish.dry_run else "",
        last=tally.numbers[-1] if taken and not wish.dry_run else "",
        rejected_rows=tuple(row for place, row in sorted(tally.rejected.items())),
    )


def _read(
    found: Iterable[Letter | tuple[Row, Refused]], of: Columns, tally: _Tally
) -> Iterator[Letter]:
    for one in found:
        if isinstance(one, Letter):
            yield one
        else:
            row, refused = one
            tally.reject(row, of, refused.faults)


def _once(
    found: Iterable[Letter], of: Columns, rows: Mapping[int, Row], tally: _Tally
) -> Iterator[Letter]:
    """Each numbered letter once; one without a number as often as it stands there."""
    seen: dict[str, Letter] = {}
    times: dict[str, int] = {}
    for one in found:
        name = one.wish.source_id or ""
        if name not in seen:
            seen[name] = one
            times[name] = 1
            yield one
        elif not plain(rows[one.place].cells.get(of.of.get(SOURCE_ID, ""), "")):
            times[name] += 1
            yield again(one, times[name])
        elif _same(one, seen[name].wish.draft.title, seen[name].wish.draft.content):
            tally.already += 1
        else:
            message = f"编号与第 {seen[name].place} 行相同，内容不同"
            tally.reject(rows[one.place], of, [Fault(SOURCE_ID, "", message)])


def _sound(
    desk: Desk, found: Iterable[Letter], of: Columns, rows: Mapping[int, Row], tally: _Tally
) -> Iterator[Letter]:
    """Letters that the rules find nothing wrong with."""
    now = desk.now()
    for one in found:
        wrong = list(faults(one.wish.draft, now, desk.region))
        if one.wish.raised_at is not None and one.wish.raised_at > now:
            wrong.append(Fault(RAISED_AT, "5.2.3.1 c", "诉求提出的时间不能晚于现在"))
        if wrong:
            tally.reject(rows[one.place], of, wrong)
        else:
            yield one


def _store(
    desk: Desk,
    city: Directory,
    wish: Import,
    good: list[Letter],
    of: Columns,
    rows: Mapping[int, Row],
    tally: _Tally,
) -> None:
    size = max(len(good), 1) if wish.all_or_nothing else AT_ONCE
    for start in range(0, len(good), size):
        part = good[start : start + size]
        kept = len(tally.numbers), tally.already
        try:
            with desk.database.transaction() as session:
                _store_part(desk, session, city, wish, part, of, rows, tally)
                if wish.dry_run:
                    raise _Undo
                if wish.all_or_nothing and tally.rejected:
                    del tally.numbers[kept[0] :]
                    tally.already = kept[1]
                    raise _Undo
        except _Undo:
            continue


def _store_part(
    desk: Desk,
    session: Session,
    city: Directory,
    wish: Import,
    part: Sequence[Letter],
    of: Columns,
    rows: Mapping[int, Row],
    tally: _Tally,
) -> None:
    sources.alone(session)
    known = sources.known(session, (one.wish.source_id or "" for one in part))
    before = len(tally.numbers)
    for one in part:
        there = known.get(one.wish.source_id or "")
        if there is None:
            tally.numbers.append(registered(desk, session, city, one.wish).number)
        elif _same(one, there.title, there.content):
            tally.already += 1
        else:
            message = (
                f"编号 {one.wish.source_id} 已用于工单 {there.number}，内容不同"
                "（来自另一来源的，请用 --source 区分）"
            )
            tally.reject(rows[one.place], of, [Fault(SOURCE_ID, "", message)])
    taken = len(tally.numbers) - before
    if taken:
        summary = f"从 {PurePath(wish.name).name[:80]} 导入 {taken} 件"
        events.add(session, desk.actor(), "imported", summary)


def _same(one: Letter, title: str, content: str) -> bool:
    draft = one.wish.draft
    return content == draft.content and title in (draft.title, titled(draft))

"""A row from elsewhere becomes a record: white space and dates put right, nothing invented.

What an online letter cannot tell is marked as not provided, with that as the reason.

Clause: 5.2.1, 5.2.2.3 c, 5.2.3.1 c.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from hotline_tui.services.columns import RAISED_AT, SOURCE_ID, Columns
from hotline_tui.services.directory import Directory
from hotline_tui.services.document import as_word
from hotline_tui.services.registering import Registration
from hotline_tui.services.sheets import Cell, Row
from hotline_tui.standard.elements import missing
from hotline_tui.standard.moment import BEIJING, read_moment
from hotline_tui.standard.record import TicketDraft, with_value
from hotline_tui.standard.refusal import Fault, Refused
from hotline_tui.standard.typed import storable
from hotline_tui.standard.vocabulary import Channel, Kind, Urgency

NOT_IN_LETTER = "来信未提供"
"""Why an element is missing from a letter that nobody can be asked about."""

LONGEST_ID = 80
"""Longest identifier of a source that is kept as it is, in characters."""

_EPOCH = datetime(1899, 12, 30, tzinfo=BEIJING)
_SERIALS = range(20_000, 80_000)
"""Days that a spreadsheet counts from 1899: the years 1954 to 2119."""

_DAYS = re.compile(r"[0-9]{5}(?:\.[0-9]+)?")

_FLAGS = {"是": True, "true": True, "1": True, "y": True, "否": False, "false": False, "0": False}

_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Letter:
    """A row as a registration; `place` is where it stands in the file."""

    place: int
    wish: Registration


@dataclass(frozen=True, slots=True)
class Defaults:
    """What a letter is where its row does not say."""

    kind: Kind = Kind.HELP
    channel: Channel = Channel.PORTAL
    urgency: Urgency = Urgency.GENERAL


def letter(
    row: Row, of: Columns, defaults: Defaults, city: Directory, now: datetime, source: str = ""
) -> Letter:
    """The registration that a row asks for. Raises `Refused` with all faults of its cells."""
    found: list[Fault] = []
    draft = TicketDraft()
    for field, column in of.of.items():
        if field in (RAISED_AT, SOURCE_ID):
            continue
        try:
            draft = with_value(draft, field, _read(field, row.cells.get(column, ""), city, now))
        except Refused as refused:
            found.extend(Fault(field, one.clause, one.message) for one in refused.faults)
    raised_at: datetime | None = None
    try:
        raised_at = _moment(row.cells.get(of.of.get(RAISED_AT, ""), ""), now, RAISED_AT)
    except Refused as refused:
        found.extend(refused.faults)
    draft = _told(draft, defaults)
    if not (draft.content or draft.course or draft.demand):
        found.append(Fault("content", "C.3", "来信没有内容"))
    if found:
        raise Refused(found)
    name = identity(plain(row.cells.get(of.of.get(SOURCE_ID, ""), "")), draft, raised_at, source)
    return Letter(row.place, Registration(_identified(draft, name), raised_at, source_id=name))


def identity(given: str, draft: TicketDraft, raised_at: datetime | None, source: str) -> str:
    """What the source calls a letter, or its content's fingerprint where it calls it nothing."""
    if given:
        name = f"{source}:{given}" if source else given
        return name if len(name) <= LONGEST_ID else _fingerprint(name)
    who = draft.claimant
    told = (source, str(draft.kind), draft.title, draft.content, draft.course, draft.demand)
    return _fingerprint("\0".join((*told, str(raised_at or ""), who.name, who.phone, who.contact)))


def again(one: Letter, nth: int) -> Letter:
    """A letter without a number that stands in the file for the `nth` time: taken as one more."""
    name = f"{one.wish.source_id}#{nth}"
    draft = _identified(one.wish.draft, name)
    return replace(one, wish=replace(one.wish, draft=draft, source_id=name))


def _fingerprint(text: str) -> str:
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:56]


def _identified(draft: TicketDraft, name: str) -> TicketDraft:
    return replace(draft, id=uuid5(NAMESPACE_URL, f"hotline-import:{name}"))


def _told(draft: TicketDraft, defaults: Defaults) -> TicketDraft:
    """The record with its defaults, and with what a letter cannot tell marked so."""
    draft = replace(
        draft,
        kind=draft.kind or defaults.kind,
        channel=draft.channel or defaults.channel,
        urgency=draft.urgency or defaults.urgency,
        content=draft.content or draft.title,
    )
    lacking = (one.element for one in missing(draft) if one.element.may_lack)
    return replace(draft, not_provided={one.name: NOT_IN_LETTER for one in lacking})


def _read(field: str, cell: Cell, city: Directory, now: datetime) -> Any:
    reader = _READERS.get(field)
    if reader is not None:
        return reader(cell, field, city, now)
    text = plain(cell)
    return cleaned(text) if field in _PROSE else " ".join(text.split())


_PROSE = frozenset(("content", "course", "present_state", "demand", "reasons", "prior_handling"))


def plain(cell: Cell) -> str:
    """A cell as a person sees it: no `.0` behind a number, a moment in ISO."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return cell.isoformat(" ") if isinstance(cell, datetime) else cell.isoformat()
    return storable(str(cell)).strip()


def cleaned(text: str) -> str:
    """Prose without the white space of the page that it was copied from."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    told = "\n".join(_SPACES.sub(" ", line).strip() for line in lines)
    return _BLANK_LINES.sub("\n\n", told).strip()


def _moment(cell: Cell, now: datetime, field: str) -> datetime | None:
    if isinstance(cell, datetime):
        return cell if cell.tzinfo else cell.replace(tzinfo=BEIJING)
    if isinstance(cell, date):
        return datetime.combine(cell, time(), BEIJING)
    text = plain(cell)
    if not text:
        return None
    serial = _serial(text)
    if serial is not None:
        return serial
    return read_moment(text, now, field=field).at


def _serial(text: str) -> datetime | None:
    """A spreadsheet's count of days."""
    if not _DAYS.fullmatch(text) or int(float(text)) not in _SERIALS:
        return None
    return _EPOCH + timedelta(seconds=round(float(text) * 86_400))


def _word_reader(field: str) -> Callable[[Cell, str, Directory, datetime], Any]:
    reader = as_word({"kind": Kind, "channel": Channel, "urgency": Urgency}[field])
    return lambda cell, name, city, now: reader(plain(cell), name, now)


def _flag(cell: Cell, field: str, city: Directory, now: datetime) -> bool:
    text = plain(cell).lower()
    if text and text not in _FLAGS:
        raise Refused(Fault(field, "", f"“{text[:20]}”应是 是 或 否"))
    return _FLAGS.get(text, False)


def _category(cell: Cell, field: str, city: Directory, now: datetime) -> tuple[str, ...]:
    path = tuple(part.strip() for part in re.split("[/>／]", plain(cell)) if part.strip())
    if path and city.category(path) is None:
        raise Refused(Fault(field, "", f"没有“{'/'.join(path)[:60]}”这个问题分类"))
    return path


def _division(cell: Cell, field: str, city: Directory, now: datetime) -> str:
    text = plain(cell)
    found = city.division(text) if text else None
    if text and found is None:
        raise Refused(Fault(field, "", f"没有“{text[:40]}”这个区划"))
    return found.code if found else ""


_READERS: Mapping[str, Callable[[Cell, str, Directory, datetime], Any]] = {
    **{field: _word_reader(field) for field in ("kind", "channel", "urgency")},
    "occurred_at": lambda cell, field, city, now: _moment(cell, now, field),
    "statutory_limit.due_at": lambda cell, field, city, now: _moment(cell, now, field),
    "category": _category,
    "division": _division,
    "risk_to_life_or_property": _flag,
    "claimant.confidential": _flag,
    "instability.threat": _flag,
}
"""How each element's cell is read; every other one is text."""


def letters(
    rows: tuple[Row, ...],
    of: Columns,
    defaults: Defaults,
    city: Directory,
    now: datetime,
    source: str = "",
) -> Iterator[Letter | tuple[Row, Refused]]:
    """Each row as a letter, or the row with why it is none, in their order."""
    for row in rows:
        try:
            yield letter(row, of, defaults, city, now, source)
        except Refused as refused:
            yield row, refused

"""The documents that commands take: every fault of form at once, and the rules' beside them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from hotline_tui.cli.invocation import BadInput
from hotline_tui.data.files import reason
from hotline_tui.services import document
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import directory
from hotline_tui.services.document import Reader, as_flag, as_instant, as_text, as_word
from hotline_tui.services.registering import Registration
from hotline_tui.standard.check import faults, form_faults
from hotline_tui.standard.record import TicketDraft
from hotline_tui.standard.refusal import Fault, Refused
from hotline_tui.standard.typed import storable
from hotline_tui.standard.urgent import Decision, PhoneCall
from hotline_tui.standard.vocabulary import Way


def content(source: str, option: str = "--from") -> bytes:
    """The bytes of a file, or of standard input for `-`. Raises `BadInput`."""
    if source == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(source).read_bytes()
    except OSError as error:
        raise BadInput(Fault(option, "", f"文件打不开：{source}（{reason(error)}）")) from None


def text(source: str, option: str) -> str:
    """The text of a file in UTF-8 or GB 18030. Raises `BadInput` and `Malformed`."""
    return document.decoded(content(source, option))


def draft(record: TicketDraft) -> dict[str, Any]:
    """A record as a ticket document that holds only what is known."""
    return _known(document.write(record))


def _known(whole: Mapping[str, Any]) -> dict[str, Any]:
    inner = {key: _known(one) if isinstance(one, dict) else one for key, one in whole.items()}
    return {key: one for key, one in inner.items() if one not in (None, "", False, [], {})}


def as_whole(given: Any, name: str, now: datetime) -> int:
    """A whole number."""
    if not isinstance(given, int) or isinstance(given, bool):
        raise document.fault(name, "应是整数")
    return given


def _name(given: Any, name: str, now: datetime) -> str:
    """An identifier, which spreadsheets and programs also write as a number."""
    whole = isinstance(given, int) and not isinstance(given, bool)
    return as_text(str(given) if whole else given, name, now)


def names(given: Any, name: str, now: datetime) -> tuple[str, ...]:
    """A list of names."""
    if not isinstance(given, list):
        raise document.fault(name, '应是文字的列表，如 ["潘家园街道办事处"]')
    return tuple(as_text(one, f"{name}[{place}]", now) for place, one in enumerate(given))


def or_null(reader: Reader) -> Reader:
    """The reader, for which a null is as good as nothing."""
    return lambda given, name, now: None if given is None else reader(given, name, now)


def _object(readers: Mapping[str, Reader], build: Callable[..., Any]) -> Reader:
    """A reader of an object with these keys; null is none."""

    def read_object(given: Any, name: str, now: datetime) -> Any:
        if given is None:
            return None
        if not isinstance(given, dict):
            raise document.fault(name, "应是一个对象 { … }")
        return build(**read(given, readers, now, f"{name}."))

    return read_object


def read(
    given: Mapping[str, Any], readers: Mapping[str, Reader], now: datetime, prefix: str = ""
) -> dict[str, Any]:
    """What a document says under the keys that `readers` know. Raises `Refused` with all faults."""
    said: dict[str, Any] = {}
    found: list[Fault] = []
    for key, value in given.items():
        name = prefix + storable(key)
        reader = readers.get(key)
        if reader is None:
            known = "、".join(readers) or "（无）"
            found.append(Fault(name, "", f"没有“{name[:60]}”这一项，可用：{known}"))
            continue
        try:
            said[key] = reader(value, name, now)
        except Refused as refused:
            found.extend(refused.faults)
    if found:
        raise Refused(found)
    return said


_DECISION = _object({"decision": or_null(as_flag), "reason": as_text}, Decision)
_PHONE_CALL = _object(
    {"at": as_instant, "spoke_with": as_text, "said": as_text},
    PhoneCall,
)

_SEEN: Mapping[str, Reader] = {"version": or_null(as_whole)}

DISPATCH: Mapping[str, Reader] = {
    "organizer": or_null(as_text),
    "assisting": names,
    "opinion": as_text,
    "way": as_word(Way),
    "phone_call": _PHONE_CALL,
    "report_to_police": _DECISION,
    "report_to_emergency_management": _DECISION,
    "complex": as_flag,
    **_SEEN,
}
ANSWER: Mapping[str, Reader] = {"article": _name, "said": as_text, **_SEEN}
CLAIM: Mapping[str, Reader] = {"over": as_flag, "reason": as_text, **_SEEN}
ATTACH: Mapping[str, Reader] = {"files": names, **_SEEN}
LINK: Mapping[str, Reader] = {"to": as_text, "reason": as_text, **_SEEN}
UNLINK: Mapping[str, Reader] = {"to": as_text, **_SEEN}
PLAIN: Mapping[str, Reader] = _SEEN
"""What each action's document may say."""


def said(data: bytes | None, readers: Mapping[str, Reader], now: datetime) -> dict[str, Any]:
    """What an action's document says; nothing where there is none. Raises `BadInput`."""
    if data is None:
        return {}
    try:
        return read(document.parse(data), readers, now)
    except Refused as refused:
        raise BadInput(*refused.faults) from None


@dataclass(frozen=True, slots=True)
class NotAccepted:
    """Why a matter is not accepted, and what the claimant is advised. Clause: 5.2.2.1."""

    reason: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True)
class DirectAnswer:
    """The article that answers a matter at once, and what was said. Clause: 5.3.1."""

    article: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Handed:
    """A ticket document: the record, and what is to become of it besides being registered."""

    registration: Registration
    not_accepted: NotAccepted | None = None
    direct_answer: DirectAnswer | None = None


_BESIDE: Mapping[str, Reader] = {
    "raised_at": as_instant,
    "call": or_null(as_whole),
    "not_accepted": _object({"reason": as_text, "advice": as_text}, NotAccepted),
    "direct_answer": _object({"article": _name, "said": as_text}, DirectAnswer),
}
"""What may stand beside the record in a ticket document."""


def ticket(desk: Desk, data: bytes) -> Handed:
    """The ticket document, and with it what is to be done.

    Raises `Malformed` for what is no document, and `BadInput` with every fault where some are of
    form: those that the rules find in what could be read stand beside them.
    """
    whole = document.parse(data)
    now = desk.now()
    beside = {key: given for key, given in whole.items() if key in _BESIDE}
    record = {key: given for key, given in whole.items() if key not in _BESIDE}
    draft, malformed = document.examine(record, now, directory(desk))
    more: dict[str, Any] = {}
    try:
        more = read(beside, _BESIDE, now)
    except Refused as refused:
        malformed += refused.faults
    handed = Handed(
        Registration(draft, more.get("raised_at"), more.get("call")),
        more.get("not_accepted"),
        more.get("direct_answer"),
    )
    if handed.not_accepted and handed.direct_answer:
        told = "不予受理的诉求不能同时直接答复"
        malformed += (Fault("direct_answer", "", told),)
    if malformed:
        named = {fault.field for fault in malformed}
        ruled = form_faults(draft, now) if handed.not_accepted else faults(draft, now, desk.region)
        raise BadInput(*malformed, *(fault for fault in ruled if fault.field not in named))
    return handed

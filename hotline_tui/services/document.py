"""The ticket document: JSON in, a record out, with every fault of form at once.

Unknown keys, wrong types and unknown words are named with their place; nothing is guessed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from hotline_tui.services.directory import Directory
from hotline_tui.standard.acceptance import outside
from hotline_tui.standard.moment import BEIJING, read_moment
from hotline_tui.standard.record import TicketDraft, value, with_value
from hotline_tui.standard.refusal import Fault, Refused, refuse_if
from hotline_tui.standard.typed import storable
from hotline_tui.standard.vocabulary import Channel, Kind, Term, Urgency

Reader = Callable[[Any, str, datetime], Any]


class Malformed(Exception):  # noqa: N818 - it is the input that is malformed
    """The input is no document at all: not text, not JSON, not an object. A sentence in Chinese."""


def parse(data: bytes) -> dict[str, Any]:
    """The JSON object in a file's bytes, in UTF-8 (with or without a mark) or GB 18030.

    Raises `Malformed` with what is wrong and where.
    """
    text = decoded(data)
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        told = f"不是有效的 JSON：第 {error.lineno} 行第 {error.colno} 列附近（{error.msg}）"
        raise Malformed(told) from None
    except RecursionError:
        raise Malformed("不是有效的 JSON：嵌套太深") from None
    except ValueError:  # Python refuses to read numbers of thousands of digits
        raise Malformed("不是有效的 JSON：数字太长") from None
    if not isinstance(found, dict):
        raise Malformed("工单文件应是一个 JSON 对象：{ … }")
    return found


def decoded(data: bytes) -> str:
    """Text in UTF-8 or GB 18030; raises `Malformed` for anything else."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Malformed("文件的编码既不是 UTF-8 也不是 GB18030")


def read(document: Mapping[str, Any], now: datetime, city: Directory) -> TicketDraft:
    """The record that a document describes. Raises `Refused` with all faults of form."""
    draft, found = examine(document, now, city)
    refuse_if(found)
    return draft


def recall(written: Mapping[str, Any], now: datetime) -> TicketDraft:
    """The record that `write` made a document of, without asking the city's directory again."""
    found: list[Fault] = []
    draft = _read_into(TicketDraft(), written, "", now, found)
    refuse_if(found)
    return draft


def examine(
    document: Mapping[str, Any], now: datetime, city: Directory
) -> tuple[TicketDraft, tuple[Fault, ...]]:
    """As much of a record as can be read from a document, and all faults of form."""
    found: list[Fault] = []
    draft = _read_into(TicketDraft(), document, "", now, found)
    return _in_city(draft, city, found), tuple(found)


def write(draft: TicketDraft) -> dict[str, Any]:
    """The document of a record; `read` gives the same record back."""
    return {name: given for name, given in _plain(draft).items() if name != "direct"}


def _plain(given: Any) -> Any:
    if is_dataclass(given) and not isinstance(given, type):
        return {one.name: _plain(getattr(given, one.name)) for one in fields(given)}
    if isinstance(given, datetime):
        return given.astimezone(BEIJING).isoformat()
    if isinstance(given, UUID):
        return str(given)
    if isinstance(given, Term):
        return given.value
    if isinstance(given, Mapping):
        return dict(given)
    return list(given) if isinstance(given, tuple) else given


def fault(name: str, told: str) -> Refused:
    """A fault of form."""
    return Refused(Fault(name, "", f"{name}：{told}"))


def as_text(given: Any, name: str, now: datetime) -> str:
    """Text, storable."""
    if not isinstance(given, str):
        raise fault(name, f"应是文字，不是 {json.dumps(given, ensure_ascii=False)[:40]}")
    return storable(given)


def as_flag(given: Any, name: str, now: datetime) -> bool:
    """Yes or no."""
    if not isinstance(given, bool):
        raise fault(name, "应是 true 或 false")
    return given


def _answer_or_flag(given: Any, name: str, now: datetime) -> bool | None:
    return None if given is None else as_flag(given, name, now)


def as_instant(given: Any, name: str, now: datetime) -> datetime | None:
    """A moment, in any form in which people write one."""
    if given is None or given == "":
        return None
    text = as_text(given, name, now)
    try:
        return read_moment(text, now, future_ok=True).at
    except Refused as refused:
        raise Refused(Fault(name, one.clause, one.message) for one in refused.faults) from None


def as_word(vocabulary: type[Term]) -> Reader:
    """A reader of one of the standard's words, by its code name or its term."""
    known = {member.value: member for member in vocabulary}
    known |= {member.label: member for member in vocabulary}

    def read_word(given: Any, name: str, now: datetime) -> Term | None:
        text = as_text(given, name, now).strip()
        if not text:
            return None
        if text not in known:
            choices = "、".join(f"{one.value}（{one.label}）" for one in vocabulary)
            raise fault(name, f"没有“{text[:40]}”这个值，可用：{choices}")
        return known[text]

    return read_word


def _path(given: Any, name: str, now: datetime) -> tuple[str, ...]:
    if isinstance(given, str):
        given = [part for part in given.split("/") if part]
    if not isinstance(given, list) or not all(isinstance(part, str) for part in given):
        raise fault(name, '应是三级分类的列表，如 ["城乡建设", "安全生产", "事故处理"]')
    return tuple(storable(part.strip()) for part in given if part.strip())


def _reasons(given: Any, name: str, now: datetime) -> dict[str, str]:
    if not isinstance(given, dict) or not all(isinstance(one, str) for one in given.values()):
        raise fault(name, '应是“要素: 原因”的对象，如 {"claimant.name": "诉求人拒绝提供"}')
    return {storable(key): storable(reason) for key, reason in given.items()}


def _identity(given: Any, name: str, now: datetime) -> UUID:
    try:
        return UUID(as_text(given, name, now))
    except ValueError:
        raise fault(name, "应是 UUID") from None


READERS: dict[str, Reader] = {
    "id": _identity,
    "channel": as_word(Channel),
    "kind": as_word(Kind),
    "urgency": as_word(Urgency),
    "risk_to_life_or_property": as_flag,
    "claimant.confidential": as_flag,
    "category": _path,
    "occurred_at": as_instant,
    "instability.threat": as_flag,
    "statutory_limit.due_at": as_instant,
    "not_provided": _reasons,
    "direct": _answer_or_flag,
}
"""How each element is read; every other one is text."""


def _read_into(
    draft: TicketDraft, part: Mapping[str, Any], prefix: str, now: datetime, found: list[Fault]
) -> TicketDraft:
    blank = value(draft, prefix.rstrip(".")) if prefix else draft
    known = {one.name for one in fields(blank)}
    for key, given in part.items():
        name = prefix + key
        if key not in known:
            found.append(Fault(storable(name), "", f"没有“{storable(name)[:60]}”这一项"))
        elif is_dataclass(value(draft, name)):
            if isinstance(given, dict):
                draft = _read_into(draft, given, f"{name}.", now, found)
            elif given is not None:
                found.append(Fault(name, "", f"{name}：应是一个对象 {{ … }}"))
        elif given is not None:
            reader: Reader = READERS.get(name, as_text)
            try:
                draft = with_value(draft, name, reader(given, name, now))
            except Refused as refused:
                found.extend(refused.faults)
    return draft


def _in_city(draft: TicketDraft, city: Directory, found: list[Fault]) -> TicketDraft:
    """Names of divisions and categories become what the city knows them by."""
    if draft.category and city.category(draft.category) is None:
        path = "/".join(draft.category)[:80]
        found.append(Fault("category", "", f"没有“{path}”这个问题分类"))
    if not draft.division.strip():
        return draft
    division = city.division(draft.division)
    if division is not None:
        return replace(draft, division=division.code)
    if outside(draft.division) is None:
        told = f"没有“{draft.division[:40]}”这个区划，请写代码或名称，如 110105、朝阳区 潘家园街道"
        found.append(Fault("division", "", told))
    return draft

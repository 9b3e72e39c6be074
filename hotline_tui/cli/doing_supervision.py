"""What `hotline ticket do` can do about supervision and requests. Clause: 5.3.3, 5.3.2.3.2 d."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from hotline_tui.cli import documents
from hotline_tui.cli.deeds import Deed, Said
from hotline_tui.services import candidate_list, overseeing, requesting, service_quality
from hotline_tui.services.desk import Desk
from hotline_tui.services.document import Reader, as_flag, as_instant, as_text, as_word, fault
from hotline_tui.services.rows import TicketRow
from hotline_tui.standard.refusal import Fault, Refused
from hotline_tui.standard.typed import storable
from hotline_tui.standard.vocabulary import Cause, Form, RequestKind


def _record(given: Any, name: str, now: Any) -> dict[str, str | tuple[str, ...]]:
    """A record's parts: texts, or lists of names."""
    if not isinstance(given, dict):
        raise fault(name, "应是一个对象 { … }")
    found: dict[str, str | tuple[str, ...]] = {}
    for key, one in given.items():
        if isinstance(one, str):
            found[storable(key)] = storable(one)
        elif isinstance(one, list) and all(isinstance(part, str) for part in one):
            found[storable(key)] = tuple(storable(part) for part in one)
        else:
            raise fault(f"{name}.{storable(key)}", "应是文字，或文字的列表")
    return found


def _causes(given: Any, name: str, now: Any) -> tuple[Cause, ...]:
    if not isinstance(given, list):
        raise fault(name, "应是一个列表 [ … ]")
    read = as_word(Cause)
    return tuple(read(one, name, now) for one in given)


def _supervise(desk: Desk, number: str, said: Said) -> TicketRow:
    return overseeing.supervise(desk, overseeing.Supervise(number, **said))


def _complete(desk: Desk, number: str, said: Said) -> TicketRow:
    open_ones = [
        one.id
        for one in candidate_list.overseen(desk, number).supervisions
        if one.ended_at is None and one.form not in (Form.REMINDER, Form.SYSTEM)
    ]
    key = _one_of(open_ones, said.get("supervision"), "supervision", "尚未了结的督办")
    wish = overseeing.Complete(key, said.get("record", {}), said.get("outcome", ""))
    return overseeing.complete(desk, wish)


def _settle(desk: Desk, number: str, said: Said) -> TicketRow:
    return overseeing.settle(desk, overseeing.Settle(number, **said))


def _note(desk: Desk, number: str, said: Said) -> TicketRow:
    given = {name: one for name, one in said.items() if name != "version"}
    return overseeing.note(desk, overseeing.Note(number, **given))


def _ask(desk: Desk, number: str, said: Said) -> TicketRow:
    return requesting.ask(desk, requesting.Ask(number, **said))


def _decide(desk: Desk, number: str, said: Said) -> TicketRow:
    known = candidate_list.overseen(desk, number).requests
    open_ones = [one.id for one in known if one.granted is None]
    key = _one_of(open_ones, said.get("request"), "request", "等待批复的申请")
    wish = requesting.Decide(key, said.get("granted"), said.get("reason", ""))
    return requesting.decide(desk, wish)


def _end(desk: Desk, number: str, said: Said) -> TicketRow:
    known = candidate_list.overseen(desk, number).requests
    running = [
        one.id
        for one in known
        if one.granted and one.ended_at is None and one.kind is not RequestKind.COMPLEX
    ]
    key = _one_of(running, said.get("request"), "request", "生效的挂账或剔除")
    return requesting.end(desk, requesting.End(key, said.get("reason", "")))


def _one_of(known: Iterable[int], named: int | None, field: str, what: str) -> int:
    """The one that is meant: the named one, or the only one that there is."""
    found = tuple(known)
    if named is not None and named in found:
        return named
    if named is None and len(found) == 1:
        return found[0]
    listed = "、".join(str(one) for one in found)
    told = f"请用 {field} 指明哪一项：{listed}" if found else f"这件工单没有{what}"
    raise Refused(Fault(field, "", told))


def _find(desk: Desk, number: str, said: Said) -> TicketRow:
    return service_quality.find(desk, service_quality.Finding(number, **said))


_KEY: Reader = documents.or_null(documents.as_whole)
_READERS: Mapping[str, Mapping[str, Reader]] = {
    "supervise": {
        "form": as_word(Form),
        "demand": as_text,
        "record": _record,
        "due_at": as_instant,
        "approved_by": as_text,
        "organizer": as_text,
    },
    "complete": {"supervision": _KEY, "record": _record, "outcome": as_text},
    "settle": {"causes": _causes, "reason": as_text},
    "note": {"said": as_text, "spoke_with": as_text, "at": as_instant},
    "request": {
        "kind": as_word(RequestKind),
        "reason": as_text,
        "evidence": as_text,
        "review_on": as_text,
        "told_by": as_text,
    },
    "decide": {"request": _KEY, "granted": as_flag, "reason": as_text},
    "end-request": {"request": _KEY, "reason": as_text},
    "service-complaint": {"valid": as_flag, "reason": as_text},
}
_DO: Mapping[str, tuple[str, Callable[[Desk, str, Said], TicketRow]]] = {
    "supervise": ("督办", _supervise),
    "complete": ("了结督办", _complete),
    "settle": ("处理督办事由", _settle),
    "note": ("记督办电话或备注", _note),
    "request": ("申请疑难、挂账、剔除", _ask),
    "decide": ("批复申请", _decide),
    "end-request": ("结束挂账或剔除", _end),
    "service-complaint": ("认定对热线服务的投诉", _find),
}

DEEDS: Mapping[str, Deed] = {
    name: Deed(label, {**_READERS[name], **documents.PLAIN}, do)
    for name, (label, do) in _DO.items()
}
"""The actions, by the word that is typed."""

"""What `hotline ticket do` can do once a unit has fed back. Clause: 5.5.1, 5.5.4, 5.6.1, A.1."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from hotline_tui.cli import documents
from hotline_tui.cli.deeds import Deed, Said
from hotline_tui.services import archiving, calling_back, closing
from hotline_tui.services.archiving import IntoArchive
from hotline_tui.services.calling_back import CallBack, Evaluate
from hotline_tui.services.closing import Cancel
from hotline_tui.services.desk import Desk
from hotline_tui.services.document import Reader, as_flag, as_instant, as_text, as_word, fault
from hotline_tui.services.rows import TicketRow
from hotline_tui.standard.callback import Answers
from hotline_tui.standard.rating import read_level
from hotline_tui.standard.refusal import Fault, Refused
from hotline_tui.standard.vocabulary import CallbackResult, CallbackWay, CancelReason, Rating

_ANSWERS = {one.name for one in fields(Answers)}


def _level(given: Any, name: str, now: datetime) -> Rating:
    """One of the five levels, by key, code name or term."""
    try:
        return read_level(str(given) if isinstance(given, int) else as_text(given, name, now))
    except Refused as refused:
        raise Refused(Fault(name, one.clause, one.message) for one in refused.faults) from None


def _texts(given: Any, name: str, now: datetime) -> tuple[str, ...]:
    if not isinstance(given, list):
        raise fault(name, '应是文字的列表，如 ["办事人员态度"]')
    return tuple(as_text(one, f"{name}[{place}]", now) for place, one in enumerate(given))


def _call_back(desk: Desk, number: str, said: Said) -> TicketRow:
    answers = Answers(**{name: given for name, given in said.items() if name in _ANSWERS})
    others = {name: given for name, given in said.items() if name not in _ANSWERS}
    return calling_back.call_back(desk, CallBack(number, answers, **others))


def _rate(desk: Desk, number: str, said: Said) -> TicketRow:
    return calling_back.evaluate(desk, Evaluate(number, **said))


def _cancel(desk: Desk, number: str, said: Said) -> TicketRow:
    return closing.cancel(desk, Cancel(number, **said))


def _close(desk: Desk, number: str, said: Said) -> TicketRow:
    return closing.close(desk, number, said.get("version"))


def _archive(desk: Desk, number: str, said: Said) -> TicketRow:
    return archiving.archive(desk, IntoArchive(number, **said))


CALLBACK: Mapping[str, Reader] = {
    "way": as_word(CallbackWay),
    "result": as_word(CallbackResult),
    "contacted": documents.or_null(as_flag),
    "solved": documents.or_null(as_flag),
    "satisfied": documents.or_null(_level),
    "reasons": _texts,
    "remarks": as_text,
    "call_after": as_instant,
    "do_not_call": as_flag,
    "close": as_flag,
    **documents.PLAIN,
}
RATE: Mapping[str, Reader] = {
    "level": _level,
    "reasons": _texts,
    "remarks": as_text,
    **documents.PLAIN,
}
CANCEL: Mapping[str, Reader] = {
    "reason": as_word(CancelReason),
    "note": as_text,
    "other": as_text,
    **documents.PLAIN,
}
ARCHIVE: Mapping[str, Reader] = {"keeper": as_text, **documents.PLAIN}

DEEDS: Mapping[str, Deed] = {
    "callback": Deed("回访", CALLBACK, _call_back),
    "rate": Deed("网上评价", RATE, _rate),
    "close": Deed("办结", documents.PLAIN, _close),
    "cancel": Deed("撤销", CANCEL, _cancel),
    "archive": Deed("归档", ARCHIVE, _archive),
}
"""The actions, by the word that is typed."""

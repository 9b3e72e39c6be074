"""What `hotline ticket do` can do from sign-for to feedback. Clause: 4.2, 5.3.2.2.3, 5.3.2.3.1."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from hotline_tui.cli import documents
from hotline_tui.cli.deeds import Deed, Said
from hotline_tui.services import (
    deciding,
    feeding_back,
    opinion,
    progressing,
    returning,
    signing,
)
from hotline_tui.services.desk import Desk
from hotline_tui.services.dispatching import Dispatch
from hotline_tui.services.document import Reader, as_flag, as_instant, as_text, as_word, fault
from hotline_tui.services.rows import TicketRow
from hotline_tui.standard.feedback import ELEMENTS, Part
from hotline_tui.standard.vocabulary import Outcome, Progress, ReturnReason, Way


def _day(given: Any, name: str, now: datetime) -> str:
    text = as_text(given, name, now).strip()
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        raise fault(name, "应是日期，如 2026-12-01") from None


_PARTS: Mapping[Part, Reader] = {
    Part.LINE: as_text,
    Part.PROSE: as_text,
    Part.PAST: as_instant,
    Part.DAY: _day,
    Part.FLAG: as_flag,
}
_ELEMENTS: Mapping[str, Reader] = {
    element.name: _PARTS[element.part] for of in ELEMENTS.values() for element in of
}


def _content(given: Any, name: str, now: datetime) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise fault(name, "应是一个对象 { … }")
    return documents.read(given, _ELEMENTS, now)


def _sign(desk: Desk, number: str, said: Said) -> TicketRow:
    return signing.sign(desk, signing.Sign(number, **said))


def _return(desk: Desk, number: str, said: Said) -> TicketRow:
    return returning.give_back(desk, returning.GiveBack(number, **said))


def _accept(desk: Desk, number: str, said: Said) -> TicketRow:
    return deciding.accept(desk, deciding.Decision(number, **said))


def _reject(desk: Desk, number: str, said: Said) -> TicketRow:
    return deciding.reject(desk, deciding.Decision(number, **said))


def _recall(desk: Desk, number: str, said: Said) -> TicketRow:
    return returning.recall(desk, returning.Recall(number, **said))


def _transfer(desk: Desk, number: str, said: Said) -> TicketRow:
    given = {name: one for name, one in said.items() if name != "reason"}
    wish = Dispatch(number, **{"organizer": "", **given})
    return returning.transfer(desk, wish, said.get("reason", ""))


def _log(desk: Desk, number: str, said: Said) -> TicketRow:
    return progressing.log(desk, progressing.Log(number, **said))


def _feedback(desk: Desk, number: str, said: Said) -> TicketRow:
    return feeding_back.feed_back(desk, feedback(number, said))


def feedback(number: str, said: Said) -> feeding_back.FeedBack:
    """The wish of a feedback's document; an element may stand in `content` or beside it."""
    beside = {name: one for name, one in said.items() if name in _ELEMENTS}
    rest = {name: one for name, one in said.items() if name not in _ELEMENTS}
    content = {**rest.pop("content", {}), **beside}
    return feeding_back.FeedBack(number, content=content, **rest)


def _approve(desk: Desk, number: str, said: Said) -> TicketRow:
    return feeding_back.approve(desk, feeding_back.Approval(number, **said))


def _watch(desk: Desk, number: str, said: Said) -> TicketRow:
    return opinion.watch_opinion(desk, opinion.OpinionWatch(number, **said))


_TOLD_BY: Mapping[str, Reader] = {"told_by": as_text}
_DECISION: Mapping[str, Reader] = {"reason": as_text, "leader": as_text, **_TOLD_BY}
_READERS: Mapping[str, Mapping[str, Reader]] = {
    "sign": _TOLD_BY,
    "return": {
        "reason": as_word(ReturnReason),
        "explanation": as_text,
        "evidence": as_text,
        **_TOLD_BY,
    },
    "accept": {"reason": as_text},
    "reject": _DECISION,
    "recall": {"reason": as_text},
    "transfer": {**documents.DISPATCH, "reason": as_text},
    "log": {
        "what": as_word(Progress),
        "at": as_instant,
        "said": as_text,
        "participants": documents.names,
        "outcome": as_text,
        "next_step": as_text,
        **_TOLD_BY,
    },
    "feedback": {
        "outcome": as_word(Outcome),
        "content": _content,
        **_ELEMENTS,
        "way": as_word(Way),
        "opinion_watch": as_text,
        **_TOLD_BY,
    },
    "approve": {"leader": as_text, **_TOLD_BY},
    "watch": {"on": as_flag, "said": as_text},
}
_DO: Mapping[str, tuple[str, Callable[[Desk, str, Said], TicketRow]]] = {
    "sign": ("签收", _sign),
    "return": ("退单", _return),
    "accept": ("接受退单、反馈核对通过", _accept),
    "reject": ("驳回退单、退回反馈", _reject),
    "recall": ("收回", _recall),
    "transfer": ("转派", _transfer),
    "log": ("记录办理进展", _log),
    "feedback": ("反馈", _feedback),
    "approve": ("领导审核通过", _approve),
    "watch": ("关注舆情", _watch),
}

DEEDS: Mapping[str, Deed] = {
    name: Deed(label, {**_READERS[name], **documents.PLAIN}, do)
    for name, (label, do) in _DO.items()
}
"""The actions, by the word that is typed."""

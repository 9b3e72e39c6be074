"""A scenario made from a real ticket: its personal data replaced, for a trainer to look through.

Clause: 6.1.1, 6.4.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

from hotline_tui.services import document
from hotline_tui.services.rows import TicketRow
from hotline_tui.standard.elements import asked, given
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.record import TicketDraft, value
from hotline_tui.standard.refusal import Fault, Refused
from hotline_tui.standard.vocabulary import Status

SURNAMES, GIVEN = "王李张刘陈杨赵黄周吴", ("静", "磊", "敏", "洋", "海燕", "文博")

READY = (Status.ANSWERED, Status.CLOSED, Status.ARCHIVED)
"""Tickets whose matter is over."""

_DIGITS = re.compile(r"(?<!\d)(?:\d{15,18}[\dXx]?|\+?\d[\d -]{6,14}\d)(?!\d)")
_NUMBERED = re.compile(r"\d+(?=\s*(?:号楼|号院|单元|室|门|层|号))")
_NAMED = re.compile(
    rf"(?:(?<=我叫)|(?<=姓名)|(?<=我是))[{SURNAMES}孙马朱胡林郭何高罗郑梁宋谢][一-龥]{{1,2}}"
)
_DEAR = frozenset(("channel", "kind", "urgency", "claimant.phone"))


def scenario_text(ticket: TicketRow) -> str:
    """A scenario file of a ticket whose matter is over. Raises `Refused` for any other."""
    if ticket.status not in READY:
        told = f"工单现为“{ticket.status.label}”，办结以后才能做成情景"
        raise Refused(Fault("status", "6.4", told))
    rng = Random(ticket.number)  # noqa: S311 - no secret
    return "\n".join(_lines(ticket, _Mask(ticket.record, rng)))


class _Mask:
    """Replaces what tells who it was, everywhere the same."""

    def __init__(self, record: TicketDraft, rng: Random) -> None:
        self._rng = rng
        self.name = rng.choice(SURNAMES) + rng.choice(GIVEN)
        self.phone = f"1380000{rng.randrange(10_000):04}"
        self._known = {record.claimant.name: self.name} if record.claimant.name else {}

    def text(self, words: str) -> str:
        """The words without names, numbers and house numbers that are known or look like it."""
        for real, ours in self._known.items():
            words = words.replace(real, ours)
        words = _NAMED.sub(self.name, words)
        words = _DIGITS.sub(self.phone, words)
        return _NUMBERED.sub(lambda found: str(self._rng.randint(1, 20)), words)


def _lines(ticket: TicketRow, mask: _Mask) -> Iterator[str]:
    draft = ticket.record
    at = ticket.raised_at.astimezone(BEIJING)
    yield "# 由工单改编。姓名、电话、门牌已替换；发布前请逐句核对，不得留下任何个人信息。"
    yield f"title = {_toml(mask.text(draft.title))}"
    yield 'exercise = "call"'
    yield f'at = "{at:%Y-%m-%d %H:%M}"'
    yield 'about = ""'
    yield ""
    yield "[caller]"
    yield f"name = {_toml(mask.name)}"
    yield f"phone = {_toml(mask.phone)}"
    yield f"first = {_toml('您好，我想反映一件事：' + mask.text(draft.title))}"
    for element in asked(draft):
        if element.name in _DEAR or not given(draft, element):
            continue
        told = _said(draft, element.name, ticket, mask)
        if told:
            yield from ("", "[[fact]]", f"element = {_toml(element.name)}", f"says = {_toml(told)}")
    yield from _answer(ticket, mask)


def _said(draft: TicketDraft, name: str, ticket: TicketRow, mask: _Mask) -> str:
    if name == "claimant.name":
        return f"我叫{mask.name}。"
    if name == "division":
        return f"{ticket.place_name}。" if ticket.place_name else ""
    found = value(draft, name)
    if name == "occurred_at" and found is not None:
        return f"{found.astimezone(BEIJING):%m月%d日%H点%M分}。"
    return mask.text(str(found)) if isinstance(found, str) else ""


def _answer(ticket: TicketRow, mask: _Mask) -> Iterator[str]:
    yield from ("", "[[matter]]")
    if ticket.citations:
        yield 'ends = "直接答复"'
        yield f"article = {_toml(ticket.citations[-1].title)}"
    else:
        yield 'ends = "登记"'
    told = document.write(ticket.record)
    told["claimant"] = {"name": mask.name, "phone": mask.phone, "confidential": _confides(ticket)}
    if not ticket.record.claimant.name:
        del told["claimant"]["name"]
    yield from _table("matter.record", told, mask)


def _confides(ticket: TicketRow) -> bool:
    return ticket.record.claimant.confidential


_CODES = ("channel", "kind", "urgency", "division", "occurred_at")
"""Elements that hold no words of anybody."""

_NEVER = ("id", "direct", "statutory_limit")


def _table(path: str, told: Mapping[str, Any], mask: _Mask) -> Iterator[str]:
    yield from ("", f"[{path}]")
    inner = {}
    for name, one in told.items():
        if isinstance(one, Mapping):
            inner[name] = one
        elif name not in _NEVER and one not in (None, "", [], False):
            shown = mask.text(one) if isinstance(one, str) and name not in _CODES else one
            yield f"{name} = {_toml(shown)}"
    for name, one in inner.items():
        if name not in _NEVER and any(part not in (None, "", False) for part in one.values()):
            if name == "not_provided":
                yield from ("", f"[{path}.{name}]")
                yield from (f"{_toml(key)} = {_toml(why)}" for key, why in one.items())
            else:
                yield from _table(f"{path}.{name}", one, mask)


def _toml(given: Any) -> str:
    """A value as TOML writes it; JSON's texts, lists and flags are TOML's too."""
    return json.dumps(given, ensure_ascii=False)

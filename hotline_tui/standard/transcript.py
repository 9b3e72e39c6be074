"""A call's transcript, read into the elements of a record, for an agent to confirm.

Nothing is invented: every element is what the caller said, cut out of the text, or follows from
words that stand there. What cannot be read is left for the agent to ask.

Clause: 5.2.3.3.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hotline_tui.standard import cues
from hotline_tui.standard.dialogue import Turn, turns
from hotline_tui.standard.moment import read_moment
from hotline_tui.standard.record import TicketDraft, names, with_value
from hotline_tui.standard.threat import quoted, threatening
from hotline_tui.standard.times_said import time_said
from hotline_tui.standard.vocabulary import Channel, Kind, Urgency

LONGEST_TRANSCRIPT = 50_000
"""Longest transcript that is read, in characters: some three hours of talk."""


@dataclass(frozen=True, slots=True)
class Heard:
    """An element that a call tells: its value for the record, and the words it was taken from."""

    element: str
    value: Any
    words: str


_FILLER = re.compile(
    r"\A(?:(?:嗯+|啊|哦|噢|呃|那个|这个|就是说?|对+|是的?|好的?|喂|[你您]好)(?:[，,。.、！!\s]+|\Z))+"
)
_EMPTY = re.compile(r"(?:再见|谢谢您?|没有了|没了|不用了|行|可以|[，,。.！!？?、\s])*")
_UNTOLD = re.compile("不知道|不清楚|记不清|说不清|不想说|不方便|不愿意")
_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]?")
_IDENTITY = ("claimant.name", "claimant.phone", "claimant.address")
_READ_OUT = frozenset((*_IDENTITY, "occurred_at", "division"))
"""Elements that are cut out of an answer, where others take the answer as it is."""


def heard(transcript: str, now: datetime, places: Mapping[str, str]) -> tuple[Heard, ...]:
    """What a transcript tells, in the order of the record; `places` are division codes by name.

    An answer to an agent's question goes before what the caller's words say by themselves.

    Clause: 5.2.3.3.
    """
    said = turns(transcript)
    callers = tuple(turn for turn in said if not turn.by_agent)
    words = "\n".join(turn.text for turn in callers)
    agents = "\n".join(turn.text for turn in said if turn.by_agent)
    found: dict[str, Heard] = {}
    for one in (*_answers(callers, now, places), *_unasked(words, now, places)):
        found.setdefault(one.element, one)
    if name := found.get("claimant.name"):
        whole = cues.addressed(name.value, agents)
        found[name.element] = Heard(name.element, whole, whole)
    if story := _story(callers, found):
        kind = found.get("kind")
        told = bool(kind and kind.value in (Kind.CONSULTATION, Kind.SUGGESTION))
        element = "content" if told else "course"
        found[element] = Heard(element, story, story)
    order = names()
    return tuple(sorted(found.values(), key=lambda one: order.index(one.element)))


def drafted(found: Iterable[Heard]) -> TicketDraft:
    """The record that these elements make; it is still to be confirmed, and mostly incomplete."""
    draft = TicketDraft(channel=Channel.PHONE)
    for one in found:
        draft = with_value(draft, one.element, one.value)
        if one.element == "occurred_at":
            draft = with_value(draft, "occurred_text", one.words)
    return draft


def _answers(callers: Iterable[Turn], now: datetime, places: Mapping[str, str]) -> Iterator[Heard]:
    """What was asked for and answered."""
    for turn in callers:
        answer = _FILLER.sub("", turn.text).strip().rstrip("。，,.")
        if not turn.asked or not answer or _UNTOLD.search(answer[:12]):
            continue
        if turn.asked in _READ_OUT:
            yield from _read_out(turn.asked, answer, now, places, asked=True)
        elif turn.asked == "instability.threat_words":
            yield Heard(turn.asked, quoted(answer), answer)
        else:
            yield Heard(turn.asked, answer, answer)


def _read_out(
    element: str, text: str, now: datetime, places: Mapping[str, str], *, asked: bool
) -> Iterator[Heard]:
    if element == "occurred_at":
        if words := time_said(text, now):
            yield Heard(element, read_moment(words, now).at, words)
        return
    if element == "division":
        if name := cues.division_said(text, places):
            yield Heard(element, places[name], name)
        return
    readers = {
        "claimant.name": lambda: cues.name_said(text, asked=asked),
        "claimant.phone": lambda: cues.phone_said(text),
        "claimant.address": lambda: cues.PHRASES[element](text) or (text if asked else ""),
    }
    value = readers[element]()
    if value:
        yield Heard(element, value, value)


def _unasked(words: str, now: datetime, places: Mapping[str, str]) -> Iterator[Heard]:
    """What the caller's words say by themselves."""
    kind, urgency = cues.kind_said(words), cues.urgency_said(words)
    if kind is not None:
        yield Heard("kind", kind, kind.label)
    if urgency is not None:
        yield Heard("urgency", urgency, urgency.label)
    if urgency is Urgency.INSTABILITY:
        threats = "".join(one for one in _sentences(words) if threatening(one))
        yield Heard("instability.threat", True, threats)
        yield Heard("instability.threat_words", quoted(threats), threats)
    for element, mark in (
        ("risk_to_life_or_property", cues.AT_RISK),
        ("claimant.confidential", cues.CONFIDENTIAL),
    ):
        if match := mark.search(words):
            yield Heard(element, True, match[0])
    for element in sorted(_READ_OUT):
        yield from _read_out(element, words, now, places, asked=False)
    for element, phrase in cues.PHRASES.items():
        emergency = element.startswith("emergency.") and urgency is not Urgency.EMERGENCY
        if not emergency and (value := phrase(words)):
            yield Heard(element, value, value)


def _sentences(text: str) -> Iterator[str]:
    for match in _SENTENCE.finditer(text):
        if match[0].strip():
            yield match[0].strip()


def _story(callers: Iterable[Turn], found: Mapping[str, Heard]) -> str:
    """The caller's own words, but for those that answered a question; threats in quotation marks.

    Clause: C.3, C.4.
    """
    told: list[str] = []
    for turn in callers:
        placed = turn.asked in found and turn.asked != ""
        text = _FILLER.sub("", turn.text).strip()
        if placed or (turn.asked and _UNTOLD.search(text[:12])) or _EMPTY.fullmatch(text):
            continue
        told += [quoted(one) if threatening(one) else one for one in _sentences(text)]
    return "".join(f"{one}。" if one[-1].isalnum() else one for one in told)

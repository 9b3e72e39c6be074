"""A scenario file becomes a scenario; all that is wrong with its form is said at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from hotline_tui.practice.lines import places
from hotline_tui.practice.scenario import (
    HANGS_UP_AFTER,
    MINUTES,
    Caller,
    Deed,
    DeedKind,
    Ending,
    Exercise,
    Fact,
    Interruption,
    Matter,
    Mood,
    Scenario,
    Sent,
)
from hotline_tui.practice.table import Finding, Findings, Table
from hotline_tui.services import document
from hotline_tui.services.directory import Directory
from hotline_tui.services.festivals import festival
from hotline_tui.standard.callback import Answers
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.record import TicketDraft
from hotline_tui.standard.scripts import greeting
from hotline_tui.standard.vocabulary import CallbackResult, Channel, Rating

UNKNOWN = datetime(2100, 1, 1, tzinfo=BEIJING)
"""Stands for a beginning that cannot be read: nothing that a caller tells lies after it."""

LARGEST = 256 * 1024
"""Largest scenario file, in bytes: the largest that come with the desk are a tenth of it."""

LONGEST_LINE = 4000
"""Longest line in characters: TOML's reader takes the square of a dotted key's length."""

DEEPEST = 16
"""So many tables within tables are read; a scenario needs five."""

_WHERE = re.compile(r"\(at line (\d+), column \d+\)|\(at end of document\)")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says: a scenario as far as it can be read, and all that is wrong."""

    scenario: Scenario | None
    findings: tuple[Finding, ...]


def read(data: bytes, id: str, city: Directory) -> Reading:
    """The scenario in a file's bytes; `id` is its name, `city` knows divisions and categories."""
    try:
        text = _bounded(data)
        given = tomllib.loads(text)
        if _is_too_deep(given):
            raise RecursionError
    except document.Malformed as malformed:
        return Reading(None, (Finding(1, str(malformed)),))
    except tomllib.TOMLDecodeError as error:
        return Reading(None, (_malformed(str(error), data),))
    except RecursionError:
        return Reading(None, (Finding(1, f"嵌套太深：最多 {DEEPEST} 层"),))
    findings = Findings(places(text))
    scenario = _scenario(Table(given, "", findings), id, city)
    return Reading(scenario, tuple(sorted(set(findings.found))))


def _bounded(data: bytes) -> str:
    """The file's text, if it is of a size that is safe to parse; raises `Malformed`."""
    if len(data) > LARGEST:
        raise document.Malformed(f"文件有 {len(data) >> 10} KB，最多 {LARGEST >> 10} KB")
    text = document.decoded(data)
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST_LINE:
            told = f"第 {number} 行有 {len(line)} 个字，最多 {LONGEST_LINE} 个；长文请分行写"
            raise document.Malformed(told)
    return text


def _is_too_deep(given: Any) -> bool:
    """Whether tables and lists lie in one another deeper than a scenario's ever do."""
    layer = [given]
    for _ in range(DEEPEST):
        layer = [
            part
            for one in layer
            for part in (one.values() if isinstance(one, dict) else one)
            if isinstance(part, dict | list)
        ]
    return bool(layer)


def _malformed(told: str, data: bytes) -> Finding:
    where = _WHERE.search(told)
    line = int(where[1]) if where and where[1] else data.count(b"\n") + 1
    return Finding(line, f"不是有效的 TOML：{_WHERE.sub('', told).strip()}")


def _scenario(top: Table, id: str, city: Directory) -> Scenario | None:
    title, about = top.text("title", needed=True), top.text("about")
    exercise = top.word("exercise", Exercise)
    if exercise is None and not top.text("exercise"):
        choices = "、".join(f"{one.value}（{one.label}）" for one in Exercise)
        top.wrong("exercise", f"缺少 exercise：{choices}")
    at = top.moment("at")
    made = Scenario(
        id=id,
        title=title,
        exercise=exercise or Exercise.CALL,
        at=at or UNKNOWN,
        about=about,
        minutes=top.number("minutes", MINUTES),
        speed=top.number("speed", 1.0) or 1.0,
        teaches=top.texts("teaches"),
        scripts=top.texts("scripts"),
        forbidden=top.texts("forbidden"),
        letter=top.text("letter"),
        caller=_caller(top.table("caller")),
        facts=tuple(_fact(one) for one in top.tables("fact")),
        interruptions=tuple(_interruption(one) for one in top.tables("interruption")),
        deeds=tuple(_deed(one) for one in top.tables("deed")),
    )
    made = replace(
        made,
        greeting=greeting(festival(made.at.date())).text,
        matters=tuple(_matter(one, made, city) for one in top.tables("matter")),
    )
    top.finish()
    return made if exercise is not None else None


def _caller(table: Table) -> Caller:
    blank = Caller()
    made = Caller(
        name=table.text("name"),
        phone=table.text("phone"),
        mood=table.word("mood", Mood) or Mood.CALM,
        manner=table.text("manner"),
        first=table.text("first"),
        more=table.texts("more"),
        nothing_more=table.text("nothing_more", blank.nothing_more),
        unsure=table.text("unsure", blank.unsure),
        kept_waiting=table.text("kept_waiting", blank.kept_waiting),
        offended=table.text("offended", blank.offended),
        goodbye=table.text("goodbye", blank.goodbye),
        hangs_up_after=table.number("hangs_up_after", HANGS_UP_AFTER),
    )
    table.finish()
    return made


def _fact(table: Table) -> Fact:
    made = Fact(
        table.text("element", needed=True),
        table.text("says", needed=True),
        table.texts("asked"),
        int(table.number("matter", 1)),
    )
    table.finish()
    return made


def _interruption(table: Table) -> Interruption:
    made = Interruption(table.number("after", 30), table.text("says", needed=True))
    table.finish()
    return made


def _deed(table: Table) -> Deed:
    kind = table.word("do", DeedKind)
    if kind is None:
        table.wrong("do", "缺少 do：" + "、".join(f"{k.value}（{k.label}）" for k in DeedKind))
    made = Deed(
        kind or DeedKind.ACKNOWLEDGED,
        int(table.number("matter", 0)),
        table.span("within"),
        table.text("why"),
    )
    table.finish()
    return made


def _matter(table: Table, scenario: Scenario, city: Directory) -> Matter:
    ago = table.span("ago") or timedelta(0)
    made = Matter(
        draft=_record(table, scenario, scenario.at - ago, city),
        ends=table.word("ends", Ending) or Ending.REGISTER,
        article=table.text("article"),
        reason=table.text("reason"),
        advice=table.text("advice"),
        must=_must(table.table("must")),
        ago=ago,
        sent=_sent(table.table("dispatch")) if table.has("dispatch") else None,
        answers=_answers(table.table("callback")) if table.has("callback") else None,
        feedback=table.text("feedback"),
        why=table.texts("why"),
    )
    table.finish()
    return made


def _record(table: Table, scenario: Scenario, now: datetime, city: Directory) -> TicketDraft:
    """The model record, which is a ticket document; its channel is the exercise's own."""
    given = dict(table.mapping("record"))
    online = scenario.exercise is Exercise.LETTER
    given.setdefault("channel", (Channel.PORTAL if online else Channel.PHONE).value)
    draft, faults = document.examine(given, now, city)
    for fault in faults:
        table.wrong(f"record.{fault.field}", fault.message, fault.clause)
    return draft


def _must(table: Table) -> Mapping[str, tuple[str, ...]]:
    """Words by element; `emergency.state = […]` stands as a table within the table."""
    found: dict[str, tuple[str, ...]] = {}
    for key in table.keys:
        if table.holds_table(key):
            inner = _must(table.table(key))
            found |= {f"{key}.{name}": words for name, words in inner.items()}
        else:
            found[key] = table.texts(key)
    table.finish()
    return found


def _sent(table: Table) -> Sent:
    organizer: str | None = table.text("organizer")
    if table.flag("no_unit"):
        if organizer:
            table.wrong("no_unit", "写了承办单位，就不能再写 no_unit")
        organizer = None
    made = Sent(
        organizer=organizer,
        assisting=table.texts("assisting"),
        copied_to=table.texts("copied_to") if table.has("copied_to") else None,
        police=table.flag("report_to_police"),
        emergency_management=table.flag("report_to_emergency_management"),
        complex=bool(table.flag("complex")),
        within=table.span("within"),
        sign_within=table.span("sign_within"),
        feedback_within=table.span("feedback_within"),
    )
    table.finish()
    return made


def _answers(table: Table) -> Answers:
    made = Answers(
        result=table.word("result", CallbackResult),
        contacted=table.flag("contacted"),
        solved=table.flag("solved"),
        satisfied=table.word("satisfied", Rating),
        reasons=table.texts("reasons"),
        remarks=table.text("remarks"),
    )
    table.finish()
    return made

"""What a score looks at in judgements: kind, urgency, answer, dispatch, callback, supervision.

Clause: 7.1.2.2 c.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hotline_tui.practice.check import Check, Judge, Lost, Part
from hotline_tui.practice.evidence import Evidence
from hotline_tui.practice.rubric_record import agrees, shown
from hotline_tui.practice.scenario import Deed, Ending, Exercise, Matter, Scenario, Sent
from hotline_tui.standard.record import value
from hotline_tui.standard.urgent import DUTIES

ABSENT = "没有记录这件诉求"


def route_checks(scenario: Scenario) -> Iterator[Check]:
    """All that counts in what the trainee decides."""
    for nth, matter in enumerate(scenario.matters):
        which = f"第{nth + 1}件" if len(scenario.matters) > 1 else ""
        if scenario.exercise in (Exercise.CALL, Exercise.LETTER):
            yield from _taken_down(nth, matter, which)
        if scenario.exercise is Exercise.DISPATCH and matter.sent is not None:
            yield from _dispatched(nth, matter, matter.sent, which)
        if scenario.exercise is Exercise.CALLBACK and matter.answers is not None:
            yield from _called_back(nth, matter)
    for nth, deed in enumerate(scenario.deeds):
        told = f"{deed.kind.label}{f'（第{deed.matter}件）' if deed.matter else ''}"
        clause = _DEED_CLAUSES.get(deed.kind.value, "5.3.3")
        yield Check(f"deed {nth}", Part.ROUTE, 6, clause, told, _deed(deed))


_DEED_CLAUSES = {
    "acknowledged": "5.2.2.3 e",
    "surge_declared": "5.3.2.1.3 c",
    "surge_ended": "5.3.2.1.3 c",
}


# ---- what was taken down ------------------------------------------------------------------


def _taken_down(nth: int, matter: Matter, which: str) -> Iterator[Check]:
    for name, weight, clause, label in (
        ("kind", 6, "5.2.3.1 f", "工单类型"),
        ("urgency", 7, "5.2.3.1 g", "紧急程度"),
        ("risk_to_life_or_property", 3, "5.3.2.1.3 a", "可能造成生命财产损失"),
    ):
        wanted = value(matter.draft, name)
        told = f"{which}{label}：{shown(wanted)}"
        yield Check(f"{nth} {name}", Part.ROUTE, weight, clause, told, _same(nth, name, wanted))
    clause = {Ending.TURN_AWAY: "5.2.2.1", Ending.ANSWER: "5.3.1"}.get(matter.ends, "5.2.2.3 d")
    told = f"{which}{matter.ends.label}"
    yield Check(f"{nth} ends", Part.ROUTE, 7, clause, told, _ends(nth, matter.ends))
    if matter.ends is Ending.ANSWER:
        told = f"{which}引用知识点《{matter.article}》"
        yield Check(f"{nth} article", Part.ROUTE, 5, "5.3.1", told, _cites(nth, matter.article))
    for name, text in (("reason", matter.reason), ("advice", matter.advice)):
        if matter.ends is Ending.TURN_AWAY and text:
            told = f"{which}{'原因' if name == 'reason' else '建议'}：{text}"
            yield Check(f"{nth} {name}", Part.ROUTE, 3, "5.2.2.1", told, _tells(nth, name, text))


def _same(nth: int, name: str, wanted: Any) -> Judge:
    def judge(seen: Evidence) -> Lost | None:
        made = seen.made[nth]
        if made is None:
            return Lost(ABSENT)
        given = made.value(name)
        if isinstance(wanted, bool):
            right, told = bool(given) is wanted, shown(bool(given))
        else:
            known = {one.value: one.label for one in type(wanted)}
            right, told = given == wanted.value, known.get(str(given), "没有选")
        return None if right else Lost(f"判断为“{told}”，应为“{shown(wanted)}”", made.at)

    return judge


def _ends(nth: int, wanted: Ending) -> Judge:
    def judge(seen: Evidence) -> Lost | None:
        made = seen.made[nth]
        if made is None:
            return Lost(ABSENT)
        if made.ends is wanted:
            return None
        return Lost(f"办成了“{made.ends.label}”，应为“{wanted.label}”", made.at)

    return judge


def _cites(nth: int, article: str) -> Judge:
    def judge(seen: Evidence) -> Lost | None:
        made = seen.made[nth]
        if made is None:
            return Lost(ABSENT)
        cited = made.given.get("articles") or ()
        if article in cited:
            return None
        told = f"引用了《{cited[0]}》" if cited else "没有引用知识点"
        return Lost(f"{told}，应为《{article}》", made.at)

    return judge


def _tells(nth: int, name: str, text: str) -> Judge:
    def judge(seen: Evidence) -> Lost | None:
        made = seen.made[nth]
        if made is None:
            return Lost(ABSENT)
        if agrees("", text, made.given.get(name)):
            return None
        return Lost(f"应告诉诉求人：{text}", made.at)

    return judge


# ---- dispatch -----------------------------------------------------------------------------


def _dispatched(nth: int, matter: Matter, sent: Sent, which: str) -> Iterator[Check]:
    lead = sent.organizer or "区人民政府"
    clause = "5.3.2.1.1 a" if sent.organizer else "5.3.2.1.1 c"
    yield Check(f"{nth} lead", Part.ROUTE, 8, clause, f"{which}派至{lead}",
                _sent(nth, "organizer", lead, "派至"))  # fmt: skip
    helped = "、".join(sent.assisting) or "无"
    yield Check(f"{nth} assisting", Part.ROUTE, 4, "5.3.2.1.1 b", f"{which}协办：{helped}",
                _assisted(nth, sent.assisting))  # fmt: skip
    told = f"{which}{'按复杂疑难办理' if sent.complex else '不按复杂疑难办理'}"
    yield Check(f"{nth} complex", Part.ROUTE, 3, "5.3.2.3.2 d", told, _complex(nth, sent.complex))
    duties = DUTIES[matter.draft.urgency] if matter.draft.urgency else None
    for name, to, wanted, due in (
        ("police", "公安部门", sent.police, duties and duties.report_to_police),
        ("emergency_management", "应急管理部门", sent.emergency_management,
         duties and duties.report_to_emergency_management),
    ):  # fmt: skip
        if due and wanted is not None:
            told = f"{which}{'同时报' if wanted else '不报'}{to}"
            yield Check(f"{nth} {name}", Part.ROUTE, 4, "5.3.2.1.5", told,
                        _reported(nth, name, to, wanted))  # fmt: skip


NOT_SENT = "这件工单没有派出"


def _sent(nth: int, name: str, wanted: str, told: str) -> Judge:
    def judge(seen: Evidence) -> Lost | None:
        step = seen.on(nth, "dispatched")
        if step is None:
            return Lost(NOT_SENT)
        given = str(step.given.get(name, ""))
        right = given == wanted or (wanted == "区人民政府" and given.endswith("区人民政府"))
        return None if right else Lost(f"{told}{given}，应为{wanted}", step.at)

    return judge


def _assisted(nth: int, wanted: tuple[str, ...]) -> Judge:
    def judge(seen: Evidence) -> Lost | None:
        step = seen.on(nth, "dispatched")
        if step is None:
            return Lost(NOT_SENT)
        given = tuple(step.given.get("assisting") or ())
        if set(given) == set(wanted):
            return None
        return Lost(f"协办为{'、'.join(given) or '无'}，应为{'、'.join(wanted) or '无'}", step.at)

    return judge


def _complex(nth: int, wanted: bool) -> Judge:
    def judge(seen: Evidence) -> Lost | None:
        step = seen.on(nth, "dispatched")
        if step is None:
            return Lost(NOT_SENT)
        if bool(step.given.get("complex")) is wanted:
            return None
        return Lost("应按复杂疑难办理" if wanted else "不应按复杂疑难办理", step.at)

    return judge


def _reported(nth: int, name: str, to: str, wanted: bool) -> Judge:
    def judge(seen: Evidence) -> Lost | None:
        step = seen.on(nth, "dispatched")
        if step is None:
            return Lost(NOT_SENT)
        if (step.given.get(name) or {}).get("decision") is wanted:
            return None
        return Lost(f"{'应' if wanted else '不必'}同时报{to}", step.at)

    return judge


# ---- callback and supervision -------------------------------------------------------------


def _called_back(nth: int, matter: Matter) -> Iterator[Check]:
    for name, weight, clause, label in (
        ("result", 7, "5.5.3", "回访结果"),
        ("contacted", 5, "5.5.5 a", "承办单位是否联系"),
        ("solved", 5, "5.5.5 b", "是否解决"),
        ("satisfied", 5, "5.5.5 c", "满意情况"),
        ("reasons", 4, "B.4.5", "不满意的方面"),
        ("remarks", 5, "5.5.5 c", "诉求人原话"),
    ):
        wanted = getattr(matter.answers, name)
        if wanted in (None, "", ()):
            continue
        told = f"{label}：{shown(wanted)}"
        judge = _recorded(nth, name, label, wanted, matter.must.get(name, ()))
        yield Check(f"{nth} {name}", Part.RECORD, weight, clause, told, judge)


def _recorded(nth: int, name: str, label: str, wanted: Any, must: tuple[str, ...]) -> Judge:
    def judge(seen: Evidence) -> Lost | None:
        step = seen.on(nth, "called_back")
        if step is None:
            return Lost("没有记录回访")
        given = step.given.get(name)
        if isinstance(wanted, bool):
            right = given is wanted
        elif isinstance(wanted, tuple):
            right = set(given or ()) == set(wanted)
        elif name == "remarks":
            right = agrees(name, wanted, given, must)
        else:
            right = given == wanted.value
        return None if right else Lost(f"{label}应记为“{shown(wanted)}”", step.at)

    return judge


def _deed(deed: Deed) -> Judge:
    def judge(seen: Evidence) -> Lost | None:
        what = deed.kind.value
        done = seen.on(deed.matter - 1, what) if deed.matter else seen.first(what)
        if done is None:
            return Lost(f"没有{deed.kind.label}{'：' + deed.why if deed.why else ''}", seen.end)
        return None

    return judge

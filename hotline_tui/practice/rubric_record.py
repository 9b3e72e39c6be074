"""What a score looks at in a record: element by element against the model. Clause: 7.1.2.2 b."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any

from rapidfuzz import fuzz

from hotline_tui.practice.check import Check, Judge, Lost, Part
from hotline_tui.practice.evidence import Evidence, Made
from hotline_tui.practice.hearing import bare
from hotline_tui.practice.scenario import Exercise, Matter, Scenario
from hotline_tui.standard.acceptance import outside
from hotline_tui.standard.check import called
from hotline_tui.standard.elements import ELEMENTS
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.record import names, value

ALIKE = 60.0
"""From this likeness on a text says what the model says."""

CLOSE = timedelta(hours=2)
"""How far a time may be from the model's."""

NOT_COMPARED = frozenset(
    {"id", "title", "kind", "urgency", "risk_to_life_or_property", "not_provided", "direct",
     "occurred_text", "claimant.confidential"}
)  # fmt: skip
"""Elements that other checks look at, or nobody."""

_CLAUSES = {element.name: element.clause for element in ELEMENTS}
_LONG = ("course", "content")


def record_checks(scenario: Scenario) -> Iterator[Check]:
    """All that counts in the records that the trainee takes down."""
    if scenario.exercise not in (Exercise.CALL, Exercise.LETTER):
        return
    for nth, matter in enumerate(scenario.matters):
        yield from _matter(scenario, nth, matter)


def _matter(scenario: Scenario, nth: int, matter: Matter) -> Iterator[Check]:
    draft = matter.draft
    for name in names():
        wanted = value(draft, name)
        if name in NOT_COMPARED or wanted in (None, "", (), False):
            continue
        if name == "channel" and scenario.exercise is Exercise.CALL:
            continue
        weight = 5 if name in _LONG else 2 if name in ("category", "channel") else 3
        told = f"{_called(name, scenario, nth)}：{shown(wanted)}"
        yield Check(f"{nth} {name}", Part.RECORD, weight, _clause(name, matter), told,
                    _element(nth, name, wanted, matter.must.get(name, ())))  # fmt: skip
    if draft.claimant.confidential:
        yield Check(f"{nth} confidential", Part.RECORD, 3, "5.2.3.1 d", "要求保密：是",
                    _flag(nth, "claimant.confidential"))  # fmt: skip
    for name, reason in draft.not_provided.items():
        told = f"{_called(name, scenario, nth)}：未提供（{reason}）"
        yield Check(f"{nth} without {name}", Part.RECORD, 3, _clause(name, matter), told,
                    _without(nth, name))  # fmt: skip


def _called(name: str, scenario: Scenario, nth: int) -> str:
    which = f"第{nth + 1}件" if len(scenario.matters) > 1 else ""
    return which + called(name)


def _clause(name: str, matter: Matter) -> str:
    wanted = (e.clause for e in ELEMENTS if e.name == name and e.wanted(matter.draft))
    return next(wanted, _CLAUSES.get(name, "5.2.3.1 e"))


def shown(given: Any) -> str:
    """An element's value as people read it."""
    if isinstance(given, datetime):
        return f"{given.astimezone(BEIJING):%m-%d %H:%M}"
    if isinstance(given, (tuple, list)):
        return "/".join(str(one) for one in given)
    if isinstance(given, bool):
        return "是" if given else "否"
    return str(getattr(given, "label", given))


# ---- judges -------------------------------------------------------------------------------


def _element(nth: int, name: str, wanted: Any, must: tuple[str, ...]) -> Judge:
    def judge(seen: Evidence) -> Lost | None:
        made = seen.made[nth]
        if made is None:
            return Lost("没有记录这件诉求")
        given = made.value(name)
        if name in _LONG and not given:  # either serves as well
            given = made.value("content" if name == "course" else "course")
        if agrees(name, wanted, given, must):
            return None
        return Lost(_difference(name, wanted, given, must), made.at)

    return judge


def _difference(name: str, wanted: Any, given: Any, must: tuple[str, ...]) -> str:
    label = called(name)
    if given in (None, "", [], False):
        return f"{label}没有记录，应为：{shown(wanted)}"
    absent = [words for words in must if not _says(str(given), words)]
    if absent:
        return f"{label}没有写到“{absent[0].replace('|', '”或“')}”"
    return f"{label}记为“{_as_read(given)}”，应为：{shown(wanted)}"


def _as_read(given: Any) -> str:
    if isinstance(given, str):
        try:
            return shown(datetime.fromisoformat(given)) if "T" in given else given[:60]
        except ValueError:
            return given[:60]
    return shown(given)


def agrees(name: str, wanted: Any, given: Any, must: tuple[str, ...] = ()) -> bool:
    """Whether a value of a record says what the model says."""
    if given in (None, "", [], False):
        return False
    if isinstance(wanted, datetime):
        return _same_time(wanted, datetime.fromisoformat(str(given)))
    if isinstance(wanted, tuple):
        return list(given)[:2] == list(wanted)[:2]
    if isinstance(wanted, bool):
        return bool(given) is wanted
    if name == "channel":
        return str(given) == str(wanted)
    if name == "division":  # elsewhere a code and a name may mean the same province
        return str(given) == wanted or (outside(str(given)) or "") == outside(wanted)
    text = str(given)
    if name == "claimant.phone":
        return _digits(text) == _digits(wanted)
    if name == "claimant.name":
        return _same_name(wanted, text)
    if must:
        return all(_says(text, words) for words in must)
    return _alike(str(wanted), text)


def _same_time(wanted: datetime, given: datetime) -> bool:
    local = wanted.astimezone(BEIJING)
    if local.time() == time(0):  # only the day is known
        return given.astimezone(BEIJING).date() == local.date()
    return abs(given - wanted) <= CLOSE


def _digits(text: str) -> str:
    return "".join(one for one in text if one.isdigit()).removeprefix("86")


def _same_name(wanted: str, given: str) -> bool:
    addressed = given.endswith(("先生", "女士")) or wanted.endswith(("先生", "女士"))
    return wanted[:1] == given[:1] if addressed else fuzz.ratio(wanted, given) >= ALIKE


def _says(text: str, words: str) -> bool:
    """Whether one of the wordings `a|b` stands in the text."""
    plain = bare(text)
    return any(_in(bare(one), plain) for one in words.split("|"))


def _in(words: str, text: str) -> bool:
    return words in text or (len(words) > 3 and fuzz.partial_ratio(words, text) >= 80)


def _alike(wanted: str, given: str) -> bool:
    first, second = bare(wanted), bare(given)
    whole = fuzz.ratio(first, second)
    if len(second) * 3 >= len(first):
        whole = max(whole, fuzz.partial_ratio(first, second))
    return whole >= ALIKE


def _flag(nth: int, name: str) -> Judge:
    def judge(seen: Evidence) -> Lost | None:
        made = seen.made[nth]
        if made is None:
            return Lost("没有记录这件诉求")
        return None if made.value(name) else Lost("诉求人要求保密，没有标明", made.at)

    return judge


def _without(nth: int, name: str) -> Judge:
    def judge(seen: Evidence) -> Lost | None:
        made: Made | None = seen.made[nth]
        if made is None:
            return Lost("没有记录这件诉求")
        if str((made.record.get("not_provided") or {}).get(name, "")).strip():
            return None
        return Lost(f"{called(name)}诉求人没有提供，应注明未提供和原因", made.at)

    return judge

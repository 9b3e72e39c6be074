"""Who says what in a call's transcript, and which element an agent's question asks about.

Clause: 5.2.3.3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

AGENT = "坐席|座席|客服|话务员|接线员|工作人员|受理员|热线|agent"
CALLER = "市民|诉求人|来电人|主叫|用户|群众|居民|客户|对方|caller"

_SPEAKER = re.compile(
    r"\s*(?:[\[【(（]?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:\.\d+)?[\]】)）]?\s*)?"
    rf"(?:(?P<agent>{AGENT})|(?P<caller>{CALLER}))\s?[\dA-Za-z]{{0,8}}号?\s*[:：]\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Turn:
    """What one of the two says until the other speaks; `asked` is what the agent asked before.

    `asked` is the dotted name of an element; empty where the caller speaks unasked.
    """

    by_agent: bool
    text: str
    asked: str = ""


_QUESTIONS: tuple[tuple[str, str], ...] = (
    ("claimant.name", "怎么称呼|贵姓|您的?(?:姓名|名字)|您叫什么"),
    ("claimant.phone", "怎么联系您|联系方式|联系电话|您的?(?:手机|电话)|号码是多少"),
    ("claimant.address", "您的?(?:家庭)?(?:住址|住在)|您住"),
    ("instability.threat_time", "您说的是什么时候"),
    ("instability.threat_place", "您说的是在(?:什么地方|哪)"),
    ("instability.threat_words", "再说一遍"),
    ("instability.channel", "什么渠道反映"),
    ("instability.manner", "什么方式反映"),
    ("instability.intended_act", "准备怎么做"),
    ("emergency.emergency_number_called", "(?:拨打|打)[^。？?]{0,20}(?:119|110|120|122)"),
    ("emergency.departments_on_scene", "部门在(?:处理|处置|现场)|现场有没有[^。？?]{0,20}部门"),
    ("emergency.extent", "多大范围|影响[^。？?]{0,20}(?:范围|多少)"),
    ("emergency.harm", "受伤|伤亡|财产损失"),
    ("emergency.state", "现场[^。？?]{0,20}情况"),
    ("occurred_at", "什么时候|什么时间|几点|哪天|何时"),
    ("division", "哪个区|哪个街道|哪个镇"),
    ("place", "什么地方|什么位置|具体位置|在哪里|在哪儿|什么地址|标志性"),
    ("respondent", "哪个单位|哪家|哪个公司|哪个人|反映的是谁|对方是"),
    ("prior_handling", "找过|反映过|之前[^。？?]{0,20}处理"),
    ("present_state", "(?:现在|目前)[^。？?]{0,20}(?:什么情况|怎么样|情况如何)"),
    ("demand", "希望(?:怎么|如何|得到)|您的?(?:诉求|要求)是|想怎么解决"),
    ("reasons", "理由"),
)
"""Elements, and the words of a question that asks about them; of equals the first is meant."""

_ASKS = tuple((element, re.compile(words)) for element, words in _QUESTIONS)


def asked_about(question: str) -> str:
    """The element that a question asks about, by what it asks last; empty for any other question.

    Clause: 5.2.2.3 b, 5.2.3.3.
    """
    last, found = -1, ""
    for element, words in _ASKS:
        end = max((match.end() for match in words.finditer(question)), default=-1)
        if end > last:
            last, found = end, element
    return found


def turns(transcript: str) -> tuple[Turn, ...]:
    """The turns of a transcript; lines without a speaker go on with the one before.

    Where no line names a speaker, all of it is the caller's.
    """
    found: list[Turn] = []
    asked = ""
    for by_agent, text in _joined(transcript):
        if by_agent:
            asked = asked_about(text)
        found.append(Turn(by_agent, text, "" if by_agent else asked))
        asked = asked if by_agent else ""
    return tuple(found)


def _joined(transcript: str) -> Iterator[tuple[bool, str]]:
    by_agent, said = False, list[str]()
    for line in transcript.splitlines():
        speaker = _SPEAKER.match(line)
        if speaker is not None and bool(speaker["agent"]) is not by_agent:
            if said:
                yield by_agent, "\n".join(said)
            by_agent, said = bool(speaker["agent"]), []
        text = line[speaker.end() if speaker else 0 :].strip()
        if text:
            said.append(text)
    if said:
        yield by_agent, "\n".join(said)

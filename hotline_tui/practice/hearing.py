"""What an agent's words amount to: which phrases of Appendix B, which questions, in what tone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from rapidfuzz import fuzz

from hotline_tui.standard import elements
from hotline_tui.standard.dialogue import asked_about
from hotline_tui.standard.scripts import SCRIPTS, Script
from hotline_tui.standard.wording import Hint, HintKind, Span, hints

ALIKE = 78.0
"""From this likeness on a phrase counts as said."""

RIVALS = 70.0
"""Phrases that are so alike that only the likelier one was meant."""

ASKS = 74.0
"""From this likeness on a question counts as asked."""

MORE = "more"
"""What is asked by "anything else?"."""

WORDINGS: Mapping[str, tuple[str, ...]] = {
    "kind": ("您是要投诉还是咨询", "您是想反映问题还是咨询政策"),
    "urgency": ("现在情况紧急吗", "现在危险吗"),
    "content": ("您想咨询什么", "您想问什么", "您的建议是什么", "具体想了解哪方面", "您具体说说"),
    "course": ("发生了什么事", "具体是怎么回事", "您说一下经过", "什么情况", "能详细说说吗"),
    "reasons": ("您为什么这样建议", "提这个建议的理由是什么", "这样做有什么好处"),
    "occurred_at": ("什么时候的事", "从什么时候开始的", "几点发生的", "多长时间了", "持续多久了",
                    "哪天发生的"),
    "place": ("在什么地方", "在哪个位置", "具体在哪", "具体位置在哪儿", "哪个路口", "几号楼",
              "附近有什么标志性建筑", "离哪儿近", "在哪个方向", "地址是哪里"),
    "division": ("哪个区的", "属于哪个街道", "哪个乡镇"),
    "respondent": ("反映的是哪家单位", "对方是谁", "哪个公司", "哪家店", "施工单位叫什么",
                   "是哪个物业"),
    "prior_handling": ("之前找过谁", "有没有向别的部门反映过", "报过修吗", "他们怎么答复的",
                       "之前怎么处理的"),
    "present_state": ("现在怎么样了", "目前是什么情况", "现在还在继续吗"),
    "demand": ("您希望怎么解决", "您有什么要求", "您的诉求是什么", "想让他们怎么做"),
    "claimant.name": ("您贵姓", "您怎么称呼", "您叫什么名字", "方便留个姓名吗"),
    "claimant.phone": ("您的联系电话是多少", "怎么联系您", "就用这个号码联系您吗", "留个电话"),
    "claimant.address": ("您住哪儿", "您的住址是", "您家地址是哪里"),
    "claimant.confidential": ("您的信息需要保密吗", "要不要为您保密"),
    "emergency.state": ("现场是什么情况", "现在火势怎么样", "现在还在漏吗"),
    "emergency.extent": ("影响多大范围", "影响了多少人", "有多少户受影响"),
    "emergency.harm": ("有没有人受伤", "有没有伤亡", "损失大吗"),
    "emergency.emergency_number_called": ("打119了吗", "报警了吗", "有没有打120", "打过110没有"),
    "emergency.departments_on_scene": ("现场有人处理吗", "消防到了吗", "有哪些部门到了现场"),
    "instability.channel": ("您打算通过什么渠道反映", "您打算去哪里反映"),
    "instability.manner": ("您打算用什么方式", "有多少人一起去"),
    "instability.intended_act": ("您准备怎么做", "您打算做什么"),
    "instability.threat_time": ("您说的是什么时候", "打算哪天去"),
    "instability.threat_place": ("您说的是在什么地方", "准备在哪儿"),
    "instability.threat_words": ("麻烦您再说一遍", "您刚才的原话是", "刚才那句话再说一遍"),
    MORE: ("还有别的事吗", "还有其他问题吗", "还需要别的帮助吗", "还有要补充的吗",
           "请问您还需要其他帮助吗", "请问您还有其他问题要反映吗", "请问您还有其他需要补充的吗"),
    "consent": ("现在方便接受回访吗", "本次联系您是为了做回访调查", "占用您几分钟可以吗"),
    "contacted": ("承办单位是否联系或尝试与您联系", "有没有人联系过您", "什么叫尝试联系"),
    "solved": ("您反映的问题是否得到解决", "问题解决了没有",
               "您咨询的问题承办单位是否解释清楚"),
    "satisfied": ("对问题的处理情况是非常满意满意基本满意不满意非常不满意", "您对处理情况满意吗"),
    "reasons_dissatisfied": ("对哪方面不满意", "哪里不满意"),
    "remarks": ("还有什么意见建议", "您有什么意见和建议"),
}  # fmt: skip
"""Everyday wordings of the questions, beside those of the standard."""

NEIGHBOURS: Mapping[str, tuple[str, ...]] = {
    "content": ("course", "demand"),
    "course": ("content", "emergency.state", "present_state"),
    "place": ("division",),
    "division": ("place",),
    "present_state": ("emergency.state", "course"),
    "emergency.state": ("present_state", "course"),
    "reasons": ("reasons_dissatisfied",),
    "instability.channel": ("instability.intended_act",),
    "instability.manner": ("instability.intended_act",),
    "kind": ("course", "content"),
}
"""What a question may bring out where nothing is known about exactly that."""

_MARKS = re.compile(r"[\W_]+")
_STOPS = re.compile(r"[。？！?!；;，,\n]+")
_ASKING = re.compile(r"[？?]|吗|呢|什么|哪|谁|几|多少|怎么|是不是|有没有|请问|请讲|麻烦您")


def bare(text: str) -> str:
    """The text without punctuation and spaces."""
    return _MARKS.sub("", text)


def _contained(part: str, said: str) -> float:
    """How well a part of a phrase can be heard in what was said, from 0 to 100."""
    if len(part) < 4:
        return 100.0 if part in said else 0.0
    if len(said) < len(part):
        return fuzz.ratio(part, said)
    return fuzz.partial_ratio(part, said)


@lru_cache(maxsize=64)
def _parts(script: Script) -> tuple[str, ...]:
    """What stands between the blanks of a phrase."""
    parts, rest = [], script.text
    for blank in script.blanks:
        before, _, rest = rest.partition(blank.printed)
        parts.append(bare(before))
    return tuple(part for part in (*parts, bare(rest)) if part)


@lru_cache(maxsize=512)
def phrases(said: str) -> tuple[Script, ...]:
    """The phrases of Appendix B that the words contain, in the standard's order."""
    words = bare(said)
    scores = {
        nth: min(_contained(part, words) for part in _parts(script))
        for nth, script in enumerate(SCRIPTS)
    }
    heard = {nth: score for nth, score in scores.items() if score >= ALIKE}

    def outdone(nth: int) -> bool:
        return any(
            score > heard[nth] and fuzz.ratio(SCRIPTS[nth].text, SCRIPTS[other].text) >= RIVALS
            for other, score in heard.items()
        )

    return tuple(SCRIPTS[nth] for nth in heard if not outdone(nth))


def clauses(said: str) -> frozenset[str]:
    """The clauses of the phrases that the words contain."""
    return frozenset(script.clause for script in phrases(said))


def questions(said: str, own: Iterable[tuple[str, str]] = ()) -> tuple[str, ...]:
    """What the words ask about, in order; `own` are a scenario's wordings, as (element, words)."""
    extra = tuple(own)
    found: list[str] = []
    for sentence in filter(None, map(str.strip, _STOPS.split(said))):
        asked = _asked(sentence, extra)
        if asked and asked not in found:
            found.append(asked)
    return tuple(found)


def _asked(sentence: str, own: tuple[tuple[str, str], ...]) -> str:
    words = bare(sentence)
    for element, wording in own:
        if _likeness(bare(wording), words) >= ASKS:
            return element
    best, most = "", ASKS
    for element, wording in _known():
        score = _likeness(wording, words)
        if score > most:
            best, most = element, score
    return best or asked_about(sentence)


def _likeness(wording: str, words: str) -> float:
    return _contained(wording, words) if len(wording) > 3 else fuzz.ratio(wording, words)


@lru_cache(maxsize=1)
def _known() -> tuple[tuple[str, str], ...]:
    asked = [(one.name, bare(one.question).removeprefix("请问")) for one in elements.ELEMENTS]
    return (
        *asked,
        *((name, bare(words)) for name, several in WORDINGS.items() for words in several),
    )


def asks(said: str) -> bool:
    """Whether the words are a question at all."""
    return bool(_ASKING.search(said))


def rude(said: str, forbidden: Iterable[str] = ()) -> Hint | None:
    """The first questioning or accusing wording, or one that the scenario forbids.

    Clause: 5.2.2.3 a.
    """
    harsh = (HintKind.QUESTIONING, HintKind.ACCUSING)
    found = next((hint for hint in hints(said) if hint.kind in harsh), None)
    return found or _forbidden(said, forbidden)


def vague(said: str) -> Hint | None:
    """The first vague wording. Clause: 5.2.2.3 a."""
    return next((hint for hint in hints(said) if hint.kind is HintKind.VAGUE), None)


def _forbidden(said: str, forbidden: Iterable[str]) -> Hint | None:
    for words in forbidden:
        start = said.find(words)
        if start >= 0:
            span = Span(start, start + len(words))
            return Hint(span, HintKind.ACCUSING, "这个情景里不能这样说", "5.2.2.3 a")
    return None

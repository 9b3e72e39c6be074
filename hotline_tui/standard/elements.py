"""What has to be recorded, for which kind and urgency, in the order in which a call brings it.

An element that Appendix C asks for is given, or marked as not provided with the reason; other
elements of 5.2.3.1 are asked for but hold nothing up.

Clause: 5.2.2.3 b, 5.2.2.3 c.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hotline_tui.standard.record import TicketDraft, value
from hotline_tui.standard.vocabulary import Kind, Urgency

Wanted = Callable[[TicketDraft], bool]


@dataclass(frozen=True, slots=True)
class Element:
    """One thing to record: its dotted name, term, clause, and the question that brings it out.

    `required` elements hold up the registration while they are missing; the others are only asked.
    `also` names other places where the same thing may stand instead.
    """

    name: str
    label: str
    clause: str
    question: str
    wanted: Wanted
    required: bool = True
    also: tuple[str, ...] = ()
    may_lack: bool = True


def _always(_: TicketDraft) -> bool:
    return True


def _kinds(*kinds: Kind) -> Wanted:
    return lambda draft: draft.kind in kinds


def _urgency(urgency: Urgency) -> Wanted:
    return lambda draft: draft.urgency is urgency


def _threat(draft: TicketDraft) -> bool:
    return draft.urgency is Urgency.INSTABILITY and draft.instability.threat


def _calm_matter(draft: TicketDraft) -> bool:
    """Help, complaint or tip-off whose time and place the emergency block does not ask for."""
    return draft.kind in MATTERS and draft.urgency is not Urgency.EMERGENCY


def _contact(draft: TicketDraft) -> bool:
    return draft.kind is not None and draft.kind is not Kind.CONSULTATION


MATTERS = (Kind.HELP, Kind.COMPLAINT, Kind.TIP_OFF)
_MATTER = _kinds(*MATTERS)
_PLACE = "请问事情发生在什么地方？说不清的话，附近有什么标志性建筑？"

ELEMENTS: tuple[Element, ...] = (
    Element("channel", "来源渠道", "5.2.3.1 a", "这件诉求是从哪个渠道来的？",
            _always, may_lack=False),
    Element("kind", "工单类型", "5.2.3.1 f", "请问您是要咨询、求助、投诉、举报还是提建议？",
            _always, may_lack=False),
    Element("urgency", "紧急程度", "5.2.3.1 g", "请问现在情况紧急吗？",
            _always, may_lack=False),
    # An emergency's facts come first, since they come first out of a caller's mouth.
    Element("place", "发生地点", "C.5", _PLACE, _urgency(Urgency.EMERGENCY)),
    Element("occurred_at", "发生时间", "C.5", "请问是什么时候发生的？",
            _urgency(Urgency.EMERGENCY), also=("occurred_text",)),
    Element("emergency.state", "现场状态", "C.5", "请问现在现场是什么情况？",
            _urgency(Urgency.EMERGENCY)),
    Element("emergency.extent", "影响范围", "C.5", "请问影响到多大范围、多少人？",
            _urgency(Urgency.EMERGENCY)),
    Element("emergency.harm", "危害程度", "C.5", "请问有没有人员受伤或者财产损失？",
            _urgency(Urgency.EMERGENCY)),
    Element("emergency.emergency_number_called", "紧急求助电话", "C.5",
            "请问您有没有拨打119、110、120这样的紧急求助电话？", _urgency(Urgency.EMERGENCY)),
    Element("emergency.departments_on_scene", "现场处置部门", "C.5",
            "请问现场有没有相关部门在处理？", _urgency(Urgency.EMERGENCY)),
    Element("instability.channel", "反映渠道", "C.4", "请问您打算通过什么渠道反映这个问题？",
            _urgency(Urgency.INSTABILITY)),
    Element("instability.manner", "反映方式", "C.4", "请问您打算用什么方式反映？",
            _urgency(Urgency.INSTABILITY)),
    Element("instability.intended_act", "拟实施行为", "C.4", "请问您准备怎么做？",
            _urgency(Urgency.INSTABILITY)),
    Element("instability.threat_time", "威胁时间", "C.4", "请问您说的是什么时候？", _threat),
    Element("instability.threat_place", "威胁地点", "C.4", "请问您说的是在什么地方？", _threat),
    Element("instability.threat_words", "威胁原话", "C.4", "麻烦您再说一遍，我帮您记录。", _threat),
    Element("content", "咨询内容", "C.1", "请讲，请问您想咨询什么问题？", _kinds(Kind.CONSULTATION),
            also=("course",)),
    Element("content", "建议内容", "C.2", "请讲，请问您的建议是什么？", _kinds(Kind.SUGGESTION),
            also=("course", "demand")),
    Element("reasons", "建议理由", "C.2", "请问您提这条建议的理由是什么？",
            _kinds(Kind.SUGGESTION)),
    Element("course", "事件经过", "C.3", "请讲，请问发生了什么事情？", _MATTER, also=("content",)),
    Element("occurred_at", "发生时间", "C.3", "请问事情是什么时候发生的？", _calm_matter,
            also=("occurred_text",)),
    Element("division", "区划", "5.2.3.1 e", "请问是在哪个区、哪个街道或者乡镇？", _always,
            required=False),
    Element("place", "发生地点", "C.3", _PLACE, _calm_matter),
    Element("respondent", "涉及对象", "C.3", "请问您反映的是哪个单位或者哪个人？", _MATTER),
    Element("prior_handling", "前期处理", "C.3", "请问之前找过哪些部门，是怎么处理的？", _MATTER),
    Element("present_state", "现状", "5.2.3.1 e", "请问现在是什么情况？", _MATTER, required=False),
    Element("demand", "诉求", "5.2.3.1 e", "请问您希望怎么解决？", _MATTER, required=False),
    Element("claimant.name", "姓名", "C.3", "请问您怎么称呼？", _MATTER),
    Element("claimant.phone", "联系方式", "5.2.3.1 d", "请问怎么联系您方便？", _contact,
            also=("claimant.contact",)),
    Element("claimant.address", "诉求人地址", "5.2.3.1 d", "请问您的住址是？", _MATTER,
            required=False),
)  # fmt: skip
"""The elements of Appendix C and of 5.2.3.1, in the order of asking.

Clause: 5.2.3.1 a, 5.2.3.1 d, 5.2.3.1 e, 5.2.3.1 f, 5.2.3.1 g, C.1, C.2, C.3, C.4, C.5.
"""


@dataclass(frozen=True, slots=True)
class Missing:
    """An element that is still to be asked for."""

    element: Element

    @property
    def question(self) -> str:
        """What to ask the caller, as a sentence to say."""
        return self.element.question


def asked(draft: TicketDraft) -> tuple[Element, ...]:
    """The elements that this kind and urgency need, in the order to ask them. Clause: 5.2.2.3 c."""
    return tuple(element for element in ELEMENTS if element.wanted(draft))


def _blank(given: object) -> bool:
    return given is None or given == () or (isinstance(given, str) and not given.strip())


def given(draft: TicketDraft, element: Element) -> bool:
    """Whether the element stands in the record, in its own place or in one that serves as well."""
    return any(not _blank(value(draft, name)) for name in (element.name, *element.also))


def lacking(draft: TicketDraft, *, required: bool) -> tuple[Missing, ...]:
    """Elements neither given nor marked as not provided, either the required or the others."""
    return tuple(
        Missing(element)
        for element in ELEMENTS
        if element.required is required
        and element.wanted(draft)
        and not given(draft, element)
        and not (element.may_lack and element.name in draft.not_provided)
    )


def missing(draft: TicketDraft) -> tuple[Missing, ...]:
    """Elements that hold up the registration, in the order to ask them.

    Clause: 5.2.2.3 b, 5.2.2.3 c, C.1, C.2, C.3, C.4, C.5.
    """
    return lacking(draft, required=True)


def next_question(draft: TicketDraft) -> Missing | None:
    """What to ask the caller now; None when nothing more is needed. Clause: 5.2.2.3 b."""
    return next(iter(missing(draft) + lacking(draft, required=False)), None)

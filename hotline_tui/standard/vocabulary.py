"""The standard's words: a member's value is its code name, its `label` the standard's term."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """A code name that knows the standard's own word for it."""

    label: str
    """The standard's term, in Chinese."""

    def __new__(cls, value: str, label: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class Kind(Term):
    """Kinds of ticket. Clause: 5.2.3.1 f."""

    CONSULTATION = "consultation", "咨询"
    HELP = "help", "求助"
    COMPLAINT = "complaint", "投诉"
    TIP_OFF = "tip_off", "举报"
    SUGGESTION = "suggestion", "建议"


class Urgency(Term):
    """Degrees of urgency: one general, five urgent. Clause: 5.2.3.1 g."""

    GENERAL = "general", "一般诉求"
    EMERGENCY = "emergency", "突发事件"
    INSTABILITY = "instability", "不稳定因素"
    LIVELIHOOD = "livelihood", "基本民生保障（水电气热）"
    EXTREME_WEATHER = "extreme_weather", "极端天气"
    PUBLIC_HEALTH = "public_health", "公共卫生事件"

    @property
    def urgent(self) -> bool:
        """Whether it is one of the five urgent classes."""
        return self is not Urgency.GENERAL


class Channel(Term):
    """Channels of intake. Clause: 5.2.1, 5.2.3.1 a."""

    PHONE = "phone", "电话"
    PORTAL = "portal", "首都之窗12345网上接诉即办"
    APP = "app", "北京通移动客户端"
    SOCIAL = "social", "其他社交媒体"

    @property
    def online(self) -> bool:
        """Whether the flow of A.2 (online platform) applies instead of A.1 (telephone)."""
        return self is not Channel.PHONE


class Status(Term):
    """Where a ticket stands. Clause: 5.2.3.1 b."""

    DRAFT = "draft", "草稿"
    NOT_ACCEPTED = "not_accepted", "不予受理"
    REGISTERED = "registered", "待派单"
    ANSWERED = "answered", "已直接答复"
    DISPATCHED = "dispatched", "待签收"
    RETURNED = "returned", "退单待定"
    SIGNED = "signed", "办理中"
    IN_REVIEW = "in_review", "待领导审核"
    FED_BACK = "fed_back", "已反馈"
    CALLBACK_DUE = "callback_due", "待回访"
    CLOSED = "closed", "已办结"
    ARCHIVED = "archived", "已归档"
    CANCELLED = "cancelled", "已撤销"


class Clock(Term):
    """The three clocks of a ticket. Clause: 5.3.2.1.3, 5.3.2.2.2, 5.3.2.3.2."""

    DISPATCH = "dispatch", "派单"
    SIGN = "sign", "签收"
    FEEDBACK = "feedback", "反馈"


class Way(Term):
    """Ways of dispatch. Clause: 5.3.2.1.2."""

    SYSTEM = "system", "热线系统"
    EMAIL = "email", "邮箱"


class UnitType(Term):
    """Types of organizer; the first three are derived from the divisions. Clause: 3.4."""

    DISTRICT = "district", "区人民政府"
    SUBDISTRICT = "subdistrict", "街道办事处"
    TOWNSHIP = "township", "乡镇人民政府"
    DEPARTMENT = "department", "政府部门"
    ENTERPRISE = "enterprise", "公共服务企业事业单位"

    @property
    def grassroots(self) -> bool:
        """A subdistrict office or township government, whose tickets are copied to the district."""
        return self in (UnitType.SUBDISTRICT, UnitType.TOWNSHIP)


class ArticleClass(Term):
    """Content classes of the hotline's knowledge base. Clause: 6.2.3."""

    LAW = "law", "法律法规规章政策"
    DUTY = "duty", "承办部门职责业务流程"
    SERVICE = "service", "社会公共服务知识"
    ANNOUNCEMENT = "announcement", "政府公告公开信息"


class Role(Term):
    """Job roles at the hotline and around it. Clause: 6.1.2."""

    AGENT = "agent", "话务员"
    DISPATCHER = "dispatcher", "派单员"
    SUPERVISOR = "supervisor", "督办员"
    CALLBACK = "callback", "回访员"
    EDITOR = "editor", "知识库编辑"
    ORGANIZER = "organizer", "承办人"
    ANALYST = "analyst", "数据分析员"
    TRAINER = "trainer", "培训员"
    ARCHIVIST = "archivist", "档案管理员"
    ADMINISTRATOR = "administrator", "系统管理员"


class Worklist(Term):
    """The lists that people work from; every open ticket stands in exactly one."""

    DISPATCH = "dispatch", "派单"
    SIGN = "sign", "签收"
    HANDLING = "handling", "办理"
    CALLBACK = "callback", "回访"
    NONE = "none", "无"

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
    """The three clocks of a ticket, and the moment from which its callback is due.

    Clause: 5.3.2.1.3, 5.3.2.2.2, 5.3.2.3.2, 5.5.1.
    """

    DISPATCH = "dispatch", "派单"
    SIGN = "sign", "签收"
    FEEDBACK = "feedback", "反馈"
    CALLBACK = "callback", "回访"


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


class ReturnReason(Term):
    """Why an organizer gives a ticket back. Clause: 4.2."""

    WRONG_AREA = "wrong_area", "不属本辖区"
    UNCLEAR_OWNERSHIP = "unclear_ownership", "权属不清"
    OVERLAPPING_DUTIES = "overlapping_duties", "职责交叉"
    BEYOND_DUTIES = "beyond_duties", "超出职责范围"


class Progress(Term):
    """What an organizer does while it handles a ticket. Clause: 4.3, 5.3.2.2.3, 5.3.2.2.5."""

    CONTACT = "contact", "联系诉求人"
    VISIT = "visit", "现场查看"
    WHISTLE = "whistle", "街乡吹哨、部门报到"
    MEETING = "meeting", "协调会商"
    INSTRUCTION = "instruction", "领导批示"
    NOTE = "note", "办理进展"

    @property
    def coordination(self) -> bool:
        """Whether several units come together, so that it must say who came. Clause: 4.3."""
        return self in (Progress.WHISTLE, Progress.MEETING)


class Outcome(Term):
    """What an organizer says has become of a matter. Clause: 5.3.2.3.3, 5.3.2.3.5, 5.3.2.3.6."""

    ANSWERED = "answered", "已答复"
    PASSED_ON = "passed_on", "已告知收到并转交"
    SOLVED = "solved", "已解决"
    UNSOLVED = "unsolved", "未解决"
    CANNOT_BE_SOLVED = "cannot_be_solved", "不能解决"
    UNREASONABLE = "unreasonable", "不合理诉求"


class RequestKind(Term):
    """What somebody asks a supervisor to grant for a ticket. Clause: 5.3.2.3.2 d."""

    COMPLEX = "complex", "按复杂疑难办理"
    ACCOUNT = "account", "挂账"
    EXCLUSION = "exclusion", "剔除考核"


class Form(Term):
    """Forms of supervision; reminders are the first step of the system's own. Clause: 5.3.3."""

    REMINDER = "reminder", "系统催办"
    SYSTEM = "system", "系统督办"
    DOCUMENT = "document", "文件督办"
    CONSULTATION = "consultation", "会商督办"
    ON_SITE = "on_site", "现场督办"
    JOINT = "joint", "联合督办"
    DISCIPLINARY = "disciplinary", "监察督办"


class Cause(Term):
    """Why a ticket is a candidate for supervision. Clause: 5.3.3."""

    EMERGENCY = "emergency", "突发紧急"
    OVERDUE = "overdue", "超期"
    NEAR_DUE = "near_due", "临近到期"
    HANDED_OVER = "handed_over", "多次流转"
    REPEATED = "repeated", "同一诉求人多次反映"
    BY_MANY = "by_many", "集中反映"


class CallbackWay(Term):
    """How a claimant is asked afterwards. Clause: 5.5.2."""

    PHONE = "phone", "电话"
    WEB = "web", "网上调查"
    SMS = "sms", "短信"


class CallbackResult(Term):
    """What came of one attempt to ask a claimant. Clause: 5.5.3."""

    REACHED = "reached", "已回访"
    FAILED = "failed", "未接通"
    INVALID = "invalid", "号码无效"
    IMPOSSIBLE = "impossible", "无法回访"
    REFUSED = "refused", "拒绝回访"


class Rating(Term):
    """The five levels of satisfaction. Clause: 5.4.2, 5.5.5 c."""

    VERY_SATISFIED = "very_satisfied", "非常满意"
    SATISFIED = "satisfied", "满意"
    FAIRLY_SATISFIED = "fairly_satisfied", "基本满意"
    DISSATISFIED = "dissatisfied", "不满意"
    VERY_DISSATISFIED = "very_dissatisfied", "非常不满意"

    @property
    def good(self) -> bool:
        """Whether it counts as satisfied; below it the reason is asked for. Clause: B.4.5."""
        return self not in (Rating.DISSATISFIED, Rating.VERY_DISSATISFIED)


class CancelReason(Term):
    """Why a registered ticket ends without being handled; it is kept. Clause: A.1."""

    WITHDRAWN = "withdrawn", "诉求人撤回"
    DUPLICATE = "duplicate", "重复登记"
    MISTAKEN = "mistaken", "误登记"

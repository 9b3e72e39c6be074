"""The inventory of the standard's clauses: how each binds, and what the desk does about it."""

from __future__ import annotations

from dataclasses import dataclass

from hotline_tui.standard.vocabulary import Term


class Force(Term):
    """How a clause binds."""

    SHALL = "shall", "应"
    SHOULD = "should", "宜"
    INFO = "info", "资料性"


class Duty(Term):
    """What the desk does about a clause: refuses, keeps time, asks and keeps, offers, computes."""

    ENFORCE = "enforce", "强制"
    CLOCK = "clock", "计时"
    RECORD = "record", "记录"
    ASSIST = "assist", "辅助"
    REPORT = "report", "统计"
    ORGANISE = "organise", "组织"


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: its number, force and duty, the standard's words for it, what the desk does."""

    id: str
    force: Force
    duty: Duty
    title: str
    does: str


SHALL, SHOULD, INFO = Force
ENFORCE, CLOCK, RECORD, ASSIST, REPORT, ORGANISE = Duty

CLAUSES: tuple[Clause, ...] = (
    Clause("4.1", SHALL, CLOCK, "分级响应", "clocks by urgency; a statutory limit with its basis"),
    Clause("4.2", SHALL, ENFORCE, "接诉即办、首接负责", "the lead stays until another unit has it"),
    Clause("4.3", SHALL, RECORD, "协调推进", "whistle calls and meetings, and what came of them"),
    Clause("4.4", SHALL, ASSIST, "科技支撑", "suggestions and hot spots out of the history"),
    Clause("5.1", SHALL, ENFORCE, "服务流程", "two flows, by phone and online; no step is skipped"),
    Clause("A.1", SHALL, ENFORCE, "电话工作流程", "the telephone flow"),
    Clause("A.2", SHALL, ENFORCE, "网络平台工作流程", "the online flow"),
    Clause("5.2.1", SHALL, RECORD, "受理渠道", "by phone, portal, mobile app, social media"),
    Clause(
        "5.2.2.1", SHALL, ENFORCE, "本行政区域", "other regions: not accepted, why, whom to ask"
    ),
    Clause("5.2.2.2", SHALL, RECORD, "7×24小时、多种形式", "at any hour; voice, pictures, video"),
    Clause(
        "5.2.2.3 a", SHALL, ASSIST, "用语规范", "the phrase for now; hints about tone, vagueness"
    ),
    Clause("5.2.2.3 b", SHALL, ASSIST, "引导表达", "the next missing element as a question"),
    Clause("5.2.2.3 c", SHALL, ENFORCE, "准确完整记录", "Appendix C, element by element"),
    Clause("5.2.2.3 d", SHALL, RECORD, "判断直接答复", "decided and kept for every ticket"),
    Clause(
        "5.2.2.3 e", SHALL, ENFORCE, "紧急上报", "supervisors are alerted until one acknowledges"
    ),
    Clause("5.2.2.4", SHOULD, ASSIST, "线上检索", "public knowledge is exported and searched"),
    Clause("5.2.3.1 a", SHALL, ENFORCE, "诉求来源渠道", "the channel on every ticket"),
    Clause("5.2.3.1 b", SHALL, ENFORCE, "工单编号、状态", "number and status on every ticket"),
    Clause("5.2.3.1 c", SHALL, ENFORCE, "诉求提出的时间", "the time raised on every ticket"),
    Clause(
        "5.2.3.1 d", SHALL, ENFORCE, "诉求人信息", "name, address, contact, confidential or not"
    ),
    Clause("5.2.3.1 e", SHALL, ENFORCE, "事项信息描述", "time, place, course, state, demand"),
    Clause("5.2.3.1 f", SHALL, ENFORCE, "工单类型", "one of the five kinds"),
    Clause("5.2.3.1 g", SHALL, ENFORCE, "紧急程度", "general, or one of the five urgent classes"),
    Clause("5.2.3.2", SHALL, REPORT, "诉求工单样式", "the form of Appendix D, shown and printed"),
    Clause(
        "5.2.3.3", SHOULD, ASSIST, "语音转文字", "a transcript fills the draft, to be confirmed"
    ),
    Clause("5.3.1", SHALL, RECORD, "直接答复", "the article and its version cited on the ticket"),
    Clause("5.3.2.1.1 a", SHALL, ENFORCE, "权责明确", "to the organizer; a copy to its district"),
    Clause("5.3.2.1.1 b", SHALL, ENFORCE, "涉及多个单位", "exactly one leads, the others assist"),
    Clause("5.3.2.1.1 c", SHALL, ENFORCE, "无法直接派单", "to the matter's district government"),
    Clause("5.3.2.1.2", SHALL, RECORD, "派单方式", "by the system or by e-mail"),
    Clause(
        "5.3.2.1.3 a", SHALL, CLOCK, "1小时内派单", "emergency, instability, health, life at risk"
    ),
    Clause("5.3.2.1.3 b", SHALL, CLOCK, "2小时内派单", "livelihood and extreme weather"),
    Clause("5.3.2.1.3 c", SHALL, CLOCK, "24小时内派单", "general; 48 h in a declared surge"),
    Clause("5.3.2.1.4", SHALL, ENFORCE, "派单信息", "time, organizer, limit and due time"),
    Clause(
        "5.3.2.1.5", SHALL, ENFORCE, "紧急派单", "phone call; police and emergency office or not"
    ),
    Clause(
        "5.3.2.1.6", SHOULD, ASSIST, "辅助派单", "category and organizer suggested, with evidence"
    ),
    Clause("5.3.2.2.1", SHOULD, ORGANISE, "承办单位7×24小时", "the organizers' duty phones"),
    Clause(
        "5.3.2.2.2 a", SHALL, CLOCK, "15分钟内签收", "emergency, instability, health, life at risk"
    ),
    Clause("5.3.2.2.2 b", SHALL, CLOCK, "30分钟内签收", "livelihood and extreme weather"),
    Clause("5.3.2.2.2 c", SHALL, CLOCK, "24小时内签收", "general matters"),
    Clause("5.3.2.2.3", SHALL, RECORD, "联系诉求人核实", "the contact after signing"),
    Clause("5.3.2.2.4", SHALL, RECORD, "首接单位牵头", "the first receiver leads the coordination"),
    Clause("5.3.2.2.5", SHALL, RECORD, "办理沟通", "contacts, site visits, what was told"),
    Clause("5.3.2.3.1", SHALL, ENFORCE, "反馈", "by the way of dispatch; online after approval"),
    Clause(
        "5.3.2.3.2 a", SHALL, CLOCK, "2小时内反馈", "emergency, instability, health, life at risk"
    ),
    Clause("5.3.2.3.2 b", SHALL, CLOCK, "24小时内反馈", "livelihood and extreme weather"),
    Clause("5.3.2.3.2 c", SHALL, CLOCK, "7个自然日内反馈", "general matters"),
    Clause("5.3.2.3.2 d", SHALL, CLOCK, "15个自然日内反馈", "complex and difficult matters"),
    Clause("5.3.2.3.3", SHALL, ENFORCE, "咨询类反馈内容", "organizer, answer, time of answer"),
    Clause("5.3.2.3.4", SHALL, ENFORCE, "建议类反馈内容", "told as received, and passed on"),
    Clause("5.3.2.3.5 a", SHALL, ENFORCE, "已解决", "unit, time, measures, what was told"),
    Clause(
        "5.3.2.3.5 b", SHALL, ENFORCE, "未解决", "unit, reason, next measures, date, what was told"
    ),
    Clause(
        "5.3.2.3.5 c", SHALL, ENFORCE, "不能解决", "unit, reason, measures studied, what was told"
    ),
    Clause(
        "5.3.2.3.6", SHALL, ENFORCE, "不合理诉求", "the concrete grounds, and the law or policy"
    ),
    Clause(
        "5.3.3", SHALL, ENFORCE, "督办", "near due, overdue, repeated, raised by many, emergencies"
    ),
    Clause("5.3.3 a", SHALL, ENFORCE, "系统督办", "reminder near due, supervision when overdue"),
    Clause(
        "5.3.3 b", SHALL, RECORD, "文件督办", "special report, approval, issue, feedback by a date"
    ),
    Clause("5.3.3 c", SHALL, RECORD, "会商督办", "the meeting and what it decided"),
    Clause("5.3.3 d", SHALL, RECORD, "现场督办", "arrival, attendance, responsibility; no-shows"),
    Clause("5.3.3 e", SHALL, RECORD, "联合督办", "organizers low in the assessment"),
    Clause("5.3.3 f", SHALL, RECORD, "监察督办", "shirking and perfunctory handling"),
    Clause("5.4.1", SHALL, ENFORCE, "好差评", "offered before the call ends; once a call"),
    Clause("5.4.2", SHALL, ENFORCE, "评价等级", "five levels"),
    Clause("5.4.3", SHALL, REPORT, "有效投诉率", "at most 3 in 10 000, watched"),
    Clause("5.4.4", INFO, ORGANISE, "评价工作", "GB/T 39734"),
    Clause("5.5.1", SHALL, ENFORCE, "回访", "due after the limit; all, or a reproducible sample"),
    Clause("5.5.2", SHALL, RECORD, "回访方式", "by phone, web survey or text message"),
    Clause("5.5.3", SHALL, ENFORCE, "征得同意", "consent first; a refusal ends it and is kept"),
    Clause("5.5.4", SHALL, ENFORCE, "评价页面", "online: one evaluation; reasons for a bad rating"),
    Clause("5.5.5 a", SHALL, ENFORCE, "联系和告知情况", "asked at the callback, remarks verbatim"),
    Clause("5.5.5 b", SHALL, ENFORCE, "解决落实情况", "asked at the callback, remarks verbatim"),
    Clause("5.5.5 c", SHALL, ENFORCE, "总体满意情况", "asked at the callback, remarks verbatim"),
    Clause("5.5.6", SHALL, ASSIST, "不倾向不诱导", "verbatim script, neutral order, hints"),
    Clause("5.6.1", SHALL, ENFORCE, "立卷归档", "closed tickets are archived whole"),
    Clause("5.6.2", SHALL, ORGANISE, "存储备份", "backups; the archived cannot be changed"),
    Clause("5.6.3", SHALL, RECORD, "专人保管", "a named keeper; looks and exports are kept"),
    Clause("6.1.1", SHALL, ENFORCE, "信息保密", "masked unless needed; unmasking is recorded"),
    Clause("6.1.2", SHALL, ENFORCE, "授权范围", "each within the authority of the role"),
    Clause("6.2.1", SHALL, RECORD, "热线数据库", "built, run, maintained, updated"),
    Clause("6.2.2", SHALL, ASSIST, "热线数据库功能", "storage, sharing, search by meaning, upkeep"),
    Clause("6.2.3", SHALL, ENFORCE, "热线数据库内容", "classes, source, authority and validity"),
    Clause("6.2.4", SHALL, ENFORCE, "更新与校核", "organizers contribute; another person checks"),
    Clause("6.3.1.1", SHALL, REPORT, "数据分析", "classified, counted, forecast, drawn"),
    Clause("6.3.1.2 a", SHALL, REPORT, "诉求总量", "the total over a time"),
    Clause("6.3.1.2 b", SHALL, REPORT, "诉求类型", "by kind"),
    Clause("6.3.1.2 c", SHALL, REPORT, "集中问题", "concentrated problems"),
    Clause("6.3.1.2 d", SHALL, REPORT, "区域分布", "by area"),
    Clause("6.3.1.2 e", SHALL, REPORT, "承办单位", "by organizer"),
    Clause("6.3.1.2 f", SHALL, REPORT, "重点事项", "key matters"),
    Clause("6.3.1.3 a", SHALL, REPORT, "历史同期对比", "against the same period before"),
    Clause("6.3.1.3 b", SHALL, REPORT, "对比研究", "across categories, trades and areas"),
    Clause("6.3.1.4", SHOULD, REPORT, "深层原因、预测、预警", "causes, trend, early warning"),
    Clause("6.3.1.5", SHOULD, REPORT, "承办单位分析情况", "organizers' own analyses are kept"),
    Clause("6.3.2.1.1", SHALL, CLOCK, "紧急信息报告", "within 2 hours"),
    Clause("6.3.2.1.2", SHALL, CLOCK, "紧急报告内容", "all its contents, before the limit"),
    Clause("6.3.2.2", SHALL, REPORT, "常规报告", "periodic reports"),
    Clause("6.3.2.3.1", SHALL, REPORT, "专题报告", "special reports on concentrated matters"),
    Clause("6.3.2.3.2", SHALL, REPORT, "民意舆情监测", "public opinion watched and reported"),
    Clause("6.3.2.3.3", SHALL, REPORT, "高频问题通报", "monthly: frequent problems and areas"),
    Clause("6.3.2.3.4", SHALL, REPORT, "专项治理建议", "advice on hot and hard problems"),
    Clause("6.4", SHALL, ORGANISE, "宣传引导", "typical cases exported without personal data"),
    Clause("7.1.2.1", SHALL, REPORT, "受理质量考评", "intake assessed per agent and period"),
    Clause("7.1.2.2", SHALL, REPORT, "受理考评内容", "phrases, records, dispatch, acceptance"),
    Clause("7.1.2.3", SHALL, REPORT, "新技术辅助考评", "aided by the desk's own checks"),
    Clause("7.1.2.4", SHALL, REPORT, "绩效考核依据", "results per agent"),
    Clause("7.1.3.1", SHALL, REPORT, "承办情况考评", "organizers assessed per period"),
    Clause("7.1.3.2", SHALL, REPORT, "考评方式", "by callback and web survey"),
    Clause("7.1.3.3", SHALL, REPORT, "响应率、解决率、满意率", "the three rates"),
    Clause("7.1.3.4", SHALL, REPORT, "告知考评结果", "sent to the organizers"),
    Clause("7.1.3.5", SHALL, REPORT, "考评结果运用", "results kept for those who use them"),
    Clause("7.2", SHALL, RECORD, "改进", "findings, measures, follow-up"),
    Clause("B.1", INFO, ASSIST, "受理时服务用语", "greeting by calendar, waiting, closing"),
    Clause("B.2", INFO, ASSIST, "联系承办单位用语", "what to say to organizers"),
    Clause("B.3", INFO, ASSIST, "联系诉求人用语", "what organizers say to claimants"),
    Clause("B.4", INFO, ASSIST, "回访用语", "the callback script, verbatim"),
    Clause("C.1", SHALL, ENFORCE, "咨询类电话", "the content in detail"),
    Clause("C.2", SHALL, ENFORCE, "建议类电话", "content and reasons"),
    Clause("C.3", SHALL, ENFORCE, "求助、投诉、举报类电话", "who, when, where, what, done so far"),
    Clause("C.4", SHALL, ENFORCE, "不稳定因素类电话", "channel, manner, act; threats quoted"),
    Clause(
        "C.5", SHALL, ENFORCE, "突发事件类电话", "state, extent, harm, who was called, who came"
    ),
    Clause("D.1", INFO, REPORT, "诉求工单样式", "the form, field for field"),
)
"""Every clause that asks something of the desk, in the order of the standard's chapters."""

UNBINDING = frozenset({"3.1", "3.2", "3.3", "3.4", "7.1.1"})
"""Definitions and references: they may be cited, but ask nothing and have no row in `CLAUSES`."""

_PARTS: dict[str, tuple[str, ...]] = {
    "6.3.1.4": (" a", " b", " c"),
    "6.4": (" a", " b", " c", " d"),
    "7.1.2.2": (" a", " b", " c", " d"),
    "7.1.3.2": (" a", " b"),
    "7.1.3.3": (" a", " b", " c"),
    "7.2": (" a", " b", " c", " d", " e"),
    "B.1": (
        ".1", ".2", ".2.1", ".2.2", ".2.3", ".2.4",
        ".3", ".3.1", ".3.2", ".3.3", ".3.4", ".4", ".4.1", ".4.2",
    ),
    "B.2": (".1", ".2"),
    "B.3": (".1", ".2", ".3"),
    "B.4": (".1", ".2", ".3", ".4", ".5", ".6"),
}  # fmt: skip
_WHOLE = {whole + part: whole for whole, parts in _PARTS.items() for part in parts}
_BY_ID = {clause.id: clause for clause in CLAUSES}


def parent(cited: str) -> str:
    """The clause of the inventory that a smaller one belongs to (B.1 for B.1.2.1), or itself."""
    return _WHOLE.get(cited, cited)


def resolved(cited: str) -> tuple[Clause, ...]:
    """The clauses of the inventory that a citation means; empty when it means none.

    A clause above lettered ones means all of these: 5.3.2.1.3 means its a, b and c.
    """
    if found := _BY_ID.get(parent(cited)):
        return (found,)
    return tuple(clause for clause in CLAUSES if clause.id.startswith(f"{cited} "))


def known(cited: str) -> bool:
    """Whether the standard has such a clause."""
    return cited in UNBINDING or bool(resolved(cited))

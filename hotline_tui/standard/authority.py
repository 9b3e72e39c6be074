"""Who may do what: one table of acts and roles. Clause: 6.1.2."""

from __future__ import annotations

from collections.abc import Iterable

from hotline_tui.standard.lifecycle import Action, Move
from hotline_tui.standard.refusal import Fault
from hotline_tui.standard.vocabulary import Role, Status, Term


class Act(Term):
    """Everything at the desk that needs authority."""

    READ_TICKETS = "read_tickets", "查看工单"
    READ_ALL = "read_all", "查看全部工单"
    TAKE_CALL = "take_call", "接听来电"
    REGISTER = "register", "登记工单"
    ANSWER = "answer", "直接答复"
    ATTACH = "attach", "添加附件"
    LINK = "link", "关联重复诉求"
    CLAIM = "claim", "占用工单"
    DISPATCH = "dispatch", "派单"
    SIGN = "sign", "签收"
    RETURN = "return", "退单"
    DECIDE_RETURN = "decide_return", "审定退单"
    RECALL = "recall", "收回、转派工单"
    LOG = "log", "记录办理进展"
    FEEDBACK = "feedback", "反馈"
    APPROVE = "approve", "领导审核"
    CHECK_FEEDBACK = "check_feedback", "核对反馈内容"
    SURGE = "surge", "宣布或结束大话务量模式"
    ACKNOWLEDGE = "acknowledge", "确认紧急提醒"
    SUPERVISE = "supervise", "督办"
    REQUEST = "request", "申请疑难、挂账、剔除"
    DECIDE_REQUEST = "decide_request", "批复申请"
    HEED_WARNING = "heed_warning", "确认预警"
    TICK = "tick", "执行到期事项"
    IMPORT = "import", "导入工单"
    SEARCH_KNOWLEDGE = "search_knowledge", "检索知识库"
    IMPORT_KNOWLEDGE = "import_knowledge", "导入知识库"
    WRITE_ARTICLE = "write_article", "编写知识"
    CHECK_ARTICLE = "check_article", "校核知识"
    PUBLISH_ARTICLE = "publish_article", "发布、撤回知识"
    CONTRIBUTE = "contribute", "供稿"
    REQUIRE_READING = "require_reading", "指定必读"
    KEEP_KNOWLEDGE = "keep_knowledge", "维护知识清单"
    EXPORT_PUBLIC = "export_public", "导出公开知识"
    SEND_MAIL = "send_mail", "发送派单邮件"
    CALL_BACK = "call_back", "回访"
    CLOSE = "close", "办结工单"
    CANCEL = "cancel", "撤销工单"
    ARCHIVE = "archive", "归档"
    EXPORT_ARCHIVE = "export_archive", "调出档案"
    SIGN_OUT_OTHERS = "sign_out_others", "查看与注销座席"
    PRACTISE = "practise", "练习"
    TRAIN = "train", "培训"
    REPORT = "report", "编制报告"
    APPROVE_REPORT = "approve_report", "审定、报送报告"
    REVIEW_INTAKE = "review_intake", "质检抽样、评分"
    ANSWER_REVIEW = "answer_review", "查看、答复本人的质检"
    DECIDE_REVIEW = "decide_review", "裁定质检申诉"
    TELL_ASSESSMENT = "tell_assessment", "告知、运用考评结果"
    ANSWER_ASSESSMENT = "answer_assessment", "签收、答复考评结果"
    ANALYSE = "analyse", "提供诉求分析"
    IMPROVE = "improve", "改进"
    MANAGE_OPERATORS = "manage_operators", "管理人员与权限"
    MANAGE_REFERENCE = "manage_reference", "维护基础数据"


_READERS = frozenset(Role) - {Role.ORGANIZER, Role.EDITOR}
_HANDLING = frozenset({Role.ORGANIZER, Role.AGENT, Role.DISPATCHER, Role.SUPERVISOR})
"""Organizers, and those at the hotline who take down what an organizer tells them."""

AUTHORITY: dict[Act, frozenset[Role]] = {
    # An organizer reads the tickets of its own unit, which READ_ALL would not stop at.
    Act.READ_TICKETS: _READERS | {Role.ORGANIZER},
    Act.READ_ALL: _READERS,
    Act.TAKE_CALL: frozenset({Role.AGENT, Role.DISPATCHER, Role.SUPERVISOR}),
    Act.REGISTER: frozenset({Role.AGENT, Role.DISPATCHER, Role.SUPERVISOR}),
    Act.ANSWER: frozenset({Role.AGENT, Role.DISPATCHER, Role.SUPERVISOR}),
    Act.ATTACH: _HANDLING,
    Act.LINK: frozenset({Role.AGENT, Role.DISPATCHER, Role.SUPERVISOR}),
    Act.CLAIM: frozenset({Role.DISPATCHER, Role.SUPERVISOR}),
    Act.DISPATCH: frozenset({Role.DISPATCHER, Role.SUPERVISOR}),
    Act.SIGN: _HANDLING,
    Act.RETURN: _HANDLING,
    Act.DECIDE_RETURN: frozenset({Role.DISPATCHER, Role.SUPERVISOR}),
    Act.RECALL: frozenset({Role.SUPERVISOR}),
    Act.LOG: _HANDLING,
    Act.FEEDBACK: _HANDLING,
    Act.APPROVE: _HANDLING,
    Act.CHECK_FEEDBACK: frozenset({Role.DISPATCHER, Role.CALLBACK, Role.SUPERVISOR}),
    Act.SURGE: frozenset({Role.SUPERVISOR}),
    Act.ACKNOWLEDGE: frozenset({Role.SUPERVISOR}),
    Act.SUPERVISE: frozenset({Role.SUPERVISOR}),
    Act.REQUEST: _HANDLING,
    Act.DECIDE_REQUEST: frozenset({Role.SUPERVISOR}),
    Act.HEED_WARNING: frozenset({Role.ANALYST, Role.SUPERVISOR}),
    Act.TICK: frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR}),
    Act.IMPORT: frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR}),
    Act.SEARCH_KNOWLEDGE: frozenset(Role),
    Act.IMPORT_KNOWLEDGE: frozenset({Role.EDITOR, Role.ADMINISTRATOR}),
    Act.WRITE_ARTICLE: frozenset({Role.EDITOR}),
    Act.CHECK_ARTICLE: frozenset({Role.EDITOR, Role.SUPERVISOR}),
    Act.PUBLISH_ARTICLE: frozenset({Role.EDITOR, Role.SUPERVISOR}),
    Act.CONTRIBUTE: _HANDLING,
    Act.REQUIRE_READING: frozenset({Role.EDITOR, Role.SUPERVISOR, Role.TRAINER}),
    Act.KEEP_KNOWLEDGE: frozenset({Role.EDITOR, Role.SUPERVISOR, Role.ADMINISTRATOR}),
    Act.EXPORT_PUBLIC: frozenset({Role.EDITOR, Role.SUPERVISOR, Role.ADMINISTRATOR}),
    Act.SEND_MAIL: frozenset({Role.DISPATCHER, Role.SUPERVISOR, Role.ADMINISTRATOR}),
    Act.CALL_BACK: frozenset({Role.CALLBACK, Role.SUPERVISOR}),
    Act.CLOSE: frozenset({Role.AGENT, Role.CALLBACK, Role.SUPERVISOR}),
    Act.CANCEL: frozenset({Role.AGENT, Role.DISPATCHER, Role.SUPERVISOR}),
    Act.ARCHIVE: frozenset({Role.ARCHIVIST, Role.CALLBACK, Role.SUPERVISOR}),
    Act.EXPORT_ARCHIVE: frozenset({Role.ARCHIVIST, Role.SUPERVISOR}),
    Act.SIGN_OUT_OTHERS: frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR}),
    Act.PRACTISE: frozenset(Role),
    Act.TRAIN: frozenset({Role.TRAINER, Role.SUPERVISOR, Role.ADMINISTRATOR}),
    Act.REPORT: frozenset({Role.ANALYST, Role.SUPERVISOR, Role.ADMINISTRATOR}),
    Act.APPROVE_REPORT: frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR}),
    Act.REVIEW_INTAKE: frozenset({Role.SUPERVISOR, Role.TRAINER}),
    # Whoever takes tickets down is reviewed.
    Act.ANSWER_REVIEW: frozenset({Role.AGENT, Role.DISPATCHER, Role.SUPERVISOR}),
    Act.DECIDE_REVIEW: frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR}),
    Act.TELL_ASSESSMENT: frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR}),
    Act.ANSWER_ASSESSMENT: frozenset({Role.ORGANIZER, Role.SUPERVISOR}),
    Act.ANALYSE: frozenset({Role.ORGANIZER, Role.ANALYST, Role.SUPERVISOR}),
    Act.IMPROVE: frozenset({Role.ANALYST, Role.SUPERVISOR, Role.ADMINISTRATOR}),
    Act.MANAGE_OPERATORS: frozenset({Role.ADMINISTRATOR}),
    Act.MANAGE_REFERENCE: frozenset({Role.ADMINISTRATOR, Role.SUPERVISOR}),
}
"""Which roles may do which act. Clause: 6.1.2."""


def authority_faults(act: Act, roles: Iterable[Role]) -> tuple[Fault, ...]:
    """The refusal of an act that none of `roles` allows; empty where one does. Clause: 6.1.2."""
    if AUTHORITY[act] & frozenset(roles):
        return ()
    who = "、".join(role.label for role in Role if role in AUTHORITY[act])
    return (Fault("", "6.1.2", f"您的岗位没有“{act.label}”的权限，需要：{who}"),)


_MOVING: dict[Action, frozenset[Act]] = {
    Action.TURN_AWAY: frozenset({Act.REGISTER}),
    Action.REGISTER: frozenset({Act.REGISTER}),
    Action.ANSWER: frozenset({Act.ANSWER}),
    Action.DISPATCH: frozenset({Act.DISPATCH}),
    Action.SIGN: frozenset({Act.SIGN}),
    Action.RETURN: frozenset({Act.RETURN}),
    Action.REJECT_RETURN: frozenset({Act.DECIDE_RETURN}),
    Action.RECALL: frozenset({Act.RECALL}),
    Action.REVIEW: frozenset({Act.FEEDBACK}),
    Action.APPROVE: frozenset({Act.APPROVE}),
    Action.FEEDBACK: frozenset({Act.FEEDBACK}),
    # What has run out, and what the sample leaves out, is moved on by the system itself.
    Action.CALLBACK_DUE: frozenset({Act.TICK, Act.CALL_BACK, Act.CLOSE}),
    Action.CLOSE: frozenset({Act.CLOSE, Act.CALL_BACK, Act.TICK}),
    Action.ARCHIVE: frozenset({Act.ARCHIVE}),
    Action.CANCEL: frozenset({Act.CANCEL}),
}
_AGAIN: dict[Status, frozenset[Act]] = {
    Status.IN_REVIEW: frozenset({Act.APPROVE}),
    Status.FED_BACK: frozenset({Act.CHECK_FEEDBACK, Act.CALL_BACK}),
    Status.CALLBACK_DUE: frozenset({Act.CHECK_FEEDBACK, Act.CALL_BACK}),
}
"""Who has a matter handled again: whoever found that it has to be."""


def moving(move: Move) -> frozenset[Act]:
    """The acts that take a ticket along a move; one of them is enough. Clause: 6.1.2."""
    if move.action is Action.HANDLE_AGAIN:
        return _AGAIN[move.start]
    if move.action is Action.CLOSE and move.start is Status.ANSWERED:
        return _MOVING[move.action] | {Act.ANSWER}  # as the call ends in which it was answered
    return _MOVING[move.action]

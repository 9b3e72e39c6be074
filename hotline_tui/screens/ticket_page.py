"""A ticket as a page to read, in the order of the form of Appendix D, and beyond it.

Clause: 5.2.3.1 b, 5.2.3.1 c, 5.2.3.1 d, 5.2.3.1 e, 5.2.3.2, 5.3.2.1.4, 5.3.2.1.5, 6.1.1, D.1.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hotline_tui.screens import ticket_page_handling, ticket_page_supervision
from hotline_tui.screens.ticket_parts import NONE, Entry, Rows, Section, minute
from hotline_tui.services.clusters import ClusterRow
from hotline_tui.services.ended import ending_lines
from hotline_tui.services.form import RECEIVER, limit_in_words
from hotline_tui.services.rows import DispatchRow, EventRow, TicketRow, file_line
from hotline_tui.services.whole import Whole
from hotline_tui.standard.clocks import Deadline
from hotline_tui.standard.elements import ELEMENTS
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.record import Claimant
from hotline_tui.standard.vocabulary import Channel
from hotline_tui.widgets.frame import left, mark

INSTABILITY = (
    ("channel", "反映渠道"),
    ("manner", "反映方式"),
    ("intended_act", "拟实施行为"),
    ("threat_time", "威胁时间"),
    ("threat_place", "威胁地点"),
    ("threat_words", "威胁原话"),
)
EMERGENCY = (
    ("state", "现场状态"),
    ("extent", "影响范围"),
    ("harm", "危害程度"),
    ("emergency_number_called", "紧急求助电话"),
    ("departments_on_scene", "现场处置部门"),
)


def clock_line(one: Deadline, now: datetime) -> str:
    """One clock in words: due when, how much is left, met when, missed by how much."""
    if one.due_at is None:
        return f"{one.clock.label}  未起算"
    due = f"{one.clock.label}  {minute(one.due_at)} 到期"
    late = one.overdue(now)
    if one.met_at is None:
        rest = left(one.due_at, now)
        said = (
            f"!! 已超期 {rest.removeprefix('-')}" if late else f"{mark(one.due_at, now)} 剩 {rest}"
        )
    elif late:
        said = f"!! 超期 {left(one.met_at, one.due_at)} 完成，{minute(one.met_at)}"
    else:
        said = f"✓  {minute(one.met_at)} 完成"
    return f"{due}  {said}"


def sections(whole: Whole, claimant: Claimant) -> tuple[Section, ...]:
    """Everything on a ticket, with the claimant as given: masked or not."""
    ticket = whole.ticket
    found = (
        Section("诉求工单", tuple(_form(ticket, claimant))),
        Section("主要内容", tuple(_matter(ticket))),
        Section("派单", tuple(_dispatched(ticket))),
        *ticket_page_handling.sections(whole.handling),
        *ticket_page_supervision.sections(whole.overseen),
        Section("直接答复", tuple(_cited(ticket))),
        Section(
            "回访、办结与归档",
            tuple((Entry(label, told),) for label, told in ending_lines(whole.ending)),
        ),
        Section("附件", tuple((Entry("", file_line(one)),) for one in ticket.attachments)),
        Section("关联工单", tuple(_linked(ticket))),
        Section("同类诉求", tuple(_alike(ticket, whole.cluster))),
        Section(f"历史（{len(ticket.history)}）", tuple(_history(ticket.history))),
    )
    return tuple(section for section in found if section.rows)


def _form(ticket: TicketRow, claimant: Claimant) -> Rows:
    record = ticket.record
    channel = record.channel or Channel.PHONE
    yield Entry("工单编号", ticket.number), Entry("诉求提出时间", minute(ticket.raised_at))
    yield Entry("诉求来源", channel.label), Entry("受理单位", RECEIVER)
    secret = "（要求保密）" if claimant.confidential else ""
    yield (
        Entry("来电人", (claimant.name or NONE) + secret),
        Entry("来电号码", claimant.phone or NONE),
    )
    yield (Entry("联系方式", claimant.contact or NONE),)
    yield (Entry("来电人地址", claimant.address or NONE),)
    yield (Entry("问题分类", "/".join(record.category) or NONE),)
    where = f"{ticket.place_name} {record.place}".strip()
    yield (
        Entry("工单分类", f"{ticket.kind.label}　{ticket.urgency.label}"),
        Entry("登记", f"{minute(ticket.registered_at)} {ticket.registered_by}"),
    )
    yield (Entry("发生地址", where or NONE),)
    yield (Entry("被反映单位", record.respondent or NONE),)
    yield (Entry("工单标题", record.title),)


def _matter(ticket: TicketRow) -> Rows:
    record = ticket.record
    at = minute(record.occurred_at) if record.occurred_at else ""
    occurred = "，".join(filter(None, (record.occurred_text, at)))
    limit = record.statutory_limit
    told = (
        ("发生时间", occurred),
        *((label, getattr(record.emergency, name)) for name, label in EMERGENCY),
        *((label, getattr(record.instability, name)) for name, label in INSTABILITY),
        ("经过", record.course),
        ("内容", record.content),
        ("理由", record.reasons),
        ("现状", record.present_state),
        ("诉求", record.demand),
        ("前期处理", record.prior_handling),
        ("法定时限", f"{minute(limit.due_at)}　{limit.basis}" if limit.given else ""),
        ("未提供", _not_provided(record.not_provided)),
        ("不予受理", ticket.refusal_reason),
        ("建议", ticket.refusal_advice),
    )
    yield from ((Entry(label, text),) for label, text in told if text.strip())


def _not_provided(reasons: Mapping[str, str]) -> str:
    labels = {element.name: element.label for element in ELEMENTS}
    return "；".join(f"{labels.get(name, name)}（{why}）" for name, why in reasons.items())


def _dispatched(ticket: TicketRow) -> Rows:
    sent = ticket.dispatch
    if sent is None:
        return
    yield Entry("派单人员", sent.by), Entry("派单时间", minute(sent.at))
    yield (Entry("派单处理意见", sent.opinion or NONE),)
    yield Entry("截止时间", minute(sent.due_at)), Entry("办理时限", limit_in_words(sent.limit))
    yield (Entry("承办单位", f"{sent.organizer}（牵头）"),)
    if sent.assisting:
        yield (Entry("协办单位", "、".join(sent.assisting)),)
    if sent.copied_to:
        yield (Entry("抄送", "、".join(sent.copied_to)),)
    yield Entry("派单方式", sent.way.label), Entry("派单目录", sent.catalogue or NONE)
    yield from _urgent(sent)


def _urgent(sent: DispatchRow) -> Rows:
    call = sent.phone_call
    if call:
        at = datetime.fromisoformat(call["at"]) if call.get("at") else None
        said = f"{minute(at)}　{call.get('spoke_with', '')}：{call.get('said', '')}"
        yield (Entry("电话联系", said),)
    for label, given in (
        ("报公安部门", sent.police),
        ("报应急管理部门", sent.emergency_management),
    ):
        if given:
            yield (Entry(label, _decided(given)),)


def _decided(given: Mapping[str, Any]) -> str:
    return f"{'是' if given.get('decision') else '否'}　{given.get('reason', '')}"


def _cited(ticket: TicketRow) -> Rows:
    for one in ticket.citations:
        yield (Entry("引用知识", f"《{one.title}》第 {one.version} 版"),)
        if one.said.strip():
            yield (Entry("答复", one.said),)


def _linked(ticket: TicketRow) -> Rows:
    for place, number in enumerate(ticket.linked, 1):
        yield (Entry(f"按 {place} 打开" if place <= 9 else "", number),)


def _alike(ticket: TicketRow, cluster: ClusterRow | None) -> Rows:
    if cluster is None:
        return
    told = (
        f"{cluster.state.label}　{cluster.name}　{len(cluster.members)} 件 {cluster.claimants} 人"
    )
    yield (Entry("按 c 打开", told),)
    for one in cluster.members:
        if one.number != ticket.number:
            yield (Entry("", f"{one.number} {one.status.label} {one.title}"),)


def _history(events: tuple[EventRow, ...]) -> Rows:
    for one in events:
        who = f"{one.name}（{one.who}）" if one.name and one.name != one.who else one.who
        at = f"{one.at.astimezone(BEIJING):%m-%d %H:%M}"
        yield (Entry(at, f"{who}　{one.summary}"),)

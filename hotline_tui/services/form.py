"""The form of a ticket as Appendix D prints it, field for field. Clause: 5.2.3.2, D.1."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from hotline_tui.data.engine import Session
from hotline_tui.data.tables import Ticket
from hotline_tui.services import handled, scope
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import Directory, within
from hotline_tui.services.handled import Handling
from hotline_tui.services.rows import DispatchRow, TicketRow
from hotline_tui.services.unmasking import masked_claimant
from hotline_tui.standard.authority import Act
from hotline_tui.standard.elements import ELEMENTS
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.record import Claimant, TicketDraft, value
from hotline_tui.standard.vocabulary import Channel

TITLE = "诉求工单"
RECEIVER = "12345市民服务热线"
"""Who receives every matter: there is one hotline."""

ELSEWHERE = ("channel", "kind", "urgency", "place", "division", "respondent")
"""Elements that have a field of their own in the form, besides the claimant's."""


@dataclass(frozen=True, slots=True)
class FormField:
    """One field: its label as Appendix D prints it, and what stands in it.

    `tall` fields hold a text, below their label.
    """

    label: str
    text: str
    tall: bool = False


FormRow = tuple[FormField, ...]
"""One field across the whole width, or two side by side."""


def form(desk: Desk, number: str, claimant: Claimant | None = None) -> tuple[FormRow, ...]:
    """The form of a ticket; the claimant is masked unless `claimant` was unmasked for a reason.

    Clause: 5.2.3.2, 6.1.1, D.1.
    """
    desk.require(Act.READ_TICKETS)
    with desk.database.reading() as session:
        city = within(session, desk.database)
        return of(desk, session, scope.found(desk, session, number), city, claimant)


def of(
    desk: Desk, session: Session, ticket: Ticket, city: Directory, claimant: Claimant | None = None
) -> tuple[FormRow, ...]:
    """The form of a ticket, read in the caller's transaction."""
    row = scope.row(desk, session, ticket, city)
    return rows(
        row, handled.of(session, ticket, city), claimant or masked_claimant(row.record.claimant)
    )


def rows(ticket: TicketRow, handling: Handling, claimant: Claimant) -> tuple[FormRow, ...]:
    """The fields in the order of Appendix D. Clause: D.1."""
    return (*_matter(ticket, claimant), *_handled(ticket, handling))


def _matter(ticket: TicketRow, claimant: Claimant) -> Iterator[FormRow]:
    record = ticket.record
    source = record.channel or Channel.PHONE
    net = f"网络（{source.label}）" if source.online else source.label
    secret = "（要求保密）" if claimant.confidential else ""
    yield FormField("工单编号", ticket.number), FormField("诉求提出时间", _minute(ticket.raised_at))
    yield FormField("诉求来源", net), FormField("受理单位", RECEIVER)
    yield FormField("来电人", claimant.name + secret), FormField("来电号码", claimant.phone)
    yield (FormField("联系方式", claimant.contact),)
    yield (FormField("来电人地址", claimant.address),)
    yield (FormField("问题分类", "/".join(record.category)),)
    where = f"{ticket.place_name} {record.place}".strip()
    kind = f"{ticket.kind.label}　{ticket.urgency.label}"
    yield FormField("工单分类", kind), FormField("发生地址", where)
    yield (FormField("被反映单位", record.respondent),)
    yield (FormField("工单标题", record.title),)
    yield (FormField("主要内容", "\n".join(_content(record)), tall=True),)


def _content(record: TicketDraft) -> Iterator[str]:
    """What was told, element by element in the order of Appendix C, and what was not."""
    told: dict[str, str] = {}
    for element in ELEMENTS:
        name = element.name
        if name in told or name in ELSEWHERE or name.startswith("claimant."):
            continue
        given = value(record, name)
        if isinstance(given, datetime):
            given = "，".join(filter(None, (record.occurred_text, _minute(given))))
        elif name == "occurred_at":
            given = record.occurred_text
        text = str(given or "").strip()
        if text:
            told[name] = f"{'内容' if name == 'content' else element.label}：{text}"
    yield from told.values()
    labels = {element.name: element.label for element in ELEMENTS}
    for name, why in record.not_provided.items():
        yield f"{labels.get(name, name)}：未提供（{why}）"


def _handled(ticket: TicketRow, handling: Handling) -> Iterator[FormRow]:
    sent = ticket.dispatch
    yield (
        FormField("派单人员", sent.by if sent else ""),
        FormField("派单时间", _minute(sent.at) if sent else ""),
    )
    yield (FormField("派单处理意见", sent.opinion if sent else "", tall=True),)
    yield (
        FormField("截止时间", _minute(sent.due_at) if sent else ""),
        FormField("办理时限", limit_in_words(sent.limit) if sent else ""),
    )
    yield (FormField("承办单位", _units(sent) if sent else ""),)
    yield (FormField("办理情况", "\n".join(_done(ticket, handling)), tall=True),)


def _units(sent: DispatchRow) -> str:
    others = (("协办", sent.assisting), ("抄送", sent.copied_to))
    parts = [f"{what}：{'、'.join(names)}" for what, names in others if names]
    return "；".join([f"{sent.organizer}（牵头）", *parts])


def _done(ticket: TicketRow, handling: Handling) -> Iterator[str]:
    """What has been done: the direct answer, the work, the feedback of each round."""
    for cited in ticket.citations:
        said = f"：{cited.said}" if cited.said.strip() else ""
        yield f"直接答复{said}（引用《{cited.title}》第 {cited.version} 版）"
    if ticket.refusal_reason:
        yield f"不予受理：{ticket.refusal_reason}；{ticket.refusal_advice}"
    for step in handling.progress:
        who = f"（{'、'.join(step.participants)}）" if step.participants else ""
        came = f"，{step.outcome}" if step.outcome else ""
        yield f"{_minute(step.at)} {step.what.label}{who}：{step.said}{came}"
    for one in handling.feedbacks:
        nth = f"第 {one.round} 次办理，" if handling.rounds > 1 else ""
        yield f"{_minute(one.at)} 反馈：{nth}{one.outcome.label}"
        yield from (f"　{label}：{text}" for label, text in one.told())


def limit_in_words(limit: timedelta) -> str:
    """A limit as people say it: `2小时`, `7个自然日`."""
    hours = limit / timedelta(hours=1)
    if hours >= 48 and hours % 24 == 0:
        return f"{hours / 24:.0f}个自然日"
    return f"{hours:.1f}".removesuffix(".0") + "小时"


def _minute(at: datetime) -> str:
    return f"{at.astimezone(BEIJING):%Y-%m-%d %H:%M}"

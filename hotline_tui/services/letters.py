"""The letter of a dispatch by e-mail. Clause: 5.3.2.1.2, 5.3.2.1.4."""

from __future__ import annotations

from hotline_tui.data.tables import Dispatch
from hotline_tui.services.directory import Directory
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.record import TicketDraft


def dispatch_letter(
    number: str, record: TicketDraft, sent: Dispatch, city: Directory
) -> tuple[str, str]:
    """Subject and text: the matter, who handles it and until when.

    A confidential claimant is not named (6.1.1). Clause: 5.3.2.1.4, 6.1.1.
    """
    claimant = record.claimant
    who = (
        "诉求人要求保密，请通过12345热线联系"
        if claimant.confidential
        else "，".join(part for part in (claimant.name, claimant.phone, claimant.contact) if part)
    )
    names = [city.organizer_name(code) for code in sent.assisting]
    copied = [city.organizer_name(code) for code in sent.copied_to]
    lines = (
        ("工单编号", number),
        ("承办单位", city.organizer_name(sent.organizer)),
        ("协办单位", "、".join(names)),
        ("抄送", "、".join(copied)),
        ("派单时间", f"{sent.at.astimezone(BEIJING):%Y-%m-%d %H:%M}"),
        ("办理时限", f"{sent.limit_hours:g} 小时"),
        ("截止时间", f"{sent.due_at.astimezone(BEIJING):%Y-%m-%d %H:%M}"),
        ("紧急程度", record.urgency.label if record.urgency else ""),
        ("诉求人", who),
        ("地点", f"{city.place_name(record.division)} {record.place}".strip()),
        ("主要内容", record.course or record.content),
        ("现状", record.present_state),
        ("诉求", record.demand),
        ("派单处理意见", sent.opinion),
    )
    subject = f"【12345派单】{number} {' '.join(record.title.split())}"
    return subject, "\n".join(f"{name}：{text}" for name, text in lines if text)

"""An online claimant's one evaluation after completion. Clause: 5.5.4."""

from __future__ import annotations

from collections.abc import Sequence

from hotline_tui.standard.refusal import Fault
from hotline_tui.standard.vocabulary import Channel, Rating, Status

COMPLETED = (Status.CALLBACK_DUE, Status.CLOSED)
"""When a matter is complete for its claimant, and not yet sealed."""


def evaluation_faults(
    channel: Channel,
    status: Status,
    level: Rating | None,
    reasons: Sequence[str],
    remarks: str,
    *,
    known: bool,
) -> tuple[Fault, ...]:
    """Why an evaluation cannot be taken; `known` says that there is one already. Clause: 5.5.4."""
    found: list[Fault] = []
    if not channel.online:
        found.append(Fault("channel", "5.5.4", "只有网络平台的工单有评价页面，来电在通话中评价"))
    if known:
        found.append(Fault("level", "5.5.4", "每件只能评价1次，这件已经评价过"))
    elif status not in COMPLETED:
        found.append(Fault("status", "5.5.4", f"办结后才能评价，工单现为“{status.label}”"))
    if level is None:
        levels = "、".join(one.label for one in Rating)
        found.append(Fault("level", "5.4.2", f"评价等级只有：{levels}"))
    elif not level.good and not reasons and not remarks.strip():
        found.append(Fault("reasons", "5.5.4", "请勾选差评原因或填写其他原因"))
    return tuple(found)

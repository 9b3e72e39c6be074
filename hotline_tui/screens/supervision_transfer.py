"""A supervisor takes a ticket from its unit, and may send it to another at once.

An urgent one is sent with the telephone record and the decisions that any urgent dispatch needs.

Clause: 4.2, 5.3.2.1.5.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hotline_tui.kb.lookup import Choices
from hotline_tui.screens.base import DeskScreen
from hotline_tui.screens.guided import Values, guided
from hotline_tui.screens.guided_blanks import NOW, Blank, Sort
from hotline_tui.services import returning
from hotline_tui.services.candidate_list import CandidateRow
from hotline_tui.services.desk import Desk
from hotline_tui.services.dispatching import Dispatch
from hotline_tui.services.rows import TicketRow
from hotline_tui.standard.urgent import DUTIES, Decision, Duties, PhoneCall

POLICE, EMERGENCY = "report_to_police", "report_to_emergency_management"
SAID = "不填转派单位的，收回后在派单列表重新派单。"
SAID_URGENT = f"{SAID}\n转派紧急诉求的，同时电话联系新的承办单位并记录。　5.3.2.1.5"


async def taken_back(screen: DeskScreen, units: Choices, row: CandidateRow) -> TicketRow | None:
    """Take a ticket from its unit, and send it to another at once if one is named. Clause: 4.2."""
    duties = DUTIES[row.ticket.urgency]

    def take(desk: Desk, values: Values) -> TicketRow:
        if not values["organizer"]:
            return returning.recall(
                desk, returning.Recall(row.number, values["reason"], row.version)
            )
        return returning.transfer(desk, _wish(row, duties, values), values["reason"])

    blanks = (
        Blank("reason", "收回理由", Sort.PROSE, required=True),
        Blank("organizer", "转派单位", Sort.CHOICE, units),
        Blank("opinion", "派单意见", wanted=_named),
        *_urgent(duties),
    )
    said = SAID_URGENT if duties.phone_call else SAID
    return await guided(screen, f"收回、转派　{row.number}", blanks, take, said)


def _wish(row: CandidateRow, duties: Duties, values: Values) -> Dispatch:
    call = None
    if duties.phone_call:
        given = (values[f"phone_call.{name}"] for name in ("at", "spoke_with", "said"))
        call = PhoneCall(*given)
    return Dispatch(
        row.number,
        values["organizer"],
        opinion=values["opinion"],
        phone_call=call,
        report_to_police=_decision(values, POLICE),
        report_to_emergency_management=_decision(values, EMERGENCY),
        version=row.version,
    )


def _decision(values: Values, to: str) -> Decision | None:
    if f"{to}.decision" not in values:
        return None
    return Decision(values[f"{to}.decision"], values[f"{to}.reason"])


def _urgent(duties: Duties) -> tuple[Blank, ...]:
    """What the dispatch of an urgent matter asks for besides. Clause: 5.3.2.1.5."""
    blanks: list[Blank] = []
    if duties.phone_call:
        blanks += [
            Blank("phone_call.at", "电话时间", Sort.PAST, value=NOW, wanted=_named),
            Blank("phone_call.spoke_with", "接听人", required=True, wanted=_named),
            Blank("phone_call.said", "说明情况", required=True, wanted=_named),
        ]
    for name, label, is_asked in (
        (POLICE, "报公安", duties.report_to_police),
        (EMERGENCY, "报应急", duties.report_to_emergency_management),
    ):
        if is_asked:
            blanks += [
                Blank(f"{name}.decision", label, Sort.FLAG, required=True, wanted=_named),
                Blank(f"{name}.reason", "理由", required=True, wanted=_named),
            ]
    return tuple(blanks)


def _named(texts: Mapping[str, Any]) -> bool:
    return bool(texts["organizer"])

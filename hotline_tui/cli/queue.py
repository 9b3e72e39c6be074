"""`hotline queue`: the worklists, soonest due first."""

from __future__ import annotations

from typing import Annotated

import typer

from hotline_tui.cli.commands import Verb, noun
from hotline_tui.cli.invocation import BadInput
from hotline_tui.cli.lists import Json, Limit, say_lines, word
from hotline_tui.cli.seat import seated
from hotline_tui.services.directory import directory
from hotline_tui.services.queueing import QueueWish, queue
from hotline_tui.standard.refusal import Fault
from hotline_tui.standard.routing import DISTRICT_DIGITS
from hotline_tui.standard.vocabulary import Kind, Urgency, Worklist

app = noun("待办列表，最先到期的在前。")

UrgencyName = Annotated[str, typer.Option("--urgency", help="只列某一紧急程度，如 general")]
KindName = Annotated[str, typer.Option("--kind", help="只列某一类型，如 complaint")]
District = Annotated[str, typer.Option("--district", help="只列某一区，代码或名称")]
Organizer = Annotated[str, typer.Option("--organizer", help="只列某一承办单位，代码或名称")]
Mine = Annotated[bool, typer.Option("--mine", help="只列我占用的")]


def _listing(worklist: Worklist) -> None:
    def listing(
        ctx: typer.Context,
        urgency: UrgencyName = "",
        kind: KindName = "",
        district: District = "",
        mine: Mine = False,
        organizer: Organizer = "",
        limit: Limit = 50,
        as_json: Json = False,
    ) -> None:
        wanted_urgency = word(Urgency, urgency, "--urgency")
        wanted_kind = word(Kind, kind, "--kind")
        with seated(ctx) as desk:
            city = directory(desk)
            found = city.division(district) if district else None
            if district and found is None:
                raise BadInput(Fault("--district", "", f"没有“{district[:40]}”这个区"))
            unit = city.organizer(organizer) if organizer else None
            if organizer and unit is None:
                raise BadInput(Fault("--organizer", "", f"没有名为“{organizer[:40]}”的承办单位"))
            wish = QueueWish(
                worklist,
                (wanted_urgency,) if wanted_urgency else (),
                found.code[:DISTRICT_DIGITS] if found else "",
                (wanted_kind,) if wanted_kind else (),
                mine,
                unit.code if unit else "",
                limit,
            )
            page = queue(desk, wish)
            say_lines(page.rows, desk.now(), as_json, total=page.total)

    help_text = f"待{worklist.label}的工单，最先到期的在前。"
    app.command(worklist.value, cls=Verb, help=help_text)(listing)


for _worklist in Worklist:
    if _worklist is not Worklist.NONE:
        _listing(_worklist)

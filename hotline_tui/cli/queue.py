"""`hotline queue`: the worklists, soonest due first."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from hotline_tui.cli import shapes_supervision
from hotline_tui.cli.commands import Verb, noun
from hotline_tui.cli.invocation import BadInput
from hotline_tui.cli.lists import Json, Limit, say_lines, word
from hotline_tui.cli.seat import seated
from hotline_tui.cli.telling import left, say, say_json, say_table
from hotline_tui.services import candidate_list, under_way
from hotline_tui.services.candidate_list import CandidateRow, CandidateWish, candidates
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import directory
from hotline_tui.services.queueing import QueueWish, queue
from hotline_tui.standard.refusal import Fault
from hotline_tui.standard.routing import DISTRICT_DIGITS
from hotline_tui.standard.vocabulary import Cause, Kind, Urgency, Worklist

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
            unit = city.organizer(organizer) if organizer else None
            if organizer and unit is None:
                raise BadInput(Fault("--organizer", "", f"没有名为“{organizer[:40]}”的承办单位"))
            wish = QueueWish(
                worklist,
                (wanted_urgency,) if wanted_urgency else (),
                _district(desk, district),
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


@app.command("supervision", cls=Verb)
def supervision(
    ctx: typer.Context,
    cause: Annotated[str, typer.Option("--cause", help="只列某一事由，如 overdue")] = "",
    district: District = "",
    limit: Limit = 50,
    as_json: Json = False,
) -> None:
    """待督办的工单及其事由，最先到期的在前。"""
    wanted = word(Cause, cause, "--cause")
    with seated(ctx) as desk:
        found = candidates(desk, CandidateWish(wanted, _district(desk, district), limit))
        now = desk.now()
    if as_json:
        rows = [shapes_supervision.candidate(row, now) for row in found.rows]
        say_json({"rows": rows, "total": found.total})
    elif not found.rows:
        say("没有待督办的工单")
    else:
        heads = ("编号", "状态", "时限", "区", "承办单位", "标题", "事由")
        say_table(heads, [_line(row, now) for row in found.rows])


@app.command("under-way", cls=Verb)
def under_way_list(ctx: typer.Context, limit: Limit = 50, as_json: Json = False) -> None:
    """尚未了结的督办，期限最近的在前。"""
    with seated(ctx) as desk:
        found = under_way.acts(desk, limit)
        now = desk.now()
    if as_json:
        say_json({"rows": [shapes_supervision.act(row, now) for row in found]})
    elif not found:
        say("没有尚未了结的督办")
    else:
        lines = [
            (row.number, row.act.form.label, left(row.due_at, now), row.act.organizer,
             row.title, row.act.demand)
            for row in found
        ]  # fmt: skip
        say_table(("编号", "方式", "期限", "承办单位", "标题", "督办要求"), lines)


@app.command("requests", cls=Verb)
def requests_list(ctx: typer.Context, limit: Limit = 50, as_json: Json = False) -> None:
    """等待批复的申请，以及挂账中的，复查日期最近的在前。"""
    with seated(ctx) as desk:
        found = (*candidate_list.undecided(desk, limit), *under_way.accounts(desk, limit))
    if as_json:
        say_json({"rows": [shapes_supervision.listed_request(row) for row in found]})
    elif not found:
        say("没有等待批复的申请，也没有挂账")
    else:
        lines = [
            (row.number, row.kind.label, "待批复" if row.granted is None else "已同意",
             row.review_on, row.title, row.reason)
            for row in found
        ]  # fmt: skip
        say_table(("编号", "事项", "批复", "复查", "标题", "理由"), lines)


def _line(row: CandidateRow, now: datetime) -> tuple[str, ...]:
    one = row.ticket
    told = "、".join(reason.told for reason in row.reasons)
    due = left(one.due_at, now)
    return one.number, one.status.label, due, one.district, one.organizer, one.title, told


def _district(desk: Desk, named: str) -> str:
    found = directory(desk).division(named) if named else None
    if named and found is None:
        raise BadInput(Fault("--district", "", f"没有“{named[:40]}”这个区"))
    return found.code[:DISTRICT_DIGITS] if found else ""

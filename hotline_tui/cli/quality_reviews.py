"""`hotline quality draw`, `list`, `score`, `answer`, `decide`: reviews from draw to decision."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Annotated, Any

import typer

from hotline_tui.cli import documents, shapes_quality
from hotline_tui.cli.commands import Verb
from hotline_tui.cli.lists import Json, Limit, word
from hotline_tui.cli.report import PeriodText
from hotline_tui.cli.seat import seated
from hotline_tui.cli.telling import local, say, say_items, say_json, say_table
from hotline_tui.services import document, figures, intake_quality, review_rows, reviewing
from hotline_tui.services.desk import Desk
from hotline_tui.services.document import Reader, as_flag, as_text, as_word
from hotline_tui.services.figure_words import points
from hotline_tui.services.review_rows import ReviewRow
from hotline_tui.standard.review import CARD, Grade, Reply, State

Key = Annotated[int, typer.Argument(metavar="ID", help="质检编号")]
Source = Annotated[str, typer.Option("--from", metavar="FILE|-", help="文件（JSON）")]


def add_to(app: typer.Typer) -> None:
    """The commands of reviews, beside those of figures."""
    for name, verb in (
        ("draw", draw),
        ("pick", pick),
        ("list", listed),
        ("mine", mine),
        ("show", show),
        ("score", score),
        ("answer", answer),
        ("decide", decide),
    ):
        app.command(name, cls=Verb)(verb)


def draw(ctx: typer.Context, period: PeriodText = "本月", as_json: Json = False) -> None:
    """抽取一个时段的质检样本：按编号和种子抽，谁抽都一样；再抽只补新的。"""
    with seated(ctx) as desk:
        found = reviewing.draw(desk, figures.period(desk, period))
    if as_json:
        say_json({"period": found.period.text, "tickets": found.tickets, "new": found.new})
    else:
        say(f"{found.period.name}　{found.tickets} 件工单，新抽 {found.new} 件待评")


def pick(
    ctx: typer.Context,
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="工单编号")],
    as_json: Json = False,
) -> None:
    """把一件工单列入质检。"""
    with seated(ctx) as desk:
        row = reviewing.pick(desk, number)
    _tell(row, as_json)


def listed(
    ctx: typer.Context,
    state: Annotated[str, typer.Option("--state", help="drawn、scored、objected、final")] = "",
    period: Annotated[
        str, typer.Option("--period", metavar="时段", help="得分背后的质检：只看一个时段提出的")
    ] = "",
    of: Annotated[str, typer.Option("--of", metavar="工号", help="时段内只看一个人")] = "",
    team: Annotated[
        str | None, typer.Option("--team", metavar="班组", help="时段内只看一个班组")
    ] = None,
    limit: Limit = 50,
    as_json: Json = False,
) -> None:
    """他人工单的质检：申诉、待评的在前；写时段则列得分背后的。"""
    wanted = word(State, state, "--state")
    with seated(ctx) as desk:
        if period or of or team is not None:
            at = figures.period(desk, period or "本月")
            found = review_rows.of_period(desk, at, of, team)
            rows = tuple(one for one in found if wanted in (None, one.state))[:limit]
        else:
            rows = review_rows.waiting(desk, wanted, limit)
    _list(rows, as_json)


def mine(ctx: typer.Context, limit: Limit = 50, as_json: Json = False) -> None:
    """本人工单的质检结果，最新的在前。"""
    with seated(ctx) as desk:
        rows = review_rows.own(desk, limit)
    _list(rows, as_json)


def show(ctx: typer.Context, key: Key, as_json: Json = False) -> None:
    """一件质检：评分表、自动检查的疑点、答复、裁定。"""
    with seated(ctx) as desk:
        row = review_rows.show(desk, key)
        doubts = intake_quality.doubts(desk, row.ticket)
    if as_json:
        say_json(shapes_quality.review(row) | {"findings": shapes_quality.doubts(doubts)})
        return
    _tell(row, as_json)
    say_items((f"疑点 {one.check.clause}", f"{one.check.label}：{one.told}") for one in doubts)


def score(ctx: typer.Context, key: Key, source: Source, as_json: Json = False) -> None:
    """评分：每项 met 做到、partly 部分、missed 没有、not_applicable 不适用。"""
    _act(ctx, key, source, SCORE, _score, as_json)


def answer(ctx: typer.Context, key: Key, source: Source, as_json: Json = False) -> None:
    """本人答复：accept 确认、explain 说明、object 申诉。"""
    _act(ctx, key, source, ANSWER, reviewing.Answer, as_json)


def decide(ctx: typer.Context, key: Key, source: Source, as_json: Json = False) -> None:
    """裁定申诉：维持，或改哪几项；由受理人和评分人以外的人裁定。"""
    _act(ctx, key, source, DECIDE, reviewing.Decision, as_json)


def _marks(given: Any, name: str, now: datetime) -> dict[str, Grade]:
    if not isinstance(given, dict):
        raise document.fault(name, '应是“项目: 评分”的对象，如 {"tone": "met"}')
    grade = as_word(Grade)
    readers = dict.fromkeys((one.name for one in CARD), grade)
    return documents.read(given, readers, now, f"{name}.")


_VERSION: Mapping[str, Reader] = {"version": documents.or_null(documents.as_whole)}
SCORE: Mapping[str, Reader] = {"marks": _marks, "remarks": as_text, **_VERSION}
ANSWER: Mapping[str, Reader] = {"reply": as_word(Reply), "text": as_text, **_VERSION}
DECIDE: Mapping[str, Reader] = {
    "upheld": as_flag, "reason": as_text, "marks": _marks, **_VERSION,
}  # fmt: skip
"""What the documents of the acts may say."""


def _score(key: int, **said: Any) -> reviewing.Score:
    return reviewing.Score(key, **{"marks": {}, **said})


_DONE: Mapping[type, Callable[[Desk, Any], ReviewRow]] = {
    reviewing.Score: reviewing.score,
    reviewing.Answer: reviewing.answer,
    reviewing.Decision: reviewing.decide,
}


def _act(
    ctx: typer.Context,
    key: int,
    source: str,
    readers: Mapping[str, Reader],
    wish: Callable[..., Any],
    as_json: bool,
) -> None:
    data = documents.content(source)
    with seated(ctx) as desk:
        wanted = wish(key, **documents.said(data, readers, desk.now()))
        row = _DONE[type(wanted)](desk, wanted)
    _tell(row, as_json)


def _list(rows: Iterable[ReviewRow], as_json: bool) -> None:
    found = list(rows)
    if as_json:
        say_json({"rows": [shapes_quality.review(one) for one in found]})
        return
    if not found:
        say("没有质检")
        return
    say_table(
        ("编号", "状态", "来由", "工号", "姓名", "工单", "得分", "答复期", "标题"),
        [
            (str(one.id), one.state.label, one.cause.label, one.agent, one.name, one.ticket,
             points(one.points), local(one.until) if one.state is State.SCORED else "", one.title)
            for one in found
        ],
    )  # fmt: skip


def _tell(row: ReviewRow, as_json: bool) -> None:
    if as_json:
        say_json(shapes_quality.review(row))
        return
    say(
        f"第 {row.id} 号质检　{row.state.label}　{row.cause.label}　"
        f"工单 {row.ticket} {row.title}　{row.agent} {row.name}"
    )
    marks = row.final_marks or row.marks
    if marks:
        before = f"，原评 {points(row.first_points)} 分" if row.final_marks else ""
        say(f"{points(row.points)} 分{before}")
        say_table(
            ("内容", "条款", "评什么", "分", "评分"),
            [
                (one.aspect.label, one.clause, one.label, str(one.points), marks[one.name].label)
                for one in CARD
                if one.name in marks
            ],
        )
    say_items(
        (
            ("评语", row.remarks),
            ("评分", f"{row.scored_by} {local(row.scored_at)}".strip()),
            ("答复期至", local(row.until) if row.state is State.SCORED else ""),
            (row.reply.label if row.reply else "", _replied(row)),
            ("裁定", _verdict(row)),
        )
    )


def _replied(row: ReviewRow) -> str:
    return f"{local(row.replied_at)} {row.reply_text}".strip()


def _verdict(row: ReviewRow) -> str:
    if row.upheld is None:
        return ""
    verdict = "维持" if row.upheld else "改判"
    return f"{verdict}　{row.decided_by} {local(row.decided_at)}　{row.decision_reason}"

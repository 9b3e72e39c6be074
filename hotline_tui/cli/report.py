"""`hotline report`: figures of a period, the organizers' assessment, and the tickets behind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Annotated

import typer

from hotline_tui.cli import analysis, counting, report_making, report_warnings, shapes_figures
from hotline_tui.cli.commands import Verb, noun
from hotline_tui.cli.lists import Json, Limit, say_lines, word
from hotline_tui.cli.seat import seated
from hotline_tui.cli.telling import local, say, say_json, say_table
from hotline_tui.services import analysing, assessing, figures, tracing
from hotline_tui.services.assessing import Assessment
from hotline_tui.services.desk import Desk
from hotline_tui.services.figure_lines import Line
from hotline_tui.services.figure_words import (
    between,
    changed,
    known_since,
    many,
    percent,
    points,
    shared,
)
from hotline_tui.standard.assessment import Group
from hotline_tui.standard.figures import WEIGHED, Counted, Measure, Rate
from hotline_tui.standard.periods import Period, Window
from hotline_tui.standard.service_quality import Quality
from hotline_tui.standard.vocabulary import Channel, Kind, Term, Urgency

app = noun("统计和报告：各期数字、承办单位考评、数字背后的工单、报告。")

PeriodText = Annotated[
    str, typer.Option("--period", metavar="时段", help="如 2026-11、2026-W48、上月、今天")
]
Top = Annotated[int, typer.Option("--top", min=1, metavar="N", help="每节最多列多少")]


class Against(Term):
    """Which of the three windows of a period is meant."""

    BEFORE = "before", "上期"
    LAST_YEAR = "last_year", "上年同期"


@app.command("figures", cls=Verb)
def show_figures(
    ctx: typer.Context, period: PeriodText = "本月", top: Top = 10, as_json: Json = False
) -> None:
    """一个时段的数字，与上期、上年同期对比。"""
    with seated(ctx) as desk:
        found = figures.figures(desk, figures.period(desk, period))
        analyses = analysing.analyses(desk, found.period.text)
    if as_json:
        of_units = [analysis.document(one) for one in analyses]
        say_json(shapes_figures.figures(found, top) | {"analyses": of_units})
        return
    _say_period(found.period, found.window, found.complete)
    say(f"上期 {_days(found.before)}　上年同期 {_days(found.last_year)}")
    if told := known_since(found.begun, found.partly):
        say(told)
    for name, (title, clause) in figures.SECTIONS.items():
        lines = getattr(found, name)
        say()
        say(
            f"{title}（{clause}）"
            + (f"　前 {top} 项，共 {len(lines)} 项" if len(lines) > top else "")
        )
        _say_section(lines[:top])
    say()
    _say_quality(found.quality, found.quality_before)
    if analyses:
        say()
        say(f"承办单位的诉求分析（6.3.1.5）　{len(analyses)} 份")
        analysis.say_analyses(analyses)


@app.command("organizers", cls=Verb)
def show_organizers(
    ctx: typer.Context,
    period: PeriodText = "本月",
    group: Annotated[str, typer.Option("--group", help="只列一组，如 grassroots")] = "",
    as_json: Json = False,
) -> None:
    """承办单位考评：响应率、解决率、满意率，同类相比，含与不含剔除、挂账。"""
    wanted = word(Group, group, "--group")
    with seated(ctx) as desk:
        found = assessing.assessment(desk, figures.period(desk, period))
    if wanted is not None:
        found = replace(found, units=found.group(wanted))
    if as_json:
        say_json(shapes_figures.assessment(found))
        return
    _say_period(found.period, found.window, found.window == found.period.window)
    for one in (*Group, None):
        if units := found.group(one):
            say()
            say(one.label if one else "不在册的单位")
            _say_units(found, one)
            say(f"合计 {len(units)} 个单位")
    say()
    for rate in Rate:
        say(f"{rate.definition.text}（{rate.definition.clause}）")
    weights = "、".join(f"{one.label} {found.weights.get(one.value, 0):g}" for one in WEIGHED)
    say(f"得分 = 三率按权重合计 × 100：{weights}；没有数据的不计权重。全部 = 含剔除、挂账的工单。")


@app.command("tickets", cls=Verb)
def show_tickets(
    ctx: typer.Context,
    count: Annotated[str, typer.Option("--count", help="哪个数字，如 raised、solved")] = "raised",
    period: PeriodText = "本月",
    against: Annotated[str, typer.Option("--against", help="before 上期，last_year 上年同期")] = "",
    kind: counting.Kinds = "",
    channel: counting.Channels = "",
    urgency: counting.Urgencies = "",
    district: counting.District = None,
    category: counting.Category = None,
    trade: counting.Trade = None,
    matter: counting.Matter = None,
    organizer: counting.Organizer = "",
    assessed: counting.Assessed = False,
    limit: Limit = 50,
    as_json: Json = False,
) -> None:
    """一个数字背后的工单，最新的在前。"""
    measure = word(Measure, count, "--count") or Measure.RAISED
    which = word(Against, against, "--against")
    with seated(ctx) as desk:
        counted = Counted(
            measure,
            _window(desk, figures.period(desk, period), which),
            word(Kind, kind, "--kind"),
            word(Channel, channel, "--channel"),
            word(Urgency, urgency, "--urgency"),
            counting.district_code(desk, district),
            category,
            trade,
            matter,
            counting.organizer_code(desk, organizer),
            assessed,
        )
        found = tracing.behind(desk, counted, limit=limit)
        now = desk.now()
    if not as_json:
        shown = f"，列出最新 {len(found.rows)} 件" if len(found.rows) < found.total else ""
        say(f"{measure.label} {many(found.total)} 件{shown}：{measure.definition.text}")
    behind = shapes_figures.counted(counted)
    say_lines(found.rows, now, as_json, total=found.total, counted=behind)


@app.command("definitions", cls=Verb)
def show_definitions(ctx: typer.Context, as_json: Json = False) -> None:
    """每个数字怎样统计，依据哪一条。"""
    if as_json:
        say_json(shapes_figures.definitions())
        return
    for one in (*Measure, *Rate):
        say(f"{one.label} {one.value}（{one.definition.clause}）：{one.definition.text}")


def _window(desk: Desk, of: Period, which: Against | None) -> Window:
    now = desk.now()
    if which is None:
        return of.so_far(now)
    return of.alike(of.before if which is Against.BEFORE else of.last_year, now)


def _days(of: Window) -> str:
    return f"{local(of.since)} 至 {local(of.until)}"


def _say_period(of: Period, window: Window, complete: bool) -> None:
    going_on = "（尚未开始）" if window.empty else f"（截至 {local(window.until)}）"
    say(f"{of.name}{'' if complete else going_on}")


def _say_section(lines: Iterable[Line]) -> None:
    rows = [
        (
            one.name, many(one.count), percent(one.share), many(one.before), changed(one.change),
            many(one.last_year), changed(one.year_change), one.about,
        )
        for one in lines
    ]  # fmt: skip
    if not rows:
        say("没有工单")
        return
    say_table(("", "件数", "占比", "上期", "环比", "上年同期", "同比", "主要"), rows)


def _say_quality(now: Quality, before: Quality) -> None:
    limit = "未超过" if now.within_limit else "超过"
    say(
        f"对热线服务的有效投诉（5.4.3）{now.complaints} 件，接听 {many(now.calls)} 次，"
        f"{limit}万分之三；上期 {before.complaints} 件，接听 {many(before.calls)} 次"
    )


def _say_units(found: Assessment, group: Group | None) -> None:
    heads = ["名次", "单位", "得分", "上期", "全部"]
    rates = [one.label for one in WEIGHED]
    others = ["按时签收率", "按时反馈率", "退单", "剔除", "挂账"]
    rows = []
    for one in found.group(group):
        tally = one.assessed
        rows.append(
            [
                str(one.rank or "—"), one.name, points(one.score), points(one.score_before),
                points(one.score_of_everything),
                *[f"{shared(tally.rate(rate))} {between(tally.rate(rate))}" for rate in WEIGHED],
                percent(tally.rate(Rate.SIGNING).value), percent(tally.rate(Rate.FEEDBACK).value),
                *[many(one.everything[of])
                  for of in (Measure.RETURNED, Measure.EXCLUDED, Measure.ON_ACCOUNT)],
            ]
        )  # fmt: skip
    say_table([*heads, *rates, *others], rows)


app.command("warnings", cls=Verb)(report_warnings.show_warnings)
app.command("heed", cls=Verb)(report_warnings.heed)
report_making.add_to(app)

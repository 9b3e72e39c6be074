"""`hotline quality`: how well tickets are taken down: checks, figures, what is behind them, drills.

Reviews have their own file.
"""

from __future__ import annotations

from typing import Annotated

import typer

from hotline_tui.cli import quality_reviews, shapes_quality
from hotline_tui.cli.commands import Verb, noun
from hotline_tui.cli.invocation import BadInput
from hotline_tui.cli.kb_search import progress
from hotline_tui.cli.lists import Json, Limit
from hotline_tui.cli.report import PeriodText
from hotline_tui.cli.seat import seated
from hotline_tui.cli.telling import say, say_json, say_table
from hotline_tui.practice import recommending
from hotline_tui.services import figures, intake_quality
from hotline_tui.services.figure_words import percent, points, shared
from hotline_tui.services.intake_sums import Worker
from hotline_tui.standard.intake_quality import BY_NAME, CHECKS, Aspect
from hotline_tui.standard.refusal import Fault
from hotline_tui.standard.review import CARD

app = noun("受理质量：自动检查，抽样质检，答复、申诉、裁定，按人和班组统计，推荐练习。")

OfOne = Annotated[str, typer.Option("--of", metavar="工号", help="只看一个人")]
Team = Annotated[str | None, typer.Option("--team", metavar="班组", help="只看一个班组；空为未编")]


@app.command("figures", cls=Verb)
def show_figures(
    ctx: typer.Context, period: PeriodText = "本月", of: OfOne = "", as_json: Json = False
) -> None:
    """一个时段的受理质量：每人、每个班组，合格率和质检得分。"""
    with seated(ctx) as desk:
        found = intake_quality.quality(
            desk, figures.period(desk, period), of, progress("检查", shown_from=20_000)
        )
    if as_json:
        say_json(shapes_quality.quality(found))
        return
    say(f"{found.period.name}　受理质量（7.1.2）　{found.total.tickets} 件")
    for name, workers in (("人员", found.workers), ("班组", found.teams)):
        say()
        say(name)
        heads = [one.label.removesuffix("性") for one in Aspect]
        say_table(
            ("工号", "名称", "班组", "工单", *heads, "质检", "得分", "薄弱条款"),
            [_line(one) for one in (*workers, found.total)],
        )
    say()
    say("合格率 = 检查没有疑点的 ÷ 适用的；得分 = 已评质检的平均分，申诉中的不计。")


def _line(one: Worker) -> tuple[str, ...]:
    return (
        one.code,
        one.name,
        one.team,
        str(one.tickets),
        *(shared(one.of(aspect)) for aspect in Aspect),
        str(one.reviews),
        points(one.points),
        "、".join(weak.clause for weak in one.weakest[:3]),
    )


@app.command("findings", cls=Verb)
def show_findings(
    ctx: typer.Context,
    period: PeriodText = "本月",
    of: OfOne = "",
    team: Team = None,
    check: Annotated[str, typer.Option("--check", help="只看一项检查，如 urgency")] = "",
    limit: Limit = 50,
    as_json: Json = False,
) -> None:
    """自动检查的疑点和背后的工单，最新的在前；是否成立由人判断。"""
    if check and check not in BY_NAME:
        told = f"--check 没有“{check[:40]}”，可用：{'、'.join(BY_NAME)}"
        raise BadInput(Fault("--check", "", told))
    with seated(ctx) as desk:
        at = figures.period(desk, period)
        found = intake_quality.findings(
            desk, at, agent=of, team=team, check=check, limit=limit,
            told=progress("检查", shown_from=20_000),
        )  # fmt: skip
    if as_json:
        say_json(shapes_quality.findings(found))
        return
    say(f"{at.name}　疑点 {found.total} 处" + (f"，列出最新 {limit} 处" * (found.total > limit)))
    say_table(
        ("工单", "工号", "检查", "条款", "疑点", "标题"),
        [
            (one.ticket, one.agent, one.check.label, one.check.clause, one.told, one.title)
            for one in found.rows
        ],
    )


@app.command("card", cls=Verb)
def show_card(ctx: typer.Context, as_json: Json = False) -> None:
    """检查什么，评分表有哪些项，各依据哪一条。"""
    if as_json:
        say_json(shapes_quality.card())
        return
    say("自动检查（7.1.2.3）")
    say_table(
        ("名称", "检查", "条款", "要求"),
        [(one.name, one.label, one.clause, one.wanted) for one in CHECKS],
        longest=60,
    )
    say()
    say(f"评分表（7.1.2.2），{sum(one.points for one in CARD)} 分")
    say_table(
        ("名称", "内容", "条款", "评什么", "分"),
        [(one.name, one.aspect.label, one.clause, one.label, str(one.points)) for one in CARD],
        longest=60,
    )


@app.command("drills", cls=Verb)
def show_drills(ctx: typer.Context, of: OfOne = "", as_json: Json = False) -> None:
    """最薄弱的条款，和练这些条款的情景。"""
    with seated(ctx) as desk:
        found = recommending.recommended(desk, of)
    if as_json:
        say_json(shapes_quality.drills(found))
        return
    if not found:
        say("近期没有明显薄弱的条款")
        return
    say_table(
        ("条款", "失分率", "情景", "题目"),
        [
            (
                one.weakness.clause,
                percent(one.weakness.share.value),
                "、".join(each.id for each in one.scenarios),
                "、".join(each.title for each in one.scenarios),
            )
            for one in found
        ],
        longest=60,
    )
    say("练习：hotline practice 情景")


quality_reviews.add_to(app)

"""Findings, measures and effects, asked for in short forms. Clause: 7.2."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hotline_tui.kb.lookup import Choice
from hotline_tui.screens.base import DeskScreen
from hotline_tui.screens.guided import Values, guided
from hotline_tui.screens.guided_blanks import Blank, Sort, choices, chosen
from hotline_tui.services import improving
from hotline_tui.services.desk import Desk
from hotline_tui.services.improvements import ImprovementRow
from hotline_tui.standard.figures import Measure, Rate
from hotline_tui.standard.improvement import Direction
from hotline_tui.standard.periods import Period
from hotline_tui.standard.watched import Watched, figure

KEPT = "数字此刻的值随问题一起保存；以后用同一个数字看成效。不写个人信息。"
BY_WHOM = "写明做什么、由谁、什么时候以前做完。"
AGAIN = "数字由系统统计；见效即了结，未见效须再定措施。"


async def opened(
    screen: DeskScreen,
    name: str,
    watched: Watched,
    period: Period,
    others: Sequence[Measure | Rate] = (),
) -> ImprovementRow | None:
    """Write down what a figure shows to be wrong; `others` may be chosen in the figure's place."""
    offered = [Choice(one.value, one.label) for one in (watched.what, *others)]
    blanks = (
        Blank("figure", "数字", Sort.CHOICE, offered, watched.what.value, required=True),
        Blank("finding", "存在的问题", Sort.PROSE, required=True),
        Blank("cause", "原因分析", Sort.PROSE, required=True),
    )

    def write(desk: Desk, values: Values) -> ImprovementRow:
        what = figure(values["figure"]) or watched.what
        of = replace(watched, what=what)
        found = improving.Found(of, period.text, values["finding"], values["cause"])
        return improving.open_improvement(desk, found)

    return await guided(screen, f"改进　{name}　{period.name}", blanks, write, KEPT)


async def planned(screen: DeskScreen, row: ImprovementRow) -> ImprovementRow | None:
    """Set a measure."""
    blanks = (
        Blank("direction", "类别", Sort.CHOICE, choices(Direction), required=True),
        Blank("measure", "整改措施", Sort.PROSE, required=True),
        Blank("who", "由谁负责", required=True),
        Blank("due_at", "完成期限", Sort.COMING, required=True, placeholder="如 12-31 18:00"),
    )

    def plan(desk: Desk, values: Values) -> ImprovementRow:
        wish = improving.Planned(
            row.id,
            chosen(Direction, values["direction"]),
            values["measure"],
            values["who"],
            values["due_at"],
            row.version,
        )
        return improving.plan(desk, wish)

    return await guided(screen, f"定措施　第 {row.id} 号", blanks, plan, BY_WHOM)


async def carried_out(screen: DeskScreen, row: ImprovementRow) -> ImprovementRow | None:
    """Say that a measure is done; the one due first unless another is chosen."""
    offered = [Choice(str(one.id), f"{one.measure}　{one.who}") for one in row.open_measures]
    blanks = (
        Blank("which", "措施", Sort.CHOICE, offered, offered[0].code, required=True),
        Blank("result", "完成情况", Sort.PROSE, required=True),
    )

    def carry_out(desk: Desk, values: Values) -> ImprovementRow:
        which = int(values["which"] or 0)
        return improving.carry_out(
            desk, improving.Done(row.id, which, values["result"], row.version)
        )

    return await guided(screen, f"完成措施　第 {row.id} 号", blanks, carry_out)


async def judged(screen: DeskScreen, row: ImprovementRow) -> ImprovementRow | None:
    """Say whether the figure afterwards is enough."""
    blanks = (
        Blank("period", "看哪一期", value=row.period.after.text, required=True),
        Blank("reached", "是否见效", Sort.FLAG, required=True),
        Blank("note", "成效评价", Sort.PROSE, required=True),
    )

    def judge(desk: Desk, values: Values) -> ImprovementRow:
        wish = improving.Judged(
            row.id, values["period"], values["reached"], values["note"], row.version
        )
        return improving.judge(desk, wish)

    return await guided(screen, f"评成效　第 {row.id} 号", blanks, judge, AGAIN)

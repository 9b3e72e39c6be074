"""`hotline practice`: the trainer's side: classes, results, weaknesses, certificates."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from hotline_tui.cli.commands import Verb
from hotline_tui.cli.invocation import BadInput
from hotline_tui.cli.practising import reference
from hotline_tui.cli.seat import invocation, seated
from hotline_tui.cli.telling import iso, local, put, say, say_json, say_table
from hotline_tui.practice import analysis, library, making
from hotline_tui.practice.analysis import Result, Weakness
from hotline_tui.practice.recording import HEARD, SAID, clock, from_document
from hotline_tui.services import practice_book, queueing
from hotline_tui.services.desk import Desk
from hotline_tui.services.practice_book import AssignmentRow, ClassRow, ExerciseRow
from hotline_tui.standard.authority import Act
from hotline_tui.standard.refusal import Fault, Refused

Json = Annotated[bool, typer.Option("--json", help="输出一个 JSON 文档")]
Class = Annotated[str, typer.Argument(metavar="班", help="练习班的名称")]
OfClass = Annotated[str, typer.Option("--class", metavar="班", help="只看一个班")]
OfOne = Annotated[str, typer.Option("--of", metavar="工号", help="只看一个人")]
PassMark = Annotated[int | None, typer.Option("--pass", metavar="分", help="及格分")]
Out = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="写到文件")]


def join(app: typer.Typer) -> None:
    """Add these verbs to the noun."""
    for name, verb in (
        ("classes", classes),
        ("class", keep_class),
        ("enrol", enrol),
        ("assign", assign),
        ("results", results),
        ("weak", weak),
        ("replay", replay),
        ("watch", watch),
        ("certificate", certificate),
        ("from", from_ticket),
    ):
        app.command(name, cls=Verb)(verb)


def classes(ctx: typer.Context, as_json: Json = False) -> None:
    """全部练习班：学员和布置的练习。"""
    with seated(ctx) as desk:
        _show_classes(practice_book.classes(desk), as_json)


def keep_class(ctx: typer.Context, name: Class, pass_mark: PassMark = None) -> None:
    """新建练习班，或改它的及格分。"""
    with seated(ctx) as desk:
        mark = practice_book.PASS_MARK if pass_mark is None else pass_mark
        _show_classes((practice_book.keep_class(desk, name, mark),), as_json=False)


def enrol(
    ctx: typer.Context,
    name: Class,
    workno: Annotated[str, typer.Argument(metavar="工号")],
    person: Annotated[str, typer.Argument(metavar="姓名")],
) -> None:
    """把人编入练习班；同名的人按工号区分。"""
    with seated(ctx) as desk:
        _show_classes((practice_book.enrol(desk, name, workno, person),), as_json=False)


def assign(
    ctx: typer.Context,
    name: Class,
    scenario: Annotated[str, typer.Argument(metavar="情景")],
    until: Annotated[str, typer.Option("--until", metavar="日期", help="截止日期")] = "",
    pass_mark: PassMark = None,
) -> None:
    """给练习班布置一个情景。"""
    with reference(invocation(ctx).settings().practice) as at:
        found = library.to_play(library.find(scenario), at)
    with seated(ctx) as desk:
        wish = AssignmentRow(found.id, found.title, 0, until)
        _show_classes((practice_book.assign(desk, name, wish, pass_mark),), as_json=False)


def _show_classes(rows: Sequence[ClassRow], as_json: bool) -> None:
    if as_json:
        say_json({"classes": [_class(one) for one in rows]})
        return
    for one in rows:
        say(f"{one.name}　及格 {one.pass_mark} 分　{len(one.trainees)} 人")
        for workno, name in one.trainees:
            say(f"  {workno} {name}")
        for asked in one.assignments:
            until = f"，{asked.until} 前" if asked.until else ""
            say(f"  练习 {asked.scenario}《{asked.title}》及格 {asked.pass_mark} 分{until}")


def _class(one: ClassRow) -> dict[str, Any]:
    return {
        "class": one.name,
        "pass_mark": one.pass_mark,
        "trainees": [{"workno": workno, "name": name} for workno, name in one.trainees],
        "assignments": [
            {"scenario": each.scenario, "pass_mark": each.pass_mark, "until": each.until}
            for each in one.assignments
        ],
    }


def _of(desk: Desk, name: str) -> ClassRow:
    found = next((one for one in practice_book.classes(desk) if one.name == name), None)
    if found is None:
        raise Refused(Fault("class", "", f"没有练习班“{name[:40]}”"))
    return found


# ---- results ------------------------------------------------------------------------------


def results(
    ctx: typer.Context,
    of_class: OfClass = "",
    of_one: OfOne = "",
    out: Out = None,
    as_json: Json = False,
) -> None:
    """成绩：一个班的成绩表，或每一次练习；--out 写成 xlsx。"""
    with seated(ctx) as desk:
        rows = practice_book.exercises(desk, of_class, of_one)
        table = analysis.results(_of(desk, of_class), rows) if of_class else ()
    if out is not None:
        from hotline_tui.cli.practice_sheet import workbook

        put(workbook(table, rows), out)
    elif as_json:
        say_json({"results": [_result(one) for one in table], "exercises": _exercises(rows)})
    elif of_class:
        say_table(
            ("工号", "姓名", "练习", "最好", "历次", "及格"),
            [
                (
                    one.workno,
                    one.name,
                    one.title,
                    "" if one.best is None else str(one.best),
                    one.progress,
                    _verdict(one),
                )
                for one in table
            ],
        )
    else:
        say_table(
            ("练习", "工号", "姓名", "情景", "得分", "时间"),
            [
                (one.id[:8], one.workno, one.name, one.title, str(one.points), local(one.ended_at))
                for one in rows
            ],
        )


def _verdict(one: Result) -> str:
    return "是" if one.passed else "未练" if one.best is None else f"否（{one.pass_mark}）"


def _result(one: Result) -> dict[str, Any]:
    return {
        "workno": one.workno,
        "name": one.name,
        "scenario": one.scenario,
        "best": one.best,
        "tries": list(one.tries),
        "passed": one.passed,
        "pass_mark": one.pass_mark,
    }


def _exercises(rows: Sequence[ExerciseRow]) -> list[dict[str, Any]]:
    return [
        {
            "exercise": one.id,
            "workno": one.workno,
            "name": one.name,
            "scenario": one.scenario,
            "points": one.points,
            "started_at": iso(one.started_at),
            "ended_at": iso(one.ended_at),
            "lost": [dict(mark) for mark in one.marks if mark["lost"]],
        }
        for one in rows
    ]


def weak(
    ctx: typer.Context,
    of_class: OfClass = "",
    of_one: OfOne = "",
    limit: Annotated[int, typer.Option("--limit", metavar="N", help="各列几行")] = 10,
    as_json: Json = False,
) -> None:
    """薄弱之处：失分最多的条款，最难的情景，最容易错的评分点。"""
    with seated(ctx) as desk:
        rows = practice_book.exercises(desk, of_class, of_one)
    tables: Mapping[str, tuple[Weakness, ...]] = {
        "clauses": analysis.weakest(rows)[:limit],
        "scenarios": analysis.scenarios(rows)[:limit],
        "items": analysis.items(rows)[:limit],
    }
    if as_json:
        say_json(
            {
                name: [
                    {"name": one.name, "lost": one.lost, "of": one.of, "tries": one.tries}
                    for one in found
                ]
                for name, found in tables.items()
            }
        )
        return
    for told, found in zip(("条款", "情景", "评分点"), tables.values(), strict=True):
        lines = [(one.name, f"{one.share:.0%}", f"{one.lost}/{one.of}") for one in found]
        say_table((told, "失分率", "失分"), lines, longest=56)
        say()


# ---- single exercises ---------------------------------------------------------------------


def replay(ctx: typer.Context, exercise: Annotated[str, typer.Argument(metavar="练习")]) -> None:
    """一次练习的回放：说了什么，哪里失分。"""
    with seated(ctx) as desk:
        found = practice_book.exercise(desk, exercise)
    say(f"{found.workno} {found.name}　{found.title}　{found.points} 分　{local(found.ended_at)}")
    for line in _spoken(found, 0):
        say(line)
    for mark in found.marks:
        if mark["lost"]:
            at = f"{clock(mark['at'])} " if mark["at"] is not None else ""
            say(f"-{mark['points']} {at}{mark['lost']}（{mark['clause']}）")


def _spoken(found: ExerciseRow, begin: int) -> Iterator[str]:
    for step in from_document(found.steps)[begin:]:
        if step.what in (SAID, HEARD):
            yield f"  {clock(step.at)} {'学员' if step.what == SAID else '诉求人'}：{step.text}"
        elif step.text:
            yield f"  {clock(step.at)} ※ {step.text}"


def watch(
    ctx: typer.Context,
    of_one: OfOne = "",
    once: Annotated[bool, typer.Option("--once", help="只看到现在为止")] = False,
) -> None:
    """看正在进行的练习：每说一句、每办一步都会出现。"""
    with seated(ctx) as desk:
        under_way = practice_book.exercises(desk, workno=of_one, ended=False)
        if not under_way:
            raise Refused(Fault("exercise", "", "现在没有人在练习"))
        found, seen = under_way[0], 0
        say(f"{found.workno} {found.name}　{found.title}")
        while True:
            for line in _spoken(found, seen):
                say(line)
            seen = len(found.steps)
            if once or found.ended_at is not None:
                break
            time.sleep(1)
            found = practice_book.exercise(desk, found.id)
    if found.points is not None:
        say(f"已交卷：{found.points} 分")


def certificate(
    ctx: typer.Context,
    name: Class,
    workno: Annotated[str, typer.Argument(metavar="工号")],
    out: Out = None,
) -> None:
    """合格证明：布置的练习全部及格的人。"""
    with seated(ctx) as desk:
        of = _of(desk, name)
        done = analysis.results(of, practice_book.exercises(desk, name))
        told = analysis.certificate(of, workno, done, f"{desk.today():%Y年%m月%d日}")
    if not told:
        raise Refused(Fault("workno", "", f"工号 {workno} 还没有通过“{name}”布置的全部练习"))
    if out is None:
        say(told)
    else:
        put(f"{told}\n".encode(), out)


def from_ticket(
    ctx: typer.Context,
    number: Annotated[str, typer.Argument(metavar="工单号")],
    out: Out = None,
) -> None:
    """由一件办结的工单做情景：个人信息已替换，由教员核对后使用。"""
    with seated(ctx) as desk:
        desk.require(Act.TRAIN)
        text = making.scenario_text(queueing.show(desk, number))
    if out is None:
        say(text)
        return
    if out.suffix != library.SUFFIX:
        raise BadInput(Fault("--out", "", f"情景文件应以 {library.SUFFIX} 结尾"))
    put(f"{text}\n".encode(), out)
    say("请逐句核对，不得留下个人信息；再用 hotline practice check 检查。")

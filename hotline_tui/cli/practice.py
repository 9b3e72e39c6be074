"""`hotline practice`: scenarios checked, listed and shown; exercises and what became of them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from hotline_tui.cli import practice_book, practice_drill
from hotline_tui.cli.commands import Verb, Verbs, noun
from hotline_tui.cli.invocation import BadInput
from hotline_tui.cli.practising import practise, reference
from hotline_tui.cli.seat import invocation, seated
from hotline_tui.cli.telling import local, say, say_json, say_table
from hotline_tui.practice import checking, library
from hotline_tui.practice.model import perfect
from hotline_tui.practice.recording import HEARD, SAID, clock
from hotline_tui.practice.scenario import Scenario
from hotline_tui.practice.score import score
from hotline_tui.standard.refusal import Fault


class PracticeVerbs(Verbs):
    """The verbs of `practice`; what is none of them is a scenario to play."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """`hotline practice 01` means `hotline practice play 01`."""
        if not args or args[0] not in (*self.commands, "-h", "--help"):
            args = ["play", *args]
        return list(super().parse_args(ctx, args))


app = noun("练习：在真实界面上接模拟来电，逐项评分", group=PracticeVerbs)
for room_of in (practice_book, practice_drill):
    room_of.join(app)
for room_of in (practice_book, practice_drill):
    room_of.join(app)

Json = Annotated[bool, typer.Option("--json", help="输出一个 JSON 文档")]
Named = Annotated[str, typer.Argument(metavar="情景", help="编号、名称或文件")]


def _base(ctx: typer.Context) -> Path:
    return invocation(ctx).settings().practice


@app.command(cls=Verb)
def check(
    ctx: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="文件…", help="情景文件（TOML）")],
    as_json: Json = False,
) -> None:
    """检查情景文件：逐行指出写法错误，以及与标准自相矛盾的答案。"""
    faults: list[Fault] = []
    good: list[dict[str, Any]] = []
    with reference(_base(ctx)) as at:
        known = library.world(at)
        for file in files:
            read = checking.checked(_bytes(file), file.stem, known)
            faults += [
                Fault(f"{file}:{one.line}", one.clause, f"{file}:{one.line}：{one.message}")
                for one in read.findings
            ]
            if read.scenario is not None and not read.findings:
                good.append(_brief(read.scenario) | {"file": str(file)})
    if faults:
        raise BadInput(*faults)
    if as_json:
        say_json({"scenarios": good})
    for one in () if as_json else good:
        say(f"{one['file']}：没有问题。{one['title']}，{one['checks']} 个评分点，满分 100")


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise BadInput(Fault(str(file), "", f"打不开 {file}（{error.strerror}）")) from None


def _brief(scenario: Scenario) -> dict[str, Any]:
    return {
        "scenario": scenario.id,
        "title": scenario.title,
        "exercise": scenario.exercise.value,
        "about": scenario.about,
        "teaches": list(scenario.teaches),
        "checks": len(score(scenario, ()).marks),
    }


@app.command("list", cls=Verb)
def listed(ctx: typer.Context, as_json: Json = False) -> None:
    """随产品提供的情景。"""
    with reference(_base(ctx)) as at:
        scenarios = [library.to_play(one, at) for one in library.shipped()]
    if as_json:
        say_json({"scenarios": [_brief(one) for one in scenarios]})
        return
    rows = [(one.id, one.exercise.label, one.title, one.about) for one in scenarios]
    say_table(("情景", "练什么", "题目", "要点"), rows, longest=44)


@app.command(cls=Verb)
def show(ctx: typer.Context, scenario: Named, as_json: Json = False) -> None:
    """一个情景的标准答案：应该怎样走一遍，每个评分点值几分。"""
    with reference(_base(ctx)) as at:
        found = library.to_play(library.find(scenario), at)
    marks = score(found, ()).marks
    steps = perfect(found)
    if as_json:
        run = [{"at": one.at, "what": one.what, "text": one.text} for one in steps]
        points = [
            {"points": one.points, "clause": one.clause, "wanted": one.wanted} for one in marks
        ]
        say_json(_brief(found) | {"run": run, "marks": points})
        return
    say(f"{found.title}（{found.exercise.label}）　{local(found.at)} 开始，{found.minutes:g} 分钟")
    say(found.about)
    if found.letter:
        say(f"\n{found.letter}\n")
    for step in steps:
        if step.what in (SAID, HEARD):
            who = "话务员" if step.what == SAID else "诉求人"
            say(f"  {clock(step.at)} {who}：{step.text}")
    say("\n评分点")
    for mark in marks:
        say(f"  {mark.points:>2} 分　{mark.part.label}　{mark.wanted}（{mark.clause}）")
    for why in (why for matter in found.matters for why in matter.why):
        say(f"※ {why}")


@app.command(cls=Verb)
def play(
    ctx: typer.Context,
    scenario: Annotated[str, typer.Argument(metavar="[情景]", help="编号、名称或文件")] = "",
    speed: Annotated[float, typer.Option("--speed", metavar="N", help="时钟快几倍")] = 0.0,
    resume: Annotated[bool, typer.Option("--resume", help="接着做上次没做完的")] = False,
) -> int:
    """练一个情景：真实的界面，一次性的数据库。不写情景则列出来选。"""
    asked = invocation(ctx)
    if not (scenario or resume):
        from hotline_tui.cli.terminal import open_desk_in_terminal

        return open_desk_in_terminal(asked, "practice")
    with seated(ctx) as own:
        return practise(asked, own, "" if resume else scenario, speed)

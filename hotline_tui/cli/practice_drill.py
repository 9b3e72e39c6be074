"""`hotline practice`: self-study: quick questions from the rules, a daily drill on weak clauses."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from hotline_tui.cli.commands import Verb
from hotline_tui.cli.practising import reference
from hotline_tui.cli.seat import invocation, seated
from hotline_tui.cli.telling import say, say_json
from hotline_tui.practice import library, quiz
from hotline_tui.practice.quiz import Question
from hotline_tui.practice.recommending import teaches, weak_clauses
from hotline_tui.practice.scenario import Scenario
from hotline_tui.services.directory import directory

Count = Annotated[int, typer.Option("--count", metavar="N", help="几道题")]
Seed = Annotated[str, typer.Option("--seed", metavar="词", help="换一套题；不写则按日期")]
Json = Annotated[bool, typer.Option("--json", help="输出一个 JSON 文档，不作答")]

WEAK = 5
"""How many of the weakest clauses a drill is about."""


def join(app: typer.Typer) -> None:
    """Add these verbs to the noun."""
    app.command("quiz", cls=Verb)(ask)
    app.command("drill", cls=Verb)(drill)


def ask(ctx: typer.Context, count: Count = 5, seed: Seed = "", as_json: Json = False) -> None:
    """小测验：时限、要素、承办单位，题目由规则生成。"""
    with seated(ctx) as desk:
        found = quiz.questions(directory(desk), seed or str(desk.today()), count)
    _put(found, as_json)


def drill(ctx: typer.Context, count: Count = 5, seed: Seed = "", as_json: Json = False) -> None:
    """每日一练：针对自己失分最多的条款出题，并推荐一个情景。"""
    with seated(ctx) as desk:
        weak = weak_clauses(desk)[:WEAK]
        day = seed or f"{desk.today()} {desk.person.workno}"
        found = quiz.questions(directory(desk), day, count, weak)
    best = _recommended(ctx, weak)
    if not as_json:
        say(f"薄弱条款：{'、'.join(weak) if weak else '还没有失分记录'}")
        say(f"今天练：hotline practice {best.id}　{best.title}")
    _put(found, as_json)


def _recommended(ctx: typer.Context, weak: Sequence[str]) -> Scenario:
    """The scenario that teaches most of the weak clauses; the first one where there are none."""
    with reference(invocation(ctx).settings().practice) as at:
        every = [library.to_play(one, at) for one in library.shipped()]
    return max(every, key=lambda one: sum(teaches(one, clause) for clause in weak))


def _put(found: Sequence[Question], as_json: bool) -> None:
    if as_json:
        say_json(
            {
                "questions": [
                    {
                        "question": one.asked,
                        "choices": list(one.choices),
                        "right": one.right + 1,
                        "clause": one.clause,
                    }
                    for one in found
                ]
            }
        )
        return
    right = sum(_answered(nth, one) for nth, one in enumerate(found, 1))
    say(f"答对 {right} / {len(found)}")


def _answered(nth: int, one: Question) -> bool:
    """Ask one question on the terminal, or of whoever writes digits into the command."""
    say(f"\n{nth}. {one.asked}")
    for place, choice in enumerate(one.choices, 1):
        say(f"   {place} {choice}")
    given = sys.stdin.readline().strip()
    good = given == str(one.right + 1)
    told = "对" if good else f"不对，应为 {one.right + 1} {one.choices[one.right]}"
    say(f"   {told}（{one.clause}）")
    return good

"""The commands by their nouns: each noun's module is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from hotline_tui.cli.invocation import Invocation
from hotline_tui.cli.telling import complain

NOUNS: dict[str, str] = {
    "demo": "装有演示数据的一次性热线台；--tour 用文字走一遍",
    "db": "数据库：建立、升级、检查、备份、恢复",
    "ticket": "工单：登记、查看、查找、导入、办理",
    "queue": "待办列表，最先到期的在前",
    "archive": "档案：列表、查阅、查找、调出、校验",
    "kb": "知识库：检索，编写、校核、发布，必读，导入、导出、检查",
    "call": "来电：响铃、接听、提示评价、挂断、评价",
    "user": "人员：新增、列表、停用、岗位",
    "policy": "办理规则：标准未作规定、由各地自定的",
    "surge": "大话务量模式：宣布、结束、查看",
    "cluster": "同类诉求：列表、查看、并案、排除、移入移出、一并反馈",
    "tick": "执行到期事项：催办、督办、到期回访、发现同类诉求；可用定时器反复运行",
    "practice": "练习：在真实界面上接模拟来电，逐项评分；检查、编写情景",
    "quality": "受理质量：自动检查、抽样质检、答复申诉、按人和班组统计、推荐练习",
    "report": "统计和报告：各期数字、承办单位考评、数字背后的工单、报告",
    "assessment": "考评结果：告知承办单位、签收、异议与答复、运用",
    "analysis": "承办单位的诉求分析：提供、列表",
    "case": "典型案例：从档案中选、写、审定、导出，不含个人信息",
    "improve": "改进：问题、措施、成效，以发现问题的那个数字衡量",
    "wall": "看板：各列表的数量、即将到期、今日受理、座席；--once 打印一次",
    "outbox": "派单邮件：列表、发送",
    "clauses": "标准条款登记：实现之处和测试",
}
"""The nouns, each served by the module of its name, and a word about it."""


class Nouns(TyperGroup):
    """The top of the command line: knows its nouns without importing them."""

    def list_commands(self, ctx: Any) -> list[str]:
        """All nouns, in the order in which they are shown."""
        return list(NOUNS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command behind a noun; None where there is none."""
        if cmd_name not in NOUNS:
            return None
        module = import_module(f"hotline_tui.cli.{cmd_name}")
        served = getattr(module, "app", None)
        if served is None:  # a noun that is its own only verb
            served = noun(NOUNS[cmd_name], alone=True)
            served.command(cmd_name, cls=Verb)(getattr(module, cmd_name))
        return get_command(served)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The nouns with a word about each."""
        with formatter.section("Commands"):
            formatter.write_dl(list(NOUNS.items()))

    def get_help(self, ctx: Any) -> str:
        """The help, with its headings in Chinese."""
        return in_chinese(super().get_help(ctx))


class Verbs(TyperGroup):
    """The commands of one noun."""

    def get_help(self, ctx: Any) -> str:
        """The help, with its headings in Chinese."""
        return in_chinese(super().get_help(ctx))


class Verb(TyperCommand):
    """One command."""

    def get_help(self, ctx: Any) -> str:
        """The help, with its headings in Chinese."""
        return in_chinese(super().get_help(ctx))


_HEADINGS = {
    "Usage:": "用法：",
    "Options:": "选项：",
    "Arguments:": "参数：",
    "Commands:": "命令：",
    "Show this message and exit.": "显示帮助。",
    "[required]": "[必填]",
    "[default: ": "[默认 ",
}
"""The words that Typer itself puts into a help."""


def in_chinese(help_text: str) -> str:
    """A help with Typer's own words in Chinese."""
    for word, ours in _HEADINGS.items():
        help_text = help_text.replace(word, ours)
    return help_text


def noun(about: str, *, alone: bool = False, group: type[Verbs] = Verbs) -> typer.Typer:
    """The commands of one noun, to be filled in by its module; `alone`: it has no verbs."""
    return typer.Typer(
        cls=group,
        help=about,
        no_args_is_help=not alone,
        add_completion=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )


app = typer.Typer(
    cls=Nouns,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def hotline(
    ctx: typer.Context,
    db: Annotated[str | None, typer.Option("--db", metavar="URL", help="数据库")] = None,
    workno: Annotated[str | None, typer.Option("--as", metavar="工号", help="以谁的身份")] = None,
    now: Annotated[
        str | None, typer.Option("--now", metavar="时刻", help="模拟时间，只用于练习数据库")
    ] = None,
) -> None:
    """12345 热线台。不带命令则打开界面。"""
    ctx.obj = Invocation(db, workno, now)


def run_command(arguments: Sequence[str]) -> int:
    """Run a command; what it refuses is told, what it does not expect crashes loudly."""
    try:
        code = get_command(app).main(
            args=list(arguments), prog_name="hotline", standalone_mode=False
        )
    except typer.Abort:
        return 130
    except Exception as error:  # noqa: BLE001 - what `complain` does not know, it raises again
        return complain(error, as_json="--json" in arguments)
    return code if isinstance(code, int) else 0

"""The widgets in a real terminal: bytes on the line, the terminal's cursor, typing ahead."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.pty_terminal import Terminal, terminal

FORM = """
from textual.containers import Horizontal
from hotline_tui.kb.lookup import Choice, Choices
from hotline_tui.widgets.ask import Ask
from hotline_tui.widgets.chooser import Chooser
from hotline_tui.widgets.form import Field
from hotline_tui.widgets.grid import Column, Worklist
from hotline_tui.widgets.line import Line
from hotline_tui.widgets.prose import Prose
from hotline_tui.widgets.terminal import TerminalApp

class Form(TerminalApp):
    CSS = "Horizontal.row { height: auto; } #name { width: 12; } .narrow { width: auto; }"
    BINDINGS = [("ctrl+t", "ask", "")]

    def compose(self):
        with Horizontal(classes="row"):
            name = Field("姓名", Line(id="name"))
            name.add_class("narrow")
            yield name
            streets = enumerate("潘家园街道 朝外街道 望京街道".split())
            yield Field("区划", Chooser(Choices(Choice(f"11010{n}", s) for n, s in streets)))
        yield Field("标题", Line())
        yield Field("经过", Prose())
        table = Worklist(Column("剩余", 7, right=True), Column("标题"))
        yield table
        table.show([(str(n), (f"{n}:00", "夜间施工噪声扰民")) for n in range(50)])

    def on_mount(self):
        self.theme = "ansi-dark"
        self.call_after_refresh(self.query_one("#name").focus)

    def action_ask(self):
        self.push_screen(Ask("退单原因"))

Form(ansi_color=True).run()
"""

UP, DOWN, HOME, ESCAPE, BACKSPACE = "\x1b[A", "\x1b[B", "\x1b[H", "\x1b", "\x7f"


@pytest.fixture
def form() -> Iterator[Terminal]:
    with terminal(FORM) as running:
        running.until(lambda lines: lines[0].startswith(" 姓名[") and "▸" in "".join(lines))
        running.settle()
        yield running


def test_the_first_screen_is_sent_without_what_is_blank(form: Terminal) -> None:
    assert form.received < 3_000


def test_a_key_costs_a_few_bytes(form: Terminal) -> None:
    costs = {}
    for key in (
        "王",
        "a",
        BACKSPACE,
        HOME,
        "\t",
        "w",
        "\t",
        "噪",
        "声",
        "\t",
        "一",
        "\n",
        "\t",
        DOWN,
    ):
        form.send(key)
        form.settle()
        costs[key] = form.received
    assert max(costs.values()) < 200, costs
    assert sorted(costs.values())[len(costs) // 2] < 60, costs


def test_the_terminals_cursor_stands_where_the_next_character_will(form: Terminal) -> None:
    form.send("王小明")
    form.until(lambda lines: "[王小明" in lines[0])
    form.settle()
    assert form.cursor == (12, 0)
    form.send("的邻居李女士")
    form.until(lambda lines: "李女士 ]" in lines[0])
    form.settle()
    assert form.cursor == (17, 0)
    form.send(HOME)
    form.until(lambda lines: "[王小明的邻居" in lines[0])
    form.settle()
    assert form.cursor == (6, 0)


def test_what_is_typed_ahead_lands_where_it_was_meant(form: Terminal) -> None:
    form.send("王先生\twj\t夜间施工\t昨晚九点\r还在施工\t" + DOWN + DOWN)
    form.until(lambda lines: any(line.startswith("▸   2:00") for line in lines))
    assert form.lines[0].startswith(" 姓名[王先生      ] 区划[望京街道")
    assert form.lines[1].startswith(" 标题[夜间施工")
    assert form.lines[2].startswith(" 经过[昨晚九点")
    assert form.lines[3].startswith("     [还在施工")


def test_a_dialog_and_a_list_come_and_go_and_leave_nothing_behind(form: Terminal) -> None:
    before = form.lines
    form.send("\x14")
    form.until(lambda lines: any("退单原因" in line for line in lines))
    assert form.lines[0] == before[0]
    form.send(ESCAPE)
    form.until(lambda lines: lines == before)
    form.send("\t" + DOWN)
    form.until(lambda lines: "▸1 潘家园街道" in lines[1])
    form.send(ESCAPE)
    form.until(lambda lines: lines[1:] == before[1:])


def test_the_screen_can_be_drawn_again_over_another_programs_words(form: Terminal) -> None:
    before = form.lines
    form.deface()
    assert form.lines != before
    form.send("\x1b[24~")
    form.until(lambda lines: lines == before)


def test_a_paste_of_a_hundred_thousand_characters_does_not_hold_the_desk_up(form: Terminal) -> None:
    form.paste("长\n" * 50_000)
    form.until(lambda lines: "长 长" in lines[0])
    form.send("\tpjy\t标题")
    form.until(lambda lines: "[潘家园街道" in lines[0] and "[标题" in lines[1])


def test_an_escape_sequence_that_is_pasted_is_text_and_no_key(form: Terminal) -> None:
    form.paste("王\x1b[24~\x1b")
    form.send("\t\t标题")
    form.until(lambda lines: "[王␛[24~␛" in lines[0] and "[标题" in lines[1])

"""A field draws its label, its brackets and its mark around any entry."""

from __future__ import annotations

from textual.containers import Horizontal
from textual.widget import Widget

from hotline_tui.kb.lookup import Choice, Choices
from hotline_tui.widgets.chooser import Chooser
from hotline_tui.widgets.form import Field
from hotline_tui.widgets.line import Line
from hotline_tui.widgets.prose import Prose
from tests.hostile import SHORT
from tests.widgets.stage import SIZE, Stage, is_safe, seen


def sized(entry: Widget, width: int) -> Widget:
    entry.styles.width = width
    return entry


def narrow(field: Field) -> Field:
    field.styles.width = "auto"
    return field


async def test_fields_stand_side_by_side_in_their_brackets() -> None:
    app = Stage(
        Horizontal(
            narrow(Field("姓名", sized(Line("王先生"), 12))),
            narrow(Field("电话", sized(Line("13800000000"), 13))),
            Field("地址", Line("潘家园")),
        ),
        css="Horizontal { height: auto; }",
    )
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        shown = seen(app)[0]
        assert shown.startswith(" 姓名[王先生      ] 电话[13800000000  ] 地址[潘家园")
        assert shown.endswith("]")
        assert app.cursor_position == (12, 0)


async def test_a_field_of_several_rows_has_its_brackets_in_each() -> None:
    app = Stage(Field("经过", Prose("一\n二")))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        shown = [line.replace(" ", "") for line in seen(app)[:4]]
        assert shown == ["经过[一]", "[二]", "[]", ""]
        assert app.cursor_position == (8, 1)


async def test_a_missing_field_carries_a_mark_and_the_focus_reverses_the_label() -> None:
    first, second = Field("标题", Line()), Field("诉求", Line())
    app = Stage(first, second)
    async with app.run_test(size=SIZE) as pilot:
        first.missing = True
        await pilot.pause()
        assert seen(app)[0].startswith("*标题[ ")
        first.missing = False
        second.label = "内容和理由"
        await pilot.press("tab")
        await pilot.pause()
        shown = seen(app)
        assert shown[0].startswith(" 标题[ ")
        assert shown[1].startswith(" 内容和理由[ ")
        assert app.cursor_position == (12, 1)
        strips = app.screen._compositor.render_strips()
        reversed_text = [
            "".join(s.text for s in strip if s.style is not None and s.style.reverse)
            for strip in strips[:2]
        ]
        assert reversed_text == ["", " 内容和理由 "]


async def test_what_is_not_in_the_list_is_marked_once_left() -> None:
    chooser = Chooser(Choices((Choice("110105", "朝阳区"),)))
    app = Stage(Field("区划", chooser), Line())
    async with app.run_test(size=SIZE) as pilot:
        chooser.focus()
        await pilot.press("9", "9", "9", "tab")
        await pilot.pause()
        assert seen(app)[0].startswith("?区划[999 ")
        await pilot.press("shift+tab", "ctrl+u", "c", "y", "enter", "tab")
        await pilot.pause()
        assert seen(app)[0].startswith(" 区划[朝阳区 ")


async def test_a_hostile_label_is_shown_safely() -> None:
    app = Stage(field := Field("", Line()))
    async with app.run_test(size=SIZE) as pilot:
        for text in SHORT:
            field.label = text
            await pilot.pause()
            assert is_safe(seen(app)), repr(text)

"""The worklist keeps its place, repaints only what changed, and shows hostile cells safely."""

from __future__ import annotations

import pytest
from rich.text import Text
from textual.geometry import Region
from textual.message import Message

from hotline_tui.widgets.grid import Column, Row, Worklist
from tests.hostile import HOSTILE
from tests.widgets.stage import SIZE, Stage, is_safe, seen

COLUMNS = (Column("剩余", 7, right=True), Column("工单号", 15), Column("标题"), Column("区", 4))


def row(number: int, left: str = "10:00") -> Row:
    return (f"{number:03}", (left, f"20261123-{number:06}", f"标题{number}", "朝阳"))


def rows(*numbers: int) -> list[Row]:
    return [row(number) for number in numbers]


class Watched(Worklist):
    """Notes what is repainted."""

    def __init__(self) -> None:
        super().__init__(*COLUMNS, empty="没有待派工单")
        self.repainted: list[Region] = []

    def refresh(self, *regions: Region, **options: bool) -> Watched:
        self.repainted.extend(regions or [Region(-1, -1, 1, 1)] * options.get("repaint", True))
        return super().refresh(*regions, **options)

    def painted_lines(self) -> list[int]:
        lines = [y for region in self.repainted for y in range(region.y, region.bottom)]
        self.repainted.clear()
        return sorted(set(lines))


@pytest.fixture
def table() -> Watched:
    return Watched()


def marked(app: Stage) -> str:
    """The line with the cursor."""
    return next(line for line in seen(app) if line.startswith("▸"))


async def test_a_table_shows_its_header_its_rows_and_the_cursor(table: Watched) -> None:
    app = Stage(table)
    async with app.run_test(size=SIZE) as pilot:
        table.show([row(1, "-12:05"), row(2)])
        await pilot.pause()
        shown = seen(app)
        assert shown[0].split() == ["剩余", "工单号", "标题", "区"]
        assert shown[1].startswith("▸ -12:05 20261123-000001 标题1 ")
        assert shown[2].startswith("   10:00 20261123-000002 标题2 ")
        assert shown[1].rstrip().endswith("朝阳")
        assert table.place == (1, 2)


async def test_an_empty_table_says_so(table: Watched) -> None:
    app = Stage(table)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert "没有待派工单" in seen(app)[1]
        assert table.picked is None
        await pilot.press("j", "enter", "end", "pageup")
        table.show(rows(1))
        await pilot.pause()
        assert table.picked == "001"
        table.show([])
        await pilot.pause()
        assert table.picked is None
        assert "没有待派工单" in seen(app)[1]


@pytest.mark.parametrize(
    ("keys", "picked"),
    [
        (("j",), "001"),
        (("down", "down", "k"), "001"),
        (("up",), "000"),
        (("end",), "099"),
        (("end", "home"), "000"),
        (("pagedown",), "022"),
        (("pagedown", "pagedown", "pageup"), "022"),
        (("end", "j"), "099"),
    ],
)
async def test_keys_move_the_cursor(table: Watched, keys: tuple[str, ...], picked: str) -> None:
    app = Stage(table)
    async with app.run_test(size=SIZE) as pilot:
        table.show(rows(*range(100)))
        await pilot.press(*keys)
        await pilot.pause()
        assert table.picked == picked
        assert f"标题{int(picked)} " in marked(app)


async def test_a_refresh_with_nothing_new_paints_nothing(table: Watched) -> None:
    app = Stage(table)
    async with app.run_test(size=SIZE) as pilot:
        table.show(rows(*range(200)))
        await pilot.pause()
        table.painted_lines()
        table.show(rows(*range(200)))
        assert table.painted_lines() == []


async def test_a_changed_row_repaints_its_line_and_no_other(table: Watched) -> None:
    app = Stage(table)
    async with app.run_test(size=SIZE) as pilot:
        table.show(rows(*range(200)))
        await pilot.pause()
        table.painted_lines()
        table.show([row(0), row(1), row(2, "09:59"), *rows(*range(3, 199)), row(199, "!!")])
        assert table.painted_lines() == [3]
        await pilot.pause()
        assert "09:59" in seen(app)[3]
        await pilot.press("j")
        assert table.painted_lines() == [1, 2]


async def test_the_picked_row_stays_picked_when_rows_come_and_go(table: Watched) -> None:
    app = Stage(table)
    async with app.run_test(size=SIZE) as pilot:
        table.show(rows(*range(10, 20)))
        await pilot.press("j", "j")
        table.show(rows(*range(20)))
        await pilot.pause()
        assert table.picked == "012"
        assert "标题12 " in marked(app)
        table.show(rows(*reversed(range(20))))
        await pilot.pause()
        assert table.picked == "012"
        table.show(rows(19, 18, 11, 10))
        assert table.picked == "011"
        table.show(rows(19, 18))
        assert table.picked == "018"


async def test_the_view_stays_where_it_is_when_rows_change_elsewhere(table: Watched) -> None:
    app = Stage(table)
    async with app.run_test(size=SIZE) as pilot:
        table.show(rows(*range(100)))
        await pilot.press("pagedown", "pagedown", "pagedown")
        await pilot.pause()
        top = table.scroll_offset.y
        assert top > 0
        table.painted_lines()
        table.show(rows(*range(95)))
        await pilot.pause()
        assert table.scroll_offset.y == top
        assert table.picked == "066"
        assert seen(app)[1].split()[1] == f"20261123-{top:06}"


async def test_the_cursor_stays_in_view_when_its_row_moves_far(table: Watched) -> None:
    app = Stage(table)
    async with app.run_test(size=SIZE) as pilot:
        table.show(rows(*range(100)))
        await pilot.press("j")
        table.show(rows(*range(2, 100), 0, 1))
        await pilot.pause()
        assert table.picked == "001"
        assert "标题1 " in marked(app)


async def test_the_table_tells_what_is_picked_opened_and_nearly_used_up(table: Watched) -> None:
    heard: list[Message] = []
    app = Stage(table)
    async with app.run_test(size=SIZE, message_hook=heard.append) as pilot:
        table.show(rows(*range(30)))
        await pilot.press("j", "enter")
        await pilot.pause()
        assert [m.key for m in heard if isinstance(m, Worklist.Moved)][-1] == "001"
        assert {m.key for m in heard if isinstance(m, Worklist.Opened)} == {"001"}
        assert not any(isinstance(m, Worklist.NearEnd) for m in heard)
        await pilot.press("end", "home", "end")
        await pilot.pause()
        assert len({id(m) for m in heard if isinstance(m, Worklist.NearEnd)}) == 1


async def test_a_row_can_be_picked_by_its_key(table: Watched) -> None:
    app = Stage(table)
    async with app.run_test(size=SIZE) as pilot:
        table.show(rows(*range(100)))
        assert table.pick("050")
        assert not table.pick("no such row")
        await pilot.pause()
        assert "标题50 " in marked(app)


async def test_two_rows_of_one_key_are_a_mistake(table: Watched) -> None:
    async with Stage(table).run_test(size=SIZE):
        with pytest.raises(ValueError, match="same key"):
            table.show(rows(1, 1))


async def test_a_cell_with_a_style_of_its_own_keeps_it(table: Watched) -> None:
    app = Stage(table)
    async with app.run_test(size=SIZE) as pilot:
        table.show([("1", (Text("!!-1", "bold red"), "n", "t", "d")), row(2)])
        await pilot.pause()
        styles = {s.text.strip(): s.style for s in table.render_line(1)}
        assert styles["!!-1"] is not None
        assert styles["!!-1"].bold


async def test_hostile_cells_are_shown_safely_and_do_not_shift_the_columns(table: Watched) -> None:
    app = Stage(table)
    async with app.run_test(size=SIZE) as pilot:
        table.show([(f"{n}", ("1", "n", text, "末尾")) for n, text in enumerate(HOSTILE)])
        for _ in range(len(HOSTILE) // 20 + 1):
            await pilot.pause()
            assert is_safe(seen(app))
            for y in range(1, min(24, len(HOSTILE) - table.scroll_offset.y)):
                assert table.render_line(y).crop(75, 79).text == "末尾"
            table.action_page(1)

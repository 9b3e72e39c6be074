"""Typical cases: chosen, written, approved by another person, exported. Clause: 6.4."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from hotline_tui.screens.cluster_rows import at
from hotline_tui.screens.guided import Values, guided
from hotline_tui.screens.guided_blanks import Blank, Sort
from hotline_tui.screens.page import PageScreen
from hotline_tui.screens.worklist import Rows, WorklistScreen
from hotline_tui.screens.worklist_lines import filled
from hotline_tui.services import typical_cases
from hotline_tui.services.desk import Desk
from hotline_tui.services.typical_cases import CaseRow
from hotline_tui.standard.authority import Act
from hotline_tui.standard.typical_case import PARTS
from hotline_tui.widgets.ask import Ask, Confirm
from hotline_tui.widgets.grid import Cell, Column
from hotline_tui.widgets.plain import plain

PERSONAL = "不写诉求人姓名、电话、地址、证件号码；写了的不收，并指出是什么。"
FORMATS = "以 .docx 或 .md 结尾；不覆盖已有的文件。"


class CasesScreen(WorklistScreen[CaseRow, CaseRow]):
    """Lies over the area it was opened from; the whole of one opens over it."""

    UNIT = "个"
    EMPTY = "没有典型案例"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "看", id="cases.open", priority=True, tooltip="案例的全文"),
        Binding("n", "choose", "选案例", id="cases.choose",
                tooltip="把一件已归档的工单选为典型案例"),
        Binding("w", "write", "写", id="cases.write", tooltip=PERSONAL),
        Binding("v", "approve", "审定", id="cases.approve", tooltip="由编写人以外的人审定"),
        Binding("e", "export", "导出", id="cases.export", tooltip=FORMATS),
        Binding("escape,q", "dismiss", "返回", id="cases.back", key_display="Esc"),
    ]  # fmt: skip

    async def read(self, limit: int, after: CaseRow | None) -> Rows[CaseRow] | None:
        """The cases, newest first; they come whole."""
        if after is not None:
            return Rows((), self.total)
        rows = await self.door.attempt(typical_cases.cases, limit)
        return None if rows is None else Rows(rows, len(rows))

    def columns(self) -> tuple[Column, ...]:
        """Where it stands, what it is called, of which ticket."""
        return Column("状态", 6), Column("题目"), Column("工单", 14), Column("选出", 11)

    def cells(self, row: CaseRow) -> tuple[Cell, ...]:
        """A row's cells in them."""
        return row.state, row.title, row.ticket, at(row.at)

    def heading(self) -> str:
        """How many there are."""
        return f" 典型案例 6.4　{self.total}"

    def ending(self) -> str:
        """The order."""
        return " 最近选出的在前 ─"

    async def look(self, row: CaseRow) -> CaseRow | None:
        """All of it is known already."""
        return row

    def essence(self, found: CaseRow, width: int, height: int) -> list[str]:
        """What it tells, as far as there is room."""
        texts = [f"{PARTS[name]}：{text}" for name, text in found.texts.items() if text]
        return filled((found.title,), texts, (), width, height)

    # ---- acts ---------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is approved is written no more, and only that is exported."""
        row, may = self.picked, self.desk.may
        match action:
            case "choose":
                return may(Act.REPORT)
            case "write":
                return row is not None and row.approved_at is None and may(Act.REPORT)
            case "approve":
                return row is not None and row.approved_at is None and may(Act.APPROVE_REPORT)
            case "export":
                return row is not None and row.approved_at is not None
        return True

    def action_open(self) -> None:
        """The whole of the picked one."""
        if row := self.picked:
            told = [f"{label}：{row.texts.get(name, '')}" for name, label in PARTS.items()]
            text = plain("\n\n".join(told), multiline=True)
            self.app.push_screen(PageScreen(f"第 {row.id} 号典型案例　{row.state}", text))

    @work(group="write")
    async def action_choose(self) -> None:
        """Choose an archived ticket."""
        number = await self.app.push_screen_wait(Ask("选哪一件已归档的工单", "工单编号"))
        if number is not None:
            row = await self.door.attempt(typical_cases.choose, number.replace("-", ""))
            await self._did(row, "已选出")

    @work(group="write")
    async def action_write(self) -> None:
        """Write the texts of the picked one."""
        row = self.picked
        if row is None:
            return
        blanks = [
            Blank(name, label, Sort.LINE if name == "title" else Sort.PROSE, (),
                  row.texts.get(name, ""), name != "lesson")
            for name, label in PARTS.items()
        ]  # fmt: skip

        def write(desk: Desk, values: Values) -> CaseRow:
            return typical_cases.write(desk, row.id, values, row.version)

        title = f"第 {row.id} 号典型案例"
        await self._did(await guided(self, title, blanks, write, PERSONAL), "已修改")

    @work(group="write")
    async def action_approve(self) -> None:
        """Approve the picked one."""
        row = self.picked
        if row is None:
            return
        asked = Confirm(f"审定第 {row.id} 号典型案例？", f"{row.title}\n审定以后不能再改。")
        if await self.app.push_screen_wait(asked):
            done = await self.door.attempt(typical_cases.approve, row.id, row.version)
            await self._did(done, "已审定")

    @work(group="write")
    async def action_export(self) -> None:
        """Write the picked one into a file."""
        row = self.picked
        if row is None:
            return
        name = row.title.replace("/", "-") or f"典型案例{row.id}"
        blanks = (Blank("path", "文件", value=f"{name}.docx", required=True),)

        def export(desk: Desk, values: Values) -> str:
            return str(typical_cases.export(desk, row.id, values["path"]))

        where = await guided(self, f"导出第 {row.id} 号典型案例", blanks, export, FORMATS)
        if where is not None:
            self.say(f"已写到 {where}")

    async def _did(self, row: CaseRow | None, told: str) -> None:
        if row is not None:
            self.say(f"{told}：第 {row.id} 号 {row.title}")
            await self.reload()
            self.refresh_bindings()

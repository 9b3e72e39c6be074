"""Who may work here, as what, and where they sit now: the administrator's list. Clause: 6.1.2."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from hotline_tui.screens import people_forms as forms
from hotline_tui.screens.worklist import Rows, WorklistScreen
from hotline_tui.services.operators import OperatorRow
from hotline_tui.services.people import PersonRow, people
from hotline_tui.standard.authority import Act
from hotline_tui.standard.moment import BEIJING
from hotline_tui.widgets.grid import Cell, Column

COLUMNS = (
    Column("工号", 10),
    Column("姓名", 12),
    Column("岗位"),
    Column("口令", 4),
    Column("状态", 6),
    Column("座席", 16),
)
MANAGING = frozenset({"new", "roles", "team", "password", "turn"})
"""What only those may do who manage people."""

WIDE = (Column("班组", 12), Column("所属单位", 30))


class PeopleScreen(WorklistScreen[PersonRow, PersonRow]):
    """Lies over the area it was opened from."""

    EMPTY = "没有人员"
    UNIT = "人"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "new", "新增", id="people.new", tooltip="新增一个人员：工号、姓名、岗位"),
        Binding("o", "roles", "岗位", id="people.roles", tooltip="改岗位：原有的全部换成新的"),
        Binding("b", "team", "班组", id="people.team", tooltip="编入班组：受理质量按班组合计"),
        Binding("p", "password", "口令", id="people.password", tooltip="设新口令，或不再设口令"),
        Binding("x", "turn", "停用/启用", id="people.turn",
                tooltip="停用：不能再进入，打开的座席随即关闭；再按启用"),
        Binding("t", "sign_out", "注销座席", id="people.sign_out",
                tooltip="关闭此人打开的座席，草稿留在他的机器上"),
        Binding("escape,q", "dismiss", "返回", id="people.back", key_display="Esc"),
    ]  # fmt: skip

    async def read(self, limit: int, after: PersonRow | None) -> Rows[PersonRow] | None:
        """Everybody; the list is short and comes whole."""
        if after is not None:
            return Rows((), self.total)
        found = await self.door.attempt(people)
        return None if found is None else Rows(found, len(found))

    def columns(self) -> tuple[Column, ...]:
        """The columns that the width has room for."""
        return COLUMNS + (WIDE if self.wide else ())

    def cells(self, row: PersonRow) -> tuple[Cell, ...]:
        """A row's cells in them."""
        one = row.operator
        return (
            one.workno,
            one.name,
            "、".join(role.label for role in one.roles),
            "有" if one.guarded else "无",
            "在用" if one.active else "停用",
            "、".join(seat.host for seat in row.seats),
            *((one.team, row.unit) if self.wide else ()),
        )

    def heading(self) -> str:
        """How many there are."""
        return f" 人员 {self.total}"

    def ending(self) -> str:
        """By which order."""
        return " 按工号 ─"

    async def look(self, row: PersonRow) -> PersonRow | None:
        """All of it is known already."""
        return row

    def essence(self, found: PersonRow, width: int, height: int) -> list[str]:
        """What they may do, for whom, and since when they sit where."""
        one = found.operator
        lines = [
            f" {one.workno} {one.name}　{one.team}　{found.unit}".rstrip(),
            f" 岗位：{'、'.join(role.label for role in one.roles)}",
        ]
        for seat in found.seats:
            since, seen = (at.astimezone(BEIJING) for at in (seat.since, seat.seen_at))
            lines.append(f" 座席：{seat.host}　自 {since:%m-%d %H:%M}　最近 {seen:%H:%M}")
        return lines[:height]

    # ---- acts ---------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Who does not manage people sees where they sit, and may end that."""
        return action not in MANAGING or self.desk.may(Act.MANAGE_OPERATORS)

    @work(group="write")
    async def action_new(self) -> None:
        """Somebody new."""
        await self._did(await forms.added(self), "已新增")

    @work(group="write")
    async def action_roles(self) -> None:
        """Other roles for the picked person."""
        if row := self.picked:
            await self._did(await forms.roles(self, row.operator), "已改岗位")

    @work(group="write")
    async def action_team(self) -> None:
        """Another team for the picked person."""
        if row := self.picked:
            await self._did(await forms.team(self, row.operator), "已改班组")

    @work(group="write")
    async def action_password(self) -> None:
        """Another password for the picked person."""
        if row := self.picked:
            await self._did(await forms.password(self, row.operator), "已改口令")

    @work(group="write")
    async def action_turn(self) -> None:
        """The picked person may come in no more, or again."""
        if row := self.picked:
            done = await forms.turned(self, row.operator)
            await self._did(done, "已启用" if done and done.active else "已停用")

    @work(group="write")
    async def action_sign_out(self) -> None:
        """Close the picked person's desks."""
        if row := self.picked:
            count = await forms.signed_out(self, row.operator)
            if count is not None:
                self.say(f"{row.operator.workno} 的座席已注销 {count} 个")
                await self.reload()

    async def _did(self, row: OperatorRow | None, told: str) -> None:
        if row is not None:
            self.say(f"{row.workno} {row.name} {told}")
            await self.reload()

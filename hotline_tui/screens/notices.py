"""Results of the assessment that organizers were told; an organizer sees its own alone.

Clause: 7.1.3.4, 7.1.3.5.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from hotline_tui.screens import notice_forms as forms
from hotline_tui.screens.cluster_rows import at
from hotline_tui.screens.page import PageScreen
from hotline_tui.screens.worklist import Rows, WorklistScreen
from hotline_tui.screens.worklist_lines import filled
from hotline_tui.services import notices, noticing
from hotline_tui.services.notices import NoticeRow
from hotline_tui.standard.authority import Act
from hotline_tui.standard.periods import Period
from hotline_tui.widgets.ask import Confirm
from hotline_tui.widgets.grid import Cell, Column
from hotline_tui.widgets.plain import plain


class NoticesScreen(WorklistScreen[NoticeRow, NoticeRow]):
    """Lies over the units' assessment of a period, or over any area: then of all periods."""

    UNIT = "份"
    EMPTY = "没有告知过考评结果"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "看", id="notices.open", priority=True,
                tooltip="各项数字、签收、异议、运用"),
        Binding("t", "tell", "告知", id="notices.tell",
                tooltip="把这一期的考评结果告知各承办单位"),
        Binding("g", "receive", "签收", id="notices.receive", tooltip="承办单位签收考评结果"),
        Binding("y", "object_to", "异议", id="notices.object",
                tooltip="承办单位提出异议，请求更正"),
        Binding("v", "decide", "答复", id="notices.decide", tooltip="核查异议并答复"),
        Binding("u", "use", "运用", id="notices.use",
                tooltip="绩效考核、行业监管、党建评价、效能建设、专项考评；表彰、通报、约谈、整改"),
        Binding("escape,q", "dismiss", "返回", id="notices.back", key_display="Esc"),
    ]  # fmt: skip

    def __init__(self, period: Period | None = None) -> None:
        super().__init__()
        self._period = period

    async def read(self, limit: int, after: NoticeRow | None) -> Rows[NoticeRow] | None:
        """The notices, newest first; they come whole."""
        if after is not None:
            return Rows((), self.total)
        of = self._period.text if self._period else ""
        rows = await self.door.attempt(notices.notices, of, limit=limit)
        return None if rows is None else Rows(rows, len(rows))

    def columns(self) -> tuple[Column, ...]:
        """The columns that the width has room for."""
        wide = (Column("告知", 11), Column("运用", 24)) if self.wide else ()
        return (Column("状态", 10), Column("单位"), Column("时段", 12),
                Column("响应 解决 满意", 20), *wide)  # fmt: skip

    def cells(self, row: NoticeRow) -> tuple[Cell, ...]:
        """A row's cells in them."""
        usual = (row.state, row.name, row.period.name, row.short)
        steps = "、".join(one.step.label for one in row.uses)
        return (*usual, at(row.at), steps) if self.wide else usual

    def heading(self) -> str:
        """Of which period."""
        of = f"　{self._period.name}" if self._period else ""
        return f" 考评结果告知与运用 7.1.3.4{of}　{self.total}"

    def ending(self) -> str:
        """The order."""
        return " 最近告知的在前 ─"

    async def look(self, row: NoticeRow) -> NoticeRow | None:
        """All of it is known already."""
        return row

    def essence(self, found: NoticeRow, width: int, height: int) -> list[str]:
        """The results, and how far it has come."""
        return filled((found.name,), tuple(_lines(found)), (), width, height)

    # ---- acts ---------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Telling and using is the hotline's; each step follows the one before."""
        row, may = self.picked, self.desk.may
        match action:
            case "tell":
                return self._period is not None and may(Act.TELL_ASSESSMENT)
            case "receive":
                open_ = row is not None and row.received_at is None
                return open_ and may(Act.ANSWER_ASSESSMENT)
            case "object_to":
                open_ = row is not None and bool(row.received_at) and not row.objected_at
                return open_ and may(Act.ANSWER_ASSESSMENT)
            case "decide":
                open_ = row is not None and bool(row.objected_at) and not row.decided_at
                return open_ and may(Act.TELL_ASSESSMENT)
            case "use":
                return row is not None and may(Act.TELL_ASSESSMENT)
        return True

    def action_open(self) -> None:
        """The whole of the picked one."""
        if row := self.picked:
            text = plain("\n".join(_lines(row)), multiline=True)
            self.app.push_screen(PageScreen(f"{row.name}　{row.period.name}考评结果", text))

    @work(group="write")
    async def action_tell(self) -> None:
        """Tell all organizers that do not know yet."""
        if self._period is None:
            return
        asked = Confirm(f"告知{self._period.name}的考评结果？", "各承办单位只能看到自己的。")
        if await self.app.push_screen_wait(asked):
            told = await self.door.attempt(noticing.tell, self._period.text)
            if told is not None:
                self.say(f"已告知 {len(told)} 个单位")
                await self.reload()

    @work(group="write")
    async def action_receive(self) -> None:
        """The organizer has received the picked one."""
        if row := self.picked:
            await self._did(await forms.received(self, row))

    @work(group="write")
    async def action_object_to(self) -> None:
        """The organizer answers the picked one."""
        if row := self.picked:
            await self._did(await forms.objected(self, row))

    @work(group="write")
    async def action_decide(self) -> None:
        """The hotline answers the organizer."""
        if row := self.picked:
            await self._did(await forms.decided(self, row))

    @work(group="write")
    async def action_use(self) -> None:
        """Say what the picked results are used for."""
        if row := self.picked:
            await self._did(await forms.used(self, row))

    async def _did(self, row: NoticeRow | None) -> None:
        if row is not None:
            self.say(f"{row.name}：{row.state}")
            await self.reload()
            self.refresh_bindings()


def _lines(row: NoticeRow) -> Iterator[str]:
    yield from row.told()
    yield f"告知 {at(row.at)} {row.by}"
    if row.received_at:
        yield f"签收 {at(row.received_at)} {row.received_by} {row.told_by}".rstrip()
    if row.objected_at:
        yield f"异议 {at(row.objected_at)}：{row.objection}"
    if row.decided_at:
        yield f"答复 {at(row.decided_at)}：{row.decision}"
    for one in row.uses:
        opened = f"　第 {one.improvement} 号改进事项" if one.improvement else ""
        yield f"运用 {at(one.at)} {one.use.label}·{one.step.label}　{one.to}：{one.note}{opened}"

"""Callbacks: claimants asked how it went, tickets closed, and the archive.

Clause: 5.5.1, 5.5.2, 5.5.3, 5.5.5 a, 5.5.5 b, 5.5.5 c, 5.5.6, 5.6.1, 5.6.3.
"""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from hotline_tui.screens import callback_forms as forms
from hotline_tui.screens import callback_rows as told
from hotline_tui.screens.callback_call import called
from hotline_tui.screens.callback_rows import LISTED, Looked, Search, View, looked, searched
from hotline_tui.screens.form_keeping import FormKeeper
from hotline_tui.screens.timed_list import TimedList
from hotline_tui.screens.worklist import Rows
from hotline_tui.services import archiving, calling_back, closing, queueing
from hotline_tui.services.queueing import QueueWish
from hotline_tui.services.rows import QueueRow, TicketRow
from hotline_tui.standard.authority import Act
from hotline_tui.standard.lifecycle import Action, actions
from hotline_tui.standard.vocabulary import CallbackResult, Status, Worklist
from hotline_tui.standard.wording import leading
from hotline_tui.widgets.ask import Ask
from hotline_tui.widgets.grid import Cell, Column

ON_CALLBACKS = frozenset({"call", "write"})
"""Acts on the list of those who are to be asked."""


NEEDED = {
    "call": Act.CALL_BACK,
    "write": Act.CALL_BACK,
    "close": Act.CLOSE,
    "archive": Act.ARCHIVE,
    "verify": Act.EXPORT_ARCHIVE,
}
"""The authority that each act needs: a key that would be refused is not shown. Clause: 6.1.2."""


class CallbackScreen(TimedList[QueueRow, Looked]):
    """Who is to be asked, soonest due first; what was closed, and the archive, beside it."""

    AREA = "callback"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "打开", id="callback.open", priority=True,
                tooltip="看工单全文和历史；查阅档案会留痕"),
        Binding("c", "call", "电话回访", id="callback.call",
                tooltip="按回访用语逐步询问，数字选答；号码为此显示，记入历史"),
        Binding("w", "write", "记录", id="callback.write",
                tooltip="记录短信、网上调查的结果，或无法回访"),
        Binding("x", "close", "办结", id="callback.close", tooltip="回访完毕的工单办结"),
        Binding("a", "archive", "归档", id="callback.archive",
                tooltip="指定保管人，归档选中的工单"),
        Binding("y", "verify", "校验", id="callback.verify",
                tooltip="重算选中档案的校验值，并与库中记录核对"),
        Binding("o", "show('CLOSED')", "待归档", id="callback.closed",
                tooltip="办结、撤销、不予受理而未归档的工单，直接答复而未办结的工单"),
        Binding("g", "show('ARCHIVE')", "档案", id="callback.archived", tooltip="已归档的工单"),
        Binding("slash", "find", "查找", id="callback.find",
                tooltip="在档案里按编号或词语查找，最近归档的在前"),
        Binding("m", "earlier", "更早", id="callback.earlier",
                tooltip="在更早归档的里面接着找"),
        Binding("escape", "back", "返回", id="callback.back", show=False, tooltip="回到待回访"),
    ]  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.view = View.CALLBACKS
        self.search = Search()

    # ---- the lists ----------------------------------------------------------------------

    async def read(self, limit: int, after: QueueRow | None) -> Rows[QueueRow] | None:
        """A page of callbacks, or the newest of the other lists."""
        if self.view is View.CALLBACKS:
            wish = QueueWish(Worklist.CALLBACK, limit=limit, after=after)
            page = await self.door.attempt(queueing.queue, wish)
            return None if page is None else Rows(page.rows, page.total)
        if after is not None:
            return Rows((), self.total)
        if self.search.words:
            found = await self.door.attempt(searched, self.search, limit)
            if found is None:
                return None
            self.search = found[0]
            return Rows(found[1], len(found[1]))
        rows = await self.door.attempt(queueing.ended, limit, LISTED[self.view])
        return None if rows is None else Rows(rows, len(rows))

    async def reload(self) -> None:
        """Read the list and the picked one: a look changes no ticket's version."""
        await super().reload()
        if self.picked is not None:
            self._asking.now()

    def columns(self) -> tuple[Column, ...]:
        """The columns that the width has room for."""
        return told.columns(wide=self.wide)

    def cells(self, row: QueueRow) -> tuple[Cell, ...]:
        """The cells that do not depend on the time."""
        return told.cells(row, wide=self.wide)

    def heading(self) -> str:
        """Which list, and how many."""
        return told.heading(self.view, self.total, self.search)

    def ending(self) -> str:
        """The order, and the way back."""
        if self.search.words:
            return " Esc 回到档案 ─"
        return super().ending() if self.view is View.CALLBACKS else " Esc 回到待回访 ─"

    async def look(self, row: QueueRow) -> Looked | None:
        """The ticket with what has become of it."""
        return await self.door.attempt(looked, row.number)

    def essence(self, found: Looked, width: int, height: int) -> list[str]:
        """What was fed back, what was asked, when to try again."""
        return told.essence(found, self.view, width, height)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what applies to the list on view and to the picked one."""
        if action == "show":
            return parameters != (self.view.name,)
        if action in NEEDED and not self.desk.may(NEEDED[action]):
            return False
        if action in ("verify", "find"):
            return self.view is View.ARCHIVE
        if action == "earlier":
            return self.search.looked_to is not None
        row = self.picked
        if action == "close" and self.view is View.CLOSED:
            return row is not None and Action.CLOSE in actions(row.status)
        if action == "close":
            return self.view is View.CALLBACKS
        if action == "archive":
            return row is not None and Action.ARCHIVE in actions(row.status)
        return self.view is View.CALLBACKS if action in ON_CALLBACKS else True

    @work(group="ask")
    async def action_show(self, view: str) -> None:
        """What was closed, or the archive, instead of the callbacks."""
        await self._show_list(View[view])

    @work(group="ask")
    async def action_back(self) -> None:
        """From what was found to the archive, from there to the callbacks."""
        if self.search.words:
            await self._show_list(View.ARCHIVE)
        elif self.view is not View.CALLBACKS:
            await self._show_list(View.CALLBACKS)

    @work(group="ask")
    async def action_find(self) -> None:
        """Look for words in the archive. Clause: 5.6.3."""
        hint = "工单号，或标题、地点、经过里的词语"
        asked = Ask("查找档案", hint, value=self.search.words, max_length=100)
        words = await self.app.push_screen_wait(asked)
        if words:
            await self._show_list(View.ARCHIVE, Search(words))

    @work(group="ask")
    async def action_earlier(self) -> None:
        """Go on looking where the last look has ended."""
        last = self.search.looked_to
        if last is not None:
            await self._show_list(View.ARCHIVE, Search(self.search.words, last.number))

    async def _show_list(self, view: View, search: Search | None = None) -> None:
        self.view, self.search = view, search or Search()
        await self.show_anew()
        self.refresh_bindings()

    def action_open(self) -> None:
        """The whole of the picked ticket."""
        if self.picked is not None:
            self.door.show_ticket(self.picked.number)

    # ---- acts on the picked one ---------------------------------------------------------

    @work(group="write")
    async def action_call(self) -> None:
        """Lead through a call; whoever calls sees the number, which is kept. Clause: 6.1.1."""
        row = self.picked
        if row is None:
            return
        claimant = await self.door.attempt(calling_back.dial, row.number)
        found = await self.door.attempt(looked, row.number)
        if claimant is None or found is None:
            return
        keeper = FormKeeper(self, f"回访 {row.number}")
        heard = await called(self, keeper, found.ticket, claimant, full=found.ending.full)
        if heard is not None:
            done = await forms.kept(self, found.ticket, heard)
            await keeper.forget()
            await self._recorded(done, heard.answers.result)

    @work(group="write")
    async def action_write(self) -> None:
        """Write down what came by text message, from the web, or not at all. Clause: 5.5.2."""
        row = self.picked
        found = await self.door.attempt(looked, row.number) if row else None
        if row is None or found is None:
            return
        done = await forms.written(self, row, full=found.ending.full)
        if done is not None:
            after = await self.door.attempt(looked, row.number)
            last = after.ending.callbacks[-1].result if after else None
            await self._recorded(done, last)

    async def _recorded(self, done: TicketRow | None, result: CallbackResult | None) -> None:
        """Point out leading words, and close what is done with."""
        if done is None:
            return
        said = f"{done.number} 已记录"
        if done.status is Status.SIGNED:
            said = f"{done.number} 未解决，已退回承办单位重新办理"
        elif forms.to_close(done, result):
            closed = await self.door.attempt(closing.close, done.number)
            said = f"{done.number} 已办结" if closed else f"{said}，尚不能办结"
        written = next((one for one in done.history[::-1] if one.what == "called_back"), None)
        for hint in leading(written.summary if written else ""):
            words = written.summary[slice(*hint.span)] if written else ""
            self.notify(f"“{words}”{hint.message}　{hint.clause}", timeout=8, markup=False)
        await self.reload()
        self.say(said)

    @work(group="write")
    async def action_close(self) -> None:
        """Close the picked ticket. Clause: 5.6.1."""
        row = self.picked
        if row is None:
            return
        if await self.door.attempt(closing.close, row.number, row.version):
            await self.reload()
            self.say(f"{row.number} 已办结")

    @work(group="write")
    async def action_archive(self) -> None:
        """Archive the picked ticket under a named keeper. Clause: 5.6.1, 5.6.3."""
        row = self.picked
        known = await self.door.attempt(archiving.keepers)
        if row is not None and known is not None and await forms.archived(self, row, known):
            await self.reload()
            self.say(f"{row.number} 已归档")

    @work(group="ask")
    async def action_verify(self) -> None:
        """Compute the hashes of the picked entry anew. Clause: 5.6.2."""
        row = self.picked
        found = await self.door.attempt(archiving.verify, row.number) if row else None
        if row and found:
            wrong = "；".join(one for _, one in found.wrong)
            self.say(f"{row.number} {'!! ' + wrong if wrong else '档案完好'}")

"""The end of a call: the record becomes a ticket, or everything stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual import work

from hotline_tui.screens import entry_form
from hotline_tui.screens.entry_help import EntryHelp
from hotline_tui.standard import acceptance
from hotline_tui.standard.refusal import Fault, Refused
from hotline_tui.widgets.ask import Ask

if TYPE_CHECKING:
    from hotline_tui.services.registering import Registration
    from hotline_tui.services.rows import TicketRow

Sender = Callable[..., "TicketRow"]
"""A use case that makes a ticket of a registration."""


class EntrySending(EntryHelp):
    """Registers, answers directly, or does not accept. Clause: 5.2.2.1, 5.2.2.3 d, 5.3.1."""

    def _registration(self) -> Registration:
        from hotline_tui.services.registering import Registration

        return Registration(self.draft, call=None if self.draft.online else self.call)

    # Not workers: keys typed meanwhile wait, and belong to the next matter.

    async def action_register(self) -> None:
        """Register the ticket, so that it can be dispatched."""
        from hotline_tui.services.registering import register

        await self._send(register)

    async def action_answer(self) -> None:
        """Register and answer directly from the cited article, which may have to be found first."""
        if self.cited is None:
            self._find_answer()
        else:
            from hotline_tui.services.registering import register_and_answer

            await self._send(register_and_answer, self.cited.article.id)

    @work(group="write")
    async def _find_answer(self) -> None:
        if await self.choose_article():
            await self.action_answer()

    def action_turn_away(self) -> None:
        """Do not accept the matter: ask for reason and advice."""
        self.read_form()
        elsewhere = acceptance.outside(self.draft.division, self.desk.region)
        self.turn_away(elsewhere or acceptance.NotAccepted("", ""))

    @work(group="write")
    async def turn_away(self, why: acceptance.NotAccepted) -> None:
        """Ask for reason and advice, and keep the matter as not accepted. Clause: 5.2.2.1."""
        reason = await self.app.push_screen_wait(
            Ask("不予受理的原因", "工单会留存，写明原因和建议。", value=why.reason)
        )
        advice = reason and await self.app.push_screen_wait(
            Ask("建议诉求人向何处反映", "这句话可以直接告诉诉求人。", value=why.advice)
        )
        if reason and advice:
            from hotline_tui.services.registering import turn_away

            await self._send(turn_away, reason, advice)

    async def _send(self, use_case: Sender, *args: Any) -> None:
        """Hand the record in; on a refusal everything stays, and the cursor goes to the fault."""
        from hotline_tui.services.desk import OutOfReach

        if not self.is_open:
            return
        self.read_form()
        if self.reading.faults:
            self._turn_back(self.reading.faults)
            return
        try:
            done = await self.door.ask(use_case, self._registration(), *args)
        except Refused as refused:
            self._turn_back(refused.faults)
        except OutOfReach as away:
            await self.write_down()
            self.notify(f"{away}\n草稿已保存在本机。", severity="error", timeout=10, markup=False)
        else:
            await self._sent(done)

    def _turn_back(self, faults: tuple[Fault, ...]) -> None:
        """Say what is wrong, and go where the first of it can be put right."""
        asked = {one.element.name for one in self.missing}
        others = tuple(fault for fault in faults if fault.field not in asked)
        if others:  # what is missing is told by its line
            self.door.refused(others)
        self.refusal = others
        shown = self.form.shown
        fields = (entry_form.field_of(fault.field) for fault in faults)
        first = next((name for name in fields if name in shown), "")
        if first:
            self.form.go_to(first)
        self.tell()

    async def _sent(self, done: TicketRow) -> None:
        from hotline_tui.services.linking import link

        for number in sorted(self.links):
            await self.door.attempt(link, done.number, number, "重复诉求")
        await self.forget()
        self.start_anew()
        self.done, self.is_parting = done, not done.record.online
        await self.count_drafts()

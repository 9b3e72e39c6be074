"""The end of a call: the record becomes a ticket, or everything stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import work

from hotline_tui.screens import entry_form
from hotline_tui.screens.entry_help import EntryHelp
from hotline_tui.screens.noting import noted
from hotline_tui.services.desk import OutOfReach
from hotline_tui.standard import acceptance, check
from hotline_tui.standard.refusal import Fault, Refused
from hotline_tui.widgets.ask import Ask

if TYPE_CHECKING:
    from hotline_tui.services.handing_in import Finished
    from hotline_tui.services.rows import TicketRow


class EntrySending(EntryHelp):
    """Registers, answers directly, or does not accept. Clause: 5.2.2.1, 5.2.2.3 d, 5.3.1."""

    # Not workers: keys typed meanwhile wait, and belong to the next matter.

    async def action_register(self) -> None:
        """Register the ticket, so that it can be dispatched."""
        await self._send()

    async def action_answer(self) -> None:
        """Register and answer directly from the cited article, which may have to be found first."""
        if self.cited is None:
            self._find_answer()
        else:
            await self._send(article=self.cited.article.id)

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
            await self._send(refusal=(reason, advice))

    async def _send(self, **outcome: Any) -> None:
        """Hand the record in; on a refusal everything stays, and the cursor goes to the fault.

        Without the database the record is looked at as far as can be, and kept until it is back.
        """
        from hotline_tui.services.handing_in import Finished, hand_in

        if not self.is_open:
            return
        self.read_form()
        if self.reading.faults:
            self._turn_back(self.reading.faults)
            return
        call = None if self.draft.online else self.call
        finished = Finished(self.draft, call, tuple(sorted(self.links)), **outcome)
        try:
            is_away = self.door.frame is not None and self.door.frame.away_since is not None
            done = None if is_away else await self.door.ask(hand_in, finished)
        except Refused as refused:
            self._turn_back(refused.faults)
        except OutOfReach as away:
            self.door.keeper.line_cut(away.is_cut)
            await self._put_by(finished, away.state)
        else:
            if finished.article is not None:
                self.learn(finished.article, fits=True)
            await (self._put_by(finished) if done is None else self._sent(done))

    async def _put_by(self, finished: Finished, why: str = OutOfReach.state) -> None:
        from hotline_tui.services.handing_in import put_by

        faults = (
            () if finished.refusal else check.faults(self.draft, self.desk.now(), self.desk.region)
        )
        if faults:
            self._turn_back(faults)
            return
        if not (await self.write_down() and await noted(self.door, put_by, finished)):
            told = f"没有登记：{why}，本机也存不下，写的只在屏幕上。腾出空间后再按 ^S。"
            self.notify(told, severity="error", timeout=12)
            return
        self.start_anew()
        told = f"{why}：工单已存在本机，恢复后自动登记。"
        self.notify(told, severity="warning", timeout=8)
        await self.door.keeper.deliver()

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
        await self.forget()
        self.start_anew()
        self.done, self.is_parting = done, not done.record.online
        await self.count_drafts()

"""The end of a call: the record becomes a ticket, or everything stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual import work

from hotline_tui.screens import entry_form
from hotline_tui.screens.entry_keeping import EntryKeeping
from hotline_tui.screens.entry_lines import due_line
from hotline_tui.screens.knowledge import KnowledgeScreen
from hotline_tui.services import drafting, linking, registering
from hotline_tui.services import knowledge as kb
from hotline_tui.services.opening import OutOfReach
from hotline_tui.services.registering import Registration
from hotline_tui.services.rows import TicketRow
from hotline_tui.standard import acceptance
from hotline_tui.standard.refusal import Fault, Refused
from hotline_tui.standard.scripts import Moment, phrase
from hotline_tui.widgets.ask import Ask

Sender = Callable[..., TicketRow]
"""A use case that makes a ticket of a registration."""


class EntrySending(EntryKeeping):
    """Registers, answers directly, or does not accept. Clause: 5.2.2.1, 5.2.2.3 d, 5.3.1."""

    def _registration(self) -> Registration:
        return Registration(self.draft, call=None if self.draft.online else self.call)

    def _unreadable(self) -> bool:
        if self.faults:
            self.door.refused(self.faults)
            return True
        return False

    @work(group="write")
    async def action_register(self) -> None:
        """Register the ticket, so that it can be dispatched."""
        if not self._unreadable():
            await self._send(registering.register, self._registration())

    @work(group="write")
    async def action_answer(self) -> None:
        """Register and answer directly from the cited article."""
        if self._unreadable() or (self.cited is None and not await self._choose_article()):
            return
        if self.cited is not None:
            await self._send(
                registering.register_and_answer, self._registration(), self.cited.article.id
            )

    def action_turn_away(self) -> None:
        """Do not accept the matter: ask for reason and advice."""
        elsewhere = acceptance.outside(self.form.filled.given.get("division", ""))
        self._turn_away(elsewhere or acceptance.NotAccepted("", ""))

    @work(group="write")
    async def _turn_away(self, why: acceptance.NotAccepted) -> None:
        if self._unreadable():
            return
        reason = await self.app.push_screen_wait(Ask("不予受理的原因", value=why.reason))
        advice = reason and await self.app.push_screen_wait(
            Ask("建议诉求人向何处反映", value=why.advice)
        )
        if reason and advice:
            await self._send(registering.turn_away, self._registration(), reason, advice)

    async def _send(self, use_case: Sender, *args: Any) -> None:
        """Hand the record in; on a refusal everything stays, and the cursor goes to the fault."""
        if self._sending:
            return
        self._sending = True
        try:
            done = await self.door.ask(use_case, *args)
        except Refused as refused:
            self.door.refused(refused.faults)
            self._to_fault(refused.faults)
            return
        except OutOfReach as away:
            await self._write_down()
            self.notify(f"{away}\n草稿已保存在本机。", severity="error", timeout=10, markup=False)
            return
        finally:
            self._sending = False
        await self._sent(done)

    def _to_fault(self, faults: tuple[Fault, ...]) -> None:
        shown = self.form.shown
        fields = (entry_form.field_of(fault.field) for fault in faults)
        first = next((name for name in fields if name in shown), "")
        if first:
            self.form.go_to(first)

    async def _sent(self, done: TicketRow) -> None:
        for number in sorted(self.links):
            await self.door.attempt(linking.link, done.number, number, "重复诉求")
        await self.door.ask(drafting.discard, self.door.journal, str(self.draft.id))
        self._start_anew()
        due = f"，{due_line(done)}" if done.due_at else ""
        self._farewell = f"{done.number} {done.status.label}{due}　{phrase(Moment.BEFORE_END).text}"
        self.say()

    async def _choose_article(self) -> bool:
        query = self.draft.title or self.draft.content or self.draft.course
        chosen = await self.app.push_screen_wait(KnowledgeScreen(query[:60], citing=True))
        if chosen is None:
            return False
        article = await self.door.attempt(kb.article, chosen)
        if article is not None:
            self.cited = kb.cited(article)
            self.show_help()
        return article is not None

"""The dispatch dialog: who gets a ticket, and what an urgent one must not leave open.

Clause: 5.3.2.1.1 a, 5.3.2.1.1 b, 5.3.2.1.1 c, 5.3.2.1.2, 5.3.2.1.4, 5.3.2.1.5, B.2.1.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from hotline_tui.kb.lookup import Choice
from hotline_tui.screens import dispatching_form as form
from hotline_tui.screens.asking import Asking
from hotline_tui.screens.base import DeskScreen
from hotline_tui.screens.claims import give_up
from hotline_tui.screens.dispatching_fields import Fields
from hotline_tui.screens.form_keeping import FormKeeper, taken_back
from hotline_tui.services import queueing
from hotline_tui.services.advising import Advice, advise
from hotline_tui.services.desk import OutOfReach
from hotline_tui.services.dispatching import Dispatch, Plan, dispatch, preview
from hotline_tui.services.drafting import Kept
from hotline_tui.services.rows import TicketRow
from hotline_tui.standard.refusal import Fault, Refused
from hotline_tui.standard.urgent import DUTIES
from hotline_tui.widgets.ask import Confirm, Notice
from hotline_tui.widgets.chooser import Chooser
from hotline_tui.widgets.line import Line


@dataclass(frozen=True, slots=True)
class Beginning:
    """What the dialog begins with: a suggestion as the lead (from 0), the flag of complexity."""

    suggested: int | None = None
    complex: bool = False


async def open_dialog(
    screen: DeskScreen, ticket: TicketRow, beginning: Beginning, *, keep: bool
) -> TicketRow | None:
    """Dispatch a claimed ticket in a dialog over `screen`; None when it was left.

    Without `keep` the claim is then given up. Must run in a worker.
    """
    keeper = FormKeeper(screen, f"派单 {ticket.number}")
    dialog = DispatchingScreen(ticket, beginning)
    dialog.keep_with(keeper, await keeper.earlier())
    done: TicketRow | None = await screen.app.push_screen_wait(dialog)
    await keeper.forget()
    if done is not None:
        screen.door.claims.discard(ticket.id)
    elif not keep:
        await give_up(screen, ticket.id, ticket.number)
    return done


def dispatched(done: TicketRow) -> str:
    """What became of a ticket, in a line: `… 已派至…，11-23 14:15 前签收`."""
    sign_by = done.clocks.sign.due_at
    told = f"，{form.shown(sign_by)} 前签收" if sign_by else ""
    return f"{done.number} 已派至{done.organizer}{told}"


class DispatchingScreen(DeskScreen):
    """One short form; gives the dispatched ticket, or None."""

    CSS_PATH = "dispatching.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "send", "派单", id="dispatching.send", priority=True,
                tooltip="看将要发出的内容，Enter 确认派单"),
        Binding("ctrl+r", "drop", "去协办", id="dispatching.drop", priority=True,
                tooltip="去掉最后一个协办单位"),
        Binding("ctrl+t", "ticket", "看工单", id="dispatching.ticket", priority=True,
                tooltip="看工单全文和历史，填好的不丢"),
        Binding("up", "move(-1)", "上一项", id="dispatching.up", show=False),
        Binding("down", "move(1)", "下一项", id="dispatching.down", show=False),
        Binding("escape", "leave", "返回", id="dispatching.leave",
                tooltip="不派，回到列表；为派单而占用的随即放开"),
    ]  # fmt: skip

    def __init__(self, ticket: TicketRow, beginning: Beginning) -> None:
        """`ticket` is claimed by this desk."""
        super().__init__()
        self._ticket = ticket
        self._beginning = beginning
        self._fields = Fields(ticket, complex=beginning.complex)
        self._sending = False
        self._given_up: form.Filled | None = None
        self._refused: form.Filled | None = None
        self._asking: Asking[form.Filled, Plan] = Asking(
            self, lambda: self._fields.filled, self._preview, self._previewed, lambda: None
        )
        self._keeper: FormKeeper | None = None
        self._earlier: Kept | None = None

    def keep_with(self, keeper: FormKeeper, earlier: Kept | None) -> None:
        """Keep what is filled in, and go on with what was filled in before."""
        self._keeper, self._earlier = keeper, earlier

    def body(self) -> ComposeResult:
        """The form."""
        yield self._fields

    def on_mount(self) -> None:
        """The units to choose from, and the suggestions."""
        self._fields.tell_ticket(self._ticket, self.desk)
        self._prepare()

    @work(group="prepare")
    async def _prepare(self) -> None:
        self._fields.go_to("lead")
        known = await self.door.attempt(form.organizers)
        if known is not None:
            self._fields.serve(known)
        advice = await self.door.attempt(advise, self._ticket.number)
        if advice is not None:
            self._fields.advise(advice)
            self._begin(advice)
        if self._earlier is not None:
            self._fields.put_back(self._earlier)
            self.notify(taken_back(self._earlier), timeout=8, markup=False)
            self._earlier = None
        self._asking.now()

    def _begin(self, advice: Advice) -> None:
        place = self._beginning.suggested
        if place is not None and place < len(advice.units):
            unit = advice.units[place]
            self._fields.lead.choose(Choice(unit.code, unit.name))
            self._fields.go_to("opinion")

    # ---- what is filled in --------------------------------------------------------------

    @on(Line.Changed)
    def _typed(self) -> None:
        self._asking.soon()
        self._keep()

    def _keep(self) -> None:
        fields = self._fields
        if self._keeper is not None and self._earlier is None:
            self._keeper.soon(lambda: fields.to_keep if fields.filled != fields.untouched else {})

    @on(Chooser.Chosen)
    def _chosen(self, event: Chooser.Chosen) -> None:
        if event.chooser is self._fields.helper and event.choice is not None:
            self._fields.help_or_not(event.choice)
        elif event.final and event.choice is not None:
            self._go_on()
        self._asking.now()
        self._keep()

    @on(Line.Submitted)
    def _entered(self) -> None:
        self._go_on()

    def _go_on(self) -> None:
        if not self._fields.go_on():
            self.action_send()

    @on(Line.TooLong)
    def _too_long(self, event: Line.TooLong) -> None:
        told = f"太长：有 {len(event.left_out)} 个字没有放进去。"
        self.notify(told, severity="warning", timeout=8)

    def action_drop(self) -> None:
        """Take the last assisting unit away."""
        self._fields.drop_last()
        self._asking.now()
        self._keep()

    def action_move(self, by: int) -> None:
        """To the field above or below."""
        (self.focus_next if by > 0 else self.focus_previous)()

    def action_ticket(self) -> None:
        """Read the whole ticket."""
        self.door.show_ticket(self._ticket.number)

    # ---- what would be sent -------------------------------------------------------------

    def _wish(self, filled: form.Filled) -> tuple[Dispatch, tuple[Fault, ...]]:
        duties = DUTIES[self._ticket.urgency]
        return form.read(filled, self._ticket.number, duties, self.desk.now())

    async def _preview(self, filled: form.Filled) -> Plan | None:
        return await self.door.attempt(preview, self._wish(filled)[0])

    def _previewed(self, filled: form.Filled, plan: Plan) -> None:
        faults = form.all_faults(self._wish(filled)[1], plan)
        self._fields.tell_plan(plan, faults, refused=filled == self._refused)

    async def reload(self) -> None:
        """Somebody may have changed the ticket: say who did what, and show it as it is now."""
        ticket = await self.door.attempt(queueing.show, self._ticket.number)
        if ticket is None:
            return
        me = self.desk.person.workno
        news = [one for one in ticket.history[len(self._ticket.history) :] if one.who != me]
        self._ticket = ticket
        self._fields.tell_ticket(ticket, self.desk)
        self._fields.tell_news([f"{one.name or one.who} {one.summary}" for one in news])
        self._asking.now()

    def tick(self) -> None:
        """The remaining time; what a limit counted from now comes to."""
        self._fields.tell_ticket(self._ticket, self.desk)

    # ---- sending ------------------------------------------------------------------------

    @work(group="write")
    async def action_send(self) -> None:
        """Show what will be sent; dispatch it when that is confirmed."""
        if self._sending:
            return
        self._sending = True
        try:
            await self._send()
        finally:
            self._sending = False

    async def _send(self) -> None:
        filled, version = self._fields.filled, self._ticket.version
        wish, unread = self._wish(filled)
        plan = await self.door.attempt(preview, wish)
        if plan is None:
            return
        faults = form.all_faults(unread, plan)
        if faults:
            self._refuse(faults, plan)
        elif await self.app.push_screen_wait(
            Confirm(f"将派出 {self._ticket.number}", form.what_is_sent(wish, plan))
        ):
            await self._dispatch(replace(wish, version=version), plan)

    async def _dispatch(self, wish: Dispatch, plan: Plan) -> None:
        try:
            done = await self.door.ask(dispatch, wish)
        except OutOfReach as away:
            self.notify(f"{away}\n没有派出，填好的都还在。", severity="error", markup=False)
        except Refused as refused:
            if any(fault.field == "version" for fault in refused.faults):
                await self.app.push_screen_wait(Notice("没有派出", str(refused)))
                await self.reload()
            else:
                self._refuse(refused.faults, plan)
        else:
            self.dismiss(done)

    def _refuse(self, faults: tuple[Fault, ...], plan: Plan) -> None:
        self._refused = self._fields.filled
        self._fields.tell_plan(plan, faults, refused=True)
        first = next((form.FIELDS[one.field] for one in faults if one.field in form.FIELDS), "")
        if first:
            self._fields.go_to(first)

    def action_leave(self) -> None:
        """Leave without dispatching; what was filled in is not thrown away by one key."""
        filled = self._fields.filled
        if filled in (self._fields.untouched, self._given_up):
            self.dismiss(None)
        else:
            self._given_up = filled
            self.notify("还没有派出，再按一次 Esc 放弃所填。", severity="warning", timeout=4)

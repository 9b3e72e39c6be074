"""The desk in an exercise: the very application, with the conversation on every screen of it."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.widget import Widget

from hotline_tui.app import HotlineApp
from hotline_tui.practice import gathering
from hotline_tui.practice.gathering import Gathered
from hotline_tui.practice.recording import HEARD, SAID, clock
from hotline_tui.practice.running import Room
from hotline_tui.practice.scenario import Exercise
from hotline_tui.practice.voice import Voice
from hotline_tui.screens.practice_score import ScoreScreen
from hotline_tui.screens.start import Opened, Start
from hotline_tui.services.desk import Desk, OutOfReach
from hotline_tui.standard.scripts import SCRIPTS
from hotline_tui.widgets.ask import Confirm
from hotline_tui.widgets.conversation import ME, THEY, Conversation, Said, Spoken
from hotline_tui.widgets.frame import PhraseLine
from hotline_tui.widgets.pick import Pick

BEAT = 0.5
"""Seconds between two looks at what the desk has written down and at what the caller does."""

FIRST = {
    Exercise.DISPATCH: "dispatch",
    Exercise.CALLBACK: "callback",
    Exercise.SUPERVISION: "supervision",
}
"""The area in which an exercise begins, where it is not the ticket form."""

PHRASES = {
    Exercise.CALL: ("B.1.2", "B.1.3", "B.1.4"),
    Exercise.CALLBACK: ("B.4",),
}
"""Whose phrases can be picked in an exercise."""


class PracticeApp(HotlineApp):
    """The desk in the terminal, on a throwaway database, with somebody on the line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9,alt+9", "talk", "说话", id="practice.talk", priority=True,
                tooltip="对诉求人说话；再按回到表单"),
        Binding("alt+s", "say_shown", "说提示语", id="practice.say_shown", priority=True,
                tooltip="照说屏幕上提示的那一句"),
        Binding("alt+i", "pick_phrase", "常用语", id="practice.pick_phrase", priority=True,
                tooltip="从附录 B 的用语里选一句说"),
        Binding("alt+down", "letter(3)", "来信下翻", id="practice.letter_down", priority=True,
                tooltip="网上诉求的原文向下翻，Alt+↑ 向上翻"),
        Binding("alt+up", "letter(-3)", "来信上翻", id="practice.letter_up", priority=True,
                show=False),
        Binding("alt+e", "hand_in", "交卷", id="practice.hand_in", priority=True,
                tooltip="结束练习，看得分和回放"),
    ]  # fmt: skip

    def __init__(self, start: Start, room: Room, speech: str = "") -> None:
        """`start` must open the desk of `room`; `speech` speaks what the caller says."""
        super().__init__(start, FIRST.get(room.scenario.exercise, "entry"))
        self.room = room
        self._voice = Voice(speech, heard=len(room.session.steps))
        self._back: Widget | None = None
        self._gathering = False
        self._keeping = asyncio.Lock()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nobody is talked to in a letter, and there is no letter in a call."""
        exercise = self.room.scenario.exercise
        if action in ("talk", "say_shown", "pick_phrase"):
            return exercise.spoken
        if action == "letter":
            return exercise is Exercise.LETTER
        return super().check_action(action, parameters)

    async def _begin(self, opened: Opened) -> None:
        self.room.session.clock.start()
        await super()._begin(opened)
        self.set_interval(BEAT, self._beat)
        if self.room.scenario.exercise is not Exercise.LETTER:  # which it would lie over
            about = " ".join(filter(None, (self.room.scenario.about, self._manner())))
            self.notify(about, title=self.room.scenario.title, timeout=6, markup=False)
        await self._gather()

    def _manner(self) -> str:
        caller = self.room.scenario.caller
        return f"（{caller.name}：{caller.manner}）" if caller.manner else ""

    # ---- what happens -------------------------------------------------------------------

    async def _gather(self) -> None:
        """Take over what the desk has written down; one reading after the other."""
        if self._gathering or self.room.session.over:
            return
        self._gathering = True
        try:
            session = self.room.session
            found: Gathered = await self.ask(
                gathering.gather, self.room.scenario, session.last_event
            )
            session.last_event = found.last
            if found.steps:
                session.take(found.steps)
                await self._keep()
        finally:
            self._gathering = False
        self.show_frame()

    def _beat(self) -> None:
        """Time goes by for the caller too."""
        session = self.room.session
        if session.over or not self.screen_stack:  # handed in, or left at this very moment
            return
        parted = session.parted
        self.run_worker(self._gather(), group="gather")
        if session.pass_time():
            self.run_worker(self._keep(), group="gather")
        if session.parted and not parted:
            self.run_worker(self._rung_off(), group="write")
        self._voice.speak(session.steps)
        self.show_frame()

    async def _rung_off(self) -> None:
        """The caller has rung off: the exchange tells the desk so."""
        from hotline_tui.services import calls

        self.notify("诉求人挂断了电话。", severity="warning", timeout=6)
        if self.room.scenario.exercise is Exercise.CALL:
            await self.attempt(calls.hang_up)

    async def _keep(self) -> None:
        async with self._keeping:  # an older state must not come down upon a newer one
            await self.ask(partial(_kept, room=self.room))

    # ---- what the trainee does ----------------------------------------------------------

    def action_talk(self) -> None:
        """To the line to speak with, or back."""
        pane = self._pane()
        if pane is None or not pane.is_whole or not self.room.scenario.exercise.spoken:
            return
        if pane.speaking:
            self._leave_pane()
        else:
            self._back = self.screen.focused
            pane.speak()

    def _leave_pane(self) -> None:
        if self._back is not None and self._back.is_attached:
            self._back.focus()
        else:
            self.screen.set_focus(None)

    def on_conversation_left(self) -> None:
        """Back to the form."""
        self._leave_pane()

    def on_conversation_talked(self, message: Conversation.Talked) -> None:
        """The trainee says something, or what is suggested."""
        self._say(message.words or self._to_say())

    def action_letter(self, by: int) -> None:
        """Up or down in the letter."""
        pane = self._pane()
        if pane is not None and pane.is_whole:
            pane.query_one(Said).move(by)

    def action_say_shown(self) -> None:
        """Say the phrase that stands on the screen."""
        self._say(self._to_say())

    @work(group="pick")
    async def action_pick_phrase(self) -> None:
        """Pick a phrase of Appendix B and say it."""
        begins = PHRASES.get(self.room.scenario.exercise, ())
        texts = [one.text for one in SCRIPTS if begins and one.clause.startswith(begins)]
        if texts:
            picked = await self.push_screen_wait(Pick("说哪一句", [(one, one) for one in texts]))
            self._say(picked or "")

    def _say(self, words: str) -> None:
        session = self.room.session
        if not words or session.over:
            return
        if not session.state.talking:
            self.notify("现在没有人在听：先接听或拨号。", timeout=3)
            return
        session.say(words)
        if session.parted:
            self.run_worker(self._rung_off(), group="write")
        self.run_worker(self._keep(), group="gather")
        self.show_frame()

    @work(group="hand_in")
    async def action_hand_in(self) -> None:
        """End the exercise and show the score."""
        if self.room.session.over or self.frame is None:
            return
        if await self.push_screen_wait(Confirm("结束练习并评分？", "交卷以后不能再改。")):
            await self._gather()
            self.room.session.end()
            await self._keep()
            await self.push_screen(ScoreScreen(self.room.session))

    def action_leave_exercise(self) -> None:
        """The score has been seen."""
        self.exit(0)

    def go(self, area: str) -> None:
        """Nowhere else once the score is on view, nor to where exercises begin."""
        if not self.room.session.over and area != "practice":
            super().go(area)

    # ---- what is shown ------------------------------------------------------------------

    def show_frame(self) -> None:
        """The frame, and the conversation beneath it."""
        super().show_frame()
        pane = self._pane()
        if pane is not None and pane.is_whole:
            pane.show(self._told(), self._lines(), self._to_say())

    def _pane(self) -> Conversation | None:
        """The conversation on the screen on view, which gets one where it has none."""
        if self.frame is None or isinstance(self.screen, ScoreScreen):
            return None
        found = self.screen.query(Conversation)
        if found:
            return found.first()
        if not self.screen.is_mounted:
            return None
        pane = Conversation(from_top=self.room.scenario.exercise is Exercise.LETTER)
        exercise = self.room.scenario.exercise
        pane.set_class(not exercise.spoken and exercise is not Exercise.LETTER, "quiet")
        pane.set_class(exercise is Exercise.LETTER, "letter")
        self.screen.mount(pane)
        self.call_after_refresh(self.show_frame)
        return pane

    def _told(self) -> str:
        scenario, session = self.room.scenario, self.room.session
        parts = [" 练习 不是真实来电", scenario.title, clock(session.now)]
        if scenario.exercise.spoken:
            mood = f"（{session.state.mood.label}）" if session.state.talking else ""
            parts.append(f"{scenario.caller.name}{mood}")
            parts.append("已挂断 Alt+E交卷" if session.parted else "F9说话 Alt+S照说 Alt+I常用语")
        else:
            letter = "Alt+↓翻来信　" if scenario.letter else ""
            parts.append(f"{letter}Alt+E交卷　{scenario.about}")
        return "　".join(parts)

    def _lines(self) -> list[Spoken]:
        scenario = self.room.scenario
        if scenario.letter:
            return [Spoken(line) for line in scenario.letter.splitlines() if line.strip()]
        talked = (one for one in self.room.session.steps if one.what in (SAID, HEARD))
        return [Spoken(one.text, ME if one.what == SAID else THEY) for one in talked]

    def _to_say(self) -> str:
        """The phrase that the screen on view suggests."""
        own: str = getattr(self.screen, "to_say", "")
        if own:
            return own
        lines = [one for one in self.screen.query(PhraseLine) if one.display]
        return lines[0].said if lines else ""


def _kept(desk: Desk, room: Room) -> None:
    room.keep()
    with suppress(OutOfReach):  # the exercise goes on; the command tells it at its end
        room.report()

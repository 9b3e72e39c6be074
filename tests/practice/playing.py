"""Plays scenarios through the real application: keys and words, in simulated time."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hotline_tui.practice import hearing, room, running
from hotline_tui.practice.clock import PracticeClock
from hotline_tui.practice.library import find
from hotline_tui.practice.model import perfect
from hotline_tui.practice.recording import HEARD, HUNG_UP, OFFERED, PICKED_UP, SAID, Step
from hotline_tui.practice.running import Room
from hotline_tui.practice.scenario import DeedKind, Ending, Exercise, Scenario
from hotline_tui.practice_app import PracticeApp
from hotline_tui.screens.callback_call import CallDialog
from hotline_tui.screens.dispatch import DispatchScreen
from hotline_tui.screens.dispatching import DispatchingScreen
from hotline_tui.screens.entry import EntryScreen
from hotline_tui.screens.entry_form import NO, YES, Entry
from hotline_tui.screens.entry_inputs import SHORT
from hotline_tui.screens.guided import GuidedForm
from hotline_tui.screens.knowledge import KnowledgeScreen
from hotline_tui.screens.start import Opened, Start
from hotline_tui.screens.ticket import TicketScreen
from hotline_tui.services.desk import Desk, Person
from hotline_tui.services.drafting import Journal
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.record import TicketDraft, value
from hotline_tui.standard.scripts import DISSATISFIED_WITH
from hotline_tui.standard.vocabulary import CallbackResult, Channel, Kind, Rating, Urgency
from hotline_tui.widgets.ask import Ask
from hotline_tui.widgets.conversation import Conversation
from tests.stories.desk import Story

TRAINEE = Person("T001", "学员", frozenset())
STARTED = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)


@dataclass(slots=True)
class HandClock(PracticeClock):
    """A clock of an exercise that is moved by hand."""

    def start(self) -> None:
        """Nothing starts by itself."""

    def stop(self) -> None:
        """Nothing runs."""

    def to(self, seconds: float) -> None:
        """Let time pass until so many seconds after the beginning."""
        self.passed = max(self.passed, seconds)


class Player(Story):
    """A trainee at the practice desk, who does everything as the scenario's perfect run does."""

    def __init__(self, app: PracticeApp, pilot: Any, room: Room) -> None:
        super().__init__(app, pilot, app.desk, None)  # type: ignore[arg-type]
        self.practice = app
        self.room = room

    @property
    def scenario(self) -> Scenario:
        return self.room.scenario

    def at(self, seconds: float) -> None:
        """Let simulated time pass."""
        clock = self.room.session.clock
        assert isinstance(clock, HandClock)
        clock.to(seconds)

    async def happened(self, what: str, times: int = 1) -> None:
        """Wait until something has happened so many times."""
        done = lambda: sum(one.what == what for one in self.room.session.steps) >= times  # noqa: E731
        await self.until(done, what)

    # ---- a whole exercise ---------------------------------------------------------------

    async def play(self) -> None:
        """Do all that the perfect run does, each at its time."""
        made = 0
        for step in perfect(self.scenario):
            self.at(step.at)
            if step.what not in (SAID, HEARD):
                await self.silent()
            match step.what:
                case "registered" | "answered" | "not_accepted":
                    await self.take_down(made)
                    made += 1
                case "dispatched":
                    await self.dispatch(step)
                case "called_back":
                    await self.call_back()
                case str(deed) if deed in set(DeedKind):
                    await self.supervise(DeedKind(deed))
                case _:
                    await self.talk(step)

    async def talk(self, step: Step) -> None:
        """What belongs to the telephone and the conversation."""
        if step.what == PICKED_UP and self.scenario.exercise is Exercise.CALLBACK:
            await self.press("c")
            await self.until(lambda: isinstance(self.app.screen, CallDialog), "the call")
            await self.happened(PICKED_UP)
        elif step.what in (PICKED_UP, OFFERED, HUNG_UP):
            await self.press("ctrl+o")
            await self.happened(step.what)
        elif step.what == SAID:
            await self.say(step.text)
            if self.scenario.exercise is Exercise.CALLBACK:
                await self.silent()
                await self.take_answer(step.text)

    async def say(self, words: str) -> None:
        """Say something; the cursor stays in the line to speak with."""
        before = sum(one.what == SAID for one in self.room.session.steps)
        await self.until(lambda: self.app.screen.query(Conversation), "the pane")
        if not self.app.screen.query_one(Conversation).speaking:
            await self.press("f9")
        await self.write(words)
        await self.press("enter")
        await self.happened(SAID, before + 1)  # not merely a word of the caller's in between

    async def silent(self) -> None:
        """Back from speaking to where the cursor was."""
        panes = self.app.screen.query(Conversation)
        if panes and panes.first().speaking:
            await self.press("f9")
            await self.until(lambda: not panes.first().speaking, "the way back")

    # ---- taking down --------------------------------------------------------------------

    async def take_down(self, nth: int) -> None:
        """Fill the form in, field after field, and hand it in."""
        matter = self.scenario.matters[nth]
        screen = self.app.screen
        assert isinstance(screen, EntryScreen), screen
        await self.until(lambda: screen.form.served and screen.form.current == "kind", "the form")
        await self.fill(screen, matter.draft)
        number = len([one for one in self.room.session.steps if "record" in one.given])
        if matter.ends is Ending.ANSWER:
            await self.cite(matter.article)
            await self.press("ctrl+d")
        elif matter.ends is Ending.TURN_AWAY:
            await self.turn_away(screen, matter.reason, matter.advice)
        else:
            await self.press("ctrl+s")
        await self.until(
            lambda: len([one for one in self.room.session.steps if "record" in one.given]) > number,
            "the ticket",
        )

    async def fill(self, screen: EntryScreen, draft: TicketDraft) -> None:
        """Every field of the form, in the order of the form."""
        form = screen.form
        await self.press(digit(Kind, draft.kind))
        await self.until(lambda: form.current == "urgency", "the urgency")
        await self.press(digit(Urgency, draft.urgency))
        await self.until(lambda: form.current not in ("urgency", "kind"), "the next field")
        if draft.channel is not Channel.PHONE:
            back = form.current
            await self.press("alt+y", digit(Channel, draft.channel))
            await self.until(lambda: form.current == back, "the way back")
        if draft.risk_to_life_or_property:
            await self.press("alt+m")
        if draft.claimant.confidential:
            await self.press("alt+b")
        seen: set[str] = set()
        while (name := form.current) not in seen and name != "kind":
            seen.add(name)
            await self.fill_field(screen, draft, name)

    async def fill_field(self, screen: EntryScreen, draft: TicketDraft, name: str) -> None:
        """One field, and on to the next."""
        form = screen.form
        element = "content" if draft.kind in (Kind.CONSULTATION, Kind.SUGGESTION) else "course"
        element = element if name == "story" else name
        if element in draft.not_provided:
            await self.press("ctrl+n")
            await self.until(lambda: isinstance(self.app.screen, Ask), "the question")
            await self.press("ctrl+u")
            await self.write(draft.not_provided[element])
            await self.press("enter")
            await self.until(lambda: self.app.screen is screen and form.current != name, "on")
            return
        if element == "instability.threat":
            await self.press(flag(draft.instability.threat))
        elif (given := value(draft, element)) and not form.text(name):
            await self.write(self.typed(element, given))
            if element in ("division", "category"):
                await self.press("enter")
        if form.current == name and isinstance(self.app.screen, EntryScreen):
            await self.press("tab")
        await self.until(
            lambda: form.current != name or self.app.screen is not screen, f"the field after {name}"
        )
        if self.app.screen is not screen:  # a place in another region is turned away at once
            await self.press("escape")
            await self.until(lambda: self.app.screen is screen, "the form")
            await self.press("tab")

    def typed(self, element: str, given: Any) -> str:
        """A value of a record as people type it."""
        if isinstance(given, datetime):
            return f"{given.astimezone(BEIJING):%Y-%m-%d %H:%M}"
        if element == "division":
            name = self.practice_places().get(given, given)
            return name.split()[-1] if " " in name else name
        return "/".join(given) if isinstance(given, tuple) else str(given)

    def practice_places(self) -> dict[str, str]:
        """The names of places by their codes."""
        from hotline_tui.services.directory import directory

        return {"河北省": "河北", **directory(self.app.desk).place_names}

    async def cite(self, title: str) -> None:
        """Look an article up and cite it."""
        await self.press("ctrl+f")
        await self.until(lambda: isinstance(self.app.screen, KnowledgeScreen), "the search")
        await self.press("ctrl+u")
        await self.write(title)
        await self.sees(title[:12])
        await self.press("ctrl+s")
        await self.until(lambda: isinstance(self.app.screen, EntryScreen), "the form")

    async def turn_away(self, screen: EntryScreen, reason: str, advice: str) -> None:
        """Do not accept: reason and advice."""
        await self.press("ctrl+r")
        for words in (reason, advice):
            await self.until(lambda: isinstance(self.app.screen, Ask), "the question")
            asked = self.app.screen
            await self.press("ctrl+u")
            await self.write(words)
            await self.press("enter")
            await self.until(lambda asked=asked: self.app.screen is not asked, "the answer")

    # ---- other desks --------------------------------------------------------------------

    async def dispatch(self, step: Step) -> None:
        """Take the most urgent ticket and send it as the scenario says."""
        nth = next(
            nth
            for nth in range(len(self.scenario.matters))
            if str(self.scenario.identity(nth)) == step.given["record"]["id"]
        )
        matter = self.scenario.matters[nth]
        sent = matter.sent
        assert sent is not None
        await self.sees("待派", matter.draft.title[:8])
        await self.press("u" if sent.complex else "n")
        await self.until(lambda: isinstance(self.app.screen, DispatchingScreen), "the dialog")
        await self.sees("牵头[", "签收")
        await self.sees(matter.draft.title[:8])
        await self.write(sent.organizer or "没有合适单位")
        await self.press("enter")
        for unit in sent.assisting:
            await self.write(unit)
            await self.press("enter")
        await self.press("enter", "enter")
        for decided in (sent.police, sent.emergency_management):
            if decided is not None:
                await self.write("值班员")
                await self.press("enter")
                await self.write("已说明情况")
                await self.press("enter")
                await self.press("1" if decided else "2")
                await self.press("enter")
                await self.write("视情况判断")
        if matter.draft.urgency is Urgency.PUBLIC_HEALTH:
            await self.write("值班员")
            await self.press("enter")
            await self.write("已说明情况")
        before = sum(one.what == "dispatched" for one in self.room.session.steps)
        await self.press("ctrl+s")
        await self.sees("将派出")
        await self.press("enter")
        await self.until(lambda: isinstance(self.app.screen, DispatchScreen), "the queue")
        await self.happened("dispatched", before + 1)

    async def take_answer(self, words: str) -> None:
        """Press the digits for what was heard last."""
        answers = self.scenario.matters[0].answers
        assert answers is not None
        said = hearing.clauses(words)
        if "B.4.1" in said:
            await self.press("1" if answers.result is CallbackResult.REACHED else "2")
        elif "B.4.2" in said:
            await self.press("1" if answers.contacted else "2")
        elif "B.4.3" in said:
            await self.press("1" if answers.solved else "2")
        elif "B.4.4" in said:
            await self.press(digit(Rating, answers.satisfied))
        elif "B.4.5" in said:
            await self.press(*(str(DISSATISFIED_WITH.index(one) + 1) for one in answers.reasons))
            await self.press("enter")

    async def call_back(self) -> None:
        """Write the claimant's own words down, and keep the callback."""
        answers = self.scenario.matters[0].answers
        assert answers is not None
        await self.until(lambda: isinstance(self.app.screen, GuidedForm), "the form")
        if answers.remarks:
            await self.write(answers.remarks)
        await self.press("ctrl+s")
        await self.happened("called_back")

    async def supervise(self, deed: DeedKind) -> None:
        """What a supervisor does, by the usual keys."""
        if deed is DeedKind.ACKNOWLEDGED:
            await self.sees("^A处理")
            await self.press("ctrl+a")
            await self.until(lambda: isinstance(self.app.screen, TicketScreen), "the ticket")
            await self.press("a")
            await self.happened(deed.value)
            await self.press("escape")
        elif deed is DeedKind.SURGE_DECLARED:
            await self.press("f4")
            await self.sees("待派")
            await self.press("s")
            await self.until(lambda: isinstance(self.app.screen, Ask), "the reason")
            await self.write("寒潮来电骤增")
            await self.press("enter")
        else:
            await self.sees("待督办", self.scenario.matters[0].draft.title[:8])
            await self.press("s")
            await self.sees("2 文件督办")
            await self.press("2")
            await self.sees("审批领导")
            for words in ("限期拆除", "居民多次反映", "明天18点", "张局长"):
                await self.write(words)
                await self.press("tab")
            await self.press("ctrl+s")
        await self.happened(deed.value)


def digit(vocabulary: Any, member: Any) -> str:
    """The digit that stands for a member of a short list."""
    return str(list(vocabulary).index(member) + 1)


def flag(yes: bool) -> str:
    """The digit that stands for yes or no."""
    codes = [one.code for one in SHORT[Entry.FLAG]]
    return str(codes.index(YES if yes else NO) + 1)


@asynccontextmanager
async def exercise(
    name: str, base: Path, cache: Path, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Player]:
    """The practice desk of a scenario, with a clock that is moved by hand."""
    reference = room.reference_desk(cache)
    opened = running.begin(base, find(name), reference, TRAINEE, STARTED)
    reference.database.close()
    opened.cache = cache
    opened.session.clock = HandClock(opened.scenario.at)

    def desk(password: str | None) -> Opened:
        return Opened(opened.desk())

    opened.folder.mkdir(parents=True)
    app = PracticeApp(Start(lambda: Journal(opened.folder / room.DRAFTS), desk), opened)
    async with app.run_test(size=size) as pilot:
        player = Player(app, pilot, opened)
        await player.until(lambda: app.frame is not None and app.screen.query(Conversation), "desk")
        yield player
        desk_: Desk = app.desk
    desk_.database.close()

"""`hotline practice play`: an exercise in this terminal, on a desk that is thrown away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from hotline_tui.cli.invocation import Invocation
from hotline_tui.cli.telling import complain, say
from hotline_tui.cli.terminal import show
from hotline_tui.practice import library, room, running
from hotline_tui.practice.replay import lost_lines
from hotline_tui.practice.running import Room
from hotline_tui.practice.score import FULL
from hotline_tui.screens.start import Start
from hotline_tui.services.desk import Desk, Person
from hotline_tui.standard.refusal import Fault, Refused


def practise(asked: Invocation, own: Desk, scenario: str, speed: float = 0.0) -> int:
    """Begin an exercise, or without a scenario go on with the one that was left; the exit code."""
    base = asked.settings().practice
    if scenario:
        opened = begun(base, own.person, scenario, own.now(), speed)
    else:
        opened = _again(base, own.person)
    opened.book = own
    return play(asked, opened)


def practise_between(asked: Invocation, own: Desk, scenario: str) -> None:
    """An exercise for which the desk was left, and to which one comes back."""
    try:
        practise(asked, own, scenario)
    except Refused as refused:
        complain(refused, as_json=False)
        input("Enter ")


@contextmanager
def reference(base: Path) -> Iterator[Desk]:
    """A desk at which scenarios are read: the template of all practice desks."""
    desk = room.reference_desk(base)
    try:
        yield desk
    finally:
        desk.database.close()


def begun(base: Path, trainee: Person, scenario: str, now: datetime, speed: float) -> Room:
    """Begin an exercise. Raises `Refused` for a scenario that there is none of, or a bad one."""
    source = library.find(scenario)
    with reference(base) as at:
        return running.begin(base, source, at, trainee, now, speed)


def _again(base: Path, trainee: Person) -> Room:
    left = next(running.broken_off(base, trainee.workno), None)
    if left is None:
        raise Refused(Fault("resume", "", "没有做到一半的练习"))
    with reference(base) as at:
        return running.resume(base, left, at)


def play(asked: Invocation, opened: Room) -> int:
    """Play an open exercise until it is handed in or left; the exit code."""
    from hotline_tui.practice_app import PracticeApp

    settings = asked.settings()
    alone, drafts = settings.model_copy(update={"smtp": None}), opened.folder / room.DRAFTS

    def desk(password: str | None) -> Desk:
        return opened.desk()

    def application(start: Start, first: str) -> PracticeApp:
        return PracticeApp(start, opened, settings.speech)

    opened.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    code = show(lambda: alone, desk, application=application, journal=lambda: drafts)
    opened.session.clock.stop()
    if opened.session.over:
        _told(opened)
        opened.report()
        opened.leave()
    elif not opened.session.steps:  # nothing has happened: there was no terminal, or no time
        opened.leave()
    else:
        say("练习没有交卷：hotline practice --resume 接着做。")
    return code


def _told(opened: Room) -> None:
    found = opened.session.score()
    say(f"{opened.scenario.title}：{found.points} / {FULL}")
    for line in lost_lines(found):
        say(f"  {line}")

"""The practice desk: real use cases, a database of its own, resumed after quitting, thrown away."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from hotline_tui.practice import room, running
from hotline_tui.practice.clock import PracticeClock
from hotline_tui.practice.library import find
from hotline_tui.practice.recording import HEARD, PICKED_UP, RANG, SAID, Step
from hotline_tui.practice.voice import Voice
from hotline_tui.services import calls, practice_book, queueing, registering
from hotline_tui.services.desk import Person
from hotline_tui.services.registering import Registration
from hotline_tui.services.trail import own_trail
from tests.office import BEGINNING, Office
from tests.practice.playing import TRAINEE, exercise
from tests.services.conftest import (  # noqa: F401  # noqa: F401
    office,
    postgres_office,
    sqlite_office,
    sqlite_template,
)


def begun(name: str, base: Path, cache: Path) -> running.Room:
    """An exercise in a folder of its own."""
    at = room.reference_desk(cache)
    opened = running.begin(base, find(name), at, TRAINEE, BEGINNING)
    opened.cache = cache
    at.database.close()
    return opened


def test_what_is_taken_down_in_an_exercise_reaches_no_other_database(
    office: Office,  # noqa: F811
    tmp_path: Path,
    cache: Path,
) -> None:
    opened = begun("01-night-noise", tmp_path, cache)
    own = office.colleague(TRAINEE.workno, TRAINEE.name)
    opened.book = own
    desk = opened.desk()
    calls.pick_up(desk)
    row = registering.register(desk, Registration(opened.scenario.matters[0].draft))
    opened.session.end()
    opened.keep()
    opened.report()
    assert desk.practice
    assert queueing.listed(desk, 10)[0].number == row.number
    assert queueing.listed(office.owner, 10) == ()
    assert calls.at_desk(own) == ()
    assert [one.what for one in own_trail(own)] == ["practised"]
    assert [one.scenario for one in practice_book.own(own)] == ["01-night-noise"]
    desk.database.close()
    opened.leave()
    assert not opened.folder.exists()


@pytest.mark.parametrize(
    ("name", "role", "waits"),
    [
        ("22-dispatch-day", "dispatcher", "dispatch"),
        ("23-callback-satisfied", "callback", "callback"),
        ("27-supervisor-overdue", "supervisor", "supervision"),
    ],
)
def test_an_exercise_begins_with_what_waits_at_that_desk(
    name: str, role: str, waits: str, tmp_path: Path, cache: Path
) -> None:
    opened = begun(name, tmp_path, cache)
    desk = opened.desk()
    assert {one.value for one in desk.person.roles} == {role}
    assert getattr(queueing.waiting(desk), waits) == (5 if waits == "dispatch" else 1)
    desk.database.close()


async def test_who_quits_in_the_middle_goes_on_where_they_were(tmp_path: Path, cache: Path) -> None:
    async with exercise("01-night-noise", tmp_path, cache) as here:
        here.at(4)
        await here.press("ctrl+o")
        await here.happened(PICKED_UP)
        here.at(6)
        await here.say("您好，请问您需要什么帮助？")
        here.at(12)
        await here.say("请问您怎么称呼？")
        await here.until(
            lambda: any("王秀兰" in one.text for one in here.room.session.steps), "the answer"
        )
        before = here.room.session.steps
        state = here.room.session.state
        here.room.keep()
    assert list(running.broken_off(tmp_path, "T002")) == []
    (left,) = running.broken_off(tmp_path, TRAINEE.workno)
    at = room.reference_desk(cache)
    again = running.resume(tmp_path, left, at)
    again.cache = cache
    at.database.close()
    assert again.session.steps == before
    assert again.session.state == state
    assert again.session.now == 12
    desk = again.desk()
    (call,) = calls.at_desk(desk)
    assert call.answered_at is not None
    desk.database.close()


async def test_a_caller_who_is_kept_waiting_rings_off_and_the_desk_learns_of_it(
    tmp_path: Path, cache: Path
) -> None:
    async with exercise("04-fire-upstairs", tmp_path, cache) as here:
        here.at(4)
        await here.press("ctrl+o")
        await here.happened(PICKED_UP)
        here.at(40)
        await here.sees("喂！快来人啊")
        here.at(70)
        await here.hears("诉求人挂断了电话")
        await here.until(lambda: here.app.frame and here.app.frame.call is None, "the end")
        assert any(one.what == "rang_off" for one in here.room.session.steps)


async def test_the_phrase_on_the_screen_is_said_by_one_key(tmp_path: Path, cache: Path) -> None:
    async with exercise("01-night-noise", tmp_path, cache) as here:
        await here.press("alt+s")
        await here.hears("现在没有人在听")
        here.at(4)
        await here.press("ctrl+o")
        await here.happened(PICKED_UP)
        await here.press("alt+s")
        await here.sees("我 您好，请问您需要什么帮助？", "他 喂，12345吗？")
        await here.press("f9")
        await here.write("在哪个位置")
        await here.press("enter")
        await here.sees("松榆里小区东门对面")
        await here.press("alt+i")
        await here.sees("说哪一句", "请稍等，我帮您记录一下。")
        await here.press("escape")


def test_time_passes_by_the_clocks_own_speed_and_not_while_it_is_stopped() -> None:
    clock = PracticeClock(BEGINNING, speed=3600.0)
    assert clock.now() == BEGINNING
    clock.start()
    while clock.elapsed() < 60:
        pass
    clock.stop()
    stood = clock.elapsed()
    assert stood >= 60
    assert clock.elapsed() == stood
    assert PracticeClock(BEGINNING, passed=stood).elapsed() == stood


def test_what_is_heard_is_spoken_once(tmp_path: Path) -> None:
    told = tmp_path / "told"
    script = "import sys, pathlib; pathlib.Path(sys.argv[1]).write_text(sys.argv[2], 'utf-8')"
    voice = Voice(f'{sys.executable} -c "{script}" {told}', heard=1)
    steps = (Step(1, HEARD, "以前说的"), Step(2, SAID, "您好"), Step(3, HEARD, "路灯不亮"))
    voice.speak(steps)
    voice.wait()
    assert told.read_text("utf-8") == "路灯不亮"
    told.unlink()
    voice.speak(steps)
    voice.wait()
    assert not told.exists()
    Voice("no-such-program-anywhere").speak((Step(1, HEARD, "喂"), Step(2, RANG)))


def test_a_trainee_of_any_role_practises_at_the_desk_of_the_exercise(
    tmp_path: Path, cache: Path
) -> None:
    opened = begun("22-dispatch-day", tmp_path, cache)
    opened.run = replace(opened.run, workno="0001", name="值班长")
    desk = opened.desk()
    assert desk.person == Person("0001", "值班长", desk.person.roles)
    desk.database.close()

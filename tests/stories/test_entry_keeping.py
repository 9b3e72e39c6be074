"""Nothing that an agent has typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from signal import SIGHUP, SIGKILL, SIGTERM

import pytest
from textual import events

from hotline_tui.screens.entry_form import CELLS
from hotline_tui.services import queueing
from hotline_tui.services.drafting import Journal
from hotline_tui.standard.check import LONGEST_PROSE
from tests.hostile import HOSTILE
from tests.pty_terminal import Terminal, terminal
from tests.stories.conftest import Open
from tests.stories.desk import Story
from tests.stories.entering import Words, entry, opened, take_down
from tests.widgets.stage import is_safe

DESK = """
from pathlib import Path
from hotline_tui.app import HotlineApp
from hotline_tui.screens.start import Opened, Start
from hotline_tui.services.drafting import Journal
folder = Path({folder!r})
def opened(password):
    from hotline_tui.services.opening import Opening, open_desk
    return Opened(open_desk(Opening(f"sqlite:///{{folder / 'hotline.db'}}")))
HotlineApp(Start(lambda: Journal(folder / "journal.db"), opened)).run()
"""

OUT_OF_REACH = """
from pathlib import Path
from threading import Event
from hotline_tui.app import HotlineApp
from hotline_tui.screens.start import Start
from hotline_tui.services.drafting import Journal
journal = Path({folder!r}) / "journal.db"
HotlineApp(Start(lambda: Journal(journal), lambda password: Event().wait())).run()
"""


def told(here: Story) -> str:
    """What stands in the story's field."""
    return entry(here).form.text("story")


# ---- drafts -----------------------------------------------------------------------------


async def test_a_draft_put_aside_comes_back_as_it_was(story: Open) -> None:
    async with story() as here:
        screen = await opened(here)
        await take_down(here, "4", "2", Words("望京街9号"), "tab", Words("刚才"), "tab")
        await take_down(here, "x x", "tab")
        await take_down(here, Words("有烟"), "ctrl+n", "enter", "alt+m")
        before = screen.form.filled(here.desk.now())
        await take_down(here, "escape")
        await here.until(lambda: screen.form.blank, "an empty form")
        await here.sees("有 1 份没有登记的草稿，^B 取回")
        await take_down(here, "ctrl+b")
        await here.sees("取回草稿")
        await take_down(here, "enter")
        await here.until(lambda: not screen.form.blank, "the draft")
        after = screen.form.filled(here.desk.now())
        assert after.given == before.given
        assert after.not_provided == before.not_provided
        assert after.typed_at == before.typed_at


async def test_an_empty_form_is_no_draft(story: Open) -> None:
    async with story() as here:
        screen = await opened(here)
        await take_down(here, "escape")
        await here.hears("没有要放一边的内容")
        await take_down(here, "ctrl+b")
        await here.hears("没有别的草稿")
        assert screen.form.blank


async def test_a_registered_draft_is_not_offered_again(story: Open, tmp_path: Path) -> None:
    async with story() as here:
        screen = await opened(here)
        # Handed in with the last key still on its way to the disk.
        for key in ("5", "1", *"加灯", "tab", *"太暗", "ctrl+g", *"13812345678", "ctrl+s", "1"):
            here.app.post_message(events.Key(key, key if len(key) == 1 else None))
        ticket = await done_before_typing(here)
        assert ticket == 1
        await here.until(lambda: screen.draft.kind is not None, "the next matter")
    journal = Journal(tmp_path / "journal.db")
    assert all(kept.content["given"]["story"] == "" for kept in journal.of("0001"))


async def done_before_typing(here: Story) -> int:
    """How many tickets there are, once there is one."""
    await here.until(lambda: queueing.listed(here.desk, 9), "the ticket")
    return len(queueing.listed(here.desk, 9))


async def test_keys_typed_while_a_ticket_is_sent_belong_to_the_next_one(story: Open) -> None:
    async with story() as here:
        screen = await opened(here)
        keys = ("5", "1", *"加灯", "tab", *"太暗", "ctrl+g", *"13812345678", "ctrl+s", "3", "1")
        for key in (*keys, *"路坏了"):
            here.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await here.until(lambda: screen.draft.course == "路坏了", "the next matter")
        assert screen.form.text("reasons") == ""
        assert len(queueing.listed(here.desk, 9)) == 1


async def test_left_for_another_area_the_form_is_found_as_it_was(story: Open) -> None:
    async with story() as here:
        screen = await opened(here)
        await take_down(here, "3", "1", Words("路灯坏了"), "tab", Words("昨晚"), "left")
        cursor = here.app.cursor_position
        await take_down(here, "f4")
        await here.until(lambda: here.app.current_mode == "dispatch", "the queue")
        await take_down(here, "f2")
        await here.until(lambda: here.app.screen is screen)
        await here.until(lambda: screen.form.current == "occurred_at")
        assert here.app.cursor_position == cursor
        await take_down(here, "前")
        assert screen.form.text("occurred_at") == "昨前晚"


# ---- killed -----------------------------------------------------------------------------


def kept(folder: Path) -> str:
    """The story of the only draft in the journal."""
    journal = Journal(folder / "journal.db")
    try:
        drafts = journal.of("0001") or journal.of("")  # typed before the desk knew by whom
        return drafts[0].content["given"]["story"] if drafts else ""
    finally:
        journal.close()


def type_until_kept(desk: Terminal, folder: Path, text: str) -> None:
    """Type `text` and wait for it on the disk; how soon it is there, benchmarks/drafts.py says."""
    desk.send(text)
    desk.until(lambda lines: kept(folder).endswith(text))


def cut(desk: Terminal) -> None:
    """The line breaks within a character."""
    desk.begin("漏")
    desk.close()


ENDS: dict[str, Callable[[Terminal], None]] = {
    "killed": lambda desk: desk.tell(SIGKILL),
    "told to end": lambda desk: desk.tell(SIGTERM),
    "hung up": lambda desk: desk.tell(SIGHUP),
    "window closed": Terminal.close,
    "line cut": cut,
}
"""How a desk ends in the middle of a word."""


@pytest.mark.parametrize("end", ENDS)
def test_a_desk_that_ends_offers_at_its_next_start_what_was_typed_since_the_first_form(
    fresh_database: Path, tmp_path: Path, end: str
) -> None:
    (tmp_path / "hotline.db").write_bytes(fresh_database.read_bytes())
    program = DESK.format(folder=str(tmp_path))
    text = "楼上漏水，天花板已经塌了一块，没人管"
    with terminal(program) as desk:
        desk.until(lambda lines: any("您好" in line for line in lines))
        desk.send("31")
        desk.until(lambda lines: any("请讲" in line for line in lines))
        for part in ("楼上漏水", "，天花板已经塌了", "一块，没人管"):
            type_until_kept(desk, tmp_path, part)
        ENDS[end](desk)
        desk.ended()
    assert_offered(program, text)


def test_what_was_typed_before_the_desk_was_open_is_offered_as_well(
    fresh_database: Path, tmp_path: Path
) -> None:
    (tmp_path / "hotline.db").write_bytes(fresh_database.read_bytes())
    with terminal(OUT_OF_REACH.format(folder=str(tmp_path))) as desk:
        desk.until(lambda lines: any("类型" in line for line in lines))
        desk.send("31")
        type_until_kept(desk, tmp_path, "楼上漏水")
    assert_offered(DESK.format(folder=str(tmp_path)), "楼上漏水")


def assert_offered(program: str, text: str) -> None:
    """The next start offers the one draft, which holds `text`."""
    with terminal(program) as desk:
        desk.until(lambda lines: any("有 1 份没有登记的草稿" in line for line in lines))
        desk.send("\x02")
        desk.until(lambda lines: any("取回草稿" in line for line in lines))
        desk.send("\r")
        desk.until(lambda lines: any(text in line for line in lines))


# ---- whatever is typed ------------------------------------------------------------------


async def test_a_hundred_thousand_characters_are_taken_in_or_told_of(story: Open) -> None:
    async with story() as here:
        screen = await opened(here)
        await take_down(here, "3", "1", Words("长" * 100_000))
        await here.hears(f"有 {100_000 - LONGEST_PROSE} 个字没有放进去")
        assert screen.draft.course == "长" * LONGEST_PROSE
        await take_down(here, "字")
        assert told(here).startswith("长")
        await take_down(here, "tab", Words("昨晚" * 50_000), "tab", "tab", Words("路" * 100_000))
        assert len(screen.draft.place) == 500
        await take_down(here, "ctrl+s")
        await here.sees("没有登记")


FIELDS = tuple(CELLS)
PORTIONS = 8


@pytest.mark.parametrize("portion", range(PORTIONS))
async def test_hostile_text_stays_text(story: Open, portion: int) -> None:
    async with story() as here:
        screen = await opened(here)
        await take_down(here, "3", "3")
        for place, text in enumerate(HOSTILE):
            if place % PORTIONS == portion:
                # The matter's text and, one after the other, each of the other fields.
                for name in ("story", FIELDS[place % len(FIELDS)]):
                    screen.form.go_to(name)
                    await take_down(here, "ctrl+u", Words(text))
                assert is_safe(here.lines), repr(text)
        await take_down(here, "ctrl+s", "f2")
        assert is_safe(here.lines)
        assert here.app._exception is None

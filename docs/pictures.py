"""Draw the pictures of the documents: the real screens, on demo data, brought about by keys.

python docs/pictures.py [NAME…]
"""

from __future__ import annotations

import asyncio
import html
import re
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from time import monotonic
from typing import Any

from rich.cells import cell_len
from textual import events
from textual.pilot import Pilot

from hotline_tui.app import HotlineApp
from hotline_tui.data.engine import Database
from hotline_tui.screens.start import Opened, Start
from hotline_tui.services import demo, operators
from hotline_tui.services.desk import Desk
from hotline_tui.services.drafting import Journal
from hotline_tui.services.opening import sit_down
from hotline_tui.services.setup import set_up

PICTURES = Path(__file__).parent / "pictures"
PATIENCE = 20.0
"""Seconds after which what a picture waits for will not come."""

WEB_FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
"""An exported picture names fonts on the web; a document must not reach out for them."""

FONTS = "'Sarasa Mono SC', 'Noto Sans Mono CJK SC', 'WenQuanYi Micro Hei Mono', NSimSun, monospace"
"""Fonts in which a Chinese character is as wide as two letters, where the reader has one."""

AGENT, DISPATCHER, ORGANIZER, SUPERVISOR, CALLER = "1024", "2003", "6001", "3001", "4002"
"""People of the demo."""

CELL = 12.2
"""The width of a terminal's cell in the picture."""

TEXT = re.compile(
    r'<text (?P<before>[^>]*?)x="(?P<x>[^"]*)" y="(?P<y>[^"]*)" textLength="[^"]*"'
    r"(?P<after>[^>]*)>(?P<shown>[^<]*)</text>"
)


@dataclass(frozen=True, slots=True)
class Words:
    """Words that come all at once, as an input method hands them over."""

    text: str


@dataclass(frozen=True, slots=True)
class Sees:
    """What must stand on the screen before it goes on."""

    text: str


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture: its name, who is at the desk, its size, the keys that lead to it."""

    name: str
    workno: str
    size: tuple[int, int]
    steps: Sequence[str | Words | Sees]


SCENES: Sequence[Scene] = (
    Scene(
        "entry", AGENT,
        (80, 24),
        ("3", "1", Words("楼上装修，早上六点多就开始用电钻，一直到晚上十点，老人没法休息"), "tab",
         Words("昨天早上6点"), "enter", *"pjy", "enter", Sees("潘家园街道"), Sees("知识 1")),
    ),
    Scene(
        "consultation", AGENT,
        (120, 32),
        ("1", "1", Words("我租房住，能不能提取公积金，需要什么材料"), Sees("知识 1"), "ctrl+k",
         Sees("已引用")),
    ),
    Scene("knowledge", AGENT, (80, 24), ("f3", *"zfgjj", Sees("公积金"))),
    Scene("dispatch", DISPATCHER, (80, 24), ("f4", Sees("建议 1"))),
    Scene(
        "dialog", DISPATCHER, (80, 24),
        ("f4", Sees("建议 1"), "down", "down", "1", Sees("牵头["), Sees("签收")),
    ),
    Scene("handling", ORGANIZER, (80, 24), ("f5", "2", Sees("办理中"))),
    Scene("supervision", SUPERVISOR, (80, 24), ("f6", Sees("事由 5.3.3"))),
    Scene("callback", CALLER, (80, 24), ("f7", Sees("反馈"), "c", Sees("B.4.1"))),
    Scene("wall", SUPERVISOR, (120, 32), ("f8", Sees("今日受理"))),
    Scene("figures", SUPERVISOR, (120, 32), ("f8", Sees("今日受理"), "f", Sees("受理"))),
    Scene(
        "quality", SUPERVISOR, (80, 24),
        ("f8", Sees("今日受理"), "z", Sees("受理质检"), "f", Sees("派单")),
    ),
    Scene("practice", AGENT, (80, 24), ("f9", Sees("练什么"))),
)  # fmt: skip
"""The pictures that there are."""


def drawn(app: HotlineApp) -> str:
    """The screen as SVG, without anything to be fetched from the web."""
    picture = WEB_FONT.sub("", app.export_screenshot(simplify=True))
    picture = picture.replace("Fira Code, monospace", FONTS)
    return re.sub(r" +$", "", TEXT.sub(_in_cells, picture), flags=re.MULTILINE)


def _in_cells(text: re.Match[str]) -> str:
    """A text as one for each run of characters of one width, each where its first cell is.

    Rich gives every character one cell's width; a Chinese one takes two, whatever the font.
    """
    x, shown = float(text["x"]), html.unescape(text["shown"]).replace("\xa0", " ")
    found: list[str] = []
    for wide, run in groupby(shown, lambda char: cell_len(char) == 2):
        part = "".join(run)
        width = cell_len(part) * CELL
        if part.strip():
            inside = html.escape(part, quote=False).replace(" ", "&#160;")
            size = f'x="{x:.1f}" y="{text["y"]}" textLength="{width:.1f}"'
            spread = ' lengthAdjust="spacingAndGlyphs"' if not wide else ""
            found.append(f"<text {text['before']}{size}{spread}{text['after']}>{inside}</text>")
        x += width
    return "".join(found)


def stands(app: HotlineApp, text: str) -> bool:
    """Whether a text stands on the screen."""
    parts = TEXT.finditer(app.export_screenshot(simplify=True))
    seen = "".join(html.unescape(part["shown"]) for part in parts)
    return text in seen.replace("\xa0", " ")


async def until(pilot: Pilot[Any], holds: Callable[[], bool], what: str) -> None:
    """Wait until something holds."""
    end = monotonic() + PATIENCE
    while not holds():
        if monotonic() > end:
            raise TimeoutError(f"{what} did not come")
        await pilot.pause()


async def play(app: HotlineApp, scene: Scene) -> str:
    """The picture after the scene's steps."""
    async with app.run_test(size=scene.size) as pilot:
        await until(pilot, lambda: app.frame is not None, "the desk")
        for step in scene.steps:
            match step:
                case Words(text):
                    app.post_message(events.Paste(text))
                case Sees(text):
                    await until(pilot, lambda text=text: stands(app, text), text)  # type: ignore[misc]
                case str(key):
                    await pilot.press(key)
            await pilot.pause()
        return drawn(app)


def open_desk(database: Database, workno: str) -> Desk:
    """A desk on demo data, with one of its people at it."""
    set_up(database, practice=True)
    demo.fill(sit_down(database, operators.who(database, None, None)))
    return sit_down(database, operators.who(database, workno, None))


def started(opened: Opened, drafts: Path) -> Start:
    """The start of a desk that is open already."""
    return Start(lambda: Journal(drafts), lambda password: opened)


def main(names: Sequence[str]) -> None:
    """Draw the pictures of these names; all where none is given."""
    PICTURES.mkdir(exist_ok=True)
    for scene in SCENES:
        if names and scene.name not in names:
            continue
        with tempfile.TemporaryDirectory() as folder:
            database = Database(f"sqlite:///{folder}/demo.db")
            opened = Opened(open_desk(database, scene.workno))
            drafts = Path(folder) / "drafts.db"
            picture = asyncio.run(play(HotlineApp(started(opened, drafts)), scene))
            database.close()
        path = PICTURES / f"{scene.name}.svg"
        path.write_text(picture, encoding="utf-8")
        print(path.name)


if __name__ == "__main__":
    main(sys.argv[1:])

"""What hostile text and damaged files do to a desk: nothing.

Strings of markup, escape sequences, bidi marks, broken characters, SQL, formulas and path names,
put together at random, are registered in every text of a ticket, and come out again: on its page
and in the lists of the real application, on the command line as text and JSON, in the form of
Appendix D as HTML and docx. Files of every kind that is imported are damaged at random and read;
small files that grow without end are read in a process of their own, whose memory is measured.

    python benchmarks/hostile.py [--strings N] [--files N] [--db URL | --postgresql] [--json]

Counted is what must not be: crashes, characters that a terminal would act on, tags that are not the
form's own, files that were neither taken nor explained. Without `--db` a temporary SQLite file is
used, with `--postgresql` a server started for the moment.
"""

from __future__ import annotations

import asyncio
import io
import json
import random
import resource
import sys
import tempfile
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from html.parser import HTMLParser
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

FOLDER = str(Path(__file__).resolve().parent)
if sys.path[0] == FOLDER:  # where queue.py stands in the way of Python's own module of that name
    sys.path[0] = str(Path(FOLDER).parent)

from openpyxl import Workbook  # noqa: E402

from benchmarks.frame import chosen, listed, parsing, tell  # noqa: E402
from hotline_tui.cli import run  # noqa: E402
from hotline_tui.data import schema  # noqa: E402
from hotline_tui.data.engine import Database  # noqa: E402
from hotline_tui.kb.articles import read_markdown, read_xlsx  # noqa: E402
from hotline_tui.practice import reading  # noqa: E402
from hotline_tui.screens.ticket import TicketScreen  # noqa: E402
from hotline_tui.services import document, sheets  # noqa: E402
from hotline_tui.services.desk import Desk  # noqa: E402
from hotline_tui.services.directory import Directory, directory  # noqa: E402
from hotline_tui.services.form import form  # noqa: E402
from hotline_tui.services.form_pages import docx, html  # noqa: E402
from hotline_tui.services.opening import Opening, open_desk  # noqa: E402
from hotline_tui.services.registering import Registration, register  # noqa: E402
from hotline_tui.services.setup import set_up  # noqa: E402
from hotline_tui.standard.check import LONGEST  # noqa: E402
from hotline_tui.standard.record import Claimant, TicketDraft  # noqa: E402
from hotline_tui.standard.refusal import Refused  # noqa: E402
from hotline_tui.standard.typed import storable  # noqa: E402
from tests.hostile import HOSTILE  # noqa: E402
from tests.office import matter  # noqa: E402
from tests.stories.desk import desk_at  # noqa: E402
from tests.widgets.stage import is_safe  # noqa: E402

TEXTS = ("title", "content", "course", "place", "present_state", "demand", "respondent",
         "prior_handling", "reasons")  # fmt: skip
PERSON = ("name", "contact", "address")
EACH = len(TEXTS) + len(PERSON)
"""Strings that one ticket takes."""

SHOWN = 10
"""Of so many tickets one is opened on its page in the application."""

TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
"""Bidi classes of characters that turn what follows them."""

FORM_TAGS = {"html", "head", "meta", "title", "style", "body", "h1", "table", "tbody", "tr", "th",
             "td", "br", "p", "colgroup", "col", "div", "span", "caption"}  # fmt: skip
SCENARIO = Path(reading.__file__).parent / "scenarios" / "01-night-noise.toml"

EXPLAINED = (document.Malformed, Refused, ValueError)
"""What a reader of files raises for one that it does not take."""


# ---- text -----------------------------------------------------------------------------------


def strings(count: int) -> Iterator[str]:
    """Hostile strings, and strings of hostile strings, always the same ones."""
    chance = random.Random(12345)
    for nth in range(count):
        if nth < len(HOSTILE):
            yield HOSTILE[nth]
        else:
            parts = chance.choices(HOSTILE, k=chance.randint(1, 4))
            yield chance.choice(("", " ", "楼上漏水")).join(one[:40] for one in parts)


def drafts(count: int) -> Iterator[TicketDraft]:
    """Records that hold them all, each string as it comes through the terminal's door."""
    coming = map(storable, strings(count))
    for _ in range(-(-count // EACH)):
        texts = {name: next(coming, "")[: LONGEST.get(name, 400)] for name in TEXTS}
        given = {name: next(coming, "")[:100] for name in PERSON}
        yield matter(**texts, claimant=Claimant(**given, phone="13800001234"))


def is_inert(lines: list[str]) -> bool:
    """Whether a terminal does nothing but draw these lines; a document may hold what is unseen."""
    return not any(
        unicodedata.category(one) in ("Cc", "Cs", "Zl", "Zp")
        or unicodedata.bidirectional(one) in TURNING
        for line in lines
        for one in line
    )


class Tags(HTMLParser):
    """Tags and attributes that are none of the form's own."""

    def __init__(self) -> None:
        super().__init__()
        self.foreign: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what does not belong."""
        names = [name for name, _ in attrs if name.startswith("on") or name in ("src", "href")]
        if tag not in FORM_TAGS or names:
            self.foreign.append(tag)


def registered(desk: Desk, count: int, found: Counter[str]) -> Iterator[str]:
    """Register them all; the numbers of the tickets."""
    for draft in drafts(count):
        try:
            yield register(desk, Registration(draft)).number
        except Refused:
            found["refused"] += 1


def brought_out(desk: Desk, url: str, number: str, found: Counter[str]) -> None:
    """A ticket on the command line and as the form."""
    for how in ((), ("--json",)):
        said = io.StringIO()
        with redirect_stdout(said), redirect_stderr(said):
            code = run(["--db", url, "ticket", "show", number, *how])
        found["crashes"] += code != 0
        lines = said.getvalue().split("\n")
        safe = is_inert(lines) if how else is_safe(lines)
        found["escapes"] += not safe
    rows = form(desk, number)
    tags = Tags()
    tags.feed(html(number, rows))
    found["foreign_tags"] += len(tags.foreign)
    docx(number, rows)


async def shown(url: str, numbers: list[str], found: Counter[str]) -> None:
    """Tickets in the application: in the lists, and some on their pages."""
    with tempfile.TemporaryDirectory(prefix="hotline-") as folder:
        async with desk_at(url, Path(folder)) as here:
            for key in ("f4", "f6", "f5"):
                await here.press(key)
                await here.pilot.pause(0.3)
                found["screens"] += 1
                found["escapes"] += not is_safe(here.lines)
            for number in numbers[::SHOWN]:
                here.app.show_ticket(number)
                await here.until(lambda: isinstance(here.app.screen, TicketScreen))
                await here.sees(number)
                for _ in range(3):
                    found["screens"] += 1
                    found["escapes"] += not is_safe(here.lines)
                    await here.press("space")
                await here.press("escape")
                await here.until(lambda: not isinstance(here.app.screen, TicketScreen))


# ---- files ----------------------------------------------------------------------------------


def whole_files() -> dict[str, bytes]:
    """A good file of each kind, with hostile content."""
    book = Workbook()
    sheet = book.active
    sheet.append(["标题", "正文", "来源"])
    for text in HOSTILE[:60]:
        clean = "".join(one for one in storable(text) if one.isprintable())[:200]
        sheet.append([f"x{clean}", clean, "市民热线"])
    out = io.BytesIO()
    book.save(out)
    lines = "\n".join(f'标题{n},"{one}",来源' for n, one in enumerate(HOSTILE))
    table = f"标题,内容,来源\n{lines}".encode("utf-8", "replace")
    return {
        "a.xlsx": out.getvalue(),
        "a.csv": table,
        "b.csv": b"\xef\xbb\xbf" + table,
        "c.csv": table.decode().encode("gb18030", "replace"),
        "a.json": json.dumps([{"标题": one} for one in HOSTILE]).encode(),
        "a.toml": SCENARIO.read_bytes(),
        "a.md": f"---\ntitle: 标题\nsource: 来源\n---\n{lines}".encode("utf-8", "replace"),
    }


def bombs() -> dict[str, bytes]:
    """Small files that grow without end where they are read carelessly."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(whole_files()["a.xlsx"])) as book,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as swollen,
    ):
        for name in book.namelist():
            with swollen.open(name, "w", force_zip64=True) as part:
                part.write(book.read(name))
                for _ in range(1_000 if "sheet1" in name else 0):
                    part.write(b" " * 1_000_000)
    return {
        "bomb.xlsx": out.getvalue(),
        "deep.json": b"[" * 1_000_000,
        "deep.toml": b"a = " + b"[" * 1_000_000,
        "wide.csv": b"a," * 2_000_000 + b"a",
        "long.csv": "标题,内容,来源\n".encode() + b"x" * 20_000_000 + b",y,z",
    }


def damaged(data: bytes, chance: random.Random) -> bytes:
    """A file as a bad disk, a bad line or a bad person leaves it."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 20)):
        place = chance.randrange(len(changed) or 1)
        match chance.randrange(4):
            case 0:
                changed[place : place + 1] = bytes([chance.randrange(256)])
            case 1:
                del changed[place : place + chance.randrange(1, 200)]
            case 2:
                changed[place:place] = changed[: chance.randrange(1, 100)]
            case _:
                changed = changed[: max(1, place)]
    return bytes(changed)


def readers(name: str, city: Directory) -> list[Callable[[bytes], object]]:
    """What imports do with a file of that name."""
    as_list = partial(sheets.read, name)
    match name.rpartition(".")[2]:
        case "xlsx":
            return [as_list, lambda data: read_xlsx(data, {}, {})]
        case "md":
            return [lambda data: read_markdown(name, data, {})]
        case "toml":
            return [lambda data: _scenario(data, city)]
    return [as_list]


def _scenario(data: bytes, city: Directory) -> object:
    found = reading.read(data, "x", city)
    if found.scenario is None:
        raise document.Malformed("；".join(one.message for one in found.findings))
    return found


def read_file(name: str, data: bytes, city: Directory, found: Counter[str]) -> None:
    """Read a file as imports do."""
    for reader in readers(name, city):
        try:
            reader(data)
            found["files_taken"] += 1
        except EXPLAINED as told:
            found["files_explained"] += bool(str(told))
            found["files_unexplained"] += not str(told)


def read_files(count: int, city: Directory, found: Counter[str]) -> None:
    """Read damaged files."""
    chance, whole = random.Random(54321), whole_files()
    for name in chance.choices(list(whole), k=count):
        read_file(name, damaged(whole[name], chance), city, found)


def read_bombs(city: Directory, told: Connection) -> None:
    """Read each bomb, and tell what became of it and how many MB it took at most."""
    made, found = bombs(), Counter[str]()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for name, data in made.items():
        read_file(name, data, city, found)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    told.send({**found, "bombs": len(made), "bombs_mb": grown / 1024})


def in_a_child(city: Directory) -> dict[str, int]:
    """What bombs do to a process of their own."""
    fork = get_context("fork")
    ours, theirs = fork.Pipe(duplex=False)
    child = fork.Process(target=read_bombs, args=(city, theirs))
    child.start()
    theirs.close()
    told: dict[str, int] = ours.recv()  # raises EOFError if it died
    child.join()
    return told


def measure(url: str, count: int, files: int) -> dict[str, Any]:
    """Everything, and what of it must not be."""
    found: Counter[str] = Counter(
        dict.fromkeys(("crashes", "escapes", "foreign_tags", "files_unexplained"), 0)
    )
    database = Database(url)
    if schema.revision(database) is None:
        set_up(database, practice=True)
    database.close()
    desk = open_desk(Opening(url))
    numbers = list(registered(desk, count, found))
    for number in numbers:
        brought_out(desk, url, number, found)
    city = directory(desk)
    desk.database.close()
    found.update(in_a_child(city))
    asyncio.run(shown(url, numbers, found))
    read_files(files, city, found)
    return {"strings": count, "tickets": len(numbers), "files": files, **found}


def main() -> None:
    """Measure and print."""
    parser = parsing(__doc__, database=True)
    parser.add_argument("--strings", type=int, default=10_000, help="default 10000")
    parser.add_argument("--files", type=int, default=2_000, help="damaged files (default 2000)")
    options = parser.parse_args()
    with chosen(options) as url:
        found = measure(url, options.strings, options.files)
    tell(found, options, listed(found))


if __name__ == "__main__":
    main()

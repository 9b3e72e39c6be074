"""What a desk loses when it is killed at any moment: nothing that it has acknowledged.

A desk types, registers, answers, dispatches, closes and archives, and tells after each step that it
is done; after a random time it is killed (SIGKILL), and another one goes on with what it finds.
At the end everything that was acknowledged is looked for in the database and in the journal.
Some strike the whole application in a terminal, into which is being typed: these desks are killed,
told to end, hung up on (SIGHUP), or their terminal is closed, turn by turn.

    python benchmarks/crash.py [--kills N] [--terminals N] [--db URL | --postgresql] [--json]

Without `--db` a temporary SQLite file is used, with `--postgresql` a server started for the moment.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import UUID

FOLDER = str(Path(__file__).resolve().parent)
if sys.path[0] == FOLDER:  # where queue.py stands in the way of Python's own module of that name
    sys.path[0] = str(Path(FOLDER).parent)

from sqlmodel import Session, col, func  # noqa: E402
from sqlmodel import select as sql  # noqa: E402

from benchmarks.drafts import DESK  # noqa: E402
from benchmarks.frame import chosen, listed, parsing, tell  # noqa: E402
from hotline_tui.data import schema  # noqa: E402
from hotline_tui.data.engine import Database  # noqa: E402
from hotline_tui.data.handling_tables import Archive  # noqa: E402
from hotline_tui.data.tables import Ticket  # noqa: E402
from hotline_tui.services import document, drafting  # noqa: E402
from hotline_tui.services.archiving import IntoArchive, archive  # noqa: E402
from hotline_tui.services.closing import close  # noqa: E402
from hotline_tui.services.desk import Desk  # noqa: E402
from hotline_tui.services.dispatching import Dispatch, dispatch  # noqa: E402
from hotline_tui.services.drafting import Journal  # noqa: E402
from hotline_tui.services.handing_in import Finished, hand_in  # noqa: E402
from hotline_tui.services.opening import Opening, open_desk  # noqa: E402
from hotline_tui.services.setup import set_up  # noqa: E402
from hotline_tui.standard.vocabulary import Kind, Status  # noqa: E402
from tests.office import SUBDISTRICT, matter  # noqa: E402
from tests.pty_terminal import Terminal, terminal  # noqa: E402

LONGEST_LIFE = 1.5
"""Seconds of work after which a desk is killed at the latest."""

SETTLED = 0.25
"""Seconds after which a key's work must be on the disk."""


# ---- the desk that is killed ----------------------------------------------------------------


class Teller:
    """Says what is done, one line a step, as soon as it is done."""

    def __init__(self, pipe: int) -> None:
        self._pipe = pipe

    def __call__(self, step: str, *what: str) -> None:
        os.write(self._pipe, (json.dumps([step, *what]) + "\n").encode())


def work(url: str, folder: Path, tell: Teller, seed: int) -> None:
    """Go on with what is there, then do one matter after the other, until killed."""
    desk, journal = open_desk(Opening(url)), Journal(folder / "drafts.db")
    chance = random.Random(seed)
    tell("started")
    for kept in drafting.kept(desk, journal):
        draft = document.recall(kept.content["record"], desk.now())
        _finish(desk, journal, tell, Finished(replace(draft, id=UUID(kept.id))))
    while True:
        is_question = chance.random() < 0.5
        draft = matter(Kind.CONSULTATION if is_question else Kind.COMPLAINT)
        for length in range(1, chance.randrange(4, 12)):
            draft = replace(draft, title="水" * length, content="漏" * length)
            content = {"record": document.write(draft), "given": {}, "length": length}
            drafting.keep(desk, journal, str(draft.id), draft.title, content)
            tell("typed", str(draft.id), str(length))
        _finish(desk, journal, tell, Finished(draft, article=1 if is_question else None))


def _finish(desk: Desk, journal: Journal, tell: Teller, finished: Finished) -> None:
    made = hand_in(desk, finished)
    key = str(finished.draft.id)
    tell("registered", key, made.number)
    drafting.discard(desk, journal, key)
    if made.status is Status.ANSWERED:
        close(desk, made.number)
        tell("closed", made.number)
        archive(desk, IntoArchive(made.number, keeper=desk.person.workno))
        tell("archived", made.number)
    elif made.status is Status.REGISTERED:
        dispatch(desk, Dispatch(made.number, SUBDISTRICT, opinion="请依职责办理"))
        tell("dispatched", made.number)


# ---- who kills it ---------------------------------------------------------------------------


@dataclass
class Acknowledged:
    """All that desks have said is done."""

    steps: Counter[str] = field(default_factory=Counter)
    numbers: dict[str, str] = field(default_factory=dict)
    typed: dict[str, int] = field(default_factory=dict)
    reached: dict[str, set[str]] = field(default_factory=dict)

    def take(self, step: str, *what: str) -> None:
        """Note one step."""
        self.steps[step] += 1
        if step == "typed":
            self.typed[what[0]] = int(what[1])
        elif step == "registered":
            self.numbers[what[0]] = what[1]
        elif what:
            self.reached.setdefault(step, set()).add(what[0])


def killed_once(url: str, folder: Path, seed: int) -> list[list[str]]:
    """What a desk acknowledged before it was killed."""
    ours, theirs = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(ours)
        try:
            work(url, folder, Teller(theirs), seed)
        finally:
            os._exit(1)  # it never ends by itself: the parent sees that it did
    os.close(theirs)
    life = random.Random(seed).uniform(0, LONGEST_LIFE)
    with os.fdopen(ours, "rb") as said:
        ready, _, _ = select.select([said], [], [], 60)
        if not ready:
            raise TimeoutError("a desk did not start")
        time.sleep(life)
        os.kill(pid, signal.SIGKILL)
        lines = said.read().splitlines(keepends=True)
    _, status = os.waitpid(pid, 0)
    if os.WIFEXITED(status):
        raise RuntimeError("a desk ended by itself")
    return [json.loads(line) for line in lines if line.endswith(b"\n")]


def lost(url: str, folder: Path, known: Acknowledged) -> dict[str, int]:
    """What was acknowledged and is not there, and what is there twice."""
    database, journal = Database(url), Journal(folder / "drafts.db")
    with database.reading() as session:
        tickets = _by_draft(session)
        doubled = session.exec(
            sql(func.count()).select_from(
                sql(Ticket.draft_id)
                .group_by(col(Ticket.draft_id))
                .having(func.count() > 1)
                .subquery()
            )
        ).one()
        archived = set(session.exec(sql(Ticket.number).join(Archive)))
    status = dict(tickets.values())
    kept = {one.id: one.content["length"] for one in journal.of("0001")}
    database.close()
    journal.close()
    at_rest = (Status.CLOSED, Status.ARCHIVED)
    return {
        "registrations_lost": sum(
            tickets.get(key, ("",))[0] != number for key, number in known.numbers.items()
        ),
        "dispatches_lost": sum(
            status.get(one) is not Status.DISPATCHED for one in known.reached.get("dispatched", ())
        ),
        "closings_lost": sum(
            status.get(one) not in at_rest for one in known.reached.get("closed", ())
        ),
        "archivings_lost": sum(one not in archived for one in known.reached.get("archived", ())),
        "drafts_lost": sum(
            key not in tickets and kept.get(key, 0) < length for key, length in known.typed.items()
        ),
        "tickets_doubled": int(doubled),
    }


def _by_draft(session: Session) -> dict[str, tuple[str, Status]]:
    found = session.exec(sql(Ticket.draft_id, Ticket.number, Ticket.status))
    return {str(draft): (number, state) for draft, number, state in found}


# ---- the whole application in a terminal ----------------------------------------------------


ENDS: tuple[Callable[[Terminal], None], ...] = (
    lambda desk: desk.tell(signal.SIGKILL),
    lambda desk: desk.tell(signal.SIGTERM),
    lambda desk: desk.tell(signal.SIGHUP),
    Terminal.close,
)
"""How a desk in a terminal ends."""


def keys_lost(url: str, seed: int) -> int:
    """Characters that were older than promised when the application ended, and are gone."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="hotline-") as folder:
        journal = Path(folder) / "drafts.db"
        typed: list[float] = []
        environment = {"HOTLINE_DATABASE_URL": url, "HOTLINE_JOURNAL": str(journal)}
        with terminal(DESK, **environment) as desk:
            desk.until(lambda lines: ":" in lines[0])  # open: its clock runs
            desk.send("31")
            desk.until(lambda lines: any("请讲" in line for line in lines))
            end = time.monotonic() + chance.uniform(0.5, 3)
            while time.monotonic() < end:
                desk.send("a")
                typed.append(time.monotonic())
                desk.read(chance.uniform(0.01, 0.1))
            died = time.monotonic()
            ENDS[seed % len(ENDS)](desk)
            desk.ended()
        return max(0, sum(died - at > SETTLED for at in typed) - _kept(journal))


def _kept(journal: Path) -> int:
    with closing(sqlite3.connect(journal)) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'draft'").fetchone():
            return 0  # it died before its journal was open
        rows = connection.execute("SELECT content FROM draft").fetchall()
    return sum(len(json.loads(content)["given"]["story"]) for (content,) in rows)


def measure(url: str, kills: int, terminals: int) -> dict[str, Any]:
    """Kill that many desks and count what was lost."""
    database = Database(url)
    if schema.revision(database) is None:
        set_up(database, practice=True)
    database.close()
    known = Acknowledged()
    with tempfile.TemporaryDirectory(prefix="hotline-") as folder:
        for seed in range(kills):
            for said in killed_once(url, Path(folder), seed):
                known.take(*said)
        found = lost(url, Path(folder), known)
    gone = list(_terminals(url, terminals))
    return {
        "kills": kills,
        "starts": known.steps["started"],
        "acknowledged": dict(known.steps),
        **found,
        "terminals": terminals,
        "keys_lost": sum(gone),
    }


def _terminals(url: str, count: int) -> Iterator[int]:
    for seed in range(count):
        yield keys_lost(url, seed)


def main() -> None:
    """Measure and print."""
    parser = parsing(__doc__, database=True)
    parser.add_argument("--kills", type=int, default=1_000, help="default 1000")
    parser.add_argument("--terminals", type=int, default=20, help="more kills, in a terminal")
    options = parser.parse_args()
    with chosen(options) as url:
        found = measure(url, options.kills, options.terminals)
    tell(found, options, listed(found))


if __name__ == "__main__":
    main()

"""What becomes of the work of many desks while PostgreSQL is stopped, and after it is back.

Desks finish one ticket after the other, each with a draft journal of its own; in the middle the
server is stopped for a while. What cannot be handed in waits in the journal and is handed in, in
the order of finishing, as soon as the server answers again. At the end every finished ticket is
looked for: once, with the time of its finishing. What counts beside that is the longest time that
a person waited for the desk; what is delivered afterwards goes on behind the screens.

    python benchmarks/outage.py [--desks N] [--seconds N] [--db URL] [--json]

Without `--db` a server is started for the moment, and stopped. A server that is named is left
alone: the line to it is cut.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from multiprocessing import get_context
from multiprocessing.context import ForkProcess
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

FOLDER = str(Path(__file__).resolve().parent)
if sys.path[0] == FOLDER:  # where queue.py stands in the way of Python's own module of that name
    sys.path[0] = str(Path(FOLDER).parent)

from sqlmodel import select  # noqa: E402

from benchmarks.frame import listed, parsing, tell  # noqa: E402
from benchmarks.line import line_to  # noqa: E402
from hotline_tui.data.engine import Database  # noqa: E402
from hotline_tui.data.tables import Ticket  # noqa: E402
from hotline_tui.services import drafting  # noqa: E402
from hotline_tui.services.desk import OutOfReach  # noqa: E402
from hotline_tui.services.drafting import Journal  # noqa: E402
from hotline_tui.services.handing_in import Finished, hand_in, put_by, unsent  # noqa: E402
from hotline_tui.services.opening import Opening, open_desk  # noqa: E402
from hotline_tui.services.setup import set_up  # noqa: E402
from tests.office import matter  # noqa: E402

PACE = (0.5, 2.0)
"""Seconds from one finished ticket of a desk to its next."""

TRUE = timedelta(seconds=1)
"""How far the time on a ticket may be from the time of its finishing, by another clock."""


@dataclass
class Record:
    """What a desk finished, when, and the longest waits: of the person, of what goes on unseen."""

    finished: dict[str, datetime] = field(default_factory=dict)
    waited: int = 0
    hang: float = 0.0
    delivery: float = 0.0


class Agent(ForkProcess):
    """A desk with somebody who works: what the entry and the frame's keeper do, without screens.

    Each is a process, as desks are: threads of one would wait for each other's Python.
    """

    def __init__(
        self, url: str, folder: Path, nth: int, end: Event, told: SimpleQueue[Record]
    ) -> None:
        super().__init__(name=f"desk {nth}")
        self.record = Record()
        self._url, self._drafts, self._told = url, folder / f"drafts{nth}.db", told
        self._chance = random.Random(nth)
        self._end = end
        self._away = False

    def run(self) -> None:
        """Finish tickets until the end, then go on until nothing waits."""
        try:
            self._desk, self._journal = open_desk(Opening(self._url)), Journal(self._drafts)
            while not self._end.wait(self._chance.uniform(*PACE)):
                self._finish()
                self._deliver()
            while unsent(self._desk, self._journal):
                self._deliver()
                time.sleep(0.2)
        finally:  # whoever waits for it would wait for good
            self._told.put(self.record)

    def _finish(self) -> None:
        draft = matter()
        key = str(draft.id)
        began = time.perf_counter()
        self.record.finished[key] = self._desk.now()
        drafting.keep(self._desk, self._journal, key, "", {})
        try:
            if self._away or unsent(self._desk, self._journal):
                raise OutOfReach
            hand_in(self._desk, Finished(draft))
        except OutOfReach:
            self._away = True
            self.record.waited += 1
            put_by(self._desk, self._journal, Finished(draft))
        else:
            drafting.discard(self._desk, self._journal, key)
        self.record.hang = max(self.record.hang, time.perf_counter() - began)

    def _deliver(self) -> None:
        for one in unsent(self._desk, self._journal):
            began = time.perf_counter()
            try:
                hand_in(self._desk, one)
            except OutOfReach:
                self._away = True
                return
            finally:
                took = time.perf_counter() - began
                self.record.delivery = max(self.record.delivery, took)
            drafting.discard(self._desk, self._journal, str(one.draft.id))
        self._away = False


def measure(url: str | None, desks: int, seconds: float) -> dict[str, Any]:
    """Cut that many desks off from a database for so long, or stop a server of our own."""
    with line_to(url) as line, tempfile.TemporaryDirectory(prefix="hotline-") as folder:
        database = Database(line.uncut)
        set_up(database, practice=True)
        database.close()  # no line is shared with the desks
        fork = get_context("fork")
        end, told = fork.Event(), fork.SimpleQueue()
        agents = [Agent(line.url, Path(folder), nth, end, told) for nth in range(desks)]
        for agent in agents:
            agent.start()
        time.sleep(seconds / 4)
        line.cut()
        time.sleep(seconds)
        line.mend()
        time.sleep(seconds / 4)
        end.set()
        records = [told.get() for _ in agents]
        for agent in agents:
            agent.join()
        return judged(database, records)


def judged(database: Database, records: list[Record]) -> dict[str, Any]:
    """What has arrived of what was finished."""
    with database.reading() as session:
        rows = session.exec(select(Ticket.draft_id, Ticket.registered_at, Ticket.id)).all()
    database.close()
    times = Counter(str(draft) for draft, _, _ in rows)
    arrived = {str(draft): (at, key or 0) for draft, at, key in rows}
    finished = [(key, at) for record in records for key, at in record.finished.items()]
    there = [(arrived[key][0], at) for key, at in finished if key in arrived]
    return {
        "finished": len(finished),
        "waited": sum(record.waited for record in records),
        "lost": sum(key not in arrived for key, _ in finished),
        "doubled": sum(count > 1 for count in times.values()),
        "untrue_times": sum(abs(stored - at) > TRUE for stored, at in there),
        "out_of_order": sum(_disordered(record, arrived) for record in records),
        "longest_hang_s": max(record.hang for record in records),
        "longest_delivery_s": max(record.delivery for record in records),
    }


def _disordered(record: Record, arrived: dict[str, tuple[datetime, int]]) -> int:
    """Tickets of one desk that came behind one that was finished later."""
    keys = [arrived[key][1] for key in record.finished if key in arrived]
    return sum(later < earlier for earlier, later in pairwise(keys))


def main() -> None:
    """Measure and print."""
    parser = parsing(__doc__)
    parser.add_argument("--db", metavar="URL", help="an empty database, reached by a line to cut")
    parser.add_argument("--desks", type=int, default=20, help="default 20")
    parser.add_argument("--seconds", type=float, default=60.0, help="of outage (default 60)")
    options = parser.parse_args()
    found = measure(options.db, options.desks, options.seconds)
    tell(found, options, listed(found))


if __name__ == "__main__":
    main()

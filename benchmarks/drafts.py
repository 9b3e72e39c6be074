"""How soon what is typed is on the disk, beside the least that an application could do.

Each program runs in a terminal of its own (a pty of 80×24). A character is typed as soon as the
one before it is on the disk; what counts is the time from the key to the draft's row in the
journal's file. The desk is typed into from the moment that its form is on view, while it is still
being opened, and again when it has been open for a while. The other program is a Textual Input
that writes its text to a SQLite file at each change.

    python benchmarks/drafts.py [--keys N] [--runs N] [--json]
"""

from __future__ import annotations

import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

FOLDER = str(Path(__file__).resolve().parent)
if sys.path[0] == FOLDER:  # where queue.py stands in the way of Python's own module of that name
    sys.path[0] = str(Path(FOLDER).parent)

from benchmarks.frame import parsing, tell  # noqa: E402
from tests.pty_terminal import Terminal, terminal  # noqa: E402

PROMISED = 0.25
"""Seconds after which a key's work is on the disk."""

DESK = "import sys; sys.argv = ['hotline']; from hotline_tui.cli import main; main()"
BARE = """
import os, sqlite3
from textual.app import App
from textual.widgets import Input
journal = sqlite3.connect(os.environ["JOURNAL"], isolation_level=None)
journal.execute("PRAGMA journal_mode=WAL")
journal.execute("PRAGMA synchronous=NORMAL")
journal.execute("CREATE TABLE draft (id INTEGER PRIMARY KEY, content TEXT)")

class Bare(App):
    def compose(self):
        yield Input(placeholder="ready")

    def on_input_changed(self, event):
        journal.execute("INSERT OR REPLACE INTO draft VALUES (1, ?)", (event.value,))

Bare().run()
"""


def kept(journal: Path) -> str:
    """What the only draft in the journal holds."""
    if not journal.exists():
        return ""
    with closing(sqlite3.connect(f"file:{journal}?mode=ro", uri=True)) as connection:
        try:
            rows = connection.execute("SELECT content FROM draft").fetchall()
        except sqlite3.OperationalError:  # being set up at this very moment
            return ""
    return str(rows[0][0]) if rows else ""


def typed(program: Terminal, journal: Path, keys: int) -> Iterator[float]:
    """Seconds from each key to the disk."""
    for _ in range(keys):
        before, begun = kept(journal).count("a"), time.perf_counter()
        program.send("a")
        while kept(journal).count("a") == before:
            program.read(0)
            if time.perf_counter() - begun > 20:
                raise TimeoutError("never written down")
        yield time.perf_counter() - begun


def measure(keys: int) -> dict[str, list[float]]:
    """The times of one run of each program."""
    with tempfile.TemporaryDirectory() as folder:
        home, bare = Path(folder), Path(folder) / "bare.db"
        env = {
            "HOTLINE_DATABASE_URL": f"sqlite:///{home / 'desk.db'}",
            "HOTLINE_JOURNAL": str(home / "drafts.db"),
            "JOURNAL": str(bare),
        }
        hotline = [sys.executable, "-m", "hotline_tui"]
        subprocess.run(
            [*hotline, "db", "init"], env=os.environ | env, check=True, stdout=subprocess.DEVNULL
        )
        with terminal(BARE, **env) as program:
            program.until(lambda lines: any("ready" in line for line in lines))
            least = list(typed(program, bare, keys))
        with terminal(DESK, **env) as program:
            program.until(lambda lines: any("类型" in line for line in lines))
            program.send("31")
            starting = list(typed(program, home / "drafts.db", keys))
            program.until(lambda lines: any("0001" in line for line in lines))
            program.settle()
            working = list(typed(program, home / "drafts.db", keys))
    return {"bare": least, "starting": starting, "working": working}


def figures(times: list[float]) -> dict[str, float]:
    """Median, 95th percentile and worst, in seconds, and the share that kept the promise."""
    return {
        "p50_s": statistics.median(times),
        "p95_s": statistics.quantiles(times, n=20)[-1],
        "worst_s": max(times),
        "within_promise": sum(one <= PROMISED for one in times) / len(times),
    }


def main() -> None:
    """Measure and print."""
    parser = parsing(__doc__)
    parser.add_argument("--keys", type=int, default=40, help="keys of each part (default 40)")
    parser.add_argument("--runs", type=int, default=5, help="runs of each program (default 5)")
    options = parser.parse_args()
    runs = [measure(options.keys) for _ in range(options.runs)]
    found = {name: figures([one for run in runs for one in run[name]]) for name in runs[0]}
    parts = {
        "bare": "a bare Input", "starting": "a desk being opened", "working": "a desk at work",
    }  # fmt: skip
    tell(found, options, (_line(told, found[name]) for name, told in parts.items()))


def _line(told: str, one: dict[str, float]) -> str:
    return (
        f"{told:20} p50 {one['p50_s'] * 1000:4.0f} ms  p95 {one['p95_s'] * 1000:4.0f} ms  "
        f"worst {one['worst_s'] * 1000:4.0f} ms  within 250 ms {one['within_promise']:.0%}"
    )


if __name__ == "__main__":
    main()

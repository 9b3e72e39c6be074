"""How soon an exercise is there, beside the desk itself.

Each is started in a terminal of its own; what counts is the time until the desk is open (its lists
are counted on the top line), and until the exercise's call rings. Runs alternate. The first
exercise of an installation makes the template of all practice desks; it is reported by itself.

    python benchmarks/practice.py [--runs N] [--json]
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from frame import parsing, tell
from start import started

AT_MOST = 1.0
"""Seconds that an exercise may take longer than the desk."""


def measure(runs: int) -> dict[str, float]:
    """Medians in seconds."""
    with tempfile.TemporaryDirectory() as folder:
        names = ("HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
        env = os.environ | dict.fromkeys(names, folder)
        env |= {
            "HOTLINE_DATABASE_URL": f"sqlite:///{Path(folder) / 'desk.db'}",
            "TERM": "xterm-256color",
            "LC_ALL": "C.UTF-8",
        }
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        hotline = [sys.executable, "-m", "hotline_tui"]
        subprocess.run([*hotline, "db", "init"], env=env, check=True, capture_output=True)
        exercise = [*hotline, "practice", "01"]
        first = started(exercise, env, ("来电",)).seconds["来电"]
        desks, exercises = [], []
        for _ in range(runs + 1):
            desks.append(started(hotline, env, ("派0",)).seconds["派0"])
            exercises.append(started(exercise, env, ("来电",)).seconds["来电"])
    # The first of each only warms the file system's cache.
    desk, played = statistics.median(desks[1:]), statistics.median(exercises[1:])
    return {
        "desk_s": desk,
        "exercise_s": played,
        "more_s": played - desk,
        "first_exercise_s": first,
    }


def main() -> None:
    """Measure and print."""
    parser = parsing(__doc__)
    parser.add_argument("--runs", type=int, default=9, help="runs of each (default 9)")
    options = parser.parse_args()
    found = measure(options.runs)
    lines = (
        f"desk open               {found['desk_s']:.2f} s",
        f"exercise begun          {found['exercise_s']:.2f} s",
        f"more                    {found['more_s']:.2f} s  (at most {AT_MOST:g})",
        f"first exercise ever     {found['first_exercise_s']:.2f} s",
    )
    tell(found, options, lines)


if __name__ == "__main__":
    main()

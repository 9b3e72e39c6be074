"""How soon the desk is there, beside the smallest application that Textual can make.

Each is started in a terminal of its own (a pty of 80×24); what counts is the time from the start
of the process until its text is on that terminal. Runs alternate, so that a busy moment of the
machine meets all alike; medians and ratios are reported, and the memory of each process.

    python benchmarks/start.py [--runs N] [--json]
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from dataclasses import dataclass
from pathlib import Path

import psutil
from frame import parsing, tell

MINIMAL = """
from textual.app import App
from textual.widgets import Static

class Minimal(App):
    def compose(self):
        yield Static("ready")

Minimal().run()
"""

PATIENCE = 60.0
"""Seconds after which a start counts as failed."""


@dataclass(frozen=True)
class Start:
    """One start: seconds until each mark was on the terminal, and memory then, in MB."""

    seconds: dict[str, float]
    megabytes: float


def started(command: list[str], env: dict[str, str], marks: tuple[str, ...]) -> Start:
    """Start a program in a pty and wait for its marks, in their order."""
    pid, terminal = pty.fork()
    began = time.perf_counter()
    if pid == 0:
        os.execvpe(command[0], command, env)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    try:
        seconds = _until(terminal, marks, began)
        megabytes = psutil.Process(pid).memory_info().rss / 2**20
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)
    return Start(seconds, megabytes)


def _until(terminal: int, marks: tuple[str, ...], began: float) -> dict[str, float]:
    seen = b""
    found: dict[str, float] = {}
    for mark in marks:
        while mark.encode() not in seen:
            ready, _, _ = select.select([terminal], [], [], PATIENCE)
            if not ready or time.perf_counter() - began > PATIENCE:
                raise TimeoutError(f"{mark!r} never came: {seen[-400:]!r}")
            seen += os.read(terminal, 65536)
        found[mark] = time.perf_counter() - began
    return found


def measure(runs: int) -> dict[str, float]:
    """Medians in seconds and MB, and the ratios to the minimal application."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        url = f"sqlite:///{home / 'desk.db'}"
        env = os.environ | {
            "HOME": folder,
            "XDG_STATE_HOME": folder,
            "XDG_DATA_HOME": folder,
            "XDG_CONFIG_HOME": folder,
            "HOTLINE_DATABASE_URL": url,
            "TERM": "xterm-256color",
            "LC_ALL": "C.UTF-8",
        }
        # As installed: what pip has compiled for Textual, the first start compiles for the desk.
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        hotline = [sys.executable, "-m", "hotline_tui"]
        subprocess.run([*hotline, "db", "init"], env=env, check=True, capture_output=True)
        minimal, desk = [], []
        for _ in range(runs + 1):
            minimal.append(started([sys.executable, "-c", MINIMAL], env, ("ready",)))
            desk.append(started(hotline, env, ("正在打开", "类型")))
    # The first of each only warms the file system's cache.
    base = statistics.median(run.seconds["ready"] for run in minimal[1:])
    paint = statistics.median(run.seconds["正在打开"] for run in desk[1:])
    working = statistics.median(run.seconds["类型"] for run in desk[1:])
    return {
        "minimal_s": base,
        "first_paint_s": paint,
        "working_desk_s": working,
        "first_paint_ratio": paint / base,
        "working_desk_ratio": working / base,
        "minimal_mb": statistics.median(run.megabytes for run in minimal[1:]),
        "desk_mb": statistics.median(run.megabytes for run in desk[1:]),
    }


def main() -> None:
    """Measure and print."""
    parser = parsing(__doc__)
    parser.add_argument("--runs", type=int, default=9, help="runs of each (default 9)")
    options = parser.parse_args()
    found = measure(options.runs)
    lines = (
        f"minimal Textual app     {found['minimal_s']:.3f} s  {found['minimal_mb']:.0f} MB",
        f"first paint of the desk {found['first_paint_s']:.3f} s",
        f"desk ready to work      {found['working_desk_s']:.3f} s  {found['desk_mb']:.0f} MB",
        f"first paint ÷ minimal   {found['first_paint_ratio']:.2f}  (at most 1.5)",
        f"working desk ÷ minimal  {found['working_desk_ratio']:.2f}  (at most 3)",
    )
    tell(found, options, lines)


if __name__ == "__main__":
    main()

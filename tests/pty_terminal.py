"""A program in a real terminal of 80×24 and 16 colours: what it sends, and what is then seen."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

import pyte

COLUMNS, ROWS = 80, 24
PATIENCE = 20.0
"""Seconds to wait for what a test expects."""


class Terminal:
    """The screen of a running program."""

    def __init__(self, fd: int, pid: int) -> None:
        self._fd = fd
        self._pid = pid
        self._is_open = True
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self._screen)
        self.received = 0

    @property
    def lines(self) -> list[str]:
        """What is seen, line by line."""
        return [line.rstrip() for line in self._screen.display]

    @property
    def cursor(self) -> tuple[int, int]:
        """Where the terminal's own cursor stands: column and row, from 0."""
        return self._screen.cursor.x, self._screen.cursor.y

    def send(self, keys: str) -> None:
        """Type `keys`, all in one packet."""
        self.received = 0
        os.write(self._fd, keys.encode())

    def paste(self, text: str) -> None:
        """Paste `text` as a terminal does, taking in what the program sends meanwhile."""
        left = f"\x1b[200~{text}\x1b[201~".encode()
        while left:
            left = left[os.write(self._fd, left[:1024]) :]
            self.read(0)

    def deface(self) -> None:
        """Write over the screen, as another program would."""
        self._stream.feed("\x1b[5;8H\x1b[7m来自 root 的广播消息\x1b[0m\x1b[1;1H*****".encode())

    def until(self, seen: Callable[[list[str]], bool]) -> None:
        """Wait until the lines are as wanted; `received` counts the bytes since the last key."""
        deadline = monotonic() + PATIENCE
        while not seen(self.lines):
            if monotonic() > deadline:
                raise AssertionError("not seen:\n" + "\n".join(self.lines))
            self.read(0.1)

    def read(self, patience: float) -> bool:
        """Take in what the program sends within `patience` seconds; whether it sent anything."""
        ready, _, _ = select.select([self._fd], [], [], patience)
        if not ready:
            return False
        try:
            received = os.read(self._fd, 65536)
        except OSError:  # the program has ended
            return False
        self.received += len(received)
        self._stream.feed(received)
        return True

    def tell(self, told: signal.Signals) -> None:
        """Send the program a signal."""
        os.kill(self._pid, told)

    def begin(self, key: str) -> None:
        """Send all bytes of a character but the last."""
        os.write(self._fd, key.encode()[:-1])

    def close(self) -> None:
        """Close the terminal, as its window or a cut line does; once."""
        if self._is_open:
            self._is_open = False
            os.close(self._fd)

    def ended(self) -> None:
        """Wait until the program has ended."""
        deadline = monotonic() + PATIENCE
        how = os.WEXITED | os.WNOHANG | os.WNOWAIT
        while os.waitid(os.P_PID, self._pid, how) is None:
            if monotonic() > deadline:
                raise AssertionError("the program goes on without its terminal")
            select.select([], [], [], 0.05)

    def settle(self) -> None:
        """Take in what still comes, until the program has been silent for a while."""
        while self.read(0.3):
            pass


@contextmanager
def terminal(code: str, **environment: str) -> Iterator[Terminal]:
    """Run the Python program `code` in a terminal; killed at the end."""
    pid, fd = pty.fork()
    if pid == 0:
        signal.signal(signal.SIGHUP, signal.SIG_DFL)  # whoever runs the tests may be deaf to it
        kept = {name: value for name, value in os.environ.items() if name != "COLORTERM"}
        given = {"TERM": "xterm-16color", "PYTHONPATH": os.pathsep.join(sys.path), **environment}
        os.execve(sys.executable, [sys.executable, "-c", code], {**kept, **given})
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    running = Terminal(fd, pid)
    try:
        yield running
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        running.close()

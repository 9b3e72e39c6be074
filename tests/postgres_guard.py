"""Ends a test's PostgreSQL when the tests end, also when they are killed.

Started as `postgres_guard.py FOLDER`, with a pipe from the tests as standard input; the server may
have been started anew in between.
"""

from __future__ import annotations

import shutil
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil

folder = Path(sys.argv[1])

sys.stdin.read()  # returns when the other end is closed: by the tests, or by their death

with suppress(psutil.NoSuchProcess, FileNotFoundError):
    number = (folder / "pg" / "postmaster.pid").read_text("utf-8").split()[0]
    server = psutil.Process(int(number))
    if server.name() == "postgres":  # and nobody else who got the number meanwhile
        server.send_signal(signal.SIGQUIT)  # immediately: the data are thrown away
        # Not `wait()`: in a container nobody may be there to bury the dead.
        while server.status() != psutil.STATUS_ZOMBIE:
            time.sleep(0.02)
shutil.rmtree(folder)

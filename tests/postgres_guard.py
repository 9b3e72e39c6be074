"""Ends a test's PostgreSQL when the tests end, also when they are killed.

Started as `postgres_guard.py PID FOLDER`, with a pipe from the tests as standard input.
"""

from __future__ import annotations

import shutil
import signal
import sys
import time
from contextlib import suppress

import psutil

server = psutil.Process(int(sys.argv[1]))
folder = sys.argv[2]

sys.stdin.read()  # returns when the other end is closed: by the tests, or by their death

# Immediately: the data are thrown away. psutil signals nobody who got the number meanwhile.
with suppress(psutil.NoSuchProcess):
    server.send_signal(signal.SIGQUIT)
    # Not `wait()`: in a container nobody may be there to bury the dead.
    while server.status() != psutil.STATUS_ZOMBIE:
        time.sleep(0.02)
shutil.rmtree(folder)

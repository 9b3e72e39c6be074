"""Ends a test's PostgreSQL when the tests end, also when they are killed.

Started as `postgres_guard.py PID FOLDER`, with a pipe from the tests as standard input.
"""

from __future__ import annotations

import shutil
import signal
import sys

import psutil

server = psutil.Process(int(sys.argv[1]))
folder = sys.argv[2]

sys.stdin.read()  # returns when the other end is closed: by the tests, or by their death

# Immediately: the data are thrown away. psutil signals nobody who got the number meanwhile.
server.send_signal(signal.SIGQUIT)
server.wait()
shutil.rmtree(folder)

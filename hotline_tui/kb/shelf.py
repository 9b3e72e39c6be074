"""Indexes in a folder of a host, one directory for each knowledge revision, read by all desks.

A directory never changes once it has its name: a new one is made beside it and renamed in one
step. What has not changed is the same file in both, so that a published article costs no copy.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from zlib import crc32

from hotline_tui.kb.article import Article
from hotline_tui.kb.building import build, extend

if TYPE_CHECKING:
    import tantivy

FORMAT = 1
"""Counted up whenever an index of an older program would be read wrongly."""

KEPT = 2
"""Revisions that stay: the newest, and the one that desks are leaving."""

_NAME = re.compile(r"([0-9]{1,12})-([0-9a-f]{1,32})")
_MANIFEST = "manifest.json"
_PIECE = 1 << 20  # bytes
_LOCK = ".tantivy-meta.lock"
_OWN_FILES = frozenset({_MANIFEST, _LOCK, ".tantivy-writer.lock"})


class Unusable(Exception):  # noqa: N818 - a state of the disk, told to the person
    """The folder takes no index, or what lies in it is damaged."""


@dataclass(frozen=True, slots=True, order=True)
class Revision:
    """A state of the knowledge base: its number, and what tells it from another with that."""

    number: int
    token: str

    @property
    def name(self) -> str:
        """The directory of its index."""
        return f"{self.number}-{self.token}"


class Shelf:
    """The indexes of one knowledge base on this host."""

    def __init__(self, folder: Path) -> None:
        """`folder` need not exist yet."""
        self.folder = folder
        self._sound: dict[tuple[int, int, int], int] = {}

    def revisions(self) -> list[Revision]:
        """What there are indexes of, the newest first."""
        try:
            names = [_NAME.fullmatch(place.name) for place in self.folder.iterdir()]
        except OSError:
            return []
        found = (Revision(int(name[1]), name[2]) for name in names if name)
        return sorted(found, reverse=True)

    def opened(self, revision: Revision) -> tantivy.Index | None:
        """The index of a revision; None where there is none, or none that is whole."""
        place = self.folder / revision.name
        if not place.is_dir():
            return None
        try:
            self._manifest(place)
            return _opened(place)
        except (OSError, ValueError, KeyError):
            return None

    def build(self, revision: Revision, articles: Iterable[Article]) -> tantivy.Index:
        """Make the index of a revision and put it where all desks find it. Raises `Unusable`."""

        def make(place: Path) -> Sequence[str]:
            return build(articles, place)[1]

        return self._put(revision, make)

    def extend(
        self, old: Revision, new: Revision, changed: Sequence[Article], gone: Iterable[int]
    ) -> tantivy.Index:
        """Make the index of a revision from an older one and what has changed since.

        Raises `Unusable`.
        """

        def make(place: Path) -> Sequence[str]:
            source = self.folder / old.name
            common: list[str] = self._manifest(source)["common"]
            for file in sorted(source.iterdir()):
                if file.name not in _OWN_FILES:
                    _link(file, place / file.name)
            extend(_opened(place), common, changed, gone)
            return common

        return self._put(new, make)

    @contextmanager
    def alone(self, *, wait: bool) -> Iterator[bool]:
        """Whether no other desk makes an index here; who may `wait` is in the end alone.

        Raises `Unusable`.
        """
        try:
            if not self.folder.exists():
                self.folder.parent.mkdir(parents=True, exist_ok=True)
                self.folder.mkdir(exist_ok=True)
                # Whoever may write to the folder of all indexes may write to those of one base.
                self.folder.chmod(self.folder.parent.stat().st_mode & 0o7777)
            lock = os.open(self.folder / "lock", os.O_RDONLY | os.O_CREAT, 0o644)
        except OSError as error:
            raise Unusable(f"{self.folder}（{error.strerror}）") from error
        try:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError:
                yield False
            else:
                yield True
        finally:
            os.close(lock)

    def _put(self, revision: Revision, make: Callable[[Path], Sequence[str]]) -> tantivy.Index:
        beside = self.folder / f".new-{revision.name}"
        place = self.folder / revision.name
        try:
            for left in self.folder.glob(".new-*"):
                shutil.rmtree(left)
            beside.mkdir()
            common = make(beside)
            self._write_manifest(beside, common)
            if place.exists():  # damaged, or it would have been opened
                place.rename(self.folder / f".new-damaged-{revision.name}")
            beside.rename(place)
            index = _opened(place)
        except (OSError, ValueError) as error:
            shutil.rmtree(beside, ignore_errors=True)
            raise Unusable(f"{self.folder}（{error}）") from error
        for old in self.revisions()[KEPT:]:
            shutil.rmtree(self.folder / old.name, ignore_errors=True)
        return index

    def _write_manifest(self, place: Path, common: Sequence[str]) -> None:
        files = {
            file.name: [file.stat().st_size, self._checksum(file)]
            for file in sorted(place.iterdir())
            if file.name not in _OWN_FILES
        }
        told = {"format": FORMAT, "common": list(common), "files": files}
        with (place / _MANIFEST).open("w", encoding="utf-8") as manifest:
            json.dump(told, manifest, ensure_ascii=False)
            manifest.flush()
            os.fsync(manifest.fileno())
        # tantivy keeps some files from everybody else.
        mode = (place / _MANIFEST).stat().st_mode & 0o777
        for file in place.iterdir():
            if file.stat().st_mode & 0o777 == 0o600:
                file.chmod(mode)

    def _manifest(self, place: Path) -> dict[str, list[str]]:
        """What a directory says of itself. Raises ValueError, KeyError or OSError if not so."""
        told = json.loads((place / _MANIFEST).read_text(encoding="utf-8"))
        if told["format"] != FORMAT:
            raise ValueError(f"format {told['format']}")
        for name, (size, checksum) in told["files"].items():
            file = place / name
            if file.stat().st_size != size or self._checksum(file) != checksum:
                raise ValueError(f"damaged: {name}")
        return {"common": told["common"]}

    def _checksum(self, file: Path) -> int:
        """A checksum of a file; of one that was looked at before, what was found then."""
        state = file.stat()
        known = (state.st_ino, state.st_size, state.st_mtime_ns)
        if known not in self._sound:
            total = 0
            with file.open("rb") as source:
                while piece := source.read(_PIECE):
                    total = crc32(piece, total)
            self._sound[known] = total
        return self._sound[known]


def _opened(place: Path) -> tantivy.Index:
    """The index in a directory whose files are known to be whole.

    Opening takes a lock in the directory. Where that is not ours to write, files of the same
    content are opened through links in one that is; what is mapped then stays without it.
    """
    lock = place / _LOCK
    if os.access(lock if lock.exists() else place, os.W_OK):
        return _unwatched(place)
    with TemporaryDirectory(prefix="hotline-") as folder:
        for file in place.iterdir():
            if file.name not in _OWN_FILES:
                (Path(folder) / file.name).symlink_to(file.absolute())
        return _unwatched(Path(folder))


def _unwatched(place: Path) -> tantivy.Index:
    import tantivy

    index = tantivy.Index.open(str(place))
    index.config_reader("manual")  # what lies there never changes: nothing to be watched
    return index


def _link(file: Path, other: Path) -> None:
    """The same file under another name; a copy where the disk knows no such thing."""
    if file.suffix == ".json":  # tantivy writes these anew
        shutil.copyfile(file, other)
        return
    try:
        os.link(file, other)
    except OSError:
        shutil.copyfile(file, other)

"""Copies of a whole database: made, proven, counted, put back, and tried out. Clause: 5.6.2."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from hotline_tui.data import copies, schema
from hotline_tui.data.copies import NoCopy, State
from hotline_tui.data.engine import Database
from hotline_tui.data.files import private_file, reason
from hotline_tui.services import securing, upkeep
from hotline_tui.standard.refusal import Fault, Refused

__all__ = ["Backup", "Drill", "NoCopy", "back_up", "drill", "restore"]

NAMED = "hotline-{:%Y%m%dT%H%M%S%f}.backup"
"""What a backup is called that is put into a folder."""

MANIFEST = ".json"
"""What the name of a backup's manifest ends with, beside the backup's own."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup and its manifest: from which database, when, and what is in it."""

    file: Path
    source: str
    made_at: datetime
    bytes: int
    sha256: str
    state: State


@dataclass(frozen=True, slots=True)
class Drill:
    """What came of putting a backup back beside the database: nothing in `wrong` when all is well.

    `behind` is how many events the database has that the backup has not.
    """

    rows: int
    wrong: tuple[str, ...]
    behind: int


def back_up(database: Database, to: Path, keep: int | None = None) -> Backup:
    """Write a copy of the whole, proven to open, with its manifest.

    `to` is a file that does not exist, or a folder; in a folder the newest `keep` backups of this
    database stay, all if None. Raises `NoCopy`, or `Refused` for who may not take all; nothing is
    left behind where it fails. Clause: 6.1.1.
    """
    now = database.now()
    if not securing.may_copy(database):
        told = "备份含全部诉求人信息：只有数据库的所有者可以备份"
        raise Refused(Fault("", "6.1.1", told))
    file = to / NAMED.format(now) if to.is_dir() else to
    if file.exists():
        raise NoCopy(f"文件 {file} 已经存在，请换一个名字")
    if not file.absolute().parent.is_dir():
        raise NoCopy(f"没有文件夹 {file.absolute().parent}")
    half = file.with_name(f".{file.name}.part")
    try:
        state = _copy(database, half)
        if state is None:
            raise NoCopy(f"{database.shown} 尚未初始化")
        made = Backup(file, database.shown, now, half.stat().st_size, _sha256(half), state)
        _write_manifest(made)
        half.replace(file)
    except OSError as error:
        _manifest(file).unlink(missing_ok=True)
        raise NoCopy(f"写不到 {file}：{reason(error)}") from error
    finally:
        half.unlink(missing_ok=True)
    if to.is_dir() and keep is not None:
        _forget_older(to, made, keep)
    return made


def _copy(database: Database, to: Path) -> State | None:
    if database.path is None:
        return copies.dump_postgresql(database.engine, to)
    copies.copy_sqlite(database.path, to)
    state = copies.state_of_file(to)
    # The copy is no database that anybody works on: one file, without a log beside it.
    for more in ("-wal", "-shm"):
        to.with_name(to.name + more).unlink(missing_ok=True)
    return state


def _sha256(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _write_manifest(made: Backup) -> None:
    path = _manifest(made.file)
    private_file(path)
    told = asdict(made) | {"file": made.file.name, "made_at": made.made_at.isoformat()}
    path.write_text(json.dumps(told, ensure_ascii=False, indent=2), encoding="utf-8")


def _manifest(file: Path) -> Path:
    return file.with_name(file.name + MANIFEST)


def _read_manifest(file: Path) -> Backup | None:
    """The manifest beside a backup; None where there is none. Raises `NoCopy` for a broken one."""
    path = _manifest(file)
    if not path.exists():
        return None
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        state = State(**told.pop("state"))
        told |= {"file": file, "made_at": datetime.fromisoformat(told["made_at"]), "state": state}
        return Backup(**told)
    except (ValueError, TypeError, KeyError) as broken:
        raise NoCopy(f"备份清单 {path} 读不懂") from broken


def _forget_older(folder: Path, made: Backup, keep: int) -> None:
    """Remove the oldest backups of the same database that stand in a folder with a manifest."""
    known = []
    for path in folder.glob(f"*{MANIFEST}"):
        file = path.with_name(path.name.removesuffix(MANIFEST))
        try:
            found = _read_manifest(file) if file.exists() else None
        except NoCopy:  # not one of ours: left alone
            continue
        if found is not None and found.source == made.source:
            known.append(found)
    known.sort(key=lambda one: one.made_at, reverse=True)
    for one in known[max(1, keep) :]:
        one.file.unlink()
        _manifest(one.file).unlink()


def proven(database: Database, file: Path) -> State | None:
    """The state that a backup promises, its manifest's first; None: a dump without a manifest.

    Raises `NoCopy` for what is no backup, or is another file than its manifest tells of.
    """
    if not file.is_file():
        raise NoCopy(f"没有文件 {file}")
    told = _read_manifest(file)
    if told is not None and _sha256(file) != told.sha256:
        raise NoCopy(f"{file} 与备份清单不符：文件在备份之后被改动过，或没有写完")
    if database.path is None:
        copies.verify_dump(file)
        return told.state if told else None
    state = copies.state_of_file(file)
    if state is None:
        raise NoCopy(f"{file} 不是热线台的数据库")
    return told.state if told else state


def restore(database: Database, source: Path, *, force: bool = False) -> Path | None:
    """Put a copy in the place of a database; gives where the old content was kept (None: none).

    Raises `NoCopy` for a file that is no copy, and for a database in use unless `force` is set.
    """
    state = proven(database, source)
    kept: Path | None = None
    if _in_use(database):
        if not force:
            behind = _behind(database, state)
            newer = f"，其中 {behind} 条记录是备份里没有的" if behind else ""
            told = f"数据库里已有内容{newer}：确实要用备份替换它，请加 --force（会先另存一份）"
            raise NoCopy(told)
        kept = _kept(database, source)
        _copy(database, kept)
    if database.path is None:
        known = kept is not None and securing.is_secured(database)
        copies.load_postgresql(database.engine, source)
        if known or securing.is_secured(database):
            securing.secure(database)
    else:
        copies.copy_sqlite(source, database.path)
    return kept


def _behind(database: Database, state: State | None) -> int:
    """How many events the database has that a backup has not."""
    if state is None or not _in_use(database):
        return 0
    with database.reading() as session:
        now = copies.state(session.connection())
    return max(0, now.event - state.event) if now else 0


def _in_use(database: Database) -> bool:
    path = database.path
    if path is not None and not (path.exists() and path.stat().st_size):
        return False
    return schema.revision(database) is not None


def _kept(database: Database, source: Path) -> Path:
    """Where the old content goes: beside the database, or beside the dump that replaces it."""
    beside = database.path or source
    return beside.with_name(f"{beside.name}.{database.now():%Y%m%d%H%M%S%f}.old")


def drill(database: Database, source: Path) -> Drill:
    """Put a backup back beside the database, look whether it is whole, and throw it away again.

    Raises `NoCopy` where it cannot even be put back.
    """
    promised = proven(database, source)
    with put_back(database, source) as scratch:
        with scratch.reading() as session:
            found = copies.state(session.connection())
        if found is None:
            raise NoCopy(f"{source} 里没有热线台的数据")
        wrong = list(_differences(promised, found))
        if found.revision == schema.HEAD:
            wrong += upkeep.check(scratch, every=True).problems
    return Drill(sum(found.rows.values()), tuple(wrong), _behind(database, found))


@contextmanager
def put_back(database: Database, source: Path) -> Iterator[Database]:
    """A database beside another one, with the content of its backup; thrown away at the end.

    Raises `NoCopy`.
    """
    if database.path is None:
        with copies.scratch_postgresql(database.engine, source) as url:
            scratch = Database(url)
            try:
                yield scratch
            finally:
                scratch.close()
        return
    with TemporaryDirectory(prefix="hotline-drill-") as folder:
        copies.copy_sqlite(source, Path(folder) / "drill.db")
        scratch = Database(f"sqlite:///{folder}/drill.db")
        try:
            yield scratch
        finally:
            scratch.close()


def _differences(promised: State | None, found: State) -> Iterator[str]:
    if promised is None:
        return
    for table in sorted({*promised.rows, *found.rows}):
        then, now = promised.rows.get(table, 0), found.rows.get(table, 0)
        if then != now:
            yield f"{table} 应有 {then} 行，恢复出来 {now} 行"

"""Why a database does not take or give what it is asked for, in the person's words."""

from __future__ import annotations

import sqlite3

from hotline_tui.data import reasons
from hotline_tui.data.reach import NoRoom, OthersWrite, OutOfReach

_DISK_FULL = "53100"
"""What PostgreSQL says where the server's disk is full."""

_SAID = {
    sqlite3.SQLITE_BUSY: "有别人在写",
    sqlite3.SQLITE_FULL: "磁盘已满",
    sqlite3.SQLITE_IOERR: "磁盘读写出错，可能已满",
    sqlite3.SQLITE_READONLY: "文件只能读",
    sqlite3.SQLITE_CANTOPEN: "文件打不开",
    sqlite3.SQLITE_CORRUPT: "文件已损坏",
    sqlite3.SQLITE_NOTADB: "不是数据库文件",
}


def out_of_reach(shown: str, cause: BaseException | None) -> OutOfReach:
    """What the driver has raised for the database `shown`, as the state of the world that it is."""
    told = why(cause)
    kind = _sqlite_kind(cause)
    if is_busy(cause):
        return OthersWrite(f"没有轮到写入，什么也没有存：数据库 {shown} 一直有别人在写，请再试")
    is_full = getattr(cause, "sqlstate", None) == _DISK_FULL
    if is_full or kind in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
        where = "服务器的磁盘已满" if is_full else told
        return NoRoom(f"没有存下：数据库 {shown}（{where}）。腾出空间后再试")
    return OutOfReach(f"数据库无法访问：{shown}（{told}）")


def why(cause: BaseException | None) -> str:
    """What is wrong, in a few words; what is not known in the driver's own."""
    return _SAID.get(_sqlite_kind(cause)) or reasons.away(str(cause) or type(cause).__name__)


def is_busy(cause: BaseException | None) -> bool:
    """Whether SQLite says no more than that somebody else is writing."""
    return _sqlite_kind(cause) == sqlite3.SQLITE_BUSY


def _sqlite_kind(cause: BaseException | None) -> int:
    """SQLite's code without its finer distinctions; 0 for another driver's."""
    code: int = getattr(cause, "sqlite_errorcode", 0)
    return code & 0xFF

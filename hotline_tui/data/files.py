"""Files that hold callers' data belong to their owner alone; why a file cannot be had.

Clause: 6.1.1.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def private_file(path: Path) -> None:
    """Make a file, and its folder, that only its owner can read. Clause: 6.1.1."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    os.close(handle)


def put_new(path: Path, content: bytes) -> None:
    """Write a new file, whole on the disk or not at all. Raises OSError, also where there is one.

    Clause: 6.1.1.
    """
    with path.open("xb") as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            path.unlink()  # half a file would be taken for the whole one
            raise


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A new file to write that takes the place of `path`, whole on the disk or not at all.

    Where `path` is no file (a pipe, a terminal), it is written as it is. Raises OSError.
    """
    if path.exists() and not path.is_file():
        yield path
        return
    path = path.resolve()  # of a link, what it leads to
    new = path.with_name(f"{path.name}.new")
    try:
        yield new
        with new.open("rb") as written:
            os.fsync(written.fileno())
        new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


_REASONS = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EEXIST: "已有这个文件",
    errno.EACCES: "没有权限",
    errno.EPERM: "系统不允许",
    errno.EISDIR: "是一个文件夹",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.ENAMETOOLONG: "文件名过长",
    errno.ELOOP: "链接绕成了圈",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EFBIG: "文件超过了系统允许的大小",
    errno.EROFS: "所在的磁盘只能读",
    errno.EMFILE: "打开的文件过多",
    errno.EIO: "磁盘读写出错",
    errno.ENXIO: "没有这个设备",
}


def reason(error: OSError) -> str:
    """Why the system would not do it, in the person's words; rare reasons in the system's own."""
    known = _REASONS.get(error.errno or 0)
    return known or f"系统错误 {error.errno or ''} {error.strerror or error}".replace("  ", " ")

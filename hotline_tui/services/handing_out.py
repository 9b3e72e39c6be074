"""A record as a new file on this machine; the ending of its name says how it is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from hotline_tui.data.files import put_new, reason
from hotline_tui.standard.refusal import Fault, Refused

R = TypeVar("R")


def hand_out(path: str, written: Mapping[str, Callable[[R], bytes]], read: Callable[[], R]) -> Path:
    """Write what `read` gives into a new file; where, with its folder. Raises `Refused` if not."""
    target = Path(path.strip()).expanduser().absolute()
    write = written.get(target.suffix.lower())
    if write is None:
        raise Refused(Fault("path", "", f"文件名应以 {'、'.join(written)} 结尾"))
    content = write(read())
    try:
        put_new(target, content)
    except OSError as error:
        raise Refused(Fault("path", "", f"写不了 {target}（{reason(error)}）")) from None
    return target

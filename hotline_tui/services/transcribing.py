"""The transcript of a call is read into what a record is made of; nothing is stored.

Clause: 5.2.3.3.
"""

from __future__ import annotations

import re
from pathlib import Path

from hotline_tui.data.files import reason
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import directory
from hotline_tui.services.document import Malformed, decoded
from hotline_tui.standard.authority import Act
from hotline_tui.standard.refusal import Fault, Refused
from hotline_tui.standard.transcript import LONGEST_TRANSCRIPT, Heard, heard
from hotline_tui.standard.typed import storable

_PATH = re.compile(
    r"(?:~|\.{1,2}|[A-Za-z]:)?[/\\].+|[^\s，。：:]+\.(?:txt|text|log)", re.IGNORECASE
)
_BYTES = 4
"""The most that a character takes in a file."""


def transcribed(desk: Desk, transcript: str) -> tuple[Heard, ...]:
    """What a transcript tells, to be confirmed by a person. Refuses one in which nothing stands."""
    desk.require(Act.REGISTER)
    if not transcript.strip():
        raise _refused("通话文字是空的")
    if len(transcript) > LONGEST_TRANSCRIPT:
        most = f"最多 {LONGEST_TRANSCRIPT} 字"
        raise _refused(f"通话文字过长：{len(transcript)} 字，{most}")
    return heard(storable(transcript), desk.now(), directory(desk).place_codes)


def loaded(desk: Desk, given: str) -> tuple[Heard, ...]:
    """What a transcript tells that was pasted, or stands in the text file of that path."""
    path = given.strip().strip("'\"")
    alone = "\n" not in path and _PATH.fullmatch(path)
    return transcribed(desk, _content(path) if alone else given)


def _content(path: str) -> str:
    try:
        with Path(path).expanduser().open("rb") as file:
            data = file.read(LONGEST_TRANSCRIPT * _BYTES + 1)
        if len(data) > LONGEST_TRANSCRIPT * _BYTES:
            raise _refused(f"文件过大：最多 {LONGEST_TRANSCRIPT} 字")
        return decoded(data)
    except (OSError, RuntimeError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else "不是一个路径"
        raise _refused(f"文件打不开：{path[:80]}（{why}）") from None
    except Malformed as malformed:
        raise _refused(str(malformed)) from None


def _refused(told: str) -> Refused:
    return Refused(Fault("transcript", "", told))

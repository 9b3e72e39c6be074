"""What may be kept with a ticket as a file: voice, text, pictures and video.

A file is what its first bytes say, and its name must say the same: whoever opens it later trusts
the name. Clause: 5.2.2.2.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from hotline_tui.standard.refusal import Fault
from hotline_tui.standard.vocabulary import Term

LARGEST = 64 * 1024 * 1024
"""Largest file that is kept, in bytes: some minutes of a telephone's video."""

LONGEST_NAME = 120
"""Longest name of a file, in characters; file systems stop at 255 bytes."""

HEAD = 32
"""How many first bytes say what a file is."""

CLAUSE = "5.2.2.2"


class Medium(Term):
    """The forms in which matters are raised. Clause: 5.2.2.2."""

    VOICE = "voice", "语音"
    TEXT = "text", "文字"
    PICTURE = "picture", "图片"
    VIDEO = "video", "视频"


@dataclass(frozen=True, slots=True)
class Format:
    """A form of file: its endings, its media type, and what its first bytes look like.

    Without a `mark` it is plain text, which begins with anything but binary zeros.
    """

    medium: Medium
    media_type: str
    endings: tuple[str, ...]
    mark: re.Pattern[bytes] | None


def _format(medium: Medium, media_type: str, endings: str, mark: bytes | None) -> Format:
    pattern = re.compile(mark, re.DOTALL) if mark is not None else None
    return Format(medium, media_type, tuple(endings.split()), pattern)


FORMATS: tuple[Format, ...] = (
    _format(Medium.VOICE, "audio/mpeg", "mp3", rb"ID3|\xff[\xe2-\xfb]"),
    _format(Medium.VOICE, "audio/wav", "wav", rb"RIFF....WAVE"),
    _format(Medium.VOICE, "audio/amr", "amr", rb"#!AMR"),
    _format(Medium.VOICE, "audio/mp4", "m4a", rb"....ftyp"),
    _format(Medium.VOICE, "audio/aac", "aac", rb"\xff[\xf0-\xff]"),
    _format(Medium.VOICE, "audio/ogg", "ogg opus", rb"OggS"),
    _format(Medium.TEXT, "text/plain", "txt md", None),
    _format(Medium.TEXT, "text/csv", "csv", None),
    _format(Medium.TEXT, "application/pdf", "pdf", rb"%PDF-"),
    _format(Medium.TEXT, "application/msword", "doc", rb"\xd0\xcf\x11\xe0"),
    _format(Medium.TEXT, "application/vnd.ms-excel", "xls", rb"\xd0\xcf\x11\xe0"),
    _format(
        Medium.TEXT,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "docx",
        rb"PK\x03\x04",
    ),
    _format(
        Medium.TEXT,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "xlsx",
        rb"PK\x03\x04",
    ),
    _format(Medium.PICTURE, "image/jpeg", "jpg jpeg", rb"\xff\xd8\xff"),
    _format(Medium.PICTURE, "image/png", "png", rb"\x89PNG\r\n\x1a\n"),
    _format(Medium.PICTURE, "image/gif", "gif", rb"GIF8[79]a"),
    _format(Medium.PICTURE, "image/webp", "webp", rb"RIFF....WEBP"),
    _format(Medium.PICTURE, "image/bmp", "bmp", rb"BM"),
    _format(Medium.PICTURE, "image/heic", "heic heif", rb"....ftyp(?:hei|mif|msf)"),
    _format(Medium.VIDEO, "video/mp4", "mp4", rb"....ftyp"),
    _format(Medium.VIDEO, "video/quicktime", "mov", rb"....(?:ftypqt|moov|wide|mdat)"),
    _format(Medium.VIDEO, "video/x-msvideo", "avi", rb"RIFF....AVI "),
    _format(Medium.VIDEO, "video/webm", "webm", rb"\x1aE\xdf\xa3"),
    _format(Medium.VIDEO, "video/x-matroska", "mkv", rb"\x1aE\xdf\xa3"),
    _format(Medium.VIDEO, "video/3gpp", "3gp", rb"....ftyp3g"),
)
"""All forms that are kept: what telephones, portals and offices produce. Clause: 5.2.2.2."""

_BY_ENDING = {ending: one for one in FORMATS for ending in one.endings}


def form_of(name: str, head: bytes) -> Format | None:
    """The form of a file of that name and with those first bytes; None where they do not agree.

    Clause: 5.2.2.2.
    """
    found = _BY_ENDING.get(name.rpartition(".")[2].lower()) if "." in name else None
    if found is None:
        return None
    agree = b"\x00" not in head if found.mark is None else found.mark.match(head) is not None
    return found if agree else None


def attachment_faults(name: str, size: int, head: bytes) -> Iterator[Fault]:
    """Everything that keeps a file from being kept with a ticket. Clause: 5.2.2.2."""

    def fault(told: str) -> Fault:
        return Fault("files", CLAUSE, f"附件“{shown(name)}”{told}")

    if not _nameable(name):
        yield fault("的名字不能用：不能有斜线、控制符和不可见的字符")
    elif len(name) > LONGEST_NAME:
        yield fault(f"的名字太长：最多 {LONGEST_NAME} 字")
    if size == 0:
        yield fault("是空的")
    elif size > LARGEST:
        yield fault(too_large(size))
    elif form_of(name, head) is None:
        media = "、".join(medium.label for medium in Medium)
        yield fault(f"不是能收的{media}文件，或内容与名字的后缀不符")


def shown(name: str) -> str:
    """A file's name as a sentence can hold it, whatever is in it."""
    return "".join(char if char.isprintable() else "·" for char in name)[-60:]


def too_large(size: int) -> str:
    """The end of a sentence about a file of that size, in bytes."""
    return f"太大：有 {size / (1 << 20):.1f} 兆，最多 {LARGEST >> 20} 兆"


def _nameable(name: str) -> bool:
    """Whether every file system takes it, and a person reads what is there."""
    hidden = any(unicodedata.category(char)[0] == "C" for char in name)
    return bool(name.strip(" .")) and not hidden and not re.search(r'[/\\:*?"<>|]', name)

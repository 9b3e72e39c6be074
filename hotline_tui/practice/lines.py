"""On which line of a TOML file each key stands, so that every fault can say where it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.\- ]+?)\s*\]\]?\s*(?:#.*)?\Z", re.ASCII)
_KEY = re.compile(r"\s*((?:[\w-]+|\"[^\"]+\")(?:\s*\.\s*(?:[\w-]+|\"[^\"]+\"))*)\s*=", re.ASCII)
_LONG = ('"""', "'''")


def places(text: str) -> Mapping[str, int]:
    """Dotted names with their lines, counted from 1; `matter.0.record.kind` for lists of tables."""
    found: dict[str, int] = {}
    counts: dict[str, int] = {}
    prefix = ""
    for number, line in _outside_texts(text):
        header = _HEADER.match(line)
        if header:
            name = header[2].replace(" ", "")
            if header[1] == "[[":
                path = _resolved(name.rpartition(".")[0], counts)
                path = f"{path}.{name.rpartition('.')[2]}" if path else name
                counts[path] = counts.get(path, -1) + 1
                prefix = f"{path}.{counts[path]}"
            else:
                prefix = _resolved(name, counts)
            found.setdefault(prefix, number)
            continue
        key = _KEY.match(line)
        if key:
            name = re.sub(r"[\s\"]", "", key[1])
            found.setdefault(f"{prefix}.{name}" if prefix else name, number)
    return found


def _resolved(name: str, counts: Mapping[str, int]) -> str:
    """A header's name with the number of the latest element behind each list of tables."""
    path = ""
    for part in filter(None, name.split(".")):
        path = f"{path}.{part}" if path else part
        if path in counts:
            path = f"{path}.{counts[path]}"
    return path


def _outside_texts(text: str) -> Iterator[tuple[int, str]]:
    """Lines that do not begin within a text of several lines."""
    closed_by = ""
    for number, line in enumerate(text.splitlines(), 1):
        inside = bool(closed_by)
        rest = line
        while True:
            if closed_by:
                _, mark, rest = rest.partition(closed_by)
                if not mark:
                    break
                closed_by = ""
            else:
                first = min((mark for mark in _LONG if mark in rest), key=rest.index, default="")
                if not first:
                    break
                rest = rest.partition(first)[2]
                closed_by = first
        if not inside:
            yield number, line


def line_of(name: str, known: Mapping[str, int]) -> int:
    """The line of a name, or of the nearest table around it; 1 where nothing of it is written."""
    while name:
        if name in known:
            return known[name]
        name = name.rpartition(".")[0]
    return 1

"""Readers of knowledge files: Markdown with front matter, and spreadsheets.

Pure: bytes in, drafts and problems out. All faults come at once. Clause: 6.2.1, 6.2.3.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import PurePath

from hotline_tui.kb import workbook
from hotline_tui.kb.drafts import KEYS, REQUIRED, WORDS, ArticleDraft, Key, Problem, drafted
from hotline_tui.kb.text import normal

__all__ = ["ArticleDraft", "Problem", "Reading", "read_markdown", "read_xlsx", "said_in_markdown"]

_LARGEST = 64 * 1024 * 1024  # bytes of a file
_FENCE = "---"
_HEADING = re.compile(r"#\s+(.+?)\s*#*\s*$")
_ENTRY = re.compile(r"([^:：]+?)\s*[:：]\s*(.*)$")
_HEADER_WITHIN = 10  # rows in which a spreadsheet's headings are looked for
_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article stands in its file: the line or row from 1, and what it did not say of
    itself, so that it was `assumed`."""

    place: int
    assumed: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds: the articles fit to be taken, and what is wrong with the others."""

    drafts: tuple[ArticleDraft, ...]
    problems: tuple[Problem, ...]
    origins: tuple[Origin, ...] = ()
    """Where each of the drafts comes from, in the same order."""
    headings: Mapping[Key, str] = field(default_factory=dict)
    """What a spreadsheet heads the column of a key with."""


def read_markdown(name: str, data: bytes, defaults: Mapping[str, str]) -> Reading:
    """One article: front matter between two lines of `---`, then the text.

    Front matter is a `key: value` a line, keys in English or Chinese (title, 标题); several
    other names are divided by 、. The title may also be the text's first `# heading`; the
    article's own id is `id`, or the file's name. `defaults` fill in what is not said.
    Clause: 6.2.3.
    """
    said, places, problems = said_in_markdown(name, data)
    if Key.TEXT not in said:
        return Reading((), tuple(problems))
    said.setdefault(Key.ID, PurePath(name).stem)
    assumed = _assumed(said)
    draft, more = drafted(_with_defaults(said, defaults), places, 1)
    problems += more
    if draft is None or problems:
        return Reading((), tuple(problems))
    return Reading((draft,), (), (Origin(1, assumed),))


def said_in_markdown(
    name: str, data: bytes
) -> tuple[dict[Key, str], dict[Key, int], list[Problem]]:
    """What a Markdown file says under its keys, complete or not; their lines; what is wrong.

    Without a text where the file cannot be read.
    """
    try:
        lines = _decoded(data).splitlines()
    except ValueError as wrong:
        return {}, {}, [Problem(0, "", f"{name}：{wrong}")]
    said, places, problems, body = _front_matter(lines)
    if problems and body == len(lines):
        return said, places, problems
    text = lines[body:]
    heading = next((place for place, line in enumerate(text) if line.strip()), None)
    if heading is not None and (match := _HEADING.match(text[heading])):
        del text[heading]
        said.setdefault(Key.TITLE, match[1])
        places.setdefault(Key.TITLE, body + heading + 1)
    said[Key.TEXT] = "\n".join(text)
    places[Key.TEXT] = body + 1
    return said, places, problems


def read_xlsx(data: bytes, mapping: Mapping[str, str], defaults: Mapping[str, str]) -> Reading:
    """An article a row, from the first sheet that has any.

    `mapping` names the heading of a key's column (`{"text": "答复意见"}`); other columns are
    recognised by their usual headings. `defaults` fill in what no cell says. Clause: 6.2.3.
    """
    drafts: list[ArticleDraft] = []
    origins: list[Origin] = []
    problems: list[Problem] = []
    try:
        lines = workbook.rows(data)
        near = list(islice(lines, _HEADER_WITHIN))
        top, columns, faults = _columns(near, mapping, defaults)
        headings = {key: near[top][place].strip() for key, place in columns.items()}
        if faults:
            return Reading((), tuple(faults))
        places: dict[str, int] = {}
        for number, row in enumerate(chain(near[top + 1 :], lines), start=top + 2):
            said = {key: row[place] for key, place in columns.items() if place < len(row)}
            if not any(text.strip() for text in said.values()):
                continue
            draft, more = drafted(_with_defaults(said, defaults), {}, number)
            problems += more
            known = said.get(Key.ID, "").strip()
            if known and known in places:
                message = f"编号{known[:40]}与第{places[known]}行重复。"
                problems.append(Problem(number, Key.ID.value, message))
            elif draft:
                drafts.append(draft)
                origins.append(Origin(number, _assumed(said)))
            places.setdefault(known, number)
    except ValueError as wrong:
        return Reading((), (Problem(0, "", str(wrong)),))
    if not drafts and not problems:
        problems.append(Problem(0, "", "表格里只有标题行，没有知识。"))
    return Reading(tuple(drafts), tuple(problems), tuple(origins), headings)


def _decoded(data: bytes) -> str:
    """The text of a file; ValueError with a sentence if it is none."""
    if len(data) > _LARGEST:
        raise ValueError(f"文件有{len(data) >> 20}兆，太大了。")
    if data.startswith(_SPREADSHEETS):
        raise ValueError("这是电子表格或压缩文件，不是Markdown文本。")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ValueError("文件是UTF-16编码，请另存为UTF-8后再导入。")
    if b"\x00" in data:
        raise ValueError("这不是文本文件。")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        raise ValueError("文件不是UTF-8编码的文本，读不出来。") from None
    raise ValueError("文件不是UTF-8编码（像是GBK），请另存为UTF-8后再导入。")


def _front_matter(
    lines: Sequence[str],
) -> tuple[dict[Key, str], dict[Key, int], list[Problem], int]:
    """Keys, their lines, what is wrong, and how many lines come before the text."""
    said: dict[Key, str] = {}
    places: dict[Key, int] = {}
    problems: list[Problem] = []
    if not lines or lines[0].strip() != _FENCE:
        return said, places, problems, 0
    end = next((n for n, line in enumerate(lines[1:], 1) if line.strip() == _FENCE), None)
    if end is None:
        problems.append(Problem(1, "", "开头的属性没有结束：少一行“---”。"))
        return said, places, problems, len(lines)
    for number, line in enumerate(lines[1:end], start=2):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = _ENTRY.match(line.strip())
        key = KEYS.get(normal(match[1])) if match else None
        if match is None:
            problems.append(Problem(number, "", f"这一行不是“键: 值”：{line.strip()[:40]}"))
        elif key is None:
            known = "、".join(one.value for one in Key if one is not Key.TEXT)
            message = f"没有“{match[1][:20]}”这个键；可用：{known}。"
            problems.append(Problem(number, match[1][:20], message))
        elif key in said:
            message = f"{WORDS[key][0]}写了两次（第{places[key]}行也有）。"
            problems.append(Problem(number, key.value, message))
        else:
            said[key], places[key] = match[2].strip().strip("\"'"), number
    return said, places, problems, end + 1


def _columns(
    rows: Sequence[Sequence[str]], mapping: Mapping[str, str], defaults: Mapping[str, str]
) -> tuple[int, dict[Key, int], list[Problem]]:
    """The row of headings, the column of each key, and what is wrong with them."""
    wanted = {Key(key): normal(heading) for key, heading in mapping.items()}
    best: tuple[int, dict[Key, int]] = (0, {})
    for number, row in enumerate(rows[:_HEADER_WITHIN]):
        heads = {normal(cell): place for place, cell in reversed(list(enumerate(row))) if cell}
        found = {key: heads[head] for key, head in wanted.items() if head in heads}
        for key, several in WORDS.items():
            names = [normal(word) for word in (*several, key.value)]
            place = next((heads[name] for name in names if name in heads), None)
            if key not in wanted and place is not None and place not in found.values():
                found[key] = place
        if len(found) > len(best[1]):
            best = number, found
    top, columns = best
    problems = [
        Problem(top + 1, key.value, f"表里没有“{mapping[key.value]}”这一列。")
        for key in wanted
        if key not in columns
    ]
    for key in REQUIRED:
        if key not in columns and key not in wanted and not defaults.get(key.value):
            word, seen = WORDS[key][0], "、".join(filter(None, rows[top]))[:80]
            message = f"没有“{word}”一列，也没有给默认值。表头是：{seen}"
            problems.append(Problem(top + 1, key.value, message, "6.2.3"))
    return top, columns, problems


def _assumed(said: Mapping[Key, str]) -> tuple[Key, ...]:
    """What every article has to say of itself, and this one did not. Clause: 6.2.3."""
    return tuple(key for key in REQUIRED if not said.get(key, "").strip())


def _with_defaults(said: Mapping[Key, str], defaults: Mapping[str, str]) -> dict[Key, str]:
    filled = {Key(key): text for key, text in defaults.items()}
    return filled | {key: text for key, text in said.items() if text.strip()}

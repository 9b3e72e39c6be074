"""Knowledge files on the command line: found, read, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from hotline_tui.cli.invocation import BadInput
from hotline_tui.cli.telling import say
from hotline_tui.data.files import reason
from hotline_tui.kb.articles import Reading, read_markdown, read_xlsx
from hotline_tui.kb.drafts import LONGEST_TEXT, WORDS, Key, Problem
from hotline_tui.kb.workbook import LARGEST
from hotline_tui.services.import_plan import Given
from hotline_tui.standard.refusal import Fault

SHOWN = 20
"""Lines of one sort that are listed for people; JSON has all."""

MARKDOWN = (".md", ".markdown")

_LONGEST_PAGE = 8 * LONGEST_TEXT  # bytes of a Markdown file: the longest text, and what is beside

Files = Annotated[list[Path], typer.Argument(metavar="FILE…", help="xlsx、Markdown 或其文件夹")]
Maps = Annotated[
    list[str] | None,
    typer.Option("--map", metavar="要素=列名", help="列名对照，如 text=答复意见"),
]


@dataclass(frozen=True, slots=True)
class FileReading:
    """A file by its name (below the folder that was named), and what it holds."""

    name: str
    reading: Reading

    def given(self) -> Iterator[Given]:
        """Its articles with where they stand."""
        for draft, origin in zip(self.reading.drafts, self.reading.origins, strict=True):
            yield Given(self.name, origin.place, draft, origin.assumed)

    def faults(self) -> Iterator[Fault]:
        """What is wrong with it, by row and column."""
        for one in self.reading.problems:
            where = f"{self.name} 第 {one.place} 行" if one.place else self.name
            column = self.column(one)
            told = f"{column}：{one.message}" if column else one.message
            yield Fault(where, one.clause, told)

    def column(self, problem: Problem) -> str:
        """What the file calls the part that is wrong, where that is not its usual name."""
        key = next((key for key in Key if key.value == problem.key), None)
        heading = self.reading.headings.get(key, "") if key else ""
        return heading if key and heading not in ("", WORDS[key][0]) else ""


def readings(
    files: Sequence[Path], mapping: Mapping[str, str], given: Mapping[Key, str], source: str
) -> list[FileReading]:
    """What the files hold; a folder stands for the Markdown files in it.

    `given` fills in what they leave unsaid, `source` too (the file's name if empty).
    Raises `BadInput` for what is no file or cannot be opened.
    """
    found: list[FileReading] = []
    for file, name in _expanded(files):
        defaults = {key.value: text for key, text in given.items() if text}
        if given:
            defaults[Key.SOURCE.value] = source or file.name
        found.append(FileReading(name, _read(file, name, mapping, defaults)))
    return found


def _read(
    file: Path, name: str, mapping: Mapping[str, str], defaults: Mapping[str, str]
) -> Reading:
    is_page = file.suffix.lower() in MARKDOWN
    try:
        size = file.stat().st_size
        if size > (_LONGEST_PAGE if is_page else LARGEST):
            told = f"文件有{size >> 20}兆，太大了。"
            return Reading((), (Problem(0, "", told),))
        data = file.read_bytes()
    except OSError as error:
        told = f"文件打不开：{file}（{reason(error)}）"
        raise BadInput(Fault("FILE", "", told)) from None
    if is_page:
        return read_markdown(name, data, defaults)
    return read_xlsx(data, mapping, defaults)


def _expanded(files: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """Each file with its name; of a folder no links are followed, as they lead anywhere."""
    for file in files:
        if not file.is_dir():
            yield file, file.name
            continue
        inside = [
            one
            for one in sorted(file.rglob("*"))
            if one.suffix.lower() in MARKDOWN and one.is_file() and not one.is_symlink()
        ]
        if not inside:
            raise BadInput(Fault("FILE", "", f"文件夹 {file} 里没有 Markdown 文件"))
        yield from ((one, str(one.relative_to(file))) for one in inside)


def mapping_of(maps: Sequence[str] | None) -> dict[str, str]:
    """Parts of an article and their columns, from pairs. Raises `BadInput`."""
    found: dict[str, str] = {}
    known = [key.value for key in Key]
    for one in maps or ():
        key, equals, column = one.partition("=")
        if not equals or key.strip() not in known:
            told = f"--map 应写成 要素=列名，要素可用：{'、'.join(known)}"
            raise BadInput(Fault("--map", "", told))
        found[key.strip()] = column.strip()
    return found


def say_faults(faults: Sequence[Fault]) -> None:
    """Faults for people, a line each, the first ones of many."""
    for fault in faults[:SHOWN]:
        clause = f"（{fault.clause}）" if fault.clause else ""
        say(f"{fault.field}：{fault.message}{clause}")
    if len(faults) > SHOWN:
        say(f"……共 {len(faults)} 处，用 --json 看全部")

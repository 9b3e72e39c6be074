"""Where scenarios come from: those that ship with the product, and a trainer's own files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

from hotline_tui.practice import checking, reading
from hotline_tui.practice.checking_route import World
from hotline_tui.practice.scenario import Scenario
from hotline_tui.practice.table import Finding
from hotline_tui.services import articles
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import directory
from hotline_tui.standard.refusal import Fault, Refused

SHIPPED = files("hotline_tui.practice") / "scenarios"
SUFFIX = ".toml"


@dataclass(frozen=True, slots=True)
class Source:
    """A scenario file: its name without the ending, what is in it, whether it is the product's."""

    id: str
    data: bytes
    ours: bool = False


def shipped() -> Iterator[Source]:
    """The scenarios that ship with the product, in the order in which they are best practised."""
    for file in sorted(SHIPPED.iterdir(), key=lambda one: one.name):
        if file.name.endswith(SUFFIX):
            yield Source(file.name.removesuffix(SUFFIX), file.read_bytes(), ours=True)


def find(name: str) -> Source:
    """A scenario by its name, the beginning or its number, or a file of one's own.

    Raises `Refused` where there is none.
    """
    path = Path(name)
    if path.suffix == SUFFIX or "/" in name:
        try:
            return Source(path.stem, path.read_bytes())
        except OSError as error:
            told = f"打不开 {name}（{error.strerror}）"
            raise Refused(Fault("scenario", "", told)) from None
    fits = [one for one in shipped() if one.id == name]
    fits = fits or [one for one in shipped() if one.id.startswith(name)]
    if len(fits) != 1:
        told = f"没有情景“{name[:40]}”" if not fits else f"“{name}”可以是几个情景，请写全名"
        raise Refused(Fault("scenario", "", f"{told}；hotline practice list 列出全部"))
    return fits[0]


def world(desk: Desk) -> World:
    """What scenarios may name at a practice desk."""
    return World(directory(desk), _titles(desk), desk.region)


def _titles(desk: Desk) -> frozenset[str]:
    today = desk.today()
    return frozenset(
        one.title
        for one in articles.exported(desk)
        if one.valid_to is None or one.valid_to >= today
    )


def load(source: Source, within: World) -> Scenario:
    """The scenario of a source. Raises `Refused` with all that is wrong, line by line."""
    read = checking.checked(source.data, source.id, within)
    if read.findings or read.scenario is None:
        raise Refused(fault(source.id, one) for one in read.findings)
    return replace(read.scenario, id=source.id)


def to_play(source: Source, desk: Desk) -> Scenario:
    """The scenario of a source, at a reference desk. Raises `Refused` like `load`.

    The product's own are not held against the rules again: no exercise waits for what a test has
    shown.
    """
    if source.ours:
        read = reading.read(source.data, source.id, directory(desk))
        if read.scenario is not None and not read.findings:
            return read.scenario
    return load(source, world(desk))


def fault(id: str, found: Finding) -> Fault:
    """A finding as every refusal tells it."""
    return Fault(f"{id}:{found.line}", found.clause, f"{id} 第 {found.line} 行：{found.message}")

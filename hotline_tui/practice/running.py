"""Exercises under way, each in a folder of its own: kept at every step, resumed after quitting."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from hotline_tui.data.files import replacing
from hotline_tui.practice import library, room
from hotline_tui.practice.analysis import marks_of
from hotline_tui.practice.clock import PracticeClock
from hotline_tui.practice.library import Source
from hotline_tui.practice.recording import Recording, as_document, from_document
from hotline_tui.practice.scenario import Scenario
from hotline_tui.practice.session import Session
from hotline_tui.services.desk import Desk, Person
from hotline_tui.services.practice_book import Note, note

RUN = "run.json"
RUNS = "runs"


@dataclass(frozen=True, slots=True)
class Run:
    """An exercise as it is kept: who, which scenario (its whole text), what has happened.

    `elapsed` are its seconds, in simulated time; `last` the last event of its desk that is in it.
    """

    id: str
    workno: str
    name: str
    source: Source
    started_at: datetime
    steps: Recording = ()
    elapsed: float = 0.0
    last: int = 0
    speed: float = 1.0

    @property
    def trainee(self) -> Person:
        """Who practises."""
        return Person(self.workno, self.name, frozenset())


@dataclass(slots=True)
class Room:
    """An open exercise: its folder, what is kept of it, its scenario, its session."""

    folder: Path
    run: Run
    scenario: Scenario
    session: Session
    cache: Path
    book: Desk | None = None
    """The trainee's own desk, where the trainer's book is; None: nothing is told to it."""

    def desk(self) -> Desk:
        """The trainee's desk, made and prepared where there is none yet."""
        return room.open_room(
            self.folder, self.cache, self.scenario, self.run.trainee, self.session.clock
        )

    def keep(self) -> Run:
        """Write down what has happened so far."""
        session = self.session
        self.run = replace(
            self.run, steps=session.steps, elapsed=session.now, last=session.last_event
        )
        _write(self.folder / RUN, self.run)
        return self.run

    def report(self) -> None:
        """Tell the trainer's book how the exercise stands; with its score once it is over.

        Raises `OutOfReach` while the book's database is away.
        """
        if self.book is None:
            return
        found = self.session.score() if self.session.over else None
        wish = Note(
            self.run.id,
            self.scenario.id,
            self.scenario.title,
            self.run.source.data.decode("utf-8", "replace"),
            self.run.started_at,
            self.session.now,
            as_document(self.session.steps),
            found.points if found else None,
            marks_of(found) if found else (),
        )
        note(self.book, wish)

    def leave(self) -> None:
        """The exercise is over: its desk is thrown away."""
        room.throw_away(self.folder)


def begin(
    base: Path, source: Source, at: Desk, trainee: Person, now: datetime, speed: float = 0.0
) -> Room:
    """Begin an exercise of a scenario that is read at a reference desk.

    `speed` 0 takes the scenario's own. Raises `Refused` for a scenario with anything wrong.
    """
    scenario = library.to_play(source, at)
    run = Run(uuid4().hex, trainee.workno, trainee.name, source, now, speed=speed or scenario.speed)
    return _open(base, run, scenario)


def resume(base: Path, run: Run, at: Desk) -> Room:
    """Go on with an exercise that was broken off; its scenario is read at a reference desk."""
    return _open(base, run, library.to_play(run.source, at))


def _open(base: Path, run: Run, scenario: Scenario) -> Room:
    clock = PracticeClock(scenario.at, run.speed, run.elapsed)
    session = Session(scenario, clock, run.steps, run.last)
    return Room(base / RUNS / run.id, run, scenario, session, base)


def broken_off(base: Path, workno: str) -> Iterator[Run]:
    """A trainee's exercises that were broken off, the newest first."""
    files = sorted((base / RUNS).glob(f"*/{RUN}"), key=lambda one: -one.stat().st_mtime)
    for file in files:
        run = _read(file)
        if run.workno == workno:
            yield run


def _write(file: Path, run: Run) -> None:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    told = {
        "id": run.id,
        "workno": run.workno,
        "name": run.name,
        "scenario": run.source.id,
        "ours": run.source.ours,
        "text": run.source.data.decode("utf-8", "surrogateescape"),
        "started_at": run.started_at.isoformat(),
        "steps": as_document(run.steps),
        "elapsed": run.elapsed,
        "last": run.last,
        "speed": run.speed,
    }
    with replacing(file) as new:  # a terminal may be closed at any moment
        new.write_text(json.dumps(told, ensure_ascii=False), "utf-8", "surrogateescape")


def _read(file: Path) -> Run:
    kept = json.loads(file.read_text("utf-8", "surrogateescape"))
    return Run(
        kept["id"],
        kept["workno"],
        kept["name"],
        Source(
            kept["scenario"],
            kept["text"].encode("utf-8", "surrogateescape"),
            ours=kept.get("ours", False),
        ),
        datetime.fromisoformat(kept["started_at"]),
        from_document(kept["steps"]),
        kept["elapsed"],
        kept["last"],
        kept["speed"],
    )

"""The trainee's desk: the real use cases on a database of its own, which is thrown away.

Nothing leads from it to any other database: it is a file in the exercise's own folder.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from hotline_tui.data import schema
from hotline_tui.practice.clock import PracticeClock
from hotline_tui.practice.preparing import STAFF, prepare
from hotline_tui.practice.scenario import Exercise, Scenario
from hotline_tui.services import calls, operators, setup, upkeep
from hotline_tui.services.desk import Desk, Person
from hotline_tui.services.opening import sit_down
from hotline_tui.services.operators import NewOperator

DESK, DRAFTS = "desk.db", "drafts.db"
"""The files of an exercise: its database and its draft journal."""


def template(cache: Path) -> Path:
    """A practice database as it is on its first day, made once for each version of the product."""
    path = cache / f"practice-{_version()}.db"
    if not path.exists():
        cache.mkdir(parents=True, exist_ok=True)
        made = cache / f"{path.stem}.{uuid4().hex}.db"
        database = upkeep.named(f"sqlite:///{made}")
        setup.set_up(database, practice=True)
        _staff(sit_down(database, operators.who(database, None, None)))
        database.close()
        made.replace(path)
    return path


def _version() -> str:
    """What the contents of a new database depend on, in a few letters."""
    told = [schema.HEAD]
    for folder in (setup.REFERENCE, setup.STARTER):
        for file in sorted(Path(str(folder)).iterdir()):
            found = file.stat()
            told.append(f"{file.name} {found.st_size} {found.st_mtime_ns}")
    return sha256("\n".join(told).encode()).hexdigest()[:12]


def _staff(desk: Desk) -> None:
    operators.add(desk, NewOperator(STAFF.workno, STAFF.name, tuple(STAFF.roles)))


def reference_desk(cache: Path) -> Desk:
    """A desk at the untouched template, to look up what the city and the knowledge base have."""
    database = upkeep.named(f"sqlite:///{template(cache)}")
    return replace(sit_down(database, STAFF), person=STAFF)


def open_room(
    folder: Path, cache: Path, scenario: Scenario, trainee: Person, clock: PracticeClock
) -> Desk:
    """The desk of an exercise in its folder: made and prepared, or as it was left."""
    path = folder / DESK
    new = not path.exists()
    if new:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.copyfile(template(cache), path)
    database = upkeep.named(f"sqlite:///{path}")
    desk = sit_down(database, STAFF, index_folder=cache / "knowledge")
    role = scenario.exercise.role
    desk.person = Person(trainee.workno, trainee.name, frozenset({role}))
    desk.clock = clock
    if new:
        _seat(desk, trainee, scenario)
        prepare(desk, scenario)
        if scenario.exercise is Exercise.CALL:
            calls.ring(desk, scenario.caller.phone)
    return desk


def _seat(desk: Desk, trainee: Person, scenario: Scenario) -> None:
    owner = replace(desk, person=STAFF)
    if not any(one.workno == trainee.workno for one in operators.everybody(owner)):
        wish = NewOperator(trainee.workno, trainee.name, (scenario.exercise.role,))
        operators.add(owner, wish)


def throw_away(folder: Path) -> None:
    """Nothing of an exercise's desk stays."""
    shutil.rmtree(folder, ignore_errors=True)

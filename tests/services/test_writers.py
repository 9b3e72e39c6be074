"""Many write to one SQLite file without a pause, and each has its turn."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from hotline_tui.data.engine import Database
from hotline_tui.data.reach import OthersWrite
from hotline_tui.services import queueing
from hotline_tui.services.registering import Registration, register
from tests.office import Office, matter

WRITERS, EACH = 8, 20

WRITER = """
import json, sys
from hotline_tui.services.opening import Opening, open_desk
from hotline_tui.services.registering import Registration, register
from tests.office import matter
desk = open_desk(Opening(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
made = [register(desk, Registration(matter())).number for _ in range(int(sys.argv[2]))]
print(json.dumps(made))
"""


def test_eight_writers_without_pause_each_have_their_turn(sqlite_office: Office) -> None:
    url = sqlite_office.database.url
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, url, str(EACH)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(WRITERS)
    ]
    for one in writers:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    said = [one.communicate("go\n")[0] for one in writers]
    assert [one.returncode for one in writers] == [0] * WRITERS
    made = [number for one in said for number in json.loads(one)]
    assert len(set(made)) == WRITERS * EACH
    assert len(queueing.listed(sqlite_office.owner, WRITERS * EACH + 1)) == WRITERS * EACH


def test_who_waits_in_vain_is_told_that_nothing_is_stored(
    sqlite_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hotline_tui.data.engine.BUSY_SECONDS", 0.2)
    other = Database(sqlite_office.database.url)
    with other.transaction() as session:
        session.connection()
        with pytest.raises(OthersWrite, match="没有轮到写入，什么也没有存"):
            register(sqlite_office.owner, Registration(matter()))
    register(sqlite_office.owner, Registration(matter()))
    assert len(queueing.listed(sqlite_office.owner, 9)) == 1
    other.close()

"""The seal on the archive costs no change of an open ticket more than a few looks at an index."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from hotline_tui.data.engine import Database
from hotline_tui.services.setup import set_up

WHEN = re.compile(r" WHEN (.*) BEGIN SELECT RAISE", re.DOTALL)
ROW = re.compile(r"\b(?:NEW|OLD)\.(\w+)")


@pytest.mark.clause("5.6.2")
def test_no_seal_reads_a_whole_table(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'hotline.db'}")
    set_up(database, practice=True)
    database.close()
    connection = sqlite3.connect(tmp_path / "hotline.db")
    seals = dict(
        connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'seal_%'"
        ).fetchall()
    )
    assert len(seals) > 40
    for name, sql in seals.items():
        condition = WHEN.search(sql)
        assert condition, name
        columns = dict.fromkeys(ROW.findall(condition[1]))
        asked = ROW.sub(r":\1", condition[1])
        plan = connection.execute(f"EXPLAIN QUERY PLAN SELECT 1 WHERE {asked}", columns).fetchall()
        read = [step for *_, step in plan if step.startswith("SCAN") and "CONSTANT" not in step]
        assert not read, name
    connection.close()

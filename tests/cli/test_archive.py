"""Callbacks, closing and the archive from the command line, up to a bundle that verifies."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import Office
from tests.cli.samples import COMPLAINT

LATER = "2026-11-30T09:00:00+08:00"
PLEASED = {"result": "reached", "contacted": True, "solved": True, "satisfied": "满意"}


def fed_back(office: Office) -> str:
    """The number of a ticket that its unit has solved."""
    number: str = office.registered(COMPLAINT)["number"]
    done = (
        ("dispatch", {"organizer": "潘家园街道办事处"}),
        ("sign", {"told_by": "赵科员"}),
        (
            "feedback",
            {
                "outcome": "solved",
                "content": {
                    "handled_at": "2026-11-23T08:30:00+08:00",
                    "measures": "已责令停工",
                    "told": "已告知诉求人",
                },
                "told_by": "赵科员",
            },
        ),
    )
    for action, document in done:
        said = office.do(number, action, document)
        assert said.code == 0, said.err
    return number


@pytest.mark.clause("5.5.1", "5.5.3", "5.5.5 a", "5.6.1", "5.6.3")
def test_a_ticket_is_called_back_closed_archived_and_verified(
    either: Office, tmp_path: Path
) -> None:
    number = fed_back(either)
    assert either.do(number, "callback", PLEASED).refused[0]["clause"] == "5.5.1"
    later = either.at(LATER)
    assert later("user", "add", "5001", "吴档案", "--role", "archivist").code == 0
    assert later.do(number, "callback", {"result": "没有这样"}).code == 2
    said = later.do(number, "callback", {**PLEASED, "satisfied": 9})
    assert (said.code, said.refused[0]["clause"]) == (2, "5.4.2")
    lacking = later.do(number, "callback", {"result": "reached"})
    assert [one["clause"] for one in lacking.refused] == ["5.5.5 a", "5.5.5 b", "5.5.5 c"]
    assert later("tick", "--json").document["callbacks"] == 1
    assert later.do(number, "close").refused[0]["clause"] == "5.5.1"
    done = later.do(number, "callback", {**PLEASED, "remarks": "“谢谢”", "close": True})
    assert done.document["status"] == "closed"
    assert later.do(number, "rate", {"level": 1}).refused[0]["clause"] == "5.5.4"
    assert later.do(number, "archive").refused[0]["field"] == "keeper"
    assert later.do(number, "archive", {"keeper": "5001"}).document["status"] == "archived"
    assert later.do(number, "callback", PLEASED).refused[0]["clause"] == "5.6.2"
    shown = later("ticket", "show", number, "--json").document
    assert shown["callbacks"][0]["remarks"] == "“谢谢”"
    assert shown["archive"]["keeper"] == "5001"
    assert shown["history"][-1]["what"] == "looked_up"
    text = later("ticket", "show", number).out
    asked = "电话 已回访，承办单位联系：是，解决：是，满意，“谢谢”"
    assert f"第1次回访：2026-11-30 09:00 {asked}" in text
    assert "归档：2026-11-30 09:00，保管人 5001" in text
    (row,) = later("archive", "find", "夜间", "--json").document["rows"]
    assert row == later("archive", "list", "--json").document["rows"][0]
    assert later("archive", "show", number, "--json").document["files"][0]["name"] == "records.json"
    assert later("archive", "export", number, "--reason", "").code == 1
    bundle = tmp_path / "bundle.zip"
    assert later("archive", "export", number, "--reason", "调卷", "--out", bundle).code == 0
    assert later("archive", "export", number, "--reason", "调卷", "--out", bundle).code == 2
    assert zipfile.ZipFile(io.BytesIO(bundle.read_bytes())).testzip() is None
    assert later("archive", "verify", "--json").document == {"verified": 1}


@pytest.mark.clause("5.6.2")
def test_verifying_names_the_bundle_in_which_a_byte_was_changed(office: Office) -> None:
    number = fed_back(office)
    later = office.at(LATER)
    later("user", "add", "5001", "吴档案", "--role", "archivist")
    assert later.do(number, "callback", {**PLEASED, "close": True}).code == 0
    assert later.do(number, "archive", {"keeper": "5001"}).code == 0
    with sqlite3.connect(office.url.removeprefix("sqlite:///")) as raw:
        with pytest.raises(sqlite3.IntegrityError, match=r"5\.6\.2"):
            raw.execute("UPDATE archive SET bundle = zeroblob(4)")
        raw.execute("DROP TRIGGER seal_archive_update")
        raw.execute("UPDATE archive SET bundle = CAST(substr(bundle, 2) AS BLOB)")
    raw.close()
    found = later("archive", "verify", "--json")
    assert (found.code, found.refused[0]["field"]) == (1, number)


@pytest.mark.clause("A.1")
def test_a_ticket_is_cancelled_with_its_reason(office: Office) -> None:
    first, second = (office.registered(COMPLAINT)["number"] for _ in range(2))
    assert office.do(second, "cancel").refused[0]["clause"] == "A.1"
    done = office.do(second, "cancel", {"reason": "duplicate", "other": first}).document
    assert (done["status"], done["linked"]) == ("cancelled", [first])

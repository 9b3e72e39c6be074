"""Files go into a ticket by a command and come out again, and nothing is half-written."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from tests.cli.conftest import Office
from tests.cli.samples import COMPLAINT

PICTURE = b"\xff\xd8\xff\xe0" + bytes(range(256))


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "现场.jpg"
    path.write_bytes(PICTURE)
    return path


def taken_down(office: Office) -> str:
    made = office("ticket", "new", "--from", "-", "--json", stdin=COMPLAINT)
    return str(made.document["number"])


@pytest.mark.clause("5.2.2.2")
def test_a_picture_is_attached_shown_and_fetched_as_it_was(
    either: Office, picture: Path, tmp_path: Path
) -> None:
    number = taken_down(either)
    row = either("ticket", "attach", number, picture, "--json").document
    assert row["attachments"][0] | {"at": "", "by": ""} == {
        "name": "现场.jpg",
        "medium": "picture",
        "media_type": "image/jpeg",
        "size": len(PICTURE),
        "sha256": sha256(PICTURE).hexdigest(),
        "at": "",
        "by": "",
    }
    shown = either("ticket", "show", number)
    assert "现场.jpg　图片" in shown.out
    fetched = either("ticket", "fetch", number, tmp_path / "out", "--json").document
    assert [Path(name).read_bytes() for name in fetched["files"]] == [PICTURE]
    again = either("ticket", "fetch", number, tmp_path / "out", "--json")
    assert again.code == 2
    assert "不覆盖" in again.refused[0]["message"]


def test_an_attachment_by_a_document_says_all_that_is_wrong_with_it(
    office: Office, picture: Path, tmp_path: Path
) -> None:
    number = taken_down(office)
    said = {"files": [str(picture), str(tmp_path / "没有.jpg"), str(tmp_path)]}
    refused = office("ticket", "do", number, "attach", "--from", "-", "--json", stdin=said)
    assert refused.code == 1
    assert [fault["field"] for fault in refused.refused] == ["files", "files"]
    nothing = office("ticket", "do", number, "attach", "--json")
    assert nothing.field("files")["clause"] == "5.2.2.2"
    assert office("ticket", "show", number, "--json").document["attachments"] == []
    kept = office(
        "ticket", "do", number, "attach", "--from", "-", "--json", stdin={"files": [str(picture)]}
    )
    assert [one["name"] for one in kept.document["attachments"]] == ["现场.jpg"]

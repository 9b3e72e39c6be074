"""A call's transcript on the command line becomes a ticket document; nothing is stored."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Office
from tests.standard.test_transcript import CALL


@pytest.mark.clause("5.2.3.3")
def test_a_transcript_becomes_a_document_that_can_be_handed_in(
    office: Office, tmp_path: Path
) -> None:
    file = tmp_path / "call.txt"
    file.write_bytes(CALL.encode("gb18030"))
    made = office("ticket", "new", "--transcript", file, "--json").document
    assert (made["channel"], made["kind"]) == ("phone", "complaint")
    assert made["claimant"] == {"name": "王女士", "phone": "13800001234"}
    assert "urgency" not in made
    assert office("ticket", "list", "--json").document["rows"] == []
    confirmed = {**made, "urgency": "general", "not_provided": {"respondent": "诉求人说不清楚"}}
    ticket = office.registered(confirmed)
    assert office.registered(confirmed)["number"] == ticket["number"]


@pytest.mark.parametrize(
    ("arguments", "data", "code", "told"),
    [
        (("--transcript", "没有.txt"), b"", 2, "文件打不开：没有.txt"),
        (("--transcript", "-"), b" \n", 1, "通话文字是空的"),
        (("--transcript", "-"), b"\xff\xfe\x00\xd8", 2, "编码既不是 UTF-8 也不是 GB18030"),
        (("--transcript", "-"), "长".encode() * 50_001, 1, "通话文字过长：50001 字"),
        (("--transcript", "-", "--from", "-"), b"", 2, "不能同时用"),
        ((), b"", 2, "缺少 --from"),
    ],
)
def test_what_is_no_transcript_is_refused_with_a_sentence(
    office: Office, arguments: tuple[str, ...], data: bytes, code: int, told: str
) -> None:
    said = office("ticket", "new", *arguments, "--json", stdin=data)
    assert said.code == code
    assert told in said.refused[0]["message"]
    assert json.loads(office("ticket", "list", "--json").out)["rows"] == []

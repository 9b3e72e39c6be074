"""What leaves the desk names no claimant, unless somebody who may has said why."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Office
from tests.cli.samples import COMPLAINT

NAME, PHONE, CONTACT, HOUSE = "欧阳慎之", "13812345678", "wx_ouyang88", "静水园9号楼3单元502"
PERSONAL = (NAME, PHONE, CONTACT, HOUSE)
WHOSE = {"name": NAME, "phone": PHONE, "contact": CONTACT, "address": f"朝阳区{HOUSE}"}

LISTS = (
    ("ticket", "list"),
    ("ticket", "find", "{number}"),
    ("ticket", "find", PHONE),
    ("ticket", "show", "{number}"),
    ("queue", "dispatch"),
    ("queue", "sign"),
    ("queue", "handling"),
    ("queue", "supervision"),
    ("queue", "callback"),
    ("cluster", "list"),
    ("outbox", "list"),
    ("wall",),
    ("report", "list"),
    ("report", "figures"),
    ("archive", "list"),
    ("archive", "find", "工地"),
    ("kb", "export"),
    ("kb", "gaps"),
    ("user", "list"),
)
"""Everything that lists or shows, plain and with `--json`."""

FORMS = (("ticket", "form", "{number}"), ("ticket", "form", "{number}", "--format", "html"))
"""What is printed; there is no `--json` of it."""


def taken_down(office: Office) -> str:
    """The number of a ticket whose claimant is known well."""
    whose = {**COMPLAINT["claimant"], **WHOSE}
    number: str = office.registered({**COMPLAINT, "claimant": whose})["number"]
    return number


def said(office: Office, *command: str, code: int = 0) -> str:
    """All that a command says, on either stream; it ends as it should."""
    done = office(*command)
    assert done.code == code, (command, done.code, done.err)
    return done.out + done.err


@pytest.mark.clause("6.1.1")
def test_no_list_and_no_page_names_a_claimant(either: Office) -> None:
    number = taken_down(either)
    for command in (*LISTS, *((*one, "--json") for one in LISTS), *FORMS):
        words = [one.format(number=number) for one in command]
        told = said(either, *words).replace(" ".join(words), "")
        assert not any(one in told for one in PERSONAL), words


@pytest.mark.clause("6.1.1")
def test_whoever_says_why_has_the_claimant_whole_and_is_written_down(either: Office) -> None:
    number = taken_down(either)
    for command in (("show", number, "--json"), ("show", number), ("form", number)):
        assert PHONE not in said(either, "ticket", *command, "--unmask", " ", code=1)
        assert PHONE in said(either, "ticket", *command, "--unmask", "约定上门")
    told = either("ticket", "show", number, "--json").document["history"]
    looks = [one["summary"] for one in told if one["what"] == "unmasked"]
    assert looks == ["查看诉求人完整信息：约定上门"] * 3


@pytest.mark.clause("6.1.1", "6.1.2")
def test_a_confidential_claimant_is_whole_for_no_organizer(either: Office) -> None:
    whose = {**COMPLAINT["claimant"], **WHOSE, "confidential": True}
    number = either.registered({**COMPLAINT, "claimant": whose})["number"]
    unit = "潘家园街道办事处"
    either.do(number, "dispatch", {"organizer": unit})
    either("user", "add", "4001", "赵", "--role", "organizer", "--unit", unit)
    refused = either("ticket", "form", number, "--unmask", "上门", workno="4001")
    assert (refused.code, refused.out) == (1, "")
    assert "保密" in refused.err
    for command in ("show", "form"):
        told = either("ticket", command, number, workno="4001")
        assert told.code == 0, told.err
        assert not any(one in told.out for one in PERSONAL)

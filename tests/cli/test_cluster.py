"""Tickets about one thing on the command line: found by the timer, decided, answered together."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Office
from tests.cli.samples import COMPLAINT

SUBDISTRICT = "潘家园街道办事处"
LATER = "2026-11-24T10:00:00+08:00"
SOLVED = {
    "outcome": "已解决",
    "content": {"handled_at": "2026-11-24T09:00:00+08:00", "measures": "责令停工", "told": "认可"},
    "told_by": "赵科员",
}


def raised(office: Office, count: int) -> list[str]:
    """As many complaints about one thing, each from somebody else."""
    made = []
    for place in range(count):
        claimant = {**COMPLAINT["claimant"], "phone": f"1380000000{place}"}
        made.append(office.registered({**COMPLAINT, "claimant": claimant})["number"])
    return made


@pytest.mark.clause("5.3.3", "5.3.2.3.1")
def test_a_matter_that_many_raise_is_found_linked_and_answered_once_for_all(
    either: Office,
) -> None:
    office = either
    numbers = raised(office, 3)
    assert office("tick", "--json").document["clusters"] == 1
    (row,) = office("cluster", "list", "--json").document["rows"]
    assert [one["number"] for one in row["tickets"]] == numbers
    assert (row["state"], row["claimants"]) == ("proposed", 3)
    key = str(row["id"])
    assert office("ticket", "show", numbers[0], "--json").document["cluster"]["id"] == row["id"]
    assert office("cluster", "link", key, "夜间施工", "--json").document["state"] == "linked"
    listed = office("cluster", "list", "--state", "linked", "--json").document
    assert (listed["tickets"], listed["matters"]) == (3, 1)
    for number in numbers[:2]:
        assert office.do(number, "dispatch", {"organizer": SUBDISTRICT}).code == 0
        assert office.do(number, "sign", {"told_by": "赵科员"}).code == 0
    later = office.at(LATER)
    said = later("cluster", "answer", key, "--from", "-", "--json", stdin=SOLVED)
    assert said.code == 0, said.err
    assert said.document["answered"] == numbers[:2]
    assert said.document["left_out"] == [{"number": numbers[2], "status": "registered"}]
    for number in numbers[:2]:
        ticket = later("ticket", "show", number, "--json").document
        assert (ticket["status"], len(ticket["feedbacks"])) == ("fed_back", 1)


def test_tickets_are_taken_out_and_put_in_and_the_whole_is_dismissed(office: Office) -> None:
    numbers = raised(office, 4)
    office("tick")
    key = str(office("cluster", "list", "--json").document["rows"][0]["id"])
    left = office("cluster", "remove", key, numbers[0], "--json").document["tickets"]
    assert [one["number"] for one in left] == numbers[1:]
    assert numbers[0] in office("cluster", "add", key, numbers[0]).out
    assert "4 件" in office("cluster", "show", key).out
    gone = office("cluster", "dismiss", key, "不是一处工地", "--json").document
    assert (gone["state"], gone["reason"]) == ("dismissed", "不是一处工地")
    assert office("cluster", "list").out == "期间内工单 4 件，计 4 件事\n"
    assert "不是一处工地" in office("cluster", "show", key).out


def test_what_cannot_be_done_is_refused_with_its_clause(office: Office) -> None:
    assert office("cluster", "show", "404", "--json").field("cluster")["message"]
    raised(office, 3)
    office("tick")
    key = str(office("cluster", "list", "--json").document["rows"][0]["id"])
    assert office("cluster", "link", key, " ", "--json").field("name")["clause"] == "5.3.3"
    assert office("cluster", "dismiss", key, "", "--json").field("reason")["clause"] == "5.3.3"
    said = office("cluster", "answer", key, "--from", "-", "--json", stdin=SOLVED)
    assert (said.code, said.field("cluster")["clause"]) == (1, "5.3.3")
    wrong = office("cluster", "answer", key, "--from", "-", "--json", stdin={"nothing": 1})
    assert wrong.code == 2
    assert office("cluster", "list", "--state", "gone").code == 2

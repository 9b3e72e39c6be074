"""Figures on the command line: as text for people, as one document for programs."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Office
from tests.cli.samples import COMPLAINT


def test_figures_come_with_their_definitions_and_the_tickets_behind_them(office: Office) -> None:
    number = office.registered(COMPLAINT)["number"]
    office = office.at("2026-11-23T08:31:00+08:00")
    said = office("report", "figures", "--period", "今天", "--json").document
    totals = {one["code"]: one for one in said["sections"]["totals"]}
    assert (totals["raised"]["count"], totals["raised"]["before"]) == (1, 0)
    assert said["definitions"]["solution"]["clause"] == "7.1.3.3 b"
    (kind,) = [one for one in said["sections"]["kinds"] if one["count"]]
    assert kind["behind"]["kind"] == "complaint"
    opened = office("report", "tickets", "--period", "今天", "--kind", "complaint", "--json")
    assert [one["number"] for one in opened.document["rows"]] == [number]
    assert opened.document["total"] == 1
    none = office("report", "tickets", "--period", "今天", "--kind", "help", "--json").document
    assert (none["rows"], none["total"]) == ([], 0)


def test_the_same_figures_are_told_to_people(office: Office) -> None:
    office.registered(COMPLAINT)
    told = office("report", "figures", "--period", "今天").out
    for line in ("诉求总量（6.3.1.2 a）", "受理量", "集中问题（6.3.1.2 c）", "未超过万分之三"):
        assert line in told
    assert "响应率 = 已响应 ÷ 有效回访" in office("report", "organizers", "--period", "今天").out
    assert "7.1.3.3 b" in office("report", "definitions").out


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        (("figures", "--period", "下个月"), "period"),
        (("tickets", "--count", "everything"), "--count"),
        (("tickets", "--district", "没有的区"), "--district"),
        (("organizers", "--group", "planets"), "--group"),
    ],
)
def test_what_is_no_period_or_no_figure_is_named(
    office: Office, arguments: tuple[str, ...], field: str
) -> None:
    said = office("report", *arguments, "--json")
    assert said.code in (1, 2)
    assert said.field(field)

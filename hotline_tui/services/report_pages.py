"""What stands in a report, block by block, whatever it is written as.

Made of what the report keeps and nothing else: the same report gives the same blocks for ever.
Clause: 6.3.2.1.2, 6.3.2.2, 6.3.2.3.1, 6.3.2.3.3, 6.3.2.3.4.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hotline_tui.services.figure_words import changed, many, percent
from hotline_tui.services.figures import SECTIONS
from hotline_tui.services.report_units import units
from hotline_tui.services.reporting import ReportRow
from hotline_tui.standard.assessment import change
from hotline_tui.standard.figures import Measure
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.reports import ReportKind


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of text."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table under its heads; all cells as they are printed."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Table

SHOWN: Mapping[ReportKind, tuple[str, ...]] = {
    ReportKind.PERIODIC: tuple(SECTIONS),
    ReportKind.SPECIAL: ("totals", "kinds", "problems", "areas", "organizers"),
    ReportKind.ADVICE: ("totals", "problems", "areas", "organizers"),
    ReportKind.FREQUENT: (),
    ReportKind.EMERGENCY: (),
}
"""The sections of figures that each kind of report has."""


def blocks(report: ReportRow) -> Iterator[Block]:
    """The whole report after its title, in order."""
    yield Paragraph(_standing(report))
    if report.kind is not ReportKind.EMERGENCY:
        yield Heading("概况")
        yield Paragraph(summary(report))
    for name in SHOWN[report.kind]:
        title, clause = SECTIONS[name]
        yield Heading(f"{title}（{clause}）")
        yield lines(title, report.figures["sections"][name])
    if report.kind is ReportKind.FREQUENT:
        for name, title in (("problems", "高频问题"), ("areas", "高频区域")):
            yield Heading(f"{title}（6.3.2.3.3）")
            yield lines(title, report.figures["sent"][name])
    if "assessment" in report.figures:
        for name, clause, told in units(report.figures["assessment"]):
            yield Heading(f"{name}（{clause}）")
            for one in told:
                yield Paragraph(one) if isinstance(one, str) else Table(name, *one)
    for part in report.kind.parts:
        text = report.texts.get(part.name, "")
        if text or part.required:
            yield Heading(part.label)
            yield from (Paragraph(one) for one in (text or "（待补充）").splitlines() if one)
    if report.kind is not ReportKind.EMERGENCY:
        yield Heading("说明")
        yield from (Paragraph(one) for one in notes(report))


def _standing(report: ReportRow) -> str:
    made = f"编号 {report.id}　编制 {_at(report.at)}"
    due = f"　报送时限 {_at(report.due_at)}" if report.due_at else ""
    about = f"　工单 {report.ticket}" if report.ticket else ""
    approved = f"　审定 {_at(report.approved_at)}" if report.approved_at else "　未审定"
    sent = f"　报送 {_at(report.sent_at)} {report.sent_to}" if report.sent_at else ""
    return f"{made}{due}{about}{approved}{sent}"


def summary(report: ReportRow) -> str:
    """The period in a sentence or two, out of its figures alone. Clause: 6.3.1.2 a, 6.3.1.3 a."""
    of = report.figures
    totals = {one["code"]: one for one in of["sections"]["totals"]}
    total = totals[Measure.RAISED.value]
    passed = "" if of["complete"] else "（截至编制时）"
    told = [
        f"{of['name']}{passed}受理诉求 {many(total['count'])} 件",
        f"环比 {changed(change(total['count'], total['before']))}",
        f"同比 {changed(change(total['count'], total['last_year']))}",
    ]
    told += [
        f"{totals[name.value]['name']} {many(totals[name.value]['count'])} 件，"
        f"占 {_share(totals[name.value])}"
        for name in (Measure.ANSWERED, Measure.DISPATCHED)
    ]
    problems = of["sections"]["problems"][:3]
    most = "、".join(f"{one['name']} {many(one['count'])} 件" for one in problems)
    return "，".join(told) + "。" + (f"反映最多的是{most}。" if most else "")


def lines(name: str, of: Sequence[Mapping[str, Any]]) -> Table:
    """A section as a table."""
    heads = ["项目", "件数", "占比", "上期", "环比", "上年同期", "同比"]
    rows = [
        [
            one["name"],
            many(one["count"]),
            _share(one),
            many(one["before"]),
            changed(change(one["count"], one["before"])),
            many(one["last_year"]),
            changed(change(one["count"], one["last_year"])),
        ]
        for one in of
    ]
    if any(one["about"] for one in of):
        heads.append("主要")
        for row, one in zip(rows, of, strict=True):
            row.append(one["about"])
    return Table(name, tuple(heads), tuple(map(tuple, rows)))


def notes(report: ReportRow) -> Iterator[str]:
    """What the figures rest on, and what they count."""
    of = report.figures
    yield (
        f"统计时段 {_at(datetime.fromisoformat(of['since']))} 至 "
        f"{_at(datetime.fromisoformat(of['until']))}，数据截至 {_at(report.at)}。"
        "环比为与前一个同样长的时段相比，同比为与上年同期相比。"
    )
    if of.get("known_since"):  # a report of an older version says nothing of it
        yield f"{of['known_since']}。"
    service = of["service"]
    within = "未超过" if service["within_limit"] else "超过"
    yield (
        f"对热线服务的有效投诉 {service['complaints']} 件，接听 {many(service['calls'])} 次，"
        f"{within}万分之三（5.4.3）。"
    )
    for measure in (Measure.RAISED, Measure.ANSWERED, Measure.DISPATCHED):
        yield f"{measure.label}：{measure.definition.text}（{measure.definition.clause}）。"


def _share(of: Mapping[str, Any]) -> str:
    return percent(of["count"] / of["whole"] if of["whole"] else None)


def _at(at: datetime | None) -> str:
    return f"{at.astimezone(BEIJING):%Y-%m-%d %H:%M}" if at else ""

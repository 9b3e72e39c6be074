"""What the screens of intake quality say: columns, lines, the scorecard whole. Clause: 7.1.2.2."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rich.text import Text

from hotline_tui.screens.cluster_rows import at
from hotline_tui.screens.figure_rows import Numbered
from hotline_tui.screens.worklist_lines import filled
from hotline_tui.services.figure_words import many, percent, points, shared
from hotline_tui.services.intake_quality import Finding
from hotline_tui.services.intake_sums import Worker
from hotline_tui.services.review_rows import ReviewRow
from hotline_tui.standard.assessment import Share
from hotline_tui.standard.intake_quality import CHECKS, Aspect, Check
from hotline_tui.standard.review import CARD, Grade, State
from hotline_tui.widgets.grid import Cell, Column
from hotline_tui.widgets.plain import plain

# ---- reviews ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReviewLine(Numbered):
    """A review in a list."""

    review: ReviewRow | None = None


def lines(rows: Iterable[ReviewRow]) -> list[ReviewLine]:
    """Reviews as rows of a list."""
    return [ReviewLine(str(one.id), one.version, review=one) for one in rows]


REVIEWS = (
    Column("状态", 6),
    Column("工号", 6),
    Column("姓名", 8),
    Column("工单号", 14),
    Column("得分", 6, right=True),
    Column("标题"),
)
REVIEWS_WIDE = (Column("来由", 12), Column("评分人", 8), Column("提出", 11), Column("评分", 11))


def review_cells(one: ReviewRow, *, wide: bool) -> tuple[Cell, ...]:
    """A review's cells."""
    usual = (one.state.label, one.agent, one.name, one.ticket, points(one.points), one.title)
    if not wide:
        return usual
    scored = at(one.scored_at) if one.scored_at else ""
    return (*usual, one.cause.label, one.scored_by, at(one.raised_at), scored)


def taken(one: ReviewRow) -> str:
    """For what points were taken."""
    marks = one.final_marks or one.marks
    names = [
        f"{item.label}（{marks[item.name].label}）"
        for item in CARD
        if marks.get(item.name) in (Grade.PARTLY, Grade.MISSED)
    ]
    return f"扣分：{'；'.join(names)}" if names else ""


def review_essence(one: ReviewRow, doubts: Iterable[Finding], width: int, height: int) -> list[str]:
    """The picked review: what is doubtful, what was found, what was said to it."""
    head = f"第 {one.id} 号　{one.cause.label}　{one.kind.label}　{one.title}"
    found = "；".join(f"{each.check.label}：{each.told}" for each in doubts)
    texts = [
        f"自动检查：{found}" if found else "自动检查没有疑点",
        taken(one),
        f"评语：{one.remarks}" if one.remarks else "",
        f"{one.reply.label}：{one.reply_text}" if one.reply else _until(one),
        verdict(one),
    ]
    return filled((head,), [text for text in texts if text], (), width, height)


def _until(one: ReviewRow) -> str:
    return f"{at(one.until)} 前可以答复、申诉" if one.until and one.state is State.SCORED else ""


def verdict(one: ReviewRow) -> str:
    """What was decided about an objection."""
    if one.upheld is None:
        return ""
    what = "维持" if one.upheld else f"改判，原评 {points(one.first_points)} 分"
    return f"裁定：{what}　{one.decision_reason}"


def card(one: ReviewRow, doubts: Iterable[Finding]) -> Text:
    """The whole of a review: each item, the doubts, the texts."""
    marks = one.final_marks or one.marks
    told = Text()
    head = f"工单 {one.ticket}　{one.title}\n受理 {one.agent} {one.name}　{one.state.label}"
    told.append_text(plain(f"{head}　{points(one.points)} 分\n", multiline=True))
    for aspect in Aspect:
        told.append_text(plain(f"\n{aspect.label} {aspect.clause}\n", "bold", multiline=True))
        for item in CARD:
            if item.aspect is aspect:
                grade = marks[item.name].label if item.name in marks else "未评"
                line = f"  {grade}　{item.label}　{item.points} 分　{item.clause}\n"
                told.append_text(plain(line, multiline=True))
    told.append_text(plain("\n自动检查的疑点 7.1.2.3\n", "bold", multiline=True))
    found = [f"  {each.check.label}：{each.told}　{each.check.clause}\n" for each in doubts]
    told.append_text(plain("".join(found) or "  没有\n", multiline=True))
    said = f"{one.reply.label}：{one.reply_text}" if one.reply else _until(one)
    texts = (f"评语：{one.remarks}" if one.remarks else "", said, verdict(one))
    told.append_text(plain("\n" + "\n".join(text for text in texts if text), multiline=True))
    return told


# ---- figures ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WorkerLine(Numbered):
    """Somebody, or a team, in a list."""

    worker: Worker | None = None


WORKERS = (
    Column("工号", 6),
    Column("名称", 0),
    Column("工单", 7, right=True),
    *(Column(label, 7, right=True) for label in ("用语", "记录", "派单", "受理")),
    Column("质检", 4, right=True),
    Column("得分", 6, right=True),
)
WORKERS_WIDE = (Column("班组", 12), Column("申诉", 4, right=True), Column("薄弱条款", 40))


def worker_cells(one: Worker, *, wide: bool) -> tuple[Cell, ...]:
    """A line of the figures."""
    usual = (
        one.code,
        one.name,
        many(one.tickets),
        *(percent(one.of(aspect).value) for aspect in Aspect),
        many(one.reviews),
        points(one.points),
    )
    weak = "、".join(each.clause for each in one.weakest[:4])
    return (*usual, one.team, many(one.objected), weak) if wide else usual


def worker_essence(one: Worker, width: int, height: int) -> list[str]:
    """The picked line: shares with what they rest on, reviews, the weakest clauses."""
    shares = [f"{aspect.label} {shared(one.of(aspect))}" for aspect in Aspect]
    weak = "、".join(f"{each.clause} {shared(each.share)}" for each in one.weakest[:4])
    reviews = f"质检 {one.reviews} 件，待评 {one.open}，申诉中 {one.objected}"
    return filled(
        (f"{one.code} {one.name}　{one.team}　工单 {many(one.tickets)}　{reviews}".strip(),),
        (*shares, f"失分最多：{weak}" if weak else "没有明显薄弱的条款"),
        (),
        width,
        height,
    )


NONE = Share(0, 0)


@dataclass(frozen=True, slots=True)
class CheckLine(Numbered):
    """One check of somebody's work."""

    check: Check = CHECKS[0]
    kept: Share = NONE


CHECKED = (
    Column("检查", 14),
    Column("条款", 10),
    Column("合格率", 8, right=True),
    Column("适用", 8, right=True),
    Column("疑点", 8, right=True),
    Column("要求"),
)


def check_lines(one: Worker) -> list[CheckLine]:
    """All checks that looked at anything of somebody's."""
    return [
        CheckLine(each.name, check=each, kept=one.kept[each.name])
        for each in CHECKS
        if one.kept[each.name].whole
    ]


def check_cells(row: CheckLine) -> tuple[Cell, ...]:
    """A check's cells."""
    kept = row.kept
    return (
        row.check.label,
        row.check.clause,
        percent(kept.value),
        many(kept.whole),
        many(kept.whole - kept.part),
        row.check.wanted,
    )


@dataclass(frozen=True, slots=True)
class FoundLine(Numbered):
    """A doubt in a list; the number is the ticket's with the check's name."""

    found: Finding | None = None


FOUND = (
    Column("工单号", 14),
    Column("工号", 6),
    Column("检查", 12),
    Column("疑点", 34),
    Column("标题"),
)


def found_cells(one: Finding) -> tuple[Cell, ...]:
    """A doubt's cells."""
    return one.ticket, one.agent, one.check.label, one.told, one.title

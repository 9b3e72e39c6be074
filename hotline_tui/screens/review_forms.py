"""The scorecard, the answer to it and the decision, asked for in guided forms. Clause: 7.1.2.2."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hotline_tui.screens.base import DeskScreen
from hotline_tui.screens.entry_form import NO
from hotline_tui.screens.guided import Values, guided
from hotline_tui.screens.guided_blanks import Blank, Sort, choices, chosen
from hotline_tui.services import reviewing
from hotline_tui.services.desk import Desk
from hotline_tui.services.intake_quality import Finding
from hotline_tui.services.review_rows import ReviewRow
from hotline_tui.services.reviewing import Answer, Decision, Score
from hotline_tui.standard.review import CARD, Grade, Reply

GRADES = "　".join(f"{nth} {one.label}" for nth, one in enumerate(Grade, 1))
ANSWERED = "说明不改变评分；申诉由受理人和评分人以外的人裁定。不写电话、证件号码。"


async def scored(screen: DeskScreen, row: ReviewRow, doubts: Iterable[Finding]) -> ReviewRow | None:
    """Fill the scorecard in: a digit for each item, and what points were taken for."""
    found = "；".join(f"{one.check.label}：{one.told}" for one in doubts)
    said = f"{GRADES}\n{f'自动检查：{found}' if found else '自动检查没有疑点'}"
    blanks = (*_items({}), Blank("remarks", "评语（扣分须写事实依据）", Sort.PROSE))

    def score(desk: Desk, values: Values) -> ReviewRow:
        return reviewing.score(desk, Score(row.id, _marks(values), values["remarks"], row.version))

    return await guided(screen, f"评分　第 {row.id} 号　{row.ticket}", blanks, score, said)


async def answered(screen: DeskScreen, row: ReviewRow) -> ReviewRow | None:
    """Accept, explain or object."""
    blanks = (
        Blank("reply", "答复", Sort.CHOICE, choices(Reply), required=True),
        Blank("text", "理由", Sort.PROSE, wanted=lambda texts: texts["reply"] != Reply.ACCEPT),
    )

    def answer(desk: Desk, values: Values) -> ReviewRow:
        reply = chosen(Reply, values["reply"])
        return reviewing.answer(desk, Answer(row.id, reply, values.get("text", ""), row.version))

    return await guided(screen, f"答复　第 {row.id} 号质检", blanks, answer, ANSWERED)


async def decided(screen: DeskScreen, row: ReviewRow) -> ReviewRow | None:
    """Uphold the score, or put other marks in its place."""
    blanks = (
        Blank("upheld", "维持原评分", Sort.FLAG, required=True),
        *_items({name: grade.value for name, grade in row.marks.items()}, only_changed=True),
        Blank("reason", "裁定理由", Sort.PROSE, required=True),
    )

    def decide(desk: Desk, values: Values) -> ReviewRow:
        wish = Decision(
            row.id, values["upheld"], values["reason"], _marks(values) or None, row.version
        )
        return reviewing.decide(desk, wish)

    said = f"申诉：{row.reply_text}\n评语：{row.remarks}"
    return await guided(screen, f"裁定　第 {row.id} 号质检", blanks, decide, said)


def _items(marks: Mapping[str, str], *, only_changed: bool = False) -> tuple[Blank, ...]:
    def wanted(texts: Mapping[str, str]) -> bool:
        return not only_changed or texts["upheld"] == NO

    return tuple(
        Blank(
            one.name,
            f"{one.label} {one.points} 分",
            Sort.CHOICE,
            choices(Grade),
            marks.get(one.name, ""),
            required=True,
            wanted=wanted,
        )
        for one in CARD
    )


def _marks(values: Values) -> dict[str, Grade]:
    found = {one.name: chosen(Grade, values.get(one.name)) for one in CARD}
    return {name: grade for name, grade in found.items() if grade is not None}

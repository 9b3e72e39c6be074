"""What organizers are told and answer, and what results are used for, in short forms.

Clause: 7.1.3.4, 7.1.3.5, 6.3.1.5.
"""

from __future__ import annotations

from collections.abc import Mapping

from hotline_tui.screens.base import DeskScreen
from hotline_tui.screens.guided import Values, guided
from hotline_tui.screens.guided_blanks import Blank, Sort, choices, chosen
from hotline_tui.services import analysing, noticing
from hotline_tui.services.analysing import AnalysisRow
from hotline_tui.services.desk import Desk
from hotline_tui.services.notices import NoticeRow
from hotline_tui.standard.authority import Act
from hotline_tui.standard.periods import Period
from hotline_tui.standard.telling_units import ANALYSIS, Step, Use

RECEIVED = "签收以后可以提出异议，请求更正。"
OBJECTED = "写明对哪个数字有异议、依据是什么；不写个人信息。"
DECIDED = "异议成立的，可以再次告知更正后的结果。"
USED = "责成整改的，同时立一件改进事项，以解决率衡量。"
HANDED_IN = "与这一期的数字放在一起。不写个人信息。"


async def received(screen: DeskScreen, row: NoticeRow) -> NoticeRow | None:
    """The organizer has them."""
    blanks = (Blank("told_by", "签收人", placeholder="热线代记时，承办单位的谁"),)

    def receive(desk: Desk, values: Values) -> NoticeRow:
        return noticing.receive(desk, row.id, values["told_by"], row.version)

    return await guided(screen, f"签收第 {row.id} 号考评结果", blanks, receive, RECEIVED)


async def objected(screen: DeskScreen, row: NoticeRow) -> NoticeRow | None:
    """The organizer answers."""
    blanks = (Blank("objection", "异议", Sort.PROSE, required=True),)

    def object_to(desk: Desk, values: Values) -> NoticeRow:
        return noticing.object_to(desk, row.id, values["objection"], row.version)

    return await guided(screen, f"对第 {row.id} 号考评结果提出异议", blanks, object_to, OBJECTED)


async def decided(screen: DeskScreen, row: NoticeRow) -> NoticeRow | None:
    """The hotline answers the objection."""
    blanks = (
        Blank("upheld", "异议成立", Sort.FLAG, required=True),
        Blank("decision", "核查与答复", Sort.PROSE, required=True),
    )

    def decide(desk: Desk, values: Values) -> NoticeRow:
        return noticing.decide(desk, row.id, values["upheld"], values["decision"], row.version)

    return await guided(screen, f"答复异议　{row.name}", blanks, decide, DECIDED)


def _rectified(texts: Mapping[str, str]) -> bool:
    return texts.get("step") == Step.RECTIFY.value


async def used(screen: DeskScreen, row: NoticeRow) -> NoticeRow | None:
    """Say what the results are used for."""
    blanks = (
        Blank("use", "用于", Sort.CHOICE, choices(Use), required=True),
        Blank("step", "怎样运用", Sort.CHOICE, choices(Step), required=True),
        Blank("to", "提供给", required=True, placeholder="哪个部门"),
        Blank("note", "运用情况", Sort.PROSE, required=True),
        Blank("finding", "存在的问题", Sort.PROSE, required=True, wanted=_rectified),
        Blank("cause", "原因分析", Sort.PROSE, required=True, wanted=_rectified),
    )

    def use(desk: Desk, values: Values) -> NoticeRow:
        wish = noticing.Used(
            row.id,
            chosen(Use, values["use"]),
            chosen(Step, values["step"]),
            values["to"],
            values["note"],
            values.get("finding", ""),
            values.get("cause", ""),
            row.version,
        )
        return noticing.use(desk, wish)

    return await guided(screen, f"运用　{row.name}", blanks, use, USED)


async def handed_in(screen: DeskScreen, period: Period) -> AnalysisRow | None:
    """Hand in an organizer's analysis; the hotline says whose it is, and who there said it."""
    for_others = screen.desk.may(Act.READ_ALL)
    whose = (
        Blank("organizer", "承办单位", required=True),
        Blank("told_by", "由谁提供", required=True),
    )
    parts = [
        Blank(name, label, Sort.PROSE, required=name == "situation")
        for name, (label, _) in ANALYSIS.items()
    ]
    blanks = (Blank("period", "时段", value=period.text), *(whose if for_others else ()), *parts)

    def hand_in(desk: Desk, values: Values) -> AnalysisRow:
        texts = {name: values[name] for name in ANALYSIS}
        wish = analysing.HandedIn(
            values["period"], texts, values.get("organizer", ""), values.get("told_by", "")
        )
        return analysing.hand_in(desk, wish)

    return await guided(screen, "提供诉求分析", blanks, hand_in, HANDED_IN)

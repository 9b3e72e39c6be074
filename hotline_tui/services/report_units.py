"""The organizers in a report: all together, group by group, and the lowest with the reason.

Clause: 7.1.3.3, 7.1.3.4.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hotline_tui.services.figure_words import between, percent, points, shared
from hotline_tui.standard.assessment import Group, Share
from hotline_tui.standard.figures import WEIGHED, Measure, Rate

Told = tuple[str, str, list[str | tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]]]
"""A heading, its clause, and what stands under it: paragraphs, and tables of heads and rows."""

LEFT_OUT = "不含剔除、挂账的工单，“全部”一栏含。"

LOWEST = 5
"""So many units of a group are named with the reason."""

FEW = 5
"""A rate over fewer than so many tickets says little."""


def units(of: Mapping[str, Any]) -> Iterator[Told]:
    """The assessment, heading by heading."""
    total = [f"{rate.label} {shared(Share(*of['total'][rate.value]))}" for rate in Rate]
    weights = "、".join(f"{one.label} {of['weights'].get(one.value, 0):g}" for one in WEIGHED)
    yield (
        "承办单位考评",
        "7.1.3",
        [
            "，".join(total) + "。",
            f"得分为三率按权重合计 × 100：{weights}。只在同类单位中排名；{LEFT_OUT}",
            *(f"{rate.definition.text}（{rate.definition.clause}）。" for rate in Rate),
        ],
    )
    for group in Group:
        mine = [one for one in of["units"] if one["group"] == group.value]
        if mine:
            yield f"{group.label}考评", "7.1.3.3", [_table(mine), *_lowest(mine)]


def _table(mine: Sequence[Mapping[str, Any]]) -> Any:
    heads = ("名次", "单位", "得分", "上期", "全部", *(one.label for one in Rate),
             "退单", "剔除", "挂账")  # fmt: skip
    ordered = sorted(mine, key=lambda one: (one["rank"] or len(mine) + 1, one["code"]))
    rows = tuple(
        (
            str(one["rank"] or "—"),
            one["name"],
            points(one["score"]),
            points(one["score_before"]),
            points(one["score_of_all"]),
            *(shared(Share(*one["rates"][rate.value])) for rate in Rate),
            *(
                str(one["left_out"][of.value])
                for of in (Measure.RETURNED, Measure.EXCLUDED, Measure.ON_ACCOUNT)
            ),
        )
        for one in ordered
    )
    return heads, rows


def _lowest(mine: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The lowest of a group, each with the rate that pulls it down most."""
    scored = [one for one in mine if one["score"] is not None and one["score"] < 100]
    lowest = sorted(scored, key=lambda one: (one["score"], one["code"]))[:LOWEST]
    if lowest:
        yield "得分较低的单位：" + "；".join(_reason(one) for one in lowest) + "。"


def _reason(one: Mapping[str, Any]) -> str:
    shares = {rate: Share(*one["rates"][rate.value]) for rate in WEIGHED}
    known = {rate: share for rate, share in shares.items() if share.whole}
    weakest = min(known, key=lambda rate: known[rate].value or 0.0)
    share = known[weakest]
    few = f"，件数少，95% 区间 {between(share)}" if share.whole < FEW else ""
    return (
        f"{one['name']} {points(one['score'])}，{weakest.label}仅 {percent(share.value)}"
        f"（{share.part}/{share.whole}{few}）"
    )

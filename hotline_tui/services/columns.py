"""Which column of a file is which element of a ticket: guessed from its heading, or told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hotline_tui.standard.check import called
from hotline_tui.standard.record import names
from hotline_tui.standard.refusal import Fault, Refused

SOURCE_ID = "source_id"
RAISED_AT = "raised_at"

FIELDS: tuple[str, ...] = (
    SOURCE_ID,
    RAISED_AT,
    *(name for name in names() if name not in ("id", "not_provided", "direct")),
)
"""What a column can be: an element of the record, its source's number, or when it was raised."""

_NAMES = {SOURCE_ID: "来源编号", RAISED_AT: "提出时间"}


def named(field: str) -> str:
    """What people call a field: the standard's term."""
    return _NAMES.get(field) or called(field)


HEADINGS: Mapping[str, tuple[str, ...]] = {
    SOURCE_ID: ("留言编号", "来信编号", "信件编号", "诉求编号", "编号", "信件号", "id"),
    RAISED_AT: (
        "留言时间", "来信时间", "写信时间", "提交时间", "诉求时间", "反映时间", "受理时间",
        "时间", "日期", "date", "created_at", "time",
    ),
    "kind": ("工单类型", "诉求类型", "来信类型", "信件类型", "留言类型", "类型", "type"),
    "title": ("留言主题", "来信主题", "诉求标题", "信件标题", "留言标题", "主题", "标题",
              "subject"),
    "content": (
        "留言详情", "来信内容", "诉求内容", "信件内容", "留言内容", "主要内容", "详情", "内容",
        "正文", "text", "body",
    ),
    "claimant.contact": ("留言用户", "用户", "网名", "昵称", "其他联系方式", "user"),
    "claimant.name": ("姓名", "诉求人", "写信人", "来信人", "联系人", "name"),
    "claimant.phone": ("联系电话", "手机号码", "手机号", "手机", "电话", "联系方式", "phone"),
    "claimant.address": ("诉求人地址", "联系地址", "住址", "地址", "address"),
    "channel": ("来源渠道", "渠道", "来源"),
    "urgency": ("紧急程度",),
    "category": ("问题分类", "诉求分类", "分类", "category"),
    "division": ("行政区划", "区划", "所属区", "行政区", "区县", "所在区", "district"),
    "place": ("发生地点", "事发地点", "诉求地点", "地点"),
    "occurred_at": ("发生时间", "事发时间"),
    "respondent": ("涉及对象", "被反映单位", "被诉单位", "被诉方"),
    "course": ("事件经过", "经过"),
    "present_state": ("现状",),
    "demand": ("诉求", "具体诉求", "希望"),
    "prior_handling": ("前期处理",),
    "reasons": ("建议理由", "理由"),
}  # fmt: skip
"""Headings under which each element usually stands, the likeliest first; also its own name."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The column of each element, and the columns that nothing is made of."""

    of: Mapping[str, str]
    ignored: tuple[str, ...]


def columns(headings: Sequence[str], told: Mapping[str, str]) -> Columns:
    """Which column is which. `told` (element to heading) goes before what is guessed.

    Raises `Refused` with all that is wrong with what was told, and for a file without text.
    """
    found: list[Fault] = []
    for field, heading in told.items():
        if field not in FIELDS:
            found.append(Fault(field, "", f"没有“{field}”这个要素，可用：{'、'.join(FIELDS)}"))
        elif heading not in headings:
            seen = "、".join(headings)[:200]
            found.append(Fault(field, "", f"文件里没有“{heading}”这一列；有：{seen}"))
    if found:
        raise Refused(found)
    of = dict(told)
    # Without regard to case and spaces, but with what stands in the file.
    plain = {"".join(one.split()).lower(): one for one in reversed(headings)}
    for field in FIELDS:
        for likely in (*HEADINGS.get(field, ()), field):
            heading = plain.get(likely.lower(), "")
            if field not in of and heading and heading not in of.values():
                of[field] = heading
    if not of.keys() & {"content", "title", "course", "demand"}:
        seen = "、".join(headings)[:200]
        told_how = "请用 --map content=列名 指明"
        raise Refused(Fault("content", "", f"看不出哪一列是诉求内容（{told_how}）；有：{seen}"))
    return Columns(of, tuple(one for one in headings if one not in of.values()))

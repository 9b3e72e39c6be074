"""Documents that callers' matters are handed in with. Nobody in them exists."""

from __future__ import annotations

from typing import Any

NOW = "2026-11-23T08:30:00+08:00"

CONSULTATION: dict[str, Any] = {
    "channel": "phone",
    "kind": "consultation",
    "urgency": "general",
    "title": "租房提取公积金",
    "content": "租房没有发票，公积金每月能提多少？",
}

COMPLAINT: dict[str, Any] = {
    "channel": "phone",
    "kind": "投诉",
    "urgency": "general",
    "claimant": {"name": "王先生", "phone": "138 0000 1234", "address": "潘家园南里3号楼"},
    "title": "工地夜间施工扰民",
    "category": ["城乡建设", "工程建设", "夜间施工扰民"],
    "division": "朝阳区 潘家园街道",
    "occurred_at": "昨晚11点",
    "place": "潘家园南里3号楼对面",
    "course": "对面工地每天夜里11点以后打桩。",
    "demand": "停止夜间施工",
    "respondent": "施工单位",
    "prior_handling": "打过工地电话，没有改",
}

EMERGENCY: dict[str, Any] = {
    "channel": "phone",
    "kind": "help",
    "urgency": "emergency",
    "risk_to_life_or_property": True,
    "claimant": {"name": "李女士", "phone": "010-55551234"},
    "title": "楼道燃气泄漏",
    "division": "110105",
    "occurred_at": "2026-11-23T08:20:00+08:00",
    "place": "潘家园南里5号楼二单元",
    "course": "楼道里燃气味很浓，有人头晕。",
    "emergency": {
        "state": "居民自行疏散",
        "extent": "一个单元",
        "harm": "一人头晕",
        "emergency_number_called": "已打119",
        "departments_on_scene": "暂无",
    },
    "not_provided": {"respondent": "来电人不清楚", "prior_handling": "事发突然"},
}

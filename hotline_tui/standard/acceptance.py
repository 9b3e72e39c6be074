"""Whether a matter belongs to this hotline at all. Clause: 5.2.2.1."""

from __future__ import annotations

from dataclasses import dataclass

from hotline_tui.standard.refusal import Fault

PROVINCES: dict[str, str] = {
    "11": "北京", "12": "天津", "13": "河北", "14": "山西", "15": "内蒙古",
    "21": "辽宁", "22": "吉林", "23": "黑龙江", "31": "上海", "32": "江苏",
    "33": "浙江", "34": "安徽", "35": "福建", "36": "江西", "37": "山东",
    "41": "河南", "42": "湖北", "43": "湖南", "44": "广东", "45": "广西",
    "46": "海南", "50": "重庆", "51": "四川", "52": "贵州", "53": "云南",
    "54": "西藏", "61": "陕西", "62": "甘肃", "63": "青海", "64": "宁夏",
    "65": "新疆", "71": "台湾", "81": "香港", "82": "澳门",
}  # fmt: skip
"""First two digits of a division code (GB/T 2260) and the province-level division they name."""


@dataclass(frozen=True, slots=True)
class NotAccepted:
    """Why a matter is not accepted and where the claimant is told to turn to. Clause: 5.2.2.1."""

    reason: str
    advice: str


def outside(division: str, region: str = "11") -> NotAccepted | None:
    """Reason and advice where `division` (a code, or a name) lies in another region, else None.

    `region` is the first two digits of the hotline's own division codes. Clause: 5.2.2.1.
    """
    text = division.strip()
    named = PROVINCES.get(text[:2]) if text.isdigit() else None
    named = named or next((name for name in PROVINCES.values() if text.startswith(name)), None)
    if named is None or named == PROVINCES[region]:
        return None
    return NotAccepted(
        reason=f"诉求事项发生在{named}，不属于{PROVINCES[region]}市行政区域",
        advice=f"请向{named}当地12345热线反映（加拨当地区号）",
    )


def not_accepted_faults(reason: str, advice: str) -> tuple[Fault, ...]:
    """A matter that is not accepted is kept with a reason and with advice. Clause: 5.2.2.1."""
    needed = (
        ("reason", reason, "不予受理须写明原因"),
        ("advice", advice, "不予受理须告知诉求人向何处反映"),
    )
    return tuple(
        Fault(f"not_accepted.{name}", "5.2.2.1", message)
        for name, text, message in needed
        if not text.strip()
    )

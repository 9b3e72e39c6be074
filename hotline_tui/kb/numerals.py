"""Numbers as texts write them: in figures, or in Chinese (十五, 两百, 一千二, 三万)."""

from __future__ import annotations

_ONES = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10_000, "亿": 100_000_000}

DIGITS = "".join((*_ONES, *_TENS, *_MYRIADS))
"""Characters that Chinese numbers are written with."""


def number(text: str) -> float:
    """The number that `text` writes. Raises ValueError for what is none."""
    if text[:1].isascii():
        return float(text.replace(",", ""))
    if not any(char in _TENS or char in _MYRIADS for char in text):
        return float("".join(str(_ONES[char]) for char in text))  # 二〇二六, digit by digit
    total = section = 0
    last, unit = 0, 1
    for char in text:
        if char in _ONES:
            last = _ONES[char]
            unit = 1 if char in "零〇" else unit
        elif char in _TENS:
            section += (last or 1) * _TENS[char]
            last, unit = 0, _TENS[char] // 10
        else:
            total = (total + section + last or 1) * _MYRIADS[char]
            section, last, unit = 0, 0, _MYRIADS[char] // 10
    return float(total + section + last * unit)

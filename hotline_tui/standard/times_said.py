"""The first time that somebody speaks of in the middle of a sentence.

Clause: 5.2.3.1 e, 5.2.3.3.
"""

from __future__ import annotations

import re
from datetime import datetime

from hotline_tui.standard.moment import LONGEST, read_moment
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.time_forms import PARTS

_N = r"(?:\d{1,4}|[零〇一二两三四五六七八九十廿]{1,4})"
_PART = "|".join(part.words for part in PARTS)
_WORD = (
    rf"\d{{4}}-\d{{1,2}}-\d{{1,2}}|\d{{1,2}}[:：]\d{{2}}|(?:大前|前|昨|今)(?:[天日]|儿个?|年|[早晚夜])"
    rf"|明[天日早晚]|后天|下个?(?:周|月|星期|礼拜)[一二三四五六日天]?"
    rf"|去年|(?:上上|[上这本])个?(?:周|星期|礼拜)[一二三四五六日天]?|上个?月|周[一二三四五六日天]"
    rf"|(?:星期|礼拜)[一二三四五六日天]"
    rf"|(?:{_N}|半)个?半?多?(?:年|月|周|星期|礼拜|天|小时|钟头|分钟|刻钟)多?[之以]?前"
    rf"|{_N}年|{_N}月份?|{_N}[日号]|{_N}[点时](?:钟|整|半|[一三]刻|过?{_N}分?)?|刚[才刚]|{_PART}"
)
_TIME = re.compile(rf"(?:{_WORD})(?:[ 的，,]?(?:{_WORD}))*(?:左右|前后)?")
_LAST_WORD = re.compile(rf"[ 的，,]?(?:{_WORD})(?:左右|前后)?\Z")


def time_said(text: str, now: datetime) -> str:
    """The words of the first past time in a text that can be understood; empty when none can."""
    for match in _TIME.finditer(text):
        words = match[0]
        while words and len(words) <= LONGEST:
            try:
                read_moment(words, now)
            except Refused:
                shorter = _LAST_WORD.sub("", words)
                words = shorter if shorter != words else ""
            else:
                return words
    return ""

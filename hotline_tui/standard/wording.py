"""Hints about how an answer is worded: questioning or accusing tone, vagueness, leading words.

A hint never refuses: there may be good reasons for the words, and a person decides.

Clause: 5.2.2.3 a, 5.5.6.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from hotline_tui.standard.vocabulary import Term


class Span(NamedTuple):
    """Where something stands in a text: from `start` up to, not including, `end`, in characters."""

    start: int
    end: int


class HintKind(Term):
    """What is doubtful about the wording. Clause: 5.2.2.3 a, 5.5.6."""

    QUESTIONING = "questioning", "质问反问"
    ACCUSING = "accusing", "指责推脱"
    VAGUE = "vague", "含糊不清"
    LEADING = "leading", "倾向诱导"


@dataclass(frozen=True, slots=True)
class Hint:
    """One doubtful wording: where, of which kind, what to write instead, and the clause."""

    span: Span
    kind: HintKind
    message: str
    clause: str


@dataclass(frozen=True, slots=True)
class _Row:
    """`asked`: the words are in order within a polite question to the caller."""

    kind: HintKind
    pattern: str
    message: str
    asked: bool = False


def _rows(kind: HintKind, *rows: tuple[str, str] | tuple[str, str, bool]) -> tuple[_Row, ...]:
    return tuple(_Row(kind, row[0], row[1], len(row) == 3) for row in rows)


_REST = r"[^。！？!?；;，,\n]*"
_ASKED = True
_RHETORICAL = "反问的语气，请改为直接说明"
_QUESTIONED = "质问的语气，请改为“请问……”"
_ACCUSED = "指责的语气，请只说明事实和依据"
_BRUSHED_OFF = "推脱的语气，请说明由哪个单位办理、如何联系"
_UNSURE = "不确定的答复，请核实后给出明确的说法"
_NO_DATE = "没有说清时间，请写明日期或时限"
_NO_UNIT = "没有说清单位，请写明是哪个部门"
_SUGGESTIVE = "带有倾向，请只按回访用语原文询问"

TONE: tuple[_Row, ...] = (
    *_rows(
        HintKind.QUESTIONING,
        (rf"难道{_REST}", _RHETORICAL),
        (r"怎么可能|怎么会(?!议)|怎么能(?:怪|说是|算)|岂[不能是有]|何必|何苦|何来", _RHETORICAL),
        (r"不是(?:早就|早已|跟[你您]|和[你您]|告诉过?[你您])", _RHETORICAL),
        (r"不是已经[^。！？!?，,\n]*(?:吗|么|[？?])", _RHETORICAL),
        (r"至于吗|有意思吗|有什么用|哪有这[么样种]", _RHETORICAL),
        (r"[你您]们?(?:为什么|为何|干嘛|干吗|怎么)(?:又|还|就|当时|之前)?(?:不|没)", _QUESTIONED),
        (r"[你您]们?到底|[你您]们?(?:还)?想怎么?样|[你您]们?(?:还)?要怎样|凭什么", _QUESTIONED),
        (r"谁(?:跟|和|告诉)[你您]|谁(?:说的|规定的)|[你您](?:懂不懂|知不知道)", _QUESTIONED),
        (r"听(?:不懂|明白|清楚|懂)(?:了)?(?:没有|没|吗)", _QUESTIONED, _ASKED),
    ),
    *_rows(
        HintKind.ACCUSING,
        (r"[你您]们?自己(?:的(?:问题|责任|错|事)|没|不|要|去|负责|造成|弄|看着办|想办法)", _ACCUSED,
         _ASKED),
        (r"谁[让叫要][你您]|[你您]们?(?:早该|应该早|早干)", _ACCUSED),
        (r"胡说|瞎说|胡闹|胡搅蛮缠|无理取闹|无理要求|小题大做|没事找事|找茬|刁民|活该", _ACCUSED),
        (r"不讲道?理|不可理喻|得寸进尺|没完没了|多管闲事|神经病|添乱|(?:撒谎|说谎)", _ACCUSED),
        (r"不[归关]我们?的?[管事]|关我们?什么事|[找跟]我们?说?也?没用", _BRUSHED_OFF),
        (r"爱[信去找告]不[信去找告]|随便[你您]|[你您]去[告投]诉?吧|[你您]看着办", _BRUSHED_OFF),
    ),
    *_rows(
        HintKind.VAGUE,
        (r"大概(?!率)|可能吧|也许|或许|好像(?!素)|似乎|估计(?!数|值|金额)|差不多", _UNSURE, _ASKED),
        (r"应该(?:差不多|[没可]\w{1,4}吧|[是会有]\w{0,3}吧)|说不[准好]|不太?清楚|不好说", _UNSURE,
         _ASKED),
        (r"看情况|再说吧|以后再说|到时候?再?[说看]|研究研究|考虑考虑", _UNSURE, _ASKED),
        (r"(?<!经)过(?:[几两些]天|一?段时间|一?阵)|过不?了?多久|改天|回头(?!率|客)", _NO_DATE,
         _ASKED),
        (r"尽快|尽早|择期|适时|近期(?!\d|[^。，,]{0,9}照)|这几天|等(?:通知|消息|安排)", _NO_DATE,
         _ASKED),
        # Neither "the traffic office and other departments concerned" nor a general rule that a
        # permit is needed leaves the claimant without an address.
        (r"(?<!等)[有相]关(?:部门|单位|方面|机构)(?!的?(?:审批|批[准复]|许可|规[定划]))", _NO_UNIT,
         _ASKED),
    ),
)  # fmt: skip
"""Wordings to avoid in what is said or written to a claimant. Clause: 5.2.2.3 a."""

LEADING: tuple[_Row, ...] = _rows(
    HintKind.LEADING,
    (r"(?:满意|解决|联系过?|答复|挺好|不错)(?:了|的)?(?:吧|对吧|是吧|对不对|没错吧)", _SUGGESTIVE),
    (r"[你您](?:应该|肯定|一定)(?:是|会|很|挺|比较)?(?:非常)?满意|不会不满意", _SUGGESTIVE),
    (r"(?:给|打|选|评|按)(?:个|我们|一个|了)?(?:非常满意|满意|好评|五星|高分)", _SUGGESTIVE),
    (r"(?:已经|都)(?:给[你您])?(?:解决|处理|办)(?:好)?了[，,]?[^。！？!?\n]{0,8}(?:吧|对吧|是吧)",
     _SUGGESTIVE),
    (r"帮(?:个)?忙[^。！？!?\n]{0,6}(?:满意|好评)|影响(?:我们?|他们)的?(?:考核|成绩)", _SUGGESTIVE),
    (r"是不是(?:已经|都|很|挺|比较|非常)", _SUGGESTIVE),
)  # fmt: skip
"""Wordings that lead a claimant to an answer at a callback. Clause: 5.5.6."""

JUDGING: tuple[_Row, ...] = _rows(
    HintKind.ACCUSING,
    (r"无理取闹|胡搅蛮缠|无理要求|小题大做|没事找事|刁民|不可理喻|得寸进尺|神经病|精神(?:有|不)",
     "评判诉求人的说法，请只记录事实"),
    (r"(?:诉求人|来电人|市民|对方)[^。；;，,\n]{0,4}(?:撒谎|说谎|胡说|瞎说|态度(?:恶劣|不好|差))",
     "评判诉求人的说法，请只记录事实"),
)  # fmt: skip
"""Wordings of a record that judge the claimant. Clause: 5.2.2.3 c."""

_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]*")
_QUOTATION = re.compile(r"“[^”]*”|「[^」]*」")
_POLITE_QUESTION = re.compile(
    r"(?:请问|麻烦您|请您|方便|能否).*(?:[？?]|吗|呢|么)[。！\s]*\Z", re.DOTALL
)


def _within(span: Span, outer: Iterable[Span]) -> bool:
    return any(one.start <= span.start and span.end <= one.end for one in outer)


def _found(rows: tuple[_Row, ...], text: str, clause: str) -> tuple[Hint, ...]:
    matches = [(row, match) for row in rows for match in re.finditer(row.pattern, text)]
    if not matches:
        return ()
    # Words in quotation marks are somebody else's, kept as they were said.
    others = [Span(*match.span()) for match in _QUOTATION.finditer(text)]
    polite = [
        Span(*match.span())
        for match in _SENTENCE.finditer(text)
        if _POLITE_QUESTION.search(match.group())
    ]
    found: list[Hint] = []
    for row, match in matches:
        span = Span(*match.span())
        if _within(span, others) or (row.asked and _within(span, polite)):
            continue
        if not any(one.span.start < span.end and span.start < one.span.end for one in found):
            found.append(Hint(span, row.kind, row.message, clause))
    return tuple(sorted(found, key=lambda hint: hint.span))


def hints(text: str) -> tuple[Hint, ...]:
    """Doubtful wordings in what an agent writes to a claimant, in the order of the text.

    Quoted words and ordinary questions to the caller (请问……吗) are left alone.

    Clause: 5.2.2.3 a.
    """
    return _found(TONE, text, "5.2.2.3 a")


def leading(text: str) -> tuple[Hint, ...]:
    """Wordings in a callback's questions or notes that push the claimant towards an answer.

    Clause: 5.5.6.
    """
    return _found(LEADING, text, "5.5.6")


def judging(text: str) -> tuple[Hint, ...]:
    """Wordings of a record that judge the claimant; quoted words are somebody else's.

    Clause: 5.2.2.3 c.
    """
    return _found(JUDGING, text, "5.2.2.3 c")

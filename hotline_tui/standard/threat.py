"""Threatening words: kept as they were said, in quotation marks; and a hint where a text has some.

Clause: C.4.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from hotline_tui.standard.refusal import Fault
from hotline_tui.standard.wording import Span

HINT = "可能涉及不稳定因素"
"""What to show where `threatening` finds something."""

_MARKS = (("“", "”"), ("‘", "’"))
_OPENING = {"“": "”", "‘": "’", "「": "」", "『": "』", "〝": "〞"}
_CLOSING = frozenset(_OPENING.values())
_STRAIGHT = {'"': '"', "＂": "＂", "'": "'", "＇": "＇"}
MARKED = re.compile('[“”「」『』〝〞"＂]')
"""What only somebody who marks a quotation writes; single marks are apostrophes too."""

_SAYS = re.compile(r"(?:说|称|表示|扬言|声称|威胁|讲|道|喊|写道|放话|原话)[是为]?[：:，,\s]*\Z")


@dataclass(slots=True)
class _Quotation:
    """What stands between a pair of marks; the whole text is one without marks of its own."""

    closed_by: str = ""
    parts: list[str | _Quotation] = field(default_factory=list)

    def add(self, part: str | _Quotation) -> None:
        if isinstance(part, str) and self.parts and isinstance(self.parts[-1], str):
            self.parts[-1] += part
        else:
            self.parts.append(part)

    def says_something(self) -> bool:
        return any(
            bool(_worded(part)) if isinstance(part, str) else part.says_something()
            for part in self.parts
        )

    def core(self) -> _Quotation:
        """This quotation, or the one within that fills it, so that no marks stand doubled."""
        solid = [part for part in self.parts if not isinstance(part, str) or part.strip()]
        if len(solid) == 1 and isinstance(solid[0], _Quotation):
            return solid[0].core()
        return self


def _worded(text: str) -> str:
    """The text without what is neither letter nor digit at its two ends."""
    kept = [index for index, char in enumerate(text) if char.isalnum()]
    return text[kept[0] : kept[-1] + 1] if kept else ""


def _apostrophe(text: str, index: int) -> bool:
    around = text[index - 1 : index] + text[index + 1 : index + 2]
    return len(around) == 2 and around.isascii() and around.isalpha()


def _parsed(text: str) -> _Quotation:
    """The text as a tree of quotations; forgives marks that lack their partner."""
    open_ones = [_Quotation()]
    for index, char in enumerate(text):
        innermost = open_ones[-1]
        if char == innermost.closed_by:
            open_ones.pop()
        elif char in "'’＇" and _apostrophe(text, index):
            innermost.add("'")
        elif char in _OPENING or char in _STRAIGHT:
            opened = _Quotation(_OPENING.get(char) or _STRAIGHT[char])
            innermost.add(opened)
            open_ones.append(opened)
        elif char in _CLOSING:
            # Nobody opened it here: all that came before belongs to it.
            innermost.parts = [_Quotation(char, innermost.parts)]
        else:
            innermost.add(char)
    return open_ones[0]


def _written(quotation: _Quotation, level: int) -> str:
    """The text inside, its quotations marked “ ” at even levels and ‘ ’ at odd ones."""
    written = []
    for part in quotation.parts:
        if isinstance(part, str):
            written.append(part)
            continue
        if part.says_something():
            opening, closing = _MARKS[level % 2]
            written.append(opening + _written(part.core(), level + 1).strip() + closing)
    return "".join(written)


def _outside(whole: _Quotation) -> tuple[str, ...]:
    found = []
    for index, part in enumerate(whole.parts):
        if isinstance(part, str) and (words := _worded(part)):
            before_quotation = index + 1 < len(whole.parts)
            if not (before_quotation and _SAYS.search(part)):
                found.append(words)
    return tuple(found)


def outside_quotes(text: str) -> tuple[str, ...]:
    """The words that stand outside quotation marks, in order; empty when all stand inside.

    Who said it (他说、诉求人称) may stand before a quotation.

    Clause: C.4.
    """
    return _outside(_parsed(_written(_parsed(text), 0)))


def quoted(words: str) -> str:
    """The words in quotation marks “ ”, quotations within them in ‘ ’; empty when nothing is said.

    Straight marks and 「」 become “ ”; words that are in marks already get no second pair, so that
    doing it twice changes nothing. Marks around a part only are a quotation within the words,
    unless all that is left outside tells who said it.

    Clause: C.4.
    """
    whole = _parsed(_written(_parsed(words.strip()), 0).strip())
    if not whole.says_something():
        return ""
    if _outside(whole):
        whole = _Quotation(parts=[whole])
    return _written(whole, 0)


def threat_faults(threat: bool, words: str) -> tuple[Fault, ...]:
    """What is wrong with the words of a threat as recorded: anything outside quotation marks.

    That words, time and place are recorded at all is asked for by the elements of the record,
    where they can also be marked as not provided.

    Clause: C.4.
    """
    outside = outside_quotes(words) if threat else ()
    if not outside:
        return ()
    message = f"威胁的原话前后应加引号：“{outside[0][:20]}”在引号之外"
    return (Fault("instability.threat_words", "C.4", message),)


THREATENING: tuple[str, ...] = (
    r"跳[楼桥江河]|(?:[要就去想]|[楼桥顶台]上)跳下",
    r"自焚|自杀|自残|割腕|上吊|服毒|喝农药|绝食|(?<!减)轻生(?!产)|寻死",
    r"不想活|活不下去|活够了|同归于尽|鱼死网破|一起死|死给[你您他]们?看|拼命|拼个?你死我活",
    r"(?<![油爆轰])炸(?:了|掉|毁|死|平|[你他这那政楼])|[带弄拿买绑抱]着?了?炸药|引爆",
    r"(?:要|就|去|想|来)放火|纵火|点火烧|烧(?:了|掉|死)[你他这那政]",
    r"[泼倒带浇](?:着|上|了)?汽油|[抱带点]着?煤气罐|点煤气",
    r"杀人(?!者)|杀(?:了|死|光|掉)?[你他她]|弄死|打死[你他她]",
    r"砍(?:人|死|[你他她])|捅(?:人|死|[你他她])|[要来][你他她]们?的?命|报复社会",
    r"[拿持带提](?:着|上|把)?菜?刀(?!具|片)|打砸|围堵|围攻|冲击(?:政府|机关|单位)",
    r"堵(?:住|了)?大?门(?!诊)|(?:去|要|就|将|集体|上街)堵(?:马?路|车|桥|铁路|高速)",
    r"[拉打举挂](?:起|出|着|了)?[白黑]?色?[横条]幅|静坐|(?<!旅)游行(?!业)|示威(?!者|似)",
    r"(?:集体|要|去|准备|组织)罢[工课市运]|聚众(?=闹|上访|围|讨|堵|抗|维权)",
    r"(?:集体|越级|进京|赴京|到北京|去北京|组织|群体)上访|上访到|(?<!酒)闹事(?!者|频)|闹大|群体性?事件",
    r"极端(?:行为|手段|事件|方式|措施|行动|的事|做法|举动)|走极端|过激(?:行为|手段|举动)",
)
"""Expressions (as regular expressions) that may announce an act of instability. Clause: C.4."""

_THREATENING = "|".join(THREATENING)


def threatening(text: str) -> tuple[Span, ...]:
    """Where a text has expressions that may announce instability, in order; only ever a hint.

    Clause: C.4.
    """
    return tuple(Span(*match.span()) for match in re.finditer(_THREATENING, text))

"""A question as it may be kept: without names and numbers of people. Clause: 6.1.1."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hotline_tui.kb.text import normal

SOMEBODY, NUMBER = "某某", "某号"

_NUMBERS = re.compile(r"(?<!\d)(?:\+?\d[\d\- ]{5,}\d[\dx]?|\d{6,}x?)(?![\d号])", re.ASCII)
_DOOR = re.compile(r"\d+(?:号楼|号院|单元|门|室|弄|栋)[\d\-层门室单元号]*", re.ASCII)
_PERSON = re.compile(r"([\u4e00-\u9fff]{1,3}?)(先生|女士|小姐|师傅|大爷|大妈|阿姨|奶奶|爷爷)")
_CALLED = re.compile(
    r"((?:我|他|她|名字?|本人)叫|姓名[是为:]?\s*|我是)([\u4e00-\u9fff]{2,4})(?=[,，。\s住家在的]|$)"
)
_PLATE = re.compile(
    r"[京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤琼川贵云陕甘青蒙桂宁新藏][a-z]\W?[a-z\d]{5,6}"
)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+", re.ASCII)


def without_people(text: str) -> str:
    """`text` in its normal form with names and long numbers replaced; what it asks stays."""
    plain = _PLATE.sub(NUMBER, _MAIL.sub(NUMBER, normal(text)))
    plain = _DOOR.sub(NUMBER, _NUMBERS.sub(NUMBER, plain))
    plain = _CALLED.sub(rf"\1{SOMEBODY}", plain)
    return "".join(_words(_PERSON.sub(rf"{SOMEBODY}\2", plain)))


def question(text: str, longest: int) -> str:
    """What somebody looked for, as it may be kept; of what was pasted in, its beginning."""
    return without_people(text[: 4 * longest])[:longest].strip()


def _words(plain: str) -> Iterator[str]:
    """The words, those that are people's names replaced."""
    import rjieba  # loads its dictionary: 0.1 s that only this should pay

    for word, part in rjieba.tag(plain):
        yield SOMEBODY if part in ("nr", "nrt", "nrfg") and len(word) > 1 else word

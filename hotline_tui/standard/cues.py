"""What a caller's words say by themselves: kind, urgency, who, where, how to be reached.

Every answer is a guess for an agent to confirm. Clause: 5.2.3.3.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from hotline_tui.standard.phone import read_phone
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.routing import DISTRICT_DIGITS
from hotline_tui.standard.threat import threatening
from hotline_tui.standard.vocabulary import Kind, Urgency

_KIND_NAMED = re.compile(r"(?:我|想|要|来)[^。，,；;？?！!]{0,4}(投诉|举报|咨询|求助|建议)")
_KINDS: tuple[tuple[Kind, str], ...] = (
    (Kind.TIP_OFF, "举报"),
    (Kind.COMPLAINT, "投诉"),
    (Kind.SUGGESTION, "建议(?!书)"),
    (Kind.CONSULTATION, "咨询|想问|问一下|怎么办理|怎么申请|什么(?:材料|手续|条件)"),
    (Kind.HELP, "求助|帮[我们忙]|帮[^。，,]{0,3}(?:解决|处理|联系)"),
)
_NOT_SO = r"(?<![没未怕防])(?<!没有)(?<!以免)(?<!防止)"


def _said(words: str) -> Callable[[str], bool]:
    """Whether a text says some of these words and does not deny them."""
    plain, so = re.compile(words), re.compile(f"{_NOT_SO}(?:{words})")
    # Nearly no text has them, which is seen far sooner where nothing is looked back for.
    return lambda text: bool(plain.search(text) and so.search(text))


_EMERGENCY_SAID = _said(
    "着火|起火|失火|爆炸|坍塌|塌方|楼塌|触电|车祸|(?:燃气|煤气|天然气)(?:泄漏|味)|人(?:被困|受伤)"
)
_URGENCIES: tuple[tuple[Urgency, Callable[[str], bool]], ...] = (
    (Urgency.PUBLIC_HEALTH, _said("食物中毒|疫情|传染病|集体(?:腹泻|呕吐|发烧)")),
    (Urgency.EXTREME_WEATHER, _said("暴雨|暴雪|冰雹|大风|台风|积水|内涝")),
    (
        Urgency.LIVELIHOOD,
        _said("停[水电气暖]|没[水电气](?:了|用|[，。,.])|没有?暖气|暖气(?:不热|不暖|没有)|不供暖"),
    ),
)


def kind_named(text: str) -> Kind | None:
    """The kind that a caller names, in so many words. Clause: 5.2.3.1 f."""
    named = _KIND_NAMED.search(text)
    return next((kind for kind in Kind if named and kind.label == named[1]), None)


def kind_said(text: str) -> Kind | None:
    """The kind that a caller names, or else hints at. Clause: 5.2.3.1 f."""
    hinted = (kind for kind, words in _KINDS if re.search(words, text))
    return kind_named(text) or next(hinted, None)


def urgency_said(text: str) -> Urgency | None:
    """An urgent class that a caller's words speak of; None for an ordinary matter.

    Clause: 5.2.3.1 g.
    """
    if _EMERGENCY_SAID(text):
        return Urgency.EMERGENCY
    if threatening(text):
        return Urgency.INSTABILITY
    return next((urgency for urgency, said in _URGENCIES if said(text)), None)


_SPOKEN = str.maketrans("幺零〇一二两三四五六七八九", "1001223456789")
_DIGITS = re.compile(r"(?<![\dA-Za-z])\+?\d(?:[ \-—、,，]?\d){6,16}(?:转\d{1,5})?(?!\d)")
_ANOTHERS = re.compile(
    r"(?:物业|公司|单位|他们?|她|对方|客服|商家|老板|房东|中介|编号|单号|工号|证号|账号|卡号)"
    r"[^。；;！!？?\n]{0,8}\Z"
)


def phone_said(text: str) -> str:
    """The caller's first whole telephone number, said in digits or in words (幺三八…).

    Clause: 5.2.3.1 d.
    """
    plain = text.translate(_SPOKEN)
    for match in _DIGITS.finditer(plain):
        if _ANOTHERS.search(plain[max(0, match.start() - 20) : match.start()]):
            continue
        try:
            return read_phone(re.sub("[、,，]", "", match[0]))
        except Refused:
            continue
    return ""


_ADDRESSED = r"(?:先生|女士|小姐|阿姨|大爷|大妈|师傅)"
_NAMED = re.compile(
    r"(?:我(?:的名字)?叫|名字叫|姓名是?)(?P<name>[一-鿿·]{2,4})(?=[，。,.、！!？?\s]|\Z)"
    rf"|(?:我|免贵)姓(?P<surname>[一-鿿]{{1,2}})(?=[，。,.、！!？?\s]|\Z)"
    rf"|我是(?P<called>[一-鿿]{_ADDRESSED})"
)
_ONLY_NAME = re.compile(rf"(?:姓)?([一-鿿·]{{1,4}}?{_ADDRESSED}?)[。，,.！!\s]*")


def name_said(text: str, *, asked: bool = False) -> str:
    """How a caller gives a name; where that was asked for, a bare one will do.

    Clause: 5.2.3.1 d.
    """
    if found := _NAMED.search(text):
        return found["name"] or found["surname"] or found["called"]
    bare = _ONLY_NAME.fullmatch(text.strip()) if asked else None
    return bare[1] if bare else ""


def addressed(name: str, agents: str) -> str:
    """A bare surname with the form of address that the agent uses for it (王 → 王女士)."""
    if len(name) > 2:
        return name
    found = re.search(f"{re.escape(name)}{_ADDRESSED}", agents)
    return found[0] if found else name


_LEVEL = re.compile("(?:街道|地区|镇|乡)$")


def division_said(text: str, places: Mapping[str, str]) -> str:
    """The name in `places` of the narrowest division that a text names; `places` are codes by name.

    Within a district that is named too, a subdistrict may leave off what says its level.

    Clause: 5.2.3.1 e.
    """
    plain = "".join(text.split())
    named = {name: code for name, code in places.items() if name in plain}
    districts = {code for code in named.values() if len(code) == DISTRICT_DIGITS}
    for name, code in places.items():
        short = _LEVEL.sub("", name)
        left_off = short != name and len(short) > 1 and len(code) > DISTRICT_DIGITS
        if left_off and code[:DISTRICT_DIGITS] in districts and short in plain:
            named.setdefault(name, code)
    return max(named, key=lambda name: (len(named[name]), len(name)), default="")


def _first(pattern: str, longest: int) -> Callable[[str], str]:
    words = re.compile(pattern)

    def found(text: str) -> str:
        match = words.search(text)
        return match[1].strip()[:longest] if match else ""

    return found


_END = r"[^。！？!?；;\n]"
_WORD = r"[^，,。！？!?；;\n]"
_SITE = (
    "小区|胡同|大街|路口|医院|学校|广场|市场|商场|公园|车站|地铁站|家园|大厦|号院|号楼|工地|"
    "路|街|桥|村|里"
)

PHRASES: Mapping[str, Callable[[str], str]] = {
    "claimant.address": _first(
        rf"(?:我家?|家里?)住(?:在|址是)?({_END}{{3,40}}?)(?=[，,。！？\n]|\Z)", 40
    ),
    "place": _first(rf"在([^。，,；;！？!?\n]{{2,30}}?(?:{_SITE}))(?![一-鿿]?(?:上面|里面))", 40),
    "respondent": _first(
        r"(?:投诉|举报)(?:的是|一下|一家)?([^。，,；;！？!?\n]{2,24}?(?:公司|物业|单位|工地|餐厅|饭店|"
        r"超市|医院|学校|商场|中介|机构|店|局|委))",
        40,
    ),
    "prior_handling": _first(
        rf"({_WORD}{{0,40}}(?:找过|打过|报过|反映过|投诉过){_WORD}{{0,200}})", 300
    ),
    "demand": _first(rf"((?:希望|要求|想让|请求|请你们|请您们|能不能){_END}{{0,200}})", 300),
    "emergency.emergency_number_called": _first(
        r"((?:没有?|还没有?)(?:拨打|打)|(?:拨打|打|报)(?:过|了)?(?:119|110|120|122))", 12
    ),
}
"""Elements whose phrase may stand anywhere in what a caller says, and how it is cut out."""

CONFIDENTIAL = re.compile(
    "(?:帮我|替我|给我|请|要求|需要)保密|(?:别|不要|不能)[^。，,]{0,6}(?:透露|告诉)"
)
"""A wish that the claimant's data stay with the desk. Clause: 5.2.3.1 d."""

AT_RISK = re.compile(
    f"{_NOT_SO}(?:着火|起火|爆炸|坍塌|触电|人(?:被困|受伤)|(?:燃气|煤气|天然气)泄漏|生命危险)"
)
"""Life or property may be in danger. Clause: 5.3.2.1.3 a."""

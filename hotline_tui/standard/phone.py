"""Telephone numbers: read in all their usual forms, kept in one; personal data masked for display.

Clause: 5.2.3.1 d, 6.1.1.
"""

from __future__ import annotations

import re

from hotline_tui.standard.refusal import Fault, Refused
from hotline_tui.standard.typed import half_width

LOCAL_AREA = "010"
"""Area code of a number that is given without one: Beijing's."""

_DASHES = dict.fromkeys("‐‑‒–—―−~·•.", "-")
_BRACKETS = dict.fromkeys("()[]【】〔〕", " ")
_SPOKEN = str.maketrans("〇零一幺二三四五六七八九", "001123456789")
_SPELT = re.compile(r"[〇零一幺二三四五六七八九\s-]{7,}")
_PLAIN = str.maketrans({**_DASHES, **_BRACKETS})
_LABEL = re.compile(
    r"\A\w{0,4}?(?:电话|手机|座机|tel|phone)(?:号码?)?[是为]?[:\s]*(?=[+\d])", re.IGNORECASE
)
_EXTENSION = re.compile(
    r"\s*(?:转接?|分机号?|ext|x|#)[\s:-]*(?:分机)?\s*(\d{1,6})\Z", re.IGNORECASE
)
_DASHED_EXTENSION = re.compile(r"\s*-\s*(\d{1,6})\Z")
_SEVERAL = re.compile(r"\d{7}(?:\s*(?:[/,、;或和\n]|\s{2,})\s*\+?\d{3}|\s1[3-9]\d{9})")
_ODD = re.compile(r"[^\d\s+-]+")

_AREA = r"0(?:10|2[0-57-9]|[3-9]\d\d)"
_SHORT = re.compile(
    r"11[0249]|12[02]|999|1(?:00|11|21|23|26|39|60|68)\d\d|101\d{5}|116114|118\d{2,3}"
    r"|95\d{3,4}|95\d{6}|96\d{3,4}"
)
_MOBILE = re.compile(r"(?:86|0)?(1[3-9]\d{9})")
_SERVICE = re.compile(r"([48]00)(\d{3})(\d{4})")
_LANDLINE = re.compile(rf"({_AREA})(\d+)")


def _mobile(digits: str) -> str:
    match = _MOBILE.fullmatch(digits)
    return match[1] if match else ""


def _service(digits: str) -> str:
    match = _SERVICE.fullmatch(digits)
    return "-".join(match.groups()) if match else ""


def _lengths(area: str) -> tuple[int, ...]:
    return (8,) if len(area) == 3 else (7, 8)


def _landline(digits: str) -> str:
    match = _LANDLINE.fullmatch(digits)
    if not match:
        return ""
    area, number = match.groups()
    complete = len(number) in _lengths(area) and number[0] != "0"
    return f"{area}-{number}" if complete or _SHORT.fullmatch(number) else ""


def _abroad(digits: str) -> str:
    return f"+{digits}" if re.fullmatch(r"[1-9]\d{6,14}", digits) else ""


def _at_home(digits: str, area: str) -> str:
    """The canonical form of a number within the country; empty when it is none."""
    found = _mobile(digits) or _service(digits) or _landline(digits)
    if found:
        return found
    if digits.startswith("86") and len(digits) > 9:
        return _landline("0" + digits[2:].removeprefix("0"))
    if _SHORT.fullmatch(digits):
        return digits
    # Without an area code, what begins with 1 is rather a mobile number cut short.
    return _landline(area + digits) if re.fullmatch(r"[2-8]\d{6,7}", digits) else ""


def _number(plain: str, area: str) -> str:
    digits = re.sub(r"[\s-]", "", plain)
    international = re.match(r"\+|00(?=[1-9])", digits)
    if not international:
        return _at_home(digits, area)
    digits = digits[international.end() :]
    return _at_home(digits, area) if digits.startswith("86") else _abroad(digits)


def _with_extension(plain: str, area: str) -> str:
    if match := _EXTENSION.search(plain):
        base = _number(plain[: match.start()], area)
        return f"{base}转{match[1]}" if base else ""
    # 0371-6234567-8 read as one number would become another subscriber's.
    if (match := _DASHED_EXTENSION.search(plain)) and not plain.startswith(("+", "00")):
        base = _number(plain[: match.start()], area)
        if base and not _SHORT.fullmatch(base):
            return f"{base}转{match[1]}"
    return _number(plain, area)


def _why(plain: str, text: str) -> str:
    """What is wrong with a number that cannot be read, as a sentence."""
    odd = _ODD.search(_EXTENSION.sub("", plain))
    if odd:
        return f"号码中有不能识别的文字“{odd.group()[:10]}”"
    digits = re.sub(r"[\s+-]", "", _EXTENSION.sub("", plain))
    digits = re.sub(r"\A(?:00)?86(?=0?1\d{8})", "", digits)
    count = len(digits)
    if re.match(r"1[3-9]", digits) and count > 8 and count != 11:
        return f"手机号应为11位，现为{count}位"
    if digits.startswith("1") and count == 11:
        return f"手机号应以13至19开头，现为{digits[:2]}"
    if re.match(r"[48]00", digits) and count > 8:
        return f"{digits[:3]}电话应为10位，现为{count}位"
    if match := _LANDLINE.fullmatch(digits):
        area, number = match.groups()
        if len(number) not in _lengths(area):
            expected = "或".join(f"{length}位" for length in _lengths(area))
            return f"区号{area}后应为{expected}号码，现为{len(number)}位"
        return f"区号{area}后的号码不能以0开头"
    if count == 7:
        return "固定电话缺区号，或少一位：请写成010-12345678的形式"
    return f"“{text[:20]}”不是能识别的电话号码"


def read_phone(text: str, *, field: str = "claimant.phone", area: str = LOCAL_AREA) -> str:
    """A telephone number in its one canonical form, from any of the forms in which people give it.

    Mobile 13812345678 (also spelt 一三八……), landline 010-12345678, either with 转123;
    400-810-1234; short numbers
    (110, 12345, 95xxx) as they are; abroad +85212345678. A number of seven or eight digits
    belongs to the `area`. Raises Refused, with a fault of `field`, that says what is wrong.

    Clause: 5.2.3.1 d.
    """
    plain = _LABEL.sub("", half_width(text).translate(_PLAIN).strip())
    if _SPELT.fullmatch(plain):
        plain = plain.translate(_SPOKEN)
    if not plain:
        message = "请填写电话号码"
    elif "*" in plain:
        message = "号码含有“*”，请填写完整的号码"
    elif _SEVERAL.search(plain):
        message = "一次只填一个号码，其他号码请填在其他联系方式中"
    elif found := _with_extension(plain, area):
        return found
    else:
        message = _why(plain, text.strip())
    raise Refused(Fault(field, "", message))


HIDDEN = "****"
"""What stands for what is not shown."""

_MASKED = re.compile(r"1\d\d\*{4}\d{4}|0\d{2,3}-\*{4}\d{4}|\+?\*{4}(?:\d{4})?", re.ASCII)


def masked(phone: str) -> str:
    """The number for display: 138****5678, 010-****5678; hotlines and short numbers whole.

    Whatever is no telephone number is hidden altogether; what is masked already stays so.

    Clause: 6.1.1.
    """
    if not phone.strip() or _MASKED.fullmatch(phone):
        return phone.strip()
    try:
        number = read_phone(phone).partition("转")[0]
    except Refused:
        return HIDDEN
    if _SERVICE.fullmatch(number.replace("-", "")) or _SHORT.fullmatch(number.split("-")[-1]):
        return number
    area, dash, _ = number.rpartition("-")
    kept = "+" if number.startswith("+") else area + dash or number[:3]
    return kept + HIDDEN + number[-4:]


_COMPOUND_SURNAME = re.compile(
    "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|司空|长孙|宇文|夏侯|端木|轩辕|呼延|"
    "南宫|独孤|西门|闻人|申屠|濮阳|淳于|单于|太史|钟离"
)
_ADDRESSED_AS = re.compile(r"(?:先生|女士|小姐|同志|师傅|阿姨|大爷|大妈|老师|某{1,2})\Z")
_NAMELESS = frozenset({"匿名", "不详", "未提供", "无名氏"})


def masked_name(name: str) -> str:
    """The name for display: the surname, and a star for each of at most two further characters.

    A form of address stays (王建国先生 → 王**先生), and one without a given name needs no mask.

    Clause: 6.1.1.
    """
    whole = name.strip()
    if whole in _NAMELESS:
        return whole
    address = _ADDRESSED_AS.search(whole)
    bare = whole[: address.start()] if address else whole
    compound = _COMPOUND_SURNAME.match(bare)
    surname = compound[0] if compound else bare[:1]
    given = len(bare) - len(surname)
    return surname + "*" * min(given, 2) + whole[len(bare) :]


_DIVISIONS = re.compile(
    r"(?:[一-鿿]{2,7}?(?:省|自治区))?"
    r"(?:[一-鿿]{1,5}?(?<![超夜菜门集股])市)?"
    r"(?:[一-鿿]{1,8}?(?:(?<![小社园厂校库片山])区|县|旗))?"
    r"(?:[一-鿿]{1,6}?(?:街道|地区|镇|(?<!城)乡))?"
)


def masked_address(address: str) -> str:
    """The address for display: down to the subdistrict or township where it names one.

    Clause: 6.1.1.
    """
    whole = address.strip()
    match = _DIVISIONS.match(whole)
    shown = match[0] if match else ""
    return whole if len(shown) == len(whole) else shown + HIDDEN

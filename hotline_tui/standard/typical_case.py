"""Typical cases for publicity: what one tells, and that it names nobody. Clause: 6.4."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hotline_tui.standard.refusal import Fault
from hotline_tui.standard.reports import PERSONAL
from hotline_tui.standard.vocabulary import Status

PARTS: Mapping[str, str] = {
    "title": "题目",
    "background": "诉求背景",
    "handling": "办理过程",
    "result": "办理结果",
    "lesson": "启示",
}
"""The texts of a case, all of which have to be there but the last. Clause: 6.4."""

_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\s\-—·.]+(?=\d)")
_DIVISION = re.compile(r".*(?:(?<![小社])区|县|镇|乡|街道)")
SHORTEST_NAME, SHORTEST_ADDRESS = 2, 4
"""Fewer characters than these are in too many words to say anything."""


@dataclass(frozen=True, slots=True)
class Named:
    """Who must not be told of: the claimant of the ticket that the case is told from."""

    name: str = ""
    address: str = ""
    phones: tuple[str, ...] = ()

    def words(self) -> Iterator[tuple[str, str]]:
        """What would give the claimant away: what it is called, and the words themselves."""
        if len(self.name.strip()) >= SHORTEST_NAME:
            yield "诉求人姓名", self.name.strip()
        for phone in self.phones:
            if phone.strip():
                yield "诉求人联系方式", phone.strip()
        whole = "".join(self.address.split())
        for address in (whole, _DIVISION.sub("", whole)):
            if len(address) >= SHORTEST_ADDRESS:
                yield "诉求人地址", address


def personal(text: str, named: Named) -> tuple[str, ...]:
    """What of a text would tell who somebody is: each as a few words with what was found.

    Full-width digits and digits with gaps are read as what they are. Clause: 6.1.1.
    """
    plain = unicodedata.normalize("NFKC", text)
    digits = _BETWEEN_DIGITS.sub("", plain)
    found = [f"号码“{one}”" for one in PERSONAL.findall(digits)]
    together = "".join(plain.split())
    for label, words in named.words():
        told = f"{label}“{words}”"
        if "".join(unicodedata.normalize("NFKC", words).split()) in together:
            found.append(told)
    return tuple(dict.fromkeys(found))


def text_faults(texts: Mapping[str, str], named: Named) -> tuple[Fault, ...]:
    """What is wrong with the texts of a case, whoever writes them. Clause: 6.4, 6.1.1."""
    known = "、".join(PARTS)
    unknown = [
        Fault(name, "6.4", f"没有“{name}”这一部分，有：{known}")
        for name in texts
        if name not in PARTS
    ]
    return (
        *unknown,
        *(
            Fault(name, "6.1.1", f"“{PARTS[name]}”中有{'、'.join(found)}，典型案例不能写个人信息")
            for name, text in texts.items()
            if name in PARTS and (found := personal(text, named))
        ),
    )


def choosing_faults(status: Status) -> tuple[Fault, ...]:
    """A case is told of what is archived. Clause: 6.4."""
    if status is Status.ARCHIVED:
        return ()
    return (Fault("ticket", "6.4", f"工单现为“{status.label}”，归档后才能选为典型案例"),)


def approval_faults(
    texts: Mapping[str, str], named: Named, written_by: str, me: str
) -> tuple[Fault, ...]:
    """Why somebody cannot approve a case. Clause: 6.4, 6.1.1."""
    found = [
        Fault(name, "6.4", f"还缺“{label}”")
        for name, label in PARTS.items()
        if name != "lesson" and not texts.get(name, "").strip()
    ]
    if written_by == me:
        found.append(Fault("by", "6.4", "典型案例须由编写人以外的人审定"))
    return (*found, *text_faults(texts, named))

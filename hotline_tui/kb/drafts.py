"""What an article must say of itself before it is taken in. Clause: 6.2.3."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hotline_tui.kb.text import normal
from hotline_tui.standard import article_life
from hotline_tui.standard.vocabulary import ArticleClass

LONGEST_TITLE = 200
LONGEST_TEXT = 200_000  # characters: ten times the longest regulation of the city
_TAGS = re.compile(
    r"</?(?:html|body|head|div|span|p|br|table|tr|td|a|img|script|style)\b[^>]*>", re.IGNORECASE
)
_MANY_TAGS = 3
_DATE = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ t]0{1,2}:00(?::00)?)?"
)
_BETWEEN = re.compile(r"[、，,；;/|\n]+")
# Invisible controls, of which a database refuses some; line ends and tabs stay.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_FOREVER = frozenset({"长期", "长期有效", "永久", "无", "不限", "long-term"})
_TRUE = frozenset({"是", "公开", "对外", "true", "yes", "1", "y"})
_FALSE = frozenset({"否", "不公开", "内部", "仅供内部", "false", "no", "0", "n"})


class Key(StrEnum):
    """What can be said of an article; a member's value stands in front matter and mappings."""

    ID = "id"
    TITLE = "title"
    TEXT = "text"
    CLASS = "class"
    SOURCE = "source"
    AUTHORITY = "authority"
    UNIT = "unit"
    VALID_FROM = "valid_from"
    VALID_TO = "valid_to"
    OTHER_NAMES = "other_names"
    DIVISION = "division"
    PUBLIC = "public"


# What people head a column or write a key with; the first is the word used in sentences.
WORDS: dict[Key, tuple[str, ...]] = {
    Key.ID: ("编号", "知识编号", "序号", "external_id"),
    Key.TITLE: ("标题", "题目", "名称", "知识标题", "问题", "留言主题"),
    Key.TEXT: ("正文", "内容", "答复意见", "答复", "知识内容", "答案", "content"),
    Key.CLASS: ("类别", "知识类别", "分类", "article_class"),
    Key.SOURCE: ("来源", "依据", "出处"),
    Key.AUTHORITY: ("权威机关", "权威", "发布机关", "发布单位", "制定机关"),
    Key.UNIT: ("单位", "承办单位", "维护单位", "部门"),
    Key.VALID_FROM: ("有效期起", "生效日期", "施行日期"),
    Key.VALID_TO: ("有效期止", "失效日期", "有效期至", "有效期"),
    Key.OTHER_NAMES: ("别名", "其他名称", "关键词", "俗称"),
    Key.DIVISION: ("区划", "适用区划", "地区"),
    Key.PUBLIC: ("公开", "是否公开", "对外公开"),
}
KEYS: dict[str, Key] = {
    normal(word): key for key, several in WORDS.items() for word in (key.value, *several)
}
REQUIRED = tuple(Key(name) for name in article_life.REQUIRED)
_CLASSES: dict[str, ArticleClass] = {
    word: kind
    for kind, more in (
        (ArticleClass.LAW, "法律 法规 规章 政策 法律法规 政策法规 政策文件 法律、法规、规章和政策"),
        (ArticleClass.DUTY, "职责 办事流程 业务流程 流程 办事指南 业务事项 承办部门职责"),
        (ArticleClass.SERVICE, "服务 公共服务 便民服务 社会公共服务 服务知识"),
        (ArticleClass.ANNOUNCEMENT, "公告 通知 公开信息 政府公告 通告"),
    )
    for word in (kind.value, kind.label, *more.split())
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something was not taken: `place` is a line or row from 1 (0: the whole file), `key` the
    front matter's key or the column, `clause` the standard's where it asks for it."""

    place: int
    key: str
    message: str
    clause: str = ""


@dataclass(frozen=True, slots=True)
class ArticleDraft:
    """An article as read, fit to be checked by a second person. Clause: 6.2.3, 6.2.4."""

    external_id: str
    title: str
    text: str
    article_class: ArticleClass
    source: str
    authority: str
    unit: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    other_names: tuple[str, ...] = ()
    division: str = ""
    public: bool = True


def drafted(
    given: Mapping[Key, str], places: Mapping[Key, int], place: int
) -> tuple[ArticleDraft | None, list[Problem]]:
    """A draft from what was given, or all that is wrong with it.

    `places` says where a key stood, `place` where the article begins. Clause: 6.2.3.
    """
    said = {key: _clean(text) for key, text in given.items()}
    dates, faults = _dates(said)
    faults = [*_form_faults(said), *faults]
    kind = _CLASSES.get(normal(said.get(Key.CLASS, "")))
    if faults or kind is None:
        return None, [
            Problem(places.get(key, place), key.value, message, clause)
            for key, message, clause in faults
        ]
    names = (name.strip() for name in _BETWEEN.split(said.get(Key.OTHER_NAMES, "")))
    return ArticleDraft(
        external_id=said.get(Key.ID, ""),
        title=" ".join(said[Key.TITLE].split()),
        text=said[Key.TEXT],
        article_class=kind,
        source=said[Key.SOURCE],
        authority=said[Key.AUTHORITY],
        unit=said.get(Key.UNIT, ""),
        valid_from=dates.get(Key.VALID_FROM),
        valid_to=dates.get(Key.VALID_TO),
        other_names=tuple(dict.fromkeys(filter(None, names))),
        division=said.get(Key.DIVISION, ""),
        public=normal(said.get(Key.PUBLIC, "")) not in _FALSE,
    ), []


def _form_faults(said: Mapping[Key, str]) -> Iterator[tuple[Key, str, str]]:
    """What is missing, too long or of no known form: (key, sentence, clause)."""
    for key in REQUIRED:
        if not said.get(key):
            more = "；没有期限的写“长期”" if key is Key.VALID_TO else ""
            yield key, f"缺{WORDS[key][0]}{more}。", "6.2.3"
    title, text = said.get(Key.TITLE, ""), said.get(Key.TEXT, "")
    if len(title) > LONGEST_TITLE:
        more = f"最多{LONGEST_TITLE}个字；正文是不是写进了标题？"
        yield Key.TITLE, f"标题有{len(title)}个字，{more}", ""
    if len(text) > LONGEST_TEXT:
        more = f"最多{LONGEST_TEXT}个字；请分成几篇知识。"
        yield Key.TEXT, f"正文有{len(text)}个字，{more}", ""
    elif len(_TAGS.findall(text)) >= _MANY_TAGS:
        yield Key.TEXT, "正文是网页源码（含有<div>一类标签），请改为粘贴网页上看到的文字。", ""
    if (kind := said.get(Key.CLASS)) and normal(kind) not in _CLASSES:
        labels = "、".join(one.label for one in ArticleClass)
        yield Key.CLASS, f"没有“{kind[:20]}”这一类；可用：{labels}。", "6.2.3"
    if (public := said.get(Key.PUBLIC)) and normal(public) not in _TRUE | _FALSE:
        yield Key.PUBLIC, f"公开一项写“是”或“否”，不能写“{public[:20]}”。", ""


def _dates(
    said: Mapping[Key, str],
) -> tuple[dict[Key, date | None], list[tuple[Key, str, str]]]:
    """The days of validity, and what is wrong with them."""
    dates: dict[Key, date | None] = {}
    faults: list[tuple[Key, str, str]] = []
    for key in (Key.VALID_FROM, Key.VALID_TO):
        try:
            dates[key] = read_date(said.get(key, ""))
        except ValueError:
            form = "请写作2026-12-31，或“长期”。"
            faults.append((key, f"{WORDS[key][0]}“{said[key][:20]}”不是日期；{form}", ""))
    start, end = dates.get(Key.VALID_FROM), dates.get(Key.VALID_TO)
    if start and end and end < start:
        faults.append((Key.VALID_TO, f"有效期止{end}早于有效期起{start}。", ""))
    return dates, faults


def read_date(text: str) -> date | None:
    """A day as people and spreadsheets write it; None for nothing and for 长期. Else ValueError."""
    plain = normal(text)
    if not plain or plain in _FOREVER:
        return None
    match = _DATE.fullmatch(plain)
    if match is None:
        raise ValueError(text)
    return date(int(match[1]), int(match[2]), int(match[3]))


def _clean(text: str) -> str:
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()

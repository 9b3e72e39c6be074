"""A manuscript as it is read: as agents will see it, and what was done with it.

Clause: 6.2.3, 6.2.4.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from rich.text import Text

from hotline_tui.kb.article import Article
from hotline_tui.kb.drafts import read_date
from hotline_tui.screens.knowledge_article import whole
from hotline_tui.services.article_content import Content, called
from hotline_tui.services.knowledge import cited
from hotline_tui.services.manuscripts import ManuscriptRow, StepRow
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.refusal import Fault
from hotline_tui.standard.vocabulary import ArticleClass
from hotline_tui.widgets.plain import plain

_CLASSES = {one.value: one for one in ArticleClass}


def preview(content: Content, version: int = 1) -> Text:
    """An article as agents will read it, as far as it is written."""
    article = Article(
        id=0,
        title=content.get("title", "（无标题）"),
        other_names=tuple(filter(None, content.get("other_names", "").split("、"))),
        text=content.get("text", ""),
        article_class=_CLASSES.get(content.get("class", ""), ArticleClass.SERVICE),
        unit=content.get("unit", ""),
        source=content.get("source", ""),
        authority=content.get("authority", ""),
        valid_from=_day(content.get("valid_from", "")),
        valid_to=_day(content.get("valid_to", "")),
        version=version,
    )
    return whole(cited(article), "")


def history(steps: Iterable[StepRow]) -> Iterator[str]:
    """What was done, newest first, a line each."""
    for one in reversed(tuple(steps)):
        parts = f"（{'、'.join(one.parts)}）" if one.parts else ""
        at = f"{one.at.astimezone(BEIJING):%m-%d %H:%M}"
        yield f"{at} {one.name or one.by} {one.deed.label}{parts}　{one.remark}".rstrip("　")


def about(row: ManuscriptRow, related: Iterable[str] = ()) -> list[str]:
    """What goes with a manuscript besides its content, a line each."""
    lines = [f"供稿单位　{row.unit}"] if row.unit else []
    if names := "、".join(related):
        lines.append(f"相关知识　{names}")
    if row.files:
        lines.append(f"附件　{'、'.join(f'{one.name}（{one.medium}）' for one in row.files)}")
    return lines


def heading(row: ManuscriptRow) -> str:
    """Which manuscript, how far it is, what it is of."""
    of = f"　知识点 {row.article} 第 {row.base_version} 版之后" if row.base_version else "　新知识"
    return f"稿件 {row.id} {row.stage.label}{of}　{row.title}"


def lacking(faults: Iterable[Fault]) -> str:
    """What is still missing or wrong, in as few words as say it."""
    names = dict.fromkeys(called(one.field) for one in faults)
    return f"还缺 {len(names)}：{'、'.join(names)} 6.2.3" if names else "要素齐全"


def behind(row: ManuscriptRow) -> Text:
    """That the article has got a newer version since."""
    return plain("知识点在起草后已有更新的版本：下面是与现行版的差异。", "bold")


def _day(text: str) -> date | None:
    try:
        return read_date(text)
    except ValueError:
        return None  # half typed, or wrong: the rule says so

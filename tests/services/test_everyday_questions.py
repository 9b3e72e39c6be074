"""What a new agent would type, in a hurry: the starter article is the first or the second found."""

from __future__ import annotations

import pytest

from hotline_tui.services import knowledge
from hotline_tui.services.knowledge import SearchWish
from tests.office import Office

QUESTIONS = {
    "租房提取住房公积金": ("租的房子公积金咋取", "zufang tiqu gongjijin", "zftq"),
    "暖气不热、室温不达标怎么办": ("暖器不热屋里才15度", "nuanqibure", "nqbr"),
    "小客车指标申请与摇号": ("买车摇号咋申情", "xiaokeche yaohao", "xkczb"),
    "办理北京市居住证": ("居主证去哪办", "juzhuzheng banli", "jzz"),
    "新生儿落户": ("刚生的孩子上户口", "xinshenger luohu", "xselh"),
    "结婚登记和离婚登记": ("结婚登计要带啥", "jiehundengji", "jhdj"),
    "居民身份证换领、补领": ("身份正丢了补办", "shenfenzheng buling", "sfz bl"),
    "医保异地就医备案": ("外地看病医保报备", "yidi jiuyi beian", "ydjy"),
    "拖欠工资（欠薪）投诉": ("老板拖欠公资不给", "tuoqiangongzi", "tqgz"),
    "机动车尾号限行": ("今天限行尾号多少", "weihao xianxing", "whxx"),
}
"""By the article that answers: as it is said with wrong characters, as pinyin, as initials."""


@pytest.mark.clause("6.2.2")
def test_ten_everyday_questions_typed_sloppily_find_their_article_first_or_second(
    office: Office,
) -> None:
    missed = {
        (asked, title)
        for title, ways in QUESTIONS.items()
        for asked in ways
        if title not in first_two(office, asked)
    }
    assert missed == set()


def first_two(office: Office, asked: str) -> list[str]:
    found = knowledge.search(office.owner, SearchWish(asked, limit=2))
    return [row.article.title for row in found]

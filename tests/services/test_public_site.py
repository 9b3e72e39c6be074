"""The public part of the knowledge base as plain files: what is in it, what is not, its search."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from hotline_tui.kb.articles import ArticleDraft
from hotline_tui.services import knowledge
from hotline_tui.services.public_site import Site, publish_site
from hotline_tui.services.site_pages import PREVAILS
from hotline_tui.standard.keeping import NOT_YET_CHECKED
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.vocabulary import ArticleClass, Role
from tests.hostile import HOSTILE
from tests.office import Office

NODE = shutil.which("node")
SEARCH = Path(__file__).parents[1] / "site_search.js"
TENT = ArticleDraft(
    "secret-number-77",
    "临时搭建帐篷申请",
    "## 条件\n\n| 项目 | 金额 |\n|---|---|\n| 押金 | 200元 |\n\n[办法](https://example.com/law)",
    ArticleClass.DUTY,
    "某办法",
    "某局",
    valid_to=date(2026, 12, 31),
)


class Tags(HTMLParser):
    """The tags of a page with what they say of themselves."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def made(office: Office, folder: Path, *drafts: ArticleDraft) -> dict[str, str]:
    """The pages of a site, by their places, after these articles were taken in."""
    knowledge.take_in(office.owner, drafts)
    publish_site(office.owner, Site(folder))
    return {
        page.relative_to(folder).as_posix(): page.read_text(encoding="utf-8")
        for page in folder.rglob("*.html")
    }


def page_of(pages: dict[str, str], title: str) -> str:
    """The page of the article with this title."""
    (found,) = (one for one in pages.values() if f"<h1>{title}</h1>" in one)
    return found


@pytest.mark.clause("5.2.2.4", "6.2.2")
def test_every_page_says_what_prevails_and_an_article_names_its_source(
    office: Office, tmp_path: Path
) -> None:
    pages = made(office, tmp_path / "site", TENT)
    assert all(PREVAILS in page and 'lang="zh-CN"' in page for page in pages.values())
    page = page_of(pages, TENT.title)
    assert "<dt>来源</dt><dd>某办法</dd>" in page
    assert "<dt>有效期</dt><dd>至 2026-12-31</dd>" in page
    assert "<td>200元</td>" in page
    assert "<h3>条件</h3>" in page
    assert 'href="https://example.com/law" rel="noopener noreferrer nofollow"' in page
    assert TENT.title in pages["duty-1.html"]


@pytest.mark.clause("5.2.2.4", "6.2.3")
def test_only_what_is_public_and_valid_today_is_there_and_nothing_internal(
    office: Office, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    made(
        office,
        site,
        TENT,
        replace(TENT, external_id="inside", title="内部口径", public=False),
        replace(TENT, external_id="open", title="没有核过的", authority=NOT_YET_CHECKED),
        replace(TENT, external_id="over", title="已过期的", valid_to=date(2026, 1, 1)),
        replace(
            TENT, external_id="soon", title="未生效的", valid_from=date(2027, 1, 1), valid_to=None
        ),
    )
    text = "".join(file.read_text(encoding="utf-8") for file in site.rglob("*") if file.is_file())
    assert TENT.title in text
    for hidden in (
        "内部口径",
        "已过期的",
        "未生效的",
        "secret-number-77",
        office.owner.person.workno,
    ):
        assert hidden not in text
    done = publish_site(office.owner, Site(site, (ArticleClass.LAW,)))
    assert [kind for kind, _ in done.by_class] == [ArticleClass.LAW]
    assert not (site / "duty-1.html").exists()


@pytest.mark.clause("6.2.2")
def test_nothing_that_an_article_says_becomes_a_tag_or_a_script(
    sqlite_office: Office, tmp_path: Path
) -> None:
    evil = [text for text in HOSTILE if text.encode(errors="ignore").decode() == text and text]
    evil += ["<script>x</script>", '"><img src=x onerror=x>', "[x](javascript:x)", "</title><svg>"]
    pages = made(
        sqlite_office,
        tmp_path / "site",
        *(
            replace(
                TENT, external_id=f"evil{n}", title=f"恶{n}{text[:150]}", text=text,
                source=text, authority=text, unit=text[:90], other_names=(text,),
            )
            for n, text in enumerate(evil)
        ),
    )  # fmt: skip
    for page in pages.values():
        tags = Tags(page).found
        scripts = [attrs for tag, attrs in tags if tag == "script"]
        assert [one["src"].rpartition("/")[2] for one in scripts if one["src"]] == ["search.js"]
        assert not {"img", "svg", "iframe", "object", "style"} & {tag for tag, _ in tags}
        assert not any(name.startswith("on") for _, attrs in tags for name in attrs)
        links = [attrs.get("href") or "" for tag, attrs in tags if tag == "a"]
        assert not any(link.lower().strip().startswith("javascript") for link in links)
        assert "\x1b" not in page
        assert "\u202e" not in page


@pytest.mark.clause("6.2.2")
def test_a_site_takes_the_place_of_the_last_one_whole_and_of_nothing_else(
    sqlite_office: Office, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    made(sqlite_office, site, TENT)
    (site / "old.html").write_text("旧", encoding="utf-8")
    publish_site(sqlite_office.owner, Site(site))
    assert not (site / "old.html").exists()
    assert [one.name for one in tmp_path.iterdir() if "site" in one.name] == ["site"]
    other = tmp_path / "documents"
    other.mkdir()
    (other / "letter.txt").write_text("信", encoding="utf-8")
    with pytest.raises(Refused, match="不是先前导出的站点"):
        publish_site(sqlite_office.owner, Site(other))
    assert (other / "letter.txt").read_text(encoding="utf-8") == "信"


def test_a_site_that_cannot_be_finished_leaves_the_last_one_as_it_was(
    sqlite_office: Office, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    made(sqlite_office, site, TENT)
    before = sorted(one.name for one in site.rglob("*"))

    def stop(done: int, of: int) -> None:
        raise OSError(28, "no space")

    with pytest.raises(OSError, match="no space"):
        publish_site(sqlite_office.owner, Site(site), stop)
    assert sorted(one.name for one in site.rglob("*")) == before
    assert [one.name for one in tmp_path.iterdir() if "site" in one.name] == ["site"]


@pytest.mark.skipif(NODE is None, reason="needs node to run the page's own script")
@pytest.mark.clause("5.2.2.4")
def test_its_search_finds_by_words_pinyin_and_initials_without_a_server(
    sqlite_office: Office, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    made(sqlite_office, site, TENT)
    asked = {
        "暖气不热": "暖气不热、室温不达标怎么办",
        "帐篷怎么申请": TENT.title,
        "zhangpeng": TENT.title,
        "lsdj": TENT.title,
        "ＺＨＡＮＧＰＥＮＧ": TENT.title,
        "篷": TENT.title,
    }
    command = [NODE or "", str(SEARCH), str(site), *asked, "𠮷𠮷𠮷", "<script>", "。"]
    said = subprocess.run(command, capture_output=True, check=True, text=True)
    *found, nothing, script, stop = json.loads(said.stdout)
    first = {query: titles[:1] for query, titles in zip(asked, found, strict=True)}
    assert first == {query: [title] for query, title in asked.items()}
    assert (nothing, stop) == ([], [])
    assert TENT.title not in script


@pytest.mark.clause("6.1.2")
def test_an_agent_makes_nothing_public(office: Office, tmp_path: Path) -> None:
    agent = office.colleague("3001", "刘话务", Role.AGENT)
    with pytest.raises(Refused, match="导出公开知识"):
        publish_site(agent, Site(tmp_path / "site"))

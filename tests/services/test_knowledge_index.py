"""One index for a host: made by whoever comes first, kept right for all, whatever the disk does."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from hotline_tui.data.engine import Database
from hotline_tui.kb.articles import ArticleDraft
from hotline_tui.services import knowledge, knowledge_index, releasing, writing
from hotline_tui.services.desk import Desk
from hotline_tui.services.knowledge import SearchWish
from hotline_tui.services.writing import Writing
from hotline_tui.standard.vocabulary import ArticleClass, Role
from tests.office import Office


def draft(name: str, title: str, text: str = "详见正文。") -> ArticleDraft:
    return ArticleDraft(name, title, text, ArticleClass.SERVICE, "来源", "机关", "某单位")


def titles(desk: Desk, query: str) -> list[str]:
    return [row.article.title for row in knowledge.search(desk, SearchWish(query, limit=3))]


@pytest.fixture
def host(office: Office, tmp_path: Path) -> Desk:
    """A desk on a host with a folder for indexes."""
    return replace(office.owner, index_folder=tmp_path / "indexes")


def neighbour(desk: Desk) -> Desk:
    """Another desk on the same host, as another program would be: with nothing in its memory."""
    url = desk.database.engine.url.render_as_string(hide_password=False)
    return replace(desk, database=Database(f"{url}{'&' if '?' in url else '?'}"))


def indexes(desk: Desk) -> list[str]:
    folder = knowledge_index.folder_of(desk)
    assert folder is not None
    return sorted(place.name for place in folder.iterdir() if place.is_dir())


def test_an_article_taken_in_at_one_desk_is_found_at_all_others_at_their_next_search(
    host: Desk,
) -> None:
    other = neighbour(host)
    assert "夜市摊位怎么申请" not in titles(other, "夜市摊位")
    knowledge.take_in(host, [draft("night", "夜市摊位怎么申请")])
    assert titles(other, "yeshi tanwei")[0] == "夜市摊位怎么申请"
    knowledge.take_in(other, [draft("night", "夜间集市怎么申请")])
    assert titles(host, "夜间集市")[0] == "夜间集市怎么申请"
    assert "夜市摊位怎么申请" not in titles(host, "夜市摊位")
    other.database.close()


def test_a_host_has_one_index_for_a_revision_and_few_old_ones(host: Desk) -> None:
    other = neighbour(host)
    for desk in (host, other):
        titles(desk, "供暖")
    assert len(indexes(host)) == 1
    for number in range(5):
        knowledge.take_in(host, [draft("night", f"夜市第{number}版")])
        assert titles(host, "夜市")[0] == titles(other, "夜市")[0] == f"夜市第{number}版"
    assert len(indexes(host)) == 2
    other.database.close()


def test_without_a_folder_the_index_is_in_memory_and_as_right(office: Office) -> None:
    knowledge.take_in(office.owner, [draft("night", "夜市摊位怎么申请")])
    assert titles(office.owner, "夜市")[0] == "夜市摊位怎么申请"
    assert knowledge_index.note(office.owner) == ""


def test_a_folder_that_takes_nothing_is_said_and_search_goes_on_from_memory(
    host: Desk, tmp_path: Path
) -> None:
    (tmp_path / "indexes").write_text("not a folder")
    knowledge.take_in(host, [draft("night", "夜市摊位怎么申请")])
    assert titles(host, "夜市")[0] == "夜市摊位怎么申请"
    assert "内存" in knowledge_index.note(host)


def test_a_large_base_is_searched_by_its_old_index_while_the_folder_takes_no_new_one(
    host: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(knowledge_index, "SOON_BUILT", 10)
    assert titles(host, "尾号限行")[0] == "机动车尾号限行"
    shutil.rmtree(tmp_path / "indexes")
    (tmp_path / "indexes").write_text("not a folder")
    knowledge.take_in(host, [draft("night", "夜市摊位怎么申请")])
    assert titles(host, "尾号限行")[0] == "机动车尾号限行"
    assert "夜市摊位怎么申请" not in titles(host, "夜市摊位")
    assert "仍按更新前" in knowledge_index.note(host)


def test_a_damaged_index_is_made_anew(host: Desk) -> None:
    assert titles(host, "限行")
    folder = knowledge_index.folder_of(host)
    assert folder is not None
    for file in folder.rglob("*.idx"):
        file.unlink()
        file.write_bytes(b"damaged")
    other = neighbour(host)
    assert titles(other, "限行") == titles(host, "限行")
    assert knowledge_index.note(other) == ""
    other.database.close()


def test_an_index_of_another_base_that_counted_to_the_same_number_is_not_used(
    host: Desk,
) -> None:
    """As after a backup was restored: one base went on to the next number, and so did the other."""
    titles(host, "供暖")
    folder = knowledge_index.folder_of(host)
    assert folder is not None
    (known,) = indexes(host)
    number, _, _ = known.partition("-")
    (folder / known).rename(folder / f"{number}-00ff")
    other = neighbour(host)
    knowledge.take_in(other, [draft("fair", "庙会怎么申请")])
    assert titles(other, "庙会")[0] == "庙会怎么申请"
    assert f"{number}-00ff" not in indexes(host)[1:]
    other.database.close()


def test_what_is_taken_back_is_no_longer_found(office: Office, host: Desk) -> None:
    found = knowledge.search(host, SearchWish("限行"))[0].article
    with office.database.transaction() as session:
        stored = knowledge.stored.by_keys(session, [found.id])[0]
        stored.published, stored.version = False, stored.version + 1
        knowledge.stored.store(session, host.actor(), stored)
    assert found.title not in titles(host, "限行")
    assert found.title not in titles(neighbour(host), "限行")


@pytest.mark.clause("6.2.1", "6.2.4")
def test_what_editors_publish_and_withdraw_shows_at_other_desks_at_their_next_search(
    office: Office, host: Desk
) -> None:
    other = neighbour(host)
    assert "夜市摊位怎么申请" not in titles(other, "夜市摊位")
    content = {
        "title": "夜市摊位怎么申请",
        "text": "到街道申请。",
        "class": "service",
        "source": "办法",
        "authority": "机关",
        "valid_to": "长期",
    }
    made = writing.begin(office.colleague("5001", "周涛", Role.EDITOR), Writing(content))
    writing.submit(office.colleague("5001", "周涛", Role.EDITOR), made.id)
    out = releasing.approve(host, made.id, publishing=True)
    assert titles(other, "yeshi tanwei")[0] == "夜市摊位怎么申请"
    releasing.withdraw(host, out.article or 0, "办法废止")
    assert "夜市摊位怎么申请" not in titles(other, "夜市摊位")
    other.database.close()


def test_only_units_that_have_articles_are_offered(host: Desk) -> None:
    knowledge.take_in(host, [draft("night", "夜市摊位怎么申请")])
    assert "某单位" in knowledge.units(host)
    assert "" not in knowledge.units(host)

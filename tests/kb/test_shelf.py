"""Indexes kept in a folder: made beside, swapped in, shared, extended, and damaged."""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from hotline_tui.kb.article import Article
from hotline_tui.kb.index import KnowledgeIndex
from hotline_tui.kb.shelf import Revision, Shelf, Unusable
from tests.kb.test_index import TODAY, article

FIRST, SECOND, THIRD = Revision(1, "aa"), Revision(2, "bb"), Revision(3, "cc")


def articles(count: int) -> Iterable[Article]:
    return (article(number, f"第{number}号停车场收费", "收费。" * 20) for number in range(1, count))


def found(shelf: Shelf, revision: Revision, query: str) -> list[int]:
    index = shelf.opened(revision)
    assert index is not None
    return [hit.article for hit in KnowledgeIndex(index).search(query, today=TODAY, limit=3)]


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    made = Shelf(tmp_path / "knowledge")
    with made.alone(wait=True):
        made.build(FIRST, articles(200))
    return made


def test_what_one_desk_built_another_opens(shelf: Shelf) -> None:
    other = Shelf(shelf.folder)
    assert found(other, FIRST, "第77号停车场")[:1] == [77]
    assert other.revisions() == [FIRST]
    assert other.opened(SECOND) is None


def test_an_extension_knows_what_is_new_changed_and_gone_and_shares_the_rest(
    shelf: Shelf,
) -> None:
    with shelf.alone(wait=True):
        shelf.extend(FIRST, SECOND, [article(77, "夜市"), article(900, "采暖费")], [78])
    assert found(shelf, SECOND, "夜市")[:1] == [77]
    assert found(shelf, SECOND, "caixuanfei")[:0] == []
    assert found(shelf, SECOND, "cainuanfei")[:1] == [900]
    assert 78 not in found(shelf, SECOND, "第78号停车场收费")
    assert 77 not in found(shelf, SECOND, "第77号停车场收费")
    assert found(shelf, FIRST, "第78号停车场收费")[:1] == [78]
    shared = {file.stat().st_ino for file in (shelf.folder / FIRST.name).glob("*.idx")}
    assert shared <= {file.stat().st_ino for file in (shelf.folder / SECOND.name).glob("*.idx")}


def test_whoever_searches_in_an_old_index_goes_on_when_it_is_thrown_away(shelf: Shelf) -> None:
    index = shelf.opened(FIRST)
    assert index is not None
    old = KnowledgeIndex(index)
    for revision, before in ((SECOND, FIRST), (THIRD, SECOND)):
        with shelf.alone(wait=True):
            shelf.extend(before, revision, [article(900, "采暖费")], [])
    assert shelf.revisions() == [THIRD, SECOND]
    assert old.search("第77号停车场", today=TODAY)[0].article == 77


@pytest.mark.parametrize("how", ["cut", "changed", "lost", "no manifest", "other format"])
def test_a_damaged_index_is_not_opened_and_a_new_one_takes_its_place(
    shelf: Shelf, how: str
) -> None:
    place = shelf.folder / FIRST.name
    largest = max(place.iterdir(), key=lambda file: file.stat().st_size)
    manifest = place / "manifest.json"
    data = bytearray(largest.read_bytes())
    if how == "cut":
        largest.unlink()
        largest.write_bytes(data[:-100])
    elif how == "changed":
        data[len(data) // 2] ^= 0xFF
        largest.unlink()
        largest.write_bytes(data)
    elif how == "lost":
        largest.unlink()
    elif how == "no manifest":
        manifest.unlink()
    else:
        manifest.write_text(manifest.read_text().replace('"format": 1', '"format": 0'))
    again = Shelf(shelf.folder)
    assert again.opened(FIRST) is None
    with again.alone(wait=True):
        again.build(FIRST, articles(50))
    assert found(again, FIRST, "第7号停车场")[:1] == [7]


def test_what_a_killed_desk_left_half_made_is_cleared_away(shelf: Shelf) -> None:
    (shelf.folder / ".new-2-bb").mkdir()
    (shelf.folder / ".new-2-bb" / "half").write_text("x")
    assert shelf.revisions() == [FIRST]
    with shelf.alone(wait=True):
        shelf.extend(FIRST, SECOND, [], [])
    assert [one.name for one in shelf.folder.glob(".new-*")] == []


def test_only_one_desk_makes_an_index_at_a_time(shelf: Shelf) -> None:
    with shelf.alone(wait=True) as first, Shelf(shelf.folder).alone(wait=False) as second:
        assert (first, second) == (True, False)
    with Shelf(shelf.folder).alone(wait=False) as third:
        assert third


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Unusable, match="file"), Shelf(tmp_path / "file" / "k").alone(wait=True):
        pass


FULL_DISK = """
import resource, sys
from pathlib import Path
from hotline_tui.kb.shelf import Shelf, Unusable
from tests.kb.test_shelf import FIRST, SECOND, articles
shelf = Shelf(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
try:
    with shelf.alone(wait=True):
        shelf.build(SECOND, articles(2000))
except Unusable:
    print(shelf.opened(FIRST) is not None, sorted(one.name for one in shelf.folder.iterdir()))
"""


def test_a_full_disk_leaves_the_old_index_as_it_was(shelf: Shelf) -> None:
    said = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(shelf.folder)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (0, 0)),
    )
    assert said.stdout.split() == ["True", "['1-aa',", "'lock']"], said.stderr


ONLY_READ = """
import os, sys
from pathlib import Path
from hotline_tui.kb.shelf import Shelf, Unusable
from tests.kb.test_shelf import FIRST, SECOND, articles, found
shelf = Shelf(Path(sys.argv[1]))
found(shelf, FIRST, "停车场")  # all is imported before the rights are given up
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
shelf = Shelf(shelf.folder)
print(found(shelf, FIRST, "第7号停车场")[0])
try:
    with shelf.alone(wait=True):
        shelf.build(SECOND, articles(20))
except Unusable:
    print("said")
"""


def test_a_folder_that_may_only_be_read_is_searched_and_a_new_index_refused(shelf: Shelf) -> None:
    with TemporaryDirectory(prefix="hotline-test-") as place:  # others may look in, unlike tmp_path
        folder = Path(place) / "knowledge"
        shutil.copytree(shelf.folder, folder)
        (folder / "lock").unlink(missing_ok=True)
        for one in (folder, *folder.rglob("*")):
            one.chmod(0o555 if one.is_dir() else 0o444)
        Path(place).chmod(0o755)
        said = subprocess.run(
            [sys.executable, "-c", ONLY_READ, str(folder)],
            capture_output=True,
            text=True,
            check=False,
        )
        for one in (folder, *folder.rglob("*")):
            one.chmod(0o755)
    assert said.stdout.split() == ["7", "said"], said.stderr


def test_an_index_of_another_format_is_not_opened(shelf: Shelf) -> None:
    manifest = shelf.folder / FIRST.name / "manifest.json"
    told = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps(told | {"format": told["format"] + 1}), encoding="utf-8")
    assert shelf.opened(FIRST) is None


def test_days_of_validity_survive_the_folder(shelf: Shelf) -> None:
    with shelf.alone(wait=True):
        shelf.build(SECOND, [article(1, "烟花", valid_to=date(2025, 1, 1))])
    index = shelf.opened(SECOND)
    assert index is not None
    (hit,) = KnowledgeIndex(index).search("烟花", today=TODAY)
    assert hit.expired

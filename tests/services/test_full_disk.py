"""The disk is full at any moment of a write: nothing is acknowledged that is not stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hotline_tui.cli.invocation import BadInput
from hotline_tui.cli.telling import put
from hotline_tui.data.files import replacing
from hotline_tui.data.reach import NoRoom
from hotline_tui.services import queueing
from hotline_tui.services.archiving import IntoArchive, archive
from hotline_tui.services.attaching import File, attach, put_into
from hotline_tui.services.backups import NoCopy, back_up
from hotline_tui.services.dispatching import Dispatch, dispatch
from hotline_tui.services.drafting import Journal, NotKept, keep, kept
from hotline_tui.services.handing_in import Finished, hand_in, put_by, unsent
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.vocabulary import Kind
from tests.disk import PAGE, room_for
from tests.office import SUBDISTRICT, Office, matter, registered
from tests.services.ending import due, said

PICTURE = File("现场.jpg", b"\xff\xd8\xff\xe0" + bytes(range(256)) * 200)

Deed = Callable[[], object]


def refusals(deed: Deed, then: Callable[[], object]) -> list[str]:
    """Do `deed` on a disk that has room for ever more; what was said until it was done.

    What `then` shows may not have changed by any of the refused ones.
    """
    before, told = then(), []
    for pages in range(500):
        try:
            with room_for(pages * PAGE):
                deed()
        except (NoRoom, NotKept) as refused:
            told.append(str(refused))
            assert then() == before
        else:
            return told
    raise AssertionError("it was never done")


def tickets(office: Office) -> object:
    """All tickets, each with all that happened to it."""
    found = queueing.listed(office.owner, 99)
    return [queueing.show(office.owner, one.number) for one in found]


def hands_in(office: Office) -> Deed:
    finished = Finished(matter(content="漏水" * 4_000))
    return lambda: hand_in(office.owner, finished)


def answers(office: Office) -> Deed:
    finished = Finished(matter(Kind.CONSULTATION), article=1)
    return lambda: hand_in(office.owner, finished)


def dispatches(office: Office) -> Deed:
    number = registered(office.owner, matter()).number
    return lambda: dispatch(office.owner, Dispatch(number, SUBDISTRICT, opinion="请依职责办理"))


def attaches(office: Office) -> Deed:
    number = registered(office.owner, matter()).number
    return lambda: attach(office.owner, number, [PICTURE])


def archives(office: Office) -> Deed:
    number = due(office).number
    attach(office.owner, number, [PICTURE])
    said(office, number, close=True)
    return lambda: archive(office.owner, IntoArchive(number, office.owner.person.workno))


@pytest.mark.parametrize("deed", [hands_in, answers, dispatches, attaches, archives])
@pytest.mark.clause("5.2.2.2", "5.6.2")
def test_a_deed_for_which_there_is_no_room_leaves_nothing_and_is_done_once_there_is(
    sqlite_office: Office, deed: Callable[[Office], Deed]
) -> None:
    done = deed(sqlite_office)
    before = len(queueing.listed(sqlite_office.owner, 99))
    sqlite_office.database.close()  # its log begins anew
    said = refusals(done, lambda: tickets(sqlite_office))
    assert len(said) > 1
    assert all("没有存下" in one and "腾出空间后再试" in one for one in said)
    new = deed in (hands_in, answers)
    assert len(queueing.listed(sqlite_office.owner, 99)) == before + new


def test_a_ticket_whose_link_finds_no_room_is_linked_when_it_is_handed_in_again(
    sqlite_office: Office,
) -> None:
    desk = sqlite_office.owner
    earlier = registered(desk, matter()).number
    finished = Finished(matter(), links=(earlier,))
    sqlite_office.database.close()
    assert refusals(lambda: hand_in(desk, finished), lambda: queueing.show(desk, earlier))
    assert len(queueing.listed(desk, 99)) == 2
    assert len(queueing.show(desk, earlier).linked) == 1


def test_what_finds_no_room_in_the_journal_is_told_of_and_the_draft_is_as_it_was(
    sqlite_office: Office, tmp_path: Path
) -> None:
    desk, draft = sqlite_office.owner, matter()
    journal = Journal(tmp_path / "journal.db")

    def keeping(text: str) -> Deed:
        return lambda: keep(desk, journal, str(draft.id), "楼上漏水", {"text": text})

    def there() -> object:
        return kept(desk, journal), unsent(desk, journal)

    keeping("漏")()
    for deed in (keeping("漏" * 9_000), lambda: put_by(desk, journal, Finished(draft))):
        said = refusals(deed, there)
        assert len(said) > 1
        assert all("没有存到本机磁盘" in one for one in said)
    assert [one.draft.id for one in unsent(desk, journal)] == [draft.id]
    journal.close()


def sizes(whole: int) -> Iterator[int]:
    """Ever more room, from none, always too little for `whole` bytes."""
    return iter((0, 1, whole // 2, whole - 1))


def test_a_file_that_is_handed_out_is_whole_or_not_there(tmp_path: Path) -> None:
    content = b"x" * 10_000
    for size in sizes(len(content)):
        with room_for(size), pytest.raises(BadInput, match="写不了"):
            put(content, tmp_path / "form.docx")
        with room_for(size), pytest.raises(Refused, match="写不到"):
            put_into((File("小.txt", b""), PICTURE), tmp_path / "files")
        assert not [one for one in tmp_path.rglob("*") if one.is_file()]
    put(content, tmp_path / "form.docx")
    assert (tmp_path / "form.docx").read_bytes() == content
    assert len(put_into((File("小.txt", b""), PICTURE), tmp_path / "files")) == 2


def test_a_file_that_takes_anothers_place_is_whole_or_leaves_it(tmp_path: Path) -> None:
    file, whole = tmp_path / "rejects.csv", b"x" * 10_000

    def write(content: bytes) -> None:
        with replacing(file) as new:
            new.write_bytes(content)

    write(b"before")
    for size in sizes(len(whole)):
        with room_for(size), pytest.raises(OSError, match="too large"):
            write(whole)
        assert [one.read_bytes() for one in tmp_path.iterdir()] == [b"before"]
    write(whole)
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [whole]


def test_a_backup_is_whole_or_not_there(sqlite_office: Office, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    whole = back_up(sqlite_office.database, tmp_path / "whole.backup").bytes
    for size in sizes(whole):
        with room_for(size), pytest.raises(NoCopy):
            back_up(sqlite_office.database, folder)
        assert not list(folder.iterdir())
    back_up(sqlite_office.database, folder)
    assert len(list(folder.iterdir())) == 2

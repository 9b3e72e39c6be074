"""The disk of a PostgreSQL server is full: what a deed wrote is gone, and the deed done later."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from hotline_tui.data.reach import NoRoom
from hotline_tui.services import queueing
from hotline_tui.services.attaching import File, attach
from hotline_tui.services.auditing import audit
from hotline_tui.services.dispatching import Dispatch, dispatch
from hotline_tui.services.handing_in import Finished, hand_in
from hotline_tui.services.rows import TicketRow
from tests.office import SUBDISTRICT, Office, matter, registered

FULL = Path("/dev/full")
"""What is always full; not every system has it."""

pytestmark = pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")

Deed = Callable[[], TicketRow]


@contextmanager
def no_room_for(office: Office, table: str) -> Iterator[None]:
    """Let the file of a table that is empty yet lie on a device that is always full."""
    query = "SELECT current_setting('data_directory'), pg_relation_filepath(:table)"
    with office.database.reading() as session:
        folder, name = session.connection().execute(text(query), {"table": table}).one()
    file, kept = Path(folder, name), Path(folder, f"{name}.kept")
    if not file.exists():
        pytest.skip("the files of a server elsewhere are not for us to move")
    assert file.stat().st_size == 0
    office.database.close()  # who has the file open would not notice
    file.rename(kept)
    file.symlink_to(FULL)
    try:
        yield
    finally:
        office.database.close()
        kept.replace(file)


def hands_in(office: Office) -> Deed:
    finished = Finished(matter())
    return lambda: hand_in(office.owner, finished)


def dispatches(office: Office) -> Deed:
    number = registered(office.owner, matter()).number
    return lambda: dispatch(office.owner, Dispatch(number, SUBDISTRICT, opinion="请依职责办理"))


def attaches(office: Office) -> Deed:
    number = registered(office.owner, matter()).number
    return lambda: attach(office.owner, number, [File("现场.txt", b"x" * 9_000)])


def state(office: Office) -> list[TicketRow]:
    """All tickets, each with all that happened to it."""
    found = queueing.listed(office.owner, 99)
    return [queueing.show(office.owner, one.number) for one in found]


@pytest.mark.parametrize(
    ("deed", "table"),
    [
        (hands_in, "number_of_day"),
        (hands_in, "ticket"),
        (dispatches, "dispatch"),
        (attaches, "attached_content"),
        (attaches, "attachment"),
    ],
)
@pytest.mark.clause("5.2.2.2", "5.6.2")
def test_a_deed_for_which_the_server_has_no_room_leaves_nothing_and_is_done_once_it_has(
    postgres_office: Office, deed: Callable[[Office], Deed], table: str
) -> None:
    office = postgres_office
    done = deed(office)
    before = state(office)
    with no_room_for(office, table):
        with pytest.raises(NoRoom) as refused:
            done()
        assert "没有存下" in str(refused.value)
        assert "服务器的磁盘已满" in str(refused.value)
        assert state(office) == before
    assert done().number
    assert state(office) != before
    assert audit(office.database).problems == ()

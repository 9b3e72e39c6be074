"""No database is brought to another version under somebody's hands."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from hotline_tui.services import seats, upgrading
from hotline_tui.services.watching import watch
from hotline_tui.standard.refusal import Refused
from tests.office import Office


def test_while_a_desk_is_open_nothing_is_upgraded(office: Office) -> None:
    office.clock.at = office.database.now()  # whether a desk is open, the real time says
    sitting = office.colleague("2001", "李敏")
    seats.take(sitting)
    with pytest.raises(Refused, match="还有座席开着：2001 李敏"):
        upgrading.upgrade(office.database, rehearse=False)
    seats.leave(sitting)
    upgrading.upgrade(office.database, rehearse=False)


def test_a_desk_whose_database_is_of_another_version_now_says_so_and_closes(
    office: Office,
) -> None:
    assert watch(office.owner).closed == ""
    with office.database.transaction() as session:
        session.connection().execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert "数据库已升级到 9999" in watch(office.owner).closed

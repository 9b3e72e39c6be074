"""The shared database goes away in the middle of the work, and comes back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL, NullPool, create_engine, make_url, text

from hotline_tui.data.engine import Database
from hotline_tui.screens.entry import EntryScreen
from hotline_tui.services import queueing
from hotline_tui.services.setup import set_up
from hotline_tui.standard.vocabulary import Role
from tests.conftest import new_database
from tests.office import BEGINNING
from tests.scratch_server import ScratchServer, scratch_server
from tests.secured import PEOPLE, City
from tests.stories.desk import Story, desk_at
from tests.stories.entering import Words, opened, take_down

AGENT = PEOPLE[Role.AGENT]
COMPLAINT = ("3", "1", Words("小区北门外工地夜间施工，噪声扰民"))


class Server:
    """A database whose line can be cut."""

    def __init__(self, server: URL, url: str) -> None:
        self._engine = create_engine(server, poolclass=NullPool, isolation_level="AUTOCOMMIT")
        self._name = make_url(url).database

    def run(self, statement: str) -> None:
        """One statement on the maintenance database."""
        with self._engine.connect() as connection:
            connection.execute(text(statement), {"name": self._name})

    def cut(self) -> None:
        """Let nobody in, and everybody out."""
        self.run(f"ALTER DATABASE {self._name} ALLOW_CONNECTIONS false")
        self.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name")

    def mend(self) -> None:
        """Let them in again."""
        self.run(f"ALTER DATABASE {self._name} ALLOW_CONNECTIONS true")


@pytest.fixture
def url(postgres_server: URL) -> Iterator[str]:
    with new_database(postgres_server) as made:
        database = Database(made)
        set_up(database, practice=True, at=BEGINNING)
        database.close()
        yield made


@pytest.fixture
def server(postgres_server: URL, url: str) -> Iterator[Server]:
    found = Server(postgres_server, url)
    yield found
    found.mend()


class Crowded(Server):
    """A server on which whoever sits at the desk finds no more connections free."""

    def cut(self) -> None:
        """Have no place left, and break off what there is."""
        self.run(f'ALTER ROLE "{AGENT}" CONNECTION LIMIT 0')
        self.run(
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{AGENT}'"
        )

    def mend(self) -> None:
        """Have places again."""
        self.run(f'ALTER ROLE "{AGENT}" CONNECTION LIMIT -1')


async def finish_while_away(here: Story, server: Server | ScratchServer) -> EntryScreen:
    """Take a complaint down, and hand it in once the line is cut."""
    screen = await opened(here)
    await take_down(here, *COMPLAINT)
    for element in [one.element.name for one in screen.missing]:
        screen.form.not_provided[element] = "诉求人挂断"
    server.cut()
    await here.sees("数据库断开")
    await take_down(here, "ctrl+s")
    return screen


async def test_a_ticket_finished_while_the_database_is_away_is_sent_when_it_is_back(
    url: str, server: Server, tmp_path: Path
) -> None:
    async with desk_at(url, tmp_path) as here:
        screen = await finish_while_away(here, server)
        await here.hears("恢复后自动登记")
        await here.sees("待送1")
        assert screen.form.blank
        here.clock.forward(minutes=7)
        server.mend()
        await here.hears("断开时完成的 1 件工单已登记")
        await here.misses("数据库断开")
        row = queueing.show(here.desk, "20261123000001")
        assert row.registered_at == BEGINNING
        assert "噪声扰民" in str(row.record)


async def test_a_desk_that_was_left_with_a_waiting_ticket_sends_it_at_its_next_start(
    url: str, server: Server, tmp_path: Path
) -> None:
    async with desk_at(url, tmp_path) as here:
        await finish_while_away(here, server)
        await here.sees("待送1")
    server.mend()
    async with desk_at(url, tmp_path) as here:
        await here.hears("断开时完成的 1 件工单已登记：20261123000001")


async def told_why(here: Story, why: str) -> None:
    """Who looks something up meanwhile hears what is wrong."""
    await here.press("ctrl+p")
    await here.write("噪声")
    await here.hears(why)
    await here.sees("工单没有查成")
    await here.press("escape")


async def test_a_server_without_a_free_connection_costs_no_word(
    city: City, postgres_server: URL, tmp_path: Path
) -> None:
    server = Crowded(postgres_server, city.office.database.url)
    async with desk_at(city.url(AGENT), tmp_path) as here:
        await finish_while_away(here, server)
        await here.sees("待送1")
        await told_why(here, "服务器的连接数已满，请稍后再试")
        server.mend()
        await here.hears("断开时完成的 1 件工单已登记：20261123000001")


async def test_a_server_that_is_stopped_and_started_costs_no_word(tmp_path: Path) -> None:
    with scratch_server() as server:
        url = server.url.render_as_string(hide_password=False)
        database = Database(url)
        set_up(database, practice=True, at=BEGINNING)
        database.close()
        async with desk_at(url, tmp_path) as here:
            await finish_while_away(here, server)
            await here.sees("待送1")
            await told_why(here, "服务器正在停止，请稍后再试")
            server.begin_to_start()
            await told_why(here, "服务器正在启动，请稍后再试")
            server.go_on()
            await here.hears("断开时完成的 1 件工单已登记：20261123000001")

"""Why a server lets nobody in is said in Chinese on the command line, which ends with a 3."""

from __future__ import annotations

from sqlalchemy import URL

from tests.cli.conftest import Front
from tests.conftest import run
from tests.scratch_server import scratch_server


def told(front: Front, url: str) -> str:
    """What the command line says of a database that is out of reach."""
    said = front(url).at(None)("ticket", "list", "--json")
    assert said.code == 3
    return said.field("database")["message"]


def test_a_server_that_takes_no_more_connections_is_told_of(
    front: Front, postgres_server: URL
) -> None:
    run(postgres_server, "CREATE ROLE hotline_late LOGIN CONNECTION LIMIT 0")
    try:
        url = postgres_server.set(username="hotline_late").render_as_string(hide_password=False)
        assert "服务器的连接数已满，请稍后再试" in told(front, url)
    finally:
        run(postgres_server, "DROP ROLE hotline_late")


def test_a_server_that_stops_or_starts_is_told_of(front: Front) -> None:
    with scratch_server() as server:
        url = server.url.render_as_string(hide_password=False)
        server.cut()
        assert "服务器正在停止，请稍后再试" in told(front, url)
        server.begin_to_start()
        assert "服务器正在启动，请稍后再试" in told(front, url)
        server.go_on()

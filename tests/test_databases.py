"""The databases that the other tests stand on are real, empty and of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, create_engine, inspect, make_url, text

CHINESE = "朝阳区建国路：井盖缺失，“危险”！𠮷"


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = create_engine(database_url)
    yield engine
    engine.dispose()


def test_a_database_keeps_chinese_text(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE words (word varchar(40))"))
        connection.execute(text("INSERT INTO words VALUES (:word)"), {"word": CHINESE})
    with engine.connect() as connection:
        assert connection.execute(text("SELECT word FROM words")).scalar_one() == CHINESE


@pytest.mark.parametrize("time", ["first", "second"])
def test_a_test_finds_nothing_of_the_one_before(engine: Engine, time: str) -> None:
    assert inspect(engine).get_table_names() == []
    with engine.begin() as connection:
        connection.execute(text(f"CREATE TABLE {time} (word varchar(40))"))


def test_postgresql_counts_characters_and_not_bytes(postgres_url: str) -> None:
    assert make_url(postgres_url).drivername == "postgresql+psycopg"
    engine = create_engine(postgres_url)
    with engine.connect() as connection:
        assert connection.execute(text("SHOW server_encoding")).scalar_one() == "UTF8"
        found = connection.execute(text("SELECT length(CAST(:word AS text))"), {"word": CHINESE})
        assert found.scalar_one() == len(CHINESE)
    engine.dispose()

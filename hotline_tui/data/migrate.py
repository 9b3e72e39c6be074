"""Set up a database or bring it up to date, by Alembic; only `db` commands and first starts do."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from hotline_tui.data.engine import Database
from hotline_tui.data.files import private_file

SCRIPTS = Path(__file__).parent / "migrations"


def _config(database: Database | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    if database is not None:
        config.attributes["engine"] = database.engine
    return config


def upgrade(database: Database, to: str = "head") -> None:
    """Run all migrations that the database has not seen."""
    if database.path is not None:
        private_file(database.path)
    command.upgrade(_config(database), to)


def head() -> str:
    """The newest migration that there is a script for."""
    found = ScriptDirectory.from_config(_config()).get_current_head()
    if found is None:
        raise LookupError("no migration scripts")
    return found

"""Set up a database or bring it up to date, by Alembic; only `db` commands and first starts do.

A change of the tables is written down as a migration by `python -m hotline_tui.data.migrate 0002
"What it does"`, which compares the tables with what the scripts so far make; `schema.HEAD` follows
by hand. A migration that stands is never changed: `tests/data/past` holds what people have.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from hotline_tui.data.engine import Database
from hotline_tui.data.files import private_file, reason
from hotline_tui.data.reach import OutOfReach

SCRIPTS = Path(__file__).parent / "migrations"


def _config(database: Database | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    if database is not None:
        config.attributes["engine"] = database.engine
    return config


def upgrade(database: Database, to: str = "head") -> None:
    """Run all migrations that the database has not seen.

    Raises `OutOfReach` where no file can be made.
    """
    if database.path is not None:
        try:
            private_file(database.path)
        except OSError as error:
            told = f"建不了数据库文件 {database.path}（{reason(error)}）"
            raise OutOfReach(told) from error
    command.upgrade(_config(database), to)


def head() -> str:
    """The newest migration that there is a script for."""
    found = ScriptDirectory.from_config(_config()).get_current_head()
    if found is None:
        raise LookupError("no migration scripts")
    return found


def write(revision: str, message: str) -> None:
    """Write the migration from the scripts so far to the tables as they are, for a look through."""
    with TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/so_far.db")
        upgrade(database)
        config = _config(database)
        for verb in ("check --fix-only", "format"):
            name = verb.split()[0]
            option = f"-m ruff {verb} --quiet REVISION_SCRIPT_FILENAME"
            config.set_section_option("post_write_hooks", f"{name}.type", "exec")
            config.set_section_option("post_write_hooks", f"{name}.executable", sys.executable)
            config.set_section_option("post_write_hooks", f"{name}.options", option)
        config.set_section_option("post_write_hooks", "hooks", "check, format")
        command.revision(config, message, autogenerate=True, rev_id=revision)
        database.close()


if __name__ == "__main__":
    write(*sys.argv[1:])

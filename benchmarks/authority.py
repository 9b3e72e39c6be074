"""Every act as every role through the three ways in: use cases, the command line, and raw SQL.

On a PostgreSQL that is secured, each role logs in by itself. Counted is what should not pass and
does, and what should and does not: 0 of either. Use cases are tried twice, as the desk has them and
at a desk that believes to be everybody's, where only the database says no.

    python benchmarks/authority.py [--db URL] [--json]

Without `--db` a server is started for the moment; a URL names any database of a server whose user
may make others, and roles. Nothing of what is there is touched.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from sqlalchemy import URL, make_url

ROOT = Path(__file__).resolve().parent
if sys.path[0] == str(ROOT):  # where queue.py stands in the way of Python's own module of that name
    sys.path[0] = str(ROOT.parent)

from benchmarks.frame import chosen, parsing, tell  # noqa: E402
from hotline_tui.data.engine import Database  # noqa: E402
from hotline_tui.services import securing  # noqa: E402
from hotline_tui.services.auditing import audit  # noqa: E402
from hotline_tui.services.setup import set_up  # noqa: E402
from hotline_tui.standard.authority import AUTHORITY, Act  # noqa: E402
from hotline_tui.standard.refusal import Refused  # noqa: E402
from hotline_tui.standard.vocabulary import Role  # noqa: E402
from tests.attempts import FORGED, SQL, may, passes, prepared, tickets  # noqa: E402
from tests.attempts_commands import COMMANDS, files, lets_pass  # noqa: E402
from tests.conftest import new_database  # noqa: E402
from tests.office import BEGINNING  # noqa: E402
from tests.secured import PEOPLE, City, secured_city  # noqa: E402
from tests.services.test_authority import ACTS, AFTER_DISPATCH, EDITORIAL  # noqa: E402

USES = ACTS | AFTER_DISPATCH | EDITORIAL


class Count:
    """What was tried in one way, and what came out otherwise than the table says."""

    def __init__(self) -> None:
        self.tried = 0
        self.passed: list[str] = []
        self.barred: list[str] = []

    def note(self, what: str, role: Role, *, allowed: bool, passed: bool) -> None:
        """One attempt."""
        self.tried += 1
        if passed and not allowed:
            self.passed.append(f"{role.value} {what}")
        if allowed and not passed:
            self.barred.append(f"{role.value} {what}")

    def document(self) -> dict[str, object]:
        """As JSON."""
        return {"tried": self.tried, "should_not_pass": self.passed, "should_pass": self.barred}


def by_sql(city: City, rows: dict[str, object]) -> Count:
    """Statements of a tool that is not the desk, in a transaction that is undone."""
    count = Count()
    for role, workno in PEOPLE.items():
        with city.desk(role).database.reading() as session:
            connection = session.connection()
            for act, statement in SQL.items():
                passed = passes(connection, statement, workno, rows)
                count.note(act.value, role, allowed=may(act, role), passed=passed)
            for name, statement in FORGED.items():
                passed = passes(connection, statement, workno, rows)
                count.note(name, role, allowed=False, passed=passed)
    return count


def by_use_case(city: City) -> Count:
    """Use cases as each role, on its own connection; those that may are let through elsewhere."""
    count = Count()
    for role in Role:
        desk = city.desk(role)
        for name, (act, use) in USES.items():
            if role in AUTHORITY[act]:
                continue
            try:
                use(desk)
                passed = True
            except Refused as refused:
                passed = any(fault.clause != "6.1.2" for fault in refused.faults)
            count.note(name, role, allowed=False, passed=passed)
    return count


def by_command(city: City, numbers: dict[str, str]) -> Count:
    """Commands as each role, by its own login."""
    count = Count()
    for act, command in COMMANDS.items():
        # Who may comes last: what was decided once is refused to everybody for that reason.
        for role in sorted(Role, key=AUTHORITY[act].__contains__):
            passed = lets_pass(["--db", city.url(PEOPLE[role])], command, numbers)
            allowed = role in AUTHORITY[act]
            count.note(act.value, role, allowed=allowed, passed=passed)
    return count


def tried(server: URL) -> dict[str, Any]:
    """Everything, on a new database of a server."""
    with new_database(server) as template, tempfile.TemporaryDirectory() as folder:
        database = Database(template)
        set_up(database, practice=True, at=BEGINNING)
        database.close()
        with secured_city(server, make_url(template).database or "") as city:
            numbers = tickets(city.office)
            rows = prepared(city.office, numbers)
            ways = {
                "sql": by_sql(city, rows),
                "use_cases": by_use_case(city),
                "commands": by_command(city, numbers | files(Path(folder))),
            }
            return {
                "acts": len(Act),
                "roles": len(Role),
                **{name: count.document() for name, count in ways.items()},
                "should_not_pass": sum(len(count.passed) for count in ways.values()),
                "should_pass": sum(len(count.barred) for count in ways.values()),
                "privileges_wrong": list(securing.faults(city.office.database)),
                "audit_wrong": list(audit(city.office.database).problems),
            }


def main() -> None:
    """Try, and say what came out."""
    parser = parsing(__doc__, database=True)
    parser.set_defaults(postgresql=True)
    asked = parser.parse_args()
    begun = time.perf_counter()
    with chosen(asked) as url:
        found = tried(make_url(url).set(drivername="postgresql+psycopg"))
    found["seconds"] = round(time.perf_counter() - begun, 1)
    lines = [
        f"{name:10} {found[name]['tried']:5} tried {found[name]}"
        for name in ("sql", "use_cases", "commands")
    ]
    lines.append(
        f"should not pass: {found['should_not_pass']}, should pass: {found['should_pass']}"
    )
    tell(found, asked, lines)
    sys.exit(1 if found["should_not_pass"] else 0)


if __name__ == "__main__":
    os.environ.pop("HOTLINE_DATABASE_URL", None)
    os.environ["HOTLINE_SMTP_HOST"] = "mail.invalid"
    main()

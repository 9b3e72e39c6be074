"""No command does for anybody what the desk would not."""

from __future__ import annotations

from pathlib import Path

import pytest

from hotline_tui.services import operators
from hotline_tui.standard.authority import AUTHORITY, Act
from hotline_tui.standard.vocabulary import Role
from tests.attempts import tickets
from tests.attempts_commands import COMMANDS, files, lets_pass
from tests.office import Office


@pytest.mark.clause("6.1.2")
def test_every_command_refuses_all_the_roles_that_may_not_and_lets_each_pass_that_may(
    sqlite_office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOTLINE_SMTP_HOST", "mail.invalid")
    assert set(COMMANDS) == set(Act)
    numbers = tickets(sqlite_office) | files(tmp_path)
    sqlite_office.colleague("71000", "某人", Role.ANALYST)
    options = ["--db", sqlite_office.database.url, "--as", "71000"]
    wrong = []
    for act, command in COMMANDS.items():
        # Whoever holds all the jobs that may not: one of them that might would be enough to pass.
        barred = tuple(role for role in Role if role not in AUTHORITY[act])
        allowed = tuple(role for role in Role if role in AUTHORITY[act])[:1]
        for roles in filter(None, (barred, allowed)):
            operators.set_roles(sqlite_office.owner, "71000", roles)
            if lets_pass(options, command, numbers) is (roles is barred):
                wrong.append((act.value, [role.value for role in roles]))
    assert wrong == []

"""What stands before the command: which database, who, at what time."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.refusal import Fault

if TYPE_CHECKING:
    from hotline_tui.config import Settings
    from hotline_tui.services.opening import Opening

PASSWORD = "HOTLINE_PASSWORD"  # noqa: S105 - the name of a variable
"""The variable that holds the password of who acts."""


class BadInput(Exception):  # noqa: N818 - it is the input that is bad
    """What was typed or handed in cannot be understood; nothing was done. Exit 2."""

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults
        super().__init__("；".join(fault.message for fault in faults))


@dataclass(frozen=True, slots=True)
class Invocation:
    """The global options of one command line, as they were typed."""

    db: str | None = None
    workno: str | None = None
    now: str | None = None

    def settings(self) -> Settings:
        """The settings in force. Raises `BadSettings`."""
        from hotline_tui.config import settings

        return settings(self.db)

    def opening(self, password: str | None = None) -> Opening:
        """How the desk is to be opened; `password` is what was typed. Raises `BadSettings`."""
        from hotline_tui.services.opening import Opening

        settings = self.settings()
        if password is None:
            password = os.environ.get(PASSWORD)
        return Opening(
            settings.url,
            self.workno,
            password,
            self.instant(),
            new=settings.default_database,
            index_folder=settings.knowledge_index,
        )

    def url(self) -> str:
        """The database, with the login of who acts where the server asks for one."""
        from hotline_tui.services.opening import addressed

        return addressed(self.settings().url, self.workno, os.environ.get(PASSWORD))

    def instant(self) -> datetime | None:
        """The simulated time; Beijing's where no zone is said. Raises `BadInput`."""
        if self.now is None:
            return None
        try:
            at = datetime.fromisoformat(self.now.strip())
        except ValueError:
            told = f"看不懂时间“{self.now[:40]}”，请写成 2026-11-23T08:00:00+08:00"
            raise BadInput(Fault("--now", "", told)) from None
        return at if at.tzinfo else at.replace(tzinfo=BEIJING)

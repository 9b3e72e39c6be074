"""Where a machine keeps the settings, and the draft journal before the settings are read."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

from platformdirs import site_config_path, user_config_path, user_state_path

APP = "hotline"
FILE = "hotline.toml"
VARIABLES = "HOTLINE_"
"""What the variable of a setting begins with."""


def settings_files() -> tuple[Path, ...]:
    """Where settings are looked for, the strongest last."""
    return site_config_path(APP) / FILE, user_config_path(APP) / FILE


def usual_journal() -> Path:
    """The draft journal's file where nobody has set another."""
    return user_state_path(APP) / "drafts.db"


def journal() -> Path:
    """The draft journal's file, as the settings name it.

    Read without the rest of them, whose library takes as long to import as the whole form: what
    is typed must be kept from the first key on. A file that cannot be read names nothing here;
    whoever reads all the settings says what is wrong with it.
    """
    for name, value in os.environ.items():
        if name.upper() == f"{VARIABLES}JOURNAL":
            return Path(value)
    for file in reversed(settings_files()):
        try:
            named = tomllib.loads(file.read_text("utf-8")).get("journal")
        except (OSError, ValueError):
            continue
        if isinstance(named, str):
            return Path(named)
    return usual_journal()

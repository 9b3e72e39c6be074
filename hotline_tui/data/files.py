"""Files that hold callers' data belong to their owner alone. Clause: 6.1.1."""

from __future__ import annotations

import os
from pathlib import Path


def private_file(path: Path) -> None:
    """Make a file, and its folder, that only its owner can read. Clause: 6.1.1."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    os.close(handle)

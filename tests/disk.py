"""A disk that takes no more: every file may grow to so many bytes, as the kernel enforces."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager

PAGE = 4096
"""What one write of SQLite's log adds, and a little."""


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond `size` bytes; what is there already stays."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

"""Files: who may read them, and why one cannot be had."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from hotline_tui.data.files import private_file, reason, replacing


@pytest.mark.clause("6.1.1")
def test_a_private_file_can_be_read_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "drafts.db"
    private_file(path)
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_what_is_no_file_is_written_as_it_is(tmp_path: Path) -> None:
    pipe, link, file = tmp_path / "pipe", tmp_path / "link", tmp_path / "file"
    os.mkfifo(pipe)
    with replacing(pipe) as written:
        assert written == pipe
    link.symlink_to(file)
    with replacing(link) as new:
        new.write_text("1")
    assert (pipe.is_fifo(), link.is_symlink(), file.read_text()) == (True, True, "1")


def test_a_file_that_cannot_be_had_is_explained_in_chinese(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as missing:
        (tmp_path / "missing").read_bytes()
    with pytest.raises(IsADirectoryError) as folder:
        tmp_path.read_bytes()
    assert (reason(missing.value), reason(folder.value)) == (
        "没有这个文件或文件夹",
        "是一个文件夹",
    )


def test_a_rare_reason_is_told_in_the_systems_own_words() -> None:
    assert reason(OSError(errno.ENOLCK, "No locks available")) == (
        f"系统错误 {errno.ENOLCK} No locks available"
    )

"""That something cannot be stored or read; a file of its own, so that a form on view can know."""

from __future__ import annotations

from typing import ClassVar


class OutOfReach(Exception):  # noqa: N818 - a state of the world, told to the person
    """The database cannot be reached, or is not one of ours."""

    state: ClassVar[str] = "数据库断开"
    """The same in a few words."""

    is_cut: ClassVar[bool] = True
    """Whether nothing can be read either; else only what was to be written was not."""


class NotLetIn(OutOfReach):
    """The database server wants to know a password first, or was given a wrong one."""


class NoRoom(OutOfReach):
    """The database's disk takes nothing more; what is stored can be read still."""

    state, is_cut = "数据库的磁盘写不进去", False


class OthersWrite(OutOfReach):
    """Others have written to the same file for as long as a desk waits."""

    state, is_cut = "数据库一直有别人在写", False


class NotKept(Exception):  # noqa: N818 - a state of the world, told to the person
    """This machine's own disk has not taken what was to be written down; a sentence in Chinese."""

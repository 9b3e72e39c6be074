"""What a simulated caller says, spoken by a program of the machine's."""

from __future__ import annotations

import shlex
import subprocess
from contextlib import suppress

from hotline_tui.practice.recording import HEARD, Recording


class Voice:
    """Speaks each line once; one line at a time, and a line that is cut short stays so."""

    def __init__(self, command: str, heard: int = 0) -> None:
        """`command` is what speaks, with its options; `heard` steps have been spoken already."""
        self._command = shlex.split(command)
        self._heard = heard
        self._speaking: subprocess.Popen[bytes] | None = None

    def speak(self, steps: Recording) -> None:
        """Begin to speak what has been heard since the last time."""
        new = [one.text for one in steps[self._heard :] if one.what == HEARD]
        self._heard = len(steps)
        if not (self._command and new):
            return
        if self._speaking is not None and self._speaking.poll() is None:
            self._speaking.terminate()
        with suppress(OSError):  # a machine without the program still shows the words
            self._speaking = subprocess.Popen(  # noqa: S603 - the person's own setting
                [*self._command, "，".join(new)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )

    def wait(self) -> None:
        """Wait until the last line has been spoken."""
        if self._speaking is not None:
            self._speaking.wait()

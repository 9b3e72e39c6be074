"""A call's transcript fills in what is still empty, after the agent has seen what was found.

Clause: 5.2.3.3.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from textual import work

from hotline_tui.screens.entry_form import CELLS, YES, field_of, label
from hotline_tui.screens.entry_sending import EntrySending
from hotline_tui.screens.guided import guided
from hotline_tui.screens.guided_blanks import Blank, Sort
from hotline_tui.standard.vocabulary import Term
from hotline_tui.widgets.ask import Confirm

if TYPE_CHECKING:
    from hotline_tui.services.desk import Desk
    from hotline_tui.standard.transcript import Heard

BLANKS = (Blank("transcript", "文字", Sort.PROSE, required=True),)
SAID = "粘贴通话文字，或写文本文件的路径。每行可写“坐席：”“市民：”。"


def _loaded(desk: Desk, values: Mapping[str, Any]) -> tuple[Heard, ...]:
    from hotline_tui.services.transcribing import loaded

    return loaded(desk, values["transcript"])


def _typed(one: Heard) -> str:
    """What is put into the field of an element: a code, or the words."""
    if isinstance(one.value, Term):
        return one.value.value
    if one.value is True:
        return YES
    return one.value if isinstance(one.value, str) else one.words


def _told(name: str, one: Heard) -> str:
    words = f"是（{one.words}）" if one.value is True else one.words
    return f"{label(CELLS[name], one.element)}：{words}"


class EntryTranscript(EntrySending):
    """Fills in from a transcript; what an agent has written is never touched."""

    @work(group="transcript")
    async def action_transcript(self) -> None:
        """Load a transcript, show what was found in it, and fill that in once confirmed."""
        if not self.is_open:
            return
        found = await guided(self, "载入通话文字", BLANKS, _loaded, SAID)
        if found is None:
            return
        fields = {field_of(one.element): one for one in found}
        free = {name: one for name, one in fields.items() if self.form.is_free(name)}
        if not free:
            self.notify("没有可以填入空栏的内容，已填的栏没有改动。", timeout=5)
            return
        told = "\n".join(_told(name, one) for name, one in free.items())
        if len(fields) > len(free):
            kept = " ".join(CELLS[name].label for name in fields if name not in free)
            told += f"\n已填，不改动：{kept}"
        asked = f"听到 {len(free)} 项，请核对。填入空栏？"
        if await self.app.push_screen_wait(Confirm(asked, told)):
            for name, one in free.items():
                self.form.put(name, _typed(one))
            self.action_next_missing()

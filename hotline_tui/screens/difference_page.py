"""What differs between two states of an article, as it is read: gone with -, new with +.

Clause: 6.2.1, 6.2.4.
"""

from __future__ import annotations

from rich.text import Text

from hotline_tui.kb.differences import GONE, LEFT_OUT, NEW, ShownLine
from hotline_tui.services.versions import Difference
from hotline_tui.widgets.plain import plain

MARK = "bold underline"
"""How changed words look; in any number of colours, and in none."""

NOTHING = "（无）"


def page(found: Difference, same: str = "没有差异") -> Text:
    """The parts beside the text that differ, then the lines of the text."""
    if found.nothing:
        return plain(same)
    lines: list[Text] = []
    for one in found.parts:
        lines.append(plain(one.part, "bold"))
        lines.append(plain(f"- {one.before or NOTHING}", multiline=True))
        lines.append(plain(f"+ {one.after or NOTHING}", multiline=True))
    if found.parts and found.lines:
        lines.append(Text())
    lines.extend(_line(line) for line in found.lines)
    return Text("\n").join(lines)


def _line(line: ShownLine) -> Text:
    if line.sign == LEFT_OUT:
        return plain(f"…… {line.text} 行未变", "dim")
    told = Text(f"{line.sign} ")
    reached = 0
    for start, end in line.spans:
        told.append_text(plain(line.text[reached:start]))
        told.append_text(plain(line.text[start:end], MARK))
        reached = end
    told.append_text(plain(line.text[reached:]))
    if line.sign in (GONE, NEW) and not line.spans:
        told.stylize("bold", 0, 1)
    return told

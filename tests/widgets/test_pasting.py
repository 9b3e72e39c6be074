"""What is pasted reaches the parser as text, however the line has cut it up."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from textual import events

from hotline_tui.widgets.pasting import BEGIN, END, SHOWN, PasteParser

text = st.lists(st.sampled_from(["a", "中", "\x1b", "[", "2", "0", "~", BEGIN])).map("".join)


@given(text, st.lists(st.integers(0, 60)))
def test_a_paste_is_one_event_with_all_that_was_pasted(pasted: str, cuts: list[int]) -> None:
    sent = f"x{BEGIN}{pasted}{END}y"
    places = sorted({0, *(min(cut, len(sent)) for cut in cuts), len(sent)})
    parser = PasteParser()
    told = [one for a, b in pairwise(places) for one in parser.feed(sent[a:b])]
    keys = [one.key for one in told if isinstance(one, events.Key)]
    pastes = [one.text for one in told if isinstance(one, events.Paste)]
    assert (keys, pastes) == (["x", "y"], [pasted.replace("\x1b", SHOWN)])


def test_an_escape_outside_of_a_paste_is_not_held_back() -> None:
    parser = PasteParser()
    told = [*parser.feed("\x1b"), *parser.feed("[A")]
    assert [one.key for one in told if isinstance(one, events.Key)] == ["up"]

"""Help says every key in Chinese, the keys of Textual's own widgets too."""

from __future__ import annotations

import pytest
from textual.app import App
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, OptionList, TextArea

from hotline_tui.screens.help import HelpScreen
from hotline_tui.screens.help_words import told
from tests.stories.conftest import Open


@pytest.mark.parametrize("of", [Screen, VerticalScroll, Input, TextArea, OptionList])
def test_whatever_a_textual_key_does_is_said_in_chinese(of: type[App | Widget]) -> None:
    for one in Binding.make_bindings(of.BINDINGS):
        if one.description:
            assert not told(one).isascii(), one


async def test_help_over_the_ticket_form_has_no_english_line(story: Open) -> None:
    async with story() as here:
        await here.press("f2")
        await here.press("3", "1")  # the cursor stands in the text of the matter
        await here.press("f1")
        await here.until(lambda: isinstance(here.app.screen, HelpScreen), "help")
        screen = here.app.screen
        assert isinstance(screen, HelpScreen)
        table = screen._table()
        said = [str(cell) for cell in table.columns[1].cells]
        assert len(said) > 30
        assert [one for one in said if one.isascii()] == []

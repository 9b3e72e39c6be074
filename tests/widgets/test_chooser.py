"""The field that takes one of a list."""

from __future__ import annotations

import pytest
from textual import events
from textual.message import Message
from textual.widgets import Input, Static

from hotline_tui.kb.lookup import Choice, Choices
from hotline_tui.widgets.chooser import Chooser
from hotline_tui.widgets.line import Line
from tests.hostile import SHORT
from tests.widgets.stage import SIZE, Stage, is_safe, seen

KINDS = (
    Choice("consultation", "咨询"),
    Choice("help", "求助"),
    Choice("complaint", "投诉"),
    Choice("tip_off", "举报"),
    Choice("suggestion", "建议"),
)
STREETS = Choices(
    Choice(f"1101050{number:02}", name, "朝阳区" if number < 7 else "海淀区")
    for number, name in enumerate(
        "潘家园街道 朝外街道 朝内街道 和平里街道 望京街道 呼家楼街道 团结湖街道 学院路街道 "
        "中关村街道 海淀街道 清河街道".split()
    )
)


class Heard(list[Message]):
    """Every message of one run, once."""

    def __call__(self, message: Message) -> None:
        if message not in self:
            self.append(message)

    def chosen(self) -> list[str | None]:
        taken = (m.choice for m in self if isinstance(m, Chooser.Chosen))
        return [choice.name if choice else None for choice in taken]

    def unknown(self) -> list[str]:
        return [m.text for m in self if isinstance(m, Chooser.Unknown)]


async def type_into(chooser: Chooser, *keys: str) -> Heard:
    """Type `keys` into a chooser that has a line after it."""
    heard = Heard()
    app = Stage(chooser, Line(id="next"))
    async with app.run_test(size=SIZE, message_hook=heard) as pilot:
        chooser.focus()
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
    return heard


@pytest.mark.parametrize(
    ("keys", "kind"),
    [
        (("3",), "complaint"),
        (("t",), "complaint"),
        (("z",), "consultation"),
        (("投",), "complaint"),
        (("j", "b"), "tip_off"),
        (("j", "2"), "suggestion"),
        (("j", "i", "a", "n"), "suggestion"),
        (("space",), "consultation"),
        (("space", "space"), "help"),
        (("down", "down", "up"), "consultation"),
        (("up",), "suggestion"),
        (("3", "4"), "tip_off"),
        (("3", "q"), "help"),
        (("3", "backspace"), None),
        (("9",), None),
    ],
)
async def test_in_a_short_list_a_digit_or_a_letter_takes_at_once(
    keys: tuple[str, ...], kind: str | None
) -> None:
    chooser = Chooser(KINDS)
    await type_into(chooser, *keys)
    assert chooser.value == kind


@pytest.mark.parametrize(
    ("keys", "street"),
    [
        (("p", "j", "y", "enter"), "潘家园街道"),
        (("p", "j", "y", "tab"), "潘家园街道"),
        (("p", "j", "y", "shift+tab"), "潘家园街道"),
        (("h", "d", "j", "1"), "海淀街道"),
        (("潘", "enter"), "潘家园街道"),
        (("1", "1", "0", "1", "0", "5", "0", "0", "4", "enter"), "望京街道"),
        (("down", "3"), "朝内街道"),
        (("down", "down", "enter"), "朝外街道"),
        (("c", "down", "enter"), "朝内街道"),
        (("p", "j", "y", "enter", "w", "j", "enter"), "望京街道"),
        (("p", "j", "y", "escape", "enter"), None),
        (("p", "j", "y", "enter", "w", "escape"), "潘家园街道"),
        (("p", "j", "y", "enter", "backspace"), None),
    ],
)
async def test_in_a_long_list_typing_finds_and_enter_tab_or_a_digit_takes(
    keys: tuple[str, ...], street: str | None
) -> None:
    chooser = Chooser(STREETS)
    heard = await type_into(chooser, *keys)
    assert (chooser.text if chooser.value else None) == street
    if street:
        assert heard.chosen()[-1] == street


@pytest.mark.parametrize("key", ["enter", "tab"])
async def test_what_only_looks_like_the_words_typed_is_taken_by_its_digit_alone(key: str) -> None:
    chooser = Chooser(STREETS)
    await type_into(chooser, *"潘家村", key)
    assert (chooser.text, chooser.value) == ("潘家村", None)
    found = chooser.source.find("潘家村")
    assert found
    await type_into(other := Chooser(STREETS), *"潘家村", "1")
    assert other.text == found[0].name


async def test_what_is_not_in_the_list_stays_in_the_field_and_is_told() -> None:
    chooser = Chooser(STREETS)
    heard = Heard()
    app = Stage(chooser, Line())
    async with app.run_test(size=SIZE, message_hook=heard) as pilot:
        chooser.focus()
        await pilot.pause()
        await pilot.press("9", "9", "9", "9", "enter")
        await pilot.pause()
        assert chooser.text == "9999"
        assert chooser.value is None
        assert heard.unknown() == ["9999"]
        assert not [m for m in heard if isinstance(m, Input.Submitted)]
        assert "没有“9999”" in seen(app)[1]
        await pilot.press("tab")
        await pilot.pause()
        assert chooser.text == "9999"
        assert chooser.has_class("-unknown")
        assert "没有" not in "".join(seen(app))


async def test_going_by_leaves_everything_as_it_was() -> None:
    chooser = Chooser(STREETS, "110105004")
    heard = await type_into(chooser, "tab", "shift+tab", "enter", "escape")
    assert chooser.value == "110105004"
    assert chooser.text == "望京街道"
    assert heard.chosen() == []
    assert heard.unknown() == []


async def test_enter_on_a_chosen_value_goes_on() -> None:
    heard = await type_into(Chooser(KINDS), "3", "enter")
    assert len([m for m in heard if isinstance(m, Input.Submitted)]) == 1


async def test_a_code_set_from_outside_shows_its_name_and_posts_nothing() -> None:
    chooser = Chooser(KINDS)
    heard = Heard()
    app = Stage(chooser)
    async with app.run_test(size=SIZE, message_hook=heard) as pilot:
        chooser.focus()
        await pilot.pause()
        chooser.value = "tip_off"
        await pilot.pause()
        assert seen(app)[0].strip() == "举报"
        chooser.value = None
        assert chooser.text == ""
        chooser.value = "no such code"
        assert chooser.text == "no such code"
        chooser.text = "写了一半"
        assert chooser.value is None
        assert heard.chosen() == []


async def test_only_what_lies_within_is_offered() -> None:
    chooser = Chooser(STREETS)
    chooser.within = lambda choice: choice.hint == "海淀区"
    await type_into(chooser, "q", "enter")
    assert chooser.text == "清河街道"


async def test_the_list_drops_down_over_what_lies_below_and_up_where_room_is_wanting() -> None:
    top, bottom = Chooser(STREETS), Chooser(STREETS)
    filling = [Static(f"行{number}") for number in range(20)]
    app = Stage(top, *filling, bottom, Static("末"))
    async with app.run_test(size=SIZE) as pilot:
        top.focus()
        await pilot.press("down")
        await pilot.pause()
        shown = seen(app)
        assert "▸1 潘家园街道" in shown[1]
        assert "朝阳区" in shown[1]
        assert "6 呼家楼街道" in shown[6]
        assert shown[7].startswith("行6")
        await pilot.press("escape", "tab", "down")
        await pilot.pause()
        shown = seen(app)
        assert shown[1].startswith("行0 ")
        assert shown[14].startswith("行13 ")
        assert "▸1 潘家园街道" in shown[15]
        assert "6 呼家楼街道" in shown[20]
        assert shown[22].startswith("末")


async def test_what_is_suggested_shows_at_once_and_a_digit_takes_it_but_enter_goes_by() -> None:
    chooser = Chooser(STREETS)
    chooser.suggested = (Choice("s1", "学院路街道"), Choice("s2", "清河街道"))
    app = Stage(chooser, Line(id="next"))
    async with app.run_test(size=SIZE) as pilot:
        chooser.focus()
        await pilot.pause()
        assert "2 清河街道" in seen(app)[2]
        await pilot.press("enter")
        assert chooser.value is None
        await pilot.press("tab", "shift+tab", "2")
        assert chooser.value == "s2"


async def test_a_second_escape_is_left_to_the_screen() -> None:
    heard = await type_into(Chooser(STREETS), "p", "escape", "escape")
    keys = [m for m in heard if isinstance(m, events.Key) and m.key == "escape"]
    assert len(keys) == 2


async def test_keys_in_one_burst_keep_their_order() -> None:
    chooser = Chooser(STREETS)
    app = Stage(chooser)
    async with app.run_test(size=SIZE) as pilot:
        chooser.focus()
        await pilot.pause()
        for key in ("p", "j", "y", "enter", "c", "down", "2"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await pilot.pause()
        assert chooser.text == "朝内街道"


async def test_hostile_names_and_hostile_typing_are_shown_safely() -> None:
    names = Choices(Choice(f"c{n}", text, text) for n, text in enumerate(SHORT))
    chooser = Chooser(names)
    app = Stage(chooser)
    async with app.run_test(size=SIZE) as pilot:
        chooser.focus()
        await pilot.pause()
        for number, text in enumerate(SHORT):
            chooser.value = f"c{number}"
            await pilot.pause()
            chooser.text = ""
            app.post_message(events.Paste(text or "x"))
            await pilot.pause()
            assert is_safe(seen(app)), repr(text)

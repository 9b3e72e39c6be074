"""Threatening words and their quotation marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline_tui.standard.threat import outside_quotes, quoted, threat_faults, threatening

TEXT = st.text(alphabet=st.sampled_from("跳楼说：，。 a'\"“”‘’「」『』＂＇"), max_size=14)


@pytest.mark.clause("C.4")
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("我要跳楼", "“我要跳楼”"),
        ("  我要跳楼。 ", "“我要跳楼。”"),
        ('"我要跳楼"', "“我要跳楼”"),
        ("＂我要跳楼＂", "“我要跳楼”"),
        ("'我要跳楼'", "“我要跳楼”"),
        ("「我要跳楼」", "“我要跳楼”"),
        ("『我要跳楼』", "“我要跳楼”"),
        ("“我要跳楼”", "“我要跳楼”"),
        ("““我要跳楼””", "“我要跳楼”"),
        ("“我要跳楼", "“我要跳楼”"),
        ("我要跳楼”", "“我要跳楼”"),
        ("他骂我“滚”，我就炸了这里", "“他骂我‘滚’，我就炸了这里”"),
        ("“他骂我“滚”，我就炸了这里”", "“他骂我‘滚’，我就炸了这里”"),
        ("他说：我要跳楼", "“他说：我要跳楼”"),
        ('诉求人称："我要跳楼"', "诉求人称：“我要跳楼”"),
        ("“不解决就去自焚。”“谁拦砍谁！”", "“不解决就去自焚。”“谁拦砍谁！”"),
        ("I'm going", "“I'm going”"),
        ("", ""),
        (" “” ", ""),
        ("……", ""),
    ],
)
def test_threatening_words_get_one_pair_of_quotation_marks(typed: str, kept: str) -> None:
    assert quoted(typed) == kept


@given(TEXT | st.text(max_size=30))
def test_quoting_twice_changes_nothing(typed: str) -> None:
    assert quoted(quoted(typed)) == quoted(typed)


@given(TEXT | st.text(max_size=30))
def test_after_quoting_nothing_stands_outside_and_no_word_is_lost(typed: str) -> None:
    kept = quoted(typed)
    assert outside_quotes(kept) == ()
    assert threat_faults(threat=True, words=kept) == ()
    assert [char for char in kept if char.isalnum()] == [char for char in typed if char.isalnum()]


@pytest.mark.clause("C.4")
@pytest.mark.parametrize(
    ("text", "outside"),
    [
        ("我要跳楼", ("我要跳楼",)),
        ("“我要跳楼”", ()),
        ("他说“我要跳楼”", ()),
        ("“我要跳楼”，然后挂断", ("然后挂断",)),
        ("先说“等着”后来砸门“开门”", ("后来砸门",)),
        ("", ()),
    ],
)
def test_words_outside_the_marks_are_found(text: str, outside: tuple[str, ...]) -> None:
    assert outside_quotes(text) == outside


@pytest.mark.clause("C.4")
def test_a_threat_without_quotation_marks_is_refused_with_its_clause() -> None:
    (fault,) = threat_faults(threat=True, words="我要跳楼")
    assert (fault.field, fault.clause) == ("instability.threat_words", "C.4")
    assert "我要跳楼" in fault.message


@pytest.mark.parametrize(("threat", "words"), [(True, "“我要跳楼”"), (True, ""), (False, "我要")])
def test_quoted_words_no_words_and_no_threat_are_in_order(threat: bool, words: str) -> None:
    assert threat_faults(threat=threat, words=words) == ()


@pytest.mark.clause("C.4")
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("再不解决我就从楼上跳下去", ["楼上跳下"]),
        ("我要跳楼", ["跳楼"]),
        ("逼急了就自焚、同归于尽", ["自焚", "同归于尽"]),
        ("我把这里炸了", ["炸了"]),
        ("我砍你", ["砍你"]),
        ("明天组织业主去堵路、拉横幅", ["去堵路", "拉横幅"]),
        ("准备集体上访，还要进京上访", ["集体上访", "进京上访"]),
        ("再拖就采取极端手段", ["极端手段"]),
        ("我要杀了他", ["杀了他"]),
    ],
)
def test_threatening_expressions_are_pointed_out(text: str, words: list[str]) -> None:
    assert [text[span.start : span.end] for span in threatening(text)] == words


@pytest.mark.parametrize(
    "text",
    [
        "楼下炸酱面馆油烟扰民", "油炸食品摊位", "申请砍伐枯树", "小区灭鼠杀虫", "车位被堵，出不去",
        "极端天气停课吗", "减轻生产负担", "旅游行业退费", "酒后闹事者扰民", "门诊几点开门",
        "洗衣机罢工了", "聚众赌博", "私家车占道堵路",
    ],
)  # fmt: skip
def test_everyday_matters_are_not_taken_for_threats(text: str) -> None:
    assert threatening(text) == ()

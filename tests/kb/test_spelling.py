"""What typed letters may stand for."""

from __future__ import annotations

import pytest

from hotline_tui.kb.spelling import pairs_of, sequences


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("zhufanggongjijin", "zhu fang gong ji jin"),
        ("zf公积金", "z f gong ji jin"),
        ("panjy", "pan j y"),
        ("摇hao买车", "yao hao mai che"),
        ("gjjdked", "g j j d k e d"),
        ("nvxing", "nv xing"),
    ],
)
def test_letters_are_taken_as_syllables_and_initials(typed: str, meant: str) -> None:
    assert tuple(meant.split()) in sequences(typed)


def test_letters_that_go_two_ways_go_both() -> None:
    assert {("fan", "gan"), ("fang", "an")} <= set(sequences("fangan"))


def test_a_long_run_of_letters_takes_no_time_and_few_ways() -> None:
    assert len(sequences("fangan" * 1000)) <= 5


def test_two_initials_make_no_pair() -> None:
    assert list(pairs_of(("z", "f", "gong", "ji"))) == ["f'gong", "gong'ji"]

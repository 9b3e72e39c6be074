"""What was dispatched before helps to suggest, and is counted as evidence."""

from __future__ import annotations

import pytest

from hotline_tui.kb.suggest import PastTicket, Suggester
from hotline_tui.kb.suggest_history import History
from hotline_tui.kb.suggest_lexicon import Reading
from tests.kb.city import categories, leaf, unit, units

STRANGE = "摩天轮上的彩灯晃眼睛"
"""A matter that no duty speaks of."""


def taught(*past: PastTicket) -> Suggester:
    """A desk with a history."""
    return Suggester(units(), categories(), past)


def ticket(text: str, organizer: str, path: str = "") -> PastTicket:
    """A past ticket by its organizer's name and its category's path."""
    return PastTicket(text, unit(organizer).code, leaf(*path.split("/")).code if path else "")


@pytest.mark.clause("4.4", "5.3.2.1.6")
def test_a_matter_goes_where_its_like_went() -> None:
    past = [ticket(f"{STRANGE}第{n}次", "市体育局") for n in range(3)]
    found = taught(*past).organizers(STRANGE, "", division=None)
    assert found[0].name == "北京市体育局"
    assert "相似 3 件" in found[0].evidence


def test_a_category_is_suggested_from_its_past_tickets() -> None:
    path = "市容环卫/市容秩序/景观照明与光污染"
    found = taught(ticket(STRANGE, "市城管委", path)).categories(STRANGE, "")
    assert found[0].name == path
    assert "相似 1 件" in found[0].evidence


def test_a_ticket_is_learnt_at_once() -> None:
    suggester = taught()
    before = suggester.organizers(STRANGE, "", division=None)
    suggester.learn(ticket(STRANGE, "市体育局"))
    after = suggester.organizers(STRANGE, "", division=None)
    assert "北京市体育局" not in [one.name for one in before[:1]]
    assert after[0].name == "北京市体育局"


def test_learning_one_by_one_is_the_same_as_learning_all_at_once() -> None:
    past = [ticket(f"{STRANGE}{n}", "市体育局" if n % 3 else "市气象局") for n in range(40)]
    slowly = taught()
    for one in past:
        slowly.learn(one)
    assert slowly.organizers(STRANGE, "", division=None) == taught(*past).organizers(
        STRANGE, "", division=None
    )


def test_a_chosen_category_shows_how_many_of_its_kind_a_unit_had() -> None:
    path = "城乡建设/工程建设/夜间施工扰民"
    past = [ticket(f"工地吵闹{n}", "潘家园街道", path) for n in range(41)]
    found = taught(*past).organizers(
        "半夜打桩",
        "",
        division=unit("潘家园街道").division,
        category=leaf(*path.split("/")).code,
    )
    assert found[0].name == "潘家园街道办事处"
    assert "同类 41 件" in found[0].evidence


def test_what_another_subdistrict_had_speaks_for_the_one_of_this_place() -> None:
    past = [ticket(f"{STRANGE}{n}", "潘家园街道") for n in range(3)]
    here = unit("学院路街道")
    found = taught(*past).organizers(STRANGE, "", division=here.division)
    assert found[0].code == here.code
    assert unit("潘家园街道").code not in [one.code for one in found]


def test_a_history_of_one_unit_does_not_drown_the_duties_of_another() -> None:
    past = [ticket(f"建议增加公交线路第{n}条", "公交集团公司") for n in range(300)]
    found = taught(*past).organizers("建议增加医保定点医院", "", division=None)
    assert found[0].name == "北京市医疗保障局"


def test_a_common_word_leads_to_the_newest_tickets_only() -> None:
    history = History(PastTicket("停水", "A" if n < 900 else "B", "") for n in range(1000))
    votes, _ = history.votes(Reading.of("停水", ""))
    assert set(votes) == {"B"}
    assert len(history) == 1000


@pytest.mark.parametrize("text", ["", "\u200b", "[/foo]", "\x1b[31m", "😀", "a" * 100_000])
def test_any_past_text_can_be_learnt(text: str) -> None:
    suggester = taught(ticket(text, "市体育局"))
    suggester.learn(ticket(text, "市体育局"))
    for one in suggester.organizers(text, text, division=None):
        assert one.evidence

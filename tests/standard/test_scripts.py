"""The phrases of Appendix B."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hotline_tui.standard.clauses import known
from hotline_tui.standard.scripts import (
    COURTESY,
    SCRIPTS,
    SEARCH_PATIENCE,
    Festival,
    Moment,
    Script,
    filled,
    greeting,
    phrase,
    waiting_phrase,
    wordings,
)

PRINTED = {
    "B.1.2.1": "您好，请问您需要什么帮助？",
    "B.1.2.2": "新年好！请问您需要什么帮助？",
    "B.1.2.3": "节日好！请问您需要什么帮助？",
    "B.1.2.4": "请稍等/请问……/麻烦您……",
    "B.1.3.1": "请稍等，我帮您记录一下。",
    "B.1.3.2": "请稍等，我帮您查询一下。",
    "B.1.3.3": "对不起，我正在为您查询，请您再稍等一下。",
    "B.1.3.4": "对不起/抱歉，让您久等了，帮您查询到的信息/电话是……。",
    "B.1.4.1": "请问您还需要其他帮助吗？/请问您还有其他问题要反映吗？/请问您还有其他需要补充的吗？",
    "B.1.4.2": "感谢您的来电，再见。",
    "B.2.1": "您好，我是12345市民服务热线的XX号，有一位来电人向我们咨询XX。",
    "B.2.2": "麻烦您了，谢谢，再见。",
    "B.3.1": "您好，我是XX区XX街道/XX委办局的工作人员，请问您是XX先生/女士吗？",
    "B.3.2": "本次联系您是为了详细核实一下您于X月X日通过12345市民服务热线反映过关于"
    "（诉求主题）的问题。",
    "B.3.3": "本次联系您是反馈一下您于X月X日通过12345市民服务热线反映过关于（事件主题）的问题。"
    "接到您反映的问题，我们很重视，及时与XX科室/部门核实办理。XX派XX（具体诉求办理人员名字或职务）"
    "去XX地点查看XX问题，经详细XX（具体办理过程），发现存在XX现象（具体办理结果），"
    "已采取XX措施进行处置（具体反馈结果）。",
    "B.4.1": "您好，我是12345市民服务热线的回访人员，请问您是XX先生/女士吗？"
    "本次联系您是为了做回访调查。",
    "B.4.2": "针对您之前反映的XX问题，承办单位是否联系或尝试与您联系？"
    "（如果问什么叫尝试联系，解释：曾通过电话、上门、短信等各种方式联系您）",
    "B.4.3": "您反映的问题是否得到解决？（咨询类诉求：您咨询的问题承办单位是否解释清楚？）",
    "B.4.4": "对问题的处理情况是非常满意、满意、基本满意、不满意、非常不满意？",
    "B.4.5": "当市民表示不满意或非常不满意时，询问对哪方面不满意。"
    "例：职能部门办事效率/办事人员态度/解决问题质量。",
    "B.4.6": "感谢您的配合，不打扰了，再见。",
}


def as_printed(clause: str) -> str:
    """The clause put together again from its rows, as the standard prints it."""
    rows = [script for script in SCRIPTS if script.clause == clause]
    match clause:
        case "B.4.3":
            return f"{rows[0].text}（{rows[1].note}：{rows[1].text}）"
        case "B.4.5":
            return rows[0].note
    return "/".join(row.text + (f"（{row.note}）" if row.note else "") for row in rows)


@pytest.mark.clause("B.1", "B.2", "B.3", "B.4", "5.5.6")
@pytest.mark.parametrize("clause", PRINTED)
def test_every_phrase_stands_word_for_word_as_the_standard_prints_it(clause: str) -> None:
    assert as_printed(clause) == PRINTED[clause]


def test_no_phrase_comes_from_anywhere_else() -> None:
    assert {script.clause for script in SCRIPTS} == set(PRINTED)
    assert all(known(script.clause) for script in SCRIPTS)


@pytest.mark.parametrize("moment", Moment)
def test_every_moment_has_something_to_say(moment: Moment) -> None:
    assert phrase(moment) is wordings(moment)[0]


@pytest.mark.clause("B.1")
def test_the_courtesy_words_are_all_there() -> None:
    assert "、".join(COURTESY) == (
        "请问、请讲、您好、对不起、没关系、别客气、谢谢、再见、麻烦您、不用谢、很抱歉、麻烦您再说一遍"
    )


@pytest.mark.clause("B.1", "5.2.2.3 a")
@pytest.mark.parametrize(
    ("festival", "clause"),
    [
        (None, "B.1.2.1"),
        (Festival.QINGMING, "B.1.2.1"),
        (Festival.NEW_YEAR_OR_SPRING, "B.1.2.2"),
        (Festival.OTHER, "B.1.2.3"),
    ],
)
def test_the_greeting_goes_by_the_festival(festival: Festival | None, clause: str) -> None:
    assert greeting(festival).clause == clause


@pytest.mark.clause("B.1")
@pytest.mark.parametrize(("seconds", "clause"), [(0, "B.1.3.2"), (30, "B.1.3.2"), (31, "B.1.3.3")])
def test_after_more_than_thirty_seconds_the_caller_is_asked_to_wait_again(
    seconds: int, clause: str
) -> None:
    assert waiting_phrase(timedelta(seconds=seconds)).clause == clause
    assert timedelta(seconds=30) == SEARCH_PATIENCE


@pytest.mark.clause("B.2", "B.3", "B.4")
@pytest.mark.parametrize(
    ("moment", "blanks", "said"),
    [
        (
            Moment.ORGANIZER_OPENING,
            {"number": "1024", "matter": "路灯不亮"},
            "您好，我是12345市民服务热线的1024号，有一位来电人向我们咨询路灯不亮。",
        ),
        (
            Moment.CLAIMANT_OPENING,
            {"unit": "朝阳区潘家园街道", "claimant": "王女士"},
            "您好，我是朝阳区潘家园街道的工作人员，请问您是王女士吗？",
        ),
        (
            Moment.VERIFY,
            {"date": "11月20日", "matter": "夜间施工噪声"},
            (
                "本次联系您是为了详细核实一下您于11月20日通过12345市民服务热线反映过关于"
                "夜间施工噪声的问题。"
            ),
        ),
        (
            Moment.CALLBACK_RESPONSE,
            {"matter": "漏水问题"},
            "针对您之前反映的漏水问题，承办单位是否联系或尝试与您联系？",
        ),
        (
            Moment.BACK,
            {"answer": "{0}XX"},
            "对不起/抱歉，让您久等了，帮您查询到的信息/电话是{0}XX。",
        ),
    ],
)
def test_blanks_are_filled_in_place(moment: Moment, blanks: dict[str, str], said: str) -> None:
    assert filled(phrase(moment), **blanks) == said


@pytest.mark.clause("B.3")
def test_the_result_is_told_in_one_piece_with_all_its_blanks_filled() -> None:
    said = filled(
        phrase(Moment.TELL_RESULT),
        date="11月20日",
        matter="漏水",
        department="房管科",
        unit="街道",
        handler="李主任",
        place="3号楼",
        problem="漏水",
        process="检查",
        finding="管道破裂",
        measures="更换管道",
    )
    assert said == (
        "本次联系您是反馈一下您于11月20日通过12345市民服务热线反映过关于漏水的问题。"
        "接到您反映的问题，我们很重视，及时与房管科核实办理。"
        "街道派李主任去3号楼查看漏水问题，经详细检查，发现存在管道破裂现象，"
        "已采取更换管道措施进行处置。"
    )


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: f"{script.clause} {script.text[:6]}")
def test_a_blank_left_empty_stays_as_it_is_printed(script: Script) -> None:
    assert filled(script) == script.text
    assert filled(script, **{blank.name: " " for blank in script.blanks}) == script.text


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: f"{script.clause} {script.text[:6]}")
def test_no_gap_of_a_phrase_lacks_its_blank(script: Script) -> None:
    said = filled(script, **{blank.name: "某" for blank in script.blanks})
    assert not any(gap in said for gap in ("X", "……", "（"))


def test_a_blank_that_the_phrase_does_not_have_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="no blank named unit"):
        filled(phrase(Moment.END), unit="朝阳区")

"""The service phrases of Appendix B, word for word, each with the moment at which it is said.

Clause: B.1, B.2, B.3, B.4.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from hotline_tui.standard.vocabulary import Term

COURTESY = (
    "请问", "请讲", "您好", "对不起", "没关系", "别客气", "谢谢", "再见", "麻烦您", "不用谢",
    "很抱歉", "麻烦您再说一遍",
)  # fmt: skip
"""The courtesy words. Clause: B.1."""

SEARCH_PATIENCE = timedelta(seconds=30)
"""How long a caller waits for a search before another word is due. Clause: B.1."""


class Festival(Enum):
    """What a day means for the greeting. Clause: B.1."""

    NEW_YEAR_OR_SPRING = "元旦、春节"
    QINGMING = "清明节"
    OTHER = "其他节日"


class Moment(Term):
    """The moments of a conversation at which a phrase is due. Clause: B.1, B.2, B.3, B.4."""

    GREETING = "greeting", "首问语"
    ASKING = "asking", "请求或询问"
    RECORDING_WAIT = "recording_wait", "等待记录"
    SEARCHING = "searching", "等待查询"
    STILL_SEARCHING = "still_searching", "等待超过30秒"
    BACK = "back", "等待结束"
    BEFORE_END = "before_end", "电话结束前"
    END = "end", "结束语"
    ORGANIZER_OPENING = "organizer_opening", "联系承办单位开头语"
    ORGANIZER_END = "organizer_end", "联系承办单位结束语"
    CLAIMANT_OPENING = "claimant_opening", "联系诉求人首问语"
    VERIFY = "verify", "核实情况"
    TELL_RESULT = "tell_result", "告知办理情况"
    CALLBACK_OPENING = "callback_opening", "回访首问语"
    CALLBACK_RESPONSE = "callback_response", "测评响应情况"
    CALLBACK_SOLVED = "callback_solved", "测评解决情况"
    CALLBACK_EXPLAINED = "callback_explained", "测评解决情况（咨询）"
    CALLBACK_SATISFIED = "callback_satisfied", "测评满意情况"
    CALLBACK_REASON = "callback_reason", "询问不满意原因"
    CALLBACK_END = "callback_end", "回访结束语"


@dataclass(frozen=True, slots=True)
class Blank:
    """A gap in a phrase: its name, what the standard prints there, and the form of what fills it.

    `form` begins with `{}`; after it stand the words of the printed gap that stay when filled.
    """

    name: str
    printed: str
    form: str = "{}"


@dataclass(frozen=True, slots=True)
class Script:
    """One phrase: the clause that prints it, when to say it, and its words.

    `note` is what the standard adds in brackets for the speaker: not to be said as it stands.
    `blanks` are in the order in which they stand in `text`.
    """

    clause: str
    moment: Moment
    text: str
    note: str = ""
    blanks: tuple[Blank, ...] = ()


_DATE = Blank("date", "X月X日")
_CLAIMANT = Blank("claimant", "XX先生/女士")
_PLAIN = Script("B.1.2.1", Moment.GREETING, "您好，请问您需要什么帮助？")
_GREETINGS = {
    Festival.NEW_YEAR_OR_SPRING: Script("B.1.2.2", Moment.GREETING, "新年好！请问您需要什么帮助？"),
    Festival.OTHER: Script("B.1.2.3", Moment.GREETING, "节日好！请问您需要什么帮助？"),
}

SCRIPTS: tuple[Script, ...] = (
    _PLAIN,
    *_GREETINGS.values(),
    Script("B.1.2.4", Moment.ASKING, "请稍等"),
    Script("B.1.2.4", Moment.ASKING, "请问……", blanks=(Blank("question", "……"),)),
    Script("B.1.2.4", Moment.ASKING, "麻烦您……", blanks=(Blank("request", "……"),)),
    Script("B.1.3.1", Moment.RECORDING_WAIT, "请稍等，我帮您记录一下。"),
    Script("B.1.3.2", Moment.SEARCHING, "请稍等，我帮您查询一下。"),
    Script("B.1.3.3", Moment.STILL_SEARCHING, "对不起，我正在为您查询，请您再稍等一下。"),
    Script(
        "B.1.3.4",
        Moment.BACK,
        "对不起/抱歉，让您久等了，帮您查询到的信息/电话是……。",
        blanks=(Blank("answer", "……"),),
    ),
    Script("B.1.4.1", Moment.BEFORE_END, "请问您还需要其他帮助吗？"),
    Script("B.1.4.1", Moment.BEFORE_END, "请问您还有其他问题要反映吗？"),
    Script("B.1.4.1", Moment.BEFORE_END, "请问您还有其他需要补充的吗？"),
    Script("B.1.4.2", Moment.END, "感谢您的来电，再见。"),
    Script(
        "B.2.1",
        Moment.ORGANIZER_OPENING,
        "您好，我是12345市民服务热线的XX号，有一位来电人向我们咨询XX。",
        blanks=(Blank("number", "XX号", "{}号"), Blank("matter", "XX")),
    ),
    Script("B.2.2", Moment.ORGANIZER_END, "麻烦您了，谢谢，再见。"),
    Script(
        "B.3.1",
        Moment.CLAIMANT_OPENING,
        "您好，我是XX区XX街道/XX委办局的工作人员，请问您是XX先生/女士吗？",
        blanks=(Blank("unit", "XX区XX街道/XX委办局"), _CLAIMANT),
    ),
    Script(
        "B.3.2",
        Moment.VERIFY,
        "本次联系您是为了详细核实一下您于X月X日通过12345市民服务热线反映过关于（诉求主题）的问题。",
        blanks=(_DATE, Blank("matter", "（诉求主题）")),
    ),
    Script(
        "B.3.3",
        Moment.TELL_RESULT,
        "本次联系您是反馈一下您于X月X日通过12345市民服务热线反映过关于（事件主题）的问题。"
        "接到您反映的问题，我们很重视，及时与XX科室/部门核实办理。"
        "XX派XX（具体诉求办理人员名字或职务）去XX地点查看XX问题，经详细XX（具体办理过程），"
        "发现存在XX现象（具体办理结果），已采取XX措施进行处置（具体反馈结果）。",
        blanks=(
            _DATE,
            Blank("matter", "（事件主题）"),
            Blank("department", "XX科室/部门"),
            Blank("unit", "XX"),
            Blank("handler", "XX（具体诉求办理人员名字或职务）"),
            Blank("place", "XX地点"),
            Blank("problem", "XX问题", "{}问题"),
            Blank("process", "XX（具体办理过程）"),
            Blank("finding", "XX现象（具体办理结果）", "{}现象"),
            Blank("measures", "XX措施进行处置（具体反馈结果）", "{}措施进行处置"),
        ),
    ),
    Script(
        "B.4.1",
        Moment.CALLBACK_OPENING,
        "您好，我是12345市民服务热线的回访人员，请问您是XX先生/女士吗？"
        "本次联系您是为了做回访调查。",
        blanks=(_CLAIMANT,),
    ),
    Script(
        "B.4.2",
        Moment.CALLBACK_RESPONSE,
        "针对您之前反映的XX问题，承办单位是否联系或尝试与您联系？",
        "如果问什么叫尝试联系，解释：曾通过电话、上门、短信等各种方式联系您",
        blanks=(Blank("matter", "XX问题", "{}问题"),),
    ),
    Script("B.4.3", Moment.CALLBACK_SOLVED, "您反映的问题是否得到解决？"),
    Script("B.4.3", Moment.CALLBACK_EXPLAINED, "您咨询的问题承办单位是否解释清楚？", "咨询类诉求"),
    Script(
        "B.4.4",
        Moment.CALLBACK_SATISFIED,
        "对问题的处理情况是非常满意、满意、基本满意、不满意、非常不满意？",
    ),
    # The standard describes this question without wording it: what is said is its last words.
    Script(
        "B.4.5",
        Moment.CALLBACK_REASON,
        "对哪方面不满意？",
        "当市民表示不满意或非常不满意时，询问对哪方面不满意。"
        "例：职能部门办事效率/办事人员态度/解决问题质量。",
    ),
    Script("B.4.6", Moment.CALLBACK_END, "感谢您的配合，不打扰了，再见。"),
)
"""Appendix B.1 to B.4 in its own order; where it offers several wordings, each has its row.

Clause: B.1, B.2, B.3, B.4.
"""

DISSATISFIED_WITH = ("职能部门办事效率", "办事人员态度", "解决问题质量")
"""What a claimant may be dissatisfied with, as the standard's example has it. Clause: B.4."""


def wordings(moment: Moment) -> tuple[Script, ...]:
    """All phrases of that moment, in the order of the standard; never empty."""
    return tuple(script for script in SCRIPTS if script.moment is moment)


def phrase(moment: Moment) -> Script:
    """The first, usual phrase of that moment. Clause: 5.2.2.3 a."""
    return wordings(moment)[0]


def greeting(festival: Festival | None) -> Script:
    """How a call is answered on such a day; at Qingming as on an ordinary day.

    Clause: 5.2.2.3 a, B.1.
    """
    return _PLAIN if festival is None else _GREETINGS.get(festival, _PLAIN)


def waiting_phrase(waited: timedelta) -> Script:
    """What to say while a search has kept the caller waiting for that long. Clause: B.1."""
    late = waited > SEARCH_PATIENCE
    return phrase(Moment.STILL_SEARCHING if late else Moment.SEARCHING)


def filled(script: Script, **blanks: str) -> str:
    """The words to say, with the named blanks filled in; an empty or missing one stays as printed.

    Raises ValueError for a name that the phrase has no blank for. Clause: B.1, B.2, B.3, B.4.
    """
    unknown = blanks.keys() - {blank.name for blank in script.blanks}
    if unknown:
        raise ValueError(f"{script.clause} has no blank named {', '.join(sorted(unknown))}")
    said: list[str] = []
    rest = script.text
    for blank in script.blanks:
        before, _, rest = rest.partition(blank.printed)
        # "XX问题" filled with 漏水问题 says it once.
        value = blanks.get(blank.name, "").strip().removesuffix(blank.form[2:])
        said += [before, blank.form.format(value) if value else blank.printed]
    return "".join(said) + rest

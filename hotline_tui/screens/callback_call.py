"""A callback by telephone, step by step: the words of Appendix B.4, one digit for each answer.

Each answer is kept on this machine until the callback is recorded: a call that was left, or whose
desk was killed, goes on where it was.

Clause: 5.5.3, 5.5.5 a, 5.5.5 b, 5.5.5 c, 5.5.6, B.4.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from hotline_tui.screens.base import DeskScreen
from hotline_tui.screens.form_keeping import FormKeeper, taken_back
from hotline_tui.screens.guided_blanks import chosen
from hotline_tui.services.rows import TicketRow
from hotline_tui.standard.callback import Answered, Answers, Question, questions
from hotline_tui.standard.record import Claimant
from hotline_tui.standard.scripts import DISSATISFIED_WITH, filled, phrase
from hotline_tui.standard.vocabulary import CallbackResult, Rating
from hotline_tui.widgets.ask import Dialog
from hotline_tui.widgets.plain import plain

CONSENT: tuple[tuple[CallbackResult | None, str], ...] = (
    (CallbackResult.REACHED, "接受回访"),
    (CallbackResult.REFUSED, "拒绝回访，结束"),
    (None, "现在不方便，另约时间"),
    (CallbackResult.FAILED, "未接通"),
    (CallbackResult.INVALID, "号码无效"),
    (CallbackResult.IMPOSSIBLE, "无法回访"),
)
"""What may come of dialling; None: called again at a time that suits. Clause: 5.5.3."""

YES_NO = ("是", "否")
REASONS_MARK = "√"


@dataclass(frozen=True, slots=True)
class Heard:
    """What came of a call so far; `later` says that another time would suit better.

    `at` is the question to go on with, None once all have been asked.
    """

    answers: Answers
    later: bool = False
    at: int | None = None


def to_keep(heard: Heard) -> dict[str, Any]:
    """What was heard, as the journal keeps it; nothing before the claimant has agreed."""
    said = heard.answers
    if said.result is not CallbackResult.REACHED:
        return {}
    return {
        "at": heard.at,
        "contacted": said.contacted,
        "solved": said.solved,
        "satisfied": said.satisfied.value if said.satisfied else None,
        "reasons": list(said.reasons),
    }


def heard_before(kept: Mapping[str, Any]) -> Heard:
    """What the journal kept, as it was heard."""
    answers = Answers(
        result=CallbackResult.REACHED,
        contacted=kept["contacted"],
        solved=kept["solved"],
        satisfied=chosen(Rating, kept["satisfied"]),
        reasons=tuple(kept["reasons"]),
    )
    return Heard(answers, at=kept["at"])


async def called(
    screen: DeskScreen, keeper: FormKeeper, ticket: TicketRow, claimant: Claimant, *, full: bool
) -> Heard | None:
    """What was heard in a call, or what had been before; None when it was left unfinished."""
    earlier = await keeper.earlier()
    before = heard_before(earlier.content) if earlier else Heard(Answers(), at=0)
    if earlier is not None:
        screen.notify(f"{taken_back(earlier)}，接着记；退格可往回改", timeout=8, markup=False)
    if before.at is None:
        return before
    dialog = CallDialog(ticket, claimant, full=full)
    dialog.go_on_from(before, keeper)
    heard: Heard | None = await screen.app.push_screen_wait(dialog)
    return heard


def addressed(name: str) -> str:
    """A claimant as the phrase addresses them: `王先生`, or `王建国先生/女士`."""
    known = name.endswith(("先生", "女士", "小姐"))
    return name if known or not name else f"{name}先生/女士"


class CallDialog(Dialog[Heard | None]):
    """Leads through the call; gives what was heard, or None."""

    DEFAULT_CSS = """
    CallDialog, CallDialog:ansi {
        & > #dialog { width: 76; }
        & #phrase { text-style: bold; margin: 1 0; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"choose({n})", show=False, id=f"callback_call.{n}")
          for n in range(1, 7)),
        Binding("enter", "go_on", "下一步", id="callback_call.go_on"),
        Binding("backspace,left", "before", "上一步", id="callback_call.before"),
        Binding("escape", "leave", "返回", id="callback_call.leave"),
    ]  # fmt: skip

    def __init__(self, ticket: TicketRow, claimant: Claimant, *, full: bool) -> None:
        """`claimant` is shown in full: whoever calls needs the number."""
        phone = " / ".join(filter(None, (claimant.phone, claimant.contact))) or "没有号码"
        super().__init__(f"回访 {ticket.number}　{claimant.name}　{phone}", ticket.record.title)
        self._ticket, self._claimant = ticket, claimant
        asked = questions(ticket.kind, full=full)
        # What the claimant says in their own words is written down after the call's digits.
        self._steps = tuple(one for one in asked if one.answered is not Answered.WORDS)
        self._at = 0
        self._heard = Heard(Answers())
        self._keeper: FormKeeper | None = None

    def go_on_from(self, before: Heard, keeper: FormKeeper) -> None:
        """Go on with what was heard before, and keep what will be."""
        self._heard, self._keeper = before, keeper
        self._at = min(before.at or 0, len(self._steps) - 1)

    def body(self) -> ComposeResult:
        """Where in the script, the words to say, the answers to choose from."""
        yield Static(id="step")
        yield Static(id="phrase")
        yield Static(id="note")
        yield Static(id="options")

    def keys(self) -> str:
        """The keys, as the last line tells them."""
        return "数字 选答　退格 上一步　Esc 返回，答过的留着"

    def on_mount(self) -> None:
        """Begin with the consent."""
        self._show()

    @property
    def to_say(self) -> str:
        """The words of this step, as they are to be said. Clause: 5.5.6."""
        script = phrase(self._question.moment)
        known = {
            "claimant": addressed(self._claimant.name),
            "matter": self._ticket.record.title,
        }
        return filled(script, **{blank.name: known[blank.name] for blank in script.blanks})

    # ---- what is shown ------------------------------------------------------------------

    @property
    def _question(self) -> Question:
        return self._steps[self._at]

    def _keep(self) -> None:
        if self._keeper is not None:
            self._keeper.soon(lambda: to_keep(self._heard))

    def _show(self) -> None:
        self._heard = replace(self._heard, at=self._at)
        self._keep()
        script = phrase(self._question.moment)
        place = f"第 {self._at + 1} / {len(self._steps)} 步　{script.clause}"
        self.query_one("#step", Static).update(plain(place, "dim"))
        self.query_one("#phrase", Static).update(plain(self.to_say))
        note = self.query_one("#note", Static)
        note.update(plain(f"（{script.note}）" if script.note else "", "dim"))
        note.display = bool(script.note)
        lines = [f"{nth} {one}" for nth, one in enumerate(self._options(), 1)]
        if self._question.answered is Answered.REASONS:
            lines.append("Enter 选好了；其他方面写在下一步的原话里")
        self.query_one("#options", Static).update(plain("\n".join(lines), multiline=True))

    def _options(self) -> Sequence[str]:
        """The answers in the standard's order, none before the others by its look.

        Clause: 5.5.6.
        """
        match self._question.answered:
            case Answered.CONSENT:
                return [label for _, label in CONSENT]
            case Answered.YES_NO:
                return YES_NO
            case Answered.RATING:
                return [one.label for one in Rating]
            case _:
                chosen = self._heard.answers.reasons
                return [
                    f"{REASONS_MARK if one in chosen else ' '} {one}" for one in DISSATISFIED_WITH
                ]

    # ---- what is chosen -----------------------------------------------------------------

    def action_choose(self, nth: int) -> None:
        """Take an answer, and go on to the next question."""
        if nth > len(self._options()):
            return
        match self._question.answered:
            case Answered.CONSENT:
                self._consent(*CONSENT[nth - 1])
            case Answered.YES_NO:
                self._answer(**{self._question.name: nth == 1})
            case Answered.RATING:
                self._answer(satisfied=tuple(Rating)[nth - 1], reasons=())
            case _:
                self._toggle(DISSATISFIED_WITH[nth - 1])

    def _consent(self, result: CallbackResult | None, _label: str) -> None:
        answers = replace(self._heard.answers, result=result or CallbackResult.FAILED)
        self._heard = Heard(answers, later=result is None)
        if result is CallbackResult.REACHED:
            self._next()
        else:
            self.dismiss(Heard(Answers(result=answers.result), self._heard.later))

    def _answer(self, **given: object) -> None:
        answers = replace(self._heard.answers, **given)  # type: ignore[arg-type]
        self._heard = Heard(answers)
        self._next()

    def _toggle(self, reason: str) -> None:
        chosen = set(self._heard.answers.reasons) ^ {reason}
        reasons = tuple(one for one in DISSATISFIED_WITH if one in chosen)
        self._heard = Heard(replace(self._heard.answers, reasons=reasons))
        self._show()

    def action_go_on(self) -> None:
        """On from the reasons, of which there may be several, or none of those listed."""
        if self._question.answered is Answered.REASONS:
            self._next()

    def _next(self) -> None:
        self._at += 1
        satisfied = self._heard.answers.satisfied
        if self._at < len(self._steps) and self._question.answered is Answered.REASONS:
            # Asked only of the dissatisfied (B.4.5).
            self._at += satisfied is None or satisfied.good
        if self._at >= len(self._steps):
            self._heard = replace(self._heard, at=None)
            self._keep()
            self.dismiss(self._heard)
        else:
            self._show()

    def action_before(self) -> None:
        """Back to the question before."""
        if self._at:
            self._at -= 1
            self._show()

    def action_leave(self) -> None:
        """Leave the call; the next one to the same claimant goes on from here."""
        self.dismiss(None)

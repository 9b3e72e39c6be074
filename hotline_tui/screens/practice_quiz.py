"""Quick questions from the rules, about one's weakest clauses first; a digit answers."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from hotline_tui.practice import quiz
from hotline_tui.practice.quiz import Question
from hotline_tui.practice.recommending import weak_clauses
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import directory
from hotline_tui.widgets.ask import Dialog
from hotline_tui.widgets.plain import plain

WEAK = 5
"""How many of one's weakest clauses are asked about."""


def drill(desk: Desk) -> tuple[Question, ...]:
    """Today's questions for whoever sits here."""
    weak, seed = weak_clauses(desk)[:WEAK], f"{desk.today()} {desk.person.workno}"
    return quiz.questions(directory(desk), seed, weak=weak)


class QuizDialog(Dialog[None]):
    """One question after the other; says at once what is right, and by which clause."""

    DEFAULT_CSS = """
    QuizDialog, QuizDialog:ansi { & > #dialog { width: 76; } }
    QuizDialog #asked { text-style: bold; margin: 1 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"choose({n})", show=False, id=f"practice_quiz.{n}")
          for n in range(1, 5)),
        Binding("enter", "go_on", "下一题", id="practice_quiz.go_on"),
        Binding("escape", "dismiss(None)", "返回", id="practice_quiz.leave"),
    ]  # fmt: skip

    def __init__(self, questions: tuple[Question, ...]) -> None:
        super().__init__("每日一练")
        self._questions = questions
        self._at, self._right = 0, 0
        self._chosen: int | None = None

    def body(self) -> ComposeResult:
        """The question, its choices, the verdict."""
        yield Static(id="asked")
        yield Static(id="choices")
        yield Static(id="verdict")

    def keys(self) -> str:
        """The keys, as the last line tells them."""
        return "数字 作答　Enter 下一题　Esc 返回"

    def on_mount(self) -> None:
        """The first question."""
        self._show()

    def _show(self) -> None:
        asked, choices, verdict = "", "", ""
        if self._at < len(self._questions):
            one = self._questions[self._at]
            asked = f"{self._at + 1} / {len(self._questions)}　{one.asked}"
            choices = "\n".join(f"{nth} {text}" for nth, text in enumerate(one.choices, 1))
            if self._chosen is not None:
                right = f"{one.right + 1} {one.choices[one.right]}"
                good = self._chosen == one.right
                verdict = f"\n{'✓ 对' if good else f'✗ 应为 {right}'}（{one.clause}）"
        else:
            asked = f"答对 {self._right} / {len(self._questions)}"
        self.query_one("#asked", Static).update(plain(asked, multiline=True))
        self.query_one("#choices", Static).update(plain(choices, multiline=True))
        self.query_one("#verdict", Static).update(plain(verdict, multiline=True))

    def action_choose(self, nth: int) -> None:
        """Answer, once."""
        over = self._at >= len(self._questions)
        if over or self._chosen is not None or nth > len(self._questions[self._at].choices):
            return
        self._chosen = nth - 1
        self._right += self._chosen == self._questions[self._at].right
        self._show()

    def action_go_on(self) -> None:
        """The next question, once this one is answered; after the last one, back."""
        if self._at >= len(self._questions):
            self.dismiss(None)
        elif self._chosen is not None:
            self._at, self._chosen = self._at + 1, None
            self._show()

"""A manuscript is looked at by another person: what it changes, passed or given back.

Contributions are decided about here, too. Clause: 6.2.3, 6.2.4.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar, Concatenate, ParamSpec

from rich.text import Text
from textual import work
from textual.binding import Binding, BindingType

from hotline_tui.screens.difference_page import page
from hotline_tui.screens.guided import guided
from hotline_tui.screens.guided_blanks import Blank, Sort
from hotline_tui.screens.manuscript_page import about, behind, heading, history, preview
from hotline_tui.screens.page import PageScreen
from hotline_tui.screens.writing import open_writing
from hotline_tui.screens.writing_keeping import Unsaved
from hotline_tui.services import contributing, manuscripts, relations, releasing, writing
from hotline_tui.services.desk import Desk
from hotline_tui.services.manuscripts import ManuscriptRow
from hotline_tui.services.versions import compared
from hotline_tui.standard.article_life import UNDER_WAY, Deed, Stage, deeds
from hotline_tui.standard.authority import Act
from hotline_tui.widgets.plain import plain

P = ParamSpec("P")

DEEDS: Mapping[str, tuple[Deed, Act]] = {
    "release": (Deed.PASS, Act.PUBLISH_ARTICLE),
    "approve": (Deed.PASS, Act.CHECK_ARTICLE),
    "reject": (Deed.REJECT, Act.CHECK_ARTICLE),
    "publish": (Deed.PUBLISH, Act.PUBLISH_ARTICLE),
    "adopt": (Deed.ADOPT, Act.WRITE_ARTICLE),
    "decline": (Deed.DECLINE, Act.WRITE_ARTICLE),
    "rebase": (Deed.REBASE, Act.WRITE_ARTICLE),
}
"""What each key does to a manuscript, and what it needs."""


class VettingScreen(PageScreen):
    """Lies over the editors' room."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "release", "通过并发布", id="vetting.release",
                tooltip="校核通过，并立即发布到各台"),
        Binding("c", "approve", "只通过", id="vetting.approve",
                tooltip="校核通过，由编辑另行发布"),
        Binding("u", "publish", "发布", id="vetting.publish", tooltip="发布校核过的稿件到各台"),
        Binding("t", "reject", "退回", id="vetting.reject", tooltip="写明哪里不对，退给作者"),
        Binding("a", "adopt", "采纳", id="vetting.adopt", tooltip="采纳供稿，成为草稿再编辑"),
        Binding("d", "decline", "不采纳", id="vetting.decline",
                tooltip="写明理由，供稿单位看得到"),
        Binding("b", "rebase", "换底稿", id="vetting.rebase",
                tooltip="看过与现行版的差异，改以现行版为底稿，再送校核"),
        Binding("f", "whole", "全文/差异", id="vetting.whole",
                tooltip="与已发布的差异，或话务员将看到的全文"),
        Binding("e", "edit", "改", id="vetting.edit",
                tooltip="自己改这篇稿件；改过的人不能再校核它"),
        Binding("h", "history", "经过", id="vetting.history",
                tooltip="谁写、谁送、谁退，改了哪些"),
    ]  # fmt: skip

    def __init__(self, manuscript: int) -> None:
        super().__init__()
        self._key = manuscript
        self.row: ManuscriptRow | None = None
        self._titles: Mapping[int, str] = {}
        self._view = ""

    async def reload(self) -> None:
        """Read the manuscript again."""
        row = await self.door.attempt(manuscripts.show, self._key)
        if row is None:
            if self.row is None:
                self.dismiss()
            return
        if self.row is None:
            self._view = "difference" if row.before else "whole"
        self._titles = await self.door.attempt(relations.called, row.related) or {}
        self.row = row
        self._show()
        self.refresh_bindings()

    def _show(self) -> None:
        row = self.row
        if row is None:
            return
        lines = [plain(line) for line in about(row, self._titles.values())]
        lines += [plain(f"! {one.message} {one.clause}".rstrip(), "bold") for one in row.faults]
        if row.behind:
            lines.append(behind(row))
        if self._view == "history":
            lines += [plain(line) for line in history(row.steps)]
        elif self._view == "difference":
            told = f"与已发布的第 {row.base_version} 版相比（- 原来，+ 现在）："
            same = "与已发布的没有差异"
            lines += [plain(told), page(compared(row.before, row.content), same)]
        else:
            lines.append(preview(row.content, row.base_version + 1))
        self.show_page(heading(row), Text("\n").join(lines))

    def action_whole(self) -> None:
        """The difference to what is published, or all of it."""
        if self.row is not None:
            other = "difference" if self.row.before and self._view != "difference" else "whole"
            self._turn_to(other)

    def action_history(self) -> None:
        """What was done with it, or back."""
        self._turn_to("whole" if self._view == "history" else "history")

    def _turn_to(self, view: str) -> None:
        self._view = view
        self._show()
        self.action_edge(True)

    # ---- acts ---------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this manuscript is in a stage for, and this person may."""
        row = self.row
        if action == "edit":
            return row is not None and row.stage in UNDER_WAY and self.desk.may(Act.WRITE_ARTICLE)
        if action == "whole":
            return row is not None and bool(row.before)
        if action not in DEEDS:
            return True
        deed, act = DEEDS[action]
        if row is None or deed not in deeds(row.stage) or not self.desk.may(act):
            return False
        return action != "rebase" or row.behind

    async def _do(
        self,
        said: str,
        use_case: Callable[Concatenate[Desk, P], ManuscriptRow],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        row = await self.door.attempt(use_case, *args, **kwargs)
        if row is None:
            await self.reload()
            return
        of = (
            f"　知识点 {row.article} 第 {row.published_version} 版" if row.published_version else ""
        )
        self.notify(f"稿件 {row.id} {said}{of}", timeout=4, markup=False)
        if row.stage is Stage.CHECKED:
            await self.reload()
        else:
            self.dismiss()

    @work(group="write")
    async def action_release(self) -> None:
        """It is right: let every desk have it. Clause: 6.2.4."""
        if row := self.row:
            await self._do("已发布", releasing.approve, row.id, row.version, publishing=True)

    @work(group="write")
    async def action_approve(self) -> None:
        """It is right. Clause: 6.2.4."""
        if row := self.row:
            await self._do("校核通过，待发布", releasing.approve, row.id, row.version)

    @work(group="write")
    async def action_publish(self) -> None:
        """Let every desk have what was checked."""
        if row := self.row:
            await self._do("已发布", releasing.publish, row.id, row.version)

    @work(group="write")
    async def action_adopt(self) -> None:
        """Take a contribution over, and go on editing it."""
        if row := self.row:
            done = await self.door.attempt(contributing.adopt, row.id, row.version)
            if done is not None:
                self.dismiss()  # which ends this screen's own workers
                go_on = open_writing(self, Unsaved({}, manuscript=row.id))
                self.app.run_worker(go_on, group="write")

    @work(group="write")
    async def action_rebase(self) -> None:
        """Go on over the article's present version."""
        if row := self.row:
            await self._do("改以现行版为底稿", writing.rebase, row.id, row.version)

    @work(group="write")
    async def action_edit(self) -> None:
        """Change it oneself."""
        if row := self.row:
            await open_writing(self, Unsaved({}, manuscript=row.id))

    @work(group="write")
    async def action_reject(self) -> None:
        """Give it back with what is wrong. Clause: 6.2.4."""
        if row := self.row:
            await self._with_reason(row, "退回", "哪里不对", "已退回", releasing.reject)

    @work(group="write")
    async def action_decline(self) -> None:
        """Turn a contribution down with the reason. Clause: 6.2.4."""
        if row := self.row:
            await self._with_reason(row, "不采纳", "理由", "未采纳", contributing.decline)

    async def _with_reason(
        self,
        row: ManuscriptRow,
        title: str,
        label: str,
        said: str,
        use_case: Callable[[Desk, int, str, int], ManuscriptRow],
    ) -> None:
        def do(desk: Desk, values: Mapping[str, str]) -> ManuscriptRow:
            return use_case(desk, row.id, values["reason"], row.version)

        blanks = (Blank("reason", label, Sort.PROSE, required=True),)
        done = await guided(self, f"{title}　稿件 {row.id} {row.title}", blanks, do)
        if done is not None:
            self.notify(f"稿件 {row.id} {said}", timeout=4, markup=False)
            self.dismiss()

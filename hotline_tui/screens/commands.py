"""What can be done from here by its name: what the keys do, and what has no key of its own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from textual.app import App
from textual.binding import ActiveBinding

from hotline_tui.kb.pinyin import keyed, syllables, typed
from hotline_tui.kb.text import normal
from hotline_tui.screens.base import Door
from hotline_tui.services import outbox, supervising
from hotline_tui.standard.authority import Act
from hotline_tui.standard.moment import BEIJING
from hotline_tui.widgets.ask import Ask, Confirm
from hotline_tui.widgets.frame import key_name

SELF = "area.palette"
"""The binding that opens the list of commands, which is no command in it."""


@dataclass(frozen=True, slots=True)
class Command:
    """A name, a sentence, the key that does the same (as shown and as bound), and what is done."""

    name: str
    told: str
    run: Callable[[], Awaitable[None]]
    key: str = ""
    bound: str = ""


def here(app: App[Any]) -> tuple[Command, ...]:
    """All commands of the screen on view, its own first."""
    bound = sorted(app.screen.active_bindings.values(), key=_late)
    return (*_of_bindings(app, bound), *_without_key(app))


def _late(active: ActiveBinding) -> int:
    """Areas after what the screen itself can do; and Enter on an untouched list never quits."""
    name = active.binding.id or ""
    return name.startswith("area.") + (name == "area.quit")


def matching(commands: Iterable[Command], text: str) -> tuple[Command, ...]:
    """Commands by their key, name, sentence, pinyin or initials; the likeliest first."""
    plain = normal(text)
    ranked = [(rank, one) for one in commands if (rank := _rank(one, plain)) is not None]
    # Of those that begin alike, the one of which most has been typed.
    ranked.sort(key=lambda found: (found[0], len(found[1].name)))
    return tuple(one for _, one in ranked)


def _rank(command: Command, plain: str) -> int | None:
    if plain in (normal(command.key), command.bound):
        return 0
    name = normal(command.name)
    if plain in name:
        return 0 if name.startswith(plain) else 1
    pattern = typed(plain)
    match = pattern.search(keyed(name, syllables(name))) if pattern else None
    if match is not None:
        return 0 if match.start() == 0 else 1
    return 2 if plain in normal(command.told) else None


def _of_bindings(app: App[Any], bindings: Iterable[ActiveBinding]) -> Iterator[Command]:
    """A command for each binding that has something to say for itself; movements have not."""
    seen = {SELF}
    for active in bindings:
        binding = active.binding
        says = binding.description and (binding.show or binding.tooltip)
        if not binding.id or not says or binding.id in seen:
            continue
        seen.add(binding.id)
        yield Command(
            name=binding.description,
            told=binding.tooltip or "",
            run=partial(_press, app, active),
            key=binding.key_display or key_name(binding.key),
            bound=binding.key,
        )


async def _press(app: App[Any], active: ActiveBinding) -> None:
    if not await app.run_action(active.binding.action, active.node):
        app.notify(f"现在不能“{active.binding.description}”。", timeout=3)


# ---- what has no key ----------------------------------------------------------------------


def _without_key(app: App[Any]) -> Iterator[Command]:
    frame, desk = cast(Door, app).frame, cast(Door, app).desk
    if not desk.may(Act.SURGE):
        pass
    elif frame and frame.waiting and frame.waiting.surge_since:
        told = "一般诉求恢复 24 小时内派单"
        yield Command("结束大话务量模式", told, partial(_end_surge, app))
    else:
        told = "一般诉求放宽到 48 小时内派单"
        yield Command("宣布大话务量模式", told, partial(_declare_surge, app))
    if desk.may(Act.SUPERVISE):
        told = "多人反映同一件事的工单：并案、排除"
        yield Command("同类诉求", told, partial(_show_clusters, app))
    if desk.may(Act.IMPROVE):
        told = "由数字发现的问题、整改措施和成效，超期的措施在前"
        yield Command("改进事项", told, partial(_show_improvements, app))
    if desk.may(Act.READ_ALL):
        told = "发出过的预警：依据、工单、确认"
        yield Command("预警记录", told, partial(_show_warnings, app))
        told = "从档案中选出的案例：写、审定、导出，不含个人信息"
        yield Command("典型案例", told, partial(_show_cases, app))
    if desk.may(Act.READ_TICKETS):
        told = "告知承办单位的考评结果：签收、异议、答复、运用"
        yield Command("考评结果", told, partial(_show_notices, app))
        told = "承办单位对一期诉求的分析：提供、查看"
        yield Command("诉求分析", told, partial(_show_analyses, app))
    if desk.may(Act.SIGN_OUT_OTHERS):
        told = "谁的座席开着，注销座席；管理员：新增、岗位、口令、停用"
        yield Command("人员", told, partial(_show_people, app))
    if any(desk.may(act) for act in (Act.REVIEW_INTAKE, Act.DECIDE_REVIEW)):
        told = "抽样、评分、裁定申诉，每人和班组的受理质量"
        yield Command("受理质检", told, partial(_show_reviews, app))
    if desk.may(Act.ANSWER_REVIEW):
        told = "自己工单的评分：确认、说明、申诉"
        yield Command("我的质检", told, partial(_show_own_reviews, app))
    yield Command("锁屏", "离开座席：清屏，回来时输入口令", partial(_lock, app))
    if desk.may(Act.SEND_MAIL):
        yield Command("发送派单邮件", "把等在发件箱里的派单邮件发出去", partial(_send_mail, app))


async def _declare_surge(app: App[Any]) -> None:
    """Clause: 5.3.2.1.3 c."""
    reason = await app.push_screen_wait(Ask("宣布大话务量模式的理由"))
    if reason is None:
        return
    surge = await cast(Door, app).attempt(supervising.declare_surge, reason)
    if surge is not None:
        app.notify(f"大话务量模式自 {surge.started_at.astimezone(BEIJING):%H:%M} 起。")


async def _end_surge(app: App[Any]) -> None:
    """Clause: 5.3.2.1.3 c."""
    if not await app.push_screen_wait(Confirm("结束大话务量模式？")):
        return
    surge = await cast(Door, app).attempt(supervising.end_surge)
    if surge is not None:
        app.notify("大话务量模式已结束，其间登记的仍按 48 小时派单。")


async def _show_clusters(app: App[Any]) -> None:
    """Clause: 5.3.3."""
    from hotline_tui.screens.clusters import ClustersScreen  # commands are named before it is there

    await app.push_screen(ClustersScreen())


async def _show_improvements(app: App[Any]) -> None:
    """Clause: 7.2."""
    from hotline_tui.screens.improvements import (  # commands are named before it is there
        ImprovementsScreen,
    )

    await app.push_screen(ImprovementsScreen())


async def _show_notices(app: App[Any]) -> None:
    """Clause: 7.1.3.4."""
    from hotline_tui.screens.notices import NoticesScreen  # commands are named before it is there

    await app.push_screen(NoticesScreen())


async def _show_analyses(app: App[Any]) -> None:
    """Clause: 6.3.1.5."""
    from hotline_tui.screens.analyses import AnalysesScreen  # commands are named before it is there

    await app.push_screen(AnalysesScreen())


async def _show_cases(app: App[Any]) -> None:
    """Clause: 6.4."""
    from hotline_tui.screens.typical_cases import CasesScreen  # commands are named before it

    await app.push_screen(CasesScreen())


async def _show_warnings(app: App[Any]) -> None:
    """Clause: 6.3.1.4."""
    from hotline_tui.screens.given_warnings import GivenWarningsScreen  # as above

    await app.push_screen(GivenWarningsScreen())


async def _show_people(app: App[Any]) -> None:
    """Clause: 6.1.2."""
    from hotline_tui.screens.people import PeopleScreen  # commands are named before it is there

    await app.push_screen(PeopleScreen())


async def _show_reviews(app: App[Any]) -> None:
    """Clause: 7.1.2.1."""
    from hotline_tui.screens.reviews import ReviewsScreen  # commands are named before it is there

    await app.push_screen(ReviewsScreen())


async def _show_own_reviews(app: App[Any]) -> None:
    """Clause: 7.1.2.4."""
    from hotline_tui.screens.own_reviews import OwnReviewsScreen  # as above

    await app.push_screen(OwnReviewsScreen())


async def _lock(app: App[Any]) -> None:
    """Clause: 6.1.1."""
    cast(Door, app).keeper.lock()


async def _send_mail(app: App[Any]) -> None:
    """Clause: 5.3.2.1.2."""
    door = cast(Door, app)
    if door.mail is None:
        told = "没有设置邮件服务器，派单邮件留在发件箱里。请在设置中填写 smtp。"
        app.notify(told, severity="warning", timeout=8)
        return
    done = await door.attempt(outbox.deliver, door.mail)
    if done is not None:
        failed = f"，{done.failed} 封没有发出" if done.failed else ""
        told = (
            f"已发 {done.sent} 封派单邮件{failed}。"
            if done.sent or done.failed
            else "发件箱是空的。"
        )
        app.notify(told, timeout=5)

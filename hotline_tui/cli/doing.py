"""What `hotline ticket do` can do: each action, the document it takes, and its use case."""

from __future__ import annotations

from collections.abc import Mapping

from hotline_tui.cli import documents, doing_callback, doing_handling, doing_supervision
from hotline_tui.cli.deeds import Deed, Said
from hotline_tui.services import (
    articles,
    claiming,
    linking,
    queueing,
    registering,
    supervising,
)
from hotline_tui.services.attaching import attach_files
from hotline_tui.services.desk import Desk
from hotline_tui.services.dispatching import Dispatch, dispatch
from hotline_tui.services.registering import Answer
from hotline_tui.services.rows import TicketRow
from hotline_tui.standard.refusal import Fault, Refused


def _dispatch(desk: Desk, number: str, said: Said) -> TicketRow:
    return dispatch(desk, Dispatch(number, **{"organizer": "", **said}))


def _answer(desk: Desk, number: str, said: Said) -> TicketRow:
    name = str(said.get("article", ""))
    if not name.strip():
        raise Refused(Fault("article", "5.3.1", "直接答复须引用知识点：请写明 article"))
    article = articles.named(desk, name)
    wish = Answer(number, article, said.get("said", ""), said.get("version"))
    return registering.answer(desk, wish)


def _claim(desk: Desk, number: str, said: Said) -> TicketRow:
    return claiming.claim(desk, number, over=said.get("over", False), reason=said.get("reason", ""))


def _release(desk: Desk, number: str, said: Said) -> TicketRow:
    if not claiming.release(desk, number):
        raise Refused(Fault("number", "", f"工单 {number} 不是您占用的"))
    return queueing.show(desk, number)


def _acknowledge(desk: Desk, number: str, said: Said) -> TicketRow:
    return supervising.acknowledge(desk, number)


def _attach(desk: Desk, number: str, said: Said) -> TicketRow:
    return attach_files(desk, number, said.get("files", ()), said.get("version"))


def _link(desk: Desk, number: str, said: Said) -> TicketRow:
    return linking.link(desk, number, _other(said), said.get("reason", ""))


def _unlink(desk: Desk, number: str, said: Said) -> TicketRow:
    return linking.unlink(desk, number, _other(said))


def _other(said: Said) -> str:
    to = str(said.get("to", "")).strip()
    if not to:
        raise Refused(Fault("to", "", "请写明另一件工单的编号：to"))
    return to


def seen(desk: Desk, number: str, said: Said) -> None:
    """Refuse when the ticket has changed since the version that the document names."""
    version = said.get("version")
    if version is None:
        return
    row = queueing.show(desk, number)
    if row.version != version:
        last = row.history[-1]
        told = f"工单 {number} 已被更新，请先看过再做：{last.name or last.who} {last.summary}"
        raise Refused(Fault("version", "", told))


DEEDS: Mapping[str, Deed] = {
    "dispatch": Deed("派单", documents.DISPATCH, _dispatch),
    "answer": Deed("直接答复", documents.ANSWER, _answer),
    "claim": Deed("占用", documents.CLAIM, _claim),
    "release": Deed("放开占用", documents.PLAIN, _release),
    "acknowledge": Deed("确认紧急提醒", documents.PLAIN, _acknowledge),
    "attach": Deed("加附件", documents.ATTACH, _attach),
    "link": Deed("关联", documents.LINK, _link),
    "unlink": Deed("取消关联", documents.UNLINK, _unlink),
    **doing_handling.DEEDS,
    **doing_supervision.DEEDS,
    **doing_callback.DEEDS,
}
"""All actions, by the word that is typed."""

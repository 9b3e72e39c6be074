"""Why a server lets nobody in, or does not let one do something, in the person's words.

PostgreSQL and its driver say it in English. What none of these lines knows stays in their own
words: a rare reason is for whoever looks after the server.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from hotline_tui.standard.authority import Act
from hotline_tui.standard.vocabulary import Status

_PASSWORD = "口令不对，或没有这个登录名"  # noqa: S105 - what people are told
_CUT = "与服务器的连接已断开"
_LOGIN = "这个登录名已停用，或不得登录"

_AWAY: Sequence[tuple[str, str]] = (
    (r"password authentication failed|no password supplied", _PASSWORD),
    (r"role .* does not exist", _PASSWORD),
    (r"role .* is not permitted to log in", _LOGIN),
    (r"(Peer|Ident|GSSAPI|certificate) authentication failed", "系统登录名与数据库的登录名不符"),
    (r"database .* does not exist", "服务器上没有这个数据库"),
    (r"permission denied to create database", "连接用的角色须有 CREATEDB 权限"),
    (r"permission denied for database", "这个登录名没有连接这个数据库的权限"),
    (r"too many (clients|connections)|connection slots", "服务器的连接数已满，请稍后再试"),
    (r"is starting up|in recovery|not accepting connections", "服务器正在启动，请稍后再试"),
    (r"is shutting down|due to administrator command", "服务器正在停止，请稍后再试"),
    (r"does not support SSL", "要求加密连接，但服务器没有启用 SSL"),
    (
        r"no pg_hba.conf entry for host \"[^\[].* no encryption",
        "服务器不接受从这里不加密的连接：须用 SSL，或由管理员在 pg_hba.conf 中放行",
    ),
    (r"no pg_hba.conf entry", "服务器不接受从这里的连接：须由管理员在 pg_hba.conf 中放行"),
    (r"pg_hba.conf rejects", "服务器拒绝从这里的连接（pg_hba.conf）"),
    (r"certificate|SSL error|sslmode", "加密连接未能建立：请核对服务器证书"),
    (r"could not translate host name|failed to resolve host", "找不到这个主机名"),
    (r"Connection refused|No such file or directory", "服务器没有运行，或地址、端口不对"),
    (r"timeout|timed out", "服务器没有应答"),
    (r"Network is unreachable|No route to host", "网络不通"),
    (r"terminat|server closed|broken pipe|EOF detected", _CUT),
    (r"connection (is |was |already )?(lost|closed|reset)|could not (send|receive)", _CUT),
)
"""What is found in the words of a server or its driver, and what people are told."""


def away(said: str) -> str:
    """Why there is no connection, or none any more; rare reasons as they were said."""
    lines = said.strip().splitlines() or [""]
    return known(said) or lines[-1]


def known(said: str) -> str:
    """The same where it is a reason that this table has; empty otherwise."""
    found = (told for pattern, told in _AWAY if re.search(pattern, said, re.IGNORECASE))
    return next(found, "")


def is_login(said: str) -> bool:
    """Whether it is who logs in that is not let in, or nobody knows what it is."""
    return known(said) in ("", _PASSWORD, _LOGIN)


def denied(said: str) -> str:
    """What a database role may not do, of the server's or one of our triggers' words."""
    first = said.strip().partition("\n")[0]
    if found := re.search(r"permission denied for \w+ (\S+)", first):
        return f"不得读写 {found[1]}"
    if found := re.search(r"row-level security policy for table \"?(\w+)", first):
        return f"不得写 {found[1]} 的这一行"
    if found := re.match(r"desk: no authority to move a ticket from (\w+) to (\w+)", first):
        return f"不得把{_STATUS[found[1]]}的工单转为{_STATUS[found[2]]}"
    if found := re.match(r"desk: this needs the authority to (\w+)", first):
        return f"须有“{_ACT[found[1]]}”的权限"
    if found := re.match(r"desk: no authority for (\w+)", first):
        return f"不得记下 {found[1]}"
    return _OURS.get(first, first)


_STATUS = {one.value: one.label for one in Status}
_ACT = {one.value: one.label for one in Act}
_OURS = {
    "desk: nobody writes in the name of others": "不得以他人名义填写",
    "desk: this claimant is not shown": "不得查看这位诉求人",
}

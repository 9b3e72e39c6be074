"""What this city chooses where the standard leaves it a choice: kept in the database, for all."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any

from hotline_tui.data import directory as stored
from hotline_tui.data import events
from hotline_tui.data.engine import Session
from hotline_tui.services.desk import Desk
from hotline_tui.standard.authority import Act
from hotline_tui.standard.policy import LABELS, Policy, policy_faults
from hotline_tui.standard.refusal import refuse_if

DAY = timedelta(days=1)


def within(session: Session) -> Policy:
    """The choices in force, read in the caller's transaction."""
    text = stored.fact(session, stored.POLICY)
    return from_document(json.loads(text)) if text else Policy()


def current(desk: Desk) -> Policy:
    """The choices in force."""
    with desk.database.reading() as session:
        return within(session)


def choose(desk: Desk, choices: Mapping[str, Any]) -> Policy:
    """Choose anew under some names of `Policy`; all others stay as they are.

    Tickets that have been dispatched go on by the choices of then.
    """
    desk = desk.still()
    desk.require(Act.MANAGE_REFERENCE)
    with desk.database.transaction() as session:
        before = within(session)
        wanted = replace(before, **choices)
        refuse_if(policy_faults(wanted))
        changed = [name for name in LABELS if getattr(before, name) != getattr(wanted, name)]
        if changed:
            text = json.dumps(document(wanted), ensure_ascii=False)
            stored.set_fact(session, stored.POLICY, text)
            given = document(wanted)
            told = "；".join(f"{LABELS[name]}：{_told(given[name])}" for name in changed)
            events.add(session, desk.actor(), "policy_changed", f"更改办理规则　{told}")
        return wanted


def document(policy: Policy) -> dict[str, Any]:
    """The choices as a document: stretches of time in days, exceptions as objects."""
    return {name: _plain(given) for name, given in asdict(policy).items()}


def from_document(given: Mapping[str, Any]) -> Policy:
    """The choices that a document holds; what it does not name is as usual."""
    return replace(Policy(), **meant(given))


def meant(given: Mapping[str, Any]) -> dict[str, Any]:
    """What a document's names mean, for `choose`."""
    usual = Policy()
    return {name: _meant(getattr(usual, name), one) for name, one in given.items()}


def _plain(given: Any) -> Any:
    if isinstance(given, timedelta):
        return given / DAY
    return dict(given) if isinstance(given, tuple) else given


def _meant(usual: Any, given: Any) -> Any:
    if isinstance(usual, timedelta):
        return given * DAY
    return tuple(sorted(given.items())) if isinstance(usual, tuple) else given


def _told(given: Any) -> str:
    if isinstance(given, bool):
        return "是" if given else "否"
    if isinstance(given, dict):
        return "、".join(f"{name} {share:.0%}" for name, share in given.items()) or "无"
    return f"{given:g}" if isinstance(given, float) else str(given)

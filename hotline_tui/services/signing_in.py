"""Passwords: checked, and counted when wrong. Clause: 6.1.2."""

from __future__ import annotations

import platform
from datetime import datetime

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from hotline_tui.data import events, secured, secured_people
from hotline_tui.data import sign_in as stored
from hotline_tui.data.engine import Database, Session
from hotline_tui.data.events import Actor
from hotline_tui.data.reference_tables import Operator
from hotline_tui.services.desk import Desk
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.refusal import Fault, Refused
from hotline_tui.standard.sign_in import WINDOW, shut_until


def kept(session: Session, password: str) -> str:
    """What is kept of a password; nothing of none.

    Of a database role's it is what its server checks it by, made here: the password itself goes
    nowhere.
    """
    if password and secured.is_secured(session.connection()):
        return secured_people.verifier(session.connection(), password)
    return PasswordHasher().hash(password) if password else ""


def check(database: Database, operator: Operator, password: str | None) -> None:
    """Raise `Refused` unless it is the operator's password, given before too many wrong ones.

    Clause: 6.1.2.
    """
    if password is None:
        message = f"工号 {operator.workno} 设有口令：请在 HOTLINE_PASSWORD 中给出"
        raise Refused(Fault("password", "6.1.2", message))
    now = database.now()
    with database.reading() as session:
        failures = stored.failures(session, operator.workno, now - WINDOW)
    shut = shut_until(failures)
    if shut is not None and now < shut:
        until = shut.astimezone(BEIJING)
        told = f"口令已错 {len(failures)} 次，请在 {until:%H:%M:%S} 之后再试"
        raise Refused(Fault("password", "6.1.2", told))
    if not _is_right(database, operator, password):
        _note(database, operator, now, stored.FAILED, "口令不对")
        raise Refused(Fault("password", "6.1.2", "口令不对"))
    if failures:
        _note(database, operator, now, stored.SIGNED_IN, "口令正确")


def _is_right(database: Database, operator: Operator, password: str) -> bool:
    if operator.password == secured_people.KEPT_BY_THE_SERVER:
        return database.lets_in(password)
    try:
        return PasswordHasher().verify(operator.password, password)
    except VerifyMismatchError:
        return False


def unlock(desk: Desk, password: str | None) -> None:
    """Go on at a desk that was left alone. Raises `Refused` like `check`.

    Who was let in by a server that asks for no password is asked for none here, as nobody could
    tell whether it is right. Clause: 6.1.1, 6.1.2.
    """
    with desk.database.reading() as session:
        operator = session.get(Operator, desk.person.workno)
    if operator is None or not operator.active:
        raise Refused(Fault("workno", "6.1.2", f"工号 {desk.person.workno} 已停用"))
    kept_there = operator.password == secured_people.KEPT_BY_THE_SERVER
    if operator.password and not (kept_there and desk.database.vouches()):
        check(desk.database, operator, password)


def _note(database: Database, operator: Operator, now: datetime, what: str, told: str) -> None:
    actor = Actor(operator.workno, operator.name, platform.node(), now)
    with database.transaction() as session:
        events.add(session, actor, what, told)

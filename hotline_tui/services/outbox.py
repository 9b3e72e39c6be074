"""Dispatches by e-mail leave the outbox by SMTP where a server is configured. Clause: 5.3.2.1.2."""

from __future__ import annotations

import smtplib
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage

from hotline_tui.data import desk_state, events
from hotline_tui.data.engine import Session
from hotline_tui.data.tables import Mail, Ticket
from hotline_tui.services.desk import Desk
from hotline_tui.standard.authority import Act
from hotline_tui.standard.refusal import Fault, Refused

AT_ONCE = 50
"""How many mails one run sends."""


@dataclass(frozen=True, slots=True)
class Server:
    """The SMTP server that takes the mails, and who they are from."""

    host: str
    port: int = 25
    sender: str = "12345@hotline.invalid"
    user: str = ""
    password: str = ""
    tls: bool = False


@dataclass(frozen=True, slots=True)
class Delivery:
    """What one run of the outbox did."""

    sent: int
    failed: int


@dataclass(frozen=True, slots=True)
class MailRow:
    """A letter in the outbox; `sent_at` None: it waits, and `error` says what went wrong last."""

    number: str
    recipient: str
    subject: str
    written_at: datetime
    sent_at: datetime | None
    tries: int
    error: str


def letters(desk: Desk, limit: int = 50, *, waiting_only: bool = False) -> tuple[MailRow, ...]:
    """Letters of the outbox, newest first."""
    desk.require(Act.READ_ALL)
    with desk.database.reading() as session:
        return tuple(
            MailRow(
                number,
                mail.recipient,
                mail.subject,
                mail.written_at,
                mail.sent_at,
                mail.tries,
                mail.error,
            )
            for mail, number in desk_state.mails(session, limit, waiting_only)
        )


def deliver(desk: Desk, server: Server) -> Delivery:
    """Send what waits, each mail in a transaction of its own, in which it is marked as sent.

    A mail that fails stays in the outbox with the error, and is tried again the next time.
    Raises `Refused` where the server cannot be reached at all.

    Clause: 5.3.2.1.2.
    """
    desk.require(Act.SEND_MAIL)
    done = Delivery(0, 0)
    with desk.database.reading() as session:
        if not desk_state.mails(session, 1, True):
            return done
    last = 0
    with _connection(server) as smtp:
        for _ in range(AT_ONCE):
            with desk.database.transaction() as session:
                mail = next(iter(desk_state.unsent(session, 1, after=last)), None)
                if mail is None:
                    return done
                last = mail.id or 0
                sent = _send(desk, session, smtp, mail, server)
                done = Delivery(done.sent + sent, done.failed + (not sent))
    return done


def _send(desk: Desk, session: Session, smtp: smtplib.SMTP, mail: Mail, server: Server) -> bool:
    mail.tries += 1
    session.add(mail)
    try:
        smtp.send_message(_message(mail, server))
    except (smtplib.SMTPException, OSError) as error:
        mail.error = str(error)[:500]
        return False
    mail.sent_at, mail.error = desk.now(), ""
    ticket = session.get(Ticket, mail.ticket_id)
    events.add(session, desk.actor(), "mailed", f"派单邮件已发至 {mail.recipient}", ticket=ticket)
    return True


def _connection(server: Server) -> smtplib.SMTP:
    try:
        smtp = smtplib.SMTP(server.host, server.port, timeout=10)
        if server.tls:
            smtp.starttls()
        if server.user:
            smtp.login(server.user, server.password)
    except (smtplib.SMTPException, OSError) as error:
        message = f"邮件服务器 {server.host}:{server.port} 连接不上，邮件仍在发件箱：{error}"
        raise Refused(Fault("smtp", "", message)) from error
    return smtp


def _message(mail: Mail, server: Server) -> EmailMessage:
    message = EmailMessage()
    message["From"] = server.sender
    message["To"] = mail.recipient
    message["Subject"] = " ".join(mail.subject.split())
    message.set_content(mail.body)
    return message

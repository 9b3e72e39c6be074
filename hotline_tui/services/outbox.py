"""Dispatches by e-mail leave the outbox by SMTP where a server is configured. Clause: 5.3.2.1.2."""

from __future__ import annotations

import smtplib
from dataclasses import dataclass
from email.message import EmailMessage

from hotline_tui.data import desk_state, events
from hotline_tui.data.tables import Mail, Ticket
from hotline_tui.services.desk import Desk
from hotline_tui.standard.authority import Act

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


def deliver(desk: Desk, server: Server) -> Delivery:
    """Send what waits; each mail is marked in the transaction that sent it.

    A mail that fails stays in the outbox with the error, and is tried again the next time.

    Clause: 5.3.2.1.2.
    """
    desk.require(Act.SEND_MAIL)
    done = Delivery(0, 0)
    with desk.database.transaction() as session:
        waiting = desk_state.unsent(session, AT_ONCE)
        if not waiting:
            return done
        with _connection(server) as smtp:
            for mail in waiting:
                mail.tries += 1
                try:
                    smtp.send_message(_message(mail, server))
                except smtplib.SMTPException as error:
                    mail.error = str(error)[:500]
                    done = Delivery(done.sent, done.failed + 1)
                else:
                    mail.sent_at, mail.error = desk.now(), ""
                    ticket = session.get(Ticket, mail.ticket_id)
                    summary = f"派单邮件已发至 {mail.recipient}"
                    events.add(session, desk.actor(), "mailed", summary, ticket=ticket)
                    done = Delivery(done.sent + 1, done.failed)
                session.add(mail)
    return done


def _connection(server: Server) -> smtplib.SMTP:
    smtp = smtplib.SMTP(server.host, server.port, timeout=10)
    if server.tls:
        smtp.starttls()
    if server.user:
        smtp.login(server.user, server.password)
    return smtp


def _message(mail: Mail, server: Server) -> EmailMessage:
    message = EmailMessage()
    message["From"] = server.sender
    message["To"] = mail.recipient
    message["Subject"] = " ".join(mail.subject.split())
    message.set_content(mail.body)
    return message

"""A PBX, a supervisor and a cron job at the command line: calls, surges, mail."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.cli.conftest import Office
from tests.cli.samples import COMPLAINT

RING = ("call", "ring", "--from", "138 0000 1234")


class Postbox:
    """Keeps what it is given; refuses what is for `refused`."""

    def __init__(self) -> None:
        self.mails: list[Envelope] = []
        self.refused = ""

    async def handle_DATA(  # noqa: N802 - aiosmtpd's own name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Take a mail in."""
        if self.refused in envelope.rcpt_tos:
            return "550 nobody here"
        self.mails.append(envelope)
        return "250 OK"


@pytest.fixture
def postbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Postbox]:
    """A real mail server on a free port, and the settings that name it."""
    box = Postbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    monkeypatch.setenv("HOTLINE_SMTP_HOST", "127.0.0.1")
    monkeypatch.setenv("HOTLINE_SMTP_PORT", str(port))
    yield box
    controller.stop()


@pytest.mark.clause("5.4.1", "5.4.2")
def test_a_call_rings_is_answered_rated_and_ends(either: Office) -> None:
    number = either.registered(COMPLAINT)["number"]
    rung = either(*RING, "--json").document
    assert (rung["phone"], rung["nth"], rung["this_month"]) == ("138****1234", 1, 1)
    assert [one["number"] for one in rung["earlier"]] == [number]
    assert "以前的工单：" + number in either(*RING).out
    call = ("--call", str(rung["call"]))
    early = either("call", "rate", "1", *call, "--json")
    assert (early.code, early.refused[0]["clause"]) == (1, "5.4.1")
    assert either("call", "answer", *call, "--json").document["answered_at"]
    assert either("call", "rate", "9", *call, "--json").refused[0]["clause"] == "5.4.2"
    assert either("call", "offer", *call, "--json").document["offered_at"]
    assert either("call", "hang-up", *call, "--json").document["ended_at"]
    assert either("call", "rate", "满意", *call, "--json").document["rating"] == "satisfied"
    assert "评价：满意" in either("call", "hang-up", *call).out
    assert either("call", "rate", "1", *call, "--json").refused[0]["clause"] == "5.4.1"
    assert either("call", "answer", *call).code == 1
    made = either.registered({**COMPLAINT, "call": rung["call"]})
    assert made["raised_at"] == "2026-11-23T08:30:00+08:00"


def test_a_call_goes_to_the_desk_that_the_exchange_names(office: Office) -> None:
    office("user", "add", "1024", "王芳", "--role", "agent")
    assert office(*RING, "--to", "1024", "--json").document["agent"] == "1024"
    assert office("call", "answer").code == 1
    assert office("call", "answer", workno="1024").code == 0
    hidden = office("call", "ring", "--from", "", "--json").document
    assert (hidden["phone"], hidden["nth"]) == ("", 1)


@pytest.mark.clause("5.3.2.1.3 c")
def test_a_surge_lengthens_what_is_raised_while_it_lasts(either: Office) -> None:
    assert either("surge", "show").out == "现在不是大话务量模式\n"
    assert either("surge", "declare", " ", "--json").refused[0]["clause"] == "5.3.2.1.3 c"
    assert either("surge", "declare", "暴雨").code == 0
    assert either("surge", "declare", "又一次").code == 1
    assert either("surge", "show", "--json").document["surge"]["reason"] == "暴雨"
    during = either.registered(COMPLAINT)
    assert during["clocks"]["dispatch"]["due_at"] == "2026-11-25T08:30:00+08:00"
    later = either.at("2026-11-23T09:00:00+08:00")
    assert later("surge", "end", "--json").document["surge"]["ended_at"]
    after = later.registered(COMPLAINT)
    assert after["clocks"]["dispatch"]["due_at"] == "2026-11-24T09:00:00+08:00"


def by_mail(office: Office) -> str:
    """A ticket dispatched by e-mail; its number."""
    number = str(office.registered(COMPLAINT)["number"])
    document = {"organizer": "朝阳区人民政府", "way": "email"}
    assert office.do(number, "dispatch", document).code == 0
    return number


@pytest.mark.clause("5.3.2.1.2")
def test_a_dispatch_by_mail_waits_until_it_is_sent(either: Office, postbox: Postbox) -> None:
    number = by_mail(either)
    waiting = either("outbox", "list", "--waiting", "--json").document["mails"]
    assert [(one["number"], one["sent_at"]) for one in waiting] == [(number, None)]
    assert either("outbox", "send", "--json").document == {"sent": 1, "failed": 0}
    assert len(postbox.mails) == 1
    assert postbox.mails[0].rcpt_tos == [waiting[0]["recipient"]]
    assert either("outbox", "list", "--waiting").out == "发件箱里没有邮件\n"
    assert either("outbox", "list", "--json").document["mails"][0]["sent_at"]
    assert either("outbox", "send", "--json").document == {"sent": 0, "failed": 0}
    history = either("ticket", "show", number, "--json").document["history"]
    assert history[-1]["what"] == "mailed"


def test_a_mail_that_fails_stays_with_the_reason(office: Office, postbox: Postbox) -> None:
    by_mail(office)
    recipient = office("outbox", "list", "--json").document["mails"][0]["recipient"]
    postbox.refused = recipient
    said = office("outbox", "send", "--json")
    assert (said.code, said.document) == (2, {"sent": 0, "failed": 1})
    kept = office("outbox", "list", "--json").document["mails"][0]
    assert (kept["tries"], "nobody here" in kept["error"]) == (1, True)
    postbox.refused = ""
    assert office("outbox", "send").code == 0


def test_without_a_mail_server_the_mail_waits(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_mail(office)
    assert office("outbox", "send", "--json").refused[0]["field"] == "smtp"
    monkeypatch.setenv("HOTLINE_SMTP_HOST", "127.0.0.1")
    monkeypatch.setenv("HOTLINE_SMTP_PORT", "1")
    said = office("outbox", "send", "--json")
    assert said.code == 1
    assert "仍在发件箱" in said.refused[0]["message"]
    assert len(office("outbox", "list", "--waiting", "--json").document["mails"]) == 1


def test_people_are_added_changed_and_disabled(either: Office) -> None:
    add = ("user", "add", "2003", "赵静", "--role", "agent,派单员", "--json")
    assert either(*add).document["users"][0]["roles"] == ["agent", "dispatcher"]
    assert either(*add).code == 1
    organizer = ("user", "add", "6001", "吴桐", "--role", "organizer")
    assert either(*organizer, "--json").refused[0]["field"] == "unit"
    assert either(*organizer, "--unit", "潘家园街道办事处").code == 0
    changed = either("user", "roles", "2003", "--role", "supervisor", "--json")
    assert changed.document["users"][0]["roles"] == ["supervisor"]
    assert either("ticket", "list", workno="2003").code == 0
    assert either("user", "disable", "2003").code == 0
    assert either("ticket", "list", workno="2003").code == 1
    assert "停用" in either("user", "list").out

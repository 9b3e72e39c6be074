"""Every use case turns away a role that has no authority for it, before it looks at anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from hotline_tui.services import (
    attaching,
    calls,
    claiming,
    dispatching,
    importing,
    knowledge,
    linking,
    operators,
    outbox,
    queueing,
    registering,
    supervising,
    unmasking,
)
from hotline_tui.services.desk import Desk
from hotline_tui.services.registering import Answer, Registration
from hotline_tui.standard.authority import AUTHORITY, Act
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.vocabulary import Role
from tests.office import SUBDISTRICT, Office, matter

WISH = Registration(matter())
NUMBER = "20261123000001"

ACTS: dict[str, tuple[Act, Callable[[Desk], object]]] = {
    "register": (Act.REGISTER, lambda desk: registering.register(desk, WISH)),
    "register and answer": (
        Act.REGISTER,
        lambda desk: registering.register_and_answer(desk, WISH, 1),
    ),
    "answer": (Act.ANSWER, lambda desk: registering.answer(desk, Answer(NUMBER, 1))),
    "turn away": (Act.REGISTER, lambda desk: registering.turn_away(desk, WISH, "外地", "当地")),
    "dispatch": (
        Act.DISPATCH,
        lambda desk: dispatching.dispatch(desk, dispatching.Dispatch(NUMBER, SUBDISTRICT)),
    ),
    "preview": (
        Act.DISPATCH,
        lambda desk: dispatching.preview(desk, dispatching.Dispatch(NUMBER, SUBDISTRICT)),
    ),
    "claim": (Act.CLAIM, lambda desk: claiming.claim(desk, NUMBER)),
    "take next": (Act.CLAIM, claiming.take_next),
    "link": (Act.LINK, lambda desk: linking.link(desk, NUMBER, "20261123000002")),
    "unlink": (Act.LINK, lambda desk: linking.unlink(desk, NUMBER, "20261123000002")),
    "repeats": (Act.READ_ALL, lambda desk: linking.repeats(desk, matter())),
    "ring": (Act.TAKE_CALL, lambda desk: calls.ring(desk, "13812345678")),
    "pick up": (Act.TAKE_CALL, calls.pick_up),
    "hang up": (Act.TAKE_CALL, calls.hang_up),
    "rate": (Act.TAKE_CALL, lambda desk: calls.rate(desk, "1")),
    "caller": (Act.READ_ALL, lambda desk: calls.caller(desk, "13812345678")),
    "declare surge": (Act.SURGE, lambda desk: supervising.declare_surge(desk, "暴雨")),
    "end surge": (Act.SURGE, supervising.end_surge),
    "acknowledge": (Act.ACKNOWLEDGE, lambda desk: supervising.acknowledge(desk, NUMBER)),
    "queue": (Act.READ_TICKETS, lambda desk: queueing.queue(desk, queueing.QueueWish())),
    "find": (Act.READ_TICKETS, lambda desk: queueing.find(desk, "路灯")),
    "list": (Act.READ_TICKETS, lambda desk: queueing.listed(desk, 10)),
    "show": (Act.READ_TICKETS, lambda desk: queueing.show(desk, NUMBER)),
    "unmask": (Act.READ_TICKETS, lambda desk: unmasking.unmask(desk, NUMBER, "核实")),
    "attach": (Act.ATTACH, lambda desk: attaching.attach(desk, NUMBER, ())),
    "fetch": (Act.READ_TICKETS, lambda desk: attaching.fetch(desk, NUMBER)),
    "import": (
        Act.IMPORT,
        lambda desk: importing.take_in(desk, importing.Import("a.csv", b"")),
    ),
    "import knowledge": (Act.IMPORT_KNOWLEDGE, lambda desk: knowledge.take_in(desk, ())),
    "letters": (Act.READ_ALL, outbox.letters),
    "send mail": (
        Act.SEND_MAIL,
        lambda desk: outbox.deliver(desk, outbox.Server("mail.invalid")),
    ),
    "people": (Act.MANAGE_OPERATORS, operators.everybody),
    "add person": (
        Act.MANAGE_OPERATORS,
        lambda desk: operators.add(desk, operators.NewOperator("2001", "李", (Role.AGENT,))),
    ),
    "disable": (Act.MANAGE_OPERATORS, lambda desk: operators.disable(desk, "2001")),
    "roles": (
        Act.MANAGE_OPERATORS,
        lambda desk: operators.set_roles(desk, "2001", (Role.AGENT,)),
    ),
}


@pytest.mark.clause("6.1.2")
def test_every_use_case_refuses_every_role_that_may_not(office: Office) -> None:
    let_in = []
    for name, (act, use) in ACTS.items():
        for role in frozenset(Role) - AUTHORITY[act]:
            person = replace(office.owner.person, roles=frozenset({role}))
            try:
                use(replace(office.owner, person=person))
            except Refused as refused:
                if [one.clause for one in refused.faults] == ["6.1.2"]:
                    continue
            let_in.append((name, role.value))
    assert let_in == []
    assert queueing.listed(office.owner, 10) == ()
    assert [one.workno for one in operators.everybody(office.owner)] == ["0001"]


@pytest.mark.clause("6.1.2")
def test_who_has_no_role_at_all_sees_no_alert(office: Office) -> None:
    nobody = replace(office.owner, person=replace(office.owner.person, roles=frozenset()))
    assert supervising.alerts(nobody) == ()
    with pytest.raises(Refused):
        queueing.waiting(nobody)

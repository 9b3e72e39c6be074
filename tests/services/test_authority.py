"""Every use case turns away a role that has no authority for it, before it looks at anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from hotline_tui.services import (
    archiving,
    attaching,
    calling_back,
    calls,
    candidate_list,
    claiming,
    closing,
    contributing,
    dispatching,
    feeding_back,
    figures,
    heeding,
    importing,
    knowledge,
    linking,
    operators,
    outbox,
    overseeing,
    people,
    policy,
    progressing,
    queueing,
    registering,
    relations,
    releasing,
    requesting,
    required,
    returning,
    review_rows,
    reviewing,
    seats,
    service_quality,
    signing,
    supervising,
    ticking,
    unmasking,
    writing,
)
from hotline_tui.services.desk import Desk
from hotline_tui.services.registering import Answer, Registration
from hotline_tui.standard.authority import AUTHORITY, Act
from hotline_tui.standard.callback import Answers
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
    "enable": (Act.MANAGE_OPERATORS, lambda desk: operators.enable(desk, "2001")),
    "another's password": (
        Act.MANAGE_OPERATORS,
        lambda desk: operators.set_password(desk, "2001", "x"),
    ),
    "seats": (Act.SIGN_OUT_OTHERS, seats.taken),
    "people and seats": (Act.SIGN_OUT_OTHERS, people.people),
    "sign out": (Act.SIGN_OUT_OTHERS, lambda desk: seats.sign_out(desk, "2001", "下班")),
    "roles": (
        Act.MANAGE_OPERATORS,
        lambda desk: operators.set_roles(desk, "2001", (Role.AGENT,)),
    ),
}


AFTER_DISPATCH: dict[str, tuple[Act, Callable[[Desk], object]]] = {
    "sign": (Act.SIGN, lambda desk: signing.sign(desk, signing.Sign(NUMBER))),
    "give back": (
        Act.RETURN,
        lambda desk: returning.give_back(desk, returning.GiveBack(NUMBER)),
    ),
    "recall": (Act.RECALL, lambda desk: returning.recall(desk, returning.Recall(NUMBER))),
    "transfer": (
        Act.RECALL,
        lambda desk: returning.transfer(desk, dispatching.Dispatch(NUMBER, SUBDISTRICT), ""),
    ),
    "log": (Act.LOG, lambda desk: progressing.log(desk, progressing.Log(NUMBER))),
    "feed back": (
        Act.FEEDBACK,
        lambda desk: feeding_back.feed_back(desk, feeding_back.FeedBack(NUMBER)),
    ),
    "approve": (
        Act.APPROVE,
        lambda desk: feeding_back.approve(desk, feeding_back.Approval(NUMBER)),
    ),
    "supervise": (
        Act.SUPERVISE,
        lambda desk: overseeing.supervise(desk, overseeing.Supervise(NUMBER)),
    ),
    "complete": (Act.SUPERVISE, lambda desk: overseeing.complete(desk, overseeing.Complete(1))),
    "settle": (
        Act.SUPERVISE,
        lambda desk: overseeing.settle(desk, overseeing.Settle(NUMBER, reason="已处理")),
    ),
    "candidates": (
        Act.READ_ALL,
        lambda desk: candidate_list.candidates(desk, candidate_list.CandidateWish()),
    ),
    "overseen": (Act.READ_TICKETS, lambda desk: candidate_list.overseen(desk, NUMBER)),
    "undecided": (Act.READ_ALL, candidate_list.undecided),
    "request": (Act.REQUEST, lambda desk: requesting.ask(desk, requesting.Ask(NUMBER))),
    "decide": (Act.DECIDE_REQUEST, lambda desk: requesting.decide(desk, requesting.Decide(1))),
    "end": (Act.DECIDE_REQUEST, lambda desk: requesting.end(desk, requesting.End(1))),
    "tick": (Act.TICK, ticking.tick),
    "look for warnings": (Act.TICK, heeding.look),
    "heed a warning": (Act.HEED_WARNING, lambda desk: heeding.heed(desk, 1, "已转")),
    "given warnings": (Act.READ_ALL, heeding.given),
    "call back": (
        Act.CALL_BACK,
        lambda desk: calling_back.call_back(desk, calling_back.CallBack(NUMBER, Answers())),
    ),
    "evaluate": (
        Act.CALL_BACK,
        lambda desk: calling_back.evaluate(desk, calling_back.Evaluate(NUMBER)),
    ),
    "close": (Act.CLOSE, lambda desk: closing.close(desk, NUMBER)),
    "cancel": (Act.CANCEL, lambda desk: closing.cancel(desk, closing.Cancel(NUMBER))),
    "archive": (
        Act.ARCHIVE,
        lambda desk: archiving.archive(desk, archiving.IntoArchive(NUMBER)),
    ),
    "find service complaint": (
        Act.SUPERVISE,
        lambda desk: service_quality.find(desk, service_quality.Finding(NUMBER)),
    ),
    "service quality": (Act.READ_ALL, service_quality.quality),
    "draw reviews": (
        Act.REVIEW_INTAKE,
        lambda desk: reviewing.draw(desk, figures.period(desk, "本月")),
    ),
    "pick for review": (Act.REVIEW_INTAKE, lambda desk: reviewing.pick(desk, NUMBER)),
    "score": (Act.REVIEW_INTAKE, lambda desk: reviewing.score(desk, reviewing.Score(1, {}))),
    "answer a review": (
        Act.ANSWER_REVIEW,
        lambda desk: reviewing.answer(desk, reviewing.Answer(1)),
    ),
    "decide a review": (
        Act.DECIDE_REVIEW,
        lambda desk: reviewing.decide(desk, reviewing.Decision(1)),
    ),
    "own reviews": (Act.ANSWER_REVIEW, review_rows.own),
    "team": (Act.MANAGE_OPERATORS, lambda desk: operators.set_team(desk, "2001", "一班")),
    "choose policy": (Act.MANAGE_REFERENCE, lambda desk: policy.choose(desk, {})),
}


EDITORIAL: dict[str, tuple[Act, Callable[[Desk], object]]] = {
    "begin": (Act.WRITE_ARTICLE, lambda desk: writing.begin(desk, writing.Writing())),
    "write": (Act.WRITE_ARTICLE, lambda desk: writing.write(desk, 1, writing.Writing())),
    "rebase": (Act.WRITE_ARTICLE, lambda desk: writing.rebase(desk, 1)),
    "submit": (Act.WRITE_ARTICLE, lambda desk: writing.submit(desk, 1)),
    "discard": (Act.WRITE_ARTICLE, lambda desk: writing.discard(desk, 1)),
    "adopt": (Act.WRITE_ARTICLE, lambda desk: contributing.adopt(desk, 1)),
    "decline": (Act.WRITE_ARTICLE, lambda desk: contributing.decline(desk, 1, "有")),
    "relate": (Act.WRITE_ARTICLE, lambda desk: relations.relate(desk, 1, ())),
    "approve article": (Act.CHECK_ARTICLE, lambda desk: releasing.approve(desk, 1)),
    "reject": (Act.CHECK_ARTICLE, lambda desk: releasing.reject(desk, 1, "错")),
    "publish": (Act.PUBLISH_ARTICLE, lambda desk: releasing.publish(desk, 1)),
    "withdraw": (Act.PUBLISH_ARTICLE, lambda desk: releasing.withdraw(desk, 1, "废止")),
    "contribute": (
        Act.CONTRIBUTE,
        lambda desk: contributing.contribute(desk, writing.Writing()),
    ),
    "amend": (Act.CONTRIBUTE, lambda desk: contributing.amend(desk, 1, writing.Writing())),
    "contributed": (Act.CONTRIBUTE, contributing.contributed),
    "require reading": (Act.REQUIRE_READING, lambda desk: required.require(desk, 1)),
    "release": (Act.REQUIRE_READING, lambda desk: required.release(desk, 1)),
    "readers": (Act.REQUIRE_READING, lambda desk: required.readers(desk, 1)),
}


@pytest.mark.clause("6.1.2")
def test_every_use_case_refuses_every_role_that_may_not(office: Office) -> None:
    let_in = []
    for name, (act, use) in (ACTS | AFTER_DISPATCH | EDITORIAL).items():
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

"""`hotline demo --tour`: three calls from the ring on, as text; every line is a use case's answer.

Nothing here is a result that was written down beforehand: what callers say is invented, what the
desk says is what it answers to that.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hotline_tui.cli.stage import (
    AGENT,
    DISPATCHER,
    SUPERVISOR,
    Stage,
    act,
    clocks,
    count,
    division,
    evidence,
    hang_up,
    refusal,
    ring,
    says,
)
from hotline_tui.cli.telling import left, local, say
from hotline_tui.services import (
    assisting,
    calls,
    claiming,
    closing,
    demo,
    knowledge,
    linking,
    operators,
    queueing,
    registering,
    supervising,
)
from hotline_tui.services.calls import CallRow
from hotline_tui.services.desk import Desk, Person
from hotline_tui.services.dispatching import Dispatch, dispatch, preview
from hotline_tui.services.knowledge import SearchWish
from hotline_tui.services.registering import Registration
from hotline_tui.services.rows import TicketRow
from hotline_tui.standard.moment import read_moment
from hotline_tui.standard.record import Claimant, Emergency, TicketDraft
from hotline_tui.standard.scripts import Moment, phrase
from hotline_tui.standard.urgent import Decision, PhoneCall
from hotline_tui.standard.vocabulary import Channel, Kind, Urgency


def play(desk: Desk) -> None:
    """Play the calls on a new practice desk."""
    stage = Stage(desk, desk.now())
    for wish in demo.STAFF:
        operators.add(desk, wish)
        stage.people[wish.workno] = Person(wish.workno, wish.name, frozenset(wish.roles))
    _earlier(stage)
    say("（一次性练习数据库；来电人和内容都是虚构的，结果都是热线台当场给出的）")
    first = _complaint(stage)
    _dispatched(stage, first)
    _consultation(stage)
    _emergency(stage)
    _end(stage, first)


NOISE = TicketDraft(
    channel=Channel.PHONE,
    kind=Kind.COMPLAINT,
    urgency=Urgency.GENERAL,
    claimant=Claimant("王先生", "13800001234", address="潘家园南里3号楼"),
    title="潘家园南里工地夜间施工扰民",
    course="潘家园南里3号楼对面的工地每天夜里11点以后还在施工，打桩声很大，整栋楼睡不着。",
    place="潘家园南里3号楼对面工地",
    respondent="工地施工单位",
    prior_handling="打过工地的电话，答应整改但没有改",
    demand="停止夜间施工",
)
"""The matter of the first call."""


def _earlier(stage: Stage) -> None:
    """The caller has called before: that is what makes the matter a repeated one."""
    before = replace(stage, now=stage.now - timedelta(hours=16))
    desk = before.sit(AGENT)
    call = calls.ring(desk, NOISE.claimant.phone)
    calls.pick_up(desk, call.id)
    draft = replace(NOISE, division=division(stage), occurred_at=before.now - timedelta(hours=9))
    row = registering.register(desk, Registration(draft, call=call.id))
    calls.hang_up(desk, call.id)
    before.later(hours=2)
    dispatch(before.sit(DISPATCHER), Dispatch(row.number, "潘家园街道办事处"))


def _complaint(stage: Stage) -> TicketRow:
    act("第一个来电：投诉，逐项记录")
    call = ring(stage, "138 0000 1234")
    draft = TicketDraft(channel=Channel.PHONE)
    last_night = read_moment("昨晚11点半", stage.now).at
    steps: tuple[tuple[str, dict[str, object]], ...] = (
        ("我要投诉，不算紧急。", {"kind": Kind.COMPLAINT, "urgency": Urgency.GENERAL}),
        ("楼对面的工地夜里11点以后还在打桩。", {"course": NOISE.course, "title": NOISE.title}),
        ("昨晚11点半，就在潘家园南里3号楼对面。",
         {"occurred_at": last_night, "place": NOISE.place, "division": division(stage)}),
        ("施工单位我打过电话，答应改，没有改。",
         {"respondent": NOISE.respondent, "prior_handling": NOISE.prior_handling}),
    )  # fmt: skip
    for said, given in steps:
        count(draft)
        says("来电人", said)
        draft = replace(draft, **given)  # type: ignore[arg-type]
        stage.later(seconds=25)
    count(draft)
    attempt = Registration(draft, call=call.id)
    refused = refusal(lambda: registering.register(stage.sit(AGENT), attempt))
    say(f"  这时登记会被拒绝，一次说清 {len(refused)} 处：")
    for fault in refused:
        say(f"    {fault}")
    says("来电人", "我姓王，就打这个电话，要求停止夜间施工。")
    draft = replace(draft, claimant=NOISE.claimant, demand=NOISE.demand)
    count(draft)
    row = _assisted(stage, draft, call)
    hang_up(stage, call, "2")
    return row


def _assisted(stage: Stage, draft: TicketDraft, call: CallRow) -> TicketRow:
    """What the desk offers beside the record, and the ticket that it becomes."""
    desk = stage.sit(AGENT)
    found = assisting.assist(desk, draft)
    for hit in found.articles:
        say(f"  知识：{hit.hit.score:.2f} {hit.article.title}（{hit.article.unit}）")
    for repeat in found.repeats.rows:
        say(f"  重复诉求：{repeat.number} {repeat.title}（相似 {repeat.likeness:.0f}%）")
    for category in found.suggestions.categories:
        say(f"  分类建议：{category.name} {category.score:.2f}，{evidence(category.evidence)}")
    best = next(iter(found.suggestions.categories), None)
    if best is not None:
        draft = replace(draft, category=tuple(best.name.split("/")))
    row = registering.register(desk, Registration(draft, call=call.id))
    say(f"登记为工单 {row.number}，{row.status.label}，类型 {row.kind.label}")
    for repeat in found.repeats.rows[:1]:
        row = linking.link(desk, row.number, repeat.number)
        say(f"已关联 {'、'.join(row.linked)}，两件各办各的，不合并")
    clocks(row, stage.now)
    return row


def _dispatched(stage: Stage, row: TicketRow) -> None:
    act("派单员：最急的在前")
    stage.later(minutes=20)
    desk = stage.sit(DISPATCHER)
    for waiting in queueing.queue(desk, queueing.QueueWish()).rows:
        say(f"  {left(waiting.due_at, stage.now)}  {waiting.number}  {waiting.title}")
    claiming.claim(desk, row.number)
    found = assisting.assist(desk, row.record).suggestions.organizers
    for unit in found:
        say(f"  承办建议：{unit.name} {unit.score:.2f}，{evidence(unit.evidence)}")
    wish = Dispatch(row.number, found[0].code if found else None, opinion="请核实并及时办理")
    plan = preview(desk, wish)
    copied = "、".join(unit.name for unit in plan.copied_to) or "无"
    say(f"  派给 {plan.lead.name if plan.lead else ''}，抄送 {copied}")
    sent = dispatch(desk, wish)
    say(f"已派单：{sent.status.label}，承办单位 {sent.organizer}")
    clocks(sent, stage.now)


def _consultation(stage: Stage) -> None:
    act("第二个来电：咨询，直接答复")
    stage.later(minutes=3)
    call = ring(stage, "010-55551234")
    says("来电人", "我租房，想问公积金每个月能提多少。")
    says("话务员", phrase(Moment.SEARCHING).text)
    desk = stage.sit(AGENT)
    hits = knowledge.search(desk, SearchWish("租房提取公积金", limit=3))
    for hit in hits:
        say(f"  知识：{hit.hit.score:.2f} {hit.article.title}（{hit.article.source}）")
    draft = TicketDraft(
        channel=Channel.PHONE,
        kind=Kind.CONSULTATION,
        urgency=Urgency.GENERAL,
        title="咨询租房提取公积金",
        content="租房没有发票，公积金每月能提多少？",
    )
    count(draft)
    stage.later(seconds=40)
    desk = stage.sit(AGENT)
    wish = Registration(draft, call=call.id)
    row = registering.register_and_answer(desk, wish, hits[0].article.id, "已说明额度和办法")
    cited = row.citations[0]
    say(f"工单 {row.number} {row.status.label}，引用《{cited.title}》第 {cited.version} 版")
    say(f"工单 {row.number} {closing.close(desk, row.number).status.label}")
    hang_up(stage, call, "1")


def _emergency(stage: Stage) -> None:
    act("第三个来电：突发事件，同时打电话")
    stage.later(minutes=2)
    call = ring(stage, "13800005678")
    draft = TicketDraft(
        channel=Channel.PHONE,
        kind=Kind.HELP,
        urgency=Urgency.EMERGENCY,
        risk_to_life_or_property=True,
        title="楼道燃气泄漏",
        course="楼道里有很浓的燃气味，有人头晕，居民正在往外走。",
        category=("供热与能源", "供气", "燃气泄漏与抢修"),
        division=division(stage),
    )
    says("来电人", "我们楼道里燃气味很浓，有人头晕！")
    count(draft)
    draft = replace(
        draft,
        claimant=Claimant("李女士", "13800005678"),
        occurred_at=stage.now - timedelta(minutes=5),
        place="潘家园南里5号楼二单元",
        emergency=Emergency("燃气味很浓，居民自行疏散", "一个单元", "一人头晕", "已打119", "暂无"),
        not_provided={"respondent": "来电人不清楚", "prior_handling": "事发突然"},
    )
    says("来电人", "潘家园南里5号楼二单元，刚发现，119打过了，别的部门还没到。")
    count(draft)
    row = registering.register(stage.sit(AGENT), Registration(draft, call=call.id))
    say(f"登记为工单 {row.number}，{row.urgency.label}，{row.status.label}")
    clocks(row, stage.now)
    for alert in supervising.alerts(stage.sit(SUPERVISOR)):
        say(f"  督办员看到紧急提醒：{alert.number} {alert.title}（{alert.urgency.label}）")
    supervising.acknowledge(stage.sit(SUPERVISOR), row.number)
    hang_up(stage, call, "1")
    _urgent_dispatch(stage, row)


def _urgent_dispatch(stage: Stage, row: TicketRow) -> None:
    stage.later(minutes=3)
    desk = stage.sit(DISPATCHER)
    found = assisting.assist(desk, row.record).suggestions.organizers
    wish = Dispatch(row.number, found[0].code if found else None)
    say("没有打电话就派单会被拒绝：")
    for fault in refusal(lambda: dispatch(desk, wish)):
        say(f"    {fault}")
    full = replace(
        wish,
        opinion="立即到场处置",
        phone_call=PhoneCall(stage.now, "值班员", "燃气泄漏的地点、影响和已打119"),
        report_to_emergency_management=Decision(True, "有人头晕，可能扩大"),
    )
    sent = dispatch(desk, full)
    say(f"已派单：{sent.history[-1].summary}")
    clocks(sent, stage.now)


def _end(stage: Stage, row: TicketRow) -> None:
    act("此刻的待办")
    desk = stage.sit(SUPERVISOR)
    waiting = queueing.waiting(desk)
    say(f"待派 {waiting.dispatch}，待签收 {waiting.sign}，超时 {waiting.overdue}")
    say(f"工单 {row.number} 的历史：")
    for one in queueing.show(desk, row.number).history:
        say(f"  {local(one.at)} {one.who} {one.name}　{one.summary}")

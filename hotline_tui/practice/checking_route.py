"""Model dispatches and callbacks held against the rules, and what every check looks with."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from hotline_tui.practice.scenario import Matter, Scenario, Sent
from hotline_tui.practice.table import Findings
from hotline_tui.services.directory import Directory
from hotline_tui.standard import callback, clocks
from hotline_tui.standard.clocks import ClockFacts, span
from hotline_tui.standard.routing import copies, lead_faults
from hotline_tui.standard.urgent import DUTIES
from hotline_tui.standard.vocabulary import Kind, Outcome, Urgency

NO_LEAD = "须写明承办单位，或 no_unit = true 和区划"

PREPARED_AGO = timedelta(days=8)
"""How long ago a matter must have been raised whose callback is due."""


@dataclass(frozen=True, slots=True)
class World:
    """What a scenario may name: the city's reference data, the titles of valid articles."""

    city: Directory
    articles: Collection[str]
    region: str = "11"


@dataclass(frozen=True, slots=True)
class Look:
    """A look through one scenario, and what it has found."""

    scenario: Scenario
    world: World
    findings: Findings

    def wrong(self, name: str, message: str, clause: str = "") -> None:
        """A contradiction at a dotted name."""
        self.findings.add(name, message, clause)


def sent_faults(look: Look, at: str, matter: Matter, sent: Sent) -> None:
    """A model dispatch against the rules of routing, duties and clocks. Clause: 5.3.2.1.1 a."""
    city = look.world.city
    lead = (
        city.district_government(matter.draft.division)
        if sent.organizer is None
        else city.organizer(sent.organizer)
    )
    helpers = [(name, city.organizer(name)) for name in sent.assisting]
    for name, unit in (((sent.organizer or ""), lead), *helpers):
        if unit is None:
            told = f"没有名为“{name}”的承办单位" if name else NO_LEAD
            look.wrong(f"{at}.organizer", told, "5.3.2.1.1 a")
    units = [unit.unit for _, unit in helpers if unit is not None]
    if lead is not None:
        for fault in lead_faults(lead.unit, units):
            look.wrong(f"{at}.{fault.field}", fault.message, fault.clause)
        copied = {city.organizers[one.code].name for one in copies(lead.unit, units, city.units)}
        if sent.copied_to is not None and set(sent.copied_to) != copied:
            told = f"按规定抄送的是：{'、'.join(sorted(copied)) or '无'}"
            look.wrong(f"{at}.copied_to", told, "5.3.2.1.1 a")
        if lead.name != sent.organizer and sent.organizer:
            look.wrong(f"{at}.organizer", f"请写全称：{lead.name}")
    _duties(look, at, matter, sent)
    _limits(look, at, matter, sent)


def _duties(look: Look, at: str, matter: Matter, sent: Sent) -> None:
    duties = DUTIES[matter.draft.urgency or Urgency.GENERAL]
    for name, wanted, given, to in (
        ("report_to_police", duties.report_to_police, sent.police, "公安部门"),
        (
            "report_to_emergency_management",
            duties.report_to_emergency_management,
            sent.emergency_management,
            "应急管理部门",
        ),
    ):
        if wanted and given is None:
            look.wrong(f"{at}.{name}", f"须写明是否同时报{to}", "5.3.2.1.5")
        if not wanted and given is not None:
            look.wrong(f"{at}.{name}", f"这一紧急程度不判断是否报{to}", "5.3.2.1.5")


def _limits(look: Look, at: str, matter: Matter, sent: Sent) -> None:
    draft = matter.draft
    facts = ClockFacts(
        draft.urgency or Urgency.GENERAL,
        look.scenario.at - matter.ago,
        risk_to_life_or_property=draft.risk_to_life_or_property,
        complex=sent.complex,
    )
    right = clocks.limits(facts)
    for name, given, due, clause in (
        ("within", sent.within, right.dispatch, "5.3.2.1.3"),
        ("sign_within", sent.sign_within, right.sign, "5.3.2.2.2"),
        ("feedback_within", sent.feedback_within, right.feedback, "5.3.2.3.2"),
    ):
        if given is not None and given != due:
            look.wrong(f"{at}.{name}", f"按规则应为 {_told(due)}，不是 {_told(given)}", clause)


def callback_faults(look: Look, at: str, matter: Matter) -> None:
    """A model callback against what has to be asked and kept. Clause: 5.5.5 a."""
    if matter.answers is None:
        look.wrong(at, "缺少 [matter.callback]：回访应记录什么", "5.5.5 a")
        return
    kind = matter.draft.kind or Kind.COMPLAINT
    outcome = Outcome.ANSWERED if kind is Kind.CONSULTATION else Outcome.SOLVED
    full = callback.full(kind, outcome)
    for fault in callback.callback_faults(matter.answers, full=full):
        look.wrong(f"{at}.callback.{fault.field}", fault.message, fault.clause)
    if matter.ago < PREPARED_AGO:
        look.wrong(f"{at}.ago", "回访练习的诉求应在 8 天以前提出：办理时限期满才回访", "5.5.1")
    if matter.sent is None:
        look.wrong(f"{at}.dispatch", "缺少 [matter.dispatch]：由哪个单位办理的")


def _told(limit: timedelta) -> str:
    return f"{limit.days}天" if limit >= timedelta(days=2) else span(limit)

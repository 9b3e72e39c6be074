"""Whether a scenario makes sense: its model answers held against the rules of the standard."""

from __future__ import annotations

from rapidfuzz import fuzz

from hotline_tui.practice import reading
from hotline_tui.practice.checking_route import Look, World, callback_faults, sent_faults
from hotline_tui.practice.hearing import bare
from hotline_tui.practice.lines import places
from hotline_tui.practice.model import perfect, question
from hotline_tui.practice.recording import HEARD
from hotline_tui.practice.scenario import Ending, Exercise, Matter
from hotline_tui.practice.score import score
from hotline_tui.practice.table import Findings
from hotline_tui.services import document
from hotline_tui.standard import check, clauses, cues, elements
from hotline_tui.standard.acceptance import not_accepted_faults, outside
from hotline_tui.standard.record import full_text, names, value
from hotline_tui.standard.scripts import SCRIPTS
from hotline_tui.standard.vocabulary import Kind


def checked(data: bytes, id: str, world: World) -> reading.Reading:
    """The scenario in a file's bytes, and all that is wrong with its form and its answers."""
    read = reading.read(data, id, world.city)
    scenario = read.scenario
    if scenario is None:
        return read
    findings = Findings(places(document.decoded(data)), list(read.findings))
    _Checking(scenario, world, findings).run()
    return reading.Reading(scenario, tuple(sorted(set(findings.found))))


class _Checking(Look):
    """One look through one scenario."""

    def run(self) -> None:
        """All of them."""
        formal = bool(self.findings.found)
        self._whole()
        if self.scenario.at == reading.UNKNOWN:
            return
        for nth, matter in enumerate(self.scenario.matters):
            self._matter(nth, matter)
        # What is not well formed cannot be played.
        if not formal and not self.findings.found and self.scenario.matters:
            self._played()

    # ---- the whole ----------------------------------------------------------------------

    def _whole(self) -> None:
        scenario = self.scenario
        if scenario.exercise is not Exercise.SUPERVISION and not scenario.matters:
            self.wrong("matter", "缺少 [[matter]]：至少要有一件诉求和它的标准答案")
        if scenario.exercise is Exercise.SUPERVISION and not scenario.deeds:
            self.wrong("deed", "缺少 [[deed]]：督办练习要写明应做什么")
        if scenario.exercise.spoken and not scenario.caller.first:
            self.wrong("caller.first", "缺少 caller.first：诉求人开口说的第一句话")
        if scenario.exercise is Exercise.LETTER and not scenario.letter:
            self.wrong("letter", "缺少 letter：网上诉求的原文")
        if scenario.exercise is Exercise.CALL:
            self._call()
        for clause in scenario.teaches:
            if not clauses.known(clause):
                self.wrong("teaches", f"标准里没有条款 {clause}")
        for clause in scenario.scripts:
            if clause not in {one.clause for one in SCRIPTS}:
                self.wrong("scripts", f"附录 B 里没有用语 {clause}")
        for nth, deed in enumerate(scenario.deeds):
            if deed.matter > len(scenario.matters):
                self.wrong(f"deed.{nth}.matter", f"没有第 {deed.matter} 件诉求")

    def _call(self) -> None:
        wanted = max(0, len(self.scenario.matters) - 1)
        if len(self.scenario.caller.more) != wanted:
            told = f"有 {wanted + 1} 件诉求，caller.more 就要有 {wanted} 句（引出下一件的话）"
            self.wrong("caller.more", told)
        if not self.scenario.caller.phone:
            self.wrong("caller.phone", "缺少 caller.phone：来电号码")

    # ---- one matter ---------------------------------------------------------------------

    def _matter(self, nth: int, matter: Matter) -> None:
        at = f"matter.{nth}"
        now = self.scenario.at - matter.ago
        if matter.ends is Ending.TURN_AWAY:
            self._turned_away(at, matter)
            faults = check.form_faults(matter.draft, now)
        else:
            faults = check.faults(matter.draft, now, self.world.region)
        for fault in faults:
            self.wrong(f"{at}.record.{fault.field}", fault.message, fault.clause)
        self._plausible(at, matter)
        if matter.ends is Ending.ANSWER and matter.article not in self.world.articles:
            told = (
                f"知识库里没有有效的知识点《{matter.article}》"
                if matter.article
                else ("直接答复须写明引用的知识点 article")
            )
            self.wrong(f"{at}.article", told, "5.3.1")
        for name in matter.must:
            if name not in ("remarks", "reasons") and not _is_element(name):
                self.wrong(f"{at}.must.{name}", f"没有名为“{name}”的要素", "5.2.2.3 c")
        if self.scenario.exercise is Exercise.DISPATCH and matter.sent is None:
            self.wrong(at, f"缺少 [matter.dispatch]：第 {nth + 1} 件应派给谁", "5.3.2.1.1 a")
        if matter.sent is not None:
            sent_faults(self, f"{at}.dispatch", matter, matter.sent)
        if self.scenario.exercise is Exercise.CALLBACK:
            callback_faults(self, at, matter)

    def _turned_away(self, at: str, matter: Matter) -> None:
        if outside(matter.draft.division, self.world.region) is None and not matter.reason:
            self.wrong(f"{at}.ends", "诉求在本市区域内，不予受理须写明 reason", "5.2.2.1")
        for fault in not_accepted_faults(matter.reason, matter.advice):
            name = fault.field.rpartition(".")[2]
            self.wrong(f"{at}.{name}", fault.message, fault.clause)

    def _plausible(self, at: str, matter: Matter) -> None:
        """Kind and urgency against what the words themselves say. Clause: 5.2.3.1 f, 5.2.3.1 g."""
        draft = matter.draft
        acts = (
            draft.instability.channel,
            draft.instability.manner,
            draft.instability.intended_act,
            draft.instability.threat_words,
        )
        text = "\n".join((full_text(draft), *acts))
        said = cues.urgency_said(text)
        if said is not None and draft.urgency is not said and draft.kind is not Kind.CONSULTATION:
            given = draft.urgency.label if draft.urgency else "没有写"
            told = f"从内容看是“{said.label}”，紧急程度却是“{given}”"
            self.wrong(f"{at}.record.urgency", told, "5.2.3.1 g")
        if cues.AT_RISK.search(text) and not draft.risk_to_life_or_property:
            told = "内容涉及人身或财产危险，risk_to_life_or_property 应为 true"
            self.wrong(f"{at}.record.risk_to_life_or_property", told, "5.3.2.1.3 a")
        kind = cues.kind_said(draft.title + draft.demand)
        named = draft.title.startswith(("投诉", "举报", "咨询", "建议", "求助"))
        if named and kind is not None and draft.kind is not kind:
            given = draft.kind.label if draft.kind else "没有写"
            told = f"标题说的是“{kind.label}”，工单类型却是“{given}”"
            self.wrong(f"{at}.record.kind", told, "5.2.3.1 f")

    # ---- played -------------------------------------------------------------------------

    def _played(self) -> None:
        """The model answers, played: every fact comes out, nothing is lost."""
        steps = perfect(self.scenario)
        heard = {step.text for step in steps if step.what == HEARD}
        for nth, fact in enumerate(self.scenario.facts):
            if self.scenario.exercise is Exercise.CALL and fact.says not in heard:
                asked = question(self.scenario, fact.element)
                told = f"问“{asked}”得不到这句话，请在 asked 里写出怎样问"
                self.wrong(f"fact.{nth}", told)
        for mark in score(self.scenario, steps).lost:
            told = f"照标准答案走一遍也会失分：{mark.wanted}（{mark.lost}）"
            self.wrong(_where(mark.key), told, mark.clause)
        if self.scenario.exercise is Exercise.CALL:
            self._learnable()

    def _learnable(self) -> None:
        """Whatever is to be recorded can be learnt from what the caller says."""
        caller = self.scenario.caller
        spoken = [caller.first, *caller.more, *(one.says for one in self.scenario.interruptions)]
        all_said = bare("".join((*spoken, *(fact.says for fact in self.scenario.facts))))
        told = {fact.element for fact in self.scenario.facts}
        for nth, matter in enumerate(self.scenario.matters):
            for element in elements.asked(matter.draft):
                given = value(matter.draft, element.name)
                if element.name in told | {"claimant.phone"} or not isinstance(given, str):
                    continue
                if type(given) is str and given and not _hinted(given, all_said):
                    name = element.name
                    absent = f'诉求人没有说出“{element.label}”，缺少 element = "{name}" 的 [[fact]]'
                    self.wrong(f"matter.{nth}.record.{name}", absent, element.clause)


def _hinted(given: str, said: str) -> bool:
    return fuzz.partial_ratio(bare(given), said) >= 50


def _where(key: str) -> str:
    nth, _, rest = key.partition(" ")
    return f"matter.{nth}.record.{rest}" if nth.isdigit() else "matter"


def _is_element(name: str) -> bool:
    return name in names()

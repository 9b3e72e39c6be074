"""What nobody should hand in: a sentence is said to it, exit 1 or 2, and nothing is half done."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Office
from tests.cli.samples import COMPLAINT, CONSULTATION, EMERGENCY
from tests.hostile import HOSTILE

NEW = ("ticket", "new", "--from", "-", "--json")


def altered(field: str, value: object, document: dict[str, Any] = COMPLAINT) -> dict[str, Any]:
    """A document with one element of that dotted name replaced."""
    outer, _, inner = field.partition(".")
    if not inner:
        return {**document, outer: value}
    return {**document, outer: {**document.get(outer, {}), inner: value}}


@pytest.mark.parametrize(
    ("field", "value", "code", "told"),
    [
        ("claimant.phone", "1380000123", 1, "手机号应为11位，现为10位"),
        ("claimant.phone", "打我电话", 1, "不能识别的文字“打我电话”"),
        ("claimant.phone", "138****1234", 1, "请填写完整的号码"),
        ("claimant.phone", 13800001234, 2, "应是文字"),
        ("claimant.name", "王" * 101, 1, "姓名过长：101 字，最多 100 字"),
        ("occurred_at", "2027-01-01", 1, "发生时间不能晚于现在"),
        ("occurred_at", "1899-12-31", 2, "年份应在1900年至2100年之间"),
        ("occurred_at", "2026-02-30", 2, "2026年2月没有30日"),
        ("occurred_at", "前阵子", 2, "说不清是什么时候"),
        ("occurred_at", 1795420800, 2, "应是文字"),
        ("division", "999999", 2, "没有“999999”这个区划"),
        ("division", "火星区", 2, "没有“火星区”这个区划"),
        ("division", "河北省石家庄市", 1, "不予受理"),
        ("category", ["城乡建设", "没有", "这一类"], 2, "没有“城乡建设/没有/这一类”这个问题分类"),
        ("category", "城乡建设", 2, "没有“城乡建设”这个问题分类"),
        ("category", {"一级": "城乡建设"}, 2, "三级分类的列表"),
        ("kind", "抱怨", 2, "没有“抱怨”这个值，可用：consultation（咨询）"),
        ("urgency", True, 2, "应是文字，不是 true"),
        ("channel", None, 1, "缺少来源渠道"),
        ("risk_to_life_or_property", "否", 2, "应是 true 或 false"),
        ("claimant", "王先生", 2, "应是一个对象"),
        ("not_provided", ["claimant.name"], 2, "要素: 原因"),
        ("not_provided", {"没有的要素": "不知道"}, 1, "没有名为“没有的要素”的要素"),
        ("not_provided", {"claimant.address": ""}, 1, "标为未提供时须写明原因"),
        ("id", "不是编号", 2, "应是 UUID"),
        ("call", "1", 2, "应是整数"),
        ("course", "长" * 100_000, 1, "过长：100000 字，最多 50000 字"),
        ("statutory_limit.basis", "某条例", 1, "须写明到期时间"),
        ("direct_answer", {"article": "没有这一篇"}, 1, "知识库里没有编号为 没有这一篇 的知识点"),
        ("direct_answer", {"reply": "x"}, 2, "没有“direct_answer.reply”这一项"),
        ("没有的键", "x", 2, "没有“没有的键”这一项"),
        ("claimant.phone_number", "x", 2, "没有“claimant.phone_number”这一项"),
    ],
)  # fmt: skip
def test_one_wrong_element_is_named_and_nothing_is_stored(
    office: Office, field: str, value: object, code: int, told: str
) -> None:
    said = office(*NEW, stdin=altered(field, value))
    assert said.code == code, said.err or said.out
    assert told in "".join(one["message"] for one in said.refused)
    assert office("ticket", "list", "--json").document["rows"] == []


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "不是有效的 JSON"),
        (b'{"kind": ', "第 1 行第"),
        (b'{"kind": "help",\n "urgency" "general"}', "第 2 行第"),
        (b"[1, 2]", "应是一个 JSON 对象"),
        (b"null", "应是一个 JSON 对象"),
        (b"\xff\xfe\x00\xd8", "编码既不是 UTF-8 也不是 GB18030"),
        (b"[" * 100_000, "嵌套太深"),
        (b'{"version": ' + b"1" * 5_000 + b"}", "数字太长"),
        ("{'kind': '投诉'}".encode(), "不是有效的 JSON"),
    ],
)
def test_what_is_no_document_is_said_to_be_none(office: Office, data: bytes, told: str) -> None:
    said = office(*NEW, stdin=data)
    assert said.code == 2
    assert told in said.refused[0]["message"]


@pytest.mark.clause("5.2.2.3 c")
def test_all_faults_come_at_once_those_of_form_with_those_of_the_rules(office: Office) -> None:
    document = {"channel": "phone", "kind": "help", "urgency": "一般", "claimant": {"phone": "12"}}
    said = office(*NEW, stdin=document)
    assert said.code == 2
    found = {one["field"]: one["clause"] for one in said.refused}
    assert found["urgency"] == ""
    assert found["course"] == found["place"] == found["claimant.name"] == "C.3"
    assert "claimant.phone" in found
    ruled = office(*NEW, stdin={**document, "urgency": "general"})
    assert ruled.code == 1
    assert {one["field"] for one in ruled.refused} == found.keys() - {"urgency"}


def test_faults_are_lines_with_their_clauses_for_people(office: Office) -> None:
    said = office("ticket", "new", "--from", "-", stdin={**CONSULTATION, "content": ""})
    assert (said.code, said.out) == (1, "")
    assert said.err == "缺少咨询内容：请填写，或注明未提供的原因（C.1）\n"


@pytest.mark.clause("C.4")
def test_words_outside_the_quotation_marks_are_refused(office: Office) -> None:
    threat = {
        "channel": "单位门口", "manner": "聚集", "intended_act": "拉横幅", "threat": True,
        "threat_time": "明天", "threat_place": "工地", "threat_words": "“不给钱”就爬塔吊",
    }  # fmt: skip
    document = {**COMPLAINT, "urgency": "instability", "instability": threat}
    said = office(*NEW, stdin=document)
    assert (said.code, said.field("instability.threat_words")["clause"]) == (1, "C.4")
    plain = {**document, "instability": {**threat, "threat_words": "不给钱就爬塔吊"}}
    kept = office.registered(plain)["record"]["instability"]["threat_words"]
    assert kept == "“不给钱就爬塔吊”"


ACTIVE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""What a terminal would obey."""

PROSE = ("course", "demand", "present_state", "respondent", "prior_handling", "content")


@pytest.mark.parametrize("text", HOSTILE, ids=[f"{n}" for n in range(len(HOSTILE))])
def test_hostile_text_is_kept_as_it_is_and_shown_harmlessly(office: Office, text: str) -> None:
    # One command line for all fields; what is too long or blank for a field is told so.
    document = {**COMPLAINT, "title": text, "place": text, "claimant": {
        "name": text, "phone": "13800001234", "address": text, "contact": text}}  # fmt: skip
    document |= dict.fromkeys(PROSE, text)
    said = office(*NEW, stdin=document)
    if said.code == 0:
        number = said.document["number"]
        kept = said.document["record"]["course"]
        stored = text.replace("\0", "␀").encode("utf-8", "replace").decode()
        assert kept == stored
    else:
        assert said.code == 1
        assert all("过长" in one["message"] or one["clause"] for one in said.refused)
        return
    for command in (("show", number), ("list",), ("find", number)):
        shown = office("ticket", *command).out
        assert not ACTIVE.search(shown)
        assert json.loads(office("ticket", *command, "--json").out)


@pytest.mark.parametrize(
    ("document", "code", "field"),
    [
        ({"organizer": 7}, 2, "organizer"),
        ({"assisting": "朝阳区"}, 2, "assisting"),
        ({"assisting": ["没有的单位"], "organizer": None}, 1, "assisting"),
        ({"way": "飞鸽"}, 2, "way"),
        ({"phone_call": {"when": "now"}}, 2, "phone_call.when"),
        ({"phone_call": []}, 2, "phone_call"),
        ({"report_to_police": {"decision": "yes"}}, 2, "report_to_police.decision"),
        ({"complex": 1}, 2, "complex"),
        ({"version": "1"}, 2, "version"),
        ({"organiser": None}, 2, "organiser"),
    ],
)
def test_a_wrong_dispatch_is_named_and_changes_nothing(
    office: Office, document: dict[str, Any], code: int, field: str
) -> None:
    number = office.registered(EMERGENCY)["number"]
    said = office.do(number, "dispatch", document)
    assert said.code == code
    assert field in {one["field"] for one in said.refused}
    assert office("ticket", "show", number, "--json").document["version"] == 1


def test_an_unknown_action_names_those_that_there_are(office: Office) -> None:
    said = office("ticket", "do", "20261123000001", "fly", "--json")
    assert said.code == 2
    for action in ("dispatch", "answer", "close", "claim", "release", "acknowledge", "link"):
        assert action in said.refused[0]["message"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("ticket", "show", "20261123999999"),
        ("ticket", "show", "'; DROP TABLE ticket; --"),
        ("ticket", "do", "1", "claim"),
        ("call", "answer", "--call", "99"),
        ("call", "answer"),
        ("call", "ring", "--from", "abc"),
        ("call", "ring", "--from", "13800001234", "--to", "9999"),
        ("user", "disable", "9999"),
        ("user", "disable", "0001"),
        ("surge", "end"),
    ],
)
def test_what_is_not_there_is_refused(office: Office, arguments: tuple[str, ...]) -> None:
    said = office(*arguments, "--json")
    assert said.code == 1
    assert said.refused[0]["message"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("ticket",), "用法"),
        (("ticket", "fly"), "没有命令 fly"),
        (("fly",), "没有命令 fly"),
        (("ticket", "new"), "缺少 --from"),
        (("ticket", "new", "--from"), "选项 --from 后面缺少值"),
        (("ticket", "new", "--form", "x"), "没有选项 --form，是不是 --from"),
        (("ticket", "new", "--from", "没有这个文件.json"), "文件打不开：没有这个文件.json"),
        (("ticket", "new", "--from", "."), "文件打不开"),
        (("ticket", "list", "--limit", "0"), "--limit"),
        (("ticket", "list", "--limit", "多"), "--limit"),
        (("ticket", "list", "--status", "死"), "--status 没有“死”这个值"),
        (("ticket", "show"), "缺少 NUMBER"),
        (("ticket", "show", "1", "2"), "多余的参数 2"),
        (("queue", "dispatch", "--kind", "x"), "--kind 没有“x”这个值"),
        (("user", "add", "1", "王"), "缺少 --role"),
        (("user", "add", "1", "王", "--role", "王"), "--role 没有“王”这个值"),
        (("kb", "import", "没有.xlsx"), "文件打不开：没有.xlsx"),
    ],
)
def test_bad_usage_is_explained_in_chinese(
    office: Office, arguments: tuple[str, ...], told: str
) -> None:
    said = office(*arguments)
    assert said.code == 2
    assert told in said.err
    assert "Traceback" not in said.err


def test_a_simulated_time_is_for_practice_only(office: Office, tmp_path: Path) -> None:
    real = office.at(None)
    real = type(real)(f"sqlite:///{tmp_path / 'real.db'}", real.capture, real.monkeypatch, None)
    assert real("db", "init").code == 0
    refused = real.at("2026-11-23T08:00")("ticket", "list", "--json")
    assert (refused.code, refused.refused[0]["field"]) == (1, "now")
    odd = office.at("昨天")("ticket", "list", "--json")
    assert (odd.code, odd.refused[0]["field"]) == (2, "--now")
    assert datetime.fromisoformat(office.registered(COMPLAINT)["registered_at"]).year == 2026


def test_a_role_limits_what_one_may_do(office: Office) -> None:
    office("user", "add", "5001", "周涛", "--role", "editor")
    refused = office(*NEW, stdin=COMPLAINT, workno="5001")
    assert (refused.code, refused.refused[0]["clause"]) == (1, "6.1.2")
    nobody = office("ticket", "list", "--json", workno="7777")
    assert (nobody.code, nobody.refused[0]["field"]) == (1, "workno")

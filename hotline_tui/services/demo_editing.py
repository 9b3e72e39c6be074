"""What lies in the editors' room of the demo desk: something at every stage, all of it invented."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from hotline_tui.services import articles, contributing, releasing, required, writing
from hotline_tui.services.demo_cast import Cast
from hotline_tui.services.writing import Writing
from hotline_tui.standard.vocabulary import Role

EDITOR, SUPERVISOR, UNIT_PERSON = "5001", "3001", "6001"
UNIT = "潘家园街道办事处"

NEXT_VERSION = """

## 入户测温

报修后仍不达标的，可以要求供热单位入户测温：门窗关好一小时后，在房间中央离地一米四处测。
"""
CANTEEN = {
    "title": "社区食堂老年餐怎么申请",
    "other_names": "老年餐、养老助餐",
    "text": "到居住地的社区居委会登记，带身份证和老年卡；登记后在社区食堂刷卡用餐。",
    "class": "service",
    "source": "社区便民服务手册（示例）",
    "authority": "街道办事处（示例）",
    "valid_to": "长期",
}
MARKET = {
    "title": "小区门口的周末菜站",
    "text": "每周六、周日早七点到十一点。还没有核实：能不能用电子支付。",
}
WEEKEND = {
    "title": "潘家园街道便民服务中心周末办理的事项",
    "text": "周六上午九点到十二点，可以办居住证签注、社保卡领取；其他事项请在工作日来。",
}
COLD_WAVE = "寒潮期间统一按这一篇答复"


def editing(cast: Cast) -> None:
    """A draft, one to check, one returned, one contributed, and something that agents must read.

    Clause: 6.2.2, 6.2.4.
    """
    for hours, do in (
        (31, _next_version),
        (27, _returned),
        (22, _begun),
        (18, _contributed),
        (9, _required),
    ):
        when = cast.now - timedelta(hours=hours)
        cast.at(when, partial(do, cast, when))


def _next_version(cast: Cast, when: datetime) -> None:
    desk = cast.sit(EDITOR, when)
    article = articles.named(desk, "heating-complaint")
    said = articles.said(desk, article)
    content = {**said, "text": said["text"] + NEXT_VERSION}
    made = writing.begin(desk, Writing(content), article)
    writing.submit(cast.sit(EDITOR, when + timedelta(minutes=20)), made.id)


def _returned(cast: Cast, when: datetime) -> None:
    made = writing.begin(cast.sit(EDITOR, when), Writing(CANTEEN))
    writing.submit(cast.sit(EDITOR, when + timedelta(minutes=12)), made.id)
    checker = cast.sit(SUPERVISOR, when + timedelta(hours=2))
    releasing.reject(checker, made.id, "请写明补贴标准和出处")


def _begun(cast: Cast, when: datetime) -> None:
    writing.begin(cast.sit(EDITOR, when), Writing(MARKET))


def _contributed(cast: Cast, when: datetime) -> None:
    contributing.contribute(cast.sit(UNIT_PERSON, when), Writing(WEEKEND), unit=UNIT)


def _required(cast: Cast, when: datetime) -> None:
    desk = cast.sit(SUPERVISOR, when)
    required.require(desk, articles.named(desk, "cold-wave"), (Role.AGENT,), COLD_WAVE)

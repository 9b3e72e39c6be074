"""Times as agents type them."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline_tui.standard.moment import BEIJING, TOLERANCE, Precision, read_moment
from hotline_tui.standard.refusal import Refused

NOW = datetime(2026, 11, 23, 14, 3, 20, tzinfo=BEIJING)  # a Monday
NIGHT = datetime(2026, 11, 23, 1, 30, tzinfo=BEIJING)

READ = [
    ("今天8点", "2026-11-23 08:00"),
    ("今天早上8点", "2026-11-23 08:00"),
    ("今天上午", "2026-11-23 上午"),
    ("今早", "2026-11-23 早上"),
    ("今天", "2026-11-23"),
    ("昨晚", "2026-11-22 晚上"),
    ("昨天夜里", "2026-11-22 晚上"),
    ("昨晚11点半", "2026-11-22 23:30"),
    ("昨晚十二点", "2026-11-23 00:00"),
    ("昨晚两点半", "2026-11-23 02:30"),
    ("昨天凌晨3点", "2026-11-22 03:00"),
    ("昨天中午12点半", "2026-11-22 12:30"),
    ("昨天中午1点", "2026-11-22 13:00"),
    ("昨天24:00", "2026-11-23 00:00"),
    ("今天夜里2点", "2026-11-23 02:00"),
    ("前天下午3点", "2026-11-21 15:00"),
    ("前晚", "2026-11-21 晚上"),
    ("大前天傍晚6点", "2026-11-20 18:00"),
    ("晚上8点", "2026-11-22 20:00"),
    ("下午1点一刻", "2026-11-23 13:15"),
    ("８：３０", "2026-11-23 08:30"),
    ("8点零五分", "2026-11-23 08:05"),
    ("十一点三刻左右", "2026-11-23 11:45"),
    ("刚才", "2026-11-23 14:03"),
    ("半小时前", "2026-11-23 13:33"),
    ("2小时前", "2026-11-23 12:03"),
    ("两个多小时前", "2026-11-23 12:03"),
    ("一个半小时前", "2026-11-23 12:33"),
    ("1小时20分钟前", "2026-11-23 12:43"),
    ("20分钟前", "2026-11-23 13:43"),
    ("3天前", "2026-11-20"),
    ("三天前晚上八点", "2026-11-20 20:00"),
    ("一周前", "2026-11-16"),
    ("半个月前", "2026-11-08"),
    ("两个月前", "2026-09"),
    ("半年前", "2026-05"),
    ("两年前", "2024年"),
    ("周一", "2026-11-23"),
    ("周三", "2026-11-18"),
    ("星期日上午", "2026-11-22 上午"),
    ("上周五晚上", "2026-11-20 晚上"),
    ("周五 晚上8:30", "2026-11-20 20:30"),
    ("周一八点", "2026-11-23 08:00"),
    ("周一晚上8点", "2026-11-16 20:00"),
    ("上上周三", "2026-11-11"),
    ("上周", "2026-11-16 起一周"),
    ("上个月", "2026-10"),
    ("上个月20号", "2026-10-20"),
    ("10月底", "2026-10 下旬"),
    ("去年", "2025年"),
    ("去年11月20日", "2025-11-20"),
    ("11-20 14:30", "2026-11-20 14:30"),
    ("11/20", "2026-11-20"),
    ("11.20", "2026-11-20"),
    ("11月20日下午两点", "2026-11-20 14:00"),
    ("11月20日晚上2点", "2026-11-21 02:00"),
    ("十一月二十号", "2026-11-20"),
    ("12-01", "2025-12-01"),
    ("2月29日", "2024-02-29"),
    ("20号", "2026-11-20"),
    ("31号", "2026-10-31"),
    ("11月", "2026-11"),
    ("12月份", "2025-12"),
    ("2026/11/20", "2026-11-20"),
    ("2026年11月20日8时30分", "2026-11-20 08:30"),
    ("二〇二六年十一月二十日", "2026-11-20"),
    ("26年11月20日", "2026-11-20"),
    ("98年", "1998年"),
    ("20261120", "2026-11-20"),
    ("20261120 0830", "2026-11-20 08:30"),
    ("202611200830", "2026-11-20 08:30"),
    ("2026-11-20T08:00:00+08:00", "2026-11-20 08:00"),
    ("2026-11-20T00:00:00Z", "2026-11-20 08:00"),
    ("2026-11-20T08:00", "2026-11-20 08:00"),
]


@pytest.mark.clause("5.2.3.1 e")
@pytest.mark.parametrize(("typed", "meant"), READ)
def test_a_time_is_read_as_a_listener_would_understand_it(typed: str, meant: str) -> None:
    when = read_moment(typed, NOW)
    assert when.shown == meant
    assert when.text == typed
    assert when.at.utcoffset() == timedelta(hours=8)


@pytest.mark.parametrize(
    ("typed", "precision"),
    [
        ("去年", Precision.YEAR),
        ("上个月", Precision.MONTH),
        ("上个月初", Precision.TEN_DAYS),
        ("上周", Precision.WEEK),
        ("昨天", Precision.DAY),
        ("昨晚", Precision.PART),
        ("昨晚8点", Precision.MINUTE),
    ],
)
def test_a_time_is_no_more_exact_than_the_words(typed: str, precision: Precision) -> None:
    assert read_moment(typed, NOW).precision is precision


@pytest.mark.clause("5.2.3.1 e")
@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("", "请填写时间"),
        ("今晚", "还没有到"),
        ("明天", "还没有到"),
        ("14:10", "还没有到"),
        ("20:30", "请写明日期"),
        ("2026-11-24", "还没有到"),
        ("本周日", "还没有到"),
        ("10分钟后", "还没有到"),
        ("2月30日", "2月没有30日"),
        ("2026年2月29日", "2026年2月没有29日"),
        ("13月5日", "没有13月"),
        ("32号", "没有32日"),
        ("25点", "没有25点"),
        ("今天8点70分", "没有8点70分"),
        ("早上20点", "“早上”没有20点"),
        ("1899-12-31", "年份应在1900年至2100年之间"),
        ("200年前", "年份应在1900年至2100年之间"),
        ("9999年前", "年份应在1900年至2100年之间"),
        ("周末", "请写明是周六还是周日"),
        ("前几天", "请写出大致日期"),
        ("一直", "请写出大致日期"),
        ("0830", "看不懂时间"),
        ("11-20 14:30-15:00", "看不懂时间"),
        ("国庆节", "看不懂时间"),
        ("昨天" * 31, "时间过长：62字，最多60字"),
    ],
)
def test_a_refusal_says_why_a_time_cannot_be_taken(typed: str, wrong: str) -> None:
    with pytest.raises(Refused) as refused:
        read_moment(typed, NOW)
    (fault,) = refused.value.faults
    assert wrong in fault.message
    assert fault.field == "occurred_at"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("明天上午8点", "2026-11-24 08:00"),
        ("今晚8点", "2026-11-23 20:00"),
        ("今天夜里2点", "2026-11-24 02:00"),
        ("10分钟后", "2026-11-23 14:13"),
        ("三天后", "2026-11-26"),
        ("周五", "2026-11-27"),
        ("下周一", "2026-11-30"),
        ("11-20", "2026-11-20"),
        ("12月1日", "2026-12-01"),
        ("20号", "2026-11-20"),
        ("下个月", "2026-12"),
    ],
)
def test_where_the_future_may_be_meant_the_coming_day_is(typed: str, meant: str) -> None:
    assert read_moment(typed, NOW, future_ok=True, field="instability.threat_time").shown == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("今晚8点", "2026-11-22 20:00"),
        ("昨晚11点半", "2026-11-22 23:30"),
        ("昨晚2点", "2026-11-22 02:00"),
        ("刚才", "2026-11-23 01:30"),
        ("凌晨1点", "2026-11-23 01:00"),
    ],
)
def test_in_the_small_hours_the_night_is_still_the_evening_before(typed: str, meant: str) -> None:
    assert read_moment(typed, NIGHT).shown == meant


def test_a_watch_that_is_minutes_ahead_means_now() -> None:
    assert read_moment("14:08", NOW).at == NOW
    with pytest.raises(Refused):
        read_moment("14:09", NOW)


def test_now_may_come_in_any_zone_but_never_without_one() -> None:
    assert read_moment("今天8点", NOW.astimezone(UTC)).at == read_moment("今天8点", NOW).at
    with pytest.raises(ValueError, match="aware"):
        read_moment("今天8点", NOW.replace(tzinfo=None))


WORDS = [
    "今", "昨", "前", "大前", "明", "天", "晚", "早", "上午", "下午", "夜里", "凌晨", "周", "上",
    "下", "个", "月", "年", "日", "号", "点", "分", "半", "一", "二", "十", "3", "8", "11", "20",
    "30", "2026", "24", "-", "/", ":", " ", "前", "后", "小时", "T", "Z", "+08:00", "刻", "底",
]  # fmt: skip
TYPED = st.lists(st.sampled_from(WORDS), max_size=9).map("".join) | st.text(max_size=70)
NOWS = st.datetimes(datetime(2023, 1, 1), datetime(2040, 1, 1)).map(  # noqa: DTZ001
    lambda naive: naive.replace(tzinfo=BEIJING)
)


@given(TYPED, NOWS)
def test_what_happened_is_never_read_as_later_than_now_nor_earlier_than_1900(
    typed: str, now: datetime
) -> None:
    try:
        when = read_moment(typed, now)
    except Refused:
        return
    assert when.at.year >= 1900
    assert when.at <= now
    assert when.shown


@given(TYPED, NOWS)
def test_nothing_but_a_refusal_comes_of_any_text_that_may_mean_the_future(
    typed: str, now: datetime
) -> None:
    with suppress(Refused):
        assert 1900 <= read_moment(typed, now, future_ok=True).at.year <= 2100


@given(st.datetimes(datetime(1990, 1, 1), datetime(2040, 1, 1)), NOWS)  # noqa: DTZ001
def test_a_full_date_means_the_same_in_every_form(naive: datetime, now: datetime) -> None:
    at = naive.replace(second=0, microsecond=0, tzinfo=BEIJING)
    forms = (
        "%Y-%m-%d %H:%M",
        "%Y/%m/%d %H:%M",
        "%Y年%m月%d日%H点%M分",
        "%Y%m%d %H%M",
        "%Y%m%d%H%M",
    )
    found = {read_moment(at.strftime(form), now, future_ok=True).at for form in forms}
    assert found | {read_moment(at.isoformat(), now, future_ok=True).at} == {at}


@given(st.integers(0, 300), NOWS)
def test_a_date_without_its_year_is_the_latest_that_has_come(days: int, now: datetime) -> None:
    day = now.date() - timedelta(days=days)
    assert read_moment(f"{day.month}月{day.day}日", now).at.date() == day
    assert timedelta(minutes=5) == TOLERANCE

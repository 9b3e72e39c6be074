"""The demo: three calls as text, and a desk with plausible work, thrown away afterwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from hotline_tui.cli import run
from hotline_tui.cli.demo import thrown_away
from hotline_tui.data.engine import Database
from hotline_tui.services import (
    archiving,
    candidate_list,
    comparing,
    demo,
    doubles,
    gaps,
    manuscripts,
    operators,
    queueing,
    required,
    supervising,
    upkeep,
    usage,
)
from hotline_tui.services.desk import Desk, StillClock
from hotline_tui.services.manuscripts import Matters
from hotline_tui.services.opening import sit_down
from hotline_tui.services.queueing import QueueWish
from hotline_tui.services.setup import set_up
from hotline_tui.services.usage import UsageWish
from hotline_tui.standard.keeping import Doubling
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.vocabulary import Kind, Status

NOW = datetime(2026, 11, 24, 14, 3, tzinfo=BEIJING)


@pytest.fixture
def filled(database_url: str) -> Iterator[Desk]:
    """The demo desk, as it is at its moment."""
    database = Database(database_url)
    set_up(database, practice=True)
    desk = sit_down(database, operators.who(database, None, None), NOW)
    demo.fill(desk, now=NOW)
    yield desk
    database.close()


def test_the_tour_plays_three_calls_without_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["demo", "--tour"]) == 0
    told = capsys.readouterr().out
    for line in (
        "来电响铃：138****1234，一年内第 2 次",
        "还缺 7 项：",
        "还缺 0 项",
        "这时登记会被拒绝，一次说清 2 处：",
        "分类建议：城乡建设/工程建设/夜间施工扰民",
        "派给 潘家园街道办事处，抄送 朝阳区人民政府",
        "引用《租房提取住房公积金》第 1 版",
        "已办结",
        "没有打电话就派单会被拒绝：",
        "同时报应急管理部门：有人头晕",
        "待派 0，待签收 3，超时 0",
    ):
        assert line in told, line


def test_the_demo_desk_shows_a_bit_of_everything(filled: Desk) -> None:
    rows = queueing.listed(filled, 500)
    assert len(rows) > 110
    assert {row.kind for row in rows} == set(Kind)
    states = Counter(row.status for row in rows)
    for status in (Status.REGISTERED, Status.ANSWERED, Status.DISPATCHED, Status.CLOSED):
        assert states[status] >= 3, status
    assert set(states) >= set(Status) - {Status.DRAFT, Status.CANCELLED}
    assert archiving.verify(filled).wrong == ()
    assert candidate_list.undecided(filled)
    assert states[Status.NOT_ACCEPTED] == 1
    assert len(supervising.alerts(filled)) == 2
    queue = queueing.queue(filled, QueueWish()).rows
    overdue = [row for row in queue if row.due_at and row.due_at < NOW]
    assert len(overdue) == 1
    assert overdue[0] == queue[0]
    waiting = queueing.waiting(filled)
    assert waiting.surge_since is None
    assert waiting.overdue <= 3
    assert sum(queueing.show(filled, row.number).surge for row in rows) > 0
    assert any(queueing.show(filled, row.number).linked for row in rows)
    assert upkeep.check(filled.database).problems == ()
    articles = manuscripts.counts(filled)
    assert {which for which, count in articles.items() if not count} == {Matters.TO_PUBLISH}
    assert required.required(filled)


@pytest.mark.clause("6.2.1", "6.2.3")
def test_the_demo_desk_lacks_articles_and_has_some_that_contradict(filled: Desk) -> None:
    first = gaps.gaps(filled).rows[0]
    assert (first.times, "刘" in "".join(first.questions)) == (3, False)
    comparing.compare(filled)
    (pair,) = doubles.pairs(filled, Doubling.CONTRADICTING).rows
    assert [sort for sort, _, _ in pair.differing] == ["金额", "时限"]
    assert usage.usage(filled, UsageWish()).opened == 4


def test_the_same_seed_gives_the_same_desk(filled: Desk, sqlite_url: str) -> None:
    database = Database(sqlite_url + ".twin")
    set_up(database, practice=True)
    twin = sit_down(database, operators.who(database, None, None), NOW)
    demo.fill(twin, now=NOW)
    for row, other in zip(queueing.listed(filled, 500), queueing.listed(twin, 500), strict=True):
        assert (row.number, row.title, row.due_at, row.status) == (
            other.number, other.title, other.due_at, other.status,
        )  # fmt: skip
    database.close()


@pytest.mark.parametrize("month", [1, 7])
def test_the_demo_fits_the_season(sqlite_url: str, month: int) -> None:
    at = NOW.replace(month=month)
    database = Database(sqlite_url)
    set_up(database, practice=True)
    desk = sit_down(database, operators.who(database, None, None), at)
    demo.fill(desk, now=at)
    cold = [row for row in queueing.listed(desk, 500) if row.category.endswith("室温不达标")]
    assert bool(cold) == (month == 1)
    database.close()


def test_nothing_invented_gets_into_a_real_database(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    set_up(database)
    desk = sit_down(database, operators.who(database, None, None))
    desk.clock = StillClock(NOW)
    with pytest.raises(ValueError, match="practice"):
        demo.fill(desk)
    database.close()


def test_the_demo_s_database_is_thrown_away(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    assert run(["demo", "--tour"]) == 0
    assert list(folder.iterdir()) == []
    desk = thrown_away(folder)
    assert desk.practice
    desk.database.close()


def test_a_past_of_months_is_whole_and_the_last_days_are_the_same_with_it(
    filled: Desk, database_url: str, tmp_path: Path
) -> None:
    database = Database(f"sqlite:///{tmp_path / 'past.db'}")
    set_up(database, practice=True)
    desk = sit_down(database, operators.who(database, None, None), NOW)
    demo.fill(desk, now=NOW, months=2)
    assert upkeep.check(database, every=True).problems == ()
    recent = [row.title for row in queueing.queue(filled, QueueWish()).rows]
    assert [row.title for row in queueing.queue(desk, QueueWish()).rows] == recent
    database.close()

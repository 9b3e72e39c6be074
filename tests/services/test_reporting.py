"""A report is made from a moment's figures, written, approved, sent, and made again identically."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from docx import Document
from openpyxl import load_workbook
from sqlmodel import select

from hotline_tui.data.tables import Ticket
from hotline_tui.services import demo, waiving
from hotline_tui.services.desk import Desk
from hotline_tui.services.figures import figures, period
from hotline_tui.services.report_book import xlsx
from hotline_tui.services.report_files import markdown
from hotline_tui.services.report_word import docx
from hotline_tui.services.reporting import (
    NewReport,
    approve,
    due,
    make,
    reports,
    send,
    show,
    write,
)
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.record import Emergency
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.reports import ReportKind
from hotline_tui.standard.vocabulary import Kind, Role, Urgency
from tests.office import Office, matter, registered

MONTH = NewReport(ReportKind.PERIODIC, "2026-10")


@pytest.mark.clause("6.3.2.2", "6.3.1.1")
def test_a_monthly_report_is_the_same_whenever_it_is_made_again(office: Office) -> None:
    desk = office.owner
    demo.past(office.builder, 2)
    made = make(desk, MONTH)
    found = figures(desk, period(desk, "2026-10"))
    before = (markdown(made), docx(made), xlsx(made))
    text = before[0]
    assert f"| 受理量 | {found.total:,} |".replace(",", " ") in text
    assert "## 街道乡镇考评（7.1.3.3）" in text
    assert "响应率 = 已响应 ÷ 有效回访" in text
    with office.database.transaction() as session:
        for ticket in session.exec(select(Ticket).limit(500)):
            ticket.raised_at = office.now
    office.clock.forward(days=40)
    again = show(desk, made.id)
    assert (markdown(again), docx(again), xlsx(again)) == before
    assert figures(desk, period(desk, "2026-10")).total != found.total


@pytest.mark.clause("6.3.2.2")
def test_files_of_a_report_hold_its_tables_as_text_and_its_figures_as_numbers(
    office: Office,
) -> None:
    demo.past(office.builder, 2)
    made = make(office.owner, MONTH)
    made = write(office.owner, made.id, {"analysis": "供暖开始后诉求增加。"})
    paper = Document(BytesIO(docx(made)))
    texts = [one.text for one in paper.paragraphs]
    assert "供暖开始后诉求增加。" in texts
    assert paper.tables[0].cell(1, 0).text == "受理量"
    book = load_workbook(BytesIO(xlsx(made)))
    total = made.figures["sections"]["totals"][0]["count"]
    assert book["诉求总量"]["B2"].value == total
    assert sum(row[1].value for row in book["走势"].iter_rows(min_row=2)) == total
    assert [len(book[name]._charts) for name in ("走势", "集中问题", "区域分布")] == [1, 1, 1]


@pytest.mark.clause("6.3.2.3.1", "6.3.2.3.3", "6.3.2.3.4")
def test_special_reports_look_at_one_matter_and_the_notice_at_what_was_dispatched(
    office: Office,
) -> None:
    desk = office.owner
    demo.past(office.builder, 2)
    special = make(desk, NewReport(ReportKind.SPECIAL, "2026-10", "100103"))
    assert special.title == "2026年10月市场监管/消费维权/预付式消费专题报告"
    found = special.figures["sections"]
    assert [one["code"] for one in found["problems"]] == ["100103"]
    assert found["totals"][0]["count"] == found["problems"][0]["count"]
    notice = make(desk, NewReport(ReportKind.FREQUENT, "2026-10"))
    sent = notice.figures["sent"]
    dispatched = figures(desk, period(desk, "2026-10")).totals[2].count
    assert sum(one["count"] for one in sent["areas"]) == dispatched
    assert "高频区域（6.3.2.3.3）" in markdown(notice)
    for wish in (
        NewReport(ReportKind.ADVICE, "2026-10"),
        NewReport(ReportKind.ADVICE, "2026-10", "999999"),
    ):
        with pytest.raises(Refused) as refused:
            make(desk, wish)
        assert refused.value.faults[0].field == "matter"


@pytest.mark.clause("6.3.2.1.1", "6.3.2.1.2", "6.1.1")
def test_an_emergency_is_reported_within_two_hours_with_all_its_contents(office: Office) -> None:
    desk = office.owner
    fire = matter(
        Kind.HELP, Urgency.EMERGENCY, name="王建国", place="春晓里5号楼",
        course="王建国说楼道起火，电话13812345678。",
        emergency=Emergency(state="正在疏散", extent="一个单元", harm="一人受伤",
                            emergency_number_called="已打119"),
    )  # fmt: skip
    number = registered(desk, fire).number
    registered(desk, matter())
    (waiting,) = due(desk)
    assert (waiting.number, waiting.report, waiting.state) == (number, None, "未编制")
    office.clock.forward(minutes=30)
    made = make(desk, NewReport(ReportKind.EMERGENCY, ticket=number))
    assert made.due_at == waiting.due_at
    assert made.texts["scale"] == "一个单元"
    assert "王建国" not in str(made.texts) + markdown(made)
    assert "13812345678" not in str(made.texts)
    with pytest.raises(Refused) as refused:
        approve(desk, made.id)
    lacking = {fault.field for fault in refused.value.faults}
    assert lacking == {"nature", "opinion", "risks", "advice"}
    write(desk, made.id, dict.fromkeys(lacking, "已研判"))
    with pytest.raises(Refused):
        send(desk, made.id, "市应急办")
    approve(desk, made.id)
    with pytest.raises(Refused):
        write(desk, made.id, {"risks": "没有"})
    office.clock.forward(minutes=91)
    done = send(desk, made.id, "市政府办公厅、市应急局")
    assert (done.state, done.overdue, due(desk)) == ("已报送", True, ())


@pytest.mark.clause("6.3.2.2")
def test_a_report_says_how_far_it_is_and_is_not_there_if_it_was_stopped(office: Office) -> None:
    heard: list[tuple[int, int]] = []
    make(office.owner, MONTH, lambda done, of: heard.append((done, of)))
    assert heard == [(nth, 6) for nth in range(1, 7)]

    def stop(done: int, of: int) -> None:
        if done == of:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        make(office.owner, MONTH, stop)
    assert len(reports(office.owner)) == 1


@pytest.mark.clause("6.3.2.1.1")
def test_an_ordinary_matter_needs_no_emergency_report(office: Office) -> None:
    number = registered(office.owner, matter()).number
    with pytest.raises(Refused) as refused:
        make(office.owner, NewReport(ReportKind.EMERGENCY, ticket=number))
    assert refused.value.faults[0].clause == "6.3.2.1.1"


@pytest.mark.clause("6.1.2")
def test_an_analyst_makes_a_report_and_a_supervisor_approves_it(office: Office) -> None:
    analyst = office.colleague("8101", "林文博", Role.ANALYST)
    made = make(analyst, NewReport(ReportKind.PERIODIC, "2026-10"))
    with pytest.raises(Refused):
        approve(analyst, made.id)
    agent = office.colleague("8102", "何敏", Role.AGENT)
    with pytest.raises(Refused):
        make(agent, MONTH)
    approve(office.colleague("8103", "刘洋", Role.SUPERVISOR), made.id)
    with pytest.raises(Refused) as refused:
        write(analyst, made.id, {}, version=made.version)
    assert refused.value.faults[0].field == "version"
    (only,) = reports(analyst)
    assert (only.state, only.approved_by) == ("已审定", "8103")
    assert only.at.astimezone(BEIJING) == office.now


@pytest.mark.clause("6.3.2.1.1")
def test_an_emergency_needs_no_report_once_another_person_agrees(office: Office) -> None:
    desk = office.owner
    number = registered(desk, matter(Kind.HELP, Urgency.EMERGENCY)).number
    other = office.colleague("3001", "赵主任", Role.SUPERVISOR)
    with pytest.raises(Refused) as refused:
        waiving.waive(desk, number, " ")
    assert refused.value.faults[0].field == "reason"
    waiving.waive(desk, number, "误报，现场无异常")
    (waiting,) = due(desk)
    assert waiting.waiver == "误报，现场无异常"
    with pytest.raises(Refused, match="提出人以外"):
        waiving.decide(desk, number, True)
    with pytest.raises(Refused, match="不同意的，请写明理由"):
        waiving.decide(other, number, False)
    waiving.decide(other, number, False, "须核实")
    assert due(desk)[0].waiver == ""
    waiving.waive(desk, number, "已核实，系误报")
    assert waiving.decide(other, number, True).state == "同意不报送"
    assert due(desk) == ()
    for act in (
        lambda: waiving.waive(desk, number, "再提一次"),
        lambda: waiving.decide(other, number, True),
        lambda: waiving.waive(desk, registered(desk, matter()).number, "不急"),
    ):
        with pytest.raises(Refused):
            act()


@pytest.mark.clause("6.3.2.1.1")
def test_of_those_who_propose_at_once_that_no_report_is_needed_one_does(office: Office) -> None:
    number = registered(office.owner, matter(Kind.HELP, Urgency.EMERGENCY)).number
    other = office.colleague("3001", "赵主任", Role.SUPERVISOR)

    def proposed(desk: Desk) -> bool:
        try:
            waiving.waive(desk, number, "误报，现场无异常")
        except Refused:
            return False
        return True

    with ThreadPoolExecutor() as pool:
        assert sorted(pool.map(proposed, (office.owner, other) * 3)) == [*[False] * 5, True]

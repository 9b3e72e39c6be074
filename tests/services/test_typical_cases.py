"""A typical case is told of an archived ticket, names nobody, and is approved by another person."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from sqlmodel import select

from hotline_tui.data.tables import Ticket
from hotline_tui.services import typical_cases
from hotline_tui.services.typical_cases import CaseRow
from hotline_tui.standard.record import Claimant
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.vocabulary import Role, Status
from tests.office import Office, matter, registered

PERSON = Claimant("王建国", "13812345678", address="朝阳区潘家园街道松榆里12号楼3单元")
WHOLE = {"background": "夜间施工噪声", "handling": "联合执法", "result": "停工整改"}


def chosen(office: Office) -> CaseRow:
    """A case of a ticket that went into the archive."""
    draft = matter(
        claimant=PERSON, title="王建国反映夜间施工", course="王建国电话13812345678说很吵"
    )
    number = registered(office.owner, draft).number
    with pytest.raises(Refused, match="归档后才能"):
        typical_cases.choose(office.owner, number)
    with office.database.transaction() as session:
        ticket = session.exec(select(Ticket).where(Ticket.number == number)).one()
        ticket.status, ticket.archived_at = Status.ARCHIVED, office.now
    return typical_cases.choose(office.owner, number)


@pytest.mark.clause("6.4", "6.1.1")
def test_a_text_that_names_the_claimant_is_refused_with_what_was_found(office: Office) -> None:
    row = chosen(office)
    assert "王建国" not in str(row.texts)
    assert "13812345678" not in str(row.texts)
    for text, found in (
        ("请打１３８ 1234 5678", "13812345678"),
        ("身份证11010519900101123X", "11010519900101123X"),
        ("王 建国家", "诉求人姓名“王建国”"),
        ("松榆里 12号楼3单元门前", "诉求人地址“松榆里12号楼3单元”"),
    ):
        with pytest.raises(Refused) as refused:
            typical_cases.write(office.owner, row.id, {"background": text})
        (fault,) = refused.value.faults
        assert (fault.field, fault.clause) == ("background", "6.1.1")
        assert found in fault.message
    kept = typical_cases.write(office.owner, row.id, {"background": "潘家园街道夜间施工"})
    assert kept.texts["background"] == "潘家园街道夜间施工"


@pytest.mark.clause("6.4")
def test_another_person_approves_a_whole_case_which_is_then_exported(
    office: Office, tmp_path: Path
) -> None:
    row = chosen(office)
    other = office.colleague("3001", "赵主任", Role.SUPERVISOR)
    with pytest.raises(Refused) as refused:
        typical_cases.approve(other, row.id)
    assert {one.field for one in refused.value.faults} == {"handling", "result"}
    row = typical_cases.write(office.owner, row.id, WHOLE)
    with pytest.raises(Refused, match="编写人以外的人"):
        typical_cases.approve(office.owner, row.id)
    with pytest.raises(Refused, match="审定以后才能导出"):
        typical_cases.content(office.owner, row.id, ".md")
    done = typical_cases.approve(other, row.id, row.version)
    assert (done.state, done.approved_by) == ("已审定", "3001")
    with pytest.raises(Refused, match="已经审定"):
        typical_cases.write(office.owner, row.id, WHOLE)
    told = typical_cases.content(office.owner, row.id, ".md").decode()
    assert "## 办理结果\n\n停工整改" in told
    assert row.ticket not in told
    path = typical_cases.export(office.owner, row.id, str(tmp_path / "案例.docx"))
    paper = Document(BytesIO(path.read_bytes()))
    assert "停工整改" in [one.text for one in paper.paragraphs]
    with pytest.raises(Refused, match="已经选为"):
        typical_cases.choose(office.owner, row.ticket)

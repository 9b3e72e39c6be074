"""The form of Appendix D from the command line: in its order, masked, printable, harmless."""

from __future__ import annotations

import io
from html.parser import HTMLParser
from pathlib import Path

import pytest
from docx import Document

from hotline_tui.cli.form import text_lines
from hotline_tui.services import form_pages
from hotline_tui.services.form import FormField
from tests.cli.conftest import Office
from tests.cli.samples import COMPLAINT
from tests.hostile import HOSTILE

LABELS = (
    "工单编号", "诉求提出时间", "诉求来源", "受理单位", "来电人", "来电号码",
    "联系方式", "来电人地址", "问题分类", "工单分类", "发生地址", "被反映单位", "工单标题",
    "主要内容", "派单人员", "派单时间", "派单处理意见", "截止时间", "办理时限", "承办单位",
    "办理情况",
)  # fmt: skip
"""The fields of table D.1, in its order."""


class Words(HTMLParser):
    """The texts of a page and the names of its elements."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.elements: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Note an element."""
        self.elements.add(tag)

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.texts.append(data)


def in_order(text: str) -> bool:
    """Whether all labels stand in the text, one behind the other."""
    place = 0
    for label in LABELS:
        place = text.find(label, place) + 1
        if not place:
            return False
    return True


@pytest.mark.clause("D.1", "5.2.3.2", "6.1.1")
def test_the_form_has_all_fields_in_their_order_and_hides_the_claimant(either: Office) -> None:
    number = either.registered(COMPLAINT)["number"]
    wish = {"organizer": "潘家园街道办事处", "opinion": "请核实"}
    assert either.do(number, "dispatch", wish).code == 0
    text = either("ticket", "form", number).out
    assert in_order(text)
    for told in (
        number, "2026-11-23 08:30", "王先生", "138****1234", "投诉", "工地夜间施工扰民",
        "对面工地每天夜里11点以后打桩。", "请核实", "7个自然日", "2026-11-30 08:30",
        "潘家园街道办事处（牵头）；抄送：朝阳区人民政府",
    ):  # fmt: skip
        assert told in text
    assert "13800001234" not in text
    shown = either("ticket", "form", number, "--unmask", "来电人要求书面材料").out
    assert "13800001234" in shown
    assert "来电人要求书面材料" in either("ticket", "show", number).out


@pytest.mark.clause("D.1")
def test_the_form_is_written_as_a_page_to_print_and_as_a_word_document(
    office: Office, tmp_path: Path
) -> None:
    number = office.registered(COMPLAINT)["number"]
    page, paper = tmp_path / "form.html", tmp_path / "form.docx"
    assert office("ticket", "form", number, "--format", "html", "--out", page).code == 0
    assert office("ticket", "form", number, "--format", "docx", "--out", paper).code == 0
    words = Words()
    words.feed(page.read_text("utf-8"))
    assert in_order("\n".join(words.texts))
    table = Document(str(paper)).tables[0]
    assert in_order("\n".join(cell.text for row in table.rows for cell in row.cells))
    assert office("ticket", "form", number, "--format", "html", "--out", page).code == 2
    assert office("ticket", "form", number, "--format", "pdf").code == 2


def test_a_callers_text_is_text_in_every_format() -> None:
    rows = [
        row
        for text in HOSTILE
        for row in ((FormField("工单标题", text),), (FormField("主要内容", text, tall=True),))
    ]
    words = Words()
    words.feed(form_pages.html("1", rows))
    assert words.elements <= {"html", "head", "meta", "title", "style", "body", "h1", "table",
                              "tr", "th", "td"}  # fmt: skip
    seen = "".join(words.texts)
    assert [text for text in HOSTILE if form_pages.plain(text) not in seen] == []
    read = Document(io.BytesIO(form_pages.docx("1", rows)))
    assert len(read.tables[0].rows) == len(rows)
    assert len(list(text_lines(rows))) > len(rows)

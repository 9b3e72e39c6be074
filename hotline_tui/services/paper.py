"""An empty Word document as offices here print: A4, Chinese, black on white, its pages numbered."""

from __future__ import annotations

from typing import Any

TEXT, HEAD = ("SimSun", "宋体"), ("SimHei", "黑体")
"""The typefaces, by the names for Latin and for Chinese characters."""

MARGIN_CM = 2.0

_NUMBERED = (
    '<w:p {}><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t xml:space="preserve">第 </w:t></w:r>'
    '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    '<w:r><w:t xml:space="preserve"> 页　共 </w:t></w:r>'
    '<w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    '<w:r><w:t xml:space="preserve"> 页</w:t></w:r></w:p>'
)


def paper(title: str, *, wide: bool = False) -> Any:
    """A document with that title in its properties and nothing on its page, `wide` or upright."""
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Cm

    document = Document()
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title, "", ""
    properties.language = "zh-CN"
    _typefaces(document)
    page = document.sections[0]
    page.page_width, page.page_height = (Cm(29.7), Cm(21)) if wide else (Cm(21), Cm(29.7))
    page.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(MARGIN_CM)
    empty = page.footer.paragraphs[0].paragraph_format.element
    empty.getparent().replace(empty, parse_xml(_NUMBERED.format(nsdecls("w"))))
    return document


def _typefaces(document: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    language = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    # Which of the Chinese, Japanese or Korean shapes of a character and a comma is meant.
    language.set(qn("w:eastAsia"), "zh-CN")
    for name, size, (latin, chinese) in (
        ("Normal", 10.5, TEXT),
        ("Title", 20, HEAD),
        ("Heading 1", 14, HEAD),
    ):
        style = document.styles[name]
        style.font.size, style.font.color.rgb = Pt(size), RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        fonts.attrib.clear()  # a theme's typefaces, which would go before these
        for script, face in (("ascii", latin), ("hAnsi", latin), ("eastAsia", chinese)):
            fonts.set(qn(f"w:{script}"), face)
    styles = document.styles
    styles["Normal"].paragraph_format.space_after = Pt(4)
    styles["Heading 1"].paragraph_format.space_before = Pt(14)
    styles["Heading 1"].paragraph_format.space_after = Pt(4)
    styles["Heading 1"].font.bold = False
    title = styles["Title"]
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.element.pPr.remove(title.element.pPr.find(qn("w:pBdr")))

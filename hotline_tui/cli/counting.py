"""Which number a command is about: the options that name its part, as `report tickets` has them."""

from __future__ import annotations

from typing import Annotated

import typer

from hotline_tui.cli.invocation import BadInput
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import directory
from hotline_tui.standard.refusal import Fault
from hotline_tui.standard.routing import DISTRICT_DIGITS

Kinds = Annotated[str, typer.Option("--kind", help="类型")]
Channels = Annotated[str, typer.Option("--channel", help="来源渠道")]
Urgencies = Annotated[str, typer.Option("--urgency", help="紧急程度")]
District = Annotated[str | None, typer.Option("--district", help="区，代码或名称；空为区划不明")]
Category = Annotated[str | None, typer.Option("--category", help="分类编码；空为未分类")]
Trade = Annotated[str | None, typer.Option("--trade", help="一级分类名称")]
Matter = Annotated[str | None, typer.Option("--matter", help="分类编码的开头")]
Organizer = Annotated[str, typer.Option("--organizer", help="承办单位，代码或名称")]
Assessed = Annotated[bool, typer.Option("--assessed", help="不含剔除、挂账")]


def district_code(desk: Desk, text: str | None) -> str | None:
    """A district's code; an empty one stays so. Raises `BadInput`."""
    if not text:
        return text
    found = directory(desk).division(text)
    if found is None:
        raise BadInput(Fault("--district", "", f"没有“{text[:40]}”这个区划"))
    return found.code[:DISTRICT_DIGITS]


def organizer_code(desk: Desk, text: str) -> str | None:
    """A unit's code; a code that the city no longer has is taken as it is."""
    found = directory(desk).organizer(text) if text else None
    return found.code if found else text or None

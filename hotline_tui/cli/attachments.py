"""`hotline ticket attach`, `hotline ticket fetch`: files into a ticket, and out of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from hotline_tui.cli.invocation import BadInput
from hotline_tui.cli.lists import Json
from hotline_tui.cli.seat import seated
from hotline_tui.cli.telling import say, say_json
from hotline_tui.cli.whole import say_done
from hotline_tui.services import attaching
from hotline_tui.services.attaching import File, put_into
from hotline_tui.standard.refusal import Refused

Number = Annotated[str, typer.Argument(metavar="NUMBER", help="工单编号")]


def attach(
    ctx: typer.Context,
    number: Number,
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="语音、文字、图片、视频文件")],
    as_json: Json = False,
) -> None:
    """给工单加附件；有一个不能收，就一个也不收。"""
    with seated(ctx) as desk:
        row = attaching.attach_files(desk, number, files)
        say_done(desk, row, as_json=as_json)


def fetch(
    ctx: typer.Context,
    number: Number,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="存放的文件夹")],
    as_json: Json = False,
) -> None:
    """把工单的附件取到一个文件夹；谁取过会留痕，不覆盖已有的文件。"""
    with seated(ctx) as desk:
        places = written(attaching.fetch(desk, number), folder)
    if as_json:
        say_json({"files": [str(place) for place in places]})
    else:
        for place in places:
            say(str(place))


def written(files: tuple[File, ...], folder: Path) -> list[Path]:
    """The files in the folder; raises `BadInput` for all that cannot be written."""
    try:
        return put_into(files, folder)
    except Refused as refused:
        raise BadInput(*(replace(one, field="FOLDER") for one in refused.faults)) from None

"""`hotline kb export --site`: the public part as a site of plain files. Clause: 5.2.2.4, 6.2.2."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typer

from hotline_tui.cli.invocation import BadInput
from hotline_tui.cli.kb_search import progress
from hotline_tui.cli.lists import word
from hotline_tui.cli.seat import seated
from hotline_tui.cli.telling import say, say_json
from hotline_tui.data.files import reason
from hotline_tui.services.public_site import Site, publish_site
from hotline_tui.standard.refusal import Fault
from hotline_tui.standard.vocabulary import ArticleClass


def export_site(ctx: typer.Context, folder: Path, classes: Sequence[str], *, as_json: bool) -> None:
    """Write the site, and say how much it holds."""
    wanted = tuple(kind for one in classes if (kind := word(ArticleClass, one, "--class")))
    wish = Site(folder, wanted or tuple(ArticleClass))
    try:
        with seated(ctx) as desk:
            done = publish_site(desk, wish, progress("写网页"))
    except OSError as error:
        told = f"写不到 {folder}（{reason(error)}）"
        raise BadInput(Fault("--site", "", told)) from None
    if as_json:
        say_json(
            {
                "folder": str(done.folder),
                "articles": done.articles,
                "classes": {kind.value: count for kind, count in done.by_class},
                "left_out": done.left_out,
            }
        )
        return
    told = "，".join(f"{kind.label} {count}" for kind, count in done.by_class)
    say(f"已导出 {done.articles} 篇（{told}）")
    say(f"没有导出 {done.left_out} 篇：不公开、不在有效期内或权威机关待核")
    say(f"请打开 {done.folder / 'index.html'}")

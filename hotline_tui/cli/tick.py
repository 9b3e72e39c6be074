"""`hotline tick`: what is due by now, done; for a timer. Clause: 5.3.3, 5.3.3 a, 5.5.1, 6.3.1.4."""

from __future__ import annotations

from dataclasses import asdict

import typer

from hotline_tui.cli.lists import Json
from hotline_tui.cli.seat import seated
from hotline_tui.cli.telling import say, say_json
from hotline_tui.services import clustering, heeding, ticking


def tick(ctx: typer.Context, as_json: Json = False) -> None:
    """执行到期事项：催办、督办、到期回访、发现同类诉求、预警；可反复运行，也可在多处同时运行。"""
    with seated(ctx) as desk:
        done = ticking.tick(desk)
        found = clustering.find_all(desk)
        warnings = heeding.look(desk)
    if as_json:
        new = {"clusters": found.proposed, "joined": found.joined, "warnings": warnings}
        say_json(asdict(done) | new)
        return
    say(
        f"催办 {done.reminders}　督办 {done.supervisions}　"
        f"到期回访 {done.callbacks}　未抽中办结 {done.closed}　"
        f"同类诉求 {found.proposed} 组、并入 {found.joined} 件　预警 {warnings} 项"
    )

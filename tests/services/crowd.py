"""Several people who act at the same moment, each on a connection of their own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import Any

from hotline_tui.services.desk import Desk
from hotline_tui.standard.refusal import Refused
from tests.office import Office, open_office


def at_once(office: Office, hands: int, act: Callable[[Desk, int], Any]) -> list[Any]:
    """What each of so many people got who did something together; a refusal is an answer too."""
    together = Barrier(hands)

    def one(nth: int) -> Any:
        there = open_office(office.database.url)
        there.clock.at = office.now
        desk = there.owner
        desk.person = replace(desk.person, workno=f"9{nth:03d}", name=f"同事{nth}")
        together.wait()
        try:
            return act(desk, nth)
        except Refused as refused:
            return refused
        finally:
            there.database.close()

    with ThreadPoolExecutor(hands) as pool:
        return list(pool.map(one, range(hands)))


def refusals(answers: list[Any]) -> list[Refused]:
    """Those who were told no."""
    return [one for one in answers if isinstance(one, Refused)]

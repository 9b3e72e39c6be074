"""Several people who act at the same moment, each on a connection of their own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from hotline_tui.services.desk import Desk
from hotline_tui.standard.refusal import Refused
from tests.office import Office


def at_once(office: Office, hands: int, act: Callable[[Desk, int], Any]) -> list[Any]:
    """What each of so many people got who did something together; a refusal is an answer too."""
    together = Barrier(hands)
    desks = [office.hand(nth) for nth in range(hands)]

    def one(nth: int) -> Any:
        together.wait()
        try:
            return act(desks[nth], nth)
        except Refused as refused:
            return refused
        finally:
            desks[nth].database.close()

    with ThreadPoolExecutor(hands) as pool:
        return list(pool.map(one, range(hands)))


def refusals(answers: list[Any]) -> list[Refused]:
    """Those who were told no."""
    return [one for one in answers if isinstance(one, Refused)]

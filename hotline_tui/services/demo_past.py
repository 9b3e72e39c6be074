"""The demo's past: months of plausible calls, so that there is something to look at.

Made at once and not lived step by step, yet by the standard's own clocks; the same for the same
seed. Seasons come with the months of the matters, fewer call at weekends, and once a shop with
many customers closes overnight.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from math import exp
from random import Random
from typing import Any
from uuid import UUID

from hotline_tui.data import bulk, events
from hotline_tui.data import tickets as stored
from hotline_tui.data.tables import Call, Ticket
from hotline_tui.services.demo_cast import Cast
from hotline_tui.services.demo_fates import HOUR, handled
from hotline_tui.services.demo_life import Life
from hotline_tui.services.demo_matters import Caller, Matter, Words
from hotline_tui.services.registering import written
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.vocabulary import Channel, Kind, Rating, Status

A_DAY = 40
"""Calls of an ordinary day."""

LIVED = timedelta(days=2)
"""The last days are lived step by step, by the demo itself."""

WEEKDAYS = (1.2, 1.1, 1.05, 1.0, 1.0, 0.75, 0.7)
URGENT = 0.3
"""On so many days something urgent is called in."""

MINUTE = timedelta(minutes=1)
AGENTS = ("1024", "1031", "1047")

SHOP = "康健健身会馆"
PREPAID = "100103"
SCANDAL_DAYS, SCANDAL_CALLS = 12, 15
"""The shop's customers call for so many days, so many of them on the first."""


def live(cast: Cast, months: int, a_day: int = A_DAY) -> int:
    """Fill the months before the demo's last days; how many tickets there are."""
    until = cast.now - LIVED
    first = (cast.now - timedelta(days=round(months * 365.25 / 12))).astimezone(BEIJING).date()
    past = _Past(cast, until, first, a_day)
    with cast.desk.database.transaction() as session:
        past.keys = {table: bulk.next_key(session, table) for table in (Ticket, Call)}
        lives = list(past.lives())
        bulk.add(session, past.calls)  # tickets refer to them
        bulk.add(session, [row for life in lives for row in (life.ticket, *life.rows)])
        acts = sorted((act for life in lives for act in life.acts), key=lambda act: act[0].at)
        events.add_past(session, acts)
        bulk.numbers_given(session, past.numbers)
    return len(lives)


@dataclass(slots=True)
class _Past:
    """What the past is made of, and what has been given away: keys and numbers of days."""

    cast: Cast
    until: datetime
    first: date
    a_day: int
    keys: dict[type[Any], int] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    units: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)

    def lives(self) -> Iterator[Life]:
        """Every ticket of the past, in the order in which they were raised."""
        day, last = self.first, self.until.astimezone(BEIJING).date()
        scandal = self.first + (last - self.first) * 0.62
        callers = [self.cast.words.caller() for _ in range(40 * self.a_day)]
        while day <= last:
            for when, matter, words in sorted(
                [*self._of_day(day), *self._scandal(day, scandal)], key=lambda one: one[0]
            ):
                if when > self.until:
                    return
                yield self._life(when, matter, words, self.cast.rng.choice(callers))
            day += timedelta(days=1)

    def _of_day(self, day: date) -> Iterator[tuple[datetime, Matter, Words]]:
        rng, words = self.cast.rng, self.cast.words
        usual, weights = words.usual(day.month)
        many = self.a_day * WEEKDAYS[day.weekday()] * rng.gauss(1, 0.07)
        # So many more call as there is more to call about in a season.
        many *= sum(weights) / words.weight_of_year
        for _ in range(max(0, round(many))):
            yield self._at(day), rng.choices(usual, weights)[0], words
        if rng.random() < URGENT:
            yield self._at(day), rng.choice(list(words.parts().values())), words

    def _scandal(self, day: date, begins: date) -> Iterator[tuple[datetime, Matter, Words]]:
        passed = (day - begins).days
        if not 0 <= passed < SCANDAL_DAYS:
            return
        words = replace(self.cast.words, said={**self.cast.words.said, "shops": [SHOP]})
        matter = next(one for one in words.said["matter"] if one["category"] == PREPAID)
        for _ in range(round(SCANDAL_CALLS * self.a_day / A_DAY * exp(-passed / 5))):
            yield self._at(day), matter, words

    def _at(self, day: date) -> datetime:
        hour = self.cast.rng.triangular(6, 23.9, 10.5)
        return datetime(day.year, day.month, day.day, tzinfo=BEIJING) + hour * HOUR

    def _life(self, when: datetime, matter: Matter, words: Words, caller: Caller) -> Life:
        rng = self.cast.rng
        draft = replace(
            words.draft(matter, caller, when), id=UUID(int=rng.getrandbits(128), version=4)
        )
        columns = written(draft, self.cast.city)
        registered = when + rng.uniform(2, 7) * MINUTE
        ticket = bulk.row(
            Ticket,
            id=self._key(Ticket),
            number=self._number(registered),
            status=Status.REGISTERED,
            raised_at=when,
            registered_at=registered,
            registered_by=rng.choice(AGENTS),
            **columns,
        )
        life = Life(ticket, Random(rng.random()), self.until + LIVED)  # noqa: S311 - no secret
        life.event(registered, ticket.registered_by, "registered", "登记")
        if ticket.channel is Channel.PHONE:
            ticket.call_id = self._call(life, when, registered)
        self._fate(life, matter)
        stored.settle(ticket)
        return life

    def _fate(self, life: Life, matter: Matter) -> None:
        ticket, at = life.ticket, life.ticket.registered_at
        if life.likely(0.01):
            ticket.status, ticket.accepted = Status.NOT_ACCEPTED, False
            ticket.refusal_reason, ticket.refusal_advice = "不属于本市受理范围", "告知当地热线"
        elif life.likely(0.008):
            ticket.status, ticket.closed_at = Status.CANCELLED, at + HOUR
            ticket.closing = "诉求人撤回"
        elif matter.get("article") and life.likely(0.93):
            ticket.answered_at, ticket.direct = at, True
            ticket.status, ticket.closing = Status.CLOSED, "办结"
            ticket.closed_at = at + 10 * MINUTE
            life.event(at, ticket.registered_by, "answered", "直接答复")
        else:
            unit, other = self._units(ticket.category or "", ticket.division)
            life.quality = Random(unit).betavariate(9, 1.6)  # noqa: S311 - no secret
            handled(life, unit, other)

    def _call(self, life: Life, rang: datetime, ended: datetime) -> int:
        key = self._key(Call)
        rated = life.rng.choices((*Rating, None), (30, 25, 8, 2, 1, 34))[0]
        self.calls.append(
            bulk.row(
                Call,
                id=key,
                phone=life.ticket.phone,
                agent=life.ticket.registered_by,
                rung_at=rang,
                answered_at=rang + timedelta(seconds=life.rng.uniform(2, 14)),
                offered_at=ended,
                ended_at=ended,
                rating=rated,
                rated_at=ended if rated else None,
            )
        )
        # Now and then somebody complains about the hotline itself, and is right.
        if life.ticket.kind is Kind.COMPLAINT and life.likely(0.0008):
            life.ticket.service_complaint = True
        return key

    def _key(self, table: type[Any]) -> int:
        key = self.keys[table]
        self.keys[table] = key + 1
        return key

    def _number(self, at: datetime) -> str:
        day = at.astimezone(BEIJING).strftime("%Y%m%d")
        self.numbers[day] = self.numbers.get(day, 0) + 1
        return f"{day}{self.numbers[day]:06d}"

    def _units(self, category: str, division: str) -> tuple[str, str]:
        """Who gets a ticket, and who gets it when the first gives it back."""
        city, key = self.cast.city, (category, division)
        if key not in self.units:
            places = city.grassroots(division), city.district_government(division)
            found = [one.code for one in (city.catalogued(category, division), *places) if one]
            usual = found[0] if found else next(iter(city.organizers))
            self.units[key] = usual, found[-1] if found else usual
        return self.units[key]

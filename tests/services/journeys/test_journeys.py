"""Random journeys through the desk's use cases keep to a second account of the standard.

`HOTLINE_JOURNEYS=2000` walks as many runs instead of a few.
"""

from __future__ import annotations

import os
from datetime import timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from hotline_tui.services import archiving, queueing, supervising, upkeep
from hotline_tui.services.rows import TicketRow
from hotline_tui.services.ticking import tick
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.vocabulary import Channel, Kind, Urgency
from tests.office import Office, matter, registered
from tests.services.journeys.deeds import DO
from tests.services.journeys.reference import Account

RUNS = int(os.environ.get("HOTLINE_JOURNEYS", "25"))
STEPS = 30
PAUSES = (*[timedelta(0)] * 3, timedelta(minutes=7), timedelta(hours=3), timedelta(days=3))
"""How much time passes before a deed: less than any general limit, more than any urgent one."""
ONWARD = ("dispatch", "sign", "feedback", "approve", "ask_solved", "ask_unsolved", "close")
"""What brings a ticket on its way, and is chosen more often."""


class Journeys(RuleBasedStateMachine):
    """One office that goes on from run to run; each run has its own tickets."""

    office: Office

    def __init__(self) -> None:
        super().__init__()
        self.tickets: list[Account] = []

    # ---- what happens -------------------------------------------------------------------

    @rule(
        urgency=st.sampled_from(sorted(Urgency)),
        risk=st.booleans(),
        online=st.booleans(),
        kind=st.sampled_from([Kind.COMPLAINT, Kind.HELP]),
        ordinary=st.booleans(),
    )
    def raise_matter(
        self, urgency: Urgency, risk: bool, online: bool, kind: Kind, ordinary: bool
    ) -> None:
        """Somebody raises a matter; half of all are ordinary ones."""
        urgency, risk = (Urgency.GENERAL, False) if ordinary else (urgency, risk)
        channel = Channel.APP if online else Channel.PHONE
        draft = matter(kind, urgency, channel=channel, risk_to_life_or_property=risk)
        row = registered(self.office.owner, draft)
        surge = supervising.current_surge(self.office.owner) is not None
        self.tickets.append(
            Account(row.number, urgency.value, risk, online, surge, self.office.now)
        )
        self.agree(self.tickets[-1])

    @rule(reason=st.just("暴雨"))
    def change_traffic(self, reason: str) -> None:
        """Heavy traffic begins or ends."""
        if supervising.current_surge(self.office.owner) is None:
            supervising.declare_surge(self.office.owner, reason)
        else:
            supervising.end_surge(self.office.owner)

    @rule(seed=st.integers(0, 2**32), deeds=st.integers(3, 12))
    def work(self, seed: int, deeds: int) -> None:
        """Time passes and things are done with the tickets, mostly what the flow allows."""
        chance = Random(seed)  # drawing each choice from Hypothesis would take longer than the deed
        for _ in range(deeds if self.tickets else 0):
            if pause := chance.choice(PAUSES):
                self.office.clock.at += pause
                tick(self.office.owner)
                for one in self.tickets:
                    one.pass_time(self.office.now)
            account = chance.choice(self.tickets)
            self.do(account, self._choice(account, chance))

    def _choice(self, account: Account, chance: Random) -> str:
        allowed = [deed for deed in DO if account.allows(deed, self.office.now)]
        onward = [deed for deed in allowed if deed in ONWARD]
        others = [deed for deed in DO if deed not in allowed]
        return chance.choice(chance.choice([onward or allowed, allowed, others]))

    def do(self, account: Account, deed: str) -> None:
        """Do it at the desk and in the account, or see it refused and nothing changed."""
        office, now = self.office, self.office.now
        note(f"{now:%m-%d %H:%M} {deed}: {account}")
        before = queueing.show(office.owner, account.number)
        if account.allows(deed, now):
            DO[deed](office, account.number)
            account.do(deed, now)
        else:
            with pytest.raises(Refused) as refused:
                DO[deed](office, account.number)
            assert any(fault.clause for fault in refused.value.faults), refused.value.faults
            deed = ""
        after = self.agree(account)
        assert after.history[: len(before.history)] == before.history
        if deed not in ("", "acknowledge"):
            assert len(after.history) > len(before.history), f"{deed} left no event"
        elif not deed:
            assert after == before, "refused, and yet something has changed"

    # ---- what must be so ----------------------------------------------------------------

    def agree(self, account: Account) -> TicketRow:
        """The desk and the account say the same of a ticket."""
        row = queueing.show(self.office.owner, account.number)
        assert row.status.value == account.status, account
        found = {one.clock.value: (one.due_at, one.met_at) for one in row.clocks}
        assert found == account.clocks, account
        return row

    def teardown(self) -> None:
        """Every closed ticket can be archived."""
        for account in self.tickets:
            if account.status == "closed":
                self.do(account, "archive")


@pytest.mark.clause("5.1", "A.1", "A.2", "4.1", "4.2", "5.5.1", "5.6.1")
def test_random_journeys_keep_to_the_reference(office: Office) -> None:
    machine = type("OfficeJourneys", (Journeys,), {"office": office})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=RUNS,
            stateful_step_count=STEPS,
            deadline=None,
            phases=(Phase.generate,),  # a seed does not get simpler
            suppress_health_check=list(HealthCheck),
        ),
    )
    # once at the end and not after each run: the time would grow with the square of the runs
    assert archiving.verify(office.owner).wrong == ()
    assert upkeep.check(office.database, every=True).problems == ()

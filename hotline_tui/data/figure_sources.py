"""Where each figure is counted: the rows of a family of measures, and what makes one of them.

Each source stands over `t` (the ticket) and `unit` (who answers for it); its window is from
`:since` until before `:until`, as known at `:at`. A number and the list of tickets behind it are
made of the same words, so that they cannot differ.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hotline_tui.standard.clocks import RESPONSE, ResponseClass
from hotline_tui.standard.figures import ANSWERS, INTAKE, Measure
from hotline_tui.standard.vocabulary import CallbackResult, Progress, Rating, Worklist


@dataclass(frozen=True, slots=True)
class Source:
    """Where measures are counted: what comes before the SELECT, its FROM, its WHERE, the unit."""

    tables: str
    where: str
    unit: str
    given: str = ""


def source(measure: Measure) -> Source:
    """Where a measure is counted."""
    if measure.of_answers:
        return Source("answer AS s JOIN ticket AS t ON t.id = s.ticket_id", "s.unit IS NOT NULL",
                      "s.unit", f"WITH {_ASKED}, {_ANSWER} ")  # fmt: skip
    match measure:
        case Measure.SIGN_DUE | Measure.SIGNED:
            return Source(_SENT, _in_window("d.at"), "d.organizer")
        case Measure.FEEDBACK_DUE | Measure.FED_BACK:
            return Source("due AS s JOIN ticket AS t ON t.id = s.ticket_id", "s.unit IS NOT NULL",
                          "s.unit", f"WITH {_TOLD}, {_DUE} ")  # fmt: skip
        case Measure.RETURNED:
            return Source("given_back AS s JOIN ticket AS t ON t.id = s.ticket_id", "1 = 1",
                          "s.unit", f"WITH {_GIVEN_BACK} ")  # fmt: skip
    return Source("ticket AS t", _in_window("t.raised_at"), "t.organizer")


def condition(measure: Measure, *, sqlite: bool) -> str:
    """What makes a row of its source one that a measure counts."""
    if measure in (Measure.SIGN_DUE, Measure.SIGNED):
        allowed = f"{_SIGN_LIMIT} + t.paused_seconds"
        signed = f"{elapsed('t.dispatched_at', 't.signed_at', sqlite=sqlite)} <= {allowed}"
        if measure is Measure.SIGNED:
            return f"(t.signed_at IS NOT NULL AND {signed})"
        waited = f"{elapsed('t.dispatched_at', ':at', sqlite=sqlite)} > {allowed}"
        return f"(t.signed_at IS NOT NULL OR {waited})"
    return CONDITIONS[measure]


def elapsed(since: str, until: str, *, sqlite: bool) -> str:
    """The seconds between two instants, exact to the microsecond that both are kept to."""
    if not sqlite:
        return f"EXTRACT(EPOCH FROM ({until} - {since}))"

    def seconds(at: str) -> str:
        return f"CAST(strftime('%s', substr({at}, 1, 19)) AS INTEGER)"

    def rest(at: str) -> str:
        return f"CAST(substr({at}, 21, 6) AS INTEGER)"

    whole = f"{seconds(until)} - {seconds(since)}"
    return f"({whole} + ({rest(until)} - {rest(since)}) / 1000000.0)"


def _in_window(at: str) -> str:
    return f"{at} >= :since AND {at} < :until"


def _words(words: object) -> str:
    return ", ".join(f"'{one}'" for one in words)  # type: ignore[attr-defined]


_GOOD = _words(one.value for one in Rating if one.good)


def _unit_of(row: str) -> str:
    """Who had a ticket when a callback or feedback of an earlier round was taken down.

    What is handled again may by now be another unit's.
    """
    sent = f"x.ticket_id = {row}.ticket_id AND x.at <= {row}.at"
    then = f"SELECT x.organizer FROM dispatch AS x WHERE {sent} ORDER BY x.id DESC LIMIT 1"  # noqa: S608
    return f"CASE WHEN t.rounds > {row}.round THEN ({then}) ELSE t.organizer END"


# ---- what claimants said ----------------------------------------------------------------------

_ASKED = f"""asked AS (
  SELECT c.ticket_id, c.round, c.at, c.contacted, c.solved, c.satisfied,
    c."full" AND c.solved IS NOT NULL AND c.satisfied IS NOT NULL AS complete,
    row_number() OVER (PARTITION BY c.ticket_id ORDER BY c.at DESC, c.id DESC) AS nth
  FROM callback AS c
  WHERE {_in_window("c.at")} AND c.result = '{CallbackResult.REACHED.value}'
    AND c.contacted IS NOT NULL)"""  # noqa: S608 - words of this file alone

_LOGGED = f"""EXISTS (SELECT 1 FROM progress AS p WHERE p.ticket_id = a.ticket_id
  AND p.what = '{Progress.CONTACT.value}' AND p.at <= a.at)"""  # noqa: S608

_ANSWER = f"""answer AS (
  SELECT a.ticket_id, {_unit_of("a")} AS unit, 1 AS valid,
    CASE WHEN a.contacted OR {_LOGGED} THEN 1 ELSE 0 END AS responded,
    CASE WHEN a.complete THEN 1 ELSE 0 END AS complete,
    CASE WHEN a.complete AND a.solved THEN 1 ELSE 0 END AS solved,
    CASE WHEN a.complete THEN 1 ELSE 0 END AS rated,
    CASE WHEN a.complete AND a.satisfied IN ({_GOOD}) THEN 1 ELSE 0 END AS satisfied
  FROM asked AS a JOIN ticket AS t ON t.id = a.ticket_id WHERE a.nth = 1
  UNION ALL
  SELECT e.ticket_id, t.organizer, 0, 0, 0, 0, 1,
    CASE WHEN e.level IN ({_GOOD}) THEN 1 ELSE 0 END
  FROM evaluation AS e JOIN ticket AS t ON t.id = e.ticket_id
  WHERE {_in_window("e.at")} AND NOT EXISTS (
    SELECT 1 FROM asked AS a WHERE a.ticket_id = e.ticket_id AND a.nth = 1 AND a.complete))"""  # noqa: S608

# ---- what units did ---------------------------------------------------------------------------

_SENT = "dispatch AS d JOIN ticket AS t ON t.id = d.ticket_id AND t.dispatched_at = d.at"
"""The last dispatch of each ticket: with the one before went what was due by it."""


def _limit(of: ResponseClass) -> str:
    return f"{of.limits.sign.total_seconds():.0f}"


_SIGN_LIMIT = (
    f"CASE WHEN t.risk THEN {_limit(ResponseClass.CRITICAL)} "
    + " ".join(f"WHEN t.urgency = '{of.value}' THEN {_limit(by)}" for of, by in RESPONSE.items())
    + " END"
)
"""Seconds in which a ticket is to be signed for: `standard.clocks`, in words of SQL."""

_TOLD = f"""told AS (
  SELECT f.ticket_id, f.round, f.at, f.due_at, COALESCE(f.approved_at, f.at) AS met_at,
    row_number() OVER (PARTITION BY f.ticket_id ORDER BY f.at DESC, f.id DESC) AS nth
  FROM feedback AS f JOIN ticket AS o ON o.id = f.ticket_id
  WHERE {_in_window("COALESCE(f.approved_at, f.at)")}
    AND (f.accepted IS NULL OR f.accepted) AND (o.channel = 'phone' OR f.approved_at IS NOT NULL)
  )"""  # noqa: S608

_DUE = f"""due AS (
  SELECT f.ticket_id, {_unit_of("f")} AS unit,
    CASE WHEN f.due_at IS NULL OR f.met_at <= f.due_at THEN 1 ELSE 0 END AS in_time
  FROM told AS f JOIN ticket AS t ON t.id = f.ticket_id WHERE f.nth = 1
  UNION ALL
  SELECT t.id, t.organizer, 0 FROM ticket AS t
  WHERE t.worklist = '{Worklist.HANDLING.value}' AND t.clock = 'feedback'
    AND {_in_window("t.due_at")} AND t.due_at < :at
    AND NOT EXISTS (SELECT 1 FROM told AS f WHERE f.ticket_id = t.id))"""  # noqa: S608

_GIVEN_BACK = f"""given_back AS (
  SELECT DISTINCT r.ticket_id, r.organizer AS unit FROM "return" AS r
  WHERE {_in_window("r.at")} AND r.reason IS NOT NULL)"""  # noqa: S608

CONDITIONS: Mapping[Measure, str] = {
    Measure.RAISED: "1 = 1",
    Measure.ANSWERED: "t.answered_at IS NOT NULL",
    Measure.DISPATCHED: "t.first_dispatched_at IS NOT NULL",
    Measure.TURNED_AWAY: "NOT t.accepted",
    Measure.CANCELLED: "t.status = 'cancelled'",
    Measure.VALID: "s.valid = 1",
    Measure.RESPONDED: "s.responded = 1",
    Measure.FULL: "s.complete = 1",
    Measure.SOLVED: "s.solved = 1",
    Measure.RATED: "s.rated = 1",
    Measure.SATISFIED: "s.satisfied = 1",
    Measure.EXCLUDED: "s.valid = 1 AND t.excluded",
    Measure.ON_ACCOUNT: "s.valid = 1 AND t.on_account AND NOT t.excluded",
    Measure.FEEDBACK_DUE: "1 = 1",
    Measure.FED_BACK: "s.in_time = 1",
    Measure.RETURNED: "1 = 1",
    Measure.COMPLAINED: "t.service_complaint",
}
"""What makes a row of its source one that counts."""

FAMILIES: tuple[tuple[Measure, ...], ...] = (
    ANSWERS,
    (Measure.SIGN_DUE, Measure.SIGNED),
    (Measure.FEEDBACK_DUE, Measure.FED_BACK),
    (Measure.RETURNED,),
)
"""Measures of units that are counted over the same rows, in one go."""

WAYS = INTAKE[1:]
"""What can have become of a matter at once; all others wait."""

ASSESSED = "NOT t.excluded AND NOT t.on_account"
"""What a unit is assessed by: neither excluded nor on account. Clause: 7.1.3.3."""

"""Which rows a role of a secured PostgreSQL may see: an organizer those of its own tickets.

What an organizer sees of a ticket is a view by the same name, in a schema that its roles look into
first: who wants to stay unknown is unknown there, and how to reach a claimant is masked until it is
asked for with a reason, which is kept. Clause: 6.1.1.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlmodel import SQLModel

from hotline_tui.data.sealing import keys
from hotline_tui.data.secured_names import DESK, Names, quoted, tables
from hotline_tui.standard.article_life import Stage
from hotline_tui.standard.authority import Act
from hotline_tui.standard.phone import HIDDEN
from hotline_tui.standard.vocabulary import Kind, Outcome

ALL = f"(SELECT desk_may('{Act.READ_ALL.value}'))"
"""Asked once for a statement, and not for each row."""

MINE = "(SELECT (desk_person()).workno)"
UNIT = "(SELECT desk_unit())"


_LEARNT = f"kind = '{Kind.CONSULTATION.value}' AND fed_back_at IS NOT NULL AND NOT confidential"
"""Tickets whose answer may become knowledge."""


def _may(*acts: Act) -> str:
    return " OR ".join(f"(SELECT desk_may('{act.value}'))" for act in acts)


_EDITING = _may(Act.WRITE_ARTICLE, Act.CHECK_ARTICLE, Act.PUBLISH_ARTICLE)
_OWN_MANUSCRIPT = f"{_EDITING} OR unit = {UNIT} OR begun_by = {MINE}"
_OF_OWN_MANUSCRIPT = (
    f"{_EDITING} OR EXISTS (SELECT 1 FROM manuscript"  # noqa: S608 - our own names
    f" WHERE manuscript.id = manuscript_id AND (unit = {UNIT} OR begun_by = {MINE}))"
)
_OF_MANUSCRIPT = "EXISTS (SELECT 1 FROM manuscript WHERE manuscript.id = manuscript_id)"
_KEPT_FACTS = (
    f"name NOT IN ('practice', 'region') AND (name <> 'policy' OR {_may(Act.MANAGE_REFERENCE)})"
)
"""What a database is stays; by what rules a city handles is for those who keep them."""

SEEN: dict[str, str] = {
    "ticket": f"{ALL} OR organizer = {UNIT}",
    "event": f"{ALL} OR desk_sees(ticket_id) OR who = {MINE}",
    "attachment": f"{ALL} OR desk_sees_files(ticket_id) OR by = {MINE}",
    "attached_content": (
        f"{ALL} OR desk_sees_content(sha256) OR EXISTS (SELECT 1"  # noqa: S608 - our own names
        " FROM manuscript_file AS one WHERE one.sha256 = attached_content.sha256)"
    ),
    "citation": f"{ALL} OR {_may(Act.KEEP_KNOWLEDGE)} OR desk_sees(ticket_id)",
    "do_not_call": ALL,
    "feedback": (
        f"{ALL} OR desk_sees(ticket_id) OR outcome = '{Outcome.ANSWERED.value}'"
        f" AND {_may(Act.KEEP_KNOWLEDGE)} AND desk_learns(ticket_id)"
    ),
    "knowledge_gap_ticket": f"{ALL} OR {_may(Act.KEEP_KNOWLEDGE)} OR desk_sees(ticket_id)",
    "manuscript": f"{_OWN_MANUSCRIPT} OR stage = '{Stage.PUBLISHED.value}'",
    "manuscript_step": _OF_OWN_MANUSCRIPT,
    "manuscript_file": f"{_EDITING} OR {_OF_MANUSCRIPT}",
    **dict.fromkeys(
        ("assessment_notice", "assessment_use", "organizer_analysis"),
        f"{ALL} OR organizer = {UNIT}",
    ),
    # Whoever has knowledge read asks who has not read it yet.
    "operator": f"{ALL} OR {_may(Act.MANAGE_OPERATORS, Act.REQUIRE_READING)} OR workno = {MINE}",
    "practice_exercise": f"{_may(Act.TRAIN)} OR workno = {MINE}",
    "quality_review": f"{_may(Act.REVIEW_INTAKE, Act.DECIDE_REVIEW)} OR agent = {MINE}",
    # Whoever is disabled finds out here, at a desk that is open still.
    "seat": (
        f"{_may(Act.SIGN_OUT_OTHERS, Act.MANAGE_OPERATORS)} OR workno = (SELECT desk_workno())"
    ),
}
"""What each role may see, where it is not whatever hangs on a ticket that it sees."""

WRITTEN: dict[str, str] = {
    "event": f"ticket_id IS NULL OR {ALL} OR desk_sees(ticket_id)",
    "attachment": f"{ALL} OR desk_sees(ticket_id)",
    "attached_content": "true",
    "manuscript": _OWN_MANUSCRIPT,
    "manuscript_file": _OF_OWN_MANUSCRIPT,
    "operator": f"{_may(Act.MANAGE_OPERATORS)} OR workno = {MINE}",
    "seat": f"{_may(Act.SIGN_OUT_OTHERS, Act.MANAGE_OPERATORS)} OR workno = {MINE}",
    "fact": _KEPT_FACTS,
    "feedback": f"{ALL} OR desk_sees(ticket_id)",
}
"""What each role may write, where that is not what it may see."""

_FUNCTIONS = """
CREATE OR REPLACE FUNCTION desk_sees(ticket bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM ticket AS one
                 WHERE one.id = desk_sees.ticket AND one.organizer = desk_unit())
$$;
CREATE OR REPLACE FUNCTION desk_sees_files(ticket bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM ticket AS one WHERE one.id = desk_sees_files.ticket
                 AND one.organizer = desk_unit() AND NOT one.confidential)
$$;
CREATE OR REPLACE FUNCTION desk_learns(ticket bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM ticket AS one WHERE one.id = desk_learns.ticket AND {learnt})
$$;
CREATE OR REPLACE FUNCTION desk_sees_content(content text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
  SELECT desk_may('read_tickets') AND EXISTS (
    SELECT 1 FROM attachment AS one
    WHERE one.sha256 = desk_sees_content.content
    AND (desk_sees_files(one.ticket_id) OR one.by = (desk_person()).workno))
$$;
CREATE OR REPLACE FUNCTION desk_unmask(number text, told text, host text)
RETURNS TABLE (claimant_name varchar, phone varchar, contact varchar, address varchar)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
DECLARE
  one ticket;
BEGIN
  SELECT * INTO one FROM ticket WHERE ticket.number = desk_unmask.number;
  IF one.id IS NULL OR NOT desk_may('read_tickets') OR btrim(told) = '' OR NOT desk_may('read_all')
     AND (one.confidential OR one.organizer IS DISTINCT FROM desk_unit()) THEN
    RAISE insufficient_privilege USING MESSAGE = 'desk: this claimant is not shown';
  END IF;
  INSERT INTO event (at, who, name, host, ticket_id, ticket_version, what, summary, detail)
  VALUES (now(), '', '', desk_unmask.host, one.id, one.version, 'unmasked', told, '{{}}');
  RETURN QUERY SELECT one.claimant_name, one.phone, one.contact, one.address;
END $$
"""


_SEALS = """
DO $$ DECLARE
  one regprocedure;
BEGIN
  FOR one IN SELECT oid::regprocedure FROM pg_proc
             WHERE pronamespace = '{schema}'::regnamespace AND proname LIKE 'seal\\_%'
  LOOP
    EXECUTE format('ALTER FUNCTION %s SECURITY DEFINER SET search_path = {schema}, pg_temp', one);
  END LOOP;
END $$
"""
"""The seals look at tickets that whoever tries to break them may not see."""


def seen() -> dict[str, str]:
    """The condition of every table that not everybody may see whole."""
    found = dict(SEEN)
    for name, table in SQLModel.metadata.tables.items():
        if keys(table) and name not in found:
            own = " AND ".join(f"desk_sees({key})" for key in keys(table))
            found[name] = f"{ALL} OR {own}"
    return found


def policies(names: Names) -> Iterator[str]:
    """A policy for each of them, and one for what may be written."""
    yield _FUNCTIONS.format(schema=names.schema, learnt=_LEARNT)
    yield _SEALS.format(schema=names.schema)
    conditions = seen()
    for name in sorted({*conditions, *WRITTEN}):
        table, sight = names.table(name), conditions.get(name, "true")
        written = WRITTEN.get(name, sight)
        yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
        for policy, verb, clause in (
            ("desk_seen", "SELECT", f"USING ({sight})"),
            ("desk_added", "INSERT", f"WITH CHECK ({written})"),
            ("desk_changed", "UPDATE", f"USING ({written}) WITH CHECK ({written})"),
            ("desk_removed", "DELETE", f"USING ({written})"),
        ):
            yield f"DROP POLICY IF EXISTS {policy} ON {table}"
            yield f"CREATE POLICY {policy} ON {table} FOR {verb} TO PUBLIC {clause}"


_UNKNOWN = f"confidential OR organizer IS DISTINCT FROM {UNIT}"
_HIDDEN = {
    "claimant_name": f"CASE WHEN {_UNKNOWN} THEN '' ELSE claimant_name END",
    "address": f"CASE WHEN {_UNKNOWN} THEN '' ELSE address END",
    **{
        name: f"CASE WHEN {_UNKNOWN} OR {name} = '' THEN '' ELSE '{HIDDEN}' END"
        for name in ("phone", "contact")
    },
}
"""What an organizer sees of a claimant; editors see nothing."""


def view(names: Names) -> Iterator[str]:
    """The ticket as organizers see it, and editors what may become knowledge of it."""
    shown = ", ".join(
        f"{_HIDDEN[column]}::varchar AS {column}" if column in _HIDDEN else quoted(column)
        for column in tables()["ticket"]
    )
    yield f"DROP SCHEMA IF EXISTS {DESK} CASCADE"
    yield f"CREATE SCHEMA {DESK}"
    yield (
        f"CREATE VIEW {DESK}.ticket WITH (security_barrier) AS SELECT {shown}"  # noqa: S608 - our names
        f" FROM {names.table('ticket')} WHERE organizer = {UNIT}"
        f" OR {_LEARNT} AND {_may(Act.KEEP_KNOWLEDGE)} WITH CHECK OPTION"
    )

"""What a role of a secured PostgreSQL may write: in its own name, and moves within its authority.

Clause: 6.1.2.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlmodel import SQLModel

from hotline_tui.data.secured_events import EVENTS, ONLY
from hotline_tui.data.secured_names import Names, literal
from hotline_tui.standard.authority import moving
from hotline_tui.standard.lifecycle import MOVES

LONGEST_WORKNO = 40
"""How many characters a work number has at most; whoever is named in words has more."""

SYSTEM = "system"
"""Who acts when nobody does: whoever may run what is due."""

_EVENT = """
CREATE OR REPLACE FUNCTION desk_event() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
DECLARE
  me operator := desk_person();
BEGIN
  IF desk_owner() THEN RETURN NEW; END IF;
  IF me.workno IS NULL OR NOT ({allowed}) THEN
    RAISE insufficient_privilege USING MESSAGE = 'desk: no authority for ' || NEW.what;
  END IF;
  IF NEW.who <> '{system}' OR NOT desk_may('tick') THEN
    NEW.who := me.workno;
    NEW.name := me.name;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM fact WHERE fact.name = 'practice' AND fact.text = 'yes') THEN
    NEW.at := clock_timestamp();
  END IF;
  RETURN NEW;
END $$
"""

_MOVE = """
CREATE OR REPLACE FUNCTION desk_move() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
BEGIN
  IF NEW.status IS DISTINCT FROM OLD.status AND NOT desk_owner() AND NOT coalesce(
    CASE OLD.status || ' ' || NEW.status {moves} ELSE false END, false
  ) THEN
    RAISE insufficient_privilege USING MESSAGE =
      'desk: no authority to move a ticket from ' || OLD.status || ' to ' || NEW.status;
  END IF;
  RETURN NEW;
END $$
"""

_OWN = """
CREATE OR REPLACE FUNCTION desk_own_{table}() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
BEGIN
  IF {forged} THEN
    IF NOT desk_owner() THEN
      RAISE insufficient_privilege USING MESSAGE = 'desk: nobody writes in the name of others';
    END IF;
  END IF;
  RETURN NEW;
END $$
"""


_ONLY = """
CREATE OR REPLACE FUNCTION desk_only_{table}() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
BEGIN
  IF {condition} THEN
    IF NOT desk_owner() AND NOT desk_may('{act}') THEN
      RAISE insufficient_privilege USING MESSAGE = 'desk: this needs the authority to {act}';
    END IF;
  END IF;
  RETURN NEW;
END $$
"""

COUNTERSIGNED = {
    "article_version": {
        "checked_by": (
            "EXISTS (SELECT 1 FROM manuscript AS one WHERE one.title = NEW.title"
            " AND one.checked_by = NEW.checked_by)"
        )
    }
}
"""Where another's name is written down for what that person has signed elsewhere."""


def signatures(table: str) -> list[str]:
    """The columns of a table that say who has done something, by work number."""
    return [
        column.name
        for column in SQLModel.metadata.tables[table].columns
        if (column.name in ("by", "holder") or column.name.endswith("_by"))
        and getattr(column.type, "length", None) == LONGEST_WORKNO
    ]


def _may(*acts: str) -> str:
    return " OR ".join(f"desk_may({literal(act)})" for act in acts)


def triggers(names: Names) -> Iterator[str]:
    """What looks at each row before it is written."""
    allowed = " ".join(
        f"WHEN {literal(what)} THEN {_may(*(act.value for act in acts))}"
        for what, acts in sorted(EVENTS.items())
    )
    yield _EVENT.format(
        schema=names.schema,
        system=SYSTEM,
        allowed=f"CASE NEW.what {allowed} WHEN '' THEN false ELSE true END",
    )
    yield _trigger(names, "desk_event", "event", "INSERT")
    allowing: dict[str, set[str]] = {}
    for move in MOVES:
        step = f"{move.start.value} {move.end.value}"
        allowing.setdefault(step, set()).update(act.value for act in moving(move))
    moves = " ".join(
        f"WHEN {literal(step)} THEN {_may(*sorted(acts))}" for step, acts in allowing.items()
    )
    yield _MOVE.format(schema=names.schema, moves=moves)
    yield _trigger(names, "desk_move", "ticket", "UPDATE")
    for table, (verb, act, condition) in ONLY.items():
        yield _ONLY.format(schema=names.schema, table=table, condition=condition, act=act.value)
        yield _trigger(names, f"desk_only_{table}", table, verb)
    for table in SQLModel.metadata.tables:
        if signed := signatures(table):
            known = COUNTERSIGNED.get(table, {})
            forged = " OR ".join(
                f'(NEW."{one}" IS DISTINCT FROM OLD."{one}" AND NEW."{one}" <> \'\''
                f' AND NEW."{one}" IS DISTINCT FROM (desk_person()).workno'
                f" AND NOT (NEW.\"{one}\" = '{SYSTEM}' AND desk_may('tick'))"
                f" AND NOT {known.get(one, 'false')})"
                for one in signed
            )
            yield _OWN.format(schema=names.schema, table=table, forged=forged)
            yield _trigger(names, f"desk_own_{table}", table, "INSERT OR UPDATE")


def _trigger(names: Names, function: str, table: str, verb: str) -> str:
    return (
        f"CREATE OR REPLACE TRIGGER {function} BEFORE {verb} ON {names.table(table)}"
        f" FOR EACH ROW EXECUTE FUNCTION {function}()"
    )


def guards() -> Iterator[str]:
    """The names of all triggers that a secured database has more than another."""
    yield from ("desk_event", "desk_move", "desk_role", "bind_event")
    yield from (f"desk_only_{table}" for table in ONLY)
    yield from (f"desk_own_{table}" for table in SQLModel.metadata.tables if signatures(table))

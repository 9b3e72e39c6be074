"""What keeps the audit trail whole: triggers that let records be added and nothing else.

On PostgreSQL also what binds each record to the one before, as its transaction commits: only then
do writers wait for each other, with nothing left that one of them could hold against another.

Clause: 5.6.2, 6.1.1.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, inspect, text

from hotline_tui.data.chain_tables import ChainHead, ChainLink

KEPT = "audit: what is in the audit trail is not changed any more (5.6.2, 6.1.1)"
"""What the database says to whoever tries."""

HEAD = str(ChainHead.__tablename__)
BOUND = ("event", str(ChainLink.__tablename__))
_KEYS = {"event": ("id",), "audit_chain": ("number", "event_id"), HEAD: ("id",)}


def guard(connection: Connection) -> None:
    """Make the triggers, in the place of those that may be there."""
    if not inspect(connection).has_table(HEAD):
        return
    sqlite = connection.dialect.name == "sqlite"
    made = _on_sqlite() if sqlite else _on_postgresql(schema(connection))
    for statement in made:
        connection.exec_driver_sql(statement)


def schema(connection: Connection) -> str:
    """The schema that holds the desk's tables, as a word of SQL."""
    query = text("SELECT quote_ident(current_schema())")
    return str(connection.execute(query).scalar_one())


def _on_sqlite() -> Iterator[str]:
    for table in (*BOUND, HEAD):
        # A REPLACE deletes whatever is in its way without asking the triggers of a DELETE.
        there = " OR ".join(
            f"EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key})"  # noqa: S608 - our names
            for key in _KEYS[table]
        )
        backwards = "NEW.number <= OLD.number OR NEW.id <> OLD.id" if table == HEAD else "1"
        for verb, when in (("INSERT", there), ("UPDATE", backwards), ("DELETE", "1")):
            name = f"keep_{table}_{verb.lower()}"
            yield f"DROP TRIGGER IF EXISTS {name}"
            yield (
                f"CREATE TRIGGER {name} BEFORE {verb} ON {table} WHEN {when}"
                f" BEGIN SELECT RAISE(ABORT, '{KEPT}'); END"
            )


def _on_postgresql(schema: str) -> Iterator[str]:
    yield (
        "CREATE OR REPLACE FUNCTION keep_audit() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{KEPT}'; END $$"
    )
    for table in (*BOUND, HEAD):
        verbs = "DELETE" if table == HEAD else "UPDATE OR DELETE"
        yield _trigger(f"keep_{table}", f"BEFORE {verbs}", table, "ROW")
        yield _trigger(f"keep_{table}_truncate", "BEFORE TRUNCATE", table, "STATEMENT")
    yield _trigger(
        f"keep_{HEAD}_update", "BEFORE UPDATE", HEAD, "ROW WHEN (NEW.number <= OLD.number)"
    )
    yield _BIND.format(schema=schema)
    yield "DROP TRIGGER IF EXISTS bind_event ON event"
    yield (
        "CREATE CONSTRAINT TRIGGER bind_event AFTER INSERT ON event DEFERRABLE INITIALLY DEFERRED"
        " FOR EACH ROW EXECUTE FUNCTION bind_events()"
    )


def _trigger(name: str, moment: str, table: str, each: str) -> str:
    return (
        f"CREATE OR REPLACE TRIGGER {name} {moment} ON {table}"
        f" FOR EACH {each} EXECUTE FUNCTION keep_audit()"
    )


_PARTS = (
    "to_char(one.at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')",
    *("one.who", "one.name", "one.host", "coalesce(one.ticket_id::text, '')"),
    *("one.ticket_version::text", "one.what", "one.summary", "one.detail::text", "login"),
)

_HASHED = " || ".join(
    f"octet_length({part}::text) || ':' || {part}" for part in ("last.hash", *_PARTS)
)
"""The same as `chain.following` takes its hash over, part by part."""

_BIND = f"""
CREATE OR REPLACE FUNCTION bind_events() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = {{schema}}, pg_temp
-- A plan that was made while the chain was short would read it whole for each record later on.
SET enable_seqscan = off AS $$
DECLARE
  last audit_head;
  one event;
  login text := left(session_user || '@' || coalesce(host(inet_client_addr()), 'local'), 100);
BEGIN
  -- The first record of a transaction that comes here takes all the others along.
  IF EXISTS (SELECT 1 FROM audit_chain WHERE event_id = NEW.id) THEN RETURN NULL; END IF;
  SELECT * INTO STRICT last FROM audit_head FOR UPDATE;
  FOR one IN SELECT * FROM event WHERE id >= NEW.id ORDER BY id LOOP
    CONTINUE WHEN EXISTS (SELECT 1 FROM audit_chain WHERE event_id = one.id);
    last.number := last.number + 1;
    last.hash := encode(sha256(convert_to({_HASHED}, 'UTF8')), 'hex');
    INSERT INTO audit_chain VALUES (last.number, one.id, login, last.hash);
  END LOOP;
  UPDATE audit_head SET number = last.number, hash = last.hash;
  RETURN NULL;
END $$
"""  # noqa: S608 - our own names

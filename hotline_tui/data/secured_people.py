"""Operators as roles of the database: who is connected, what they may, and keeping both in step.

A trigger on the table of operators makes, changes and bars the roles: whoever may write there
needs no right to make roles. Clause: 6.1.2.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection

from hotline_tui.data.secured_names import DESK, Names, literal, quoted
from hotline_tui.standard.authority import AUTHORITY, Act
from hotline_tui.standard.vocabulary import Role

KEPT_BY_THE_SERVER = "scram"
"""What stands in the place of a password that the database server keeps."""

_PERSON = """
CREATE OR REPLACE FUNCTION desk_person() RETURNS operator
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
  SELECT * FROM operator WHERE coalesce(login, workno) = session_user AND active
$$;
CREATE OR REPLACE FUNCTION desk_workno() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
  SELECT workno FROM operator WHERE coalesce(login, workno) = session_user
$$;
CREATE OR REPLACE FUNCTION desk_unit() RETURNS text
LANGUAGE sql STABLE SET search_path = {schema}, pg_temp AS $$
  SELECT (desk_person()).unit
$$;
CREATE OR REPLACE FUNCTION desk_owner() RETURNS boolean
LANGUAGE sql STABLE SET search_path = {schema}, pg_temp AS $$
  SELECT pg_has_role(session_user, relowner, 'MEMBER') FROM pg_class
  WHERE oid = '{schema}.event'::regclass
$$;
CREATE OR REPLACE FUNCTION desk_may(act text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = {schema}, pg_temp AS $$
  SELECT coalesce((desk_person()).roles ?| CASE act {acts} END, false)
$$
"""

_ROLE = """
CREATE OR REPLACE FUNCTION desk_role() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
DECLARE
  wanted text := coalesce(NEW.login, NEW.workno);
  known pg_roles;
  job text;
BEGIN
  IF current_database() <> {database} THEN RETURN NEW; END IF;  -- a copy by another name
  IF TG_OP = 'UPDATE' AND wanted <> coalesce(OLD.login, OLD.workno) THEN
    RAISE EXCEPTION 'role: the name that somebody logs in by is not changed';
  END IF;
  SELECT * INTO known FROM pg_roles WHERE rolname = wanted;
  IF known.rolsuper OR pg_has_role(known.oid, {owner}, 'MEMBER') THEN
    RETURN NEW;  -- who owns the database is held by nothing, and is no role of ours
  ELSIF known.oid IS NULL THEN
    EXECUTE format('CREATE ROLE %I LOGIN', wanted);
    EXECUTE format('GRANT %I TO %I', {everybody}, wanted);
  ELSIF NOT pg_has_role(known.oid, {everybody}, 'MEMBER') THEN
    RAISE EXCEPTION 'role: "%" is known to the database server as somebody else', wanted;
  END IF;
  EXECUTE format('ALTER ROLE %I %s', wanted, CASE WHEN NEW.active THEN 'LOGIN' ELSE 'NOLOGIN' END);
  FOREACH job IN ARRAY ARRAY[{jobs}] LOOP
    IF NEW.active AND NEW.roles ? job THEN
      EXECUTE format('GRANT %I TO %I', {prefix} || job, wanted);
    ELSIF EXISTS (  -- else the server's log warns of each job that is not taken away
      SELECT 1 FROM pg_auth_members WHERE roleid = to_regrole(quote_ident({prefix} || job))
      AND member = to_regrole(quote_ident(wanted))
    ) THEN
      EXECUTE format('REVOKE %I FROM %I', {prefix} || job, wanted);
    END IF;
  END LOOP;
  EXECUTE format(
    'ALTER ROLE %I IN DATABASE %I SET search_path = %s', wanted, current_database(),
    CASE WHEN NEW.roles ?| ARRAY[{readers}] THEN {schema_text} ELSE '{desk}, ' || {schema_text} END
  );
  IF NEW.password LIKE 'SCRAM-SHA-256$%' THEN
    EXECUTE format('ALTER ROLE %I PASSWORD %L', wanted, NEW.password);
    NEW.password := '{kept}';
  ELSIF NEW.password IS DISTINCT FROM '{kept}' THEN
    EXECUTE format('ALTER ROLE %I PASSWORD NULL', wanted);
    NEW.password := '';
  END IF;
  RETURN NEW;
END $$
"""


def _array(values: Iterable[str]) -> str:
    return ", ".join(literal(one) for one in values)


def functions(names: Names) -> Iterator[str]:
    """Who is connected, and what their jobs allow."""
    acts = " ".join(
        f"WHEN {literal(act.value)} THEN ARRAY[{_array(one.value for one in Role if one in held)}]"
        for act, held in AUTHORITY.items()
    )
    yield _PERSON.format(schema=names.schema, acts=acts)


def groups(names: Names) -> Iterator[str]:
    """A role without a login for each job, and one for everybody."""
    for role in (None, *Role):
        group = names.group(role)
        yield (
            f"DO $$ BEGIN IF to_regrole({literal(quoted(group))}) IS NULL THEN"
            f" CREATE ROLE {quoted(group)} NOLOGIN; END IF; END $$"
        )


def people(names: Names) -> Iterator[str]:
    """The trigger that keeps roles in step, and the roles of everybody who is known."""
    readers = (role.value for role in Role if role in AUTHORITY[Act.READ_ALL])
    owner = f"(SELECT relowner FROM pg_class WHERE oid = '{names.schema}.event'::regclass)"  # noqa: S608
    yield _ROLE.format(
        schema=names.schema,
        database=literal(names.database),
        owner=owner,
        everybody=literal(names.group()),
        jobs=_array(role.value for role in Role),
        prefix=literal(names.group(Role.AGENT).removesuffix(Role.AGENT.value)),
        readers=_array(readers),
        schema_text=literal(names.schema),
        desk=DESK,
        kept=KEPT_BY_THE_SERVER,
    )
    yield (
        f"CREATE OR REPLACE TRIGGER desk_role BEFORE INSERT OR UPDATE ON {names.table('operator')}"
        " FOR EACH ROW EXECUTE FUNCTION desk_role()"
    )
    yield f"UPDATE {names.table('operator')} SET active = active"  # noqa: S608 - our own names


def verifier(connection: Connection, password: str) -> str:
    """What the server checks a password by, so that it never sees the password (SCRAM)."""
    driver: Any = connection.connection.driver_connection
    made: bytes = driver.pgconn.encrypt_password(password.encode(), b"", b"scram-sha-256")
    return made.decode()

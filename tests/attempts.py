"""What each act does to the database, attempted by SQL: one statement that tells it from others.

`{…}` stands for a row that `prepared` has made, `:me` for the work number of whoever tries.
"""

from __future__ import annotations

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from hotline_tui.services import requesting
from hotline_tui.standard.authority import AUTHORITY, Act
from hotline_tui.standard.vocabulary import RequestKind, Role
from tests.office import DISTRICT, SUBDISTRICT, Office, dispatched, matter, registered

NOW = "TIMESTAMPTZ '2026-11-23 15:00+08'"

STATUSES = ("registered", "answered", "dispatched", "returned", "signed", "in_review", "fed_back",
            "callback_due", "closed")  # fmt: skip
"""One ticket in each of these is there, by the name of the status."""

_DONE = "told_by, explanation, evidence, decision_reason"

SQL: dict[Act, str] = {
    Act.READ_TICKETS: "SELECT number FROM ticket",
    Act.READ_ALL: f"SELECT number FROM ticket WHERE organizer = '{DISTRICT}'",
    Act.TAKE_CALL: f"INSERT INTO call (phone, rung_at) VALUES ('1', {NOW})",
    Act.REGISTER: "INSERT INTO event {event} VALUES {said} 'not_accepted', '', '{{}}')",
    Act.ANSWER: (
        "INSERT INTO citation (ticket_id, article_id, article_version, said, at, by)"
        f" VALUES ({{registered}}, 1, 1, '', {NOW}, :me)"
    ),
    Act.ATTACH: (
        "INSERT INTO attachment (ticket_id, sha256, name, medium, media_type, size, at, by)"
        f" VALUES ({{signed}}, 'f', 'a', 'text', 'text/plain', 1, {NOW}, :me)"
    ),
    Act.LINK: "UPDATE link SET undone_by = :me",
    Act.CLAIM: (
        "INSERT INTO claim (ticket_id, holder, desk, taken_at, seen_at)"
        f" VALUES ({{registered}}, :me, 'x', {NOW}, {NOW})"
    ),
    Act.DISPATCH: (
        f"UPDATE ticket SET status = 'dispatched', organizer = '{SUBDISTRICT}'"
        " WHERE id = {registered}"
    ),
    Act.SIGN: "UPDATE ticket SET status = 'signed' WHERE id = {dispatched}",
    Act.RETURN: "UPDATE ticket SET status = 'returned' WHERE id = {dispatched}",
    Act.DECIDE_RETURN: "UPDATE return SET accepted = true, decided_by = :me",
    Act.RECALL: "UPDATE ticket SET status = 'returned' WHERE id = {signed}",
    Act.LOG: (
        "INSERT INTO progress (ticket_id, at, written_at, by, told_by, what, participants, said,"
        f" outcome, next_step) VALUES ({{signed}}, {NOW}, {NOW}, :me, '', 'note', '[]', '', '',"
        " '')"
    ),
    Act.FEEDBACK: (
        "INSERT INTO feedback (ticket_id, round, at, by, told_by, way, outcome, content,"
        f" opinion_watch, leader, decision_reason) VALUES ({{signed}}, 1, {NOW}, :me, '', 'system',"
        " 'solved', '{{}}', '', '', '')"
    ),
    Act.APPROVE: "UPDATE ticket SET status = 'fed_back' WHERE id = {in_review}",
    Act.CHECK_FEEDBACK: "UPDATE feedback SET accepted = true, decided_by = :me",
    Act.SURGE: f"INSERT INTO surge (started_at, started_by, reason) VALUES ({NOW}, :me, '')",
    Act.ACKNOWLEDGE: "UPDATE alert SET acknowledged_by = :me",
    Act.SUPERVISE: (
        "INSERT INTO supervision (ticket_id, form, opened_at, opened_by, demand, record,"
        f" approved_by, outcome) VALUES ({{signed}}, 'on_site', {NOW}, :me, '', '{{{{}}}}', '', '')"
    ),
    Act.REQUEST: (
        "INSERT INTO request (ticket_id, kind, at, by, told_by, reason, evidence, review_on,"
        f" decision_reason, ended_reason) VALUES ({{signed}}, 'complex', {NOW}, :me, '', '', '',"
        " '', '', '')"
    ),
    Act.DECIDE_REQUEST: "UPDATE request SET granted = true, decided_by = :me",
    Act.HEED_WARNING: "UPDATE given_warning SET acknowledged_by = :me",
    Act.TICK: (
        "INSERT INTO supervision (ticket_id, form, opened_at, opened_by, demand, record,"
        f" approved_by, outcome) VALUES ({{signed}}, 'reminder', {NOW}, 'system', '', '{{{{}}}}',"
        " '', '')"
    ),
    Act.IMPORT: "INSERT INTO event {event} VALUES {said} 'imported', '', '{{}}')",
    Act.SEARCH_KNOWLEDGE: "SELECT title FROM article",
    Act.IMPORT_KNOWLEDGE: "INSERT INTO everyday_word (word, means) VALUES ('x', '[]')",
    Act.WRITE_ARTICLE: "DELETE FROM related_article",
    Act.CHECK_ARTICLE: "INSERT INTO event {event} VALUES {said} 'manuscript_pass', '', '{{}}')",
    Act.PUBLISH_ARTICLE: "INSERT INTO event {event} VALUES {said} 'article_withdrawn', '', '{{}}')",
    Act.CONTRIBUTE: "INSERT INTO event {event} VALUES {said} 'manuscript_contribute', '', '{{}}')",
    Act.REQUIRE_READING: (
        "INSERT INTO required_reading (article_id, version, roles, reason, at, by)"
        f" VALUES (1, 1, '[]', '', {NOW}, :me)"
    ),
    Act.KEEP_KNOWLEDGE: "INSERT INTO knowledge_gap (name, found_at, asked, verdict, reason)"
    f" VALUES ('', {NOW}, 1, NULL, '')",
    Act.SEND_MAIL: "UPDATE outbox SET tries = 1",
    Act.CALL_BACK: (
        'INSERT INTO callback (ticket_id, round, at, by, way, result, "full", reasons, remarks)'
        f" VALUES ({{callback_due}}, 1, {NOW}, :me, 'phone', 'reached', true, '[]', '')"
    ),
    Act.CLOSE: "UPDATE ticket SET status = 'closed' WHERE id = {answered}",
    Act.CANCEL: "UPDATE ticket SET status = 'cancelled' WHERE id = {registered}",
    Act.ARCHIVE: "UPDATE ticket SET status = 'archived' WHERE id = {closed}",
    Act.EXPORT_ARCHIVE: "SELECT bundle FROM archive",
    Act.EXPORT_PUBLIC: "INSERT INTO event {event} VALUES {said} 'site_exported', '', '{{}}')",
    Act.PRACTISE: "SELECT name FROM practice_class",
    Act.TRAIN: f"INSERT INTO practice_class (name, pass_mark, at, by) VALUES ('b', 1, {NOW}, :me)",
    Act.REPORT: "INSERT INTO event {event} VALUES {said} 'report_made', '', '{{}}')",
    Act.APPROVE_REPORT: "UPDATE report SET approved_by = :me",
    Act.REVIEW_INTAKE: "UPDATE quality_review SET remarks = 'x'",
    Act.ANSWER_REVIEW: "INSERT INTO event {event} VALUES {said} 'review_answered', '', '{{}}')",
    Act.DECIDE_REVIEW: "UPDATE quality_review SET decision_reason = 'x'",
    Act.TELL_ASSESSMENT: "UPDATE assessment_notice SET decided_by = :me",
    Act.ANSWER_ASSESSMENT: "UPDATE assessment_notice SET received_by = :me",
    Act.ANALYSE: (
        "INSERT INTO organizer_analysis (organizer, period, texts, figures, at, by, told_by)"
        f" VALUES ('{SUBDISTRICT}', '', '{{{{}}}}', '{{{{}}}}', {NOW}, :me, '')"
    ),
    Act.IMPROVE: "INSERT INTO event {event} VALUES {said} 'improvement_opened', '', '{{}}')",
    Act.SIGN_OUT_OTHERS: "UPDATE seat SET reason = 'x' WHERE workno <> :me",
    Act.MANAGE_OPERATORS: "UPDATE operator SET name = name",
    Act.MANAGE_REFERENCE: "UPDATE fact SET text = text WHERE name = 'policy'",
}
"""What tells each act from others, in the database."""

LIKE: dict[Act, tuple[Act, ...]] = {
    Act.DECIDE_RETURN: (Act.DISPATCH, Act.RECALL),
    Act.CLOSE: (Act.ANSWER, Act.CALL_BACK, Act.TICK),
    Act.WRITE_ARTICLE: (Act.PUBLISH_ARTICLE,),
    Act.SIGN_OUT_OTHERS: (Act.MANAGE_OPERATORS,),
    Act.RETURN: (Act.RECALL,),
}
"""Other acts that do the same to the database."""

FORGED: dict[str, str] = {
    "change a record": "UPDATE event SET summary = 'x'",
    "delete a record": "DELETE FROM event",
    "empty the trail": "TRUNCATE event",
    "bind a record": "INSERT INTO audit_chain VALUES (0, 0, '', '')",
    "move the end of the trail": "UPDATE audit_head SET number = number + 1",
    "bar the triggers": "ALTER TABLE event DISABLE TRIGGER ALL",
    "play the replica": "SET LOCAL session_replication_role = replica",
    "change an archived ticket": "UPDATE ticket SET version = version + 1 WHERE id = {archived}",
    "delete a ticket": "DELETE FROM ticket",
    "change a bundle": "UPDATE archive SET sha256 = 'x'",
    "play practice": "UPDATE fact SET text = 'yes' WHERE name = 'practice'",
    "sign for another": (
        "INSERT INTO progress (ticket_id, at, written_at, by, told_by, what, participants, said,"
        f" outcome, next_step) VALUES ({{signed}}, {NOW}, {NOW}, '0001', '', 'note', '[]', '', '',"
        " '')"
    ),
    "answer for another": "UPDATE quality_review SET reply = 'object', replied_by = '0002'",
    "become another": "SET LOCAL SESSION AUTHORIZATION postgres",
    "make a role": "CREATE ROLE hotline_intruder LOGIN",
    "join a job": (
        "DO $$ BEGIN EXECUTE format('GRANT %I TO CURRENT_USER',"
        " current_database() || '_supervisor'); END $$"
    ),
    "read passwords": "SELECT rolpassword FROM pg_authid",
    "read files": "SELECT pg_read_file('PG_VERSION')",
    "run programs": "COPY fact TO PROGRAM 'cat'",
    "make a table": "CREATE TABLE public.mine (id int)",
    "change a function": "DROP FUNCTION desk_may(text)",
}
"""What nobody may, whatever the job."""


def tickets(office: Office) -> dict[str, str]:
    """Tickets to try on, by name: their numbers."""
    owner = office.owner
    rows = {name: dispatched(owner) for name in STATUSES}
    rows["elsewhere"], rows["archived"] = dispatched(owner, to=DISTRICT), dispatched(owner)
    rows["earlier"] = registered(owner, matter())
    with office.database.transaction() as session:
        for name in STATUSES:
            session.connection().execute(
                text("UPDATE ticket SET status = :status WHERE number = :number"),
                {"status": name, "number": rows[name].number},
            )
    difficult = requesting.Ask(
        rows["signed"].number, RequestKind.COMPLEX, reason="须多家会商", told_by="张主任"
    )
    requesting.ask(owner, difficult)
    return {name: row.number for name, row in rows.items()}


def prepared(office: Office, numbers: dict[str, str]) -> dict[str, object]:
    """Rows to try on by SQL, made by the database's owner; the tickets' keys by name."""
    found: dict[str, object] = {}
    with office.database.transaction() as session:
        connection = session.connection()
        for name, number in numbers.items():
            query = text("SELECT id FROM ticket WHERE number = :number")
            found[name] = connection.execute(query, {"number": number}).scalar_one()
        for statement in _ROWS:
            connection.execute(text(statement.format(**found)))
    return found


_ROWS = (
    "UPDATE ticket SET organizer = NULL WHERE id IN ({registered}, {answered})",
    "UPDATE ticket SET tick_at = NULL",
    f"INSERT INTO alert (ticket_id, raised_at) VALUES ({{signed}}, {NOW})",
    (
        "INSERT INTO link (earlier_id, later_id, reason, made_at, made_by)"
        f" VALUES ({{earlier}}, {{signed}}, '', {NOW}, '0001')"
    ),
    "INSERT INTO return (ticket_id, at, by, organizer, reason, " + _DONE + ")"
    f" VALUES ({{returned}}, {NOW}, '0001', '{SUBDISTRICT}', 'wrong_area', '', '', '', '')",
    SQL[Act.FEEDBACK].replace(":me", "'0001'"),
    SQL[Act.REQUEST].replace(":me", "'0001'"),
    (
        "INSERT INTO outbox (ticket_id, recipient, subject, body, written_at, tries, error)"
        f" VALUES ({{signed}}, '', '', '', {NOW}, 0, '')"
    ),
    "INSERT INTO attached_content VALUES ('f', '')",
    (
        "INSERT INTO given_warning (day, category, whole_city, district, found_at, count, mean,"
        " dispersion, rests_on, acknowledged_by, note)"
        f" VALUES ('2026-11-23', '', true, '', {NOW}, 5, 1, 1, 1, '', '')"
    ),
    (
        "INSERT INTO report (kind, version, period, matter, title, at, by, figures, texts,"
        f" approved_by, sent_by, sent_to) VALUES ('advice', 1, '', '', '', {NOW}, '0001',"
        " '{{}}', '{{}}',"
        " '', '', '')"
    ),
    (
        "INSERT INTO quality_review (ticket_id, version, agent, cause, drawn_at, drawn_by, marks,"
        " remarks, scored_by, reply_text, replied_by, final_marks, decision_reason, decided_by)"
        f" VALUES ({{signed}}, 1, '0002', 'sample', {NOW}, '0001', '{{{{}}}}', '', '', '', '',"
        " '{{}}', '', '')"
    ),
    (
        "INSERT INTO assessment_notice (version, organizer, period, figures, at, by, received_by,"
        " told_by, objection, objected_by, decision, decided_by)"
        f" VALUES (1, '{SUBDISTRICT}', '', '{{{{}}}}', {NOW}, '0001', '', '', '', '', '', '')"
    ),
    f"INSERT INTO practice_class (name, pass_mark, at, by) VALUES ('a', 1, {NOW}, '0001')",
    f"INSERT INTO related_article VALUES (1, 2, {NOW}, '0001')",
    "INSERT INTO fact VALUES ('policy', '{{}}') ON CONFLICT DO NOTHING",
    (
        "INSERT INTO seat (id, workno, name, host, since, seen_at, ended_by, reason)"
        f" VALUES ('x', '0001', '', '', {NOW}, {NOW}, '', '')"
    ),
    (
        "INSERT INTO archive (ticket_id, at, keeper, sha256, manifest, bundle)"
        f" VALUES ({{archived}}, {NOW}, '0001', '', '[]', '')"
    ),
    f"UPDATE ticket SET status = 'archived', archived_at = {NOW} WHERE id = {{archived}}",
)

_EVENT = "(at, who, name, host, ticket_version, what, summary, detail)"


def passes(connection: Connection, statement: str, me: str, rows: dict[str, object]) -> bool:
    """Whether a statement is let through and touches anything; it is undone again."""
    told = statement.format(event=_EVENT, said=f"({NOW}, '0001', '', '', 0,", **rows)
    within = connection.begin_nested()
    try:
        done = connection.execute(text(told), {"me": me} if ":me" in told else {})
        return bool(done.fetchall()) if done.returns_rows else done.rowcount != 0
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) not in ("42501", "P0001"):
            raise
        return False
    finally:
        within.rollback()


def may(act: Act, role: Role) -> bool:
    """Whether a role may do an act, or another that does the same to the database."""
    return any(role in AUTHORITY[one] for one in (act, *LIKE.get(act, ())))

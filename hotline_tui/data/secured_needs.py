"""What each act writes in the database: what grants of writing to job roles are derived from.

An act's line says `insert TABLE`, `update TABLE COLUMN…` or `delete TABLE`; a role is given what
the acts of its line in the authority table need, and nothing else. Clause: 6.1.2.
"""

from __future__ import annotations

from hotline_tui.standard.authority import Act

_SETTLED = "version worklist clock due_at tick_at ticked_at candidate"
"""What stands beside a ticket and follows each of its facts."""

_REASON = "insert candidate"
_SETTLES = "update candidate open settled_at settled_by settled_reason told"
_DECIDED = "accepted decided_at decided_by decision_reason"
_HOLDS_CLUSTER, _HOLDS_ALERT = "update cluster id", "update alert id"
"""Rows are held while something hangs on them, which takes a grant on any column."""

_NUMBER = ("insert number_of_day", "update number_of_day last")
_REGISTERS = (*_NUMBER, "insert ticket", "insert alert", _REASON, f"update ticket {_SETTLED}")
_STEP = "insert manuscript_step"
_PUBLISHES = (
    "insert article",
    (
        "update article version title other_names text article_class unit source authority division"
        " valid_from valid_to public published changed_at changed_by revision"
    ),
    "insert article_version",
    "update article_version withdrawal withdrawn_at withdrawn_by",
    "insert knowledge_revision",
    "insert fact",
    "update fact text",
)


def _ticket(columns: str) -> tuple[str, ...]:
    """What an act writes that changes a ticket: its own columns, what follows, and reasons."""
    return (f"update ticket {_SETTLED} {columns}".rstrip(), _REASON, _SETTLES)


WRITES: dict[Act, tuple[str, ...]] = {
    Act.READ_TICKETS: (),
    Act.READ_ALL: (),
    Act.TAKE_CALL: (
        "insert call",
        "update call agent answered_at offered_at ended_at rated_at rating",
    ),
    Act.REGISTER: _REGISTERS,
    Act.ANSWER: ("insert citation", *_ticket("status answered_at direct closed_at closing")),
    Act.ATTACH: ("insert attached_content", "insert attachment", *_ticket("attachments")),
    Act.LINK: ("insert link", "update link reason made_at made_by undone_at undone_by"),
    Act.CLAIM: (
        "insert claim",
        "update claim holder desk taken_at seen_at",
        "delete claim",
    ),
    Act.DISPATCH: (
        "insert dispatch",
        "insert outbox",
        "delete claim",
        f"update return {_DECIDED}",
        *_ticket(
            "status organizer direct first_dispatched_at dispatched_at signed_at handovers"
            " feedback_from_signing near_share paused_seconds surge"
        ),
    ),
    Act.SIGN: _ticket("status signed_at"),
    Act.RETURN: ("insert return", *_ticket("status")),
    Act.DECIDE_RETURN: (f"update return {_DECIDED}", *_ticket("status handovers paused_seconds")),
    Act.RECALL: (
        "insert return",
        "insert dispatch",
        "insert outbox",
        f"update return {_DECIDED}",
        *_ticket("status organizer dispatched_at signed_at handovers paused_seconds fed_back_at"),
    ),
    Act.LOG: ("insert progress", *_ticket("opinion_watch")),
    Act.FEEDBACK: (
        "insert feedback",
        _HOLDS_CLUSTER,
        *_ticket("status fed_back_at outcome opinion_watch"),
    ),
    Act.APPROVE: (
        f"update feedback leader approved_at {_DECIDED}",
        *_ticket("status fed_back_at outcome"),
    ),
    Act.CHECK_FEEDBACK: (
        f"update feedback {_DECIDED}",
        *_ticket("status checked_at fed_back_at outcome"),
    ),
    Act.SURGE: ("insert surge", "update surge ended_at ended_by open"),
    Act.ACKNOWLEDGE: ("update alert acknowledged_at acknowledged_by",),
    Act.SUPERVISE: (
        "insert supervision",
        "update supervision record outcome approved_by approved_at due_at ended_at ended_by",
        "insert cluster",
        "insert cluster_ticket",
        "update cluster name linked decided_at decided_by reason",
        "update cluster_ticket removed_at removed_by",
        "insert link",
        *_ticket("service_complaint"),
    ),
    Act.REQUEST: ("insert request", *_ticket("")),
    Act.DECIDE_REQUEST: (
        (
            "update request granted decided_at decided_by decision_reason ended_at ended_by"
            " ended_reason"
        ),
        *_ticket("complex on_account excluded"),
    ),
    Act.HEED_WARNING: ("update given_warning acknowledged_at acknowledged_by note",),
    Act.TICK: (
        "insert supervision",
        "insert given_warning",
        "insert cluster",
        "insert cluster_ticket",
        _HOLDS_CLUSTER,
        "insert fact",
        "update fact text",
        *_ticket("status closed_at closing"),
    ),
    Act.IMPORT: _REGISTERS,
    Act.SEARCH_KNOWLEDGE: (
        "insert article_choice",
        "update article_choice manner place above",
        "delete article_choice",
        "insert article_opened",
        "update article_opened times",
        "insert article_reading",
        "update article_reading version at",
        "insert knowledge_question",
        "update knowledge_question first_at last_at times gap_id",
    ),
    Act.IMPORT_KNOWLEDGE: (
        *_PUBLISHES,
        "insert everyday_word",
        "update everyday_word means",
        "delete everyday_word",
    ),
    Act.WRITE_ARTICLE: (
        _STEP,
        "insert manuscript",
        (
            "update manuscript version stage open base_version title content related authors unit"
            " changed_at changed_by checked_at checked_by"
        ),
        "insert manuscript_file",
        "delete manuscript_file",
        "insert attached_content",
        "insert related_article",
        "delete related_article",
    ),
    Act.CHECK_ARTICLE: (
        _STEP,
        "update manuscript version stage open changed_at changed_by checked_at checked_by",
    ),
    Act.PUBLISH_ARTICLE: (
        _STEP,
        *_PUBLISHES,
        (
            "update manuscript version stage open article_id base_version changed_at changed_by"
            " published_version"
        ),
        "insert related_article",
        "delete related_article",
    ),
    Act.CONTRIBUTE: (
        _STEP,
        "insert manuscript",
        (
            "update manuscript version stage open title content related authors unit changed_at"
            " changed_by"
        ),
        "insert manuscript_file",
        "delete manuscript_file",
        "insert attached_content",
    ),
    Act.REQUIRE_READING: (
        "insert required_reading",
        "update required_reading version roles reason at by ended_at",
    ),
    Act.KEEP_KNOWLEDGE: (
        "insert article_pair",
        (
            "update article_pair second_version differing likeness verdict withdrawn_id reason"
            " decided_at decided_by"
        ),
        "delete article_pair",
        "insert knowledge_gap",
        "update knowledge_gap name asked verdict article_id reason decided_at decided_by",
        "delete knowledge_gap",
        "insert knowledge_gap_ticket",
        "delete knowledge_gap_ticket",
        "delete knowledge_question",
        "insert fact",
        "update fact text",
    ),
    Act.SEND_MAIL: ("update outbox sent_at tries error",),
    Act.CALL_BACK: (
        "insert callback",
        "insert evaluation",
        "insert do_not_call",
        "update do_not_call since by reason",
        *_ticket(
            "status again_at call_after closed_at closing fed_back_at checked_at outcome rounds"
        ),
    ),
    Act.CLOSE: _ticket("status closed_at closing"),
    Act.CANCEL: ("insert link", *_ticket("status accepted closed_at closing")),
    Act.ARCHIVE: ("insert archive", _HOLDS_ALERT, *_ticket("status archived_at")),
    Act.EXPORT_ARCHIVE: (),
    Act.EXPORT_PUBLIC: (),
    Act.REPORT: (
        "insert report",
        "update report version title texts",
        "insert report_waiver",
        "insert typical_case",
        "update typical_case version texts changed_by",
    ),
    Act.APPROVE_REPORT: (
        "update report version approved_at approved_by sent_at sent_by sent_to",
        "update report_waiver granted decision decided_at decided_by",
        "update typical_case version approved_at approved_by",
    ),
    Act.TELL_ASSESSMENT: (
        "insert assessment_notice",
        "update assessment_notice version upheld decision decided_at decided_by",
        "insert assessment_use",
    ),
    Act.ANSWER_ASSESSMENT: (
        (
            "update assessment_notice version received_at received_by told_by objection"
            " objected_at objected_by"
        ),
    ),
    Act.ANALYSE: ("insert organizer_analysis",),
    Act.IMPROVE: (
        "insert improvement",
        "update improvement version judged settled",
        "insert improvement_measure",
        "update improvement_measure done_at done_by result",
        "insert improvement_effect",
    ),
    Act.PRACTISE: (
        "insert practice_exercise",
        "update practice_exercise seen_at ended_at elapsed points steps marks",
    ),
    Act.TRAIN: (
        "insert practice_class",
        "update practice_class pass_mark at by",
        "insert practice_trainee",
        "update practice_trainee name class_id",
        "insert practice_assignment",
        "update practice_assignment title pass_mark until at by",
    ),
    Act.SIGN_OUT_OTHERS: (),
    Act.REVIEW_INTAKE: (
        "insert quality_review",
        "update quality_review version marks remarks scored_at scored_by",
    ),
    Act.ANSWER_REVIEW: ("update quality_review version reply reply_text replied_at replied_by",),
    Act.DECIDE_REVIEW: (
        ("update quality_review version upheld final_marks decision_reason decided_at decided_by"),
    ),
    Act.MANAGE_OPERATORS: (
        "insert operator",
        "update operator name roles unit password active team",
    ),
    Act.MANAGE_REFERENCE: ("insert fact", "update fact text"),
}
"""What an act writes."""

EVERYBODY_WRITES = (
    "insert event",
    "insert seat",
    "update seat seen_at ended_at ended_by reason",
    "update operator password",
)
"""What every operator writes: what was done, that one is there, and one's own password."""

"""Which act lets one read which table: what grants of reading to job roles are derived from.

Clause: 6.1.2.
"""

from __future__ import annotations

from hotline_tui.standard.authority import Act

EDITORIAL = (Act.WRITE_ARTICLE, Act.CHECK_ARTICLE, Act.PUBLISH_ARTICLE, Act.CONTRIBUTE)
_ANYBODY: tuple[Act, ...] = ()

_TICKETS = (
    "alert attached_content attachment callback candidate citation claim cluster cluster_ticket"
    " dispatch do_not_call evaluation feedback link progress request return supervision ticket"
)
_KNOWLEDGE = (
    "article article_choice article_opened article_pair article_reading article_version"
    " everyday_word knowledge_gap knowledge_gap_ticket knowledge_question knowledge_revision"
    " related_article required_reading"
)
_EVERYBODY = (
    "alembic_version catalogue_entry category division event fact number_of_day operator organizer"
    " seat surge"
)

_IMPROVEMENT = "improvement improvement_effect improvement_measure"

_OF_ORGANIZERS = "assessment_notice assessment_use organizer_analysis"

_PRACTICE = "practice_assignment practice_class practice_exercise practice_trainee"

READ: dict[str, tuple[Act, ...]] = {
    **dict.fromkeys(_TICKETS.split(), (Act.READ_TICKETS,)),
    **dict.fromkeys(_KNOWLEDGE.split(), (Act.SEARCH_KNOWLEDGE,)),
    **dict.fromkeys(_EVERYBODY.split(), _ANYBODY),
    "manuscript_step": EDITORIAL,
    # Whoever finds an article has the files that were published with it.
    **dict.fromkeys(("manuscript", "manuscript_file", "attached_content"), (Act.SEARCH_KNOWLEDGE,)),
    **dict.fromkeys(("audit_chain", "audit_head", "call"), (Act.READ_ALL,)),
    # Whoever keeps knowledge learns what was answered, of which rows the policies decide.
    **dict.fromkeys(("citation", "feedback", "ticket"), (Act.READ_TICKETS, Act.KEEP_KNOWLEDGE)),
    "outbox": (Act.READ_ALL,),
    **dict.fromkeys(("report", "report_waiver", "typical_case", "given_warning"), (Act.READ_ALL,)),
    **dict.fromkeys(_IMPROVEMENT.split(), (Act.READ_ALL,)),
    **dict.fromkeys(_OF_ORGANIZERS.split(), (Act.READ_TICKETS,)),
    **dict.fromkeys(_PRACTICE.split(), (Act.PRACTISE,)),
    "archive": (Act.EXPORT_ARCHIVE,),
    "quality_review": (Act.REVIEW_INTAKE, Act.ANSWER_REVIEW, Act.DECIDE_REVIEW),
}
"""Which act lets one read a table whole, or at least the rows of it that one may see."""

READ_PARTS: dict[str, tuple[Act, str]] = {
    "archive": (Act.READ_TICKETS, "ticket_id at keeper sha256 manifest"),
}
"""Columns of a table that an act lets one read which does not open all of it."""

"""Which act writes down what, and which rows one act alone writes, on a secured PostgreSQL.

Clause: 6.1.2.
"""

from __future__ import annotations

from hotline_tui.standard.authority import Act

ONLY: dict[str, tuple[str, Act, str]] = {
    # The leader says no to what was fed back; that it is complete is for the hotline to say.
    "feedback": ("INSERT OR UPDATE", Act.CHECK_FEEDBACK, "NEW.accepted AND OLD.accepted IS NULL"),
    # What is given back for no reason is taken back.
    "return": ("INSERT", Act.RECALL, "NEW.reason IS NULL"),
    # Who may hold these while something hangs on them does not change them.
    "alert": ("UPDATE", Act.ACKNOWLEDGE, "NEW IS DISTINCT FROM OLD"),
    "cluster": ("UPDATE", Act.SUPERVISE, "NEW IS DISTINCT FROM OLD"),
    "supervision": ("INSERT", Act.SUPERVISE, "NEW.form NOT IN ('reminder', 'system')"),
}
"""Rows that only one act writes, of those that others may write the like of."""

EVENTS: dict[str, tuple[Act, ...]] = {
    **dict.fromkeys("assigned class_kept enrolled".split(), (Act.TRAIN,)),
    "site_exported": (Act.EXPORT_PUBLIC,),
    **dict.fromkeys(
        "report_made report_written report_waiver_asked case_chosen case_written".split(),
        (Act.REPORT,),
    ),
    **dict.fromkeys(
        "report_approved report_sent report_waiver_decided case_approved".split(),
        (Act.APPROVE_REPORT,),
    ),
    **dict.fromkeys("reviews_drawn review_scored".split(), (Act.REVIEW_INTAKE,)),
    "review_answered": (Act.ANSWER_REVIEW,),
    "review_decided": (Act.DECIDE_REVIEW,),
    **dict.fromkeys(
        "improvement_done improvement_judged improvement_opened improvement_planned".split(),
        (Act.IMPROVE,),
    ),
    **dict.fromkeys(
        "assessment_decided assessment_told assessment_used".split(), (Act.TELL_ASSESSMENT,)
    ),
    **dict.fromkeys("assessment_objected assessment_received".split(), (Act.ANSWER_ASSESSMENT,)),
    "analysis_handed_in": (Act.ANALYSE,),
    **dict.fromkeys("acknowledged".split(), (Act.ACKNOWLEDGE,)),
    **dict.fromkeys("answered".split(), (Act.ANSWER,)),
    **dict.fromkeys("approved sent_back".split(), (Act.APPROVE,)),
    **dict.fromkeys("archived".split(), (Act.ARCHIVE,)),
    **dict.fromkeys(
        "article_pair_settled articles_compared gap_settled".split(), (Act.KEEP_KNOWLEDGE,)
    ),
    **dict.fromkeys("article_withdrawn manuscript_publish".split(), (Act.PUBLISH_ARTICLE,)),
    **dict.fromkeys("attached".split(), (Act.ATTACH,)),
    **dict.fromkeys("called_back evaluated handled_again".split(), (Act.CALL_BACK,)),
    **dict.fromkeys("cancelled".split(), (Act.CANCEL,)),
    **dict.fromkeys("claimed claimed_over released".split(), (Act.CLAIM,)),
    **dict.fromkeys("closed".split(), (Act.CLOSE, Act.ANSWER, Act.CALL_BACK, Act.TICK)),
    **dict.fromkeys("cluster_joined".split(), (Act.SUPERVISE, Act.TICK)),
    **dict.fromkeys(
        "callback_fell_due cluster_grew cluster_proposed reminded warning_given".split(),
        (Act.TICK,),
    ),
    "warning_heeded": (Act.HEED_WARNING,),
    **dict.fromkeys("decided request_ended".split(), (Act.DECIDE_REQUEST,)),
    **dict.fromkeys("dispatched".split(), (Act.DISPATCH,)),
    **dict.fromkeys("exported".split(), (Act.EXPORT_ARCHIVE,)),
    **dict.fromkeys("feedback_accepted feedback_rejected".split(), (Act.CHECK_FEEDBACK,)),
    **dict.fromkeys("imported".split(), (Act.IMPORT,)),
    **dict.fromkeys("everyday_word_changed knowledge_imported".split(), (Act.IMPORT_KNOWLEDGE,)),
    **dict.fromkeys("linked".split(), (Act.LINK, Act.SUPERVISE, Act.CANCEL)),
    **dict.fromkeys("logged opinion_watched".split(), (Act.LOG,)),
    **dict.fromkeys("attachments_fetched looked_up".split(), (Act.READ_TICKETS,)),
    **dict.fromkeys("mailed".split(), (Act.SEND_MAIL,)),
    **dict.fromkeys("manuscript_contribute".split(), (Act.CONTRIBUTE,)),
    **dict.fromkeys("manuscript_pass manuscript_reject".split(), (Act.CHECK_ARTICLE,)),
    **dict.fromkeys("not_accepted".split(), (Act.REGISTER,)),
    **dict.fromkeys(
        "cluster_dismissed cluster_left cluster_linked noted service_complaint_found settled"
        " supervision_completed".split(),
        (Act.SUPERVISE,),
    ),
    **dict.fromkeys("operator_added".split(), (Act.MANAGE_OPERATORS,)),
    **dict.fromkeys("policy_changed".split(), (Act.MANAGE_REFERENCE,)),
    **dict.fromkeys("hung_up offered picked_up rang rated".split(), (Act.TAKE_CALL,)),
    **dict.fromkeys("reading_released reading_required".split(), (Act.REQUIRE_READING,)),
    **dict.fromkeys("recalled transferred".split(), (Act.RECALL,)),
    **dict.fromkeys("registered".split(), (Act.REGISTER, Act.IMPORT)),
    **dict.fromkeys("requested".split(), (Act.REQUEST,)),
    **dict.fromkeys("return_accepted return_rejected".split(), (Act.DECIDE_RETURN, Act.DISPATCH)),
    **dict.fromkeys("returned".split(), (Act.RETURN,)),
    **dict.fromkeys("signed".split(), (Act.SIGN,)),
    **dict.fromkeys("signed_out_by_others".split(), (Act.SIGN_OUT_OTHERS,)),
    **dict.fromkeys("fed_back submitted".split(), (Act.FEEDBACK,)),
    **dict.fromkeys("supervised".split(), (Act.TICK, Act.SUPERVISE)),
    **dict.fromkeys("surge_declared surge_ended".split(), (Act.SURGE,)),
    **dict.fromkeys("unlinked".split(), (Act.LINK, Act.SUPERVISE)),
    **dict.fromkeys("unmasked".split(), (Act.READ_TICKETS, Act.CALL_BACK)),
}
"""Which acts write down what; kinds that are not named anybody may, in their own name."""

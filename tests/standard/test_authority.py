"""Who may do what: the whole table of acts and roles, by hand."""

from __future__ import annotations

import itertools

import pytest

from hotline_tui.standard.authority import AUTHORITY, Act, authority_faults
from hotline_tui.standard.vocabulary import Role

HEAD = (
    "agent dispatcher supervisor callback editor organizer analyst trainer archivist administrator"
)

TABLE = """
                  AG DI SU CB ED OR AN TR AR AD
read_tickets      x  x  x  x  -  x  x  x  x  x
read_all          x  x  x  x  -  -  x  x  x  x
take_call         x  x  x  -  -  -  -  -  -  -
register          x  x  x  -  -  -  -  -  -  -
answer            x  x  x  -  -  -  -  -  -  -
attach            x  x  x  -  -  x  -  -  -  -
link              x  x  x  -  -  -  -  -  -  -
claim             -  x  x  -  -  -  -  -  -  -
dispatch          -  x  x  -  -  -  -  -  -  -
sign              x  x  x  -  -  x  -  -  -  -
return            x  x  x  -  -  x  -  -  -  -
decide_return     -  x  x  -  -  -  -  -  -  -
recall            -  -  x  -  -  -  -  -  -  -
log               x  x  x  -  -  x  -  -  -  -
feedback          x  x  x  -  -  x  -  -  -  -
approve           x  x  x  -  -  x  -  -  -  -
check_feedback    -  x  x  x  -  -  -  -  -  -
surge             -  -  x  -  -  -  -  -  -  -
acknowledge       -  -  x  -  -  -  -  -  -  -
supervise         -  -  x  -  -  -  -  -  -  -
request           x  x  x  -  -  x  -  -  -  -
decide_request    -  -  x  -  -  -  -  -  -  -
heed_warning      -  -  x  -  -  -  x  -  -  -
tick              -  -  x  -  -  -  -  -  -  x
import            -  -  x  -  -  -  -  -  -  x
search_knowledge  x  x  x  x  x  x  x  x  x  x
import_knowledge  -  -  -  -  x  -  -  -  -  x
write_article     -  -  -  -  x  -  -  -  -  -
check_article     -  -  x  -  x  -  -  -  -  -
publish_article   -  -  x  -  x  -  -  -  -  -
contribute        x  x  x  -  -  x  -  -  -  -
require_reading   -  -  x  -  x  -  -  x  -  -
send_mail         -  x  x  -  -  -  -  -  -  x
call_back         -  -  x  x  -  -  -  -  -  -
close             x  -  x  x  -  -  -  -  -  -
cancel            x  x  x  -  -  -  -  -  -  -
archive           -  -  x  x  -  -  -  -  x  -
export_archive    -  -  x  -  -  -  -  -  x  -
practise          x  x  x  x  x  x  x  x  x  x
train             -  -  x  -  -  -  -  x  -  x
manage_operators  -  -  -  -  -  -  -  -  -  x
manage_reference  -  -  x  -  -  -  -  -  -  x
keep_knowledge    -  -  x  -  x  -  -  -  -  x
export_public     -  -  x  -  x  -  -  -  -  x
sign_out_others   -  -  x  -  -  -  -  -  -  x
report            -  -  x  -  -  -  x  -  -  x
approve_report    -  -  x  -  -  -  -  -  -  x
review_intake     -  -  x  -  -  -  -  x  -  -
answer_review     x  x  x  -  -  -  -  -  -  -
decide_review     -  -  x  -  -  -  -  -  -  x
tell_assessment   -  -  x  -  -  -  -  -  -  x
answer_assessment -  -  x  -  -  x  -  -  -  -
analyse           -  -  x  -  -  x  x  -  -  -
improve           -  -  x  -  -  -  x  -  -  x
"""

ROLES = [Role(name) for name in HEAD.split()]
ALLOWED = {
    (Act(line.split()[0]), role): mark == "x"
    for line in TABLE.splitlines()[2:]
    for role, mark in zip(ROLES, line.split()[1:], strict=True)
}


def test_the_table_has_every_act_and_every_role() -> None:
    assert set(ALLOWED) == set(itertools.product(Act, Role))
    assert set(AUTHORITY) == set(Act)


@pytest.mark.clause("6.1.2")
@pytest.mark.parametrize(("act", "role"), ALLOWED)
def test_a_role_may_do_what_the_table_says_and_nothing_else(act: Act, role: Role) -> None:
    faults = authority_faults(act, [role])
    assert (faults == ()) is ALLOWED[act, role]
    for fault in faults:
        assert fault.clause == "6.1.2"
        assert act.label in fault.message
        for other in Role:
            assert (other.label in fault.message) is ALLOWED[act, other]


@pytest.mark.clause("6.1.2")
def test_one_role_of_several_is_enough_and_none_is_too_few() -> None:
    assert authority_faults(Act.SURGE, [Role.AGENT, Role.SUPERVISOR]) == ()
    for act in Act:
        assert len(authority_faults(act, [])) == 1

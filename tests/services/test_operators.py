"""People sit down under their own number, with their password, as long as they may."""

from __future__ import annotations

import pytest

from hotline_tui.services import operators
from hotline_tui.services.desk import Desk, OutOfReach
from hotline_tui.services.opening import Opening, open_desk
from hotline_tui.services.operators import NewOperator, OperatorRow
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.vocabulary import Role
from tests.office import Office
from tests.services.crowd import at_once, refusals


@pytest.mark.clause("6.1.2")
def test_a_person_sits_down_with_the_right_password_only(office: Office) -> None:
    wish = NewOperator("2001", "李敏", (Role.DISPATCHER,), password="春天 spring")
    assert operators.add(office.owner, wish).guarded
    url = office.database.url
    for password, told in ((None, "设有口令"), ("", "口令不对"), ("spring", "口令不对")):
        with pytest.raises(Refused, match=told):
            open_desk(Opening(url, "2001", password))
    desk = open_desk(Opening(url, "2001", "春天 spring"))
    assert (desk.person.name, desk.person.roles) == ("李敏", {Role.DISPATCHER})
    desk.database.close()


@pytest.mark.clause("6.1.2")
def test_after_five_wrong_passwords_the_right_one_is_not_let_in_either(office: Office) -> None:
    operators.add(office.owner, NewOperator("2001", "李敏", (Role.DISPATCHER,), password="春天"))
    operators.add(office.owner, NewOperator("2002", "赵静", (Role.DISPATCHER,), password="夏天"))
    wrong, right = (
        Opening(office.database.url, "2001", "x"),
        Opening(office.database.url, "2001", "春天"),
    )
    for _ in range(4):
        with pytest.raises(Refused, match="口令不对"):
            open_desk(wrong)
    open_desk(right).database.close()  # and counting begins anew
    for _ in range(5):
        with pytest.raises(Refused, match="口令不对"):
            open_desk(wrong)
    with pytest.raises(Refused, match=r"口令已错 5 次，请在 .* 之后再试"):
        open_desk(right)
    open_desk(Opening(office.database.url, "2002", "夏天")).database.close()


@pytest.mark.clause("6.1.2")
def test_a_person_changes_the_own_password_and_only_a_manager_anothers(office: Office) -> None:
    sitting = office.colleague("2001", "李敏")
    assert operators.set_password(sitting, "2001", "春天").guarded
    with pytest.raises(Refused, match="管理人员与权限"):
        operators.set_password(sitting, "0001", "夏天")
    assert not operators.set_password(office.owner, "2001", "").guarded


@pytest.mark.clause("6.1.2")
def test_who_is_disabled_sits_down_no_more_and_nobody_disables_himself(office: Office) -> None:
    operators.add(office.owner, NewOperator("2001", "李敏", (Role.DISPATCHER,)))
    assert not operators.disable(office.owner, "2001").active
    with pytest.raises(Refused, match="已停用"):
        open_desk(Opening(office.database.url, "2001"))
    with pytest.raises(Refused, match="不能停用自己"):
        operators.disable(office.owner, "0001")


@pytest.mark.clause("6.1.2")
def test_other_roles_hold_from_the_next_time_one_sits_down(office: Office) -> None:
    operators.add(office.owner, NewOperator("2001", "李敏", (Role.DISPATCHER,)))
    operators.set_roles(office.owner, "2001", (Role.EDITOR, Role.AGENT))
    desk = open_desk(Opening(office.database.url, "2001"))
    assert desk.person.roles == {Role.AGENT, Role.EDITOR}
    desk.database.close()
    with pytest.raises(Refused, match="至少要有一个岗位"):
        operators.set_roles(office.owner, "2001", ())


@pytest.mark.clause("6.1.2")
def test_all_that_is_wrong_with_a_new_person_comes_at_once(office: Office) -> None:
    with pytest.raises(Refused) as refused:
        operators.add(office.owner, NewOperator(" ", "", (), unit="没有这个单位"))
    assert [one.field for one in refused.value.faults] == ["workno", "name", "roles", "unit"]
    with pytest.raises(Refused, match="须写明所属承办单位"):
        operators.add(office.owner, NewOperator("2001", "李敏", (Role.ORGANIZER,)))


@pytest.mark.parametrize("again", ["2001", " 2001 "])
def test_a_work_number_is_given_once(office: Office, again: str) -> None:
    operators.add(office.owner, NewOperator("2001", "李敏", (Role.DISPATCHER,)))
    with pytest.raises(Refused, match="已经有人用"):
        operators.add(office.owner, NewOperator(again, "赵强", (Role.AGENT,)))


def test_two_who_add_the_same_number_at_once_get_one_person_and_one_refusal(
    office: Office,
) -> None:
    def add(desk: Desk, nth: int) -> OperatorRow:
        return operators.add(desk, NewOperator("2001", f"同事{nth}", (Role.AGENT,)))

    answers = at_once(office, 4, add)
    assert [str(one) for one in refusals(answers)] == ["工号 2001 已经有人用"] * 3
    assert sum(one.workno == "2001" for one in operators.everybody(office.owner)) == 1


def test_a_work_number_or_name_that_is_too_long_is_refused(office: Office) -> None:
    with pytest.raises(Refused) as refused:
        operators.add(office.owner, NewOperator("9" * 41, "李" * 101, (Role.AGENT,)))
    assert [one.field for one in refused.value.faults] == ["workno", "name"]


def test_a_database_that_was_not_set_up_is_out_of_reach(database_url: str) -> None:
    with pytest.raises(OutOfReach, match="hotline db init"):
        open_desk(Opening(database_url))

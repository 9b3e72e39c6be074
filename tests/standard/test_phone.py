"""Telephone numbers, and what of a claimant is shown."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline_tui.standard.phone import (
    HIDDEN,
    masked,
    masked_address,
    masked_name,
    read_phone,
)
from hotline_tui.standard.refusal import Refused

READ = [
    ("13812345678", "13812345678"),
    ("138 1234 5678", "13812345678"),
    ("一三八 一二三四 五六七八", "13812345678"),
    ("幺三八〇〇零零一二三四", "13800001234"),
    ("138-1234-5678", "13812345678"),
    ("１３８１２３４５６７８", "13812345678"),
    ("+86 138 1234 5678", "13812345678"),
    ("0086-138-1234-5678", "13812345678"),
    ("8613812345678", "13812345678"),
    ("013812345678", "13812345678"),
    ("手机：13812345678", "13812345678"),
    ("\u200e138\u200b12345678\u202c", "13812345678"),
    ("13812345678转1234", "13812345678转1234"),
    ("010-12345678", "010-12345678"),
    ("01062345678", "010-62345678"),
    ("(010)62345678", "010-62345678"),
    ("（010）6234 5678", "010-62345678"),
    ("010—62345678", "010-62345678"),
    ("+86 10 62345678", "010-62345678"),
    ("+86 (0)10-62345678", "010-62345678"),
    ("62345678", "010-62345678"),
    ("0371-6234567", "0371-6234567"),
    ("0371-62345678", "0371-62345678"),
    ("010-62345678转123", "010-62345678转123"),
    ("010-62345678-123", "010-62345678转123"),
    ("0371-6234567-8", "0371-6234567转8"),
    ("010-62345678 转 分机12", "010-62345678转12"),
    ("010-62345678 ext. 12", "010-62345678转12"),
    ("4008101234", "400-810-1234"),
    ("400 810 1234", "400-810-1234"),
    ("800-810-1234", "800-810-1234"),
    ("110", "110"),
    ("999", "999"),
    ("12345", "12345"),
    ("95533", "95533"),
    ("95105105", "95105105"),
    ("10086", "10086"),
    ("010-12345", "010-12345"),
    ("010-96166", "010-96166"),
    ("+852 1234 5678", "+85212345678"),
    ("+1 (212) 555-0100", "+12125550100"),
    ("0085212345678", "+85212345678"),
]


@pytest.mark.clause("5.2.3.1 d")
@pytest.mark.parametrize(("typed", "kept"), READ)
def test_a_number_is_kept_in_one_form_however_it_is_given(typed: str, kept: str) -> None:
    assert read_phone(typed) == kept


@pytest.mark.parametrize("kept", sorted({kept for _, kept in READ}))
def test_reading_a_kept_number_changes_nothing(kept: str) -> None:
    assert read_phone(kept) == kept


@given(
    st.text(alphabet="0123456789 -+()转#*（）０１８", max_size=24)
    | st.from_regex(r"\+?(86)?0?1[3-9]\d{9}(转\d{1,4})?", fullmatch=True)
    | st.from_regex(r"0\d{2,3}-?\d{7,8}(-\d{1,4})?", fullmatch=True)
)
def test_whatever_can_be_read_reads_the_same_again(typed: str) -> None:
    try:
        kept = read_phone(typed)
    except Refused:
        return
    assert read_phone(kept) == kept


@given(st.text(max_size=80))
def test_nothing_but_a_refusal_comes_of_any_text(typed: str) -> None:
    with suppress(Refused):
        assert read_phone(typed).isascii() or "转" in read_phone(typed)


@pytest.mark.clause("5.2.3.1 d")
@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("", "请填写电话号码"),
        ("1381234567", "手机号应为11位，现为10位"),
        ("138123456789", "手机号应为11位，现为12位"),
        ("12812345678", "手机号应以13至19开头，现为12"),
        ("010-6234567", "区号010后应为8位号码，现为7位"),
        ("0371-623456", "区号0371后应为7位或8位号码，现为6位"),
        ("010-02345678", "区号010后的号码不能以0开头"),
        ("6234567", "固定电话缺区号，或少一位：请写成010-12345678的形式"),
        ("400810123", "400电话应为10位，现为9位"),
        ("138****5678", "号码含有“*”，请填写完整的号码"),
        ("13812345678微信", "号码中有不能识别的文字“微信”"),
        ("13812345678、13912345678", "一次只填一个号码，其他号码请填在其他联系方式中"),
        ("13812345678 13912345678", "一次只填一个号码，其他号码请填在其他联系方式中"),
        ("99999", "“99999”不是能识别的电话号码"),
    ],
)
def test_a_refusal_says_what_is_wrong(typed: str, wrong: str) -> None:
    with pytest.raises(Refused) as refused:
        read_phone(typed)
    assert [fault.message for fault in refused.value.faults] == [wrong]


def test_a_local_number_belongs_to_the_desks_own_area() -> None:
    assert read_phone("6234567", area="0371") == "0371-6234567"


def test_a_refusal_names_the_field_that_it_is_about() -> None:
    with pytest.raises(Refused) as refused:
        read_phone("abc", field="contact.phone")
    assert refused.value.faults[0].field == "contact.phone"


@pytest.mark.clause("6.1.1")
@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("13812345678", "138****5678"),
        ("13812345678转1234", "138****5678"),
        ("010-12345678", "010-****5678"),
        ("0371-6234567转8", "0371-****4567"),
        ("+85212345678", "+****5678"),
        ("110", "110"),
        ("010-12345", "010-12345"),
        ("400-810-1234", "400-810-1234"),
        ("138 1234 5678", "138****5678"),
        ("wx_wangjianguo", HIDDEN),
        ("1381234567", HIDDEN),
        ("", ""),
    ],
)
def test_a_number_is_shown_masked(kept: str, shown: str) -> None:
    assert masked(kept) == shown


@pytest.mark.clause("6.1.1")
@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
def test_a_masked_mobile_number_never_shows_its_middle(number: str) -> None:
    shown = masked(number)
    assert shown == number[:3] + HIDDEN + number[-4:]
    assert masked(shown) == shown


@given(st.text(max_size=30))
def test_masking_twice_changes_nothing(text: str) -> None:
    for mask in (masked, masked_name, masked_address):
        assert mask(mask(text)) == mask(text)


@pytest.mark.clause("6.1.1")
@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("王建国", "王**"),
        ("王芳", "王*"),
        ("欧阳娜娜", "欧阳**"),
        ("买买提·艾力", "买**"),
        ("John Smith", "J**"),
        ("王建国先生", "王**先生"),
        ("王先生", "王先生"),
        ("王某某", "王某某"),
        ("匿名", "匿名"),
        ("", ""),
    ],
)
def test_a_name_is_shown_by_its_surname(name: str, shown: str) -> None:
    assert masked_name(name) == shown


@pytest.mark.clause("6.1.1")
@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("北京市朝阳区潘家园街道松榆里12号楼3单元501", "北京市朝阳区潘家园街道****"),
        ("朝阳区松榆里小区12号楼", "朝阳区****"),
        ("昌平区回龙观镇龙泽苑", "昌平区回龙观镇****"),
        ("河北省石家庄市长安区建安街道1号", "河北省石家庄市长安区建安街道****"),
        ("松榆里小区12号楼501", HIDDEN),
        ("华联超市旁边", HIDDEN),
        ("海淀区", "海淀区"),
        ("", ""),
    ],
)
def test_an_address_is_shown_down_to_its_subdistrict(address: str, shown: str) -> None:
    assert masked_address(address) == shown

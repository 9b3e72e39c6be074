"""Category and organizer are suggested from the text, with what speaks for them."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotline_tui.kb.suggest import PastTicket, Suggester
from tests.hostile import HOSTILE
from tests.kb.city import categories, leaf, newcomer, unit, units

PANJIAYUAN = unit("潘家园街道")
CHAOYANG = unit("朝阳区")


def organizers(title: str, content: str = "", division: str | None = None) -> list[str]:
    """Names of the organizers suggested by a desk without a history."""
    return [one.name for one in newcomer().organizers(title, content, division=division)]


@pytest.mark.clause("5.3.2.1.6", "4.4")
@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("咨询公积金租房提取", "北京住房公积金管理中心"),
        ("建议路口增设红绿灯", "北京市公安局公安交通管理局"),
        ("异地就医备案后怎么报销", "北京市医疗保障局"),
        ("建议延长916路公交车的末班车时间", "北京公共交通控股（集团）有限公司"),
        ("单位拖欠工资不发", "北京市人力资源和社会保障局"),
        ("护照到期换发", "北京市公安局"),
        ("网上注册公司，营业执照怎么变更地址", "北京市市场监督管理局"),
        ("新建的地铁什么时候开通", "北京市重大项目建设指挥部办公室"),
        ("有线电视机顶盒没有信号", "北京歌华有线电视网络股份有限公司"),
    ],
)
def test_who_is_responsible_for_the_whole_city_comes_first(title: str, name: str) -> None:
    assert organizers(title)[0] == name


@pytest.mark.clause("5.3.2.1.6")
@pytest.mark.parametrize(
    ("title", "path"),
    [
        ("暖气不热，室温不到16度", "供热与能源/供热/室温不达标"),
        ("工地半夜施工吵得睡不着", "城乡建设/工程建设/夜间施工扰民"),
        ("小区物业费涨价不合理", "住房与物业/物业管理/物业收费"),
        ("快递丢失无人赔偿", "科技与信息/邮政快递/快递服务"),
        ("孩子转学学籍怎么办理", "教育/义务教育/转学与学籍"),
    ],
)
def test_the_category_is_found_in_everyday_words(title: str, path: str) -> None:
    assert newcomer().categories(title, "")[0].name == path


@pytest.mark.clause("5.3.2.1.6", "5.3.2.1.1 a")
@pytest.mark.parametrize(
    "title", ["楼上暖气不热", "夜间施工噪声扰民", "楼道堆物占用消防通道", "路边摆摊占道经营"]
)
def test_a_local_matter_goes_to_the_subdistrict_of_its_place_and_then_its_district(
    title: str,
) -> None:
    found = newcomer().organizers(title, "", division=PANJIAYUAN.division)
    assert [one.code for one in found[:2]] == [PANJIAYUAN.code, CHAOYANG.code]
    assert f"属地 {PANJIAYUAN.name}" in found[0].evidence


def test_a_matter_for_the_district_goes_to_its_government() -> None:
    assert organizers("小学入学学区划片", division=PANJIAYUAN.division)[0] == CHAOYANG.name


def test_a_matter_for_the_city_does_not_go_to_the_place_where_it_was_raised() -> None:
    assert organizers("红绿灯坏了", division=PANJIAYUAN.division)[0] == unit("交管局").name


def test_a_place_that_the_text_speaks_of_counts_as_well() -> None:
    assert organizers("潘家园街道有人露天烧烤")[0] == PANJIAYUAN.name


def test_a_chosen_district_is_made_exact_by_the_text() -> None:
    text = "住在潘家园街道，楼道堆物没人管"
    assert organizers("楼道堆物", text, CHAOYANG.division)[0] == PANJIAYUAN.name


def test_a_chosen_category_counts_for_more_than_the_text() -> None:
    water = leaf("供水排水与水环境", "供水", "停水与爆管")
    found = newcomer().organizers("家里有问题", "请处理", division=None, category=water.code)
    assert found[0].code == water.organizer_code
    assert "/".join(water.path) in found[0].evidence


def test_a_chosen_category_alone_is_enough() -> None:
    noise = leaf("城乡建设", "工程建设", "夜间施工扰民")
    found = newcomer().organizers("", "", division=PANJIAYUAN.division, category=noise.code)
    assert [one.code for one in found] == [PANJIAYUAN.code, CHAOYANG.code]


@pytest.mark.parametrize("text", ["", " ", "\u3000", "\u200b", "\n", "。。。！", "[/]"])
def test_a_text_without_words_suggests_nothing(text: str) -> None:
    assert newcomer().categories(text, text) == ()
    assert newcomer().organizers(text, text, division=PANJIAYUAN.division) == ()


@settings(deadline=None)
@given(st.text(st.characters(codec=None), max_size=80) | st.sampled_from(HOSTILE))
def test_any_text_gives_sound_suggestions(text: str) -> None:
    found = (
        *newcomer().categories(text, "停水" + text, limit=4),
        *newcomer().organizers("停水" + text, text, division=PANJIAYUAN.division, limit=4),
    )
    assert found
    for one in found:
        assert 0 < one.score <= 1
        assert one.evidence
        assert all(part.isprintable() and part for part in one.evidence)


@given(st.sampled_from([one.name for one in units()]), st.integers(1, 6))
def test_suggestions_are_ranked_and_no_more_than_asked_for(name: str, limit: int) -> None:
    found = newcomer().organizers(f"投诉{name}不处理停水", "", division=None, limit=limit)
    scores = [one.score for one in found]
    assert scores == sorted(scores, reverse=True)
    assert len(found) <= limit
    assert len({one.code for one in found}) == len(found)


def test_unknown_codes_are_taken_as_nothing_said() -> None:
    suggester = newcomer()
    known = suggester.organizers("停水", "", division=None)
    assert suggester.organizers("停水", "", division="999999999", category="none") == known


def test_another_process_suggests_exactly_the_same() -> None:
    program = (
        "from tests.kb.city import newcomer;"
        "print([newcomer().organizers('楼道堆物，516路公交车也不停', '朝阳区垃圾成堆，夜间施工',"
        " division=None), newcomer().categories('停水三天', '物业不管')])"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1


def test_without_a_history_no_dictionary_is_loaded() -> None:
    program = (
        "import sys; from tests.kb.city import newcomer;"
        "newcomer().organizers('停水', '', division=None);"
        "sys.exit('rjieba' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_units_and_categories_may_be_missing() -> None:
    nobody = Suggester((), ())
    assert nobody.organizers("停水", "", division="110105") == ()
    assert nobody.categories("停水", "") == ()
    assert Suggester(units(), ()).organizers("停水", "", division=None)
    assert Suggester((), categories()).organizers("停水", "", division=None) == ()
    assert nobody.organizers("停水", "", division=None, category=categories()[0].code) == ()


def test_past_tickets_of_units_that_are_gone_do_no_harm() -> None:
    suggester = Suggester(units(), categories(), [PastTicket("停水", "GONE", "GONE")])
    assert suggester.organizers("停水", "", division=None)[0].code == unit("自来水集团").code
    assert suggester.categories("停水", "")

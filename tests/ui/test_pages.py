"""Every page as every role draws it, in both languages."""

import pytest
from streamlit.testing.v1 import AppTest

from tracker.messages import sentence
from tracker.services.flagging.flags import explain, list_flags
from tracker.services.permissions import acting_as
from tracker.ui import keys
from tracker.ui.roles import PAGES_OF
from tracker.ui.server import main_script
from tracker.ui.visit import literal

ROLES = [(name, page) for name in PAGES_OF for page in PAGES_OF[name]]
FIRST = {page: (name, page) for name, page in reversed(ROLES)}
"""The first role that has a page."""
IN_CHINESE = [(name, page, "zh") for name, page in ROLES]
IN_ENGLISH = [
    pytest.param(name, page, "en", marks=() if FIRST[page] == (name, page) else pytest.mark.full)
    for name, page in ROLES
]


def page(name: str, **address: str) -> AppTest:
    test = AppTest.from_string(f"from tracker.ui.views import {name}\n{name}.show()\n", default_timeout=30)
    for key, value in address.items():
        test.query_params[key] = value
    return test


def drawn(test: AppTest) -> str:
    """All text of a page."""
    parts = [
        *test.title,
        *test.header,
        *test.markdown,
        *test.caption,
        *test.info,
        *test.warning,
        *test.error,
    ]
    html = [element.proto.body for element in test.get("html")]
    return "\n".join([str(part.value) for part in parts] + html)


@pytest.mark.parametrize(("name", "view", "lang"), [*IN_CHINESE, *IN_ENGLISH])
def test_every_page_of_every_role_is_drawn(signed_in, monkeypatch, name, view, lang):
    monkeypatch.setenv("TRACKER_LANG", lang)
    signed_in(name)
    test = page(view).run()
    assert not test.exception
    assert sentence(f"ui_page_{view}", lang) in test.title[0].value


def test_without_a_session_only_the_way_to_sign_in_is_shown(app, monkeypatch):
    monkeypatch.setattr("tracker.ui.visit.session_token", lambda: "over")
    test = AppTest.from_file(str(main_script()), default_timeout=30).run()
    assert not test.exception
    assert "/sign-in" in drawn(test)
    assert not test.selectbox


def test_the_address_chooses_site_and_month(signed_in):
    signed_in("reviewer")
    test = page("indicators", site="YN26", period="2025-07").run()
    assert test.title[0].value == "指标与趋势 · 云南新平产业园区 · 2025年7月"


def test_an_officer_is_offered_only_their_own_site(signed_in):
    signed_in("officer")
    test = page("entry", site="YN10").run()
    assert list(test.selectbox(key="choose_site").options) == ["YN26 云南新平产业园区"]


def test_a_finding_is_shape_and_word(signed_in):
    signed_in("reviewer")
    text = drawn(page("indicators", site="YN26", period="2026-09").run())
    assert "● 达标" in text
    assert "≥ 100 %" in text


def test_a_locked_report_says_how_it_can_be_corrected(signed_in):
    signed_in("officer")
    test = page("entry", period="2026-09").run()
    assert "报表已提交" in drawn(test)
    assert not [button for button in test.button if button.key == "submit"]


def test_a_figure_over_fewer_months_says_so_beside_it(signed_in):
    signed_in("reviewer")
    text = drawn(page("indicators", site="YN26", period="2026-10").run())
    assert '<small class="months">9/10 个月</small>' in text


def test_flags_are_filtered_by_severity(signed_in):
    signed_in("reviewer")
    text = drawn(page("flags", severity="yellow").run())
    assert 'class="severity yellow"' in text
    assert 'class="severity red"' not in text
    assert 'class="severity orange"' not in text


def test_an_account_without_a_park_is_told_so_under_the_title(signed_in):
    signed_in("enterprise")
    test = page("evidence").run()
    assert test.title[0].value == "佐证材料导出"
    assert test.info


def test_a_package_is_built_for_the_years_chosen(signed_in):
    signed_in("officer")
    test = page("evidence").run()
    test.selectbox(key=keys.PACKAGE_FIRST_YEAR).select("2026").run()
    assert test.selectbox(key=keys.PACKAGE_LAST_YEAR).options == ["2026"]
    test.selectbox(key=keys.PACKAGE_FIRST_YEAR).select("2025").run()
    test.selectbox(key=keys.PACKAGE_LAST_YEAR).select("2025").run()
    test.button[0].click().run()
    assert not test.exception
    assert "_2025_r" in test.session_state[keys.PACKAGE][1]


def test_what_the_park_explained_is_read_before_it_is_accepted(app, signed_in):
    signed_in("reviewer")
    (flag, *_) = list_flags(app, acting_as(app, "officer"), status="open", severity="yellow")
    test = page("flags", flag=flag["id"]).run()
    assert [button.key for button in test.button] == ["flag_close"]
    explain(app, acting_as(app, "officer"), flag["id"], '设备检修停运 <b>"一周"</b>')
    test = page("flags", flag=flag["id"]).run()
    assert "设备检修停运 &lt;b&gt;&quot;一周&quot;&lt;/b&gt;" in drawn(test)
    assert [button.key for button in test.button] == ["flag_accept", "flag_close"]


def test_what_somebody_typed_is_no_markup():
    assert literal("*a* [b](http://c) $d$ :red[e] <f>") == r"\*a\* \[b\](http\://c) \$d\$ \:red\[e\] \<f>"
    assert literal("云南新平产业园区 · 2025年7月：10:00") == "云南新平产业园区 · 2025年7月：10\\:00"

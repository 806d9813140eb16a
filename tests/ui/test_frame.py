"""The frame around every page: addresses that lead nowhere, text that stays text, the first steps."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.test_pages import drawn
from tracker.messages.ui.shell import MESSAGES as STREAMLITS_WORDS
from tracker.services.application import open_application
from tracker.services.installation import initialize
from tracker.services.people.accounts import add_account, list_accounts
from tracker.services.people.signing_in import sign_in
from tracker.services.permissions import OPERATOR
from tracker.services.sites import list_sites
from tracker.ui.components.tables import file_name
from tracker.ui.shell import translated
from tracker.ui.visit import isolated, literal

PASSWORD = "violet-harbour-32-lamp"
SCRIPT = (
    "import streamlit as st\n"
    "from tracker.ui.components import frame\n"
    "from tracker.ui.opened import application\n"
    "from tracker.ui.visit import actor\n"
    "try:\n"
    "    site = frame.choose_site(application(), actor())\n"
    "    st.title(site['code'] + ' ' + frame.choose_month(application()))\n"
    "except frame.UnknownPlace as unknown:\n"
    "    st.info(str(unknown))\n"
)
HOSTILE = "<img src=x onerror=alert(1)>\"'`*_$x$[a](b)\u202e\u05d0 :red[x]"


def framed(**address: str) -> AppTest:
    test = AppTest.from_string(SCRIPT, default_timeout=30)
    for key, value in address.items():
        test.query_params[key] = value
    return test.run()


def test_a_forbidden_site_answers_exactly_as_an_unknown_one(signed_in):
    signed_in("officer")
    told = [drawn(framed(site=site)) for site in ("YN10", "ZZ99", "<script>", "9" * 10_000, "YN26-01")]
    assert len(set(told)) == 1
    assert "没有这个园区或企业，或者不在您的权限范围内" in told[0]


def test_who_is_lost_chooses_in_the_same_place_and_goes_on(signed_in):
    signed_in("officer")
    test = framed(site="YN10")
    test.selectbox(key="choose_site").select("YN26").run()
    assert test.title[0].value.startswith("YN26 ")
    assert test.query_params["site"] in ("YN26", ["YN26"])


@pytest.mark.parametrize(
    ("period", "told"),
    [
        ("2027-03", "2027年3月尚未结束"),
        ("2026-11", "2026年11月尚未结束"),
        ("2024-13", "无法识别"),
        ("", "无法识别"),
        ("x" * 10_000, "无法识别"),
        ("2011-05", "从2020年1月开始"),
    ],
)
def test_a_month_that_cannot_be_shown_is_told_with_what_to_do(signed_in, period, told):
    signed_in("officer")
    text = drawn(framed(period=period))
    assert told in text
    assert "请在上方" in text


def test_an_address_that_changed_wins_over_the_chooser(signed_in):
    signed_in("officer")
    test = framed(period="2026-08")
    test.query_params["period"] = "2026-05"
    assert test.run().title[0].value == "YN26 2026-05"
    test.selectbox(key="choose_period").select("2026-07").run()
    assert test.title[0].value == "YN26 2026-07"


def test_typed_text_begins_no_heading_list_or_block():
    assert literal("# a\n- b\n1. c\n    d\n> e") == "\\# a\n\\- b\n1\\. c\nd\n\\> e"
    assert literal("12.5 t") == "12.5 t"


def test_a_direction_of_writing_ends_with_the_text_it_is_in():
    assert isolated("\u202eabc") == "abc"
    assert isolated("א园区") == "\u2068א园区\u2069"
    assert isolated("云南新平产业园区") == "云南新平产业园区"


def _hostile_table() -> None:
    from tests.ui.test_frame import HOSTILE
    from tracker.ui.components.tables import Cell, Column, table

    rows = [[HOSTILE, Cell("长" * 10_000), HOSTILE]]
    table([Column(HOSTILE), Column("b", text=True), Column("c")], rows, name="t", title=HOSTILE)


def test_what_people_typed_stays_text_in_a_table_and_does_not_stretch_it(app):
    test = AppTest.from_function(_hostile_table, default_timeout=30).run()
    assert not test.exception
    text = drawn(test)
    assert "<img" not in text
    assert '<details class="long"><summary>' in text
    assert text.count("长" * 200) == text.count("长" * 10_000) * 50 == 50


@pytest.mark.parametrize("title", [HOSTILE, "月度 · a/b\\c", "\u202e", "长" * 10_000, "..", ""])
def test_a_table_of_any_title_has_a_file_name_every_system_takes(title):
    name = file_name(title, "xlsx")
    assert name.endswith(".xlsx")
    assert len(name) <= 85
    assert not set('\\/:*?"<>|\u202e\n') & set(name)
    assert not name.startswith(".")


def test_streamlits_shell_speaks_the_language_of_the_page():
    shell = b'<html lang="en"><head><title>Streamlit</title></head><noscript>You need</noscript></html>'
    chinese, english = translated(shell, "zh").decode(), translated(shell, "en").decode()
    assert '<html lang="zh-CN">' in chinese
    assert "<title>绿色园区监测</title>" in chinese
    assert '"Skip to main content": "跳到正文"' in chinese
    assert '<html lang="en">' in english
    assert "<script>" not in english
    assert "You need" not in chinese + english
    assert all(text.zh != text.en for text in STREAMLITS_WORDS.values())


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """An installation with an administrator and nothing else, and the walk from there."""
    url = f"sqlite:///{tmp_path}/new.db"
    initialize(url)
    app = open_application(url)
    add_account(app, OPERATOR, name="chief", role="administrator", scope="province", password=PASSWORD)
    monkeypatch.setenv("TRACKER_DATABASE_URL", url)
    monkeypatch.delenv("TRACKER_TODAY", raising=False)
    token = sign_in(app, "chief", PASSWORD, "test")
    monkeypatch.setattr("tracker.ui.visit.session_token", lambda: token)
    return app


@pytest.fixture
def walk(empty) -> AppTest:
    script = "from tracker.ui.views import first_steps\nfirst_steps.show()\n"
    return AppTest.from_string(script, default_timeout=30).run()


def test_the_walk_leads_to_a_park_an_officer_and_a_reviewer(empty, walk):
    walk.text_input(key="first_code").set_value("YN01")
    walk.text_input(key="first_name").set_value("安宁产业园区")
    walk.selectbox(key="first_level").select("national")
    walk.button(key="store_park").click().run()
    assert [site["name"] for site in list_sites(empty, OPERATOR)] == ["安宁产业园区"]
    for role, name in (("officer", "anning"), ("reviewer", "bureau")):
        walk.text_input(key=f"first_{role}_name").set_value(name)
        walk.button(key=f"store_{role}").click().run()
        assert len(walk.code[0].value) >= 12
    made = {(row["name"], row["role"], row["scope"]) for row in list_accounts(empty, OPERATOR)}
    assert {("anning", "officer", "YN01"), ("bureau", "reviewer", "province")} < made
    assert "初始设置已完成" in walk.success[0].value or "初始设置已完成" in walk.success[-1].value


def test_each_step_can_be_skipped(walk):
    walk.button(key="skip_park").click().run()
    assert not [button for button in walk.button if button.key == "store_officer"]
    walk.button(key="skip_reviewer").click().run()
    assert "初始设置已完成" in walk.success[0].value


def test_what_is_wrong_with_the_first_park_is_told_beside_what_was_typed(walk):
    walk.text_input(key="first_code").set_value("没有")
    walk.button(key="store_park").click().run()
    assert walk.error
    assert walk.text_input(key="first_code").value == "没有"

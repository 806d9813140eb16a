"""The administrator's pages: what they show, what their buttons do, and that typed text stays text."""

import pytest

from tests.ui.conftest import PASSWORD
from tests.ui.test_pages import drawn, page
from tracker.services.people.accounts import add_account, disable_account, sign_in
from tracker.services.people.listing import account_records
from tracker.services.permissions import OPERATOR
from tracker.services.sites import SiteForm, add_site, list_sites
from tracker.ui.roles import pages_of

HOSTILE = '<b>"园"</b>\u202e$x$'


@pytest.fixture
def boss(signed_in):
    signed_in("administrator")


def press(test, key):
    return test.button(key=key).click().run()


def state_of(app, name):
    return {one.name: one for one in account_records(app, OPERATOR)}[name]


def test_an_account_is_made_with_a_password_shown_once(app, boss):
    test = page("accounts").run()
    test.text_input(key="add_name").input("新同事")
    test.selectbox(key="add_role").select("officer").run()
    test.selectbox(key="add_scope").select("YN26").run()
    press(test, "add_account")
    assert "账号 新同事 已建立" in test.success[0].value
    (shown,) = [code.value for code in test.code]
    assert sign_in(app, "新同事", shown, "test")
    assert not test.run().code
    assert state_of(app, "新同事").scope.code == "YN26"


def test_a_password_typed_twice_has_to_be_the_same(app, boss):
    test = page("accounts").run()
    test.text_input(key="add_name").input("打字员").run()
    test.selectbox(key="add_scope").select("YN26").run()
    test.radio(key="password_new_how").set_value("typed").run()
    test.text_input(key="password_new_first").input(PASSWORD)
    test.text_input(key="password_new_again").input(PASSWORD + "x").run()
    press(test, "add_account")
    assert "两次输入的密码不一致" in test.error[0].value
    assert "打字员" not in {one.name for one in account_records(app, OPERATOR)}


def test_an_account_is_disabled_and_enabled(app, boss):
    add_account(app, OPERATOR, name="轮岗", role="auditor", scope="province", password=PASSWORD)
    test = press(page("accounts", account="轮岗").run(), "account_disable")
    assert state_of(app, "轮岗").disabled
    press(test, "account_enable")
    assert not state_of(app, "轮岗").disabled


def test_a_stale_second_tab_changes_nothing_twice(app, boss):
    add_account(app, OPERATOR, name="离岗", role="auditor", scope="province", password=PASSWORD)
    test = page("accounts", account="离岗").run()
    disable_account(app, OPERATOR, "离岗")
    press(test, "account_disable")
    assert not test.exception
    assert state_of(app, "离岗").disabled


def test_ones_own_account_offers_no_disabling(boss):
    test = page("accounts", account="administrator").run()
    assert not [button for button in test.button if button.key == "account_disable"]
    assert "/password" in drawn(test)


@pytest.mark.parametrize("role", ["officer", "reviewer", "administrator", "auditor"])
def test_everybody_may_change_their_own_password(role):
    assert "password" in pages_of(role)


def test_the_current_password_is_asked_for(app, signed_in):
    signed_in("auditor")
    test = page("password").run()
    test.text_input(key="current_password").input("wrong")
    test.text_input(key="password_own_first").input("nine-lakes-and-a-boat")
    test.text_input(key="password_own_again").input("nine-lakes-and-a-boat").run()
    press(test, "change_password")
    assert test.error[0].value == "当前密码：当前密码不正确。"


def test_a_park_is_added_and_what_it_is_called_stays_text(app, boss):
    test = page("sites").run()
    test.text_input(key="new_code").input("T01")
    test.text_input(key="new_name").input(HOSTILE).run()
    press(test, "add_site")
    assert not test.error
    assert {site["code"]: site["name"] for site in list_sites(app, OPERATOR)}["T01"] == HOSTILE
    text = drawn(page("sites", site="T01").run())
    assert "<b>" not in text.replace(r"\<b>", "")
    assert "&lt;b&gt;" in text


def test_a_bad_month_is_refused_by_its_field(boss):
    test = page("sites").run()
    test.text_input(key="new_code").input("T02")
    test.text_input(key="new_name").input("园")
    test.text_input(key="new_from").input("2024-13").run()
    press(test, "add_site")
    assert test.error[0].value == "起始月份：“2024-13”不是月份；请写如 2024-03。"


def test_a_site_changes_from_a_month_on(app, boss):
    add_site(app, OPERATOR, SiteForm("T03", "旧名"))
    test = page("sites", site="T03").run()
    test.text_input(key="of_T03_name").input("新名")
    test.text_input(key="of_T03_since").input("2025-01").run()
    press(test, "change_site")
    text = drawn(test)
    assert "旧名" in text
    assert "2024-12" in text
    assert test.title[0].value == "园区与企业 · T03 新名"


def test_a_file_of_sites_lists_every_problem(boss):
    test = page("sites").run()
    content = "code,name,prefecture\nYN26,又一园,\nT09,园,没有\n".encode()
    test.file_uploader(key="sites_file").set_value(("园区.csv", content, "text/csv")).run()
    press(test, "import_sites")
    assert "园区.csv 有 2 处问题" in test.error[0].value
    text = drawn(test)
    assert "园区.csv, 2" in text
    assert "没有州市" in text
    assert "/tmp" not in text


def test_a_workbook_or_a_heavy_file_in_place_of_the_sites_csv_is_refused_in_a_sentence(app, boss):
    test = page("sites").run()
    test.file_uploader(key="sites_file").set_value(("园区.xlsx", b"PK\x03\x04" + bytes(99), "")).run()
    press(test, "import_sites")
    assert "园区.xlsx 有 1 处问题" in test.error[0].value
    test.file_uploader(key="sites_file").set_value(("园区.csv", bytes(5 * 2**20 + 1), "text/csv")).run()
    assert "超过 5 MB" in test.error[0].value
    assert test.button(key="import_sites").disabled


def test_what_a_deadline_moves_is_shown_before_it_is_saved(app, boss):
    test = page("deadlines").run()
    assert "次月10日前" in drawn(test)
    test.number_input(key="deadline_day_month").set_value(15).run()
    assert "2026-12-15" in drawn(test)
    press(test, "add_deadline")
    assert "依据文件" in test.error[0].value
    test.text_input(key="deadline_source").input("州环发〔2026〕9号").run()
    press(test, "add_deadline")
    assert "次月15日前" in drawn(test)
    assert "★ 本单位登记" in drawn(page("deadlines").run())


def test_what_is_unconfirmed_stands_on_top_as_shape_and_word(boss):
    text = drawn(page("rules").run())
    assert "▲ 待核实" in text
    assert text.index("▲ 待核实") < text.index("✓ 已核实")


def test_an_own_factor_is_told_what_it_replaces_and_stands_as_own(boss):
    test = page("rules").run()
    test.selectbox(key="factor_code").select("grid_inventory")
    test.text_input(key="factor_value").input("0.0999")
    test.text_input(key="factor_region").input("CN-YN")
    test.text_input(key="factor_from").input("2022-01")
    test.text_input(key="factor_until").input("2022-12")
    test.text_input(key="factor_source").input("省厅函〔2026〕3号").run()
    assert "0.1073" in drawn(test)
    press(test, "add_factor")
    assert not test.error
    text = drawn(page("rules").run())
    assert text.index("0.0999") < text.index("0.5568")
    assert "★ 本单位登记" in text
    assert "省厅函〔2026〕3号" in text


def test_the_chains_are_walked_and_the_head_is_shown(boss):
    test = page("audit").run()
    assert test.code[0].value.startswith("installation:")
    press(test, "verify")
    assert "审计链完整" in test.success[0].value


def test_a_head_that_is_none_is_told_in_a_sentence(boss):
    test = page("audit").run()
    test.text_input(key="noted_head").input("x").run()
    press(test, "verify")
    assert len(test.error) == 1
    assert not test.exception


def test_entries_are_filtered_by_what_was_done(boss):
    text = drawn(page("audit", action="account.add").run())
    assert "新增账号" in text
    assert "装入演示数据" not in text


def test_an_auditor_sees_the_trail(signed_in):
    signed_in("auditor")
    assert "最新记录" in drawn(page("audit").run())

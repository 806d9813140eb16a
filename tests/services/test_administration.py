"""What administrators do: accounts, passwords, a site's history, own rules, and the entries of the audit."""

from datetime import date

import pytest

from tests.services.province import Province
from tests.support.parks import ADMINISTRATOR, AUDITOR, OFFICER, house, year_of_figures
from tracker.messages import Refusal
from tracker.services import rulebook, sites
from tracker.services.additions import list_additions
from tracker.services.application import up_to_date
from tracker.services.people import accounts, listing, signing_in
from tracker.services.permissions import OPERATOR
from tracker.services.proof import audit
from tracker.services.reporting.deadlines import due_dates
from tracker.services.rulebook import ConfirmationForm, DeadlineForm, FactorForm
from tracker.services.site_views import site_view
from tracker.services.sites import SiteChange, SiteForm

PASSWORD = "苍山洱海 2024 lake"
NEW = "滇池 2026 spring"


@pytest.fixture
def known(province: Province) -> Province:
    accounts.add_account(province.app, OPERATOR, name="白洁", role="officer", scope="P1", password=PASSWORD)
    return province


def refusal(action) -> str:
    with pytest.raises(Refusal) as refused:
        action()
    return refused.value.code


def boss(province: Province, name: str = "段誉"):
    accounts.add_account(
        province.app, OPERATOR, name=name, role="administrator", scope="province", password=PASSWORD
    )
    token = accounts.sign_in(province.app, name, PASSWORD, "10.0.0.9")
    actor = accounts.actor_of(province.app, token)
    assert actor is not None
    return actor, token


def test_a_disabled_account_signs_in_again_once_enabled(known):
    accounts.disable_account(known.app, OPERATOR, "白洁")
    assert refusal(lambda: accounts.sign_in(known.app, "白洁", PASSWORD, "a")) == "sign_in_failed"
    accounts.enable_account(known.app, OPERATOR, "白洁")
    assert accounts.sign_in(known.app, "白洁", PASSWORD, "a")


def test_an_account_that_was_locked_signs_in_once_unlocked(known):
    for _ in range(signing_in.FREE_ATTEMPTS):
        assert refusal(lambda: accounts.sign_in(known.app, "白洁", "wrong", "a")) == "sign_in_failed"
    assert refusal(lambda: accounts.sign_in(known.app, "白洁", PASSWORD, "a")) == "sign_in_locked"
    (record,) = [one for one in listing.account_records(known.app, OPERATOR) if one.name == "白洁"]
    assert record.locked_until is not None
    accounts.unlock_account(known.app, OPERATOR, "白洁")
    assert accounts.sign_in(known.app, "白洁", PASSWORD, "a")


def test_nobody_disables_themself(known):
    first, _ = boss(known)
    boss(known, "高升")
    assert refusal(lambda: accounts.disable_account(known.app, first, "段誉")) == "own_account"


def test_only_whoever_manages_accounts_enables_unlocks_and_lists(known):
    officer = known.acting("officer")
    for action in (accounts.enable_account, accounts.unlock_account):
        assert refusal(lambda action=action: action(known.app, officer, "白洁")) == "not_permitted"
    assert refusal(lambda: listing.account_records(known.app, officer)) == "not_permitted"
    assert refusal(lambda: listing.scopes_to_give(known.app, officer)) == "not_permitted"


def test_a_record_says_the_scope_and_when_somebody_signed_in_last(known):
    actor, _ = boss(known)
    by_name = {one.name: one for one in listing.account_records(known.app, actor)}
    assert by_name["段誉"].own
    assert by_name["段誉"].last_sign_in is not None
    assert by_name["白洁"].last_sign_in is None
    assert (by_name["白洁"].scope.kind, by_name["白洁"].scope.code) == ("park", "P1")


def test_one_changes_ones_own_password_and_stays_signed_in_here_only(known):
    here = accounts.sign_in(known.app, "白洁", PASSWORD, "a")
    there = accounts.sign_in(known.app, "白洁", PASSWORD, "b")
    actor = accounts.actor_of(known.app, here)
    accounts.change_password(known.app, actor, PASSWORD, NEW, here)
    assert accounts.actor_of(known.app, here) is not None
    assert accounts.actor_of(known.app, there) is None
    assert accounts.sign_in(known.app, "白洁", NEW, "c")


def test_the_current_password_is_asked_for_and_cannot_be_guessed(known):
    actor = accounts.actor_of(known.app, accounts.sign_in(known.app, "白洁", PASSWORD, "a"))

    def change(current: str, new: str = NEW) -> str:
        return refusal(lambda: accounts.change_password(known.app, actor, current, new))

    assert change(PASSWORD, PASSWORD) == "password_unchanged"
    assert change(PASSWORD, "短") == "password_length"
    for _ in range(signing_in.FREE_ATTEMPTS):
        assert change("wrong") == "current_password_wrong"
    assert change(PASSWORD) == "sign_in_locked"


def test_a_made_up_password_is_strong_enough_and_never_the_same():
    made = {accounts.made_up_password() for _ in range(20)}
    assert len(made) == 20
    assert all(len(password) == 19 for password in made)


def test_every_problem_of_a_file_of_sites_is_told_and_nothing_stored(province):
    path = province.file("P8,园区八,", "P1,又一园,", "P7,园区七,没有", header="code,name,prefecture")
    with pytest.raises(sites.SitesRefused) as refused:
        sites.import_sites(province.app, OPERATOR, path)
    assert [one.code for one in refused.value.listed] == ["site_exists", "unknown_prefecture"]
    assert "P8" not in {site["code"] for site in sites.list_sites(province.app, OPERATOR)}


@pytest.fixture
def park(sqlite_database, tmp_path):
    place = house(sqlite_database, tmp_path, date(2024, 8, 5))
    place.site("P1", since="2024-01")
    place.figures(year_of_figures(2024, months=range(1, 3)))
    return place


def test_a_sites_history_tells_what_held_when_and_what_was_replaced(park):
    for name, since in (("甲园", "2024-03"), ("乙园", "2024-03"), ("丙园", "2024-06")):
        sites.set_site(park.app, ADMINISTRATOR, SiteChange("P1", name=name, since=since))
    lines = [line for line in site_view(park.app, ADMINISTRATOR, "P1").lines if line.name == "name"]
    march = 2024 * 12 + 2
    assert [(line.value, line.since, line.until, line.replaced) for line in lines] == [
        ("丙园", march + 3, None, False),
        ("乙园", march, march + 2, False),
        ("甲园", march, None, True),
        ("园区P1", None, march - 1, False),
    ]


def test_a_park_keeps_the_enterprises_that_left_it(park):
    park.site("P2")
    sites.add_site(park.app, ADMINISTRATOR, SiteForm("E1", "企业", kind="enterprise", parent="P1"))
    sites.set_site(park.app, ADMINISTRATOR, SiteChange("E1", parent="P2", since="2024-05"))
    (left,) = site_view(park.app, ADMINISTRATOR, "P1").enterprises
    (came,) = site_view(park.app, ADMINISTRATOR, "P2").enterprises
    assert (left.since, left.until) == (None, 2024 * 12 + 3)
    assert (came.since, came.until) == (2024 * 12 + 4, None)


def test_a_site_out_of_reach_reads_as_one_that_is_not_there(park):
    park.site("P2")
    for code in ("P2", "nowhere"):
        assert refusal(lambda code=code: site_view(park.app, OFFICER, code)) == "unknown_site"


FACTOR = FactorForm("grid_inventory", "0.1234", "测试文件〔2024〕1号", "CN-YN", "2024-01", "2024-12")


def test_an_own_factor_typed_in_a_form_counts_at_once_and_stands_on_top(park):
    before = rulebook.factor_lines(park.app, ADMINISTRATOR)
    assert all(line.own is None for line in before)
    rulebook.add_factor(park.app, ADMINISTRATOR, FACTOR)
    newer = up_to_date(park.app)
    first = rulebook.factor_lines(newer, ADMINISTRATOR)[0]
    assert (first.factor.code, first.value.value) == ("grid_inventory", 0.1234)
    assert first.own is not None
    assert first.own.made_by == "administrator"
    assert "co2_total" in first.used_by
    assert newer.catalog.digest != park.app.catalog.digest
    assert audit.verify_chains(newer, AUDITOR)["holds"]


@pytest.mark.parametrize(
    ("changed", "code", "place"),
    [
        ({"value": "很多"}, "number_unreadable", ""),
        ({"value": "-1"}, "negative_factor", "value"),
        ({"source": " "}, "source_needed", "source"),
        ({"source": "长" * 10_000}, "source_too_long", "source"),
        ({"since": "2024-13"}, "bad_month", "from"),
        ({"since": "2025-01"}, "span_backwards", "until"),
        ({"region": "云南"}, "bad_region", "region"),
        ({"factor": "no_such"}, "rule_reference", "factor"),
    ],
)
def test_a_form_that_is_no_factor_is_refused_by_its_field_and_nothing_stored(park, changed, code, place):
    form = FactorForm(**{**vars(FACTOR), **changed})
    with pytest.raises(Refusal) as refused:
        rulebook.add_factor(park.app, ADMINISTRATOR, form)
    assert refused.value.code == code
    assert refused.value.place == place
    assert list_additions(park.app, ADMINISTRATOR) == []


def test_a_value_is_told_that_a_form_would_replace(park):
    form = FactorForm("grid_inventory", "0.2", "文件", "CN-YN", "2023-01", "2023-12")
    replaced = rulebook.replaced_value(park.app, form)
    assert replaced is not None
    assert (replaced.region, replaced.from_) == ("CN-YN", "2023-01")
    assert rulebook.replaced_value(park.app, FACTOR) is None


def test_a_deadline_moves_the_dates_it_said_it_would(park):
    form = DeadlineForm("month", 1, 31, 3, "测试文件", confirmed=True)
    foretold = due_dates(rulebook.with_deadline(park.app, form), 2024 * 12, 12)
    rulebook.add_deadline(park.app, ADMINISTRATOR, form)
    newer = up_to_date(park.app)
    assert due_dates(newer.catalog, 2024 * 12, 12) == foretold
    assert (foretold[0].due, foretold[0].late_from) == (date(2024, 2, 29), date(2024, 3, 4))
    open_rules = {(rule.kind, rule.code) for rule in rulebook.open_rules(newer, ADMINISTRATOR)}
    assert ("deadline", "month") not in open_rules
    assert ("deadline", "year") in open_rules


@pytest.mark.parametrize(("months", "day", "grace"), [(1, 0, 0), (1, 32, 0), (-1, 5, 0), (1, 5, 999)])
def test_a_day_no_month_has_is_no_deadline(park, months, day, grace):
    form = DeadlineForm("month", months, day, grace, "文件")
    assert refusal(lambda: rulebook.add_deadline(park.app, ADMINISTRATOR, form)) == "bad_deadline"


def test_a_target_is_confirmed_with_the_document(park):
    form = ConfirmationForm("yunnan-parks-14fyp", "wastewater_treatment_rate", "规划印刷本", "第四章")
    rulebook.confirm_target(park.app, ADMINISTRATOR, form)
    lines = rulebook.target_lines(up_to_date(park.app), ADMINISTRATOR)
    (line,) = [line for line in lines if line.own is not None]
    assert (line.target.code, line.target.citation.source) == ("wastewater_treatment_rate", "规划印刷本")


def test_only_an_administrator_sees_and_changes_own_rules(park):
    for actor in (OFFICER, AUDITOR):
        assert refusal(lambda actor=actor: rulebook.add_factor(park.app, actor, FACTOR)) == "not_permitted"
        assert refusal(lambda actor=actor: list_additions(park.app, actor)) == "not_permitted"


def test_entries_are_found_by_chain_who_what_and_day(park):
    park.submit("2024-01..02")
    everything = audit.list_entries(park.app, AUDITOR, audit.Asked())
    assert everything.count == len(everything.entries)
    assert set(everything.chains) == {"P1", "installation"}
    submitted = audit.list_entries(park.app, AUDITOR, audit.Asked(chain="P1", action="report.submit"))
    assert {entry.actor for entry in submitted.entries} == {"officer"}
    assert all(entry.facts > 0 for entry in submitted.entries)
    newest = everything.entries[0].at
    assert audit.list_entries(park.app, AUDITOR, audit.Asked(last=date(2020, 1, 1))).count == 0
    assert audit.list_entries(park.app, AUDITOR, audit.Asked(), most=1).entries[0].at == newest


def test_an_entry_says_what_it_is_about(park):
    park.submit("2024-01..02")
    accounts.add_account(
        park.app, ADMINISTRATOR, name="second", role="officer", scope="P1", password=PASSWORD
    )
    about = {
        entry.action: entry.about for entry in audit.list_entries(park.app, AUDITOR, audit.Asked()).entries
    }
    assert about["account.add"] == "second"
    assert about["report.submit"] in ("2024-01", "2024-02")


def test_entries_outside_the_scope_are_not_told(park):
    assert refusal(lambda: audit.list_entries(park.app, OFFICER, audit.Asked())) == "not_permitted"


def test_walking_the_chains_tells_how_far_it_is(park):
    told: list[tuple[int, int]] = []
    park.figures(year_of_figures(2023, months=range(1, 13)) * 1)
    park.figures(year_of_figures(2022, months=range(1, 13)))
    park.figures(year_of_figures(2021, months=range(1, 13)))
    park.figures(year_of_figures(2020, months=range(1, 13)))
    park.figures(year_of_figures(2019, months=range(1, 13)))
    audit.verify_chains(park.app, AUDITOR, progress=lambda done, total: told.append((done, total)))
    assert told
    assert all(0 < done <= total for done, total in told)

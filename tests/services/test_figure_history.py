"""The history of one figure: every state it had, for whoever may see it."""

import pytest

from tests.services.province import Province, declare_everything_away
from tracker.messages import Refusal
from tracker.services.entering import entry
from tracker.services.entering.entry import CellEdit
from tracker.services.entering.history import FigureHistory, figure_history
from tracker.services.permissions import OPERATOR
from tracker.services.reporting import reports
from tracker.services.sites import SiteChange, set_site

MONTH = "2024-03"


def save(
    province: Province, value: str, version: int, unit: str = "万kWh", item: str = "electricity"
) -> None:
    edit = CellEdit(f"{item}{value}{version}", item, value, unit, version, note="电表")
    (answer,) = entry.save(province.app, province.acting("officer"), "P1", MONTH, [edit]).answers
    assert answer.stored


def history(province: Province, name: str = "officer", item: str = "electricity") -> FigureHistory:
    return figure_history(province.app, province.acting(name), "P1", item, MONTH)


def entered_corrected_and_submitted(province: Province) -> None:
    """5 万kWh imported, corrected to 6 and submitted, returned, 7 typed and not submitted again."""
    declare_everything_away(province, "P1")
    province.bring_in("P1,2024-03,electricity,5,万kWh,meter,,", by=province.acting("officer"))
    save(province, "6", 1)
    reports.submit(province.app, province.acting("officer"), "P1", MONTH, "本月按实际填报")
    reports.return_(province.app, province.acting("kunming"), "P1", MONTH, "电量请再核对")
    save(province, "7", 2)


def test_every_state_stands_newest_first_with_who_and_how_on_both_databases(
    province_on_each: Province,
) -> None:
    entered_corrected_and_submitted(province_on_each)
    found = history(province_on_each)
    assert [(state.action, state.actor, state.working and state.working.text) for state in found.states] == [
        ("figures.save", "officer", "7"),
        ("report.submit", "officer", "6"),
        ("figures.save", "officer", "6"),
        ("figures.import", "officer", "5"),
    ]
    assert found.working[0].value == 70_000.0
    assert found.reported[0].value == 60_000.0


def test_a_state_names_the_audit_entry_that_vouches_for_it(province: Province) -> None:
    entered_corrected_and_submitted(province)
    states = history(province).states
    assert {state.chain for state in states} == {"P1"}
    numbers = [state.sequence for state in states]
    assert numbers == sorted(numbers, reverse=True)
    assert states[1].reason == "本月按实际填报"


def test_a_reviewer_is_shown_what_was_reported_and_no_edit_under_way(province: Province) -> None:
    entered_corrected_and_submitted(province)
    found = history(province, "kunming")
    assert [(state.action, state.typed_by) for state in found.states] == [("report.submit", "officer")]
    assert found.states[0].reported is not None
    assert found.states[0].reported.text == "6"
    assert found.states[0].working is None
    assert not found.working


def test_a_cleared_figure_keeps_its_history(province: Province) -> None:
    save(province, "5", 0)
    entry.save(
        province.app, province.acting("officer"), "P1", MONTH, [CellEdit("x", "electricity", "", "", 1)]
    )
    found = history(province)
    assert [state.working and state.working.text for state in found.states] == [None, "5"]
    assert not found.working


def test_a_figure_at_comparable_prices_is_told_by_its_base_year(province: Province) -> None:
    save(province, "5", 0, "万元@2015", "value_added_real")
    save(province, "6", 0, "万元@2020", "value_added_real")
    assert [state.base for state in history(province, item="value_added_real").states] == [2020, 2015]
    assert [state.base for state in history(province, item="value_added_real@2015").states] == [2015]


def test_a_rate_is_one_figure_under_either_spelling_of_its_period(province: Province) -> None:
    province.bring_in("P1,2024-01..03,value_added_growth,5,%,,,")
    for period in (MONTH, "2024-01..03"):
        found = figure_history(province.app, province.acting("officer"), "P1", "value_added_growth", period)
        assert len(found.states) == 1


def test_nothing_was_ever_entered_is_an_empty_history(province: Province) -> None:
    assert history(province).states == ()


@pytest.mark.parametrize(
    ("name", "site", "item", "period", "code"),
    [
        ("neighbour", "P1", "electricity", MONTH, "unknown_site"),
        ("neighbour", "P1", "gold", MONTH, "unknown_site"),
        ("officer", "P0", "electricity", MONTH, "unknown_site"),
        ("officer", "P1", "gold", MONTH, "unknown_item"),
        ("officer", "P1", "electricity@2020", MONTH, "unknown_item"),
        ("officer", "P1", "value_added_real@<b>", MONTH, "unknown_item"),
        ("officer", "P1", "electricity", "2024-13", "bad_period"),
    ],
)
def test_what_is_not_there_is_refused(
    province: Province, name: str, site: str, item: str, period: str, code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        figure_history(province.app, province.acting(name), site, item, period)
    assert refused.value.code == code


def test_a_month_before_an_enterprise_moved_is_its_first_parks(province: Province) -> None:
    province.bring_in("E1,2024-03,electricity,5,万kWh,,,")
    set_site(province.app, OPERATOR, SiteChange("E1", parent="P2", since="2024-04"))
    assert figure_history(province.app, province.acting("officer"), "E1", "electricity", MONTH).owner == "P1"
    with pytest.raises(Refusal):
        figure_history(province.app, province.acting("neighbour"), "E1", "electricity", MONTH)

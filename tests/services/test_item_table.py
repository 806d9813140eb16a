"""The item table as a page reads it: what holds for each item, and what waits for a reviewer."""

import pytest

from tests.services.province import Province
from tracker.catalog.periods import month_number
from tracker.messages import Refusal
from tracker.services.entering.item_table import ItemLine, item_table, waiting_declarations
from tracker.services.judging.evaluation import indicator_rows
from tracker.services.permissions import OPERATOR
from tracker.services.sites import SiteChange, confirm_declarations, declare_items, set_site


def line(province: Province, item: str, name: str = "officer") -> ItemLine:
    table = item_table(province.app, province.acting(name), "P1")
    return next(line for line in table.lines if line.item == item)


def declare(
    province: Province, *items: str, applicable: bool = False, since: str | None = None, reason: str = ""
) -> None:
    chosen = {"applicable" if applicable else "not_applicable": items}
    declare_items(province.app, province.acting("officer"), "P1", since=since, reason=reason, **chosen)


def test_an_alternative_never_entered_nor_declared_is_undeclared_a_required_item_applies(
    province: Province,
) -> None:
    assert line(province, "coke").state == "undeclared"
    assert line(province, "electricity").state == "applies"


def test_a_declaration_says_since_when_why_and_by_whom_on_both_databases(province_on_each: Province) -> None:
    declare(province_on_each, "coke", since="2024-02", reason="焦炉已拆")
    found = line(province_on_each, "coke")
    assert (found.state, found.since) == ("not_applicable", month_number(2024, 2))
    assert found.declared is not None
    assert (found.declared.reason, found.declared.made_by, found.declared.confirmed_by) == (
        "焦炉已拆",
        "officer",
        None,
    )


def test_a_group_speaks_for_what_was_never_entered_of_it(province: Province) -> None:
    province.bring_in("P1,2024-03,diesel,5,t,,,", "P1,2024-01,diesel,4,t,,,")
    declare(province, "energy")
    assert line(province, "coke").state == "not_applicable"
    diesel = line(province, "diesel")
    assert (diesel.state, diesel.since) == ("applies", month_number(2024, 1))
    assert diesel.entered is not None
    assert tuple(map(str, diesel.entered)) == ("2024-01", "2024-03")


def test_hazardous_waste_is_entered_as_soon_as_one_of_it_is(province: Province) -> None:
    province.bring_in("P1,2023-01,hazardous_waste_generated,5,t,,,")
    assert line(province, "hazardous_waste_stock_end").state == "applies"


def test_a_later_declaration_from_an_earlier_month_overrides(province: Province) -> None:
    declare(province, "coke", since="2024-04")
    declare(province, "coke", since="2024-02", applicable=True)
    found = line(province, "coke")
    assert (found.state, found.since) == ("applies", month_number(2024, 2))
    assert found.overridden is not None
    assert found.overridden.since == month_number(2024, 4)


def test_in_the_order_of_their_months_both_hold(province: Province) -> None:
    declare(province, "coke", since="2024-02", applicable=True)
    declare(province, "coke", since="2024-04")
    found = line(province, "coke")
    assert (found.state, found.since, found.overridden) == (
        "not_applicable",
        month_number(2024, 4),
        None,
    )


def test_what_applies_from_a_month_to_come_does_not_apply_yet(province: Province) -> None:
    declare(province, "lng", since="2024-08", applicable=True)
    found = line(province, "lng")
    assert (found.state, found.since) == ("not_applicable", None)


def test_a_declaration_of_a_month_to_come_is_announced(province: Province) -> None:
    declare(province, "electricity", since="2024-08")
    found = line(province, "electricity")
    assert found.state == "applies"
    assert found.coming is not None


def test_a_figure_in_spite_of_a_declaration_is_pointed_out(province: Province) -> None:
    declare(province, "coke", since="2024-02")
    province.bring_in("P1,2024-01,coke,5,t,,,")
    assert not line(province, "coke").entered_all_the_same
    province.bring_in("P1,2024-03,coke,5,t,,,")
    assert line(province, "coke").entered_all_the_same


def test_what_is_called_undeclared_is_what_makes_indicators_provisional(province: Province) -> None:
    """The table and the engine must not differ: the notes of a row name the same items."""
    declare(province, "water", "solid_waste", "coke")
    province.bring_in(
        "P1,2023-01,electricity,5,万kWh,,,", "P1,2024-03,electricity,5,万kWh,,,", "P1,2024-02,diesel,5,t,,,"
    )
    (row,) = indicator_rows(
        province.app, OPERATOR, sites=["P1"], indicators=["energy_total"], windows=["month"], period="2024-01"
    )
    noted = {note.partition(":")[2] for note in row["notes"] if note.startswith("undeclared_item")}
    table = item_table(province.app, province.acting("officer"), "P1")
    used = {term.item for term in province.app.catalog.compiled["energy_total"].numerator.terms}
    unsaid = {line.item for line in table.lines if line.state == "undeclared" or line.unsaid_before}
    assert noted == unsaid & used
    assert "diesel" in noted


def test_a_rolled_up_park_enters_only_its_own_items(province: Province) -> None:
    set_site(province.app, OPERATOR, SiteChange("P1", collect="rollup"))
    table = item_table(province.app, province.acting("officer"), "P1")
    assert table.by_enterprises
    assert {line.item for line in table.lines} == {
        item.code for item in province.app.catalog.items.values() if item.level == "park"
    }


def test_a_reviewer_sees_what_was_reported(province: Province) -> None:
    province.bring_in("P1,2024-03,diesel,5,t,,,")
    assert line(province, "diesel").state == "applies"
    assert line(province, "diesel", "kunming").state == "undeclared"


@pytest.mark.parametrize("name", ["neighbour", "firm"])
def test_the_table_of_another_site_is_unknown(province: Province, name: str) -> None:
    with pytest.raises(Refusal) as refused:
        item_table(province.app, province.acting(name), "P1")
    assert refused.value.code == "unknown_site"


@pytest.mark.parametrize(
    ("name", "rights"),
    [("officer", (True, False)), ("kunming", (False, True)), ("auditor", (False, False))],
)
def test_the_table_says_what_its_reader_may_do(
    province: Province, name: str, rights: tuple[bool, bool]
) -> None:
    table = item_table(province.app, province.acting(name), "P1")
    assert (table.may_declare, table.may_confirm) == rights


def test_a_reviewers_queue_holds_what_waits_in_their_scope(province: Province) -> None:
    for site in ("E1", "P1", "P2"):
        declare_items(province.app, OPERATOR, site, not_applicable=["coke", "diesel"])
    waiting = waiting_declarations(province.app, province.acting("kunming"))
    assert [(found.site, len(found.declarations)) for found in waiting] == [("P1", 2), ("E1", 2)]
    confirm_declarations(province.app, province.acting("kunming"), "P1")
    assert [found.site for found in waiting_declarations(province.app, province.acting("kunming"))] == ["E1"]


def test_a_queue_is_for_reviewers(province: Province) -> None:
    with pytest.raises(Refusal) as refused:
        waiting_declarations(province.app, province.acting("officer"))
    assert refused.value.code == "not_permitted"

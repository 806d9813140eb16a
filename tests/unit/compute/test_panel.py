"""The panel: families side by side, and only as many months as can matter."""

from types import SimpleNamespace

import pytest

from tests.spec.support import case, figures, site
from tracker.catalog.periods import parse_month
from tracker.compute import from_facts
from tracker.compute.cells import cells_of
from tracker.compute.families import whole_families
from tracker.compute.panel import LEAD_IN
from tracker.compute.site_facts import SiteFacts


def panel_of(facts):
    return from_facts(SimpleNamespace(document=lambda: facts["catalog"], digest="0" * 16), facts)


def enterprise(code, *parents):
    return SiteFacts(code, "enterprise", "CN-YN", parent=tuple((None, parent) for parent in parents))


def test_families_stand_side_by_side_in_code_order():
    sites = [
        enterprise("A2", "P2"),
        SiteFacts("P1", "park", "CN-YN"),
        SiteFacts("P2", "park", "CN-YN"),
        enterprise("A1", "P2"),
    ]
    order, ends = whole_families(sites)
    assert [sites[row].code for row in order] == ["P1", "A1", "A2", "P2"]
    assert ends == (1, 4)


def test_an_enterprise_that_moved_joins_its_parks_to_one_family():
    sites = [SiteFacts("P1", "park", "CN-YN"), enterprise("A", "P1", "P2"), SiteFacts("P2", "park", "CN-YN")]
    _, ends = whole_families(sites)
    assert ends == (3,)


def test_a_park_known_from_its_first_figure_needs_no_months_before_it():
    panel = panel_of(case("item | 2023-05 | 2024-02\n tap_water | 1 | 2"))
    assert (panel.start, panel.months) == (parse_month("2023-01"), 24)


@pytest.mark.parametrize("early", [site(**{"from": "2019-01"}), site("A", kind="enterprise", parent="P")])
def test_what_may_be_there_before_the_first_figure_is_laid_out(early):
    facts = case("item | 2023-05\n tap_water | 1", early)
    assert panel_of(facts).start == parse_month("2023-01") - LEAD_IN


def test_a_panel_reaches_the_months_asked_for_and_is_itself_where_it_does():
    panel = panel_of(case("item | 2023-05\n tap_water | 1"))
    assert panel.covering(panel.start, panel.start) is panel
    farther = panel.covering(parse_month("2021-07"), parse_month("2025-02"))
    assert (farther.start, farther.months) == (parse_month("2021-01"), 60)
    assert farther is panel.covering(parse_month("2021-07"), parse_month("2025-02"))


def test_a_rolled_up_park_begins_with_the_first_figure_of_an_enterprise():
    sites = [site(collect=[(None, "rollup")]), site("A", kind="enterprise", parent="P")]
    facts = case("item | 2023-05\n tap_water | 1", *sites)
    facts["observations"] += figures("item | 2022-03\n tap_water | 1", "A")
    panel = panel_of(facts)
    assert panel.begins[panel.index["P"]] == parse_month("2022-03")


def test_the_order_in_which_figures_come_is_of_no_matter():
    table = "item | 2023-05 | 2023-06\n tap_water | 1 | 2\n electricity | 3 | 4"
    facts = case(table)
    backwards = {**facts, "observations": facts["observations"][::-1]}
    one, other = panel_of(facts), panel_of(backwards)
    assert (cells_of(one, "tap_water").value == cells_of(other, "tap_water").value).all()
    assert (cells_of(one, "electricity").flags == cells_of(other, "electricity").flags).all()

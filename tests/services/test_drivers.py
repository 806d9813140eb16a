"""Who may ask what drove a change, for which spans, and in which view."""

import pytest

from tests.services.province import Province, declare_everything_away
from tracker.messages import Refusal, WrongUsage
from tracker.services.judging.drivers import drivers, province_drivers
from tracker.services.permissions import OPERATOR

MONTHS = ("01", "02", "03")


def entered(province: Province, site: str, energy: tuple[float, float]) -> None:
    declare_everything_away(province, site)
    rows = [
        f"{site},{year}-{month},{item},{value},{unit},,,"
        for year, tce, output in ((2023, energy[0], 10), (2024, energy[1], 12))
        for month in MONTHS
        for item, value, unit in (("other_energy", tce, "tce"), ("value_added_real", output, "万元@2020"))
    ]
    province.bring_in(*rows)


def ask(
    province: Province, actor, site="P1", quantity="energy_total", period="2024-03", against="2023-03", **view
):
    return drivers(province.app, actor, site, quantity, period, against, **view)


def test_an_officer_sees_what_drove_the_own_park(province):
    entered(province, "P1", (5, 6))
    found = ask(province, province.acting("officer"))
    assert (found.unit, found.view, found.drivers.basis) == ("tce", "working", "real")
    parts = {part.effect: part.value for part in found.drivers.decomposition.parts}
    assert parts == {"activity": pytest.approx(3.0), "intensity": pytest.approx(0.0, abs=1e-9)}


def test_the_bureau_sees_reported_figures_only(province):
    entered(province, "P1", (5, 6))
    found = ask(province, province.acting("province"))
    assert (found.view, found.drivers.decomposition) == ("reported", None)
    assert ask(province, OPERATOR, reported=True).drivers.decomposition is None
    assert ask(province, OPERATOR).drivers.decomposition is not None


def test_a_park_outside_the_scope_is_unknown(province):
    with pytest.raises(Refusal) as refused:
        ask(province, province.acting("neighbour"))
    assert refused.value.code == "unknown_site"


def test_what_cannot_be_decomposed_is_refused_by_name(province):
    with pytest.raises(Refusal) as refused:
        ask(province, OPERATOR, quantity="energy_intensity")
    assert refused.value.code == "unknown_quantity"


@pytest.mark.parametrize(
    ("period", "against", "code"),
    [
        ("2024-03", "2023-02", "drivers_spans"),
        ("2024", "2023-03", "drivers_spans"),
        ("2023-03", "2024-03", "drivers_spans"),
        ("2024", "2024", "drivers_spans"),
        ("2024-01..03", "2023-01..03", "wrong_period"),
        ("March", "2023-03", "wrong_period"),
    ],
)
def test_spans_that_do_not_compare_are_wrong_usage(province, period, against, code):
    with pytest.raises(WrongUsage) as refused:
        ask(province, OPERATOR, period=period, against=against)
    assert refused.value.code == code


def test_the_parks_in_scope_are_explained_together(province):
    entered(province, "P1", (5, 6))
    entered(province, "P2", (1, 3))
    found = province_drivers(province.app, OPERATOR, "energy_total", "2024-03", "2023-03")
    assert found.site is None
    contributions = {one.code: one.now - one.then for one in found.drivers.decomposition.members}
    assert contributions == {"P1": 3, "P2": 6}
    assert [part.effect for part in found.drivers.decomposition.parts] == [
        "activity",
        "structure",
        "intensity",
    ]


def test_an_officer_of_one_park_gets_that_park(province):
    entered(province, "P1", (5, 6))
    entered(province, "P2", (1, 3))
    found = province_drivers(province.app, province.acting("neighbour"), "energy_total", "2024-03", "2023-03")
    assert [one.code for one in found.drivers.decomposition.members] == ["P2"]


def test_an_enterprise_has_no_parks_to_explain(province):
    found = province_drivers(province.app, province.acting("firm"), "energy_total", "2024-03", "2023-03")
    assert found.drivers.reason == "no_data"

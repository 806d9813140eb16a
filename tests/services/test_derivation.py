"""How a figure was computed: taken apart, it is the engine's figure to the last digit that counts."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from tests.support.part_of import part_of
from tracker.catalog.results import Row
from tracker.compute import rows
from tracker.compute.derivation import derive
from tracker.messages import Refusal, WrongUsage
from tracker.services.application import Application, open_application
from tracker.services.demo.loading import load_province
from tracker.services.demo.province import Province, generate
from tracker.services.directory import load_directory
from tracker.services.installation import initialize
from tracker.services.judging.derivation import Derivation, derivation
from tracker.services.judging.indicator_years import indicator_year
from tracker.services.judging.panels import View, cached_results
from tracker.services.judging.recorded import Recorded, record_rows, recorded_figures
from tracker.services.people.accounts import add_account
from tracker.services.permissions import OPERATOR, acting_as
from tracker.store.database import read_session, unit_of_work
from tracker.store.tables import Site

TODAY = date(2026, 11, 6)
PERIODS = (
    "2020-03",
    "2021-12",
    "2024-06",
    "2024-12",
    "2025-02",
    "2026-09",
    "2026-10",
    "2020",
    "2024",
    "2025",
    "2026",
)


SOME = ("YN05", "YN10", "YN26", "YN32", "YN38")
"""Parks with growth rates, enterprises, an aluminium works, treatment plants and gaps."""


def loaded(folder: Path, province: Province) -> Application:
    url = f"sqlite:///{folder}/demo.db"
    initialize(url, today=TODAY)
    app = open_application(url, today=TODAY)
    load_province(app, province)
    return app


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Application:
    return loaded(tmp_path_factory.mktemp("derivation"), part_of(generate(TODAY), SOME))


def close(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-12 * abs(other)


@pytest.mark.parametrize("view", ["working", "reported"])
def test_every_figure_is_the_sum_of_what_is_shown(demo, view):
    assert figures_taken_apart(demo, view) > 1_500


@pytest.mark.full
@pytest.mark.parametrize("view", ["working", "reported"])
def test_every_figure_of_the_demo_province_is_the_sum_of_what_is_shown(tmp_path, view):
    assert figures_taken_apart(loaded(tmp_path, generate(TODAY)), view) > 10_000


def figures_taken_apart(app: Application, view: View) -> int:
    """Compare every figure with its derivation; return how many there were."""
    with read_session(app.engine) as session:
        sites = sorted(load_directory(session).by_code.values(), key=lambda site: site.code)
        results = cached_results(session, app, sites, view)
    compared = 0
    for period in PERIODS:
        for row in rows(results, period=period):
            derived = derive(results, row["site"], row["indicator"], row["window"], period)
            stated = row["value"] if row["value"] is not None else row["partial"]
            assert (stated is None) == (derived.result is None), row
            if stated is not None:
                assert close(derived.result, stated), row
                compared += 1
    return compared


def taken(demo: Application, site: str, indicator: str, window: str, period: str) -> Derivation:
    return derivation(demo, OPERATOR, site, indicator, window, period)  # type: ignore[arg-type]


def test_a_line_is_quantity_times_the_factor_with_its_source(demo):
    found = taken(demo, "YN26", "energy_total", "ytd", "2026-09")
    (line,) = (line for line in found.numerator.lines if line.item == "electricity")
    (factor,) = line.factors
    assert (factor.value, factor.unit, factor.source) == (0.1229, "kgce/kWh", "GB/T 2589-2020")
    assert factor.clause
    assert factor.confirmed
    assert close(line.product, line.quantity * 0.1229 / 1000)
    assert [cell.period for cell in line.cells] == [f"2026-{month:02d}" for month in range(1, 10)]


def test_a_factor_carried_forward_says_from_which_year(demo):
    found = taken(demo, "YN26", "co2_total", "month", "2026-09")
    (line,) = (line for line in found.numerator.lines if line.item == "electricity")
    assert [(factor.carried, factor.since) for factor in line.factors] == [(2023, "2023-01")]


def test_what_adds_nothing_is_named_with_its_reason(demo):
    found = taken(demo, "YN26", "energy_total", "ytd", "2026-09")
    assert ("anthracite", "not_applicable") in found.numerator.left_out


def test_a_rolled_up_park_is_the_sum_of_its_enterprises(demo):
    found = taken(demo, "YN32", "energy_total", "ytd", "2026-09")
    assert [site for site, _ in found.numerator.by_site] == ["YN32-01", "YN32-02", "YN32-03", "YN32-04"]
    assert close(sum(total for _, total in found.numerator.by_site), found.result)


def test_a_partial_figure_is_made_of_the_months_known(demo):
    found = taken(demo, "YN38", "water_intensity", "ytd", "2026-09")
    assert found.row["value"] is None
    assert found.months == tuple(f"2026-{month:02d}" for month in range(1, 8))
    assert close(found.result, found.row["partial"])


def test_a_change_by_growth_shows_both_quantities_and_the_rate(demo):
    found = taken(demo, "YN05", "energy_intensity", "year", "2025")
    growth = found.growth
    assert growth is not None
    change = (growth.now / growth.before) / (1 + growth.growth / 100) - 1
    assert close(change, found.row["yoy"]["change"])


def test_nobody_sees_the_computation_of_a_foreign_site(demo):
    add_account(demo, OPERATOR, name="one", role="officer", scope="YN26", password="violet-harbour-32-lamp")
    actor = acting_as(demo, "one")
    with pytest.raises(Refusal, match="unknown_site"):
        derivation(demo, actor, "YN05", "energy_total", "ytd", "2026-09")
    with pytest.raises(Refusal, match="unknown_site"):
        recorded_figures(demo, actor, "YN05", "energy_total", "ytd")


def test_an_indicator_has_only_the_windows_it_declares(demo):
    with pytest.raises(WrongUsage):
        taken(demo, "YN26", "rd_ratio", "month", "2026-09")
    with pytest.raises(Refusal, match="unknown_indicator"):
        taken(demo, "YN26", "nonsense", "month", "2026-09")


def test_a_year_puts_beside_each_month_only_what_may_be_compared(demo):
    found = indicator_year(demo, OPERATOR, "YN05", "energy_intensity", "ytd", "2026-09")
    assert found.price == "growth"
    by_period = {step.period: step for step in found.steps}
    assert by_period["2026-01"].value is None
    assert by_period["2026-05"].value == by_period["2026-05"].row["yoy"]["value"]
    assert by_period["2026-06"].value is None, "a partial figure at current prices is not comparable"
    assert by_period["2026-12"].row is None


def test_a_partial_month_is_marked_and_has_no_change(demo):
    found = indicator_year(demo, OPERATOR, "YN38", "water_intensity", "ytd", "2026-09")
    partial = [step.period for step in found.steps if step.partial]
    assert partial == ["2026-08", "2026-09", "2026-10"]
    assert all(step.change is None for step in found.steps if step.partial)


def test_what_was_recorded_stays_beside_what_is_computed_today(demo):
    now = taken(demo, "YN26", "energy_total", "month", "2025-03").row
    then: Row = {**now, "value": now["value"] * 1.01}
    with unit_of_work(demo.engine) as session:
        site = session.exec(select(Site).where(Site.code == "YN26")).one()
        record_rows(session, site, [then], "submitted", "2025-03#1")
    (found,) = recorded_figures(demo, OPERATOR, "YN26", "energy_total", "month").values()
    assert (found.period, found.occasion, found.value) == ("2025-03", "submitted", then["value"])
    assert found.differs(now)
    assert not found.differs(then)


@pytest.mark.parametrize(
    ("stated", "differs"), [(None, True), (1.0, False), (1.0 + 1e-12, False), (1.1, True)]
)
def test_figures_differ_by_more_than_the_verdicts_tolerance(demo, stated, differs):
    row: Row = {**taken(demo, "YN26", "energy_total", "month", "2025-03").row, "value": 1.0}
    recorded = Recorded("2025-03", "submitted", TODAY, stated)  # type: ignore[arg-type]
    assert recorded.differs(row) is differs

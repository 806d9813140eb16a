"""Every planted problem of the demo is found by the rule `planted.yaml` names, once the demo is loaded."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.support.made_once import made_once
from tests.support.part_of import part_of
from tracker.services.application import Application, open_application
from tracker.services.demo.files import read_planted
from tracker.services.demo.loading import load_province
from tracker.services.demo.province import Province, ResolvedProblem, generate
from tracker.services.entering.entry import form
from tracker.services.flagging.flags import list_flags
from tracker.services.installation import initialize
from tracker.services.judging.evaluation import indicator_rows
from tracker.services.permissions import OPERATOR
from tracker.services.proof.audit import verify_chains

TODAY = date(2026, 11, 22)
PLANTED = {entry.code: entry for entry in read_planted()}


def _only_planted(province: Province) -> Province:
    """The sites with problems and their families: half the province, half the time."""
    parents = {site.code: site.parent for site in province.sites}
    return part_of(province, {parents[entry.site] or entry.site for entry in PLANTED.values()})


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Application:
    made = made_once(tmp_path_factory, "planted", _load)
    folder = shutil.copytree(made, tmp_path_factory.mktemp("demo") / "planted")
    return open_application(f"sqlite:///{folder}/demo.db", today=TODAY)


def _load(folder: Path) -> None:
    url = f"sqlite:///{folder}/demo.db"
    initialize(url, today=TODAY)
    opened = open_application(url, today=TODAY)
    load_province(opened, _only_planted(generate(TODAY)))
    opened.engine.dispose()


@pytest.fixture(scope="module")
def planted() -> dict[str, ResolvedProblem]:
    return {problem.entry.code: problem for problem in generate(TODAY).planted}


def codes(rule: str) -> list[str]:
    return [code for code, entry in PLANTED.items() if entry.found_by.rule == rule]


@pytest.mark.parametrize("code", codes("check"))
def test_a_check_finds_it(app, planted, code):
    problem = planted[code]
    view = form(app, OPERATOR, problem.entry.site, problem.months[-1])
    kinds = {check.kind for check in view.checks if check.item is None or check.item in problem.entry.items}
    assert problem.entry.found_by.kind in kinds


def _period(problem: ResolvedProblem) -> str:
    last = problem.months[-1]
    year = problem.entry.found_by.window == "year"
    return last[:4] if year else max(last, f"{last[:4]}-09")


@pytest.mark.parametrize("code", codes("finding"))
def test_a_finding_judges_it(app, planted, code):
    problem, wanted = planted[code], PLANTED[code].found_by
    (row,) = indicator_rows(
        app,
        OPERATOR,
        sites=[wanted.site or problem.entry.site],
        indicators=[wanted.indicator],
        windows=[wanted.window],
        period=_period(problem),
        reported=True,
    )
    (finding,) = row["findings"]
    assert (finding["status"], finding["reason"]) == (wanted.status, wanted.reason)


@pytest.mark.parametrize("code", codes("row"))
def test_a_row_says_it(app, planted, code):
    problem, wanted = planted[code], PLANTED[code].found_by
    (row,) = indicator_rows(
        app,
        OPERATOR,
        sites=[problem.entry.site],
        indicators=[wanted.indicator],
        windows=[wanted.window],
        period=_period(problem),
    )
    assert row["reason"] == wanted.reason
    assert wanted.note is None or any(note.startswith(wanted.note) for note in row["notes"])


@pytest.mark.parametrize("code", codes("report"))
def test_a_report_that_never_came_is_flagged(app, planted, code):
    problem = planted[code]
    flags = list_flags(app, OPERATOR, site=problem.entry.site)
    assert ("receipt", problem.months[0]) in {(flag["axis"], flag["period"]) for flag in flags}


def test_a_dumped_amount_is_red(app, planted):
    problem = planted["dumped"]
    reds = list_flags(app, OPERATOR, site=problem.entry.site, severity="red")
    assert problem.months[0] in {flag["period"] for flag in reds}


def test_waste_stored_and_used_within_the_year_is_no_breach(app):
    (row,) = indicator_rows(
        app,
        OPERATOR,
        sites=["YN17"],
        indicators=["solid_waste_disposal_rate"],
        windows=["year"],
        period="2025",
    )
    assert row["value"] == pytest.approx(100.0)
    assert row["findings"][0]["status"] == "met"


def test_using_old_stock_never_gives_more_than_everything(app):
    rows = indicator_rows(
        app,
        OPERATOR,
        sites=["YN28"],
        indicators=["solid_waste_disposal_rate"],
        windows=["ytd"],
        period="2026-09",
    )
    assert rows[0]["value"] == pytest.approx(100.0)


def test_the_audit_chains_of_a_loaded_demo_hold(app):
    assert verify_chains(app, OPERATOR)["holds"]

"""Packages as the service builds them: proved, signed, kept, repeatable; refused where there is nothing."""

import io
import json
import shutil
import zipfile
from datetime import date

import pytest
from sqlmodel import select

from tests.support.parks import (
    AUDITOR,
    OFFICER,
    OPERATOR,
    REASON,
    REVIEWER,
    house,
    reopened,
    year_of_figures,
)
from tracker.messages import Refusal
from tracker.services.documents import attach
from tracker.services.flagging.flags import close, list_flags
from tracker.services.judging.evaluation import indicator_rows
from tracker.services.permissions import Actor
from tracker.services.proof.audit import verify_chains
from tracker.services.proof.evidence import build_package
from tracker.services.proof.verification import verify_package
from tracker.store.database import make_engine, read_session, unit_of_work
from tracker.store.tables import DocumentLink, Installation, RecordedFigure

STANDARD = "yunnan-parks-14fyp"
TODAY = date(2025, 6, 5)


@pytest.fixture(scope="module")
def prepared(sqlite_shape, tmp_path_factory):
    """A database with three years reported and the first months of a fourth saved."""
    folder = tmp_path_factory.mktemp("prepared")
    path = shutil.copyfile(sqlite_shape, folder / "tracker.db")
    engine = make_engine(f"sqlite:///{path}")
    place = house(engine, folder, TODAY)
    place.site("P1")
    place.figures([line for year in (2022, 2023, 2024) for line in year_of_figures(year)])
    place.figures(["P1,2020-12,hazardous_waste_stock_end,3,t", *year_of_figures(2025, months=range(1, 4))])
    for year in (2022, 2023, 2024):
        place.submit(f"{year}-01..12")
    place.accept("2024-01..12")
    engine.dispose()
    return path


@pytest.fixture
def park(prepared, tmp_path):
    engine = make_engine(f"sqlite:///{shutil.copyfile(prepared, tmp_path / 'tracker.db')}")
    yield reopened(engine, tmp_path, TODAY)
    engine.dispose()


def build(park, years="2023-2024", actor=OFFICER, **changed):
    return build_package(park.app, actor, **{"site": "P1", "standard": STANDARD, "years": years, **changed})


def opened(package):
    with zipfile.ZipFile(io.BytesIO(package.content)) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def checked(park, package, **given):
    path = park.folder / "package.zip"
    path.write_bytes(package.content)
    return verify_package(path, **given)


def test_a_package_verifies_with_the_installations_own_key(park):
    answer = checked(park, build(park), key=park.app.key_directory / "public_key.bin")
    assert (answer["consistent"], answer["origin"], answer["rules"]) == (True, "proved", "known")
    assert answer["package"] == {
        "site": "P1",
        "standard": STANDARD,
        "years": "2023-2024",
        "revision": 1,
        "format": 1,
    }


def test_its_results_are_those_the_indicators_show(park):
    stated = json.loads(opened(build(park))["data/results.json"])
    shown = indicator_rows(park.app, OPERATOR, sites=["P1"], standard=STANDARD, reported=True)
    assert stated == [row for row in shown if row["period"][:4] in ("2023", "2024")]
    assert any(finding["status"] == "met" for row in stated for finding in row["findings"])


def test_the_documents_of_its_years_are_listed_and_not_packed(park):
    kept = attach(park.app, OFFICER, "P1", "2024-03", "electricity", "电费单.pdf", io.BytesIO(b"%PDF-1.7"))
    attach(park.app, OFFICER, "P1", "2025-01", None, "later.pdf", io.BytesIO(b"%PDF-1.7"))
    gone = attach(park.app, OFFICER, "P1", "2024-04", None, "gone.pdf", io.BytesIO(b"%PDF-1.6"))
    with unit_of_work(park.app.engine) as session:
        session.get(DocumentLink, gone.id).removed_at = gone.added_at
    package = build(park)
    (listed,) = json.loads(opened(package)["data/documents.json"])
    assert (listed["item"], listed["period"], listed["name"], listed["sha256"]) == (
        "electricity", "2024-03", "电费单.pdf", kept.sha256,
    )  # fmt: skip
    assert checked(park, package)["consistent"]


def test_building_again_gives_the_same_bytes_on_another_day(park):
    first = build(park)
    again = build(park.on(date(2025, 6, 9)))
    assert again == first


def test_figures_of_later_months_are_not_given_away_and_make_no_new_revision(park):
    first = build(park)
    park.submit("2025-01..03")
    assert build(park) == first
    periods = {figure["period"][:4] for figure in json.loads(opened(first)["data/figures.json"])}
    assert periods == {"2022", "2023", "2024"}


def test_the_first_figure_of_an_item_goes_along_however_old(park):
    park.submit("2020-12")
    figures = json.loads(opened(build(park))["data/figures.json"])
    assert ("hazardous_waste_stock_end", "2020-12") in {(f["item"], f["period"]) for f in figures}


def test_a_corrected_figure_makes_a_new_revision_and_the_old_one_still_verifies(park):
    first = build(park)
    park.return_("2024-05")
    park.figures(year_of_figures(2024, months=range(5, 6), electricity=90))
    park.submit("2024-05")
    second = build(park)
    assert (first.revision, second.revision) == (1, 2)
    assert checked(park, first)["consistent"]
    assert checked(park, second)["consistent"]


def test_other_years_are_another_package(park):
    assert build(park).revision == 1
    assert build(park, "2024").revision == 1
    assert json.loads(opened(build(park, "2024-2024"))["data/package.json"])["years"] == "2024"


def test_figures_keep_text_and_unit_as_typed(park):
    figures = json.loads(opened(build(park, "2024"))["data/figures.json"])
    power = next(f for f in figures if (f["item"], f["period"]) == ("electricity", "2024-01"))
    assert (power["text"], power["unit"], power["value"]) == ("100.1", "万kWh", 1_001_000.0)


def test_months_not_accepted_mark_the_package_provisional(park):
    assert "初步" in opened(build(park, "2023"))["data/README.md"].decode()
    assert json.loads(opened(build(park, "2023"))["data/package.json"])["provisional"]


def test_a_demo_says_so(park):
    with unit_of_work(park.app.engine) as session:
        session.get_one(Installation, 1).demo = True
    files = opened(build(park))
    assert "演示数据" in files["data/README.md"].decode()
    assert json.loads(files["data/package.json"])["demo"]


def test_the_figures_of_a_package_are_recorded_once(park):
    build(park)
    build(park)
    with read_session(park.app.engine) as session:
        keys = session.exec(
            select(RecordedFigure.occasion_key).where(RecordedFigure.occasion == "package").distinct()
        ).all()
    assert keys == [f"{STANDARD}/2023-2024#1"]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"site": "P9"}, "unknown_site"),
        ({"standard": "green-park-2099"}, "unknown_standard"),
        ({"years": "2024-2022"}, "package_years"),
        ({"years": "2024..2025"}, "package_years"),
        ({"years": "1900-2024"}, "package_years"),
        ({"years": "2026"}, "package_years_to_come"),
        ({"years": "2019"}, "package_no_figures"),
        ({"years": "2025"}, "package_no_figures"),
    ],
)
def test_what_cannot_be_proved_is_refused(park, changed, code):
    with pytest.raises(Refusal) as refused:
        build(park, **changed)
    assert refused.value.code == code


def test_a_package_of_an_enterprise_is_refused(park):
    park.site("E1", kind="enterprise", parent="P1")
    with pytest.raises(Refusal) as refused:
        build(park, site="E1")
    assert refused.value.code == "package_of_enterprise"


@pytest.mark.parametrize("actor", [AUDITOR, Actor("other", "officer", "P2", account_id=8)])
def test_others_may_not_build(park, actor):
    with pytest.raises(Refusal):
        build(park, actor=actor)


def test_a_missing_key_is_named(park):
    (park.app.key_directory / "signing_key.bin").unlink()
    with pytest.raises(Refusal) as refused:
        build(park)
    assert refused.value.code == "key_missing"


def test_a_key_that_is_none_is_refused(park):
    with pytest.raises(Refusal) as refused:
        checked(park, build(park), key=park.folder / "package.zip")
    assert refused.value.code == "not_a_key"


def test_the_way_from_a_figure_to_a_package_is_the_same_on_both_databases(database, tmp_path):
    place = house(database, tmp_path, TODAY)
    place.site("P1")
    place.figures(year_of_figures(2023) + year_of_figures(2024, electricity=130))
    for year in (2023, 2024):
        place.submit(f"{year}-01..12")
    (flag,) = list_flags(place.app, REVIEWER, severity="red")
    close(place.app, REVIEWER, flag["id"], REASON)
    first = build(place, "2024")
    assert build(place, "2024") == first
    assert checked(place, first)["consistent"]
    assert verify_chains(place.app, AUDITOR)["holds"]

"""Figures recorded at submission and acceptance, whatever happens to the present ones afterwards."""

from datetime import date

import pytest
from sqlmodel import select

from tests.support.parks import house, year_of_figures
from tracker.store.database import read_session
from tracker.store.tables import RecordedFigure


@pytest.fixture
def park(sqlite_database, tmp_path):
    place = house(sqlite_database, tmp_path, date(2025, 3, 5))
    place.site("P1", since="2024-01")
    place.figures(year_of_figures(2024))
    return place


def recorded(park, indicator="energy_total", window="month"):
    with read_session(park.app.engine) as session:
        rows = session.exec(
            select(RecordedFigure)
            .where(RecordedFigure.indicator == indicator, RecordedFigure.window == window)
            .order_by(RecordedFigure.id)
        ).all()
    return [(row.occasion, row.occasion_key, row.period, row.value) for row in rows]


def test_submission_and_acceptance_record_the_windows_ending_in_the_month(park):
    park.submit("2024-05")
    park.accept("2024-05")
    (submitted, accepted) = recorded(park)
    assert submitted[:3] == ("submitted", "2024-05#1", "2024-05")
    assert accepted[:3] == ("accepted", "2024-05#1", "2024-05")
    assert submitted[3] == accepted[3] is not None
    assert [row[2] for row in recorded(park, window="year")] == []


def test_december_records_the_year_too(park):
    park.submit("2024-01..12")
    assert [(row[2], row[3] is not None) for row in recorded(park, window="year")] == [("2024", True)]
    assert len(recorded(park)) == 12


def test_what_was_recorded_stays_when_the_figure_changes(park):
    park.submit("2024-05")
    before = recorded(park)
    park.return_("2024-05")
    park.figures(["P1,2024-05,electricity,999,万kWh"])
    park.submit("2024-05")
    after = recorded(park)
    assert after[:1] == before
    assert after[1][:2] == ("submitted", "2024-05#2")
    assert after[1][3] > before[0][3]

"""What is kept between one computation and the next is what is stored: nothing older, nothing undone."""

import contextlib
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from sqlmodel import select

from tests.support.parks import OFFICER, OPERATOR, House, house, year_of_figures
from tracker.catalog.periods import Period
from tracker.services.application import PanelCache, now
from tracker.services.entering.columns import family_figures, figure_versions
from tracker.services.entering.entry import form
from tracker.services.entering.saving import CellEdit, save
from tracker.services.judging.evaluation import indicator_rows
from tracker.services.reporting.checking import report_checks
from tracker.store.database import unit_of_work
from tracker.store.tables import Observation, Site


@pytest.fixture
def park(sqlite_database, tmp_path):
    place = house(sqlite_database, tmp_path, date(2024, 8, 5))
    place.site("P1", since="2024-01")
    place.figures(year_of_figures(2024, months=range(1, 3)))
    return place


def energy(park, actor=OPERATOR):
    asked = {"indicators": ["energy_total"], "windows": ["ytd"], "period": "2024-02"}
    (row,) = indicator_rows(park.app, actor, sites=["P1"], **asked)
    return row["value"]


def fresh(park):
    """The same installation in a process that has loaded nothing yet."""
    return House(replace(park.app, panels=PanelCache()), park.folder)


def test_a_save_rolled_back_leaves_nothing_behind(park):
    """Figures a transaction laid out before it failed must not be shown by the next one."""
    before = energy(park)

    class Failed(Exception):
        pass

    def change(value):
        with unit_of_work(park.app.engine) as session:
            figure = session.exec(
                select(Observation).where(Observation.item == "electricity").order_by(Observation.id)
            ).first()
            figure.value, figure.version, figure.changed_at = value, figure.version + 1, now()
            session.get_one(Site, figure.site_id).data_version += 1
            session.flush()
            report_checks(session, park.app, "P1", Period.parse("2024-01"))
            if value > 10**7:
                raise Failed

    with contextlib.suppress(Failed):
        change(9e7)
    assert energy(park) == before
    change(9e6)
    assert energy(park) > before
    assert energy(park) == energy(fresh(park))


def test_what_is_kept_between_saves_equals_what_is_stored(park):
    for value in ("100", "250", "75"):
        edit = CellEdit(f"edit-{value}", "electricity", value, "万kWh", version_of(park))
        save(park.app, OFFICER, "P1", "2024-02", [edit])
        assert energy(park, OFFICER) == energy(fresh(park), OFFICER)


def version_of(park):
    rows = form(park.app, OFFICER, "P1", "2024-02").rows
    return next(row.cell.version for _, group in rows for row in group if row.item == "electricity")


def first_of(session, item):
    return session.exec(select(Observation).where(Observation.item == item).order_by(Observation.id)).first()


def jumps(session, park):
    found = report_checks(session, park.app, "P1", Period.parse("2024-06"))
    return [check.item for check in found if check.kind in ("jump", "unit_slip", "digit_slip")]


def test_a_change_within_a_transaction_is_seen_at_once(park):
    park.figures(year_of_figures(2024, months=range(3, 7)))
    with unit_of_work(park.app.engine) as session:
        assert jumps(session, park) == []
        figure = session.exec(
            select(Observation).where(
                Observation.item == "electricity", Observation.last == Period.parse("2024-06").last
            )
        ).one()
        figure.value, figure.version = figure.value * 10, figure.version + 1
        session.flush()
        assert jumps(session, park) == ["electricity"]


def read(session, park, kept=None):
    ids = [first_of(session, "electricity").site_id]
    return family_figures(session, park.app.catalog, ids, kept, figure_versions(session, ids))


def same(one, other):
    return all(
        np.array_equal(column, getattr(other.shown(), name), equal_nan=name == "value")
        for name, column in vars(one.shown()).items()
    )


@pytest.mark.parametrize("later", [timedelta(seconds=1), timedelta(days=-1)])
def test_what_changed_is_put_into_what_was_read_even_when_the_clock_goes_back(park, later):
    with unit_of_work(park.app.engine) as session:
        before = read(session, park)
        changed, cleared = first_of(session, "electricity"), first_of(session, "tap_water")
        changed.value, changed.version, changed.changed_at = 1.0, changed.version + 1, now() + later
        cleared.value, cleared.present, cleared.version = None, False, cleared.version + 1
        cleared.changed_at = now() + later
        session.flush()
        whole = read(session, park)
        assert same(read(session, park, before), whole)
        assert not same(before, whole)

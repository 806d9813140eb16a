"""Figures in bulk: into the tables, and out of them into arrays."""

from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import numpy as np
import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from tests.store.facts import MARCH, add_sites, found_installation, now
from tracker.store.audit import record
from tracker.store.bulk import insert_observations, update_observations
from tracker.store.database import read_session, unit_of_work
from tracker.store.loading import load_observations
from tracker.store.tables import Observation, Site
from tracker.store.verifying import verify

JANUARY = MARCH - 2
# the three parts of a catalog that loading asks for
CATALOG = SimpleNamespace(
    items={"electricity": None, "value_added_real": None},
    sources={"meter": SimpleNamespace(estimated=False), "estimate": SimpleNamespace(estimated=True)},
    blank_reasons={"halted": None, "not_received": None},
)


def given(**fields):
    whole = {
        "site_id": 1,
        "item": "electricity",
        "kind": "month",
        "first": MARCH,
        "last": MARCH,
        "unit": "kWh",
    }
    return {**whole, "changed_by": "zhang", "changed_at": now(), **fields}


def store(database, *rows):
    with unit_of_work(database) as session:
        return insert_observations(session, rows)


def loaded(database, *site_ids, reported=False):
    with read_session(database) as session:
        return load_observations(session, CATALOG, site_ids or (1,), reported=reported)


@pytest.fixture
def parks(database):
    add_sites(database, "A", "B", "C")
    return database


def test_figures_stored_in_bulk_read_back(parks):
    store(parks, given(value=12.5, text="12.5"), given(item="lignite", value=3, text="3", source="meter"))
    with read_session(parks) as session:
        rows = session.exec(select(Observation).order_by(Observation.item)).all()
    assert [(row.value, row.text, row.version, row.reported) for row in rows] == [
        (12.5, "12.5", 1, False),
        (3.0, "3", 1, False),
    ]
    assert rows[0].changed_at == now()


def test_a_figure_stored_twice_is_refused_and_undone(parks):
    with pytest.raises(IntegrityError):
        store(parks, given(value=1.0), given(value=2.0))
    assert len(loaded(parks).site) == 0


def test_bulk_figures_hold_in_the_audit(database):
    found_installation(database, "A")
    rows = [given(first=MARCH + n, last=MARCH + n, value=n * -0.5, text=str(n)) for n in range(3)]
    with unit_of_work(database) as session:
        record(session, chain="A", actor="x", action="import", facts=insert_observations(session, rows))
    with unit_of_work(database) as session:
        stored = [
            row.model_dump() for row in session.exec(select(Observation).where(col(Observation.value) < 0))
        ]
        changed = [{**row, "value": 7, "text": "7", "version": 2} for row in stored]
        record(session, chain="A", actor="x", action="import", facts=update_observations(session, changed))
    assert loaded(database).value.tolist() == [0.0, 7.0, 7.0]
    with read_session(database) as session:
        assert verify(session).first_problem is None


def test_nan_is_never_written(parks):
    with pytest.raises(ValueError, match="Out of range"):
        store(parks, given(value=float("nan")))


def test_a_month_is_loaded(parks):
    store(parks, given(value=12.5, source="meter"))
    figures = loaded(parks)
    assert (figures.first.tolist(), figures.last.tolist(), figures.kind.tolist()) == ([MARCH], [MARCH], [0])
    assert (figures.value.tolist(), figures.estimated.tolist(), figures.reason.tolist()) == (
        [12.5],
        [False],
        [-1],
    )


def test_a_cumulative_figure_and_a_year_are_loaded_with_their_spans(parks):
    store(
        parks,
        given(kind="cumulative", first=JANUARY, last=MARCH, value=1.0),
        given(kind="year", first=JANUARY, last=JANUARY + 11, value=2.0),
    )
    figures = loaded(parks)
    spans = sorted(zip(figures.kind.tolist(), figures.first.tolist(), figures.last.tolist(), strict=True))
    assert spans == [(1, JANUARY, MARCH), (2, JANUARY, JANUARY + 11)]


def test_estimate_base_and_blank_are_loaded(parks):
    store(
        parks,
        given(item="value_added_real", base=2020, value=5.0, source="estimate"),
        given(value=None, reason="not_received"),
    )
    figures = loaded(parks)
    order = np.argsort(figures.item)
    assert figures.base[order].tolist() == [0, 2020]
    assert figures.estimated[order].tolist() == [False, True]
    assert figures.reason[order].tolist() == [1, -1]
    assert np.isnan(figures.value[order]).tolist() == [True, False]


def test_sites_are_numbered_as_asked_for(parks):
    store(parks, given(site_id=1, value=1.0), given(site_id=3, value=3.0), given(site_id=2, value=2.0))
    figures = loaded(parks, 3, 1)
    assert dict(zip(figures.site.tolist(), figures.value.tolist(), strict=True)) == {0: 3.0, 1: 1.0}


def test_of_many_sites_only_those_asked_for_are_loaded(parks):
    store(parks, given(site_id=1, value=1.0), given(site_id=2, value=2.0))
    figures = loaded(parks, 2, *range(100, 150))
    assert (figures.site.tolist(), figures.value.tolist()) == ([0], [2.0])


def test_a_figure_the_catalog_does_not_know_is_left_out(parks):
    store(parks, given(item="unheard_of", value=1.0), given(value=2.0))
    assert loaded(parks).value.tolist() == [2.0]


def test_each_view_has_its_own_figures(parks):
    store(
        parks,
        given(value=9.0, reported=True, reported_value=8.0, reported_source="estimate"),
        given(item="value_added_real", base=2020, present=False, reported=True, reported_value=7.0),
    )
    assert loaded(parks).value.tolist() == [9.0]
    reported = loaded(parks, reported=True)
    assert sorted(reported.value.tolist()) == [7.0, 8.0]
    assert sorted(reported.estimated.tolist()) == [False, True]


def test_concurrent_saves_of_fifty_writers_are_all_kept(sqlite_database):
    found_installation(sqlite_database, "A", "B")

    def write(writer: int) -> None:
        for month in range(4):
            site_id = 1 + writer % 2
            row = given(site_id=site_id, item=f"item_{writer}", first=month, last=month, value=1.0)
            with unit_of_work(sqlite_database) as session:
                code = session.get_one(Site, site_id).code
                record(
                    session, chain=code, actor="x", action="save", facts=insert_observations(session, [row])
                )

    with ThreadPoolExecutor(50) as pool:
        list(pool.map(write, range(50)))
    with read_session(sqlite_database) as session:
        assert len(session.exec(select(Observation.id)).all()) == 200
        state = verify(session)
    assert (state.first_problem, state.entries) == (None, 203)

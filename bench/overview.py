"""The overview of 150 parks × 12 indicators against one query for the data versions and the same table.

Measured as the pages see it: panels are in memory, nothing moved since. What it costs where one report moved,
and where nothing is in memory yet, is printed without a bound.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import numpy as np
from sqlalchemy import update
from sqlmodel import col, select

from bench.engine import milliseconds
from bench.installation import TODAY, Folder, new_folder
from bench.measure import compare
from tracker.catalog.periods import month_text
from tracker.services.application import Application, PanelCache
from tracker.services.judging.overview import Overview, overview, quarters
from tracker.services.permissions import OPERATOR
from tracker.store.bulk import insert_rows
from tracker.store.database import read_session, unit_of_work
from tracker.store.tables import Declaration, Observation, Report, Site, SiteAttribute
from tracker.ui.components.park_verdicts import ParkTable

BOUND, BOUND_OF_YEARS = 3.0, 1.25
PARKS, INDICATORS = 150, 12
YEARS, MORE_YEARS = 5, 10
LAST = TODAY.year * 12 - 1
AWAY = ("energy", "green_electricity", "water", "wastewater", "solid_waste", "hazardous_waste")
ITEMS = (
    "electricity",
    "anthracite",
    "tap_water",
    "wastewater_generated",
    "wastewater_treated",
    "solid_waste_generated",
    "solid_waste_utilized",
    "solid_waste_disposed",
    "value_added",
    "value_added_real",
    "revenue",
    "leading_revenue",
    "land_area",
)
NOW = datetime(2026, 1, 10, tzinfo=UTC)


def main() -> int:
    """Print the ratios; the exit code says whether their bounds were held."""
    with new_folder() as folder:
        five, ten = _province(folder, YEARS), _province(folder, MORE_YEARS)
        cold = milliseconds(lambda: _shown(replace(five, panels=PanelCache())), rounds=3)
        moved = milliseconds(lambda: _after_a_move(five), rounds=5)
        ready = _found(five)
        assert len(ready.indicators) == INDICATORS, ready.indicators
        assert len(ready.parks) == PARKS
        name = f"{PARKS} parks × {INDICATORS} indicators × {YEARS} years"
        ratios = [
            compare(
                f"overview of {name} / one query and the same table",
                lambda: _shown(five),
                lambda: _floor(five, ready),
                bound=BOUND,
                rounds=31,
            ),
            compare(
                f"overview with {MORE_YEARS} years kept / {YEARS}",
                lambda: _shown(ten),
                lambda: _shown(five),
                bound=BOUND_OF_YEARS,
                rounds=31,
            ),
        ]
        strip = milliseconds(
            lambda: quarters(replace(five, panels=PanelCache()), OPERATOR, "2025-12"), rounds=3
        )
        for app in (five, ten):
            app.engine.dispose()
    held = [ratio.report() for ratio in ratios]
    print(f"the same after one report moved: {moved:.0f} ms; with nothing in memory: {cold:.0f} ms")
    print(f"twelve quarters with nothing in memory: {strip:.0f} ms")
    return 0 if all(held) else 1


def _found(app: Application) -> Overview:
    """Return the year's overview: the window in which twelve indicators and more are shown."""
    found = overview(app, OPERATOR, month_text(LAST), window="year", every=True)
    return replace(found, indicators=found.indicators[:INDICATORS])


def _shown(app: Application) -> str:
    return _written(app, _found(app))


def _quarters(app: Application) -> object:
    return quarters(app, OPERATOR, month_text(LAST))


def _floor(app: Application, ready: Overview) -> str:
    with read_session(app.engine) as session:
        assert len(session.exec(select(Site.id, Site.data_version)).all()) == PARKS
    return _written(app, ready)


def _written(app: Application, found: Overview) -> str:
    return ParkTable(app.catalog, "zh", month_text(LAST)).heat(found, found.parks, grouped=True)


def _after_a_move(app: Application) -> str:
    """Count up a report and its park as taking it back and sending it again would."""
    with unit_of_work(app.engine) as session:
        site = session.exec(select(Site.id)).first()
        ours = (col(Report.site_id) == site, col(Report.month) == LAST, col(Report.kind) == "month")
        session.execute(update(Report).where(*ours).values(version=Report.version + 1))
        session.execute(update(Site).where(col(Site.id) == site).values(data_version=Site.data_version + 1))
    return _shown(app)


@dataclass(frozen=True)
class _Park:
    id: int
    code: str


def _province(folder: Folder, years: int) -> Application:
    """Make an installation whose parks have reported everything of so many years."""
    app = folder.open_copy()
    draw = np.random.default_rng(11)
    parks = [_Park(place + 1, f"P{place:03d}") for place in range(PARKS)]
    places = list(app.catalog.prefectures)
    months = range(LAST - years * 12 + 1, LAST + 1)
    with unit_of_work(app.engine) as session:
        session.add_all(
            Site(
                id=park.id,
                code=park.code,
                kind="park",
                region="CN-YN",
                prefecture=places[park.id % len(places)],
                created_at=NOW,
                data_version=1,
            )
            for park in parks
        )
        session.flush()
        for park in parks:
            session.add(SiteAttribute(site_id=park.id, name="name", value=f"第{park.id}园区", made_at=NOW))
            session.add(SiteAttribute(site_id=park.id, name="level", value="provincial", made_at=NOW))
            session.add_all(
                Declaration(site_id=park.id, subject=group, applicable=False, made_by="bench", made_at=NOW)
                for group in AWAY
            )
        report, figure = Report.__table__, Observation.__table__  # type: ignore[attr-defined]
        columns = tuple(name for name in Report.model_fields if name != "id")
        insert_rows(session, report, columns, (_as_row(Report, row) for row in _reports(parks, months)))
        columns = tuple(name for name in Observation.model_fields if name != "id")
        figures = _figures(parks, months, draw)
        insert_rows(session, figure, columns, (_as_row(Observation, row) for row in figures))
    return app


def _as_row(table: Any, known: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(known.get(name, field.default) for name, field in table.model_fields.items() if name != "id")


def _reports(parks: list[_Park], months: range) -> Iterator[dict[str, Any]]:
    for park in parks:
        for month in months:
            yield {
                "site_id": park.id,
                "kind": "month",
                "month": month,
                "state": "accepted",
                "ever_submitted": True,
                "submitted_by": "bench",
                "submitted_at": NOW,
                "decided_by": "bench",
                "decided_at": NOW,
            }


def _figures(parks: list[_Park], months: range, draw: np.random.Generator) -> Iterator[dict[str, Any]]:
    for park in parks:
        for item in ITEMS:
            values = draw.uniform(90, 110, len(months)).tolist()
            for month, value in zip(months, values, strict=True):
                typed = {"value": value, "text": f"{value:.3f}", "unit": "", "source": "meter"}
                yield {
                    "site_id": park.id,
                    "item": item,
                    "kind": "month",
                    "first": month,
                    "last": month,
                    "base": 2020 if item == "value_added_real" else 0,
                    **typed,
                    "reported": True,
                    **{f"reported_{name}": entry for name, entry in typed.items()},
                    "changed_by": "bench",
                    "changed_at": NOW,
                }


if __name__ == "__main__":
    sys.exit(main())

"""The whole demo province: figures loaded from the database, then everything computed of them."""

import sys
from dataclasses import replace

from bench.engine import compute, milliseconds
from bench.installation import new_folder, province
from tracker.compute import Panel, rows
from tracker.services.application import Application, PanelCache
from tracker.services.demo.loading import load_province
from tracker.services.directory import load_directory
from tracker.services.judging.panels import cached_results
from tracker.store.database import read_session


def main() -> int:
    """Print what loading and computing cost; there is no bound."""
    with new_folder() as folder:
        app = folder.open()
        load_province(app, province())
        loading = milliseconds(lambda: _panel(replace(app, panels=PanelCache())))
        again = milliseconds(lambda: _panel(app))
        panel = _panel(app)
        computing = milliseconds(lambda: compute(replace(panel, made={})))
        telling = milliseconds(lambda: _overview(app), rounds=3)
        app.engine.dispose()
    size = f"{len(panel.observations.site)} figures of {len(panel.sites)} sites in {panel.months} months"
    print(f"{size} loaded: {loading:.0f} ms, again where nothing changed: {again:.1f} ms")
    print(f"all indicators, windows, changes and findings: {computing:.1f} ms")
    print(f"the rows of the year so far of every site: {telling:.0f} ms")
    return 0


def _panel(app: Application) -> Panel:
    """Return what an overview of all sites asks for."""
    with read_session(app.engine) as session:
        sites = list(load_directory(session).by_id.values())
        return cached_results(session, app, sites, "reported").panel


def _overview(app: Application) -> None:
    with read_session(app.engine) as session:
        sites = list(load_directory(session).by_id.values())
        results = cached_results(session, replace(app, panels=PanelCache()), sites, "reported")
    assert rows(results, windows=["ytd"], period=max(report.period for report in province().reports))


if __name__ == "__main__":
    sys.exit(main())

"""The whole demo province: figures loaded from the database, then everything computed of them."""

import sys

from bench.engine import compute, milliseconds
from bench.installation import new_folder, province
from tracker.compute import Panel
from tracker.services.application import Application
from tracker.services.demo.loading import load_province
from tracker.services.directory import load_directory
from tracker.services.judging.panels import session_panel
from tracker.store.database import read_session


def main() -> int:
    """Print what loading and computing cost; there is no bound."""
    with new_folder() as folder:
        app = folder.open()
        load_province(app, province())
        loading = milliseconds(lambda: _panel(_reopened(app)), rounds=3)
        panel = _panel(app)
        print(f"{len(panel.sites)} sites × {panel.months} months loaded: {loading:.0f} ms")
        print(f"all indicators, windows, changes and findings: {milliseconds(lambda: compute(panel)):.1f} ms")
        app.engine.dispose()
    return 0


def _panel(app: Application) -> Panel:
    with read_session(app.engine) as session:
        return session_panel(session, app, list(load_directory(session).by_id.values()), "working")


def _reopened(app: Application) -> Application:
    """Return the application with nothing kept in memory."""
    return Application(app.engine, app.catalog, app.today, app.key_directory)


if __name__ == "__main__":
    sys.exit(main())

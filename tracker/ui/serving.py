"""Start the server that `tracker serve` is for: `streamlit run app.py` with the settings of the call."""

import os
from datetime import date
from pathlib import Path
from typing import Protocol

import tracker


class Settings(Protocol):
    """What the command line was asked for."""

    @property
    def database(self) -> str:
        """Return the address of the database."""
        ...

    @property
    def lang(self) -> str:
        """Return the language of visitors who chose none."""
        ...

    @property
    def today(self) -> date | None:
        """Return the day the calendar is moved to."""
        ...


def app_file() -> Path:
    """Return `app.py`: the wheel's copy, else the checkout's."""
    package = Path(tracker.__file__).parent
    carried = package / "_data" / "app.py"
    return carried if carried.is_file() else package.parent / "app.py"


def run(*, host: str, port: int, settings: Settings) -> int:
    """Serve until stopped; returns the exit code. The pages read the settings from the environment."""
    os.environ["TRACKER_DATABASE_URL"] = settings.database
    os.environ["TRACKER_LANG"] = settings.lang
    if settings.today is not None:
        os.environ["TRACKER_TODAY"] = settings.today.isoformat()
    from streamlit.web import cli

    arguments = ["run", str(app_file()), "--server.address", host, "--server.port", str(port)]
    result = cli.main(arguments, standalone_mode=False)
    return result if isinstance(result, int) else 0

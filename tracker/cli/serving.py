"""Start the server that `tracker serve` is for: `streamlit run app.py` with the settings of the call."""

import os
import runpy
import sys
from pathlib import Path

import tracker
from tracker.cli.settings import Settings
from tracker.messages import Refusal


def app_file() -> Path:
    """Return `app.py`: the wheel's copy, else the checkout's."""
    package = Path(tracker.__file__).parent
    carried = package / "_data" / "app.py"
    return carried if carried.is_file() else package.parent / "app.py"


def run(*, host: str, port: int, settings: Settings) -> int:
    """Serve until stopped; returns the exit code. The pages read the settings from the environment."""
    arguments = ["streamlit", "run", str(app_file()), "--server.address", host, "--server.port", str(port)]
    environment, call = dict(os.environ), sys.argv
    os.environ.update(_variables(settings))
    sys.argv = arguments
    # run as its own program, in this process: the command line itself stays without Streamlit
    try:
        runpy.run_module("streamlit", run_name="__main__", alter_sys=True)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
    except OSError as error:
        problem = error.strerror or str(error)
        raise Refusal("cli_address_unusable", host=host, port=port, problem=problem) from None
    finally:
        os.environ.clear()
        os.environ.update(environment)
        sys.argv = call
    return 0


def _variables(settings: Settings) -> dict[str, str]:
    """Return the settings of the call as the environment a page reads."""
    variables = {"TRACKER_DATABASE_URL": settings.database, "TRACKER_LANG": settings.lang}
    if settings.today is not None:
        variables["TRACKER_TODAY"] = settings.today.isoformat()
    return variables

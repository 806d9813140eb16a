"""Where `schemas/` is: beside `tracker/` in a checkout, inside the package in a wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def schemas_directory() -> Path:
    """Return the folder of the project's own rule files."""
    packaged = _PACKAGE / "_data" / "schemas"
    return packaged if packaged.is_dir() else _PACKAGE.parent / "schemas"

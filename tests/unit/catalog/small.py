"""A catalog small enough to read: two fuels, power, value added, one total, one ratio, one standard."""

from pathlib import Path

from tracker.catalog.catalog import Catalog
from tracker.catalog.loader import load_catalog

SMALL = Path(__file__).parent / "small_rules"


def write_changed(folder: Path, file: str, old: str, new: str) -> Path:
    """Copy the small catalog, with the first occurrence of a text replaced in one file."""
    for path in SMALL.iterdir():
        text = path.read_text("utf-8")
        if path.name == file:
            assert old in text
            text = text.replace(old, new, 1)
        (folder / path.name).write_text(text, encoding="utf-8")
    return folder


def load_changed(folder: Path, file: str, old: str, new: str) -> Catalog:
    """Return the small catalog with one text replaced in one file."""
    return load_catalog(write_changed(folder, file, old, new))


def line_of(file: str, text: str) -> int:
    """Return the line at which a text first stands in a file of the small catalog."""
    whole = (SMALL / file).read_text("utf-8")
    return whole[: whole.index(text)].count("\n") + 1

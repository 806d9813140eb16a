"""Reads `schemas/` and an installation's additions, and returns a proved catalog or one clear error."""

from collections.abc import Sequence
from pathlib import Path

from tracker.catalog.additions import Addition
from tracker.catalog.catalog import Catalog


def load_catalog(directory: Path | None = None, additions: Sequence[Addition] = ()) -> Catalog:
    """Return the catalog of `directory` (the project's own `schemas/` when None) with `additions` merged."""
    raise NotImplementedError

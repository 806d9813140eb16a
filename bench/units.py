"""What proving units costs at run time: the proved catalog against the same rules with proving removed.

Proving happens once, when the catalog loads; what computes afterwards works on canonical magnitudes. The
other side reads the same rules from JSON, with no unit and no proof anywhere. Both compute from the very same
figures, everything anew in each round.
"""

import json
import sys
from dataclasses import replace
from typing import Any

from bench.engine import GAPS, TODAY, compute, facts
from bench.measure import compare
from tracker.catalog.loader import load_catalog
from tracker.compute import Panel, build_panel, evaluate, rows
from tracker.compute.rulebook import Rulebook

BOUND = 1.02
SITES = 150
ROUNDS = 201


def main() -> int:
    """Print the ratio; the exit code says whether the bound was held."""
    catalog = load_catalog()
    proved = build_panel(catalog, *facts(catalog, SITES, GAPS), set())
    plain = replace(proved, rules=_unproved(catalog.document(), catalog.digest))
    assert _answer(proved) == _answer(plain)
    ratio = compare(
        "evaluation with units proved / with proving removed",
        lambda: compute(_anew(proved)),
        lambda: compute(_anew(plain)),
        bound=BOUND,
        rounds=ROUNDS,
    )
    return 0 if ratio.report() else 1


def _unproved(document: dict[str, Any], digest: str) -> Rulebook:
    """Return the rules as plain JSON leaves them: what is left of a catalog without its units."""
    return Rulebook.from_document(json.loads(json.dumps(document)), digest)


def _anew(panel: Panel) -> Panel:
    """Return the panel with nothing kept of what was computed before."""
    return replace(panel, made={})


def _answer(panel: Panel) -> list[Any]:
    return list(rows(evaluate(_anew(panel), TODAY), windows=["year"], period="2024"))


if __name__ == "__main__":
    sys.exit(main())

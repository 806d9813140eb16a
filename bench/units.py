"""What proving units costs at run time: the proved catalog against the same rules with proving removed.

Proving happens once, when the catalog loads; what computes afterwards works on canonical magnitudes. The
other side reads the same rules from JSON, with no unit and no proof anywhere.
"""

import json
import sys
from dataclasses import dataclass
from typing import Any, cast

from bench.engine import GAPS, TODAY, compute, facts
from bench.measure import compare
from tracker.catalog.catalog import Catalog
from tracker.catalog.loader import load_catalog
from tracker.compute import Panel, build_panel, evaluate, rows

BOUND = 1.02
SITES = 150
ROUNDS = 61


@dataclass(frozen=True)
class Unproved:
    """The rules as plain JSON: what is left of a catalog when its units are taken away."""

    digest: str
    rules: dict[str, Any]

    def document(self) -> dict[str, Any]:
        """Return the rules, as a catalog does."""
        return self.rules


def main() -> int:
    """Print the ratio; the exit code says whether the bound was held."""
    proved = load_catalog()
    plain = Unproved(proved.digest, json.loads(json.dumps(proved.document())))
    sides = [_panel(proved, proved), _panel(proved, cast("Catalog", plain))]
    assert _answer(sides[0]) == _answer(sides[1])
    ratio = compare(
        "evaluation with units proved / with proving removed",
        lambda: compute(sides[0]),
        lambda: compute(sides[1]),
        bound=BOUND,
        rounds=ROUNDS,
    )
    return 0 if ratio.report() else 1


def _panel(real: Catalog, rules: Catalog) -> Panel:
    sites, observations = facts(real, SITES, GAPS)
    return build_panel(rules, sites, observations, set())


def _answer(panel: Panel) -> list[Any]:
    return list(rows(evaluate(panel, TODAY), windows=["year"], period="2024"))


if __name__ == "__main__":
    sys.exit(main())

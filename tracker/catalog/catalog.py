"""The catalog: every rule, proved, with its formulas compiled."""

from dataclasses import dataclass
from typing import Any

from tracker.catalog.compiled import CompiledCheck, CompiledIndicator, FactorInForce
from tracker.catalog.document import document
from tracker.catalog.rules import Rules
from tracker.catalog.units import Units


@dataclass(frozen=True)
class Catalog(Rules):
    """All rules of an installation; immutable, shared by every thread.

    `compiled`: indicators ready to compute; `compiled_checks`: the checks that compare two sums.
    `factor_values`: each factor's values in canonical units; `factor_scales`: what a value in the factor's
    own unit is multiplied by to be canonical. `digest`: 16 hex digits that change when anything changes
    that can change a number or verdict.
    """

    units: Units
    compiled: dict[str, CompiledIndicator]
    compiled_checks: dict[str, CompiledCheck]
    factor_values: dict[str, tuple[FactorInForce, ...]]
    factor_scales: dict[str, float]
    digest: str

    def document(self) -> dict[str, Any]:
        """Return the plain JSON facts the reference implementation and packages compute from."""
        return document(self, self.compiled, self.factor_values)

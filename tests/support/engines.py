"""The two computations of the rules, called in the same way."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from tracker import compute, reference

Json = dict[str, Any]


def by_reference(facts: Json, **asked: Any) -> list[Json]:
    """Rows of the plain rules."""
    return reference.rows(facts, **asked)


def by_arrays(facts: Json, **asked: Any) -> list[Json]:
    """Rows of the arrays; all they take of a catalog is its document and digest."""
    catalog = SimpleNamespace(document=lambda: facts["catalog"], digest=facts["digest"])
    panel = compute.from_facts(catalog, facts)
    return compute.rows(compute.evaluate(panel, date.fromisoformat(facts["today"])), **asked)

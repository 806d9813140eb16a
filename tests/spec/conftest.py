"""Every worked case is held against both computations of the rules: the plain one and the arrays."""

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from tracker import compute, reference


def by_arrays(facts: dict[str, Any], **asked: Any) -> list[Any]:
    catalog = SimpleNamespace(document=lambda: facts["catalog"], digest=facts["digest"])
    panel = compute.from_facts(catalog, facts)
    return compute.rows(compute.evaluate(panel, date.fromisoformat(facts["today"])), **asked)


@pytest.fixture(params=[reference.rows, by_arrays], ids=["reference", "compute"])
def engine(request) -> Callable[..., list[Any]]:
    return request.param

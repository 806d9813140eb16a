"""Every worked case is held against both computations of the rules: the plain one and the arrays."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.support.engines import by_arrays, by_reference


@pytest.fixture(params=[by_reference, by_arrays], ids=["reference", "compute"])
def engine(request) -> Callable[..., list[dict[str, Any]]]:
    return request.param

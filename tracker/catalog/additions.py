"""An installation's own rules: audited rows of the same shape as the files, merged when the catalog loads."""

from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True)
class Addition:
    """One addition: `content` is an entry as the YAML file would hold it, `source` names where it came from.

    `factor_value`: {"factor": code, …one value}. `confirmation`: {"entry": kind, "code": code, …}.
    `deadline`: a deadline that replaces the one of its code. `pack`: kind → list of entries.
    """

    kind: Literal["factor_value", "confirmation", "deadline", "pack"]
    content: dict[str, Any]
    source: str

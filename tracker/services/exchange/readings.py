"""What was read of all files of an import, whatever kind they are."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from tracker.services.exchange.problems import Problems
from tracker.services.exchange.row_checks import CheckedRow

MAX_ROWS = 500_000


class Learned(NamedTuple):
    """What a person said of a table, to be remembered at the sites (by id) it has figures of."""

    sites: frozenset[int]
    fingerprint: str
    mapping: dict[str, Any]


@dataclass
class Reading:
    """What was read of all files: `rows` counts rows with content, `refused` those that can't be figures.

    Of a spreadsheet each cell is a row. `compared` are last year's figures, only held against what is stored.
    `sources` are the names and SHA-256 of the files that could be read.
    """

    files: int = 0
    rows: int = 0
    refused: int = 0
    checked: list[CheckedRow] = field(default_factory=list)
    compared: list[CheckedRow] = field(default_factory=list)
    learned: list[Learned] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)
    sources: list[dict[str, str]] = field(default_factory=list)

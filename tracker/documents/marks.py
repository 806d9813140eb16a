"""What is marked in a workbook that is handed back, and what its list of problems is called."""

from dataclasses import dataclass

from tracker.messages import sentence

PROBLEM_SHEETS = frozenset(sentence("marked_sheet", lang) for lang in ("zh", "en"))
"""What the list of problems is called; a sheet of this name is never read as data."""


@dataclass(frozen=True)
class Mark:
    """A problem and its place; `row` and `column` count from 1, null ones mean the whole row or sheet.

    `beyond` says what it concerns outside the file.
    """

    severity: str
    text: str
    sheet: str | None = None
    row: int | None = None
    column: int | None = None
    beyond: str = ""

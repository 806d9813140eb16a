"""What was found wrong in a file, with its place; the codes are the contract's, the words a face's."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from tracker.messages import Lang, sentence

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Problem:
    """One problem of an import.

    `code` is the contract's; `message` the code of the sentence, which may be more particular. `row` counts
    from 1; a null row or column means the whole file or row.
    """

    file: str
    code: str
    message: str
    params: Mapping[str, object] = field(default_factory=dict)
    row: int | None = None
    column: str | None = None
    sheet: str | None = None
    severity: Severity = "error"

    @property
    def place(self) -> str:
        """Return file, row and column as far as they are known."""
        return ", ".join(str(part) for part in (self.file, self.row, self.column) if part is not None)

    def as_json(self, lang: Lang) -> dict[str, Any]:
        """Return the problem as the contract prints it, its message in `lang`."""
        return {
            "file": self.file,
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "code": self.code,
            "severity": self.severity,
            "message": sentence(self.message, lang, **self.params),
        }

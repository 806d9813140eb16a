"""What a person says of a sheet where it is not clear by itself; what is remembered of it; as JSON too."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tracker.messages import Refusal
from tracker.services.exchange.spreadsheets.words import Measure, Role


class _Answer(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ColumnAnswer(_Answer):
    """What one column is: an item in a unit, or something else (`role`; `ignored` takes nothing from it).

    `period` is the contract's (`2024-03`, `2024-01..03`, `2024`); `measure` says what its figures cover.
    """

    item: str | None = None
    unit: str | None = None
    role: Role | None = None
    measure: Measure | None = None
    period: str | None = None


class RowAnswer(_Answer):
    """What the rows of one label are: an item, in a unit if none is written; or nothing of ours."""

    item: str | None = None
    unit: str | None = None
    ignored: bool = False


class SheetAnswer(_Answer):
    """What one sheet is: columns by their letters, rows by their labels.

    `unit` stands where none is written; `site` and `period` where the sheet does not say them or says two.
    """

    skip: bool = False
    site: str | None = None
    period: str | None = None
    unit: str | None = None
    columns: dict[str, ColumnAnswer] = Field(default_factory=dict)
    rows: dict[str, RowAnswer] = Field(default_factory=dict)

    def lasting(self) -> dict[str, Any]:
        """Return what holds for the next file of the same kind too: not its site and not its month."""
        kept = self.model_dump(exclude_none=True, include={"unit", "columns", "rows"})
        for column in kept["columns"].values():
            column.pop("period", None)
        return kept if kept["columns"] or kept["rows"] or kept.get("unit") else {}

    def over(self, earlier: "SheetAnswer | None") -> "SheetAnswer":
        """Return this with what it leaves open taken from an earlier answer."""
        if earlier is None:
            return self
        return self.model_copy(
            update={
                "unit": self.unit or earlier.unit,
                "columns": {**earlier.columns, **self.columns},
                "rows": {**earlier.rows, **self.rows},
            }
        )


class Answers(_Answer):
    """The answers for a file, by the names of its sheets; a CSV file's only sheet has an empty name."""

    sheets: dict[str, SheetAnswer] = Field(default_factory=dict)


def read_answers(text: str) -> Answers:
    """Return answers written as JSON; Refusal names the first thing that does not have their shape."""
    try:
        return Answers.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "JSON"
        raise Refusal("answers_shape", place=place, detail=str(first["input"])[:60]) from None


def remembered_answer(mapping: dict[str, Any]) -> SheetAnswer | None:
    """Return what was remembered; None where an older program wrote something this one cannot read."""
    try:
        return SheetAnswer.model_validate(mapping)
    except ValidationError:
        return None

"""Refusals of the catalog layer: errors in rule files, and input of people that can't be read."""

from typing import ClassVar

from tracker.messages import Refusal


class CatalogError(Refusal):
    """A rule file is wrong; names the file and, where there is one, the line."""

    def __init__(self, code: str, *, file: str, line: int | None = None, **params: object) -> None:
        super().__init__(code, place=file if line is None else f"{file}:{line}", **params)
        self.file = file
        self.line = line


class InputRefusal(Refusal):
    """A typed number or unit can't be read; `problem` is the code under which an import reports it."""

    problem: ClassVar[str]


class NotANumber(InputRefusal):
    """The text is not a number this program takes."""

    problem = "not_a_number"


class UnknownUnit(InputRefusal):
    """The text is no spelling of a unit, or one with more than one meaning."""

    problem = "unknown_unit"


class WrongDimension(InputRefusal):
    """The unit measures something else than what was asked for."""

    problem = "wrong_dimension"

"""What was found wrong in a file, with its place; the codes are the contract's, the words a face's."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from tracker.catalog.catalog import Catalog
from tracker.messages import Lang, sentence

Severity = Literal["error", "warning"]

_ITEMS = ("item", "likely", "close")
"""Parameters of messages that are codes of items."""

MOST_LISTED = 10_000
"""One wrong column makes half a million problems: nobody reads them, and no memory should hold them."""


class Concern(NamedTuple):
    """What a problem without a cell is about: a stored figure, or without an item all of a site's form."""

    site: str
    item: str | None
    period: str


@dataclass(frozen=True)
class Problem:
    """One problem of an import.

    `code` is the contract's; `message` the code of the sentence, which may be more particular. `row` counts
    from 1; a null row or column means the whole file or row, or what it `concerns` outside the file.
    """

    file: str
    code: str
    message: str
    params: Mapping[str, object] = field(default_factory=dict)
    row: int | None = None
    column: str | None = None
    sheet: str | None = None
    severity: Severity = "error"
    concerns: Concern | None = None

    @property
    def place(self) -> str:
        """Return file, row and column as far as they are known."""
        return ", ".join(str(part) for part in (self.file, self.row, self.column) if part is not None)

    def told(self, catalog: Catalog, lang: Lang, *, codes: bool = False) -> str:
        """Return the problem as a sentence that calls items by name; with `codes` codes stand beside."""
        return sentence(self.message, lang, **with_names(catalog, self.params, lang, codes=codes))

    def beyond(self, catalog: Catalog, lang: Lang) -> str:
        """Return which stored figure or form it concerns, where it has no place in the file."""
        if self.row is not None or self.concerns is None:
            return ""
        site, item, period = self.concerns
        if item is None:
            return sentence("import_concerns_form", lang, site=site, period=period)
        return sentence(
            "import_concerns_figure", lang, site=site, period=period, item=named_items(catalog, item, lang)
        )

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


@dataclass(frozen=True)
class ProblemsOf:
    """Makes the problems of one sheet (None: of a file without any)."""

    file: str
    sheet: str | None

    def __call__(
        self,
        code: str,
        message: str,
        params: Mapping[str, object],
        row: int | None,
        column: str | None,
        severity: Severity = "error",
    ) -> Problem:
        """Return a problem at a row (from 1; 0 or None: of the sheet) and a column's letters."""
        return Problem(self.file, code, message, params, row or None, column, self.sheet, severity)


def with_names(
    catalog: Catalog, params: Mapping[str, object], lang: Lang, *, codes: bool = False
) -> dict[str, object]:
    """Return parameters of a message with the names of items where codes stand."""
    named = {name: named_items(catalog, params[name], lang, codes=codes) for name in _ITEMS if name in params}
    return {**params, **named}


def named_items(catalog: Catalog, given: object, lang: Lang, *, codes: bool = False) -> str:
    """Return items by name where their codes stand, one or several with commas between."""
    shown = []
    for part in str(given).split(", "):
        item = catalog.items.get(part)
        name = part if item is None else str(getattr(item.names, lang))
        both = codes and item is not None
        shown.append(sentence("item_with_code", lang, item=name, code_given=part) if both else name)
    return sentence("template_comma", lang).join(shown)


class Problems:
    """Problems in the order in which they were found; what comes after the first ten thousand is counted."""

    def __init__(self) -> None:
        self._listed: list[Problem] = []
        self._left_out = 0
        self.any_error = False

    def add(self, *problems: Problem, always: bool = False) -> None:
        """Take in problems; `always` lists them however many there are."""
        for problem in problems:
            self.any_error |= problem.severity == "error"
            if always or len(self._listed) < MOST_LISTED:
                self._listed.append(problem)
            else:
                self._left_out += 1

    def told(self) -> tuple[Problem, ...]:
        """Return those listed, and as the last how many are not."""
        if not self._left_out:
            return tuple(self._listed)
        last = self._listed[-1]
        severity: Severity = "error" if self.any_error else "warning"
        rest = Problem(
            last.file, "too_large", "problems_left_out", {"count": self._left_out}, severity=severity
        )
        return (*self._listed, rest)

"""Reads a template that was filled in: what was put into its cells, wherever its rows stand by now.

A cell that holds what it was handed out with is no edit, so that an old template changes nothing by itself.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import isclose
from typing import Any, NamedTuple

from tracker.documents.template import ROWS, SIGN, VERSION
from tracker.services.exchange.csv_files import FileRefused
from tracker.services.exchange.problems import Problem

_SAME = 1e-12
_SHOWN = 60


class Known(NamedTuple):
    """A row as it was handed out: item, unit, and what stood in its cells."""

    item: str
    unit: str
    cells: tuple[Any, ...]


@dataclass(frozen=True)
class Origin:
    """What a template's hidden sheet says: what it was made for, its heads, and its rows by their labels."""

    site: str
    year: int
    sheet: str
    item: str
    unit: str
    periods: tuple[str, ...]
    heads: tuple[str, ...]
    words: Mapping[str, str]
    rows: Mapping[str, Known]


class Filled(NamedTuple):
    """A cell that was filled in, with the fields of a row of the long CSV; row and column count from 0."""

    row: int
    column: int
    period: str
    item: str
    value: str
    unit: str
    reason: str


class Trouble(NamedTuple):
    """What is wrong with a cell or row: the contract's code, the sentence's code and its parameters."""

    row: int
    column: int | None
    code: str
    message: str
    params: Mapping[str, object]
    severity: str = "error"


def origin_of(file: str, lines: Iterable[Sequence[Any]]) -> Origin:
    """Return what the hidden sheet says; FileRefused where it is of a later version or was changed."""
    named: dict[str, list[Any]] = {}
    rows: dict[str, Known] = {}
    for line in lines:
        name, *values = line
        if ROWS in named:
            rows[str(name)] = Known(str(values[0]), str(values[2]), tuple(values[3:]))
        else:
            named[str(name)] = values
    try:
        if named["sign"][0] != SIGN or int(named["version"][0]) > VERSION:
            raise FileRefused(Problem(file, "not_a_table", "template_version"))
        periods = _texts(named["periods"])
        words = dict(zip(_texts(named["words"]), _texts(named["reasons"]), strict=True))
        return Origin(
            str(named["site"][0]),
            int(named["year"][0]),
            str(named["sheet"][0]),
            str(named["item"][0]),
            str(named["unit"][0]),
            periods,
            _texts(named["heads"])[: len(periods)],
            words,
            rows,
        )
    except (KeyError, IndexError, ValueError):
        raise FileRefused(Problem(file, "not_a_table", "template_damaged")) from None


def _texts(values: Iterable[Any]) -> tuple[str, ...]:
    return tuple(str(value) for value in values if value != "")


def read_filled(origin: Origin, file: str, lines: Iterable[Sequence[Any]]) -> Iterator[Filled | Trouble]:
    """Yield what was filled in, and what cannot be placed; FileRefused where the heads are gone."""
    numbered = enumerate(lines)
    item, unit, columns = _heads(origin, file, numbered)
    for place, line in numbered:
        values = {index: _at(line, column) for index, column in columns.items()}
        label = _text(_at(line, item))
        known = origin.rows.get(label)
        if known is None:
            if any(value != "" for value in values.values()):
                message = "template_unknown_row" if label else "template_no_item"
                yield Trouble(place, item, "unknown_item", message, {"label": label[:_SHOWN]})
            continue
        yield from _cells(origin, place, known, _text(_at(line, unit)), unit, values, columns)


def _heads(
    origin: Origin, file: str, lines: Iterable[tuple[int, Sequence[Any]]]
) -> tuple[int, int, dict[int, int]]:
    """Return the columns of item and unit, and of each period by its place among them."""
    for _, line in lines:
        texts = [_text(value) for value in line]
        if origin.item in texts and origin.unit in texts:
            columns = {place: texts.index(head) for place, head in enumerate(origin.heads) if head in texts}
            return texts.index(origin.item), texts.index(origin.unit), columns
    raise FileRefused(Problem(file, "not_a_table", "template_damaged", sheet=origin.sheet))


def _cells(
    origin: Origin,
    place: int,
    known: Known,
    unit: str,
    unit_column: int,
    values: Mapping[int, Any],
    columns: Mapping[int, int],
) -> Iterator[Filled | Trouble]:
    kept = 0
    for index, value in values.items():
        before = _at(known.cells, index)
        if _same(value, before):
            kept += before != ""
            continue
        text = _text(value)
        reason = origin.words.get(text, "")
        yield Filled(
            place,
            columns[index],
            origin.periods[index],
            known.item,
            "" if reason else text,
            unit or known.unit,
            reason,
        )
    if kept and unit not in ("", known.unit):
        params = {"unit": unit[:_SHOWN], "before": known.unit, "count": kept}
        yield Trouble(place, unit_column, "unit_kept", "unit_kept", params, "warning")


def _at(line: Sequence[Any], column: int) -> Any:  # noqa: ANN401 - a cell of any kind
    return line[column] if column < len(line) else ""


def _same(value: Any, before: Any) -> bool:  # noqa: ANN401
    if isinstance(value, float) and isinstance(before, float):
        return isclose(value, before, rel_tol=_SAME)
    return _text(value) == _text(before)


def _text(value: Any) -> str:  # noqa: ANN401
    """Return a cell as a person would type it: numbers as Excel shows them, at most 15 digits."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:.15g}"
    if isinstance(value, date):
        return value.isoformat()
    return str(value).strip()

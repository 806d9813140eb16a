"""The time a sheet as a whole is of: what its titles, its name and its file's name say together."""

from collections.abc import Mapping, Sequence
from functools import reduce
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from tracker.services.exchange.spreadsheets.answers import SheetAnswer
from tracker.services.exchange.spreadsheets.spans import NO_SPAN, Span, stated_span
from tracker.services.exchange.spreadsheets.tables import Table
from tracker.services.exchange.spreadsheets.title_spans import says_so_far, span_in_name
from tracker.services.exchange.spreadsheets.workbooks import Sheet


class SheetSpan(NamedTuple):
    """The span of a sheet as a whole, the spans it names where they contradict each other, and whether the
    dates of its cells do (`apart`). `so_far`: its figures are those of the year so far, as a title, a note or
    its name says of it as a whole. `file_says` is what its file's name says instead, beside what it says.
    """

    span: Span
    contradiction: str = ""
    apart: bool = False
    file_says: Mapping[str, str] | None = None
    so_far: bool = False


def sheet_span(file: str, sheet: Sheet, table: Table, answer: SheetAnswer) -> SheetSpan:
    """Return the span a sheet as a whole is of, and the times it names where they contradict each other."""
    if answer.period:
        return SheetSpan(stated_span(answer.period))
    said: list[Span] = sorted(table.titles.spans, key=str)
    if (named := span_in_name(sheet.name)) is not None:
        said.append(named)
    if any(one.contradicts(other) for one, other in combinations(said, 2)):
        return SheetSpan(NO_SPAN, _listed(said))
    whole = reduce(lambda span, other: span.within(other), said, NO_SPAN)
    if table.dated and whole.year is not None and whole.year not in table.dated:
        # a year changed in the title, and the dates below it left as they were
        return SheetSpan(whole, _listed([whole, *map(Span, sorted(table.dated))]), apart=True)
    from_file = span_in_name(Path(file).stem)
    file_says = None
    if from_file is not None and whole.contradicts(from_file):
        file_says = {"named": _listed([from_file]), "said": _listed([whole])}
    elif from_file is not None:
        whole, said = whole.within(from_file), [*said, from_file]
    if any(one.month == whole.month and one.cumulative != whole.cumulative for one in said):
        whole = whole._replace(open=True)
    so_far = any(map(says_so_far, (*table.titles.own, sheet.name)))
    return SheetSpan(whole, file_says=file_says, so_far=so_far)


def _listed(spans: Sequence[Span]) -> str:
    return "、".join(dict.fromkeys(shown for span in spans if (shown := _shown(span))))


def _shown(span: Span) -> str:
    year, month = f"{span.year}年" if span.year else "", f"{span.month}月" if span.month else ""
    return year + month

"""A template whose cells were overwritten with anything is read or refused, never a traceback."""

from contextlib import suppress
from datetime import date, datetime
from functools import cache
from io import BytesIO
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.support.parks import catalog
from tests.unit.documents.test_template_workbook import template
from tracker.catalog.periods import parse_month
from tracker.documents.template import HIDDEN
from tracker.documents.template_workbook import template_workbook
from tracker.services.exchange.csv_files import FileRefused
from tracker.services.exchange.readings import Reading
from tracker.services.exchange.row_checks import RowChecker
from tracker.services.exchange.spreadsheets.filled_template import read_template
from tracker.services.exchange.spreadsheets.workbooks import Sheet, Workbook

ANYTHING = st.one_of(
    st.text(max_size=20),
    st.floats(),
    st.booleans(),
    st.dates(min_value=date(1900, 1, 1)),
    st.datetimes(min_value=datetime(1900, 1, 1)),  # noqa: DTZ001 - as Excel has them
    st.sampled_from(["rows", "sign", float("inf"), float("nan"), -1.0]),
    st.just(""),
)
DAMAGE = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 20), st.integers(0, 8), ANYTHING), max_size=6)


@cache
def sheets() -> tuple[list[list[Any]], list[list[Any]]]:
    book = load_workbook(BytesIO(template_workbook(template(), "zh")))
    entry, hidden = (
        [["" if cell is None else cell for cell in row] for row in book[name].values]
        for name in (book.sheetnames[0], HIDDEN)
    )
    return entry, hidden


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DAMAGE, st.integers(0, 30))
def test_whatever_stands_in_a_cell_is_read_or_refused(damage: list[Any], cut: int) -> None:
    both = [[list(row) for row in rows] for rows in sheets()]
    for which, row, column, value in damage:
        if row < len(both[which]) and column < len(both[which][row]):
            both[which][row][column] = value
    entry, hidden = both[0], both[1][: cut or None] if cut > 20 else both[1]
    pages = (Sheet("填报", lambda: iter(entry)), Sheet(HIDDEN, lambda: iter(hidden), hidden=True))
    workbook = Workbook("t.xlsx", iter(pages), names=("填报", HIDDEN))
    checker = RowChecker(catalog(), {"P1": 1}, only_site=None, through=parse_month("2024-05"))
    reading = Reading()
    with suppress(FileRefused):
        read_template(workbook, checker, reading, only_site=None, year=2024)
    assert reading.rows == len(reading.checked) + reading.refused

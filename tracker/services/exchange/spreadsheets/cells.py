"""Reads the figures of a table cell by cell: which site, month, item and unit each is of, or why none."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tracker.catalog.catalog import Catalog
from tracker.catalog.numbers import is_blank
from tracker.services.exchange.problems import Problem, ProblemsOf
from tracker.services.exchange.row_checks import LARGEST
from tracker.services.exchange.spreadsheets.answers import SheetAnswer
from tracker.services.exchange.spreadsheets.columns import Column, is_number
from tracker.services.exchange.spreadsheets.headings import plain
from tracker.services.exchange.spreadsheets.labels import LabelReader, RowKind, RowLabels, text_of
from tracker.services.exchange.spreadsheets.several import has_figure, heads_a_table, is_of_table
from tracker.services.exchange.spreadsheets.sheet_times import sheet_span
from tracker.services.exchange.spreadsheets.tables import Table
from tracker.services.exchange.spreadsheets.targets import Target, TargetFinder
from tracker.services.exchange.spreadsheets.telling import SHOWN, Telling
from tracker.services.exchange.spreadsheets.title_spans import says_so_far
from tracker.services.exchange.spreadsheets.values import filled, kind_of
from tracker.services.exchange.spreadsheets.vocabulary import Meaning, Vocabulary
from tracker.services.exchange.spreadsheets.words import (
    COMPANY,
    CUMULATIVE_WORDS,
    FOOTERS,
    Measure,
    other_word,
)
from tracker.services.exchange.spreadsheets.workbooks import Row, Sheet, Value

_ASKED_ONCE = ("row_unknown", "row_unlabelled", "rows_are_days")
"""What is asked about rows by their label; what is wrong with a row itself is told of each."""

_WIDEST = 2000


Fields = tuple[str, str, str, str, str, str, str, str]
"""Site, period, item, value, unit, source, reason and note, as a row of the long CSV has them."""


class FigureCell(NamedTuple):
    """A cell that is a figure: `fields` as the long CSV has them, `row` from 1, `column` its letters.

    `number` is the value of a cell that is one. `compared`: the figure is last year's, to be held against
    what is stored. `last` is its month number; `trouble` the code of what keeps the cell from having a value.
    """

    row: int
    column: str
    fields: Fields
    last: int
    compared: bool
    trouble: str | None
    number: float | None


class SheetReader:
    """Reads one table; `problems` grow while `cells` is gone through and are whole when it has ended.

    `refused` counts the figures that are asked about and not among the cells.
    """

    def __init__(
        self,
        file: str,
        sheet: Sheet,
        table: Table,
        vocabulary: Vocabulary,
        catalog: Catalog,
        places: Mapping[str, str],
        answer: SheetAnswer,
        only_site: str | None,
    ) -> None:
        self._sheet, self._table = sheet, table
        self._vocabulary = vocabulary.with_form(table.form) if table.form else vocabulary
        self._rows = {plain(label): said for label, said in answer.rows.items()}
        found = sheet_span(file, sheet, table, answer)
        self._span, self._so_far_said = found.span, found.so_far
        self._say = ProblemsOf(file, sheet.name or None)
        self._telling = Telling(table, self._vocabulary, self._say, frozenset(self._rows))
        if found.file_says:
            self._telling.tell(
                self._say("bad_period", "file_of_other_time", found.file_says, None, None, "warning")
            )
        self._settle_site(places, answer, only_site)
        self._columns = [column for column in table.columns if column.role == "value"]
        self._places = [(column.index - sheet.left, column.index, column.letters) for column in self._columns]
        self._labels = LabelReader(
            sheet,
            table.columns,
            self._vocabulary,
            places,
            frozenset(self._rows),
            of_one_month=self._span.month is not None,
        )
        self._unread = [column for column in table.columns if column.role is None]
        self._unread_at_first = tuple(column for column in self._unread if column.heading)
        self._wide = table.wide
        self._finder = TargetFinder(table, self._labels, self._vocabulary, catalog, answer, found, self._say)
        self._sites = {column.index: column.site for column in self._columns if column.site}
        self._says_so_far = any(column.meaning.measure == "cumulative" for column in self._columns) or any(
            isinstance(value, str) and plain(value) in CUMULATIVE_WORDS
            for row in table.sample
            for value in row
        )
        self._januaries: dict[tuple[str, str, str], Value] = {}
        self._merged = _merged_values(sheet, table, self._labels)
        headed = [column.index - sheet.left for column in table.columns if column.heading]
        self._width = 1 + max(headed) if headed and not sheet.name else None
        self._targets: dict[RowKind, list[Target | Problem | None]] = {}
        self._met: dict[RowKind, int] = {}
        self._totals_before: dict[tuple[str, str], Value] = {}
        self.refused = 0
        self.next_top: int | None = None

    def _settle_site(self, places: Mapping[str, str], answer: SheetAnswer, only_site: str | None) -> None:
        """Decide whose the figures are that name no site themselves, and what is asked where nobody's."""
        sheet, other = self._sheet.name, self._table.titles.stranger
        self.site = _sheet_site(self._sheet, self._table, places, answer) or only_site or ""
        self._no_site = self._say("unknown_site", "sheet_site_missing", {}, None, None)
        if not answer.site and _is_of_stranger(sheet, self.site, places):
            params: dict[str, object] = {"name": sheet[:SHOWN]}
            self.site, self._no_site = "", self._say("unknown_site", "sheet_of_stranger", params, None, None)
        elif other and not _is_of(other, self.site, places):
            params = {"name": other[:SHOWN], "site": self.site}
            self._telling.tell(
                self._say("unknown_site", "site_named_otherwise", params, None, None, "warning")
            )

    @property
    def problems(self) -> list[Problem]:
        """Return what is told and asked of the table so far."""
        return self._telling.problems

    def cells(self) -> Iterator[FigureCell]:
        """Yield every cell of a column that is understood, blank ones too.

        `next_top` is then the first row (from 0) of what belongs to another table below, None without one.
        """
        ended = told = False
        last = self._table.start
        for number, row in enumerate(self._sheet.rows(), start=1):
            if number <= self._table.start or not any(v != "" for v in row):
                continue
            figures = has_figure(row) or self._holds_a_year_as_figure(row)
            if figures:
                last = number
            elif last > self._table.start and self._about(heads_a_table, row):
                self.next_top = last
                break
            elif self._about(is_of_table, row):
                last = number
            ended = ended or ends_table(row)
            if ended and any(isinstance(value, str) and says_so_far(value) for value in row):
                self._telling.tell(self._say("bad_period", "note_says_so_far", {}, number, None))
            if ended:
                if figures and not told and self._about(is_of_table, row):
                    told = True
                    self._telling.tell(
                        self._say("not_a_table", "rows_below_note", {}, number, None, "warning")
                    )
                continue
            labels = self._labels.read(number, row, figures=figures)
            if not labels.skipped:
                yield from self._row(number, row, labels)
        self._tell_no_values()
        self._telling.finish()

    def _holds_a_year_as_figure(self, row: Row) -> bool:
        """Return whether a column of figures holds a number like a year beside an item: 2010 t of coal."""
        width = len(row)
        if not any(place < width and kind_of(row[place]) == "year" for place, _, _ in self._places):
            return False
        labels = [str(self._at(row, column)) for column in self._table.columns if column.role == "item"]
        return any(self._vocabulary.label(label).item for label in labels if label)

    def _about(self, holds: Callable[[Row, int, Sequence[Column], Vocabulary], bool], row: Row) -> bool:
        return holds(row, self._sheet.left, self._table.columns, self._vocabulary)

    @property
    def month_without_year(self) -> int | None:
        """Return the month that the sheet as a whole is of, where it does not say the year."""
        return self._span.month if self._span.year is None else None

    def covers(self, column: Column) -> Measure | None:
        """Return what a column of figures covers: as it says itself, or as is said of the whole sheet."""
        so_far = column.meaning.span.cumulative or (self._so_far_said and column.role == "value")
        return column.meaning.measure or ("cumulative" if so_far else None)

    def suggestions(self, meaning: Meaning) -> tuple[str, ...]:
        """Return the items a column or row might be, most like first."""
        return self._vocabulary.suggestions(meaning)

    def labels_met(self) -> dict[str, tuple[int, Meaning]]:
        """Return the labels of the rows gone through, each with its first row and what it means."""
        met: dict[str, tuple[int, Meaning]] = {}
        for kind, row in self._met.items():
            if kind.label:
                met.setdefault(kind.name, (row, self._finder.row_meaning(kind)))
        return met

    def _row(self, number: int, row: Row, labels: RowLabels) -> Iterator[FigureCell]:
        self._notice_unread(number, row)
        if self._refuses(number, row, labels):
            return
        targets = self._targets_of(number, labels.kind)
        troubles, width = self._troubles_of(number - 1, row), len(row)
        so_far = self._says_so_far
        unseen = self._sheet.unseen if self._sheet.unseen.rows or self._sheet.unseen.columns else None
        sites, row_site, texts = self._sites, labels.site or self.site, labels.texts
        for (place, index, letters), target in zip(self._places, targets, strict=True):
            value = row[place] if place < width else ""
            trouble = troubles.get((number - 1, index)) if troubles else None
            if not isinstance(target, Target):
                if value != "" or trouble:
                    self._pass_over(number, self._column_at(index), target, labels, value)
                continue
            if unseen and value != "":
                self._telling.unseen(unseen, number, index, letters)
            item, period, last, unit, compared, _ = target
            site = row_site if not sites else labels.site or sites.get(index) or self.site
            if not site:
                self.refused += is_number(value)
                self._telling.ask(self._no_site)
                continue
            if so_far and self._says_nothing_new(row, targets, target, site, value):
                continue
            if type(value) is float and -LARGEST < value < LARGEST:
                text, exact = repr(value).removesuffix(".0"), value
            else:
                text, exact = self._text(value, number, letters, compared=compared), None
            if (
                value == ""
                and texts[-1]
                and any(is_number(row[at]) for at, _, _ in self._places if at < width)
            ):
                texts = (*texts[:-1], "")  # the remark is of the figures beside it
            fields = (site, period, item, text, unit, *texts)
            yield FigureCell(number, letters, fields, last, compared, trouble, exact)

    def _text(self, value: Value, number: int, letters: str, *, compared: bool) -> str:
        """Return a cell as text; a mark for a blank (—, 无) is told of."""
        text = text_of(value)
        if text.strip() and is_blank(text) and not compared:
            self._telling.mark(text, number, letters)
        return text

    def _targets_of(self, number: int, kind: RowKind) -> list[Target | Problem | None]:
        targets = self._targets.get(kind)
        if targets is None:
            targets = self._targets[kind] = self._finder.targets(number, kind)
            self._met.setdefault(kind, number)
        return targets

    def _says_nothing_new(
        self, row: Row, targets: Sequence[Target | Problem | None], target: Target, site: str, value: Value
    ) -> bool:
        """Return whether a figure is January's year so far, or one that runs on into a month left blank."""
        if target.last % 12 == 0:
            key = (site, target.item, target.period)
            if target.again and value in ("", self._januaries.get(key)):
                return True
            self._januaries[key] = value
            return False
        if ".." not in target.period:
            return False
        before = self._totals_before.get((site, target.item))
        self._totals_before[site, target.item] = value
        return value not in ("", None) and value == before and self._month_is_blank(row, targets, target.item)

    def _month_is_blank(self, row: Row, targets: Sequence[Target | Problem | None], item: str) -> bool:
        """Return whether a row has columns for the month of an item, all left blank."""
        months = [
            row[place] if place < len(row) else ""
            for (place, _, _), target in zip(self._places, targets, strict=True)
            if isinstance(target, Target) and target.item == item and ".." not in target.period
        ]
        return bool(months) and all(month == "" for month in months)

    def _text_of_other(self, row: Row) -> str:
        """Return what a column nobody asked for says against a row: 计划, or another company's name."""
        for column in self._unread_at_first:
            value = self._at(row, column)
            if isinstance(value, str) and (other_word(text := plain(value)) or COMPANY.search(text)):
                return value
        return ""

    def _troubles_of(self, number: int, row: Row) -> Mapping[tuple[int, int], str]:
        """Return what keeps cells from having a value, row `number` (from 0) with its merged figures."""
        troubles, left = self._sheet.troubles, self._sheet.left
        merged = [at for at in self._merged if at[0] == number and filled(row[at[1] - left])]
        return {**troubles, **dict.fromkeys(merged, "cell_merged")} if merged else troubles

    def _column_at(self, index: int) -> Column:
        return next(column for column in self._columns if column.index == index)

    def _pass_over(
        self, number: int, column: Column, target: Problem | None, labels: RowLabels, value: Value
    ) -> None:
        """Ask about a cell that may be a figure, or note that it is none of ours."""
        if target is not None:
            self.refused += is_number(value)
            self._telling.ask(target)
        elif not self._wide and labels.kind.label and kind_of(value) in ("number", "year"):
            if column.meaning.measure != "other":
                self._note_not_taken(number, column, labels.kind)
        elif column.meaning.measure == "other" or (self._wide and column.meaning.measure != "month"):
            self._telling.column(column)

    def _note_not_taken(self, number: int, column: Column, kind: RowKind) -> None:
        """Note a figure that is nothing of ours by its row, and its quantity where others of the row are."""
        if column.meaning.unread:
            self._telling.row_not_taken(f"{kind.name} / {column.quantity}", number)
        elif not any(isinstance(target, Target) for target in self._targets_of(number, kind)):
            self._telling.row_not_taken(kind.name, number)

    def _refuses(self, number: int, row: Row, labels: RowLabels) -> bool:
        """Return whether a row with figures cannot be read, and ask about it."""
        if problem := self._trouble_of_row(number, row, labels):
            if figures := sum(is_number(self._at(row, column)) for column in self._columns):
                self.refused += figures
                tell = self._telling.ask if problem.message in _ASKED_ONCE else self._telling.tell
                tell(problem)
            return True
        return False

    def _trouble_of_row(self, number: int, row: Row, labels: RowLabels) -> Problem | None:
        if self._width is not None and any(kind_of(value) == "number" for value in row[self._width :]):
            # of a CSV file: 12,345 written without quotes is two cells
            params: dict[str, object] = {"cells": len(row), "width": self._width}
            return self._say("not_a_table", "row_too_long", params, number, None)
        if other := self._text_of_other(row):
            return self._say("not_a_table", "row_of_other", {"text": other[:SHOWN]}, number, None)
        if labels.day:
            return self._say("bad_period", "rows_are_days", {}, None, labels.day)
        if labels.rolls_over:
            return self._say("bad_period", "year_rolls_over", {}, number, labels.rolls_over)
        if labels.bad_period is not None:
            text, letters = labels.bad_period
            return self._say("bad_period", "bad_period", {"text": text[:SHOWN]}, number, letters)
        if labels.unknown and self._wide:
            code = "row_unknown" if labels.unknown.strip() else "row_unlabelled"
            return self._say(
                "not_a_table", code, {"label": labels.unknown[:SHOWN]}, number, self._labels.letters
            )
        return None

    def _at(self, row: Row, column: Column) -> Value:
        place = column.index - self._sheet.left
        return row[place] if place < len(row) else ""

    def _notice_unread(self, number: int, row: Row) -> None:
        """Tell of every column with figures that is nothing of ours, the first time one is met."""
        for column in list(self._unread):
            if kind_of(self._at(row, column)) in ("number", "year"):
                self._unread.remove(column)
                self._telling.column(column)

    def _tell_no_values(self) -> None:
        """Ask which column holds the figures where the rows' items are known and none of the columns is."""
        if self._columns:
            return
        items = [label for label, (_, meaning) in self.labels_met().items() if meaning.item]
        if items:
            open_ones = "、".join(f"{one.letters} {one.heading[:SHOWN]}" for one in self._unread_at_first)
            params = {"count": len(items), "columns": open_ones}
            message = "values_unknown" if open_ones else "values_not_headed"
            row = self._table.start or None
            self._telling.tell(self._say("unknown_column", message, params, row, None))


def _merged_values(sheet: Sheet, table: Table, labels: LabelReader) -> set[tuple[int, int]]:
    """Return the cells of figures that are merged over several rows or columns with labels of their own."""
    values = {column.index for column in table.columns if column.role == "value"}
    found = set()
    for (top, left), (bottom, right) in sheet.merged:
        inside = values & set(range(left, min(right, left + _WIDEST) + 1))
        if top >= table.start and left in values and (len(inside) > 1 or labels.are_apart(top, bottom)):
            found.add((top, left))
    return found


def ends_table(row: Row) -> bool:
    """Return whether a row begins what stands below a table: notes, sources, signatures."""
    first = next((value for value in row if value != ""), "")
    return isinstance(first, str) and bool(FOOTERS.match(plain(first)))


def _is_of(name: str, site: str, places: Mapping[str, str]) -> bool:
    """Return whether a name in a title may be a site's: 示例一园管理委员会 is that of 示例一园."""
    known = [plain(one) for one, code in places.items() if code == site]
    return not site or any(one in name or name in one for one in known)


def _is_of_stranger(name: str, site: str, places: Mapping[str, str]) -> bool:
    """Return whether a sheet is named for a company that is neither the site nor any other that is known."""
    written = plain(name)
    known = written in map(plain, places) or (site and _is_of(written, site, places))
    return bool(COMPANY.search(written)) and not known


def _sheet_site(sheet: Sheet, table: Table, places: Mapping[str, str], answer: SheetAnswer) -> str | None:
    return answer.site or places.get(sheet.name.strip()) or table.titles.site

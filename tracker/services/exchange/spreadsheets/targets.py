"""What the figures of a column are in rows of one kind: item, period and unit, or why that is not known."""

from dataclasses import replace
from typing import NamedTuple

from tracker.catalog.catalog import Catalog
from tracker.services.exchange.problems import Problem, ProblemsOf
from tracker.services.exchange.spreadsheets.answers import SheetAnswer
from tracker.services.exchange.spreadsheets.columns import Column
from tracker.services.exchange.spreadsheets.headings import SCALES, plain
from tracker.services.exchange.spreadsheets.labels import LabelReader, RowKind, rolls_over
from tracker.services.exchange.spreadsheets.sheet_times import SheetSpan
from tracker.services.exchange.spreadsheets.spans import Span
from tracker.services.exchange.spreadsheets.tables import Table
from tracker.services.exchange.spreadsheets.vocabulary import Meaning, Vocabulary
from tracker.services.exchange.spreadsheets.words import (
    LAST_YEARS,
    OTHER_DATES,
    Measure,
    made_word,
    other_word,
    part_word,
)

_SHOWN = 60
_LONGEST_TITLE = 30


def _is_title(line: str) -> bool:
    """Return whether a line above a table is its title rather than a note, a name or a unit."""
    text = plain(line)
    return len(text) <= _LONGEST_TITLE and ":" not in text


def _together(own: Measure | None, above: Measure | None) -> Measure | None:
    """Return what a column or row covers in a section that says so too: 本月 below 上年同期."""
    if above is None or own == above or own == "other" or own in LAST_YEARS:
        return own
    if above in LAST_YEARS and own in ("month", "cumulative"):
        return "last_year_month" if own == "month" else "last_year_cumulative"
    return "other" if own == "cumulative" else above


class Target(NamedTuple):
    """What the figures of one column are in rows of one kind.

    `again`: January once more in a column of the year so far, where a blank contradicts nothing.
    """

    item: str
    period: str
    last: int
    unit: str
    compared: bool
    again: bool


class TargetFinder:
    """Finds targets; `span` is that of the sheet as a whole, with what contradicts it."""

    def __init__(
        self,
        table: Table,
        labels: LabelReader,
        vocabulary: Vocabulary,
        catalog: Catalog,
        answer: SheetAnswer,
        span: SheetSpan,
        say: ProblemsOf,
    ) -> None:
        self._table, self._labels, self._vocabulary, self._catalog = table, labels, vocabulary, catalog
        self._answer, self._say = answer, say
        self._span, self._contradiction, self._apart = span.span, span.contradiction, span.apart
        self._rows = {plain(label): said for label, said in answer.rows.items()}
        self._columns = [column for column in table.columns if column.role == "value"]
        bare = [column.meaning.span.month for column in self._columns if column.meaning.span.year is None]
        named = {column.meaning.span.month for column in self._columns if column.meaning.span.month}
        self._other_month = bool(named) and self._span.month not in (None, *named)
        self._other_month &= not self._span.cumulative
        self._rolls_over = rolls_over([month for month in bare if month])
        self._measure: Measure | None = "cumulative" if span.so_far else None
        times = any(column.role in ("period", "month") for column in table.columns)
        dated = [plain(column.heading) for column in table.columns if column.role == "ignored"]
        self._other_date = next((name for name in dated if OTHER_DATES.search(name)), "")
        self._so_far_beside = any(column.meaning.measure == "cumulative" for column in self._columns)
        self._month_beside = any(column.meaning.measure == "month" for column in self._columns)
        self._of_months = times or self._month_beside

    def targets(self, number: int, kind: RowKind) -> list[Target | Problem | None]:
        """Return what each column of figures is in rows of a kind, the first of which is `number`."""
        return [self._target(number, column, kind) for column in self._columns]

    def _target(self, number: int, column: Column, kind: RowKind) -> Target | Problem | None:
        of_column = column.meaning
        of_row = self.row_meaning(kind)
        by_row = of_column.item is None and of_column.confidence != "likely"
        meaning = of_row if by_row else of_column
        if by_row and of_row.item is None and of_column.unread:
            of_row = meaning = self._vocabulary.below(kind.label, column.quantity)
        measure = _together(of_column.measure or kind.measure, kind.measure_above)
        if measure == "other" or kind.measure == "other":
            return None
        place = (number, self._labels.letters) if by_row else (self._table.start, column.letters)
        if meaning.item is None:
            return self._question(meaning, kind.name if by_row else column.heading, *place)
        written = self._written_units(column, of_row, kind)
        unit = self._unit(written, column, of_row, kind)
        if kind.unit and unit == kind.unit:
            place = (number, self._labels.unit_letters)
        if problem := (
            self._of_other(meaning.item, column, kind)
            or self._unit_problem(meaning.item, unit, *place)
            or self._units_apart(meaning.item, written or self._of_form(meaning), *place)
        ):
            return problem
        return self._with_period(number, column, kind, meaning.item, unit, measure)

    def _of_other(self, item: str, column: Column, kind: RowKind) -> Problem | None:
        """Return the question whether figures are the item's where a title speaks of others."""
        known = self._catalog.items[item]
        if column.answered or self._table.form or known.kind == "stock" or known.group == "output":
            return None
        nearer = column.heading + kind.section + kind.label
        for line in filter(_is_title, (*self._table.titles.own, self._say.sheet or "")):
            word = other_word(plain(line)) or part_word(plain(line))
            if known.group == "pollutants" and "排放" not in nearer:
                word = word or made_word(plain(line))
            if word and not any(word in name for name in (known.names.zh, *known.aliases)):
                params = {"title": line[:_SHOWN], "word": word, "item": item}
                return self._say("not_a_table", "sheet_of_other", params, None, None)
        return None

    def _with_period(
        self, number: int, column: Column, kind: RowKind, item: str, unit: str, measure: Measure | None
    ) -> Target | Problem | None:
        own = column.meaning.span.within(kind.span)
        span, kind_of_item = own.within(self._span), self._catalog.items[item].kind
        stock = kind_of_item == "stock"
        if self._said_beside(column, kind_of_item, measure):
            return None
        if stock:
            span = span._replace(cumulative=False)  # what is there at the end of 1-3月
        if measure == "month" and own.cumulative:
            if self._so_far_beside:
                return None  # 当月 of 1-2月 is what 累计 beside it says
            measure = "cumulative"
        measure = measure or self._measure
        cumulative = self._is_cumulative(column, measure, span)
        if cumulative and stock:
            return None
        if problem := self._of_other_month(column):
            return problem
        compared = measure in LAST_YEARS
        period = span.period(
            cumulative=cumulative, monthly=measure in ("month", "last_year_month"), back=1 if compared else 0
        )
        if period is None or (self._apart and not column.answered):
            code = "sheet_period_contradicts" if self._contradiction else "sheet_period_missing"
            return self._say("bad_period", code, {"said": self._contradiction}, None, None)
        if period.kind == "year" and self._other_date and own.year is None and not column.answered:
            return self._say("bad_period", "dates_of_something", {"heading": self._other_date}, None, None)
        again = cumulative and period.kind == "month"
        return Target(item, str(period), period.last, unit, compared, again)

    def _said_beside(self, column: Column, kind: str, measure: Measure | None) -> bool:
        """Return whether another column says the same: of a stock its month, of a rate its year so far."""
        if kind == "rate":
            return measure == "month" and self._so_far_beside
        return kind == "stock" and column.meaning.span.cumulative and self._month_beside

    def _is_cumulative(self, column: Column, measure: Measure | None, span: Span) -> bool:
        if measure == "last_year":
            return self._beside_cumulative(column)
        if measure == "cumulative":  # 本年累计 below 2023年 is the year
            return span.month is not None or self._of_months
        return measure == "last_year_cumulative"

    def _of_other_month(self, column: Column) -> Problem | None:
        """Return the question of which time a month over a column is, where more than one is possible."""
        month = column.meaning.span.month
        if month and self._rolls_over and column.meaning.span.year is None:
            return self._say("bad_period", "year_rolls_over", {}, self._table.start, column.letters)
        if month and self._other_month and not column.answered:
            said = f"{self._span.month}月、{month}月"
            return self._say("bad_period", "sheet_period_contradicts", {"said": said}, None, column.letters)
        return None

    def _beside_cumulative(self, column: Column) -> bool:
        """Return whether 上年同期 compares with the year so far.

        Not beside 上年同期累计; else it is of the column before it that says what it covers, or, where all
        of 上年同期 stand behind these, the first of the first one and the second of the second.
        """
        measures = [one.meaning.measure for one in self._columns]
        if "last_year_cumulative" in measures or "last_year_month" in measures:
            return False
        place = self._columns.index(column)
        told = [measure for measure in measures[:place] if measure in ("month", "cumulative")]
        if not told:
            return False
        earlier, every = measures[:place].count("last_year"), measures.count("last_year")
        behind_all = every > 1 and not {"month", "cumulative"} & set(measures[measures.index("last_year") :])
        return told[min(earlier, len(told) - 1)] == "cumulative" if behind_all else told[-1] == "cumulative"

    def row_meaning(self, kind: RowKind) -> Meaning:
        """Return what the labels of a row mean, by what was said of them before."""
        if not kind.label:
            return Meaning()
        meaning = self._vocabulary.below(kind.section, kind.label)
        said = self._rows.get(plain(kind.name), self._rows.get(plain(kind.label)))
        if said is None:
            return meaning
        if said.ignored or said.item is None:
            return Meaning(measure="other")
        return replace(meaning, item=said.item, confidence="certain", unit=said.unit or meaning.unit)

    def _written_units(self, column: Column, of_row: Meaning, kind: RowKind) -> list[str]:
        """Return the units written at the column, in the row and at its label, what names the item first."""
        of_column = column.meaning
        beside = dict(kind.units).get(column.index, "") if kind.units else kind.unit
        first, last = (of_column, of_row) if of_column.item else (of_row, of_column)
        corner = self._table.titles.unit if self._table.titles.unit in SCALES else ""
        return [unit for unit in (first.unit, beside, last.unit, corner) if unit]

    def _unit(self, written: list[str], column: Column, of_row: Meaning, kind: RowKind) -> str:
        forms = (of_row.form_unit, column.meaning.form_unit)
        given = (*forms, kind.unit_above, self._table.titles.unit, self._answer.unit or "")
        unit = next((unit for unit in (*written, *given) if unit), "")
        return column.meaning.scale + unit if unit else ""

    def _of_form(self, meaning: Meaning) -> list[str]:
        """Return a form's own unit of an item and the one written in the sheet's corner, which may differ."""
        corner = self._table.titles.unit
        apart = meaning.form_unit and corner and self._vocabulary.fits(meaning.item or "", corner) is None
        return [meaning.form_unit, corner] if apart else []

    def _units_apart(self, item: str, written: list[str], row: int, letters: str | None) -> Problem | None:
        """Return the problem of units written for the same figures that are not the same (吨标准煤, 吨)."""
        first, others = (written[0], written[1:]) if written else ("", [])
        other = next((one for one in others if not self._vocabulary.same_unit(item, first, one)), None)
        if other is None:
            return None
        params = {"item": item, "unit": first, "other": other}
        return self._say("unknown_unit", "units_apart", params, row, letters)

    def _unit_problem(self, item: str, unit: str, row: int, letters: str | None) -> Problem | None:
        if not unit:
            params = {"item": item, "unit": self._catalog.items[item].unit}
            return self._say("unknown_unit", "unit_missing", params, row, letters)
        refusal = self._vocabulary.fits(item, unit)
        if refusal is None:
            return None
        if refusal.code == "wrong_dimension":
            said = {**refusal.params, "item": item, "unit": unit}
            return self._say(refusal.problem, "sheet_wrong_dimension", said, row, letters)
        return self._say(refusal.problem, refusal.code, refusal.params, row, letters)

    def _question(self, meaning: Meaning, text: str, row: int, letters: str | None) -> Problem | None:
        if meaning.confidence != "likely":
            return None
        params = {"heading": text[:_SHOWN], "likely": ", ".join(meaning.likely)}
        return self._say("unknown_item", "column_unsure", params, row, letters)

"""What each sheet, column and row of a file means: guesses filled in, to be mended before the import."""

from collections.abc import Callable, Sequence
from html import escape
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from tracker.catalog.catalog import Catalog
from tracker.catalog.periods import month_text
from tracker.services.application import Application
from tracker.services.entering.rows import offered_units
from tracker.services.exchange.examining import Examined, ExaminedColumn, ExaminedRow, ExaminedSheet
from tracker.services.exchange.spreadsheets.answers import Answers, ColumnAnswer, RowAnswer, SheetAnswer
from tracker.services.exchange.spreadsheets.vocabulary import Confidence
from tracker.services.exchange.spreadsheets.words import Measure
from tracker.ui.components.frame import FIRST_YEAR, month_words
from tracker.ui.components.tables import Column, table
from tracker.ui.components.typed import typed
from tracker.ui.visit import isolated, language, literal, words

Asked = TypeVar("Asked", ExaminedColumn, ExaminedRow)
Answer = TypeVar("Answer", ColumnAnswer, RowAnswer)

_WIDTHS = [4, 4, 2, 2]
_WIDTHS_OF_COLUMN = [4, 4, 2, 2, 2]
_MEASURES: tuple[Measure, ...] = (
    "month",
    "cumulative",
    "last_year",
    "last_year_month",
    "last_year_cumulative",
)
_LEFT_OUT = ""
"""Chosen in the place of an item for what is not imported; None: nothing is chosen yet."""
_READ = ("wide", "tall")
_HEADING = 60
_SAMPLES = 3
_ABREAST = 3


def ask_about(app: Application, file: str, examined: Examined, month: str) -> Answers:
    """Draw what was understood of each sheet and what of it can be changed; return what was said.

    `file` keeps the fields of one file apart from another's; `month` stands first where a sheet names none.
    """
    sheets = [sheet for sheet in examined.sheets if sheet.kind in _READ]
    answers: dict[str, SheetAnswer] = {}
    asked: dict[str, set[str]] = {}
    for place, sheet in enumerate(sheets):
        with st.container(border=True):
            already = asked.setdefault(sheet.fingerprint, set())
            desk = _SheetDesk(app, f"{file}_{place}", sheet, already)
            answers[sheet.key] = desk.ask(month, alone=len(sheets) == 1)
    return Answers(sheets={name: said for name, said in answers.items() if said != SheetAnswer()})


class _SheetDesk:
    """One table of a sheet on the page; `about` keeps its fields apart.

    `asked` are columns and labels asked about where the same headings stood before: what was said there holds
    here too. Those asked about here are added to it.
    """

    def __init__(self, app: Application, about: str, sheet: ExaminedSheet, asked: set[str]) -> None:
        self._app, self._catalog, self._about, self._sheet = app, app.catalog, about, sheet
        self._asked = asked
        self._open = 0

    def ask(self, month: str, *, alone: bool) -> SheetAnswer:
        """Draw the sheet and return what was said of it."""
        sheet = self._sheet
        st.markdown(f"**{literal(self._title())}**")
        understood = st.empty()
        understood.caption(literal(self._understood()))
        if not alone and not st.checkbox(words("ui_importing_sheet_take"), value=True, key=self._key("take")):
            return SheetAnswer(skip=True)
        self._sample()
        period = self._period(month)
        if sheet.kind == "tall":
            rows = self._rows()
            said = SheetAnswer(period=period, columns=self._measures(), rows=rows)
        else:
            said = SheetAnswer(period=period, columns=self._columns())
        understood.caption(literal(f"{self._understood()} · {self._still_open(period)}"))
        return said

    def _key(self, *parts: str) -> str:
        return "_".join((self._about, *parts))

    def _title(self) -> str:
        name, part = self._sheet.name, self._sheet.part
        title = words("ui_importing_sheet", sheet=isolated(name)) if name else words("ui_importing_table")
        return title if part == 1 else f"{title} · {words('ui_importing_part', part=part)}"

    def _understood(self) -> str:
        """Return in one line how the sheet is read: its head, which way it goes, known from where."""
        sheet = self._sheet
        parts = [words(f"ui_importing_{sheet.kind}")]
        if sheet.headings is not None:
            first, last = sheet.headings
            code = "ui_importing_heading" if first == last else "ui_importing_headings"
            parts.insert(0, words(code, first=first, last=last))
        if sheet.form is not None:
            parts.append(
                words("ui_importing_form", form=getattr(self._catalog.forms[sheet.form].names, language()))
            )
        if sheet.remembered:
            parts.append(words("ui_importing_remembered"))
        return " · ".join(parts)

    def _still_open(self, period: str | None) -> str:
        """Return how much is still to be confirmed, once everything was drawn; a month taken is named."""
        asked = self._period_asked()
        count = self._open + (asked is not None and period is None)
        if count:
            return words("ui_importing_to_confirm", count=count)
        if asked == "sheet_period_missing" and period is not None:
            return words("ui_importing_month_taken", month=month_words(period))
        return words("ui_importing_all_certain")

    def _sample(self) -> None:
        sheet = self._sheet
        if not sheet.sample:
            return
        with st.expander(words("ui_importing_sample")):
            heads = [column.heading.replace("\n", " ")[:_HEADING] for column in sheet.columns]
            width = max(len(row) for row in sheet.sample)
            heads = (heads + [""] * width)[:width]
            table(
                [Column(isolated(head)) for head in heads],
                [[typed(cell) for cell in (*row, *[""] * (width - len(row)))] for row in sheet.sample],
                name=self._key("sample"),
                title=self._title(),
            )

    def _period(self, month: str) -> str | None:
        """Draw the month of a sheet; None keeps what is written.

        One that says none is taken for the page's month, one that leaves its year open for the last such
        month up to it. Of one that says two nothing is chosen for anybody.
        """
        months = [month_text(number) for number in range(self._app.month(), FIRST_YEAR * 12 - 1, -1)]
        options: list[str | None] = [None, *months]
        start = 0
        if self._period_asked() == "sheet_period_missing":
            said = self._sheet.month
            fitting = [one for one in months if one <= month and said in (None, int(one[5:]))]
            start = options.index(fitting[0]) if fitting else 0
        return st.selectbox(
            words("ui_importing_period"),
            options,
            index=start,
            format_func=lambda one: words("ui_importing_as_written") if one is None else month_words(one),
            key=self._key("period"),
            width=320,
        )

    def _period_asked(self) -> str | None:
        """Return why the sheet's month is to be confirmed, None where it is not."""
        messages = [
            one.message for one in self._sheet.questions if one.code == "bad_period" and not one.column
        ]
        return messages[0] if messages else None

    def _columns(self) -> dict[str, ColumnAnswer]:
        """Draw the columns that may hold figures."""
        columns = [one for one in self._sheet.columns if one.role in (None, "value", "ignored")]
        return self._in_tiers({column.letters: column for column in columns}, self._column)

    def _in_tiers(
        self, asked: dict[str, Asked], draw: Callable[[Asked], tuple[Answer | None, DeltaGenerator]]
    ) -> dict[str, Answer]:
        """Draw what is to be confirmed, and folded away below it what nobody knows and what is certain."""
        said: dict[str, Answer | None] = {}
        tiers: dict[Confidence, dict[str, Asked]] = {"likely": {}, "none": {}, "certain": {}}
        fresh = {name: one for name, one in asked.items() if name not in self._asked}
        if len(fresh) < len(asked):
            st.caption(words("ui_importing_as_above"))
        for name, one in fresh.items():
            tiers[self._confidence(one)][name] = one
        self._asked.update(fresh)
        for confidence, members in tiers.items():
            if not members:
                continue
            place = st.container()
            if confidence != "likely":
                place = st.expander(words(f"ui_importing_tier_{confidence}", count=len(members)))
            with place:
                for name, one in members.items():
                    said[name], last = draw(one)
                    self._mark(one, said[name], last)
        return {name: answer for name, answer in said.items() if answer is not None}

    def _mark(self, asked: Asked, answer: Answer | None, place: DeltaGenerator) -> None:
        """Say in a line's last place how sure its meaning is now, and count what is still open."""
        written = any(column.role == "unit" for column in self._sheet.columns)
        without_unit = answer is not None and bool(answer.item) and not answer.unit and not written
        is_open = without_unit or (answer is None and self._confidence(asked) == "likely")
        self._open += is_open
        sure = "settled" if answer is not None else self._confidence(asked)
        place.caption(words(f"ui_importing_{'likely' if is_open else sure}"))

    def _confidence(self, asked: ExaminedColumn | ExaminedRow) -> Confidence:
        """Return how sure the guess is; what a question stands against is to be confirmed."""
        questioned = {problem.column for problem in self._sheet.questions}
        if isinstance(asked, ExaminedColumn) and asked.letters in questioned:
            return "likely"
        if asked.item is not None:
            return "certain"
        return "likely" if asked.likely else "none"

    def _column(self, column: ExaminedColumn) -> tuple[ColumnAnswer | None, DeltaGenerator]:
        heading = column.heading.replace("\n", " ")[:_HEADING]
        places = st.columns(_WIDTHS_OF_COLUMN, vertical_alignment="center")
        item, unit = self._line(f"{column.letters} {heading}", column, self._samples(column), places)
        return self._column_answer(column, item, unit, places[3]), places[-1]

    def _column_answer(
        self, column: ExaminedColumn, item: str | None, unit: str | None, place: DeltaGenerator
    ) -> ColumnAnswer | None:
        if not item:
            left_out = item == _LEFT_OUT and (column.item or column.likely)
            return ColumnAnswer(role="ignored") if left_out else None
        covered = column.measure if column.measure in _MEASURES else None
        options = _MEASURES if covered else (None, *_MEASURES)
        with place:
            measure = self._choose_measure(column, options, covered, hidden=True)
        if (item, unit or "", measure) == (column.item, column.unit, covered):
            return None
        return ColumnAnswer(item=item, unit=unit, measure=measure)

    def _samples(self, column: ExaminedColumn) -> str:
        """Return the first figures of a column, so that it is known again."""
        letters = [one.letters for one in self._sheet.columns]
        place = letters.index(column.letters)
        shown = [row[place] for row in self._sheet.sample if place < len(row) and row[place].strip()]
        return "  ".join(shown[:_SAMPLES])

    def _measures(self) -> dict[str, ColumnAnswer]:
        """Draw what the columns of figures cover, in a table whose rows say the items."""
        said = {}
        asked = [
            one
            for one in self._sheet.columns
            if (one.role == "value" or (one.role is None and one.heading)) and one.letters not in self._asked
        ]
        self._asked.update(one.letters for one in asked)
        places = st.columns(_ABREAST) if asked else []
        for place, column in enumerate(asked):
            options = (*_MEASURES, None)
            start = column.measure if column.measure in _MEASURES else None
            if column.role == "value" and start is None and (column.period or column.measure is None):
                start = "month"
            with places[place % _ABREAST]:
                chosen = self._choose_measure(column, options, start)
            if chosen != start:
                role = "ignored" if chosen is None else None
                said[column.letters] = ColumnAnswer(role=role, measure=chosen)
        return said

    def _choose_measure(
        self,
        column: ExaminedColumn,
        options: Sequence[Measure | None],
        start: Measure | None,
        *,
        hidden: bool = False,
    ) -> Measure | None:
        """Draw what a column covers; with a `hidden` label None keeps what is written, else leaves it out."""
        nothing = "ui_importing_as_written" if hidden else "ui_importing_measure_none"
        return st.selectbox(
            words("ui_importing_measure_of", column=f"{column.letters} {column.heading[:_HEADING]}"),
            options,
            index=options.index(start),
            format_func=lambda one: words(f"ui_importing_measure_{one}" if one else nothing),
            key=self._key("measure", column.letters),
            label_visibility="collapsed" if hidden else "visible",
        )

    def _rows(self) -> dict[str, RowAnswer]:
        """Draw the rows' labels."""
        return self._in_tiers({row.label: row for row in self._sheet.rows}, self._row)

    def _row(self, row: ExaminedRow) -> tuple[RowAnswer | None, DeltaGenerator]:
        places = st.columns(_WIDTHS, vertical_alignment="center")
        item, unit = self._line(f"{row.row} {row.label[:_HEADING]}", row, "", places)
        return self._row_answer(row, item, unit), places[-1]

    def _row_answer(self, row: ExaminedRow, item: str | None, unit: str | None) -> RowAnswer | None:
        if not item:
            left_out = item == _LEFT_OUT and (row.item or row.likely)
            return RowAnswer(ignored=True) if left_out else None
        if item == row.item and (unit or "") == row.unit:
            return None
        return RowAnswer(item=item, unit=unit)

    def _line(
        self,
        name: str,
        asked: ExaminedColumn | ExaminedRow,
        context: str,
        places: Sequence[DeltaGenerator],
    ) -> tuple[str | None, str | None]:
        """Draw one line but for its last place: what is written, the item, its unit."""
        about = self._key(name)
        with places[0]:
            below = f'<div class="context">{escape(context)}</div>' if context else ""
            st.html(f"<div><bdi>{escape(name)}</bdi>{below}</div>")
        with places[1]:
            item = self._choose_item(name, asked, about)
        with places[2]:
            unit = None if not item else self._choose_unit(name, item, asked.unit, about)
        return item, unit

    def _choose_item(self, name: str, asked: ExaminedColumn | ExaminedRow, about: str) -> str | None:
        """Draw the item; of several likely ones none is chosen for anybody."""
        options = list(dict.fromkeys((*asked.likely, _LEFT_OUT, *self._catalog.items)))
        start = None if not asked.item and asked.likely else options.index(asked.item or _LEFT_OUT)
        return st.selectbox(
            words("ui_importing_item_of", column=name),
            options,
            index=start,
            format_func=lambda code: (
                item_name(self._catalog, code) if code else words("ui_importing_nothing")
            ),
            key=f"{about}_item",
            placeholder=self._choose_words(asked),
            label_visibility="collapsed",
        )

    def _choose_words(self, asked: ExaminedColumn | ExaminedRow) -> str:
        likely = [item_name(self._catalog, code) for code in asked.likely]
        return words("ui_importing_choose_item", likely=words("ui_comma").join(likely))

    def _choose_unit(self, name: str, item: str, written: str, about: str) -> str | None:
        """Draw the unit; what is written stands first, and where nothing is, none is chosen for anybody."""
        units = self._catalog.units
        offered = offered_units(self._catalog, self._catalog.items[item], 0)
        if written and units.knows(written):
            offered = tuple(one for one in offered if units.read(one) != units.read(written))
        options: list[str | None] = [*([written] if written else []), *offered]
        beside = any(column.role == "unit" for column in self._sheet.columns)
        if beside and not written:
            options.insert(0, None)
        return st.selectbox(
            words("ui_importing_unit_of", column=name),
            options,
            index=0 if written or beside else None,
            format_func=lambda unit: written if unit and unit == written else self._unit_words(unit),
            key=f"{about}_unit_{item}",
            placeholder=words("ui_importing_choose_unit"),
            label_visibility="collapsed",
        )

    def _unit_words(self, unit: str | None) -> str:
        """Return a unit with its Chinese name, by which people look for it: 吨（t）."""
        if unit is None:
            return words("ui_importing_unit_as_written")
        spoken = self._catalog.units.spoken(unit) if self._catalog.units.knows(unit) else unit
        return unit if spoken == unit else words("ui_importing_unit_spoken", unit_zh=spoken, unit=unit)


def item_name(catalog: Catalog, code: str) -> str:
    """Return an item's name in the page's language."""
    return str(getattr(catalog.items[code].names, language()))

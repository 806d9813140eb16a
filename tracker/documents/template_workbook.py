"""Writes a template as a workbook: the entry sheet that people see, and the hidden one that knows it."""

from collections.abc import Sequence
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from tracker.catalog.text_forms import escaped_cell
from tracker.documents.template import (
    HIDDEN,
    ROWS,
    SIGN,
    VERSION,
    Template,
    TemplateCell,
    TemplateRow,
    named,
    period_head,
    row_label,
)
from tracker.messages import Lang, sentence
from tracker.messages.numbers import plain

_TITLE, _HELP, _HEAD = 0, 1, 6
_GROUP, _ITEM, _UNIT, _FIRST = 0, 1, 2, 3
_NUMBERS = "#,##0.########"
_GREY, _LINE, _ACCENT = "#EEF1F0", "#C9D1CE", "#0B6B62"
_LONGEST_PROMPT = 250


def template_workbook(template: Template, lang: Lang) -> bytes:
    """Return the template as .xlsx, in the words of a language."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_size(2400, 1400)
    _Writer(book, template, lang).write()
    book.close()
    return buffer.getvalue()


class _Writer:
    """One template on its way into a workbook."""

    def __init__(self, book: xlsxwriter.Workbook, template: Template, lang: Lang) -> None:
        self._template, self._lang = template, lang
        self._sheet = book.add_worksheet(sentence("template_sheet", lang))
        self._hidden = book.add_worksheet(HIDDEN)
        self._book = book
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}
        self._heads = [period_head(period, lang) for period in template.columns]
        self._last = _FIRST + len(template.columns) - 1
        self._before = self._last + 2
        self._words = ""

    def write(self) -> None:
        self._write_hidden()
        self._write_top()
        self._write_heads()
        for place, row in enumerate(self._template.rows):
            starts = place == 0 or self._template.rows[place - 1].group != row.group
            self._write_row(_HEAD + 1 + place, row, starts=starts)
        self._lay_out()

    def _format(self, **wanted: object) -> Format:
        key = tuple(sorted(wanted.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format({"font_size": 10, "valign": "vcenter", **wanted})
        return self._formats[key]

    def _say(self, code: str, **params: object) -> str:
        return sentence(f"template_{code}", self._lang, **params)

    # ------------------------------------------------------------------ the hidden sheet

    def _write_hidden(self) -> None:
        template, lang = self._template, self._lang
        reasons = [named(names, lang) for names in template.reasons.values()]
        lines: list[Sequence[str | float | None]] = [
            ["sign", SIGN],
            ["version", VERSION],
            ["site", template.site],
            ["year", template.year],
            ["sheet", self._sheet.get_name()],
            ["item", self._say("item")],
            ["unit", self._say("unit")],
            ["periods", *(str(period) for period in template.columns)],
            ["heads", *self._heads],
            ["reasons", *template.reasons],
            ["words", *reasons],
            [ROWS],
        ]
        words = len(lines) - 2
        self._words = f"{HIDDEN}!{xl_range_abs(words, 1, words, len(reasons))}"
        lines += [
            [
                row_label(row, lang),
                row.item.code,
                row.base,
                row.unit,
                *(self._shown(cell) for cell in row.cells),
            ]
            for row in template.rows
        ]
        for place, line in enumerate(lines):
            for column, value in enumerate(line):
                _write(self._hidden, place, column, value)
        self._hidden.very_hidden()

    def _shown(self, cell: TemplateCell) -> str | float | None:
        return cell.value if cell.reason is None else named(self._template.reasons[cell.reason], self._lang)

    # ------------------------------------------------------------------ the entry sheet

    def _write_top(self) -> None:
        template, sheet = self._template, self._sheet
        title = self._say("title", name=template.name, site=template.site, year=template.year)
        sheet.write_string(_TITLE, 0, escaped_cell(title), self._format(bold=True, font_size=14))
        words = sentence("template_comma", self._lang).join(
            named(names, self._lang) for names in template.reasons.values()
        )
        for place, code in enumerate(("help_cells", "help_blank", "help_unit", "help_before")):
            text = self._say(code, words=words, before=template.year - 1, year=template.year)
            sheet.write_string(_HELP + place, 0, text, self._format(font_color="#4A5560"))

    def _write_heads(self) -> None:
        head = self._format(bold=True, bg_color=_ACCENT, font_color="white", border=1, border_color=_LINE)
        numbers = self._format(
            bold=True, bg_color=_ACCENT, font_color="white", border=1, border_color=_LINE, align="right"
        )
        grey = self._format(
            bold=True, bg_color=_GREY, font_color="#4A5560", border=1, border_color=_LINE, align="right"
        )
        for column, code in ((_GROUP, "group"), (_ITEM, "item"), (_UNIT, "unit")):
            self._sheet.write_string(_HEAD, column, self._say(code), head)
        for column, text in enumerate(self._heads, start=_FIRST):
            self._sheet.write_string(_HEAD, column, text, numbers)
        year = self._template.year - 1
        for column, period in enumerate(self._template.columns, start=self._before):
            text = self._say("before", year=year, period=period_head(period, self._lang))
            self._sheet.write_string(_HEAD, column, text, grey)

    def _write_row(self, place: int, row: TemplateRow, *, starts: bool) -> None:
        sheet = self._sheet
        line: dict[str, object] = {"border": 1, "border_color": _LINE}
        line |= {"top": 2, "top_color": _ACCENT} if starts else {}
        still = self._format(bg_color=_GREY, font_color="#4A5560", **line)
        sheet.write_string(place, _GROUP, named(row.group, self._lang), still)
        sheet.write_string(place, _ITEM, row_label(row, self._lang), still)
        sheet.write_string(place, _UNIT, row.unit, self._format(locked=0, **line))
        self._validate_unit(place, row)
        for column, (cell, before) in enumerate(zip(row.cells, row.before, strict=True)):
            look = {"locked": 0} if cell.open else {"bg_color": _GREY, "font_color": "#4A5560"}
            shape = self._format(num_format=_NUMBERS, align="right", **look, **line)
            _write(sheet, place, _FIRST + column, self._shown(cell), shape)
            if cell.open:
                self._validate_figure(place, _FIRST + column, row, before)
            grey = self._format(
                num_format=_NUMBERS, align="right", bg_color=_GREY, font_color="#4A5560", **line
            )
            _write(sheet, place, self._before + column, before, grey)

    def _validate_unit(self, place: int, row: TemplateRow) -> None:
        rule = {"validate": "list", "source": list(row.units), "ignore_blank": False}
        rule |= {"error_title": self._say("bad_unit"), "error_message": self._say("bad_unit_more")}
        self._sheet.data_validation(place, _UNIT, place, _UNIT, rule)

    def _validate_figure(self, place: int, column: int, row: TemplateRow, before: float | None) -> None:
        """Let a cell take a number within the item's bounds, or one of the words; show last year's figure."""
        cell = xl_rowcol_to_cell(place, column)
        positive = row.item.minimum is not None and row.item.minimum >= 0
        number = f"AND(ISNUMBER({cell}),{cell}>=0)" if positive else f"ISNUMBER({cell})"
        message = "bad_figure_positive" if positive else "bad_figure"
        rule = {
            "validate": "custom",
            "value": f"=OR({number},COUNTIF({self._words},{cell})>0)",
            "error_title": self._say("bad_figure_title"),
            "error_message": self._say(message),
        }
        if before is not None:
            period = self._template.columns[column - _FIRST]
            head = period_head(period, self._lang)
            rule["input_title"] = self._say("before", year=self._template.year - 1, period=head)
            rule["input_message"] = f"{plain(before, 12)} {row.unit}"[:_LONGEST_PROMPT]
        self._sheet.data_validation(place, column, place, column, rule)

    def _lay_out(self) -> None:
        sheet, rows = self._sheet, len(self._template.rows)
        sheet.set_column(_GROUP, _GROUP, 16 if self._lang == "zh" else 26)
        sheet.set_column(_ITEM, _ITEM, 32 if self._lang == "zh" else 44)
        sheet.set_column(_UNIT, _UNIT, 11)
        sheet.set_column(_FIRST, self._last, 11)
        sheet.set_column(self._last + 1, self._last + 1, 2)
        sheet.set_column(self._before, self._before + len(self._heads) - 1, 12)
        sheet.set_row(_TITLE, 24)
        sheet.set_row(_HEAD, 20)
        whole = self._format_only(num_format="#,##0")
        if rows:
            for first, last in ((_FIRST, self._last), (self._before, self._before + len(self._heads) - 1)):
                cell = xl_rowcol_to_cell(_HEAD + 1, first)
                criteria = f"=AND(ISNUMBER({cell}),{cell}=INT({cell}))"
                rule = {"type": "formula", "criteria": criteria, "format": whole}
                sheet.conditional_format(_HEAD + 1, first, _HEAD + rows, last, rule)
        sheet.freeze_panes(_HEAD + 1, _FIRST)
        sheet.set_selection(_HEAD + 1, _FIRST, _HEAD + 1, _FIRST)
        sheet.protect("", {"format_columns": True, "format_rows": True})
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.print_area(0, 0, _HEAD + rows, self._last)
        sheet.repeat_rows(_HEAD)
        sheet.fit_to_pages(1, 0)
        sheet.activate()

    def _format_only(self, **wanted: object) -> Format:
        """Return a format that changes nothing but what is named, for what depends on the number."""
        return self._book.add_format(wanted)


def _write(
    sheet: Worksheet, row: int, column: int, value: str | float | None, shape: Format | None = None
) -> None:
    if value is None:
        sheet.write_blank(row, column, None, shape)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, shape)
    else:
        sheet.write_number(row, column, value, shape)

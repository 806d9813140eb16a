"""What the entry grid and the review sheet show, as tables for Excel: numbers in the unit of their row."""

from collections.abc import Iterable, Mapping, Sequence

from tracker.catalog.catalog import Catalog
from tracker.catalog.units import Conversion
from tracker.messages import Lang, sentence
from tracker.services.entering.entry import FormRow, FormView
from tracker.services.reporting.checking import BLANKS, CheckResult
from tracker.services.reporting.reviewing import Line, Review
from tracker.ui.components.form_checks import by_item, check_text, month_name
from tracker.ui.components.month_form import is_relevant, row_label, rows_of_year
from tracker.ui.components.report_lines import instead, is_shown
from tracker.ui.components.tables import Cell, Column, Table

_DIGITS = 12
"""More are what is left of a conversion there and back."""

_MONTH_NUMBERS = ("value", "last_month", "last_year", "ytd")
_REVIEW_NUMBERS = ("value", "last_month", "against_month", "last_year", "against_year", "former")


def month_table(view: FormView, catalog: Catalog, lang: Lang, *, only_relevant: bool) -> Table:
    """Return a month's form, each figure in the unit it was typed in."""
    heads = ("item", "group", "value", "unit", "last_month", "last_year", "ytd")
    columns = [Column(_head("column", head, lang), number=head in _MONTH_NUMBERS) for head in heads]
    columns.append(Column(_head("column", "change", lang), number=True, unit="%"))
    columns += [Column(_head("column", head, lang)) for head in ("source", "reason", "note", "checks")]
    checks = by_item(view.checks)
    rows = [
        _month_row(row, group, catalog, lang, checks.get(row.item, ()))
        for group, members in view.rows
        for row in members
        if not only_relevant or is_relevant(row)
    ]
    return columns, rows


def year_table(views: Sequence[FormView], catalog: Catalog, lang: Lang, *, only_relevant: bool) -> Table:
    """Return the forms of a year's months side by side, each row in the unit typed last."""
    columns = [Column(_head("column", head, lang)) for head in ("item", "group", "unit")]
    columns += [Column(month_name(view.period, lang), number=True) for view in views]
    columns.append(Column(_head("column", "ytd", lang), number=True))
    rows = []
    for group, months in rows_of_year(views, catalog, only_relevant=only_relevant):
        newest = months[max(months)]
        conversion = catalog.units.item_conversion(catalog.items[newest.item], newest.usual_unit)
        figures = [
            _figure(months[place], conversion, catalog, lang) if place in months else Cell("")
            for place in range(len(views))
        ]
        total = newest.ytd if len(months) == len(views) else None
        lead = _lead(row_label(newest, catalog, lang), group, catalog, lang)
        rows.append([*lead, _unit(newest.usual_unit), *figures, _number(total, conversion)])
    return columns, rows


def review_table(found: Review, names: Mapping[str, str], catalog: Catalog, lang: Lang) -> Table:
    """Return the figures of a report, the park's and its enterprises', with what checks and officer say."""
    heads = ("item", "site", "group", "value", "unit", "last_month", "against_month", "last_year")
    columns = [
        Column(
            _head("review", head, lang),
            number=head in _REVIEW_NUMBERS,
            unit="%" if head.startswith("against") else "",
        )
        for head in (*heads, "against_year", "former", "checks", "explained")
    ]
    rows = [
        _review_row(names.get(sheet.site, sheet.site), group, line, catalog, lang)
        for sheet in found.sheets
        for group, lines in sheet.groups
        for line in lines
        if is_shown(line)
    ]
    return columns, rows


def _month_row(
    row: FormRow, group: str, catalog: Catalog, lang: Lang, checks: Iterable[CheckResult]
) -> list[Cell]:
    cell = row.cell
    unit = cell.unit or row.usual_unit
    conversion = catalog.units.item_conversion(catalog.items[row.item], unit)
    return [
        *_lead(row_label(row, catalog, lang), group, catalog, lang),
        _figure(row, conversion, catalog, lang),
        _unit(unit),
        *(_number(value, conversion) for value in (row.last_month, row.last_year, row.ytd)),
        _change(row.ytd, row.ytd_last_year),
        Cell(str(getattr(catalog.sources[cell.source].names, lang)) if cell.source else ""),
        Cell(str(getattr(catalog.blank_reasons[cell.reason].names, lang)) if cell.reason else ""),
        Cell(cell.note),
        Cell("\n".join(check_text(check, lang) for check in checks)),
    ]


def _review_row(site: str, group: str, line: Line, catalog: Catalog, lang: Lang) -> list[Cell]:
    row, item = line.row, catalog.items[line.row.item]
    unit = row.cell.unit or row.usual_unit
    conversion = catalog.units.item_conversion(item, unit)
    value = row.cell.value if row.state == "value" else None
    compared = None if item.kind == "rate" else value
    label, of_group = _lead(row_label(row, catalog, lang), group, catalog, lang)
    said = [check for check in line.checks if check.kind not in BLANKS]
    return [
        label,
        Cell(site),
        of_group,
        Cell(instead(line, lang)) if value is None else _number(value, conversion),
        _unit(unit),
        _number(row.last_month, conversion),
        _change(compared, row.last_month),
        _number(row.last_year, conversion),
        _change(compared, row.last_year),
        Cell("") if line.former is None else _former(line.former.value, conversion),
        Cell("\n".join(check_text(check, lang) for check in said)),
        Cell("\n".join(check.explanation for check in said if check.explanation)),
    ]


def _lead(label: str, group: str, catalog: Catalog, lang: Lang) -> tuple[Cell, Cell]:
    return Cell(label), Cell(str(getattr(catalog.groups[group].names, lang)))


def _head(of: str, head: str, lang: Lang) -> str:
    return sentence(f"ui_{of}_{head}", lang)


def _figure(row: FormRow, conversion: Conversion, catalog: Catalog, lang: Lang) -> Cell:
    """Return what stands in a field: its figure, or in words why there is none."""
    if row.cell.value is not None:
        return _number(row.cell.value, conversion)
    if row.state in ("span", "not_applicable"):
        return Cell(sentence(f"ui_cell_{row.state}", lang))
    reason = catalog.blank_reasons[row.cell.reason] if row.cell.reason else None
    return Cell("" if reason is None else str(getattr(reason.names, lang)))


def _former(value: float | None, conversion: Conversion) -> Cell:
    return Cell("–") if value is None else _number(value, conversion)


def _number(value: float | None, conversion: Conversion) -> Cell:
    return Cell("", value=None if value is None else float(f"{conversion.back(value):.{_DIGITS}g}"))


def _change(value: float | None, before: float | None) -> Cell:
    """Return a change in per cent; nothing where there is nothing to compare with."""
    return Cell("", value=None if value is None or not before else round((value / before - 1) * 100, 6))


def _unit(unit: str) -> Cell:
    """Return a unit; its price base stands beside the item."""
    return Cell(unit.partition("@")[0])

"""A form of the services as the entry grid draws it: texts, units and remarks in the page's language."""

import time
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlencode

from tracker.catalog.catalog import Catalog
from tracker.catalog.entries import Item
from tracker.catalog.numbers import is_scaled
from tracker.catalog.results import Row as ResultRow
from tracker.catalog.units import Conversion
from tracker.messages import Lang, actor_name, numbers, sentence, word
from tracker.services.application import SHANGHAI
from tracker.services.entering.entry import FormRow, FormView
from tracker.services.entering.rows import DEFAULT_BASE
from tracker.services.reporting.checking import BLANKS, CheckResult
from tracker.services.reporting.submitting import blocks
from tracker.ui import keys
from tracker.ui.components.entry_grid import Carry, Cell, Form, Group, Indicator, Line, Message, Month, Row
from tracker.ui.components.figures import figure
from tracker.ui.components.form_checks import (
    by_item,
    check_text,
    example,
    filled,
    form_name,
    lines_of,
    month_name,
    sum_of_checks,
)

_COLUMNS = ("item", "value", "unit", "last_month", "last_year", "ytd", "change", "remarks", "more")
_COLUMNS_OF_YEAR = ("item", "unit", "value", "ytd", "more")
_SAID = (
    *(
        "required",
        "missing",
        "more",
        "month",
        "source",
        "reason",
        "note",
        "history",
        "jump",
        "correct",
        "affected",
        "example",
    ),
    *("saving", "stored", "mine", "theirs", "discard", "lost", "signed_out", "other_account", "left_out"),
    *("submit", "explain", "explain_first", "unsaved", "undo", "undo_title"),
    *("paste_box", "paste_hint", "paste_look", "paste_from", "paste_take"),
    *(f"paste_{why}" for why in ("unknown", "number", "several", "other", "items", "twice", "left")),
    *("carry", "carry_off", "carry_title", "carried", "carried_take", "carried_note"),
)


def grid_form(
    view: FormView,
    catalog: Catalog,
    lang: Lang,
    *,
    findings: Sequence[ResultRow] = (),
    account: str = "",
    only_relevant: bool = True,
) -> Form:
    """Return the grid's data of one month; `account` is whose edits it takes.

    `only_relevant` leaves out what does not apply to the site or is entered elsewhere. `findings` are the
    rows of the year so far that are judged.
    """
    checks = by_item(view.checks)
    rows = [
        _month_row(row, group, view, catalog, lang, checks.get(row.item, ()))
        for group, members in view.rows
        for row in members
        if not only_relevant or is_relevant(row)
    ]
    made = _form([view], catalog, lang, rows, _COLUMNS)
    made |= {"account": account, "period": view.period, "view": "month", "relevant": only_relevant}
    made |= {"affected": _affected(findings, catalog, lang)}
    return made


def year_grid(
    views: Sequence[FormView], catalog: Catalog, lang: Lang, *, account: str = "", only_relevant: bool = True
) -> Form:
    """Return the grid's data of the months of a year, items down and months across."""
    checks = [by_item(view.checks) for view in views]
    rows = [
        _year_row(group, months, views, catalog, lang, checks)
        for group, months in rows_of_year(views, catalog, only_relevant=only_relevant)
    ]
    made = _form(views, catalog, lang, rows, _COLUMNS_OF_YEAR)
    made |= {"account": account, "period": views[0].period[:4], "view": "year", "relevant": only_relevant}
    return made


def rows_of_year(
    views: Sequence[FormView], catalog: Catalog, *, only_relevant: bool
) -> list[tuple[str, dict[int, FormRow]]]:
    """Return the rows of a year's months: the group of each, and its field of every month by place."""
    by_key: dict[str, dict[int, FormRow]] = {}
    groups: dict[str, str] = {}
    for place, view in enumerate(views):
        for group, members in view.rows:
            for row in members:
                by_key.setdefault(row.key, {})[place] = row
                groups[row.key] = group
    order = {code: place for place, code in enumerate(catalog.items)}
    return [
        (groups[key], months)
        for key, months in sorted(by_key.items(), key=lambda pair: order[pair[0].partition("@")[0]])
        if not only_relevant or any(is_relevant(row) for row in months.values())
    ]


def is_relevant(row: FormRow) -> bool:
    """Tell whether a field is the site's own to fill in."""
    return row.state != "not_applicable" and row.writable


def _form(
    views: Sequence[FormView], catalog: Catalog, lang: Lang, rows: list[Row], columns: Sequence[str]
) -> Form:
    """Return what both kinds of grid have in common."""
    groups = [code for code in catalog.groups if any(row["group"] == code for row in rows)]
    newest = views[-1]
    lines = lines_of(views, catalog, lang)
    editable = any(view.editable for view in views)
    return Form(
        account="",
        site=newest.site,
        period=newest.period,
        view="month",
        relevant=True,
        lang=lang,
        stamp=time.time(),
        months=[_month(view, lang) for view in views],
        groups=[_group(code, rows, views, catalog, lang) for code in groups],
        rows=rows,
        sources={code: _name(entry.names, lang) for code, entry in catalog.sources.items()},
        reasons={code: blank_reason(code, catalog, lang) for code in catalog.blank_reasons},
        state=_state(views, lines, lang) if editable else "",
        affected=[],
        checks=lines if editable else [],
        checked=sum_of_checks(views, lines, lang) if editable else "",
        submit=False,
        explain=any(blocks(check) for check in newest.checks),
        labels=_labels(columns, lang),
    )


def _month(view: FormView, lang: Lang) -> Month:
    return Month(
        form=form_name(view),
        name=month_name(view.period, lang),
        state=word("state", view.report.state, lang),
        readonly=not view.editable,
    )


def _state(views: Sequence[FormView], lines: Sequence[Line], lang: Lang) -> str:
    """Return when something was saved last, how much is there, and how much is to be dealt with."""
    cells = (row.cell for view in views for _, rows in view.rows for row in rows)
    saved = [cell.changed_at for cell in cells if cell.changed_at]
    known, total = (sum(part) for part in zip(*map(filled, views), strict=True))
    parts = [sentence("ui_filled", lang, filled=known, total=total)]
    if saved:
        at = max(saved).astimezone(SHANGHAI).strftime("%m-%d %H:%M")
        parts.insert(0, sentence("ui_saved_at", lang, time=at))
    if lines:
        parts.append(sentence("ui_open_count", lang, count=len(lines)))
    return " · ".join(parts)


def _affected(findings: Iterable[ResultRow], catalog: Catalog, lang: Lang) -> list[Indicator]:
    """Return what the month does to the indicators that are judged: the year so far and its verdict."""
    shown = []
    for row in findings:
        for finding in row["findings"][:1]:
            indicator = catalog.indicators[row["indicator"]]
            value = row["value"] if row["value"] is not None else row["partial"]
            text = numbers.shown(value, indicator.decimals, finding["required"])
            told = figure(f"{text} {row['unit']}", row, lang).text
            small = f" ({sentence('status_provisional', lang)})" if finding["provisional"] else ""
            verdict = word("status", finding["status"], lang) + small
            name = _name(indicator.names, lang)
            shown.append(Indicator(name=name, value=told, status=finding["status"], verdict=verdict))
    return shown


def _month_row(
    row: FormRow, group: str, view: FormView, catalog: Catalog, lang: Lang, checks: Sequence[CheckResult]
) -> Row:
    item = catalog.items[row.item]
    conversion = catalog.units.item_conversion(item, row.cell.unit or row.usual_unit)
    beside = [_beside(value, conversion) for value in (row.last_month, row.last_year, row.ytd)]
    missing = any(check.kind in BLANKS for check in checks)
    return Row(
        key=row.key,
        group=group,
        name=row_label(row, catalog, lang),
        help=_name(item.help, lang) if item.help else "",
        required=missing or (owed(item) and row.state == "blank"),
        missing=missing,
        unit=row.cell.unit or row.usual_unit,
        units=list(row.units),
        cells=[_cell(row, view, catalog, lang, checks)],
        context=[*beside, numbers.ratio_change(row.ytd, row.ytd_last_year)],
        carry=_carry(row, item),
    )


def _carry(row: FormRow, item: Item) -> Carry:
    """Return what may be taken over from last month: a unit, and of a stock its figure."""
    text, unit = row.former or ("", "")
    return Carry(unit=unit, value=text if item.kind == "stock" else "")


def _year_row(
    group: str,
    months: Mapping[int, FormRow],
    views: Sequence[FormView],
    catalog: Catalog,
    lang: Lang,
    checks: Sequence[Mapping[str, Sequence[CheckResult]]],
) -> Row:
    newest = months[max(months)]
    item = catalog.items[newest.item]
    cells = []
    for place, view in enumerate(views):
        if place in months:
            row = months[place]
            cells.append(_cell(row, view, catalog, lang, checks[place].get(row.item, ())))
        else:
            cells.append(_no_cell(newest, view))
    total = newest.ytd if len(months) == len(views) else None
    return Row(
        key=newest.key,
        group=group,
        name=row_label(newest, catalog, lang),
        help=_name(item.help, lang) if item.help else "",
        required=False,
        missing=False,
        unit=newest.usual_unit,
        units=list(newest.units),
        cells=cells,
        context=[_beside(total, catalog.units.item_conversion(item, newest.usual_unit))],
        carry=Carry(unit="", value=""),
    )


def _cell(row: FormRow, view: FormView, catalog: Catalog, lang: Lang, checks: Sequence[CheckResult]) -> Cell:
    item, cell = catalog.items[row.item], row.cell
    conversion = catalog.units.item_conversion(item, cell.unit or row.usual_unit)
    return Cell(
        value=cell.text,
        unit=cell.unit,
        source=cell.source or "",
        reason=cell.reason or "",
        note=cell.note,
        version=cell.version,
        readonly=not (view.editable and row.writable),
        echo=_echo(row, conversion, catalog, lang),
        history=_history(view, row.item),
        messages=[
            *_remarks(row, view, lang),
            *(_message(check, lang) for check in checks if check.kind not in BLANKS),
        ],
    )


def _remarks(row: FormRow, view: FormView, lang: Lang) -> list[Message]:
    """Return what the reviewer who returned the report said of a figure."""
    said = [one for one in view.remarks if (one.site, one.item, one.base) == (view.site, row.item, row.base)]
    texts = [sentence("ui_remark_quoted", lang, text=one.text, name=actor_name(one.by, lang)) for one in said]
    return [Message(level="remark", text=text, example="", unit="", action="") for text in texts]


def _no_cell(row: FormRow, view: FormView) -> Cell:
    """A month in which a series on a price base has no field of its own."""
    return Cell(
        value="",
        unit="",
        source="",
        reason="",
        note="",
        version=0,
        readonly=True,
        echo="",
        history=_history(view, row.item),
        messages=[],
    )


def _history(view: FormView, item: str) -> str:
    query = {keys.SITE: view.site, keys.ITEM: item, keys.PERIOD: view.period}
    return f"/history?{urlencode(query)}"


def owed(item: Item) -> bool:
    """Tell whether a blank field of the item is missing by itself: not one of a set, nor a growth rate."""
    return item.blank == "required" and item.together is None and item.kind != "rate"


def row_label(row: FormRow, catalog: Catalog, lang: Lang) -> str:
    """Return what a figure is called, with the base year of its prices."""
    item = catalog.items[row.item]
    base = sentence("ui_base_year", lang, year=row.base or DEFAULT_BASE) if item.based else ""
    return _name(item.names, lang) + base


def blank_reason(code: str, catalog: Catalog, lang: Lang) -> str:
    """Return a reason of a blank with what the blank counts as."""
    reason = catalog.blank_reasons[code]
    counts = word("counts_as", reason.counts_as, lang)
    return sentence("ui_blank_reason", lang, reason=_name(reason.names, lang), counts=counts)


def _echo(row: FormRow, conversion: Conversion, catalog: Catalog, lang: Lang) -> str:
    """Return what a figure is in the item's own unit where that differs, or what stands for none."""
    if row.cell.value is not None:
        own = row.units[0]
        same = conversion.multiply == conversion.divide and not is_scaled(row.cell.text)
        return "" if same else sentence("ui_echo", lang, value=numbers.plain(row.cell.value, 10), unit=own)
    if row.cell.reason:
        return blank_reason(row.cell.reason, catalog, lang)
    return sentence(f"ui_cell_{row.state}", lang) if row.state in ("span", "not_applicable") else ""


def _beside(value: float | None, conversion: Conversion) -> str:
    """Return a figure in the unit the field is typed in, so that the eye can compare."""
    return "" if value is None else numbers.plain(conversion.back(value), 7)


def _message(check: CheckResult, lang: Lang) -> Message:
    fits = str(check.params.get("fits") or "")
    action = sentence("ui_change_unit", lang, unit=fits) if fits else ""
    level = "D" if check.explained else check.severity
    return Message(
        level=level, text=check_text(check, lang), example=example(check, lang), unit=fits, action=action
    )


def _group(code: str, rows: Sequence[Row], views: Sequence[FormView], catalog: Catalog, lang: Lang) -> Group:
    """Count the fields that are to be filled in or were, and those with something to look at."""
    fields = [
        cell
        for row in rows
        if row["group"] == code
        for cell, view in zip(row["cells"], views, strict=True)
        if not (cell["readonly"] and view.editable)
    ]
    known = sum(bool(cell["value"] or cell["reason"] or cell["echo"]) for cell in fields)
    worst = [
        min((said["level"] for said in cell["messages"] if said["level"] in "ABC"), default="D")
        for cell in fields
    ]
    return Group(
        code=code,
        name=_name(catalog.groups[code].names, lang),
        counts=sentence("ui_group_counts", lang, filled=known, total=len(fields)),
        doubts=sum(level in "BC" for level in worst),
        blocks=worst.count("A"),
    )


def _labels(columns: Sequence[str], lang: Lang) -> dict[str, object]:
    named = {column: sentence(f"ui_column_{column}", lang) for column in columns}
    return {"columns": named, **{code: sentence(f"ui_grid_{code}", lang) for code in _SAID}}


def _name(names: object, lang: Lang) -> str:
    return str(getattr(names, lang))

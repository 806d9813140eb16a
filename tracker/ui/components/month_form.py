"""A form of the services as the entry grid draws it: texts, units and remarks in the page's language."""

from collections.abc import Iterable, Mapping, Sequence

from tracker.catalog.catalog import Catalog
from tracker.catalog.entries import Item
from tracker.catalog.units import Conversion
from tracker.messages import Lang, numbers, sentence
from tracker.services.entering.entry import CellEdit, FormRow, FormView
from tracker.services.reporting.checking import CheckResult
from tracker.ui.components.entry_grid import Edit, Form, Group, Message, Row

GAP = "gap"
"""The kind of check that finds blank fields: said once below the form, and in two words beside a field."""

_COLUMNS = ("item", "value", "unit", "last_month", "last_year", "ytd", "change", "remarks", "more")


def grid_form(
    view: FormView,
    catalog: Catalog,
    lang: Lang,
    *,
    done: Sequence[str] = (),
    refused: Mapping[str, tuple[Edit, str]] | None = None,
    only_relevant: bool = True,
) -> Form:
    """Return the grid's data; `refused` holds, by row, an edit that was not stored and why.

    `only_relevant` leaves out what does not apply to the site or is entered elsewhere.
    """
    checks = _by_item(view.checks)
    rows = [
        _row(row, group, catalog, lang, checks.get(row.item, ()), (refused or {}).get(row.key))
        for group, members in view.rows
        for row in members
        if not only_relevant or (row.state != "not_applicable" and row.writable)
    ]
    shown = {row["group"] for row in rows}
    return Form(
        form=form_name(view),
        readonly=not view.editable,
        groups=[_group(group, rows, catalog, lang) for group, _ in view.rows if group in shown],
        rows=rows,
        sources={code: _name(entry.names, lang) for code, entry in catalog.sources.items()},
        reasons={code: _name(entry.names, lang) for code, entry in catalog.blank_reasons.items()},
        labels=_labels(lang),
        done=list(done),
    )


def form_name(view: FormView) -> str:
    """Return what names a form among the browser's edits."""
    return f"{view.site}/{view.period}"


def cell_edit(edit: Edit) -> CellEdit:
    """Return what somebody typed as the services take it."""
    item, _, base = edit["key"].partition("@")
    return CellEdit(
        id=edit["id"],
        item=item,
        value=edit["value"],
        unit=edit["unit"],
        version=edit["version"],
        base=int(base or 0),
        source=edit["source"],
        reason=edit["reason"],
        note=edit["note"],
    )


def check_text(check: CheckResult, lang: Lang) -> str:
    """Return a check's sentence with its number."""
    return f"{sentence(check.message, lang, **check.params)} [{check.number}]"


def gap_text(gaps: Sequence[CheckResult], catalog: Catalog, lang: Lang) -> str:
    """Return one sentence for all blank fields."""
    named = [getattr(catalog.items[check.item].names, lang) for check in gaps if check.item is not None]
    items = sentence("ui_comma", lang).join(named)
    return f"{sentence('ui_gaps', lang, count=len(named), items=items)} [{gaps[0].number}]"


def filled(view: FormView) -> tuple[int, int]:
    """Return how many fields of the form are settled, and how many there are to enter."""
    rows = [row for _, members in view.rows for row in members if row.writable]
    rows = [row for row in rows if row.state != "not_applicable"]
    return sum(row.state != "blank" for row in rows), len(rows)


def _by_item(checks: Iterable[CheckResult]) -> dict[str, list[CheckResult]]:
    found: dict[str, list[CheckResult]] = {}
    for check in checks:
        if check.item is not None:
            found.setdefault(check.item, []).append(check)
    return found


def _row(
    row: FormRow,
    group: str,
    catalog: Catalog,
    lang: Lang,
    checks: Sequence[CheckResult],
    refused: tuple[Edit, str] | None,
) -> Row:
    item, cell = catalog.items[row.item], row.cell
    unit = cell.unit or row.usual_unit
    conversion = catalog.units.item_conversion(item, unit)
    missing = any(check.kind == GAP for check in checks)
    made = Row(
        key=row.key,
        group=group,
        name=_label(row, item, lang),
        help=_name(item.help, lang) if item.help else "",
        required=missing or (_owed(item) and row.state == "blank"),
        missing=missing,
        readonly=not row.writable,
        value=cell.text,
        unit=unit,
        units=list(row.units),
        source=cell.source or "",
        reason=cell.reason or "",
        note=cell.note,
        version=cell.version,
        refused=refused is not None,
        last_month=_beside(row.last_month, conversion),
        last_year=_beside(row.last_year, conversion),
        ytd=_beside(row.ytd, conversion),
        change=numbers.ratio_change(row.ytd, row.ytd_last_year),
        echo=_echo(row, conversion, lang),
        messages=[_message(check, lang) for check in checks if check.kind != GAP],
    )
    if refused is not None:
        edit, why = refused
        made |= {"value": edit["value"], "unit": edit["unit"], "note": edit["note"]}
        said = Message(level="error", text=sentence("ui_not_saved", lang, problem=why), unit="", action="")
        made["messages"] = [said, *made["messages"]]
    return made


def _owed(item: Item) -> bool:
    """Tell whether a blank field of the item is missing by itself: not one of a set, nor a growth rate."""
    return item.blank == "required" and item.together is None and item.kind != "rate"


def _label(row: FormRow, item: Item, lang: Lang) -> str:
    base = sentence("ui_base_year", lang, year=row.base) if row.base else ""
    return _name(item.names, lang) + base


def _echo(row: FormRow, conversion: Conversion, lang: Lang) -> str:
    """Return what a figure is in the item's own unit where that differs, or what stands for none."""
    if row.cell.value is not None:
        own = row.units[0]
        same = conversion.multiply == conversion.divide
        return "" if same else sentence("ui_echo", lang, value=numbers.plain(row.cell.value, 10), unit=own)
    return sentence(f"ui_cell_{row.state}", lang) if row.state in ("span", "not_applicable") else ""


def _beside(value: float | None, conversion: Conversion) -> str:
    """Return a figure in the unit the field is typed in, so that the eye can compare."""
    return "" if value is None else numbers.plain(conversion.back(value), 7)


def _message(check: CheckResult, lang: Lang) -> Message:
    fits = str(check.params.get("fits") or "")
    action = sentence("ui_change_unit", lang, unit=fits) if fits else ""
    level = "D" if check.explained else check.severity
    return Message(level=level, text=check_text(check, lang), unit=fits, action=action)


def _group(code: str, rows: Sequence[Row], catalog: Catalog, lang: Lang) -> Group:
    members = [row for row in rows if row["group"] == code]
    known = sum(bool(row["value"] or row["reason"] or row["echo"]) for row in members)
    trouble = sum(row["refused"] or any(m["level"] != "D" for m in row["messages"]) for row in members)
    text = "ui_group_trouble" if trouble else "ui_group_counts"
    counts = sentence(text, lang, filled=known, total=len(members), count=trouble)
    return Group(code=code, name=_name(catalog.groups[code].names, lang), counts=counts, trouble=trouble > 0)


def _labels(lang: Lang) -> dict[str, object]:
    return {
        "columns": {column: sentence(f"ui_column_{column}", lang) for column in _COLUMNS},
        "missing": sentence("ui_cell_missing", lang),
        "required": sentence("ui_required_item", lang),
        "more": sentence("ui_more", lang),
        "source": sentence("ui_source", lang),
        "reason": sentence("ui_blank_reason", lang),
        "note": sentence("ui_note", lang),
    }


def _name(names: object, lang: Lang) -> str:
    return str(getattr(names, lang))

"""Why an indicator is not evaluable, and what to do about it: cells to fill, with the way to their form."""

from html import escape
from urllib.parse import urlencode

import streamlit as st

from tracker.catalog.catalog import Catalog
from tracker.catalog.periods import Period, month_text
from tracker.catalog.results import Row
from tracker.ui import keys
from tracker.ui.components.frame import month_words
from tracker.ui.components.indicator_words import name_of
from tracker.ui.visit import words

_MOST_MONTHS, _MOST_ITEMS = 4, 6


def draw_to_do(
    catalog: Catalog, row: Row, earlier: Row | None, names: dict[str, str], *, enters: bool
) -> None:
    """Draw what lets a figure be judged; `enters`: whoever looks can open the forms."""
    finding = row["findings"][0] if row["findings"] else None
    reason = finding["reason"] if finding is not None else row["reason"]
    if not reason:
        return
    if reason == "incomplete" and row["missing"]:
        head = words("ui_todo_missing" if enters else "ui_todo_missing_here")
        _cells(catalog, row, head, names, enters=enters)
    elif reason == "baseline_incomplete" and earlier is not None and earlier["missing"]:
        _cells(catalog, earlier, words("ui_todo_missing_before"), names, enters=enters)
    elif reason not in ("incomplete", "baseline_incomplete"):
        link = _form_link(row, reason) if enters else ""
        st.html(f'<div class="todo">{escape(words(f"ui_todo_{reason}"))}{link}</div>')


def _cells(catalog: Catalog, row: Row, head: str, names: dict[str, str], *, enters: bool) -> None:
    by_form: dict[tuple[str, str], list[str]] = {}
    for site, item, month in row["missing"]:
        by_form.setdefault((site, month), []).append(name_of(catalog.items[item]))
    shown = list(by_form.items())[:_MOST_MONTHS]
    points = "".join(_point(row, *form, items, names, enters=enters) for form, items in shown)
    more = sum(len(items) for items in by_form.values()) - sum(len(items) for _, items in shown)
    rest = f"<li>{escape(words('ui_todo_more', count=more))}</li>" if more else ""
    st.html(f'<div class="todo">{escape(head)}<ul class="lines">{points}{rest}</ul></div>')


def _point(row: Row, site: str, month: str, items: list[str], names: dict[str, str], *, enters: bool) -> str:
    listed = words("ui_comma").join(items[:_MOST_ITEMS])
    if len(items) > _MOST_ITEMS:
        listed += words("ui_and_more", count=len(items) - _MOST_ITEMS)
    place = "" if site == row["site"] else f"{names.get(site, site)} "
    text = words("ui_todo_cells", site=place, month=month_words(month), items=listed)
    return f"<li><bdi>{escape(text)}</bdi>{_to_form(site, month) if enters else ''}</li>"


def _form_link(row: Row, reason: str) -> str:
    """Return the way to the form of the month where something is to be entered."""
    last = Period.parse(row["period"]).last
    if reason == "no_baseline":
        return _to_form(row["site"], month_text(last - 12))
    if reason in ("no_data", "no_comparable_price", "only_cumulative", "coal_kind_unknown", "balance"):
        return _to_form(row["site"], month_text(last))
    return ""


def _to_form(site: str, month: str) -> str:
    address = escape(f"/entry?{urlencode({keys.SITE: site, keys.PERIOD: month})}")
    return f' <a href="{address}" target="_self">{escape(words("ui_todo_open"))}</a>'

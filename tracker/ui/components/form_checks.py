"""What the checks say of a form, each finding with the field it speaks of."""

from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from tracker.catalog.catalog import Catalog
from tracker.catalog.periods import Period
from tracker.messages import Lang, sentence
from tracker.messages.text import MONTHS
from tracker.services.entering.entry import FormView
from tracker.services.reporting.checking import BLANKS, CheckResult
from tracker.services.reporting.submitting import blocks
from tracker.ui import keys
from tracker.ui.components.entry_grid import Line


def lines_of(views: Sequence[FormView], catalog: Catalog, lang: Lang) -> list[Line]:
    """Return what the checks say that is to be dealt with, each with its field; blanks of a month in one.

    Of a year, a month nobody has begun to enter has no blanks yet.
    """
    lines = []
    for view in views:
        waiting = [check for check in view.checks if blocks(check) or check.item is None]
        month = f"{month_name(view.period, lang)} " if len(views) > 1 else ""
        keys = {row.item: row.key for _, members in view.rows for row in members}
        for check in waiting:
            if check.kind not in BLANKS:
                key = keys.get(check.item or "", "")
                text = month + check_text(check, lang)
                lines.append(_line(text, check, view, key, lang))
        begun = len(views) == 1 or filled(view)[0]
        for gaps in blanks_of(waiting) if begun else ():
            key = keys.get(gaps[0].item or "", "")
            text = month + gap_text(gaps, catalog, lang)
            lines.append(_line(text, gaps[0], view, key, lang))
    return lines


def _line(text: str, check: CheckResult, view: FormView, key: str, lang: Lang) -> Line:
    """Return a check with its field, and for a cumulative figure with the page that shows it."""
    elsewhere = ""
    if check.kind == "cumulative":
        january = check.month // 12 * 12
        span = Period(january, check.month, "cumulative")
        asked = {keys.SITE: check.site, keys.ITEM: check.item or "", keys.PERIOD: str(span)}
        elsewhere = f"/history?{urlencode(asked)}"
    name = form_name(view)
    return Line(text=text, example=example(check, lang), form=name, key=key, elsewhere=elsewhere)


def sum_of_checks(views: Sequence[FormView], lines: Sequence[Line], lang: Lang) -> str:
    """Return in a sentence whether anything is to be dealt with, what is explained, or that all is sound."""
    if lines:
        return sentence("ui_open_checks", lang, count=len(lines))
    if explained := sum(check.explained for view in views for check in view.checks):
        return sentence("ui_checks_explained", lang, count=explained)
    return sentence("ui_no_checks" if any(filled(view)[0] for view in views) else "ui_nothing_entered", lang)


def check_text(check: CheckResult, lang: Lang) -> str:
    """Return a check's sentence with its number."""
    return f"{sentence(check.message, lang, **check.params)} [{check.number}]"


def example(check: CheckResult, lang: Lang) -> str:
    """Return a case like it, in words."""
    return str(check.params.get(f"example_{lang}", ""))


def blanks_of(checks: Iterable[CheckResult]) -> list[list[CheckResult]]:
    """Return the checks that found blank fields, those of one number together: said once for all of them."""
    found: dict[str, list[CheckResult]] = {}
    for check in checks:
        if check.kind in BLANKS:
            found.setdefault(check.number, []).append(check)
    return list(found.values())


def gap_text(gaps: Sequence[CheckResult], catalog: Catalog, lang: Lang) -> str:
    """Return one sentence for all blank fields."""
    named = [getattr(catalog.items[check.item].names, lang) for check in gaps if check.item is not None]
    items = sentence("ui_comma", lang).join(named)
    code = "ui_gaps" if gaps[0].kind == "gap" else "ui_dropped"
    return f"{sentence(code, lang, count=len(named), items=items)} [{gaps[0].number}]"


def by_item(checks: Iterable[CheckResult]) -> dict[str, list[CheckResult]]:
    """Return the checks that speak of an item, by its code."""
    found: dict[str, list[CheckResult]] = {}
    for check in checks:
        if check.item is not None:
            found.setdefault(check.item, []).append(check)
    return found


def filled(view: FormView) -> tuple[int, int]:
    """Return how many fields of the form are settled, and how many there are to enter."""
    rows = [row for _, members in view.rows for row in members if row.writable]
    rows = [row for row in rows if row.state != "not_applicable"]
    return sum(row.state != "blank" for row in rows), len(rows)


def form_name(view: FormView) -> str:
    """Return what names a form among the browser's edits."""
    return f"{view.site}/{view.period}"


def month_name(period: str, lang: Lang) -> str:
    """Return what a month is called within its year; a year is called by its number."""
    number = int(period[5:] or 0)
    return sentence("ui_month_short", lang, month=number, name=MONTHS[number - 1]) if number else period

"""A report's figures as the review sheet shows them: texts and marks in the page's language."""

from collections.abc import Mapping, Sequence
from html import escape

from tracker.catalog.catalog import Catalog
from tracker.catalog.units import Conversion
from tracker.messages import Lang, numbers, sentence
from tracker.services.reporting.checking import BLANKS, CheckResult
from tracker.services.reporting.remarks import Remark
from tracker.services.reporting.reviewing import Line, Review, SiteSheet
from tracker.ui.components.form_checks import check_text, example
from tracker.ui.components.month_form import row_label
from tracker.ui.components.remarks import quoted
from tracker.ui.components.review_sheet import Sheet, SheetRow

HEADS = ("item", "value", "unit", "last_month", "against_month", "last_year", "against_year")
_DIGITS = 10


def sheets_of(
    found: Review, names: Mapping[str, str], said: Sequence[Remark], catalog: Catalog, lang: Lang
) -> list[Sheet]:
    """Return the park's sheet, then one to fold out for each enterprise; `said` are remarks made before."""
    return [
        Sheet(
            [
                (str(getattr(catalog.groups[group].names, lang)), rows)
                for group, lines in sheet.groups
                if (rows := [_row(sheet.site, line, said, catalog, lang) for line in lines if is_shown(line)])
            ],
            title=_title(sheet, names, lang) if place else "",
        )
        for place, sheet in enumerate(found.sheets)
    ]


def away(sheet: SiteSheet, catalog: Catalog, lang: Lang) -> str:
    """Return which items are not listed because they do not apply; nothing if there are none."""
    items = [
        str(getattr(catalog.items[line.row.item].names, lang)) for line in sheet.lines if not is_shown(line)
    ]
    if not items:
        return ""
    return sentence("ui_review_away", lang, count=len(items), items=sentence("ui_comma", lang).join(items))


def row_name(site: str, key: str) -> str:
    """Return what a row is called among the remarks."""
    return f"{site}/{key}"


def remark_of(name: str, text: str) -> Remark:
    """Return a remark typed beside a row."""
    site, _, key = name.partition("/")
    item, _, base = key.partition("@")
    return Remark(site, item, text, int(base or 0))


def is_shown(line: Line) -> bool:
    """Tell whether a figure is listed: one that does not apply is only where it did before."""
    return line.row.state != "not_applicable" or line.former is not None


def _title(sheet: SiteSheet, names: Mapping[str, str], lang: Lang) -> str:
    name = sentence("ui_review_enterprise", lang, name=names.get(sheet.site, sheet.site))
    changed = sum(line.former is not None for line in sheet.lines)
    checks = len(sheet.between) + sum(len(line.checks) for line in sheet.lines)
    counts = sentence("ui_review_counts", lang, changed=changed, checks=checks)
    return f'{escape(name)} <span class="context">{escape(counts)}</span>'


def _row(site: str, line: Line, said: Sequence[Remark], catalog: Catalog, lang: Lang) -> SheetRow:
    row, item = line.row, catalog.items[line.row.item]
    unit = row.cell.unit or row.usual_unit
    back = catalog.units.item_conversion(item, unit)
    label = row_label(line.row, catalog, lang)
    remarks = [remark for remark in said if (remark.site, remark.key) == (site, row.key)]
    return SheetRow(
        row_name(site, row.key),
        label,
        [
            escape(label) + _tags(line, lang),
            _value(line, back, lang),
            f'<span class="context">{escape(unit.partition("@")[0])}{_adds(line, lang)}</span>',
            *_compared(row.cell.value, row.last_month, back, rate=item.kind == "rate"),
            *_compared(row.cell.value, row.last_year, back, rate=item.kind == "rate"),
        ],
        below="".join(check_markup(check, lang) for check in line.checks if check.kind not in BLANKS),
        remark="".join(quoted(remark, lang) for remark in remarks),
    )


def _tags(line: Line, lang: Lang) -> str:
    tags = ""
    if line.former is not None:
        tags += f'<span class="tag changed">{sentence("ui_review_changed", lang)}</span>'
    if line.unusual:
        tags += f'<span class="tag">{sentence("ui_review_unusual", lang)}</span>'
    return tags


def _value(line: Line, back: Conversion, lang: Lang) -> str:
    """Return a figure as typed; before it, struck, what it was when submitted before."""
    row = line.row
    struck = ""
    if line.former is not None:
        was = "–" if line.former.value is None else _number(line.former.value, back)
        struck = f"<del>{escape(was)}</del>"
    if row.state == "value":
        text = _number(row.cell.value, back)
        typed = f' title="{escape(row.cell.text)}"' if row.cell.text and not line.adds else ""
        return f"{struck}<span{typed}>{escape(text)}</span>"
    return f'{struck}<span class="context">{escape(instead(line, lang))}</span>'


def _adds(line: Line, lang: Lang) -> str:
    """Return, where a park's figure is a sum, of how many of its enterprises."""
    if line.adds is None:
        return ""
    have, every = line.adds
    return f"<br><small>{escape(sentence('ui_review_sum', lang, have=have, all=every))}</small>"


def instead(line: Line, lang: Lang) -> str:
    """Return what stands where there is no figure."""
    if any(check.kind in BLANKS for check in line.checks):
        return sentence("ui_review_missing", lang)
    if line.row.state in ("span", "not_applicable"):
        return sentence(f"ui_cell_{line.row.state}", lang)
    if line.row.state == "reason":
        return line.row.cell.note or sentence("ui_review_blank", lang)
    return "–"


def _compared(value: float | None, other: float | None, back: Conversion, *, rate: bool) -> tuple[str, str]:
    """Return the figure compared with and the change in proportion, which says nothing of a rate."""
    shown = "" if other is None else _number(other, back)
    return (
        f'<span class="context">{escape(shown)}</span>',
        escape(numbers.ratio_change(value, other)) if value is not None and other and not rate else "",
    )


def _number(value: float | None, back: Conversion) -> str:
    return "–" if value is None else numbers.plain(back.back(value), _DIGITS)


def check_markup(check: CheckResult, lang: Lang) -> str:
    """Return what a check says with the officer's explanation, as markup."""
    level = "D" if check.explained and check.severity != "B" else check.severity
    said = f"{escape(check_text(check, lang))}{_release(check, lang)}"
    line = f'<span class="said {level}">{said}{_case(check, lang)}</span>'
    if check.explanation:
        text = sentence("ui_explained", lang, text=check.explanation)
        return f'{line}<span class="why"><bdi class="quote">{escape(text)}</bdi></span>'
    return line


def _case(check: CheckResult, lang: Lang) -> str:
    """Return a case like what was found, folded away."""
    text = example(check, lang)
    if not text:
        return ""
    summary = sentence("ui_grid_example", lang)
    return f'<details class="case"><summary>{summary}</summary><bdi>{escape(text)}</bdi></details>'


def _release(check: CheckResult, lang: Lang) -> str:
    return f" · {sentence('ui_released', lang)}" if check.released else ""

"""What is said of an indicator's figure: period, target, remarks, and the one sentence that matters."""

from tracker.catalog.catalog import Catalog
from tracker.catalog.entries import Indicator
from tracker.catalog.periods import Period, parse_month
from tracker.catalog.results import Finding, Row, Window
from tracker.messages import numbers, sentence, word
from tracker.services.judging.indicator_years import CURRENT, GROWTH, Step
from tracker.services.judging.risk import NOTE as FORECAST
from tracker.ui.visit import language, words

MOST_MISSING = 4


def name_of(entry: object) -> str:
    """Return the name of a catalog entry in the page's language."""
    return str(getattr(entry.names, language()))  # type: ignore[attr-defined]


def span_words(window: Window, period: str) -> str:
    """Return the months a window covers: 2026年1—9月."""
    month = Period.parse(period).last
    year, number = month // 12, month % 12 + 1
    names = sentence("chart_months", language()).replace("月", "").split(",")
    kind = "january" if window == "ytd" and number == 1 else window
    if window == "rolling12" and number == 12:
        kind, window = "ytd", "ytd"
    return words(
        f"ui_span_{kind}",
        year=year,
        month=names[number - 1],
        before=year - 1,
        next=names[number % 12],
    )


def price_words(price: str | None) -> str:
    """Return at which prices a figure stands; nothing for one without prices."""
    if price is None:
        return ""
    return words(f"ui_price_{price}") if price in (GROWTH, CURRENT) else words("ui_price_base", year=price)


def compared(row: Row) -> float | None:
    """Return the figure that is compared with the year before, else the one there is."""
    yoy = row["yoy"]
    value = yoy["value"] if yoy and yoy["value"] is not None else row["value"]
    return value if value is not None else row["partial"]


def target_text(finding: Finding, row: Row, decimals: int) -> str:
    """Return what is demanded: a bound, or less than the year before."""
    if finding["comparison"] == "<" and row["yoy"] is not None:
        return words("ui_target_fall")
    if finding["required"] is None:
        return words("ui_target_unknown")
    sign = {">=": "≥", "<=": "≤", "<": "<"}[finding["comparison"]]
    places = 0 if finding["required"] == int(finding["required"]) else decimals
    return f"{sign} {numbers.shown(finding['required'], places)} {row['unit']}"


def remarks(catalog: Catalog, row: Row, finding: Finding | None) -> str:
    """Return why a figure or verdict is what it is: reason, what is missing, notes."""
    parts = []
    reason = row["reason"] if finding is None else finding["reason"]
    if reason:
        parts.append(word("reason", reason, language()))
    if row["missing"]:
        parts.append(missing_text(catalog, row))
    if row["yoy"] and row["yoy"]["basis"]:
        parts.append(word("basis", row["yoy"]["basis"], language()))
    elif row["partial"] is not None and row["price"]:
        parts.append(price_words(row["price"]))
    parts += notes(catalog, row, finding)
    return words("ui_semicolon").join(parts)


def notes(catalog: Catalog, row: Row, finding: Finding | None, *, most: int = 0) -> list[str]:
    """Return the notes of a row and its verdict; more undeclared items than `most` are only counted."""
    found = dict.fromkeys([*row["notes"], *(finding["notes"] if finding else ())])
    undeclared = [note.partition(":")[2] for note in found if note.startswith("undeclared_item:")]
    parts = [word("note", note, language()) for note in found if not note.startswith("undeclared_item:")]
    if undeclared and len(undeclared) <= most:
        items = words("ui_comma").join(name_of(catalog.items[item]) for item in undeclared)
        parts.append(sentence("note_undeclared_item", language(), detail=items))
    elif undeclared:
        parts.append(words("ui_undeclared", count=len(undeclared)))
    return parts


def missing_text(catalog: Catalog, row: Row) -> str:
    """Return the first missing cells by name and month, and how many more there are."""
    shown = row["missing"][:MOST_MISSING]
    by_month: dict[str, list[str]] = {}
    for _, item, month in shown:
        by_month.setdefault(month, []).append(name_of(catalog.items[item]))
    cells = [f"{month} {words('ui_comma').join(names)}" for month, names in by_month.items()]
    more = len(row["missing"]) - len(shown)
    text = words("ui_missing", cells=words("ui_comma").join(cells))
    return text + (words("ui_and_more", count=more) if more > 0 else "")


def figures_of(step: Step, indicator: Indicator, finding: Finding | None) -> tuple[str, str]:
    """Return a figure and that of a year earlier, with the decimals that tell them apart."""
    if step.before is not None and step.value is not None:
        value, before = numbers.beside(step.value, step.before, indicator.decimals)
        if finding is not None and finding["comparison"] != "<":
            value = numbers.shown(step.value, indicator.decimals, finding["required"])
        return value, before
    required = None if finding is None or finding["comparison"] == "<" else finding["required"]
    before = "" if step.before is None else numbers.shown(step.before, indicator.decimals)
    return numbers.shown(step.value, indicator.decimals, required), before


def change_of(step: Step, unit: str, decimals: int) -> str:
    """Return a change as a table writes it: in per cent, of a percentage in points."""
    if step.change is None or step.value is None or step.before is None:
        return ""
    if unit != "%":
        return numbers.change(step.change)
    points = step.value - step.before if step.change else 0.0
    return ("+" if points > 0 else "") + numbers.shown(points, decimals, 0.0)


def says(catalog: Catalog, row: Row, step: Step) -> str:
    """Return the sentence that matters on one figure: value, change, target and verdict."""
    indicator = catalog.indicators[row["indicator"]]
    finding = row["findings"][0] if row["findings"] else None
    return _value(row, step, indicator, finding) + _verdict(row, step, indicator, finding)


def _value(row: Row, step: Step, indicator: Indicator, finding: Finding | None) -> str:
    value, before = figures_of(step, indicator, finding)
    period = span_words(row["window"], row["period"])
    about = {"period": period, "indicator": name_of(indicator), "unit": row["unit"], "value": value}
    if step.value is None:  # nothing, or a figure at other prices than those compared
        here = row["value"] if row["value"] is not None else row["partial"]
        if here is None:
            return words("ui_says_none", **about)
        about["value"] = numbers.shown(here, indicator.decimals)
        about["unit"] += words("ui_says_basis", basis=price_words(row["price"])) if row["price"] else ""
    if row["value"] is None:
        have, need = row["coverage"]
        return words("ui_says_partial", have=have, need=need, **about)
    text = words("ui_says_value", **about)
    if step.change is None or step.before is None or step.value is None:
        return text
    kind = "fell" if step.change < 0 else "rose" if step.change > 0 else "same"
    change = numbers.change(abs(step.change)).lstrip("+")
    if row["unit"] == "%":
        gap = numbers.shown(abs(step.value - step.before), indicator.decimals, 0.0)
        change = words("ui_says_points", gap=gap)
    text += words(f"ui_says_{kind}", before=before, change=change)
    basis = row["yoy"]["basis"] if row["yoy"] and indicator.price else None
    return text + (words("ui_says_basis", basis=word("basis", basis, language())) if basis else "")


def _verdict(row: Row, step: Step, indicator: Indicator, finding: Finding | None) -> str:
    if finding is None:
        return _unjudged(row)
    if finding["status"] == "not_evaluable":
        if finding["reason"] == "incomplete" and row["partial"] is not None:
            return words("ui_says_not_evaluable_yet")
        reason = word("reason", finding["reason"] or "", language())
        return words("ui_says_not_evaluable", reason=reason)
    target = target_text(finding, row, indicator.decimals)
    if finding["status"] == "at_risk" and FORECAST in finding["notes"]:
        return words("ui_says_foreseen", target=target)
    gap = _gap(row, step, indicator, finding) if finding["status"] != "met" else ""
    return words(f"ui_says_{finding['status']}", target=target, gap=gap)


def _unjudged(row: Row) -> str:
    if row["window"] in ("month", "rolling12"):
        return words("ui_says_not_judged", window=word("window", row["window"], language()))
    if row["window"] == "ytd" and parse_month(row["period"]) % 12 == 0:
        return words("ui_says_not_judged_yet")
    return words("ui_says_no_target")


def _gap(row: Row, step: Step, indicator: Indicator, finding: Finding) -> str:
    if finding["required"] is None or step.value is None or finding["comparison"] == "<":
        return ""
    lack = abs(step.value - finding["required"])
    gap = numbers.shown(lack, indicator.decimals, 0.0)
    text = words("ui_says_points", gap=gap) if row["unit"] == "%" else f"{gap} {row['unit']}"
    return words("ui_says_gap", gap=text)

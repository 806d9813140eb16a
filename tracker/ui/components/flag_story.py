"""A flag's reason in numbers, and what happened to it, in the page's language."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from html import escape
from itertools import groupby
from typing import Any

from tracker.catalog.catalog import Catalog
from tracker.compute.forecast_targets import Comparison
from tracker.messages import Lang, actor_name, numbers, sentence, word
from tracker.messages.chances import probability_words
from tracker.services.flagging.story import Step
from tracker.services.judging.outlook_texts import pace_text
from tracker.ui.components.moments import minute

_PLAIN = ("value", "usual", "limit", "left", "right", "months", "computed")
_SIGNS = {">=": "≥", "<=": "≤", "<": "<"}
_DIGITS = 7
_DECIMALS = 2

Line = tuple[str, str]


def reason_lines(flag: Mapping[str, Any], catalog: Catalog, lang: Lang, today: date) -> list[Line]:
    """Return the reason of a flag as names and values, as texts."""
    evidence = flag["evidence"]
    if flag["indicator"] is not None:
        lines = list(_judged(flag, evidence, catalog, lang))
    elif flag["axis"] == "receipt":
        lines = list(_late(flag, lang, today))
    else:
        lines = list(_checked(flag, evidence, catalog, lang))
    if flag["notes"]:
        comma = sentence("ui_comma", lang)
        lines.append(("ui_figure_notes", comma.join(word("note", note, lang) for note in flag["notes"])))
    if evidence.get("cleared_by"):
        lines.append(("ui_figure_cleared_by", word("cleared_by", evidence["cleared_by"], lang)))
    return [(sentence(name, lang), text) for name, text in lines]


def _judged(
    flag: Mapping[str, Any], evidence: Mapping[str, Any], catalog: Catalog, lang: Lang
) -> Iterator[Line]:
    decimals = _decimals(flag, catalog)
    value, required = numbers.against(evidence["value"], evidence["required"], decimals)
    unit, comparison = evidence["unit"], _SIGNS[evidence["comparison"]]
    provisional = f" ({sentence('ui_flag_provisional', lang)})" if evidence["provisional"] else ""
    yield "ui_figure_period", f"{evidence['period']} {word('window', evidence['window'], lang)}"
    yield "ui_figure_value", f"{value} {unit}{provisional}"
    yield "ui_figure_required", f"{comparison} {required} {unit}"
    if "probability" in evidence:
        yield from _foreseen(evidence, decimals, lang)
        return
    yield "ui_figure_shortfall", f"{numbers.shown(evidence['shortfall'], decimals, 0.0)} {unit}"
    if evidence["required"] and unit != "%":
        yield "ui_figure_change", numbers.ratio_change(evidence["value"], evidence["required"])


def _foreseen(evidence: Mapping[str, Any], decimals: int, lang: Lang) -> Iterator[Line]:
    """Yield what the forecast says of the year a target that is met so far will miss."""
    unit, comparison, made = evidence["unit"], evidence["comparison"], evidence["forecast"]
    value, required = numbers.against(made["value"], evidence["baseline"], decimals)
    low, high = numbers.beside(made["low"], made["high"], decimals)
    band = sentence("ui_figure_band", lang, level=f"{made['level'] * 100:.0f}", low=low, high=high)
    yield "ui_figure_forecast", f"{value} {unit}{band if made['low'] != made['high'] else ''}"
    yield "ui_figure_required_of_year", f"{_SIGNS[comparison]} {required} {unit}"
    yield "ui_figure_expected_shortfall", f"{numbers.shown(evidence['shortfall'], decimals, 0.0)} {unit}"
    yield "ui_figure_probability", probability_words(evidence["probability"], lang)
    if (left := evidence["remaining"]) is not None:
        yield "ui_figure_left_months", _left(left, comparison, decimals, unit, lang)
    below = {"below": evidence["months_below"], "months": evidence["of_months"]}
    yield "ui_figure_months_below", sentence("ui_figure_of_months", lang, **below)


def _left(left: Mapping[str, Any], comparison: Comparison, decimals: int, unit: str, lang: Lang) -> str:
    """Return what the months left may average, or that no figures of theirs matter any more."""
    if left.get("outcome", "open") != "open":
        return sentence(f"remaining_{left['outcome']}", lang, months=left["months"])
    code = "ui_figure_left_least" if comparison == ">=" else "ui_figure_left_most"
    average = pace_text(left["average"], comparison, decimals)
    return sentence(code, lang, months=left["months"], average=average, unit=unit)


def _late(flag: Mapping[str, Any], lang: Lang, today: date) -> Iterator[Line]:
    if flag["due"]:
        over = max(0, (today - date.fromisoformat(flag["due"])).days)
        yield "ui_figure_due", str(flag["due"])
        yield "ui_figure_late", sentence("ui_figure_days", lang, days=over)


def _checked(
    flag: Mapping[str, Any], evidence: Mapping[str, Any], catalog: Catalog, lang: Lang
) -> Iterator[Line]:
    item = catalog.items.get(flag["item"] or "")
    unit = evidence.get("unit") or ("" if item is None else item.unit)
    for name in _PLAIN:
        if isinstance(figure := evidence.get(name), int | float):
            yield f"ui_figure_{name}", f"{numbers.plain(figure, _DIGITS)} {unit}".strip()
    if isinstance(times := evidence.get("times"), int | float):
        yield "ui_figure_times", numbers.plain(times, 3)
    if evidence.get("items"):
        yield "ui_figure_items", sentence("ui_comma", lang).join(_items(evidence["items"], catalog, lang))
    if evidence.get("explanation"):
        yield "ui_figure_explanation", evidence["explanation"]


def _items(codes: Sequence[str], catalog: Catalog, lang: Lang) -> list[str]:
    known = catalog.items
    return [str(getattr(known[code].names, lang)) if code in known else code for code in codes]


def _decimals(flag: Mapping[str, Any], catalog: Catalog) -> int:
    indicator = catalog.indicators.get(flag["indicator"] or "")
    return _DECIMALS if indicator is None else indicator.decimals


def timeline(flag: Mapping[str, Any], steps: Sequence[Step], catalog: Catalog, lang: Lang) -> str:
    """Return the steps as a list, newest first, as markup; evaluations in a row are told as one."""
    points = []
    for name, group in groupby(steps, key=lambda step: step.step):
        alike = list(group)
        if name == "updated":
            head = "ui_step_updated" if len(alike) == 1 else "ui_step_updated_times"
            points.append(_point(sentence(head, lang, count=len(alike)), alike[-1], flag, catalog, lang))
        else:
            points += [_point(_step_words(name, lang), step, flag, catalog, lang) for step in alike]
    return f'<ol class="timeline">{"".join(reversed(points))}</ol>'


def _step_words(name: str, lang: Lang) -> str:
    if name in ("opened", "cleared", "gone", "explained", "accepted", "closed"):
        return sentence(f"ui_step_{name}", lang)
    return word("flag_status", name, lang)


def _point(head: str, step: Step, flag: Mapping[str, Any], catalog: Catalog, lang: Lang) -> str:
    said = f'<bdi class="quote">{escape(step.reason)}</bdi>' if step.reason else ""
    figure = _figure(flag, step.figures, catalog, lang)
    where = " · ".join(part for part in (minute(step.at), actor_name(step.actor, lang), figure) if part)
    return f'<li><b>{escape(head)}</b> <span class="context">{escape(where)}</span>{said}</li>'


def _figure(flag: Mapping[str, Any], figures: Mapping[str, Any], catalog: Catalog, lang: Lang) -> str:
    value = figures.get("value")
    if not isinstance(value, int | float) or flag["indicator"] is None:
        return ""
    text, _ = numbers.against(value, figures.get("required", value), _decimals(flag, catalog))
    return sentence("ui_step_figure", lang, value=text, unit=figures.get("unit", ""))

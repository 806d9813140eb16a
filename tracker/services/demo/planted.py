"""The problems planted in the demo's figures, each so that the rule named in `planted.yaml` can find it."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from tracker.services.demo import shapes
from tracker.services.demo.files import Planted
from tracker.services.demo.shapes import Counts, Series, whole
from tracker.services.demo.sheets import Sheet


@dataclass(frozen=True)
class Problem:
    """A planted problem with its months settled, counted from January 2020."""

    entry: Planted
    months: tuple[int, ...]


def settle(entries: list[Planted], months: int) -> list[Problem]:
    """Return the problems with their months: years count from the newest whose October is complete."""
    newest = shapes.FIRST_YEAR + (months - 10) // 12
    return [Problem(entry, _months_of(entry, newest, months)) for entry in entries]


def _months_of(entry: Planted, newest: int, months: int) -> tuple[int, ...]:
    if entry.months == "last":
        return (months - 1,)
    if entry.months == "last-1":
        return (months - 2,)
    start = (newest + entry.year - shapes.FIRST_YEAR) * 12
    return tuple(start + int(month) - 1 for month in entry.months if start + int(month) > 0)


def drifts(problems: list[Problem], length: int) -> tuple[Series, Series, Series]:
    """Return the factors on the whole site, on its energy and on its water that planted problems ask for."""
    scale, energy, water = np.ones(length), np.ones(length), np.ones(length)
    for problem in problems:
        entry, start = problem.entry, problem.months[0] if problem.months else 0
        if entry.kind == "scope_change":
            scale[start:] *= entry.amount
        elif entry.kind == "drift":
            # the ordinary yearly fall is undone, then the planted rise put on
            part = energy if "energy" in entry.items else water
            part *= shapes.drift(entry.amount + 0.045, start, length)
    return scale, energy, water


def plant(sheet: Sheet, problems: list[Problem]) -> None:
    """Change the sheet's figures as the problems say; kinds that change no figure are passed over."""
    for problem in problems:
        change = _CHANGES.get(problem.entry.kind)
        if change is not None:
            change(sheet, problem, np.array(problem.months, dtype=np.int64))


def _gap(sheet: Sheet, problem: Problem, months: Counts) -> None:
    for item in problem.entry.items:
        sheet.columns[item].filled[months] = False


def _factor(sheet: Sheet, problem: Problem, months: Counts) -> None:
    for item in problem.entry.items:
        sheet.columns[item].counts[months] *= int(problem.entry.amount)


def _frozen(sheet: Sheet, problem: Problem, months: Counts) -> None:
    for item in problem.entry.items:
        sheet.columns[item].counts[months] = sheet.columns[item].counts[months[0]]


def _rain_inflow(sheet: Sheet, problem: Problem, months: Counts) -> None:
    generated = sheet.columns["wastewater_generated"].counts[months]
    treated = whole(generated * problem.entry.amount)
    sheet.columns["wastewater_treated"].counts[months] = treated
    reused = sheet.columns["wastewater_reused"].counts[months]
    sheet.columns["wastewater_discharged"].counts[months] = treated - reused


def _stored_then_used(sheet: Sheet, problem: Problem, months: Counts) -> None:
    """Waste stored in the first half of the months is utilized in the second; the year's sums stay whole."""
    early, late = months[: len(months) // 2], months[len(months) // 2 :]
    utilized, stored = (
        sheet.columns["solid_waste_utilized"].counts,
        sheet.columns["solid_waste_stored"].counts,
    )
    kept = whole(utilized[early] * problem.entry.amount)
    for place, change in ((early, kept), (late, -kept)):
        stored[place] += change
        utilized[place] -= change
    _carry_stock(sheet)


def _waste_stored(sheet: Sheet, problem: Problem, months: Counts) -> None:
    """From the first month on a part of the waste is neither utilized nor disposed of."""
    since = slice(int(months[0]), None)
    disposed, stored = (
        sheet.columns["solid_waste_disposed"].counts,
        sheet.columns["solid_waste_stored"].counts,
    )
    kept = whole(disposed[since] * problem.entry.amount)
    disposed[since] -= kept
    stored[since] += kept
    _carry_stock(sheet)


def _stock_worked_off(sheet: Sheet, problem: Problem, months: Counts) -> None:
    """Waste of earlier years is utilized beside the new; it lay in storage since before the first figure."""
    utilized = sheet.columns["solid_waste_utilized"]
    old = np.zeros(sheet.months, dtype=np.int64)
    old[months] = np.rint(sheet.columns["solid_waste_generated"].counts[months] * problem.entry.amount)
    utilized.counts += old
    sheet.columns["solid_waste_stock_end"].counts += old.sum()
    sheet.put("solid_waste_utilized_stock", old, utilized.decimals, utilized.unit, "report")
    _carry_stock(sheet)


def _carry_stock(sheet: Sheet) -> None:
    """Let the stock follow what is stored and what is taken from it."""
    change = sheet.columns["solid_waste_stored"].counts.copy()
    if "solid_waste_utilized_stock" in sheet.columns:
        change -= sheet.columns["solid_waste_utilized_stock"].counts
    sheet.columns["solid_waste_stock_end"].counts += change.cumsum()


def _hazardous_kept(sheet: Sheet, problem: Problem, months: Counts) -> None:
    sent = sheet.columns["hazardous_waste_sent_out"].counts
    kept = np.zeros(sheet.months, dtype=np.int64)
    kept[months] = np.rint(sent[months] * problem.entry.amount)
    sent -= kept
    sheet.columns["hazardous_waste_stock_end"].counts += kept.cumsum()


def _dumped(sheet: Sheet, problem: Problem, months: Counts) -> None:
    """The amount (t) is missing from what is disposed of; months before and after say 0."""
    disposed = sheet.columns["solid_waste_disposed"]
    dumped = np.zeros(sheet.months, dtype=np.int64)
    per_tonne = 10**disposed.decimals / (1e4 if disposed.unit == "万吨" else 1)
    dumped[months] = round(problem.entry.amount * per_tonne)
    disposed.counts -= dumped
    sheet.put("solid_waste_dumped", dumped, disposed.decimals, disposed.unit, "report")


def _growth_differs(sheet: Sheet, problem: Problem, months: Counts) -> None:
    column = sheet.columns["value_added_growth"]
    column.counts[months] += round(problem.entry.amount * 10**column.decimals)


def _unknown_coal(sheet: Sheet, problem: Problem, months: Counts) -> None:
    """The year's coal is reported without its kind: moved from the kinds to raw coal."""
    raw = np.zeros(sheet.months, dtype=np.int64)
    coal = sheet.columns["anthracite"]
    raw[months] = coal.counts[months]
    coal.counts[months] = 0
    sheet.put("raw_coal", raw, coal.decimals, coal.unit, coal.source)


_CHANGES: dict[str, Callable[[Sheet, Problem, Counts], None]] = {
    "gap": _gap,
    "factor": _factor,
    "frozen": _frozen,
    "rain_inflow": _rain_inflow,
    "stored_then_used": _stored_then_used,
    "waste_stored": _waste_stored,
    "stock_worked_off": _stock_worked_off,
    "hazardous_kept": _hazardous_kept,
    "dumped": _dumped,
    "growth_differs": _growth_differs,
    "unknown_coal": _unknown_coal,
}

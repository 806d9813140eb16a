"""The state of each cell: one site, one flow item, one month (contract §3, *Cells*, and §2, `period`).

A cell is a value, inside a longer span, not applicable, passed over, missing, or inactive (an enterprise
outside its span). Only a value and a span carry a quantity; everything but missing is known.
"""

from dataclasses import dataclass, replace

from tracker.reference.facts import Facts, Json, Observation, inside_span, item_of, kind_of, remembered
from tracker.reference.months import month_of

VALUE = "value"
SPAN = "span"
NOT_APPLICABLE = "not_applicable"
PASSED = "passed"
MISSING = "missing"
INACTIVE = "inactive"


@dataclass(frozen=True)
class Cell:
    """One cell: a span's quantity stands at its last month, its other months carry 0.

    `start` and `end` are the months of the span (of a value: its month). `annual` marks a month known only
    through the year's figure. `confirmed` is the reviewer's word on the declaration that makes a cell not
    applicable. `reported` is false where another item of the same set already stands for the gap.
    """

    state: str
    start: int
    end: int
    value: float = 0.0
    annual: bool = False
    estimated: bool = False
    confirmed: bool = True
    reported: bool = True


@dataclass(frozen=True)
class Layout:
    """A series laid out by month, and its annual figures by year."""

    cells: dict[int, Cell]
    annual: dict[int, Observation]


@remembered
def cell(facts: Facts, site: str, series: str, month: int) -> Cell:
    """Decide a cell: the site's span first, then the cell by itself, then the set it belongs to.

    Outside its span an enterprise adds nothing, and a park is missing (§1).
    """
    if not inside_span(facts, site, month):
        outside = INACTIVE if kind_of(facts, site) == "enterprise" else MISSING
        return Cell(outside, month, month)
    alone = lone_cell(facts, site, series, month)
    if alone.state != PASSED or not facts.items[item_of(series)].get("together"):
        return alone
    return with_its_set(facts, site, series, month, alone)


def with_its_set(facts: Facts, site: str, item: str, month: int, alone: Cell) -> Cell:
    """Make a passed-over item missing where nothing of its set is known (§3: fresh water as a whole).

    The gap is reported once, under the first passed-over item of the set.
    """
    together = facts.items[item]["together"]
    members = [
        code
        for code, entry in facts.items.items()
        if entry.get("together") == together and entry["blank"] == "alternative"
    ]
    states = {code: lone_cell(facts, site, code, month).state for code in members}
    if any(state in (VALUE, SPAN, MISSING) for state in states.values()):
        return alone
    first = next(code for code in members if states[code] == PASSED)
    return Cell(MISSING, month, month, reported=item == first)


def lone_cell(facts: Facts, site: str, series: str, month: int) -> Cell:
    """Return the state of a cell without regard to its set: what was typed, else what the blank means."""
    laid_out = layout(facts, site, series).cells
    return laid_out[month] if month in laid_out else blank_cell(facts, site, item_of(series), month)


def blank_cell(facts: Facts, site: str, item: str, month: int) -> Cell:
    """Decide what a blank means (§3): declared 不涉及, passed over while never entered, else missing.

    An alternative declared applicable from a month on was not there before, by that declaration.
    """
    declarations = covering_declarations(facts, site, item)
    in_force = [entry for entry in declarations if has_begun(entry, month)]
    if in_force:
        declared_away = not in_force[-1]["applicable"]
        state = NOT_APPLICABLE if declared_away else MISSING
        return Cell(state, month, month, confirmed=in_force[-1]["confirmed"] or not declared_away)
    if facts.items[item]["blank"] == "required":
        return Cell(MISSING, month, month)
    if declarations:
        coming = min(reversed(declarations), key=lambda entry: month_of(entry["from"]))
        if coming["applicable"]:
            return Cell(NOT_APPLICABLE, month, month, confirmed=coming["confirmed"])
    first = first_entered(facts, site, item)
    return Cell(PASSED if first is None or month < first else MISSING, month, month)


def has_begun(declaration: Json, month: int) -> bool:
    """Say whether a declaration holds in a month; without a date it holds always (§3)."""
    return declaration["from"] is None or month_of(declaration["from"]) <= month


@remembered
def covering_declarations(facts: Facts, site: str, item: str) -> list[Json]:
    """Return the declarations about an item in the order made (§3).

    A declaration that names a group covers the items of it without a figure.
    """
    groups = facts.catalog["groups"]
    entered = bool(facts.item_figures(site, item))
    return [
        entry
        for entry in facts.sites[site].get("declarations", [])
        if entry["item"] == item or (not entered and item in groups.get(entry["item"], []))
    ]


def entered_together(facts: Facts, item: str) -> list[str]:
    """Return the items that count as entered as soon as one of them is (§3: the hazardous group)."""
    name = facts.items[item].get("entered_with")
    if not name:
        return [item]
    return [code for code, entry in facts.items.items() if entry.get("entered_with") == name]


@remembered
def first_entered(facts: Facts, site: str, item: str) -> int | None:
    """Return the first month of the first figure of the item or its set; None if never entered (§3)."""
    codes = entered_together(facts, item)
    months = [entry.first for entry in facts.figures(site) if entry.item in codes]
    return min(months) if months else None


def series_observations(facts: Facts, site: str, series: str) -> list[Observation]:
    """Return what was typed for a series; a blank that counts as zero becomes the figure 0 (§2, `reason`)."""
    item, _, base = series.partition("@")
    wanted = int(base) if base else None
    return [
        replace(entry, value=0.0) if entry.value is None and entry.counts == "zero" else entry
        for entry in facts.observations[site]
        if entry.item == item and entry.base == wanted
    ]


@remembered
def layout(facts: Facts, site: str, series: str) -> Layout:
    """Lay a flow series out by month: typed months, then cumulative figures, then annual ones (§2)."""
    typed = series_observations(facts, site, series)
    cells = {
        entry.first: Cell(VALUE, entry.first, entry.first, entry.value, estimated=entry.estimated)
        for entry in typed
        if entry.kind == "month" and entry.value is not None
    }
    lay_blanks(cells, [entry for entry in typed if entry.kind == "month"])
    lay_cumulatives(cells, [entry for entry in typed if entry.kind == "cumulative"])
    annual = {e.first // 12: e for e in typed if e.kind == "year" and e.value is not None}
    for year in annual:
        lay_year(cells, year)
    lay_blanks(cells, [entry for entry in typed if entry.kind != "month"])
    return Layout(cells, annual)


def lay_blanks(cells: dict[int, Cell], typed: list[Observation]) -> None:
    """Mark the months of blanks whose reason counts as not applicable, where nothing else is known (§2)."""
    for entry in typed:
        if entry.value is None and entry.counts == NOT_APPLICABLE:
            for month in range(entry.first, entry.last + 1):
                cells.setdefault(month, Cell(NOT_APPLICABLE, month, month))


def lay_cumulatives(cells: dict[int, Cell], typed: list[Observation]) -> None:
    """Take each cumulative figure's difference to the one before it in its year (§2).

    What is left after the typed months belongs to the months not typed: to the month itself if there is
    one, to a span from the first to the last of them if there are several. It may be negative (含前期调整).
    """
    typed_months = dict(cells)
    figures = sorted((e for e in typed if e.value is not None), key=lambda entry: entry.last)
    before: Observation | None = None
    for figure in figures:
        if before is not None and before.first != figure.first:
            before = None
        lay_difference(cells, typed_months, figure, before)
        before = figure


def lay_difference(
    cells: dict[int, Cell], typed_months: dict[int, Cell], figure: Observation, before: Observation | None
) -> None:
    """Lay out (figure − figure before) − (typed months between), typed months added oldest first (§2)."""
    start = figure.first if before is None else before.last + 1
    known = [typed_months[month] for month in range(start, figure.last + 1) if month in typed_months]
    unknown = [month for month in range(start, figure.last + 1) if month not in typed_months]
    if not unknown:
        return
    typed_sum = 0.0
    for entry in known:
        typed_sum += entry.value
    earlier = 0.0 if before is None else before.value or 0.0
    residual = ((figure.value or 0.0) - earlier) - typed_sum
    estimated = (
        figure.estimated
        or (before is not None and before.estimated)
        or any(entry.estimated for entry in known)
    )
    state = VALUE if len(unknown) == 1 else SPAN
    for month in unknown:
        value = residual if month == unknown[-1] else 0.0
        cells[month] = Cell(state, unknown[0], unknown[-1], value, estimated=estimated)


def lay_year(cells: dict[int, Cell], year: int) -> None:
    """Put the months of the year that are not known otherwise inside the annual span (§2)."""
    first = year * 12
    for month in range(first, first + 12):
        cells.setdefault(month, Cell(SPAN, first, first + 11, annual=True))

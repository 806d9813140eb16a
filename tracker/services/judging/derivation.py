"""How a figure was computed: formula, inputs with units, factors with their source, sums and result.

The numbers are the engine's own (`tracker.compute.derivation`); here they are grouped by item, and each
factor is given the entry of the catalog it comes from.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker.catalog.catalog import Catalog
from tracker.catalog.entries import FactorValue
from tracker.catalog.periods import Period, month_text
from tracker.catalog.results import Row, Window
from tracker.compute import Results, rows
from tracker.compute.derivation import Blank, Derived, Drawn, FactorUsed, Input, Piece, derive
from tracker.compute.site_facts import SiteFacts
from tracker.messages import WrongUsage
from tracker.services.application import Application
from tracker.services.directory import load_family
from tracker.services.judging.evaluation import require_agreement, require_known, view_of
from tracker.services.judging.panels import View, cached_results, family_of
from tracker.services.permissions import Action, Actor, require
from tracker.store.database import read_session


@dataclass(frozen=True)
class FactorSource:
    """A factor as it was multiplied with: in its own unit, with where it comes from.

    `value` is None where none was in force. `carried` is the year it was carried from, else None; `since`
    and `until` are months, None where the value holds without a beginning or an end.
    """

    code: str
    value: float | None
    unit: str
    source: str
    clause: str | None
    confirmed: bool
    carried: int | None
    since: str | None
    until: str | None


@dataclass(frozen=True)
class Cell:
    """One figure that enters: site, span of months, quantity in the item's unit, and what it gives."""

    site: str
    period: str
    kind: str
    quantity: float
    product: float


@dataclass(frozen=True)
class Line:
    """An item with one set of factors, over all sites: Σ quantity × constant × factors = product.

    `base` is the base year of the price, 0 without one. `product` is in the side's unit.
    """

    item: str
    base: int
    unit: str
    constant: float
    factors: tuple[FactorSource, ...]
    quantity: float
    product: float
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Side:
    """A sum of lines; `left_out` are items that added nothing, with why; `by_site` the sum of each site."""

    formula: str
    unit: str
    total: float
    lines: tuple[Line, ...]
    left_out: tuple[tuple[str, Blank], ...]
    by_site: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Drawdown:
    """What a site took from a stock over the window (None: not known); periods are months."""

    site: str
    item: str
    opened: str
    closed: str
    before: float | None
    after: float | None
    amount: float


@dataclass(frozen=True)
class GrowthBasis:
    """What a change by growth rests on: (now ÷ before) ÷ (1 + growth ÷ 100) − 1, of numerators."""

    now: float
    before: float
    growth: float


@dataclass(frozen=True)
class Derivation:
    """A row and all it rests on: result = numerator ÷ (denominator + drawdown) × scale.

    `months` are those that count. `result` is the row's value, else its partial figure, else None.
    """

    row: Row
    view: View
    months: tuple[str, ...]
    numerator: Side
    denominator: Side | None
    drawdown: tuple[Drawdown, ...]
    divisor: float
    scale: float
    result: float | None
    growth: GrowthBasis | None


def derivation(
    app: Application,
    actor: Actor,
    site: str,
    indicator: str,
    window: Window,
    period: str,
    *,
    reported: bool = False,
) -> Derivation:
    """Take one figure of a site in the actor's scope apart.

    Refuses `unknown_site`, `unknown_indicator`; WrongUsage where the indicator has no such window or the
    period does not fit it.
    """
    require_known(app.catalog, [indicator], None)
    require_agreement([window], period)
    if window not in app.catalog.indicators[indicator].windows:
        raise WrongUsage("window_period", window=window, period=period)
    view = view_of(actor, reported=reported)
    with read_session(app.engine) as session:
        found = require(session, actor, Action.READ, site)
        directory = load_family(session, found)
        results = cached_results(session, app, family_of(directory, [directory.by_code[site]]), view)
    (row,) = rows(results, sites=[site], indicators=[indicator], windows=[window], period=period)
    return _put_together(app.catalog, results, row, view)


def _put_together(catalog: Catalog, results: Results, row: Row, view: View) -> Derivation:
    site, indicator = row["site"], catalog.indicators[row["indicator"]]
    derived = derive(results, site, indicator.code, row["window"], row["period"])
    sources = _Sources(catalog, {facts.code: facts for facts in results.panel.sites})
    top = indicator.formula if indicator.numerator is None else indicator.numerator
    below = derived.denominator
    return Derivation(
        row=row,
        view=view,
        months=tuple(month_text(month) for month in derived.months),
        numerator=sources.side(top or "", derived.numerator, row["unit"]),
        denominator=None if below is None else sources.side(indicator.denominator or "", below, ""),
        drawdown=tuple(_drawdown(drawn) for drawn in derived.drawdown),
        divisor=derived.divisor,
        scale=derived.scale,
        result=derived.result,
        growth=_growth(results, row, derived),
    )


class _Sources:
    """Groups inputs by item and gives each factor its entry in the catalog."""

    def __init__(self, catalog: Catalog, sites: dict[str, SiteFacts]) -> None:
        self._catalog = catalog
        self._sites = sites
        self._found: dict[tuple[FactorUsed, str, int], FactorSource] = {}

    def side(self, formula: str, inputs: Sequence[Input], unit: str) -> Side:
        lines = tuple(self._lines(inputs))
        seen = {line.item for line in lines}
        blanks = {part.item: part.blanks for part in inputs if part.item not in seen and part.blanks}
        by_site: dict[str, float] = {}
        for part in inputs:
            if part.pieces:
                by_site[part.site] = by_site.get(part.site, 0.0) + part.product
        return Side(
            formula=" ".join(formula.split()),
            unit=self._unit(formula.strip(), inputs, unit),
            total=sum(part.product for part in inputs),
            lines=lines,
            left_out=tuple((item, why[-1]) for item, why in blanks.items()),
            by_site=tuple(by_site.items()),
        )

    def _unit(self, formula: str, inputs: Sequence[Input], unit: str) -> str:
        """Return the unit of a side: that of the total it names, else of its first item."""
        if formula in self._catalog.indicators:
            named = self._catalog.indicators[formula]
            return named.printed_unit or named.unit
        plain = bool(inputs) and not any(piece.factors for part in inputs for piece in part.pieces)
        return self._catalog.items[inputs[0].item].unit if plain else unit

    def _lines(self, inputs: Sequence[Input]) -> Iterable[Line]:
        groups: dict[tuple[str, int, float, tuple[FactorSource, ...]], list[tuple[str, Piece]]] = {}
        for part in inputs:
            for piece in part.pieces:
                factors = tuple(self._source(used, part.site, piece.last) for used in piece.factors)
                key = (part.item, part.base, part.constant, factors)
                groups.setdefault(key, []).append((part.site, piece))
        for (item, base, constant, factors), pieces in groups.items():
            yield Line(
                item=item,
                base=base,
                unit=self._catalog.items[item].unit,
                constant=constant,
                factors=factors,
                quantity=sum(piece.quantity for _, piece in pieces),
                product=sum(piece.product for _, piece in pieces),
                cells=tuple(_cell(site, piece) for site, piece in pieces),
            )

    def _source(self, used: FactorUsed, site: str, month: int) -> FactorSource:
        key = (used, self._sites[site].region, month)
        if key not in self._found:
            self._found[key] = self._look_up(*key)
        return self._found[key]

    def _look_up(self, used: FactorUsed, region: str, month: int) -> FactorSource:
        factor = self._catalog.factors[used.code]
        entry = self._entry(used, region, month)
        citation = factor.citation if entry is None else entry.citation
        return FactorSource(
            code=used.code,
            value=None if entry is None else entry.value,
            unit=factor.unit,
            source=citation.source,
            clause=citation.clause,
            confirmed=used.confirmed,
            carried=used.carried or None,
            since=None if entry is None else entry.from_,
            until=None if entry is None else entry.until,
        )

    def _entry(self, used: FactorUsed, region: str, month: int) -> FactorValue | None:
        """Return the entry whose value the engine multiplied with: the region's own, else the general one."""
        if used.value is None:
            return None
        for place in (region, "*"):
            for known in self._catalog.factor_values[used.code]:
                last = (used.carried + 1) * 12 - 1 if used.carried else month
                begun = known.first is None or known.first <= last
                going = known.last is None or known.last >= last or bool(used.carried)
                if known.region == place and known.value == used.value and begun and going:
                    return self._written(used.code, known.region, known.first, known.last)
        return None

    def _written(self, code: str, region: str, first: int | None, last: int | None) -> FactorValue | None:
        bounds = tuple(None if month is None else month_text(month) for month in (first, last))
        entries = self._catalog.factors[code].values
        return next((e for e in entries if e.region == region and (e.from_, e.until) == bounds), None)


def _cell(site: str, piece: Piece) -> Cell:
    return Cell(site, _period(piece), piece.kind, piece.quantity, piece.product)


def _period(piece: Piece) -> str:
    if piece.kind == "year":
        return str(Period(piece.first, piece.last, "year"))
    if piece.kind == "span":
        return f"{month_text(piece.first)}..{month_text(piece.last)[-2:]}"
    return month_text(piece.last)


def _drawdown(drawn: Drawn) -> Drawdown:
    opened, closed = month_text(drawn.first - 1), month_text(drawn.last)
    return Drawdown(drawn.site, drawn.item, opened, closed, drawn.before, drawn.after, drawn.amount)


def _growth(results: Results, row: Row, derived: Derived) -> GrowthBasis | None:
    """Return what a change by growth rests on; None on another basis, or if collected in two ways."""
    yoy = row["yoy"]
    if yoy is None or yoy["basis"] != "growth" or yoy["change"] is None or derived.growth is None:
        return None
    span = Period.parse(row["period"])
    earlier = str(Period(span.first - 12, span.last - 12, span.kind))
    before = derive(results, row["site"], row["indicator"], row["window"], earlier).divided
    change = (derived.divided / before) / (1 + derived.growth / 100) - 1 if before else None
    agrees = change is not None and abs(change - yoy["change"]) <= 1e-9
    return GrowthBasis(derived.divided, before, derived.growth) if agrees else None

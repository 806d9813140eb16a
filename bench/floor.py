"""What the same windows cost in bare NumPy: items first, nothing missing, no states, no reasons, no verdicts.

The floor knows what the engine has to find out: that every cell is a value, every site a park of one region,
comparable prices whole on one base. It adds in the same order, so its figures are the engine's.
"""

from dataclasses import dataclass

import numpy as np

from tracker.catalog.results import Window
from tracker.compute.rulebook import IndicatorRule, Terms

Planes = dict[str, np.ndarray]


@dataclass(frozen=True)
class Floor:
    """Values by item (sites × months, from a January), factors by code (a number, or a row of months)."""

    values: Planes
    factors: dict[str, float | np.ndarray]
    stocks: frozenset[str]

    def rows(self, rows: slice) -> "Floor":
        """The same for some of the sites."""
        return Floor({code: plane[rows] for code, plane in self.values.items()}, self.factors, self.stocks)

    def figures(self, indicators: list[IndicatorRule]) -> dict[tuple[str, Window], np.ndarray]:
        """Every indicator over every window it declares."""
        sums: dict[Terms, Planes] = {}
        found = {}
        for rule in indicators:
            numerator = self._windows(rule.numerator, sums)
            denominator = None if rule.denominator is None else self._windows(self._real(rule), sums)
            for window in rule.windows:
                value = numerator[window]
                if denominator is not None:
                    below = denominator[window]
                    if rule.drawdown is not None:
                        below = below + self._drawdown(rule.drawdown, window)
                    value = value / below
                found[rule.code, window] = value * rule.scale
        return found

    def _real(self, rule: IndicatorRule) -> Terms:
        if rule.price is None:
            return rule.denominator
        return tuple(type(term)(rule.price.real, term.constant, term.factors) for term in rule.denominator)

    def _windows(self, terms: Terms, sums: dict[Terms, Planes]) -> Planes:
        if terms not in sums:
            stock = terms[0].item in self.stocks
            sums[terms] = at_ends(self._flow(terms)) if stock else over_windows(self._flow(terms))
        return sums[terms]

    def _flow(self, terms: Terms) -> np.ndarray:
        total = np.zeros(self.values[terms[0].item].shape)
        for term in terms:
            product = self.values[term.item]
            if term.constant != 1.0:
                product = product * term.constant
            for factor in term.factors:
                product = product * self.factors[factor]
            total += product
        return total

    def _drawdown(self, item: str, window: Window) -> np.ndarray:
        stock = self.values[item]
        months = stock.shape[1]
        last = np.arange(11, months, 12) if window == "year" else np.arange(months)
        first = {"month": last, "ytd": last - last % 12, "rolling12": last - 11, "year": last - 11}[window]
        return np.maximum(stock[:, np.maximum(first - 1, 0)] - stock[:, last], 0.0)


def over_windows(flow: np.ndarray) -> Planes:
    """Sums from January, of twelve months and of years, added from the oldest month to the newest."""
    sites, months = flow.shape
    to_date = np.add.accumulate(flow.reshape(sites, months // 12, 12), axis=2).reshape(sites, months)
    rolling = np.full(flow.shape, np.nan)
    rolling[:, 11:] = flow[:, : months - 11]
    for month in range(1, 12):
        rolling[:, 11:] += flow[:, month : months - 11 + month]
    return {"month": flow, "ytd": to_date, "rolling12": rolling, "year": to_date[:, 11::12]}


def at_ends(stock: np.ndarray) -> Planes:
    """A stock as of each window's last month."""
    return {"month": stock, "ytd": stock, "rolling12": stock, "year": stock[:, 11::12]}

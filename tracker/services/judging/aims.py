"""The targets of one site in plain numbers: the chance of meeting each, and what the rest may average."""

from dataclasses import dataclass

from tracker.compute.forecast_targets import Comparison, SiteRemaining, site_remaining
from tracker.compute.prospects import Aim, Prospects


@dataclass(frozen=True)
class SiteAim:
    """A target that applies to a site: what it demands of the year (None: unknown) and how that stands.

    `probability` is None without a forecast, `remaining` where nothing can be said of the months to come.
    `at_bound`: a rate that always stood at what is demanded, with no variation.
    """

    standard: str
    target: str
    comparison: Comparison
    required: float | None
    probability: float | None
    remaining: SiteRemaining | None
    at_bound: bool

    @property
    def notes(self) -> list[str]:
        """Return the codes of what must be said beside the numbers."""
        codes = ["stands_at_bound"] if self.at_bound else []
        if self.remaining is None or not self.remaining.months:
            return codes
        if self.comparison == ">=":
            codes.append("at_least")
        outcome = {"never": ["cannot_be_met"], "surely": ["met_whatever_comes"], "open": []}
        return codes + outcome[self.remaining.outcome]


def site_aims(made: Prospects, row: int) -> tuple[SiteAim, ...]:
    """Return the targets that apply to a row, in the catalog's order."""
    return tuple(_site_aim(made, aim, row) for aim in made.aims if aim.applies[row])


def _site_aim(made: Prospects, aim: Aim, row: int) -> SiteAim:
    required, forecast = float(aim.required[row]), made.forecast
    stated = required == required
    still = not forecast.reason[row] and forecast.low[row] == forecast.high[row]
    near = stated and abs(float(forecast.value[row]) - required) <= 1e-9 * abs(required)
    return SiteAim(
        standard=aim.target.standard,
        target=aim.target.code,
        comparison=aim.comparison,
        required=required if stated else None,
        probability=float(aim.chance.probability[row]) if aim.chance.known[row] else None,
        remaining=site_remaining(aim.remaining, row),
        at_bound=bool(still and near and forecast.rest.months[row]),
    )

"""The demo province: sites, declarations, figures and states of reports, the same for the same seed and day.

Every figure is invented; `sample_data/README.md` says so to whoever opens it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

import numpy as np

from tracker.catalog.periods import month_number, month_text, parse_month
from tracker.messages import Refusal
from tracker.services.demo import shapes
from tracker.services.demo.files import (
    Enterprise,
    Park,
    Planted,
    Profile,
    read_enterprises,
    read_parks,
    read_planted,
    read_profiles,
)
from tracker.services.demo.planted import Problem, drifts, plant, settle
from tracker.services.demo.sheets import (
    Column,
    Plan,
    Sheet,
    build,
    only_park_level,
    park_level,
    without_park_level,
)

SEED = 20200101
_FIRST = month_number(shapes.FIRST_YEAR, 1)


State = Literal["draft", "submitted", "accepted", "returned"]

# How far the newest month's reports have come: what share of the parks each state has.
_NEWEST: dict[State, float] = {"accepted": 0.14, "submitted": 0.55, "returned": 0.05, "draft": 0.26}


class DemoRow(NamedTuple):
    """One figure as an official would type it, in the columns of the long CSV."""

    site: str
    period: str
    item: str
    value: str
    unit: str
    source: str


@dataclass(frozen=True)
class DemoSite:
    """One site with its dated attributes; months are texts, None is from the beginning."""

    code: str
    name: str
    kind: Literal["park", "enterprise"]
    level: str | None
    prefecture: str | None
    collect: Literal["direct", "rollup"]
    parent: str | None
    active_from: str
    active_until: str | None
    scope: tuple[tuple[str | None, Literal["all", "above_scale"]], ...]
    undeclared: tuple[str, ...]
    """Groups left out of its item table."""


class DemoDeclaration(NamedTuple):
    """An item a site takes up only from a month on."""

    site: str
    item: str
    from_month: str


class DemoReport(NamedTuple):
    """The state of one report: `period` is a month or a year."""

    site: str
    period: str
    state: State


class ResolvedProblem(NamedTuple):
    """A planted problem with the months it stands in."""

    entry: Planted
    months: tuple[str, ...]


@dataclass(frozen=True)
class Province:
    """Everything the demo loads, accounts aside."""

    sites: list[DemoSite]
    declarations: list[DemoDeclaration]
    rows: list[DemoRow]
    reports: list[DemoReport]
    planted: list[ResolvedProblem]


def generate(today: date, seed: int = SEED) -> Province:
    """Return the province through the last complete month before `today`.

    Refuses a day on which too few months are complete for the planted problems.
    """
    months = shapes.months_through(today)
    if months < shapes.FEWEST_MONTHS:
        raise Refusal(
            "demo_too_early", today=today.isoformat(), first=month_text(_FIRST + shapes.FEWEST_MONTHS)
        )
    world = _World(seed, months, read_profiles(), settle(read_planted(), months))
    parks, enterprises = read_parks(), read_enterprises()
    sheets = dict(_sheets(world, parks, enterprises))
    reports = _reports(world, parks)
    _leave_unfinished(world, sheets, reports, enterprises)
    return Province(
        sites=[*(_park_site(world, park) for park in parks), *map(_enterprise_site, enterprises)],
        declarations=[taken for code, sheet in sheets.items() for taken in _taken_up(code, sheet)],
        rows=[row for code, sheet in sheets.items() for row in _rows(code, sheet)],
        reports=reports,
        planted=[ResolvedProblem(p.entry, tuple(map(_month, p.months))) for p in world.problems],
    )


@dataclass(frozen=True)
class _World:
    seed: int
    months: int
    profiles: dict[str, Profile]
    problems: list[Problem]

    def planted_at(self, site: str, *kinds: str) -> list[Problem]:
        return [p for p in self.problems if p.entry.site == site and (not kinds or p.entry.kind in kinds)]


def _month(index: int) -> str:
    return month_text(_FIRST + index)


def _plan(world: _World, site: Park | Enterprise, park: Park, share: float) -> Plan:
    scale, energy, water = drifts(world.planted_at(site.code), shapes.horizon(world.months))
    return Plan(
        code=site.code,
        value_added=park.value_added * share,
        growth=park.growth,
        price=park.price,
        mix=site.mix,
        scale=scale,
        energy=energy,
        water=water,
        profiles=world.profiles,
    )


def _sheets(world: _World, parks: list[Park], enterprises: list[Enterprise]) -> Iterator[tuple[str, Sheet]]:
    by_code = {park.code: park for park in parks}
    for park in parks:
        plan = _plan(world, park, park, 1.0)
        sheet = build(plan, world.seed, world.months)
        plant(sheet, world.planted_at(park.code))
        if park.collect == "rollup":
            only_park_level(sheet)
        park_level(plan, world.seed, world.months, park.land, sheet)
        yield park.code, sheet
    for firm in enterprises:
        sheet = build(_plan(world, firm, by_code[firm.park], firm.share), world.seed, world.months)
        plant(sheet, world.planted_at(firm.code))
        without_park_level(sheet)
        _keep_active(sheet, firm)
        yield firm.code, sheet


def _keep_active(sheet: Sheet, firm: Enterprise) -> None:
    """Drop what an enterprise would have reported outside its span."""
    first = parse_month(firm.from_) - _FIRST if firm.from_ else 0
    last = parse_month(firm.until) - _FIRST if firm.until else sheet.months - 1
    for column in sheet.columns.values():
        column.filled[:first] = False
        column.filled[last + 1 :] = False
    years = range(shapes.FIRST_YEAR + first // 12, shapes.FIRST_YEAR + last // 12 + 1)
    sheet.annual[:] = [figure for figure in sheet.annual if figure.year in years]


def _park_site(world: _World, park: Park) -> DemoSite:
    changes = world.planted_at(park.code, "scope_change")
    scope: list[tuple[str | None, Literal["all", "above_scale"]]] = [(None, "all")]
    if changes:
        scope = [(None, "above_scale"), (_month(changes[0].months[0]), "all")]
    return DemoSite(
        code=park.code,
        name=park.name,
        kind="park",
        level=park.level,
        prefecture=park.prefecture,
        collect=park.collect,
        parent=None,
        active_from=_month(0),
        active_until=None,
        scope=tuple(scope),
        undeclared=tuple(g for p in world.planted_at(park.code, "undeclared") for g in p.entry.items),
    )


def _enterprise_site(firm: Enterprise) -> DemoSite:
    return DemoSite(
        code=firm.code,
        name=firm.name,
        kind="enterprise",
        level=None,
        prefecture=None,
        collect="direct",
        parent=firm.park,
        active_from=firm.from_ or _month(0),
        active_until=firm.until,
        scope=((None, "all"),),
        undeclared=(),
    )


def _taken_up(code: str, sheet: Sheet) -> Iterator[DemoDeclaration]:
    """Say of an alternative whose figures begin late since when it is in use."""
    for item in ("green_power", "renewable_self_use"):
        column = sheet.columns.get(item)
        if column is not None and column.filled.any() and not column.filled[0]:
            yield DemoDeclaration(code, item, _month(int(np.argmax(column.filled))))


def _rows(code: str, sheet: Sheet) -> Iterator[DemoRow]:
    for column in sheet.columns.values():
        item = column.item.split("@")[0]
        for period, count in _periods(column):
            value = f"{count / 10**column.decimals:.{column.decimals}f}"
            yield DemoRow(code, period, item, value, column.unit, column.source)
    for figure in sheet.annual:
        yield DemoRow(code, str(figure.year), figure.item, figure.text, figure.unit, "statistics")


def _periods(column: Column) -> Iterator[tuple[str, int]]:
    """Yield each figure with its period; statistics give January and February together."""
    for index in np.flatnonzero(column.filled).tolist():
        count, month = int(column.counts[index]), index % 12
        if column.joined and month == 0:
            continue
        if column.joined and month == 1:
            yield f"{_month(index - 1)}..02", count + int(column.counts[index - 1])
        else:
            yield _month(index), count


def _reports(world: _World, parks: list[Park]) -> list[DemoReport]:
    random = shapes.generator(world.seed, "reports")
    last, reports = world.months - 1, []
    never = {(p.entry.site, m) for p in world.problems if p.entry.kind == "late_report" for m in p.months}
    slips = {p.entry.site for p in world.problems if p.entry.months == "last"}
    for park in parks:
        reports += [DemoReport(park.code, str(shapes.FIRST_YEAR + y), "accepted") for y in range(last // 12)]
        reports += [
            DemoReport(park.code, _month(m), "draft" if (park.code, m) in never else "accepted")
            for m in range(last)
        ]
        state = list(_NEWEST)[int(random.choice(len(_NEWEST), p=list(_NEWEST.values())))]
        reports.append(DemoReport(park.code, _month(last), "draft" if park.code in slips else state))
    return reports


def _leave_unfinished(
    world: _World, sheets: dict[str, Sheet], reports: list[DemoReport], enterprises: list[Enterprise]
) -> None:
    """Take from draft reports of the newest month what has not been entered yet."""
    firms: dict[str, list[str]] = {}
    for firm in enterprises:
        firms.setdefault(firm.park, []).append(firm.code)
    random = shapes.generator(world.seed, "unfinished")
    for report in reports:
        if report.state != "draft" or report.period != _month(world.months - 1):
            continue
        for code in (report.site, *firms.get(report.site, ())):
            columns = list(sheets[code].columns.values())
            entered = int(random.integers(0, len(columns) + 1)) if columns else 0
            for column in columns[entered:]:
                if not world.planted_at(code) or column.item != "electricity":
                    column.filled[-1] = False

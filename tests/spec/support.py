"""The language the worked cases are written in: a table of figures in, expected fields of a row out."""

import copy
from functools import cache
from typing import Any

from tests.support.rules import catalog
from tracker.catalog.periods import month_text, parse_month

Json = dict[str, Any]


@cache
def rules_in_force() -> Json:
    return catalog().document()


def document() -> Json:
    """The rules in force, as JSON; a copy, so that a case may add a standard or a factor of its own."""
    return copy.deepcopy(rules_in_force())


def months(text: str) -> list[str]:
    """`2024-01 to 2024-03` is those three months; any other period stands for itself."""
    first, _, last = text.partition(" to ")
    if not last:
        return [first]
    return [month_text(number) for number in range(parse_month(first), parse_month(last) + 1)]


def figures(table: str, site: str = "P") -> list[Json]:
    """Read a table of figures: a header of periods, a line per item, `.` where nothing was typed.

    A column `site` says whose figures a line holds. `2024-01 to 2024-12` is the same figure in each month.
    `~5` is an estimate, `(stopped)` a blank with its reason, `value_added_real@2020` has its base year.
    """
    header, *lines = [
        [cell.strip() for cell in line.split("|")] for line in table.strip().splitlines() if line.strip()
    ]
    found = []
    for line in lines:
        named = dict(zip(header, line, strict=True))
        owner, item = named.pop("site", site), named.pop("item")
        for periods, text in named.items():
            found += [observation(owner, item, period, text) for period in months(periods) if text != "."]
    return found


def observation(site: str, item: str, period: str, text: str) -> Json:
    """One cell of a table as a fact."""
    item, _, base = item.partition("@")
    reason = text[1:-1] if text.startswith("(") else None
    return {
        "site": site,
        "item": item,
        "period": period,
        "value": None if reason else float(text.lstrip("~")),
        "base": int(base) if base else None,
        "estimated": text.startswith("~"),
        "reason": reason,
    }


def site(code: str = "P", **known: Any) -> Json:
    """A site; what is not said is as `tracker site add` has it. Dated facts: `[(since or None, value)]`."""
    level = known.pop("level", None)
    parent = known.pop("parent", None)
    return {
        "code": code,
        "kind": "park",
        "region": "CN-YN",
        "from": None,
        "until": None,
        "level": [(None, level)] if isinstance(level, str) else level or [],
        "parent": [(None, parent)] if isinstance(parent, str) else parent or [],
        "scope": [],
        "collect": [],
        "adopted": [],
        "declarations": [],
        **known,
    }


def not_applicable(*items: str, since: str | None = None, confirmed: bool = True) -> list[Json]:
    """Declarations of 不涉及 for items or whole groups, confirmed by a reviewer unless said otherwise."""
    return [{"item": item, "from": since, "applicable": False, "confirmed": confirmed} for item in items]


def applicable(*items: str, since: str | None = None, confirmed: bool = True) -> list[Json]:
    """Declarations that items apply from a month on."""
    return [{"item": item, "from": since, "applicable": True, "confirmed": confirmed} for item in items]


EVERY_MONTH = "2018-01 to 2027-12"


def case(
    table: str,
    *sites: Json,
    catalog: Json | None = None,
    accepted: tuple[str, ...] = (EVERY_MONTH,),
    today: str = "2026-11-22",
) -> Json:
    """The facts of a case: its figures, its sites (one park P unless given), the reports accepted."""
    sites = sites or (site(),)
    return {
        "catalog": catalog or document(),
        "digest": "0123456789abcdef",
        "today": today,
        "sites": list(sites),
        "observations": figures(table, sites[0]["code"]),
        "accepted": [
            [entry["code"], period]
            for entry in sites
            if entry["kind"] != "enterprise"
            for text in accepted
            for period in months(text)
        ],
    }


def one_row(engine: Any, facts: Json, asked: str, site: str = "P", standard: str | None = None) -> Json:
    """The row asked for as `fresh_water ytd 2024-03`."""
    indicator, window, period = asked.split()
    found = engine(
        facts, sites=[site], indicators=[indicator], windows=[window], period=period, standard=standard
    )
    assert len(found) == 1
    return found[0]


def expect(engine: Any, facts: Json, asked: str, site: str = "P", **expected: Any) -> None:
    """Hold the named fields of one row to what is expected; figures to one part in 10¹²."""
    row = one_row(engine, facts, asked, site)
    differing = {name: row[name] for name, wanted in expected.items() if not alike(row[name], wanted)}
    assert not differing, f"{asked}: {differing}, expected {expected}"


def plan_target(facts: Json, indicator: str) -> Json:
    """The plan's target for an indicator, to be changed by a case."""
    targets = facts["catalog"]["standards"]["yunnan-parks-14fyp"]["targets"]
    return next(target for target in targets if target["indicator"] == indicator)


def expect_finding(
    engine: Any, facts: Json, asked: str, site: str = "P", standard: str | None = None, **expected: Any
) -> None:
    """Hold the named fields of the one finding of a row to what is expected."""
    findings = one_row(engine, facts, asked, site, standard)["findings"]
    assert len(findings) == 1, findings
    found = {name: findings[0][name] for name in expected}
    differing = {name: found[name] for name, wanted in expected.items() if not alike(found[name], wanted)}
    assert not differing, f"{asked}: {differing}, expected {expected}"


def alike(found: Any, wanted: Any) -> bool:
    """Whether two JSON values agree; of a dict only the fields wanted are looked at."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        return all(alike(found[name], value) for name, value in wanted.items())
    if isinstance(wanted, float) and isinstance(found, float):
        return abs(found - wanted) <= 1e-12 * abs(wanted)
    return bool(found == wanted)

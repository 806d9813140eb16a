"""The data of a package: its JSON files as facts, typed figures converted again, and rows compared.

Stated and recomputed numbers may differ by one part in 10¹², far less than any figure is known to.
"""

import hashlib
import json
import math
import re
from typing import Any

from tracker.reference.facts import Facts
from tracker.reference.rows import row_of, windows_asked
from tracker.reference.verify_archive import Difference

PACKAGE = "data/package.json"
CATALOG = "data/catalog.json"
SITES = "data/sites.json"
FIGURES = "data/figures.json"
REPORTS = "data/reports.json"
RESULTS = "data/results.json"

_TOLERANCE = 1e-12
_PERIOD = re.compile(r"(\d{4})(-(0[1-9]|1[0-2])|-01\.\.(0[2-9]|1[0-2]))?")
_YEARS = re.compile(r"\d{4}(-\d{4})?")
_PLAIN_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_MOST_YEARS = 60
"""From the earliest figure to the latest; keeps a hostile package from asking for endless work."""


def loaded(members: dict[str, bytes], name: str, kind: type) -> Any:  # noqa: ANN401 - any JSON
    """Return the JSON of a file, which must be a `kind`; Difference if it is missing or anything else."""
    if name not in members:
        raise Difference(name, None, "missing_member")
    try:
        content = json.loads(members[name].decode("utf-8"), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise Difference(name, None, "not_json") from error
    if not isinstance(content, kind):
        raise Difference(name, None, "not_json")
    return content


def _no_constant(text: str) -> float:
    raise ValueError(text)


def fingerprint(document: dict[str, Any]) -> str:
    """Return the SHA-256 (hex) of a catalog's facts, by which a reader knows rules they have met before."""
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def facts_of(members: dict[str, bytes]) -> dict[str, Any]:
    """Return what the plain rules compute from: catalog, day, sites, observations, accepted reports."""
    package, catalog = loaded(members, PACKAGE, dict), loaded(members, CATALOG, dict)
    sources = catalog["document"]["sources"]
    return {
        "catalog": catalog["document"],
        "digest": package["catalog"],
        "today": package["today"],
        "sites": loaded(members, SITES, list),
        "observations": [_observation(figure, sources) for figure in loaded(members, FIGURES, list)],
        "accepted": [
            [report["site"], report["period"]]
            for report in loaded(members, REPORTS, list)
            if report["state"] == "accepted"
        ],
    }


def results_of(members: dict[str, bytes]) -> list[dict[str, Any]]:
    """Return the rows of the package's site over its years, recomputed by the plain rules."""
    package = loaded(members, PACKAGE, dict)
    first, last = years_of(package)
    facts, site = Facts(facts_of(members)), package["site"]
    return [
        row_of(facts, site, indicator, window, package["standard"])
        for indicator in sorted(facts.catalog["indicators"])
        for window in windows_asked(facts, site, indicator, None, None)
        if first <= window.last // 12 <= last
    ]


def _observation(figure: dict[str, Any], sources: dict[str, Any]) -> dict[str, Any]:
    estimated = figure["source"] is not None and sources[figure["source"]]["estimated"]
    kept = {name: figure[name] for name in ("site", "item", "period", "value", "base", "reason")}
    return {**kept, "estimated": estimated}


def years_of(package: dict[str, Any]) -> tuple[int, int]:
    """Return the first and last year a package is about."""
    years = package.get("years")
    if not isinstance(years, str) or not _YEARS.fullmatch(years):
        raise Difference(PACKAGE, years, "bad_years")
    return int(years[:4]), int(years[-4:])


def check_figures(members: dict[str, bytes]) -> int:
    """Return the number of figures; Difference at the first one that its typed text does not give."""
    figures = loaded(members, FIGURES, list)
    conversions = loaded(members, CATALOG, dict)["conversions"]
    years = set()
    for row, figure in enumerate(figures, start=1):
        period = figure["period"]
        if not isinstance(period, str) or not _PERIOD.fullmatch(period):
            raise Difference(FIGURES, period, "bad_period", row)
        years.add(int(period[:4]))
        _check_figure(figure, conversions, row)
    if years and max(years) - min(years) > _MOST_YEARS:
        raise Difference(FIGURES, None, "too_many_years")
    return len(figures)


def _check_figure(figure: dict[str, Any], conversions: dict[str, Any], row: int) -> None:
    value = figure["value"]
    if value is None:
        return
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > 1e300:
        raise Difference(FIGURES, value, "not_a_number", row)
    typed = _typed_number(figure["text"])
    if typed is None:
        return
    conversion = conversions[figure["item"]][figure["unit"]]
    recomputed = typed * conversion["multiply"] / conversion["divide"]
    if not _same_number(value, recomputed):
        raise Difference(FIGURES, value, recomputed, row)
    if conversion["base"] != figure["base"]:
        raise Difference(FIGURES, figure["base"], conversion["base"], row)


def _typed_number(text: object) -> float | None:
    """Return the number of a plainly typed text; None for forms (`3.5亿`, `1.2e6`) that need the importer."""
    plain = str(text).strip().replace(",", "")
    return float(plain) if _PLAIN_NUMBER.fullmatch(plain) and plain.isascii() else None


def check_rows(stated: list[Any], recomputed: list[Any]) -> None:
    """Raise Difference at the first row of results that differs, with the fields that do."""
    for row, (one, other) in enumerate(zip(stated, recomputed, strict=False), start=1):
        if not _same(one, other):
            raise Difference(RESULTS, *_fields_apart(one, other), row)
    if len(stated) != len(recomputed):
        shorter = min(len(stated), len(recomputed))
        stated_row, other_row = stated[shorter : shorter + 1], recomputed[shorter : shorter + 1]
        raise Difference(
            RESULTS, stated_row[0] if stated_row else None, other_row[0] if other_row else None, shorter + 1
        )


def _fields_apart(stated: Any, recomputed: Any) -> tuple[Any, Any]:  # noqa: ANN401 - any JSON
    if not isinstance(stated, dict):
        return stated, recomputed
    names = [name for name in {**stated, **recomputed} if not _same(stated.get(name), recomputed.get(name))]
    return {n: stated.get(n) for n in names}, {n: recomputed.get(n) for n in names}


def _same(one: Any, other: Any) -> bool:  # noqa: ANN401 - any JSON
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[name], other[name]) for name in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, int | float) and isinstance(other, int | float):
        return _same_number(one, other)
    return bool(one == other)


def _same_number(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=_TOLERANCE, abs_tol=0.0)

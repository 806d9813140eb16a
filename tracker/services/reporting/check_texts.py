"""What a check found as a message code with its parameters, ready for a sentence in either language."""

from typing import Any

from tracker.catalog.catalog import Catalog
from tracker.catalog.periods import month_text
from tracker.compute.checked import Problem

_OVER_SPANS = ("at_most", "balance", "bound")
"""Kinds of check that may look at January to the month, and then say so."""


def described(
    catalog: Catalog, problem: Problem, fits: tuple[str, str] | None = None
) -> tuple[str, dict[str, Any]]:
    """Return the code and parameters of the sentence that says what was found, numbers included.

    `fits` names the unit a slipped figure was probably meant in, and the one it was entered under.
    """
    params: dict[str, Any] = {
        **problem.params,
        **names(catalog, problem.number, problem.item),
        "site": problem.site,
        "month": str(problem.month // 12) if problem.annual else month_text(problem.month),
        "value": problem.value,
    }
    code = _code(catalog, problem)
    if fits is not None:
        code, params["fits"], params["chosen"] = f"check_{problem.kind}_fits", *fits
    return code, params


def _code(catalog: Catalog, problem: Problem) -> str:
    code = f"check_{problem.kind}"
    if problem.kind in _OVER_SPANS and catalog.checks[problem.number].span == "ytd":
        return f"{code}_ytd"
    if int(problem.params.get("back", 1)) > 1:
        return f"{code}_earlier"
    if problem.kind == "digit_slip" and abs(int(problem.params["power"])) > 1:
        return f"{code}_two"
    return code


def names(catalog: Catalog, number: str, item: str | None) -> dict[str, str]:
    """Return what a check and its item are called, what to do about it, and in which unit its figures are.

    A check the catalog no longer has is called by its number.
    """
    check = catalog.checks.get(number)
    if check is None:
        called = {"check_zh": number, "check_en": number, "remedy_zh": "", "remedy_en": ""}
        called |= {"example_zh": "", "example_en": ""}
    else:
        called = {
            "check_zh": check.names.zh,
            "check_en": check.names.en,
            "remedy_zh": check.remedy.zh,
            "remedy_en": check.remedy.en,
            "example_zh": check.example.zh,
            "example_en": check.example.en,
        }
    if item is None and number in catalog.compiled_checks:
        item = catalog.compiled_checks[number].left.terms[0].item
    return {"number": number, **called, **item_names(catalog, item)}


def item_names(catalog: Catalog, item: str | None) -> dict[str, str]:
    """Return an item's names and unit; one the catalog no longer has is called by its code."""
    if item is None:
        return {}
    entry = catalog.items.get(item)
    if entry is None:
        return {"item": item, "item_zh": item, "item_en": item, "unit": ""}
    return {"item": item, "item_zh": entry.names.zh, "item_en": entry.names.en, "unit": entry.unit}

"""What a check found as a message code with its parameters, ready for a sentence in either language."""

from typing import Any

from tracker.catalog.catalog import Catalog
from tracker.catalog.periods import month_text
from tracker.compute.checks import Problem

_BETWEEN_ITEMS = ("at_most", "balance")


def described(catalog: Catalog, problem: Problem, fits: str | None = None) -> tuple[str, dict[str, Any]]:
    """Return the code and parameters of the sentence that says what was found, numbers included.

    `fits` names the unit a slipped figure was probably meant in.
    """
    check = catalog.checks[problem.number]
    params: dict[str, Any] = {
        **problem.params,
        "number": problem.number,
        "check_zh": check.names.zh,
        "check_en": check.names.en,
        "remedy_zh": check.remedy.zh,
        "remedy_en": check.remedy.en,
        "site": problem.site,
        "month": str(problem.month // 12) if problem.annual else month_text(problem.month),
        "value": problem.value,
        "unit": _unit(catalog, problem),
    }
    if problem.item is not None:
        names = catalog.items[problem.item].names
        params |= {"item": problem.item, "item_zh": names.zh, "item_en": names.en}
    code = f"check_{problem.kind}"
    if problem.kind in _BETWEEN_ITEMS and check.span == "ytd":
        code = f"{code}_ytd"
    if fits is not None:
        code, params["fits"] = f"{code}_fits", fits
    return code, params


def _unit(catalog: Catalog, problem: Problem) -> str:
    item = problem.item
    if item is None:
        item = catalog.compiled_checks[problem.number].left.terms[0].item
    return catalog.items[item].unit

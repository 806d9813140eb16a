"""What must hold between entries besides formulas: codes, references, dates, targets."""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from tracker.catalog.entries import (
    Check,
    Factor,
    FactorValue,
    Form,
    Indicator,
    Item,
    Standard,
    Target,
    TrendSetting,
)
from tracker.catalog.entry_files import Located
from tracker.catalog.prove import read_unit
from tracker.catalog.units import MONEY, Units

Book = Mapping[str, Mapping[str, Located[Any]]]
"""Every entry by kind and code."""


def check_consistency(book: Book, units: Units) -> None:
    """Raise CatalogError for the first entry that contradicts another or itself."""
    for item in book["items"].values():
        _check_item(item, book, units)
    _check_sets(book["items"].values())
    for factor in book["factors"].values():
        _check_factor(factor, units)
    for indicator in book["indicators"].values():
        _check_indicator(indicator, book, units)
    for standard in book["standards"].values():
        _check_standard(standard, book)
    for check in book["checks"].values():
        _check_check(check, book)
    for setting in book["trend_settings"].values():
        _check_trend_setting(setting)
    for form in book["forms"].values():
        _check_form(form, book, units)


def _known(located: Located[Any], book: Book, kind: str, code: str | None, *field: str | int) -> None:
    if code is not None and code not in book[kind]:
        raise located.error("rule_reference", *field, field=str(field[-1]), name=code)


def _check_item(located: Located[Item], book: Book, units: Units) -> None:
    item = located.entry
    _known(located, book, "groups", item.group, "group")
    unit = read_unit(units, located, item.unit, "unit")
    if item.based and unit.dimension != MONEY:
        raise located.error("item_based", "based", item=item.code, unit=item.unit)
    for position, accepted in enumerate(item.also_accepts):
        place = ("also_accepts", position, "unit")
        if read_unit(units, located, accepted.unit, *place).dimension == unit.dimension:
            raise located.error("item_also_accepts", *place, item=item.code, unit=accepted.unit)
    if item.minimum is not None and item.maximum is not None and item.minimum > item.maximum:
        raise located.error("item_bounds", "maximum", item=item.code)


def _check_sets(items: Iterable[Located[Item]]) -> None:
    """A set that only one item names is a slip of the pen."""
    items = list(items)
    for field in ("together", "entered_with"):
        sizes = Counter(getattr(located.entry, field) for located in items)
        for located in items:
            name = getattr(located.entry, field)
            if name is not None and sizes[name] == 1:
                raise located.error("item_set_of_one", field, item=located.entry.code, field=field, set=name)


def _check_factor(located: Located[Factor], units: Units) -> None:
    factor = located.entry
    read_unit(units, located, factor.unit, "unit")
    for position, value in enumerate(factor.values):
        place = ("values", position)
        if value.from_ and value.until and value.until < value.from_:
            raise located.error("factor_dates", *place, factor=factor.code)
    in_order = sorted(enumerate(factor.values), key=lambda numbered: _beginning(numbered[1]))
    for (first, earlier), (second, later) in pairwise(in_order):
        if earlier.region == later.region and (earlier.until or "9999-12") >= (later.from_ or ""):
            place = ("values", max(first, second))
            raise located.error("factor_overlap", *place, factor=factor.code, region=later.region)


def _beginning(value: FactorValue) -> tuple[str, str]:
    return value.region, value.from_ or ""


def _check_indicator(located: Located[Indicator], book: Book, units: Units) -> None:
    indicator = located.entry
    read_unit(units, located, indicator.unit, "unit")
    wanted = ("formula",) if indicator.kind == "total" else ("numerator", "denominator")
    for field in ("formula", "numerator", "denominator"):
        if (getattr(indicator, field) is not None) != (field in wanted):
            raise located.error("indicator_formulas", field, indicator=indicator.code, kind=indicator.kind)
    if indicator.price is not None:
        _check_price(located, book)
    if indicator.drawdown is not None:
        _known(located, book, "items", indicator.drawdown, "drawdown")
        if indicator.kind != "ratio" or book["items"][indicator.drawdown].entry.kind != "stock":
            raise located.error("indicator_drawdown", "drawdown", indicator=indicator.code)


def _check_price(located: Located[Indicator], book: Book) -> None:
    price = located.entry.price
    assert price is not None
    for field, code in price.model_dump().items():
        _known(located, book, "items", code, "price", field)
    real, growth = book["items"][price.real].entry, book["items"][price.growth].entry
    if located.entry.denominator != price.current or not real.based or growth.kind != "rate":
        raise located.error("indicator_price", "price", indicator=located.entry.code)


def _check_standard(located: Located[Standard], book: Book) -> None:
    standard = located.entry
    codes = [target.code for target in standard.targets]
    if standard.from_year and standard.until_year and standard.until_year < standard.from_year:
        raise located.error("standard_years", "until_year", standard=standard.code)
    for position, target in enumerate(standard.targets):
        place = ("targets", position)
        if codes.index(target.code) != position:
            first = located.error("", "targets", codes.index(target.code)).place
            raise located.error("rule_code_twice", *place, name=target.code, first=first)
        _known(located, book, "indicators", target.indicator, *place, "indicator")
        _check_target(located, target, book["indicators"][target.indicator].entry, position)


def _check_target(located: Located[Standard], target: Target, indicator: Indicator, position: int) -> None:
    place = ("targets", position)
    stated = (target.value is not None) + (target.by_level is not None)
    if target.kind in ("fall", "fall_by") and not indicator.year_on_year:
        raise located.error("target_needs_year_on_year", *place, target=target.code, indicator=indicator.code)
    allowed = {"fall": (0,), "fact": (0, 1)}.get(target.kind, (1,))
    if stated == 0 and target.citation.confirmation == "unconfirmed":
        return
    if stated not in allowed:
        raise located.error("target_value", *place, target=target.code, kind=target.kind)
    if target.kind == "fall_by" and not 0 < (target.value or 0.0) < 1:
        raise located.error("target_value", *place, target=target.code, kind=target.kind)


def _check_check(located: Located[Check], book: Book) -> None:
    check = located.entry
    for position, code in enumerate(check.items):
        _known(located, book, "items", code, "items", position)
    for position, code in enumerate(check.activity):
        _known(located, book, "items", code, "activity", position)
    sides = (check.left is not None) + (check.right is not None)
    if sides != (2 if check.kind in ("balance", "at_most", "on_the_line", "repeated") else 0):
        raise located.error("check_sides", "left", check=check.number, kind=check.kind)


def _check_trend_setting(located: Located[TrendSetting]) -> None:
    """A flag must go at no lower a probability than it comes, and look at no fewer months than it counts."""
    setting = located.entry
    if setting.flag_below > setting.clear_from:
        raise located.error("trend_setting_order", "clear_from", low="flag_below", high="clear_from")
    if setting.months > setting.of_months:
        raise located.error("trend_setting_order", "of_months", low="months", high="of_months")


def _check_form(located: Located[Form], book: Book, units: Units) -> None:
    """Each field is an item in a unit it can have, and no two fields are printed alike."""
    printed: set[str] = set()
    for position, field in enumerate(located.entry.fields):
        place = ("fields", position)
        _known(located, book, "items", field.item, *place, "item")
        item, unit = book["items"][field.item].entry, read_unit(units, located, field.unit, *place, "unit")
        taken = [item.unit, *(accepted.unit for accepted in item.also_accepts)]
        if unit.dimension not in {units.read(text).dimension for text in taken}:
            raise located.error("form_unit", *place, "unit", item=item.code, unit=field.unit)
        if twice := printed.intersection(field.names):
            raise located.error("form_name_twice", *place, "names", name=twice.pop())
        printed.update(field.names)

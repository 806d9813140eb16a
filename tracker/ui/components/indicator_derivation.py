"""计算过程: formula, inputs with units, factors with their source, sums and result of one figure."""

from collections import defaultdict
from html import escape
from urllib.parse import urlencode

import streamlit as st

from tracker.catalog.catalog import Catalog
from tracker.catalog.compiled import Term
from tracker.catalog.entries import Indicator
from tracker.messages import numbers, word
from tracker.services.application import Application
from tracker.services.judging.derivation import Derivation, FactorSource, Line, Side
from tracker.services.judging.indicator_years import Step
from tracker.ui import keys
from tracker.ui.components.indicator_words import name_of, notes, price_words, span_words
from tracker.ui.components.tables import Cell, Column, link, table
from tracker.ui.visit import language, words

_QUANTITY = 10
_MANY = 30
_LARGE = 1000


def draw_derivation(
    app: Application, found: Derivation, step: Step, names: dict[str, str], *, history: bool
) -> None:
    """Draw how a figure was computed; `names` are those of sites, `history` that its page can be opened."""
    catalog, indicator = app.catalog, app.catalog.indicators[found.row["indicator"]]
    period = span_words(found.row["window"], found.row["period"])
    st.header(f"{words('ui_how')} · {period}", anchor=False)
    _facts(_summary(catalog, indicator, found, step))
    title = " · ".join((words("ui_how"), name_of(indicator), period))
    total = found.denominator is None
    _side(catalog, found.numerator, words("ui_how_sum" if total else "ui_how_top"), f"{title} · 1", names)
    if found.denominator is not None:
        _side(catalog, found.denominator, words("ui_how_below"), f"{title} · 2", names)
    _drawdown(catalog, found, names)
    _by_site(found, names, title)
    _cells(catalog, found, names, title, history=history)


def _facts(facts: list[tuple[str, str]]) -> None:
    rows = "".join(f"<dt>{escape(head)}</dt><dd>{escape(text)}</dd>" for head, text in facts if text)
    st.html(f'<dl class="facts">{rows}</dl>')


def _summary(catalog: Catalog, indicator: Indicator, found: Derivation, step: Step) -> list[tuple[str, str]]:
    citation, finding = indicator.citation, next(iter(found.row["findings"]), None)
    source = " ".join(filter(None, (citation.source, citation.clause)))
    if citation.confirmation != "confirmed":
        source += f"（{words('ui_not_confirmed')}）"
    facts = [
        (words("ui_how_definition"), getattr(indicator.definition, language())),
        (words("ui_how_terms"), _terms(catalog, indicator, found)),
        (words("ui_how_source"), source),
        (words("ui_how_result"), _result(indicator, found)),
        (words("ui_how_months"), _months(found)),
        (words("ui_how_change"), _change(indicator, found, step)),
    ]
    if finding is not None:
        standard = catalog.standards[finding["standard"]]
        clause = words("ui_target_clause", standard=name_of(standard), clause=finding["clause"])
        facts.append((words("ui_how_target"), clause))
    said = notes(catalog, found.row, finding, most=_MANY)
    return [*facts, (words("ui_how_notes"), words("ui_semicolon").join(said))]


def _terms(catalog: Catalog, indicator: Indicator, found: Derivation) -> str:
    """Return the formula as compiled: items, factors and signs by name, at the prices used."""
    compiled = catalog.compiled[indicator.code]
    top = _sum(catalog, indicator.numerator, compiled.numerator.terms)
    if compiled.denominator is None:
        return top
    below = _sum(catalog, indicator.denominator, compiled.denominator.terms)
    if indicator.price is not None and found.denominator is not None and found.denominator.lines:
        below = " + ".join(
            dict.fromkeys(name_of(catalog.items[line.item]) for line in found.denominator.lines)
        )
    if indicator.drawdown is not None:
        below += f" + max(0, Δ {name_of(catalog.items[indicator.drawdown])})"
    scale = f" × {compiled.scale:g}" if compiled.scale != 1 else ""
    return f"{_grouped(top)} ÷ {_grouped(below)}{scale}"


def _grouped(side: str) -> str:
    return f"({side})" if " + " in side or " − " in side else side


def _sum(catalog: Catalog, formula: str | None, terms: tuple[Term, ...]) -> str:
    if formula is not None and formula.strip() in catalog.indicators:
        return name_of(catalog.indicators[formula.strip()])
    text = ""
    for term in terms:
        sign = " − " if term.constant < 0 else " + "
        parts = [name_of(catalog.items[term.item])]
        parts += [f"{abs(term.constant):g}"] if abs(term.constant) != 1 else []
        parts += [name_of(catalog.factors[factor]) for factor in term.factors]
        text += (sign if text or term.constant < 0 else "") + " × ".join(parts)
    return text.strip()


def _result(indicator: Indicator, found: Derivation) -> str:
    """Return the arithmetic: sum ÷ sum × scale = result."""
    top = f"{_amount(found.numerator.total)} {found.numerator.unit}"
    unit = found.row["unit"]
    result = "–" if found.result is None else f"{numbers.shown(found.result, indicator.decimals + 2)} {unit}"
    if found.denominator is None:
        return f"{top} × {found.scale:g} = {result}" if found.scale != 1 else result
    below = f"{_amount(found.divisor)} {_unit(found.denominator)}"
    scale = f" × {found.scale:g}" if found.scale != 1 else ""
    return f"{top} ÷ {below}{scale} = {result}"


def _amount(value: float, beside: float | None = None) -> str:
    """Return a sum or summand, with the decimals of the sum it stands beside."""
    large = abs(value if beside is None else beside) >= _LARGE
    return numbers.shown(value, 2 if large else 4)


def _unit(side: Side) -> str:
    base = next((line.base for line in side.lines if line.base), 0)
    return f"{side.unit}（{price_words(str(base))}）" if base else side.unit


def _months(found: Derivation) -> str:
    have, need = found.row["coverage"]
    count = words("ui_of_months", have=have, need=need)
    if not found.months or have == need:
        return count
    return f"{count}: {words('ui_comma').join(found.months)}"


def _change(indicator: Indicator, found: Derivation, step: Step) -> str:
    if step.change is None or step.value is None or step.before is None or found.row["unit"] == "%":
        return ""
    change = numbers.change(step.change)
    growth = found.growth
    if growth is not None:
        return words(
            "ui_change_by_growth",
            now=_amount(growth.now),
            before=_amount(growth.before),
            growth=numbers.plain(growth.growth, 6),
            change=change,
        )
    value, before = numbers.beside(step.value, step.before, indicator.decimals)
    yoy = found.row["yoy"]
    basis = word("basis", yoy["basis"], language()) if yoy and yoy["basis"] and indicator.price else ""
    text = words("ui_change_of_values", value=value, before=before, change=change, basis=basis)
    return text.replace("（）", "").replace(" ()", "")


def _side(catalog: Catalog, side: Side, head: str, title: str, names: dict[str, str]) -> None:
    factors = any(line.factors or abs(line.constant) != 1 for line in side.lines)
    columns = [
        Column(head, text=True),
        Column(words("ui_quantity"), number=True),
        Column(words("ui_unit")),
        *([Column(words("ui_factor"), number=True)] if factors else []),
        *([Column(words("ui_factor_source"), text=True)] if factors else []),
        Column(words("ui_product" if factors else "ui_counted"), number=True, unit=side.unit),
    ]
    lines = [_line(catalog, line, side.total, factors=factors) for line in side.lines]
    total = Cell(_amount(side.total), f"<b>{escape(_amount(side.total))}</b>", side.total)
    label = Cell(words("ui_total"), f"<b>{escape(words('ui_total'))}</b>")
    lines.append([label, *[""] * (len(columns) - 2), total])
    table(columns, lines, name=f"how_{title[-1]}", title=title)
    for why in ("not_applicable", "passed", "missing"):
        items = [name_of(catalog.items[item]) for item, reason in side.left_out if reason == why]
        if items:
            st.caption(words(f"ui_left_{why}", items=words("ui_comma").join(items)))


def _line(catalog: Catalog, line: Line, total: float, *, factors: bool) -> list[str | Cell]:
    sign = "− " if line.constant < 0 else ""
    size = abs(line.constant)
    used = [_factor(factor) for factor in line.factors]
    if size != 1:
        used.insert(0, f"{size:g}")
    sources = words("ui_semicolon").join(_source(factor) for factor in line.factors)
    return [
        sign + _item(catalog, line.item, line.base),
        Cell(numbers.plain(line.quantity, _QUANTITY), value=line.quantity),
        line.unit,
        *([" × ".join(used), sources] if factors else []),
        Cell(_amount(line.product, total), value=line.product),
    ]


def _item(catalog: Catalog, item: str, base: int) -> str:
    name = name_of(catalog.items[item])
    return name + (words("ui_base_year", year=base) if base else "")


def _factor(factor: FactorSource) -> str:
    if factor.value is None:
        return words("ui_no_factor")
    return f"{numbers.plain(factor.value, 6)} {factor.unit}"


def _source(factor: FactorSource) -> str:
    parts = [" ".join(filter(None, (factor.source, factor.clause)))]
    if factor.carried is not None:
        parts.append(words("ui_carried", year=factor.carried))
    if not factor.confirmed:
        parts.append(words("ui_not_confirmed"))
    return words("ui_comma").join(parts)


def _drawdown(catalog: Catalog, found: Derivation, names: dict[str, str]) -> None:
    for drawn in found.drawdown:
        unit = catalog.items[drawn.item].unit
        before, after = (
            words("ui_unknown_stock") if stock is None else _amount(stock)
            for stock in (drawn.before, drawn.after)
        )
        st.caption(
            words(
                "ui_drawdown",
                site="" if drawn.site == found.row["site"] else f"{names.get(drawn.site, drawn.site)} ",
                item=name_of(catalog.items[drawn.item]),
                opened=drawn.opened,
                closed=drawn.closed,
                before=before,
                after=after,
                amount=_amount(drawn.amount),
                unit=unit,
            )
        )


def _by_site(found: Derivation, names: dict[str, str], title: str) -> None:
    """Draw what each enterprise adds, where a park is the sum of them."""
    top = dict(found.numerator.by_site)
    below = {} if found.denominator is None else dict(found.denominator.by_site)
    sites = sorted({*top, *below})
    if sites in ([], [found.row["site"]]):
        return
    columns = [Column(words("ui_by_enterprise"), text=True)]
    columns.append(Column(words("ui_how_top"), number=True, unit=found.numerator.unit))
    if found.denominator is not None:
        columns.append(Column(words("ui_how_below"), number=True, unit=found.denominator.unit))
        columns.append(Column(words("ui_value"), number=True, unit=found.row["unit"]))
    lines = [_site(found, names, site, top.get(site), below.get(site)) for site in sites]
    table(columns, lines, name="by_site", title=f"{title} · {words('ui_by_enterprise')}")


def _site(
    found: Derivation, names: dict[str, str], site: str, top: float | None, below: float | None
) -> list[str | Cell]:
    period = found.row["period"]
    address = {
        keys.SITE: site,
        keys.PERIOD: f"{period}-12" if len(period) == len("2024") else period,
        keys.INDICATOR: found.row["indicator"],
        keys.WINDOW: found.row["window"],
    }
    name = f"{site} {names[site]}" if site in names else site
    line: list[str | Cell] = [link(name, f"/indicators?{urlencode(address)}") if site in names else name]
    line.append("" if top is None else Cell(_amount(top), value=top))
    if found.denominator is not None:
        line.append("" if below is None else Cell(_amount(below), value=below))
        ratio = top / below * found.scale if top is not None and below else None
        line.append("" if ratio is None else Cell(numbers.plain(ratio, 6), value=ratio))
    return line


def _cells(catalog: Catalog, found: Derivation, names: dict[str, str], title: str, *, history: bool) -> None:
    """Draw every figure that enters by site, item and month; each leads to its history."""
    sides = [side for side in (found.numerator, found.denominator) if side is not None]
    rows: defaultdict[tuple[str, str, int, str], dict[str, float]] = defaultdict(dict)
    for line in (line for side in sides for line in side.lines):
        for cell in line.cells:
            rows[cell.site, line.item, line.base, line.unit][cell.period] = cell.quantity
    periods = sorted({period for row in rows.values() for period in row})
    if not rows:
        return
    several = {site for site, *_ in rows} != {found.row["site"]}
    columns = [Column(words("ui_item"), text=True), Column(words("ui_unit"))]
    columns += [Column(period, number=True) for period in periods]
    lines: list[list[str | Cell]] = []
    for (site, item, base, unit), row in sorted(rows.items()) if several else rows.items():
        name = _item(catalog, item, base)
        head = f"{names.get(site, site)} · {name}" if several else name
        figures = [_quantity(site, item, period, row.get(period), history) for period in periods]
        lines.append([head, unit, *figures])
    text = words("ui_inputs_by_month" if history else "ui_inputs_by_month_plain")
    with st.expander(text):
        table(columns, lines, name="inputs", title=f"{title} · {words('ui_inputs_by_month_plain')}")


def _quantity(site: str, item: str, period: str, quantity: float | None, history: bool) -> Cell:
    if quantity is None:
        return Cell("")
    text = numbers.plain(quantity, _QUANTITY)
    if not history:
        return Cell(text, value=quantity)
    address = urlencode({keys.SITE: site, "item": item, keys.PERIOD: period})
    return Cell(text, link(text, f"/history?{address}").markup, quantity)

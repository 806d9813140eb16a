"""The forms for an installation's own rules: a factor's value, a target checked against the original."""

from collections.abc import Sequence

import streamlit as st

from tracker.catalog.entries import Target
from tracker.messages import Refusal, word
from tracker.services import rulebook
from tracker.services.application import Application
from tracker.services.permissions import Actor
from tracker.services.rulebook import ConfirmationForm, FactorForm, TargetLine
from tracker.ui.components.factor_tables import region_words, span_words
from tracker.ui.components.outcome import attempt
from tracker.ui.components.typed import naming_fields
from tracker.ui.visit import language, literal, refusal_text, words


def ask_factor(app: Application, who: Actor) -> None:
    """Draw the form for an own value of a factor, with the value it would take the place of."""
    st.header(words("ui_add_factor"), anchor=False)
    factors = app.catalog.factors
    first, second, third = st.columns([3, 2, 2])
    with first:
        code = st.selectbox(
            words("ui_rule_factor"),
            list(factors),
            format_func=lambda code: f"{getattr(factors[code].names, language())} ({factors[code].unit})",
            key="factor_code",
        )
    second.text_input(
        words("ui_field_value"), key="factor_value", max_chars=40, placeholder=factors[code].unit
    )
    third.text_input(
        words("ui_field_region"), key="factor_region", max_chars=6, placeholder=words("ui_region_hint")
    )
    first, second, third = st.columns([3, 2, 2])
    first.text_input(
        words("ui_field_source"), key="factor_source", max_chars=200, placeholder=words("ui_source_hint")
    )
    hint = words("ui_month_hint", blank=words("ui_every_period"))
    second.text_input(words("ui_field_from"), key="factor_from", max_chars=7, placeholder=hint)
    third.text_input(words("ui_field_until"), key="factor_until", max_chars=7, placeholder=hint)
    first, second = st.columns([3, 4], vertical_alignment="bottom")
    first.text_input(words("ui_field_clause"), key="factor_clause", max_chars=200)
    second.checkbox(words("ui_checked_original"), key="factor_confirmed")
    _tell_replaced(app)
    st.button(
        words("ui_add_factor"), key="add_factor", type="primary", on_click=_store_factor, args=(app, who)
    )


def _factor_form() -> FactorForm:
    def of(name: str) -> str:
        return str(st.session_state.get(f"factor_{name}") or "")

    return FactorForm(
        factor=of("code"),
        value=of("value"),
        source=of("source"),
        region=of("region"),
        since=of("from"),
        until=of("until"),
        clause=of("clause"),
        confirmed=bool(st.session_state.get("factor_confirmed")),
    )


def _tell_replaced(app: Application) -> None:
    """Tell before saving what a value changes: which one it replaces, and which indicators use it."""
    form = _factor_form()
    if not form.value.strip():
        st.caption(words("ui_factor_help"))
        return
    try:
        replaced = rulebook.replaced_value(app, form)
    except Refusal as refusal:
        st.caption(literal(refusal_text(refusal)) if refusal.place != "source" else words("ui_factor_help"))
        return
    if replaced is None:
        st.caption(words("ui_factor_is_new"))
        return
    where = f"{region_words(replaced.region)} · {span_words(replaced)}"
    st.caption(literal(words("ui_factor_replaces", value=f"{replaced.value:.10g}", where=where)))


def _store_factor(app: Application, who: Actor) -> None:
    form = _factor_form()
    name = str(getattr(app.catalog.factors[form.factor].names, language()))
    if attempt(naming_fields(lambda: rulebook.add_factor(app, who, form)), "ui_factor_added", factor=name):
        for field in ("value", "region", "source", "from", "until", "clause"):
            st.session_state[f"factor_{field}"] = ""
        st.session_state["factor_confirmed"] = False


def ask_confirmation(app: Application, who: Actor, lines: Sequence[TargetLine]) -> None:
    """Draw the form for a target checked against the original."""
    st.header(words("ui_confirm_target"), anchor=False)
    named = {f"{line.standard.code}/{line.target.code}": line for line in lines}
    first, second, third = st.columns([3, 3, 2])
    with first:
        code = st.selectbox(
            words("ui_rule_target"),
            list(named),
            format_func=lambda code: _target_name(app, named[code]),
            key="confirm_target",
        )
    second.text_input(
        words("ui_field_source"), key="confirm_source", max_chars=200, placeholder=words("ui_source_hint")
    )
    third.text_input(words("ui_field_clause"), key="confirm_clause", max_chars=200)
    if named[code].target.kind in ("at_least", "at_most", "fall_by") and not named[code].target.by_level:
        st.text_input(words("ui_target_value"), key="confirm_value", max_chars=40)
    st.button(words("ui_confirm_target"), key="save_target", on_click=_store_confirmation, args=(app, who))


def _store_confirmation(app: Application, who: Actor) -> None:
    def of(name: str) -> str:
        return str(st.session_state.get(f"confirm_{name}") or "")

    standard, _, target = of("target").partition("/")
    form = ConfirmationForm(standard, target, of("source"), of("clause"), of("value"))
    if attempt(naming_fields(lambda: rulebook.confirm_target(app, who, form)), "ui_target_confirmed"):
        for field in ("source", "clause"):
            st.session_state[f"confirm_{field}"] = ""
        st.session_state.pop("confirm_value", None)


def _target_name(app: Application, line: TargetLine) -> str:
    indicator = app.catalog.indicators[line.target.indicator]
    return f"{getattr(indicator.names, language())} {target_words(app, line.target)}"


def target_words(app: Application, target: Target) -> str:
    """Return what a target demands: ≥ 100 %, by level, or a fall year on year."""
    indicator = app.catalog.indicators[target.indicator]
    unit = indicator.printed_unit or indicator.unit
    if target.kind in ("fall", "fact"):
        return words(f"ui_demand_{target.kind}")
    if target.kind == "fall_by":
        return words("ui_demand_fall_by", share="?" if target.value is None else f"{target.value:.6g}")
    sign = "≥" if target.kind == "at_least" else "≤"
    if target.by_level:
        levels = (
            f"{word('level', level, language())} {sign} {value:g}" for level, value in target.by_level.items()
        )
        return f"{words('ui_comma').join(levels)} {unit}"
    return words("ui_no_value") if target.value is None else f"{sign} {target.value:g} {unit}"

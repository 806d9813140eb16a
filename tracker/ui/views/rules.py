"""因子与标准: what waits for confirmation first, every factor and target, and an installation's own."""

import streamlit as st

from tracker.messages import actor_name
from tracker.services import rulebook
from tracker.services.additions import AdditionRecord, list_additions
from tracker.services.application import Application
from tracker.services.rulebook import OpenRule, TargetLine
from tracker.ui.components.confirmations import confirmation_cell, made_cell
from tracker.ui.components.factor_tables import ANYWHERE, factor_table, region_words
from tracker.ui.components.frame import heading, state_line
from tracker.ui.components.moments import minute
from tracker.ui.components.outcome import tell_outcome
from tracker.ui.components.rule_forms import ask_confirmation, ask_factor, target_words
from tracker.ui.components.tables import Cell, Column, table
from tracker.ui.components.typed import typed
from tracker.ui.opened import application
from tracker.ui.visit import actor, language, words

_CLAUSE_SHOWN = 60


def show() -> None:
    """Draw the page."""
    app, who = application(), actor()
    heading("rules")
    waiting = rulebook.open_rules(app, who)
    factors, targets = rulebook.factor_lines(app, who), rulebook.target_lines(app, who)
    own = list_additions(app, who)
    state_line(
        words("ui_rules_waiting", count=len(waiting)),
        words("ui_rules_own", count=len(own)),
        words("ui_rules_digest", digest=app.catalog.digest),
    )
    tell_outcome()
    tabs = st.tabs(
        [
            words("ui_tab_waiting"),
            words("ui_tab_factors"),
            words("ui_tab_targets"),
            words("ui_tab_own"),
        ]
    )
    with tabs[0]:
        _waiting(waiting)
    with tabs[1]:
        factor_table(app, factors)
        ask_factor(app, who)
    with tabs[2]:
        _targets(app, targets)
        ask_confirmation(app, who, targets)
    with tabs[3]:
        _own(own)


def _waiting(waiting: list[OpenRule]) -> None:
    if not waiting:
        st.info(words("ui_nothing_waits"))
        return
    st.caption(words("ui_waiting_help"))
    heads = ("confirmation", "kind", "name", "source", "clause")
    table(
        [Column(words(f"ui_rule_{head}"), text=head in ("source", "clause")) for head in heads],
        [
            [
                confirmation_cell(rule.citation),
                words(f"ui_rule_kind_{rule.kind}"),
                _named(rule),
                typed(rule.citation.source),
                typed(rule.citation.clause or ""),
            ]
            for rule in waiting
        ],
        name="waiting",
        title=words("ui_waiting_title"),
    )


def _named(rule: OpenRule) -> Cell:
    name = str(getattr(rule.names, language()))
    cell = typed(f"{name} ({rule.code})" if rule.kind == "check" else name)
    if rule.kind in ("deadline", "form_head"):
        return Cell(cell.text, f'<a href="/deadlines" target="_self">{cell.markup}</a>')
    return cell


def _targets(app: Application, lines: list[TargetLine]) -> None:
    heads = ("confirmation", "indicator", "demand", "clause", "standard", "region", "years", "made")
    table(
        [Column(words(f"ui_rule_{head}"), text=head in ("clause", "standard")) for head in heads],
        [_target(app, line) for line in lines],
        name="targets",
        title=words("ui_targets_title"),
    )


def _target(app: Application, line: TargetLine) -> list[str | Cell]:
    standard, target = line.standard, line.target
    applies = words(f"ui_applies_{standard.applies}")
    return [
        confirmation_cell(target.citation),
        str(getattr(app.catalog.indicators[target.indicator].names, language())),
        target_words(app, target),
        typed(target.clause, _CLAUSE_SHOWN),
        typed(str(getattr(standard.names, language()))),
        f"{region_words(standard.region or ANYWHERE)} · {applies}",
        years(standard.from_year, standard.until_year),
        made_cell(line.own),
    ]


def years(first: int | None, last: int | None) -> str:
    """Return from when until when a standard is in force."""
    which = ("of" if last else "from") if first else "until" if last else "open"
    return words(f"ui_years_{which}", first=first, last=last)


def _own(additions: list[AdditionRecord]) -> None:
    if not additions:
        st.info(words("ui_no_additions"))
        return
    heads = ("made_at", "made_by", "kind", "content", "source")
    table(
        [Column(words(f"ui_rule_{head}"), text=head == "content") for head in heads],
        [
            [
                minute(one.made_at),
                actor_name(one.made_by, language()),
                words(f"ui_addition_{one.kind}"),
                typed(_content(one)),
                typed(one.source),
            ]
            for one in additions
        ],
        name="additions",
        title=words("ui_additions_title"),
    )


def _content(one: AdditionRecord) -> str:
    """Return what an addition says, field by field; a pack is counted."""
    if one.kind == "pack":
        return words("ui_comma").join(f"{kind} {len(listed)}" for kind, listed in one.content.items())
    left_out = ("citation", "names", "holidays")
    return words("ui_semicolon").join(
        f"{name} = {value}" for name, value in one.content.items() if name not in left_out
    )

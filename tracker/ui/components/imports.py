"""导入记录: the imports into a site's park, newest first, and taking one of them back."""

from collections.abc import Sequence

import streamlit as st

from tracker.messages import Refusal, actor_name
from tracker.services.application import Application
from tracker.services.exchange.undoing import ImportRecord, Undoing, list_imports, undo, what_undoing_does
from tracker.services.permissions import Action, Actor, may
from tracker.ui.components.frame import label
from tracker.ui.components.moments import minute
from tracker.ui.components.outcome import attempt
from tracker.ui.components.tables import Cell, Column, table
from tracker.ui.components.typed import typed
from tracker.ui.visit import isolated, language, literal, refusal_text, words

_HEADS = ("at", "files", "figures", "by", "state")
_MOST_NAMED = 5


def import_records(app: Application, who: Actor, site: dict[str, str | None]) -> None:
    """Fold away the imports into the park a site belongs to; nothing where there was none."""
    if not may(who, Action.ENTER):
        return
    records = list_imports(app, who, str(site["code"]))
    if not records:
        return
    with st.expander(words("ui_imports", count=len(records))):
        table(
            [Column(words(f"ui_import_{head}"), number=head == "figures") for head in _HEADS],
            [_line(record) for record in records],
            name="imports",
            title=f"{words('ui_page_entry')} · {words('ui_import_records')} · {label(site)}",
        )
        _ask(app, who, [record for record in records if record.undone_at is None])


def _line(record: ImportRecord) -> list[str | Cell]:
    lang = language()
    state = words("ui_import_stands")
    if record.undone_by is not None:
        name, at = actor_name(record.undone_by, lang), minute(record.undone_at)
        state = words("ui_import_undone", name=name, at=at)
    return [
        minute(record.made_at),
        typed(_files(record)),
        Cell(str(record.figures), value=float(record.figures)),
        actor_name(record.made_by, lang),
        state,
    ]


def _files(record: ImportRecord) -> str:
    return words("ui_semicolon").join(record.files)


def _ask(app: Application, who: Actor, records: Sequence[ImportRecord]) -> None:
    """Choose an import; say what undoing it does before it is done."""
    if not records:
        return
    by_id = {record.id: record for record in records}
    chosen = st.selectbox(
        words("ui_import_to_undo"),
        list(by_id),
        index=None,
        format_func=lambda number: _option(by_id[number]),
        key="undo_batch",
        placeholder=words("ui_please_choose"),
    )
    if chosen is None:
        return
    try:
        plan = what_undoing_does(app, who, chosen)
    except Refusal as refusal:
        st.warning(literal(refusal_text(refusal)))
        return
    _tell(app, plan)
    kept = bool(plan.changed)
    text = "ui_undo_rest" if kept else "ui_undo"
    st.button(
        words(text, count=plan.figures), key="undo_import", on_click=_undo, args=(app, who, chosen, kept)
    )


def _option(record: ImportRecord) -> str:
    return f"{minute(record.made_at)} · {isolated(_files(record))}"


def _tell(app: Application, plan: Undoing) -> None:
    """Say what goes back, and which figures somebody changed since and therefore stay."""
    st.markdown(words("ui_undo_does", count=plan.figures, reports=plan.reports))
    if not plan.changed:
        return
    lang = language()
    lines = [
        f"{one.site} {one.period} {getattr(app.catalog.items[one.item].names, lang)}"
        f" ({actor_name(one.by, lang)} {minute(one.at)})"
        for one in plan.changed[:_MOST_NAMED]
    ]
    text = words("ui_undo_keeps", count=len(plan.changed), cells=words("ui_semicolon").join(lines))
    st.warning(literal(text))


def _undo(app: Application, who: Actor, batch: int, kept: bool) -> None:
    attempt(lambda: undo(app, who, batch, rest=kept), "ui_undone")

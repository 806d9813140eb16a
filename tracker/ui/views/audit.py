"""审计记录: whether the chains hold, the newest entries, and the head to write down."""

from datetime import date, datetime
from html import escape
from typing import Any

import streamlit as st

from tracker.messages import Refusal, actor_name, all_messages, describe
from tracker.messages.periods import period_words
from tracker.services.application import Application
from tracker.services.permissions import Actor
from tracker.services.proof import audit as service
from tracker.services.proof.audit import INSTALLATION, Asked, EntryRecord
from tracker.services.sites import list_sites
from tracker.ui import keys
from tracker.ui.components.frame import choose, heading, label, state_line
from tracker.ui.components.moments import minute
from tracker.ui.components.outcome import tell_outcome
from tracker.ui.components.tables import Cell, Column, list_lines, table
from tracker.ui.components.typed import typed
from tracker.ui.opened import application
from tracker.ui.visit import actor, isolated, language, literal, refusal_text, words

_ALL = "all"
_MOST = 200
_LONGEST_NAME, _SHOWN_OF_IT = 16, 10
_NUMBERS = ("sequence", "facts")


def show() -> None:
    """Draw the page."""
    app, who = application(), actor()
    heading("audit")
    newest = service.heads(app, who)
    state_line(words("ui_chains", count=len(newest)), _checked_last())
    tell_outcome()
    names = {str(site["code"]): label(site) for site in list_sites(app, who)}
    _verify(app, who)
    _note(newest)
    _entries(app, who, names)
    _heads(newest, names)


def _checked_last() -> str:
    kept = st.session_state.get(keys.VERIFIED)
    return words("ui_not_verified") if kept is None else words("ui_verified_at", time=minute(kept[0]))


def _verify(app: Application, who: Actor) -> None:
    """Draw the button that walks the chains, its progress while it runs, and what it found last."""
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    noted = left.text_input(
        words("ui_noted_head"), key="noted_head", max_chars=200, placeholder=words("ui_noted_head_hint")
    )
    if right.button(words("ui_verify"), key="verify", type="primary", width="stretch"):
        _walk(app, who, noted.strip())
    if keys.VERIFIED in st.session_state:
        _tell(*st.session_state[keys.VERIFIED])


def _walk(app: Application, who: Actor, noted: str) -> None:
    """Walk the chains; only read, so that leaving the page or another button may break it off."""
    bar = st.progress(0.0, words("ui_verifying"))

    def progress(done: int, total: int) -> None:
        share = min(done / max(total, 1), 1.0)
        bar.progress(share, words("ui_verifying_count", done=f"{done:,}", total=f"{total:,}"))

    try:
        answer = service.verify_chains(app, who, head=noted or None, progress=progress)
    except Refusal as refusal:
        bar.empty()
        st.error(literal(refusal_text(refusal)))
        return
    bar.empty()
    st.session_state[keys.VERIFIED] = (datetime.now().astimezone(), answer)


def _tell(at: datetime, answer: dict[str, Any]) -> None:
    if answer["holds"]:
        st.success(words("ui_chain_holds", entries=f"{answer['entries']:,}", time=minute(at)))
        return
    problem = dict(answer["first_problem"])
    text = describe(Refusal(problem.pop("code"), **problem), language())
    st.error(literal(words("ui_chain_broken", time=minute(at), problem=text)))


def _note(newest: dict[str, str]) -> None:
    """Show the one head that vouches for all: the installation's, in which the parks' are noted daily."""
    chain = INSTALLATION if INSTALLATION in newest else next(iter(newest), None)
    if chain is None:
        return
    st.caption(words("ui_head_to_note"))
    st.code(f"{chain}:{newest[chain]}", language=None, wrap_lines=True)


def _entries(app: Application, who: Actor, names: dict[str, str]) -> None:
    st.header(words("ui_newest_entries"), anchor=False)
    everything = service.list_entries(app, who, Asked(), most=1)
    columns = st.columns(5)
    with columns[0]:
        chain = choose(
            words("ui_chain"), keys.CHAIN, (_ALL, *everything.chains), lambda code: _chain(code, names)
        )
    with columns[1]:
        by = choose(words("ui_audit_actor"), keys.ACTOR, (_ALL, *everything.actors), _actor_words)
    with columns[2]:
        action = choose(words("ui_audit_action"), keys.ACTION, (_ALL, *everything.actions), _action_words)
    first = columns[3].date_input(words("ui_first_day"), value=None, key="audit_first", format="YYYY-MM-DD")
    last = columns[4].date_input(words("ui_last_day"), value=None, key="audit_last", format="YYYY-MM-DD")
    asked = Asked(
        chain=_asked(chain),
        actor=_asked(by),
        action=_asked(action),
        first=first if isinstance(first, date) else None,
        last=last if isinstance(last, date) else None,
    )
    found = service.list_entries(app, who, asked, most=_MOST)
    if not found.entries:
        st.info(words("ui_no_entries"))
        return
    st.caption(words("ui_entries_found", shown=len(found.entries), count=found.count))
    heads = ("at", "actor", "action", "chain", "about", "reason", "facts", "sequence", "hash")
    table(
        [
            Column(
                words(f"ui_audit_{head}"),
                number=head in ("sequence", "facts"),
                text=head in ("about", "reason"),
            )
            for head in heads
        ],
        [_line(entry, names) for entry in found.entries],
        name="entries",
        title=words("ui_page_audit"),
    )


def _asked(code: str) -> str:
    return "" if code == _ALL else code


def _line(entry: EntryRecord, names: dict[str, str]) -> list[str | Cell]:
    return [
        minute(entry.at),
        typed(actor_name(entry.actor, language())),
        _action_words(entry.action),
        typed(_chain(entry.chain, names)),
        _about(entry.about),
        typed(entry.reason),
        Cell(f"{entry.facts:,}", value=entry.facts),
        Cell(str(entry.sequence), value=entry.sequence),
        Cell(entry.hash, f'<code title="{entry.hash}">{entry.hash[:12]}…</code>'),
    ]


def _about(text: str) -> Cell:
    """Return what an entry is about; a document's long name is cut, and whole where the pointer rests."""
    shown = period_words(text, language())
    cut = shown if len(shown) <= _LONGEST_NAME else f"{shown[:_SHOWN_OF_IT]}…"
    return Cell(shown, f'<bdi title="{escape(shown)}">{escape(cut)}</bdi>')


def _chain(code: str, names: dict[str, str]) -> str:
    if code == _ALL:
        return words("ui_all")
    return words("ui_chain_installation") if code == INSTALLATION else isolated(names.get(code, code))


def _actor_words(code: str) -> str:
    return words("ui_all") if code == _ALL else actor_name(code, language())


def _action_words(code: str) -> str:
    """Return what was done; an action this version has no words for stands as its code."""
    text = f"ui_did_{code.replace('.', '_')}"
    return words("ui_all") if code == _ALL else words(text) if text in all_messages() else code


def _heads(newest: dict[str, str], names: dict[str, str]) -> None:
    with st.expander(words("ui_all_heads", count=len(newest))):
        list_lines([words("ui_heads_help")])
        rows = [(chain, *head.split(":", 1)) for chain, head in newest.items()]
        table(
            [
                Column(words("ui_chain")),
                Column(words("ui_audit_entries"), number=True),
                Column(words("ui_audit_hash")),
            ],
            [
                [
                    typed(_chain(chain, names)),
                    Cell(f"{int(count):,}", value=int(count)),
                    Cell(head, f"<code>{head}</code>"),
                ]
                for chain, count, head in rows
            ],
            name="heads",
            title=words("ui_chain"),
        )

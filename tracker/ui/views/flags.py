"""预警处置: flags by urgency, and the one chosen with its reason in numbers and the steps possible now."""

from collections.abc import Callable, Iterable
from datetime import datetime
from html import escape
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from tracker.catalog.periods import Period, month_text
from tracker.messages import Refusal, word
from tracker.messages.periods import period_words
from tracker.services.application import Application
from tracker.services.flagging import flags as service
from tracker.services.flagging.story import Story, story
from tracker.services.judging.indicator_years import indicator_year
from tracker.services.permissions import Actor
from tracker.services.sites import list_sites
from tracker.ui import keys
from tracker.ui.components.flag_story import reason_lines, timeline
from tracker.ui.components.frame import choose, heading, state_line
from tracker.ui.components.indicator_year import draw_chart
from tracker.ui.components.marks import severity_cell, severity_mark
from tracker.ui.components.moments import day
from tracker.ui.components.outcome import ask_reason, attempt, empty_reason, reason_given, tell_outcome
from tracker.ui.components.pick_list import Entry, pick_list
from tracker.ui.components.style import WORK
from tracker.ui.components.tables import Cell, Column, to_excel
from tracker.ui.opened import application
from tracker.ui.visit import actor, isolated, language, refusal_text, words

Flag = dict[str, Any]
Site = dict[str, str | None]

_SEVERITIES = ("red", "orange", "yellow")
_LIVE, _ALL, _MINE = "live", "all", "mine"
_USUAL = {keys.STATUS: _LIVE, **dict.fromkeys((keys.SEVERITY, keys.YEAR, keys.TURN, keys.PREFECTURE), _ALL)}
_STATUSES = (_LIVE, "open", "explained", "accepted", "closed", "cleared")
_STEPS: dict[str, Callable[[Application, Actor, str, str], object]] = {
    "explain": service.explain,
    "accept": service.accept_explanation,
    "close": service.close,
}
_ENDED = ("closed", "cleared")
_FIRST = 60
_MORE = "flags_whole"
_MESSAGE = 120


def show() -> None:
    """Draw the page."""
    app, who = application(), actor()
    heading("flags")
    tell_outcome()
    sites = {str(site["code"]): site for site in list_sites(app, who)}
    found = _chosen(app, who, sites)
    asked = st.query_params.get(keys.FLAG) or (str(found[0]["id"]) if found else "")
    left, right = st.columns([4, 9])
    with left:
        _draw_queue(who, found, sites, asked)
    with right:
        if asked:
            _draw_flag(app, who, asked, sites)


def _chosen(app: Application, who: Actor, sites: dict[str, Site]) -> list[Flag]:
    """Draw the filters in one row and return the flags they leave, the most urgent first."""
    columns = st.columns(5)
    with columns[0]:
        status = choose(words("ui_status"), keys.STATUS, _STATUSES, _status_words)
    with columns[1]:
        options = (_ALL, *_SEVERITIES)
        severity = choose(words("ui_flag_severity"), keys.SEVERITY, options, _severity_words)
    found = service.list_flags(
        app,
        who,
        status=None if status == _LIVE else status,
        severity=None if severity == _ALL else severity,
        lang=language(),
    )
    years = sorted({flag["period"][:4] for flag in found}, reverse=True)
    with columns[2]:
        year = choose(words("ui_flag_year"), keys.YEAR, [_ALL, *years], _year_words)
    with columns[3]:
        turn = choose(words("ui_flag_turn"), keys.TURN, (_ALL, _MINE), lambda code: words(f"ui_turn_{code}"))
    with columns[4]:
        place = _choose_place(app, sites)
    left = [
        flag
        for flag in found
        if year in (_ALL, flag["period"][:4])
        and place in (_ALL, _place_of(flag, sites))
        and (turn == _ALL or service.is_turn_of(who, flag["status"]))
    ]
    mine = sum(service.is_turn_of(who, flag["status"]) for flag in left)
    acts = any(service.is_turn_of(who, status) for status in _STATUSES)
    state_line(words("ui_flag_counts" if acts else "ui_flag_count", count=len(left), mine=mine))
    return _by_urgency(left)


def _choose_place(app: Application, sites: dict[str, Site]) -> str:
    """Draw the choice of a prefecture where there is more than one to choose from."""
    places = {site["prefecture"] for site in sites.values()}
    known = [code for code in app.catalog.prefectures if code in places]
    if len(known) < 2:
        return _ALL

    def shown(code: str) -> str:
        if code == _ALL:
            return words("ui_all_prefectures")
        return str(getattr(app.catalog.prefectures[code].names, language()))

    return choose(words("ui_prefecture"), keys.PREFECTURE, [_ALL, *known], shown)


def _park_of(flag: Flag, sites: dict[str, Site]) -> Site:
    """Return the park a flag's site is or belongs to."""
    site = sites.get(flag["site"], {})
    return sites.get(str(site.get("parent")), site)


def _place_of(flag: Flag, sites: dict[str, Site]) -> str | None:
    return _park_of(flag, sites).get("prefecture")


def _by_urgency(flags: Iterable[Flag]) -> list[Flag]:
    """Sort by severity, then what is due first, then the newest period."""
    newest = sorted(sorted(flags, key=lambda flag: str(flag["site"])), key=_last_month, reverse=True)
    return sorted(newest, key=lambda flag: (_SEVERITIES.index(flag["severity"]), flag["due"] or "9999"))


def _last_month(flag: Flag) -> int:
    return Period.parse(flag["period"]).last


def _status_words(status: str) -> str:
    return words("ui_live_flags") if status == _LIVE else word("flag_status", status, language())


def _severity_words(code: str) -> str:
    return words("ui_all_severities") if code == _ALL else word("severity", code, language())


def _is_unfiltered() -> bool:
    """Tell whether the filters stand as they do on a page just opened."""
    return all(st.query_params.get(key, usual) == usual for key, usual in _USUAL.items())


def _year_words(year: str) -> str:
    return words("ui_all_years") if year == _ALL else year


def _draw_queue(who: Actor, found: list[Flag], sites: dict[str, Site], chosen: str) -> None:
    if not found:
        st.info(words("ui_no_open_flags" if _is_unfiltered() else "ui_no_flags"))
        return
    shown = found if st.session_state.get(_MORE) else found[:_FIRST]
    entries = [_entry(who, flag, sites) for flag in shown]
    pick_list(entries, name=keys.FLAG, title=words("ui_flag_queue"), chosen=chosen)
    if len(found) > len(shown):
        st.caption(words("ui_flags_more", count=len(shown), total=len(found)))
        st.button(words("ui_flags_all"), key="flags_all", on_click=_show_all, type="tertiary")
    heads = ("severity", "site", "period", "message", "status", "raised", "due")
    columns = [Column(words(f"ui_flag_{head}")) for head in heads]
    to_excel(columns, [_excel_row(flag, sites) for flag in found], name="flags", title=words("ui_page_flags"))


def _show_all() -> None:
    st.session_state[_MORE] = True


def _label(flag: Flag, sites: dict[str, Site]) -> str:
    site = sites.get(flag["site"])
    return f"{flag['site']} {isolated(str(site['name']))}" if site else str(flag["site"])


def _entry(who: Actor, flag: Flag, sites: dict[str, Site]) -> Entry:
    lang = language()
    message = isolated(flag["message"])
    short = message if len(message) <= _MESSAGE else f"{message[:_MESSAGE]}…"
    first = f"{severity_mark(flag['severity'], lang)} <bdi>{escape(_label(flag, sites))}</bdi>"
    return Entry(str(flag["id"]), first, (f"<bdi>{escape(short)}</bdi>", escape(_standing(who, flag))))


def _standing(who: Actor, flag: Flag) -> str:
    """Return whose turn it is, since when the flag stands, and by when it is to be explained."""
    parts = [_turn_words(who, flag), words("ui_flag_since", day=day(_opened(flag)))]
    if flag["due"]:
        parts.append(words("ui_flag_due_by", day=flag["due"]))
    return " · ".join(parts)


def _opened(flag: Flag) -> datetime:
    return datetime.fromisoformat(flag["opened_at"])


def _turn_words(who: Actor, flag: Flag) -> str:
    """Return whose turn it is, or that nobody's: that is then the flag's state."""
    if service.is_turn_of(who, flag["status"]):
        return words("ui_flag_mine")
    if flag["status"] in ("open", "explained", "accepted"):
        return words(f"ui_turn_{flag['status']}")
    return word("flag_status", flag["status"], language())


def _excel_row(flag: Flag, sites: dict[str, Site]) -> list[Cell]:
    lang = language()
    texts = (
        _label(flag, sites),
        flag["period"],
        flag["message"],
        word("flag_status", flag["status"], lang),
        day(_opened(flag)),
        str(flag["due"] or ""),
    )
    return [severity_cell(flag["severity"], lang), *(Cell(text) for text in texts)]


def _draw_flag(app: Application, who: Actor, asked: str, sites: dict[str, Site]) -> None:
    lang = language()
    try:
        found = story(app, who, asked, lang)
    except Refusal as refusal:
        st.error(refusal_text(refusal))
        return
    flag = found.flag
    st.html(
        f'<div class="flag opened"><h2>{severity_mark(flag["severity"], lang)} '
        f"<bdi>{escape(_label(flag, sites))}</bdi> · {escape(period_words(flag['period'], lang))}</h2>"
        f'<div class="state">{escape(_standing(who, flag))}</div>'
        f"<p><bdi>{escape(flag['message'])}</bdi></p>{_reason(app, found)}{_links(who, flag, sites)}</div>"
    )
    _chart(app, who, flag)
    with st.container(key=WORK):
        _work(app, who, flag)
    st.header(words("ui_flag_history"), anchor=False)
    st.html(timeline(flag, found.steps, app.catalog, lang))


def _chart(app: Application, who: Actor, flag: Flag) -> None:
    """Draw the year a verdict is about, as reported; other flags have no course to show."""
    indicator = app.catalog.indicators.get(str(flag["indicator"]))
    if indicator is None:
        return
    month = month_text(_last_month(flag))
    in_year = "ytd" in indicator.windows
    year = indicator_year(
        app,
        who,
        flag["site"],
        flag["indicator"],
        "ytd" if in_year else "year",
        month if in_year else month[:4],
        reported=True,
    )
    draw_chart(indicator, year, flag["message"])


def _reason(app: Application, found: Story) -> str:
    """Return the reason in numbers and the park's last word, as markup."""
    lines = reason_lines(found.flag, app.catalog, language(), app.today())
    said = [step.reason for step in found.steps if step.step == "explained"]
    if said:
        lines.append((words("ui_flag_word"), said[-1]))
    pairs = "".join(
        f'<dt>{escape(name)}</dt><dd><bdi class="quote">{escape(text)}</bdi></dd>' for name, text in lines
    )
    return f'<dl class="facts">{pairs}</dl>'


def _links(who: Actor, flag: Flag, sites: dict[str, Site]) -> str:
    """Return the ways to what the flag is about, as far as the role has those pages."""
    month = month_text(_last_month(flag))
    links = []
    if flag["indicator"]:
        query = {keys.SITE: flag["site"], keys.INDICATOR: flag["indicator"], keys.PERIOD: month}
        links.append(("ui_flag_to_indicator", f"/indicators?{urlencode(query)}"))
    if who.role == "reviewer":
        park = _park_of(flag, sites).get("code") or flag["site"]
        links.append(("ui_flag_to_report", f"/reports?{urlencode({keys.REPORT: f'{park}/{month}'})}"))
    if who.role == "officer":
        links.append(
            ("ui_flag_to_entry", f"/entry?{urlencode({keys.SITE: flag['site'], keys.PERIOD: month})}")
        )
    if flag["previous"]:
        links.append(("ui_flag_previous", f"/flags?{urlencode({keys.FLAG: flag['previous']})}"))
    written = [
        f'<a href="{escape(address)}" target="_self">{escape(words(text))}</a>' for text, address in links
    ]
    return f"<p>{' · '.join(written)}</p>" if written else ""


def _work(app: Application, who: Actor, flag: Flag) -> None:
    """Draw what somebody of this role may do now, with the reason it needs, or why there is nothing."""
    st.header(words("ui_work_flag"), anchor=False)
    steps = service.steps_for(who, flag["status"])
    if not steps:
        ended = flag["status"] in _ENDED
        st.caption(words("ui_flag_ended") if ended else words("ui_flag_no_step", turn=_turn_words(who, flag)))
        return
    ask_reason(
        words("ui_flag_reason_explain" if "explain" in steps else "ui_flag_reason_review"), str(flag["id"])
    )
    buttons = st.container(horizontal=True)
    for step in steps:
        buttons.button(
            words(f"ui_flag_{step}"),
            key=f"flag_{step}",
            on_click=_take,
            args=(app, who, step, str(flag["id"])),
            type="primary" if step == steps[0] and service.is_turn_of(who, flag["status"]) else "secondary",
        )


def _take(app: Application, who: Actor, step: str, flag: str) -> None:
    reason = reason_given(flag)
    if attempt(lambda: _STEPS[step](app, who, flag, reason), f"ui_flag_{step}_done"):
        empty_reason(flag)

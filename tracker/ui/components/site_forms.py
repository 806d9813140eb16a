"""The forms an administrator fills in for sites: a new one, a file of them, a change from a month on."""

from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

import streamlit as st

from tracker.messages import Refusal, word
from tracker.services.application import Application
from tracker.services.permissions import Actor
from tracker.services.site_forms import CHOICES
from tracker.services.sites import (
    COLUMNS,
    SiteChange,
    SiteForm,
    SitesRefused,
    add_site,
    import_sites,
    set_site,
)
from tracker.ui import keys
from tracker.ui.components.frame import SiteRow, label
from tracker.ui.components.outcome import Outcome, attempt
from tracker.ui.components.tables import Column, table
from tracker.ui.components.typed import naming_fields, typed
from tracker.ui.components.uploads import choose_upload, too_large
from tracker.ui.visit import isolated, language, refusal_text, words

_MOST_MEGABYTES = 5
_NAME_LENGTH = 100


def ask_site(app: Application, who: Actor, parks: Sequence[SiteRow]) -> None:
    """Draw the form for a new site; what a kind cannot have is not asked."""
    first, second, third = st.columns(3)
    with first:
        kind = _choice("kind", CHOICES["kind"], "new")
        _text("code", "new", 40)
        _text("name", "new", _NAME_LENGTH)
    with second:
        if kind == "enterprise":
            names = {str(park["code"]): label(park) for park in parks}
            _select("parent", list(names), names, "new")
        else:
            _prefecture(app, "new")
        if kind == "park":
            _choice("level", CHOICES["level"], "new", none=words("ui_level_unknown"))
        _text("region", "new", 6, start="CN-YN")
    with third:
        _choice("scope", CHOICES["scope"], "new")
        if kind == "park":
            _choice("collect", CHOICES["collect"], "new")
        _month("from", "new", words("ui_from_first_figure"))
        _month("until", "new", words("ui_open_end"))
    st.button(words("ui_register_site"), key="add_site", type="primary", on_click=_store, args=(app, who))


def ask_change(app: Application, who: Actor, site: SiteRow, parks: Sequence[SiteRow]) -> None:
    """Draw the two forms for one site: what holds from a month on, and its span and place."""
    about, code = f"of_{site['code']}", str(site["code"])
    left, right = st.columns(2, gap="large")
    keep = words("ui_unchanged")
    with left:
        st.header(words("ui_change_site"), anchor=False)
        _month("since", about, words("ui_always_held"))
        _text("name", about, _NAME_LENGTH, hint=keep)
        if site["kind"] == "enterprise":
            names = {str(park["code"]): label(park) for park in parks}
            _select("parent", list(names), names, about, none=keep)
        if site["kind"] == "park":
            _choice("level", CHOICES["level"], about, none=keep)
            _choice("collect", CHOICES["collect"], about, none=keep)
        _choice("scope", CHOICES["scope"], about, none=keep)
        st.caption(words("ui_change_counts"))
        st.button(words("ui_change_site"), key="change_site", on_click=_change, args=(app, who, code))
    with right:
        st.header(words("ui_change_span"), anchor=False)
        _month("from", about, words("ui_unchanged_now", now=site["from"] or words("ui_from_first_figure")))
        _month("until", about, words("ui_unchanged_now", now=site["until"] or words("ui_open_end")))
        st.checkbox(words("ui_reopen_span"), key=f"{about}_reopened", disabled=not site["until"])
        if site["kind"] != "enterprise":
            _prefecture(app, about, none=keep)
        st.button(words("ui_change_span"), key="change_span", on_click=_change_span, args=(app, who, code))


def ask_file(app: Application, who: Actor) -> None:
    """Draw the way in for a CSV file of sites, and what was wrong with the last one."""
    st.caption(
        words(
            "ui_import_sites_help",
            columns=", ".join(sorted(COLUMNS, key=lambda name: name not in ("code", "name"))),
        )
    )
    upload = choose_upload(words("ui_sites_file"), "sites_file", _MOST_MEGABYTES)
    st.button(
        words("ui_import_sites"),
        key="import_sites",
        type="primary",
        disabled=upload is not None and too_large(upload, _MOST_MEGABYTES),
        on_click=_import,
        args=(app, who),
    )
    problems: list[str] = st.session_state.pop(keys.SITE_PROBLEMS, [])
    if problems:
        table(
            [Column("#", number=True), Column(words("ui_problem"), text=True)],
            [[str(number), typed(text)] for number, text in enumerate(problems, start=1)],
            name="site_problems",
            title=words("ui_problems_of_file"),
        )


def _text(name: str, about: str, most: int, *, start: str = "", hint: str = "") -> None:
    key = f"{about}_{name}"
    if key not in st.session_state:
        st.session_state[key] = start
    st.text_input(words(f"ui_field_{name}"), key=key, max_chars=most, placeholder=hint)


def _month(name: str, about: str, blank: str) -> None:
    hint = words("ui_month_hint", blank=blank)
    st.text_input(words(f"ui_field_{name}"), key=f"{about}_{name}", max_chars=7, placeholder=hint)


def _choice(name: str, codes: Sequence[str], about: str, none: str = "") -> str | None:
    return _select(name, codes, {code: word(name, code, language()) for code in codes}, about, none)


def _prefecture(app: Application, about: str, none: str = "") -> None:
    names = {code: str(getattr(one.names, language())) for code, one in app.catalog.prefectures.items()}
    _select("prefecture", list(names), names, about, none or words("ui_no_prefecture"))


def _select(name: str, codes: Sequence[str], names: dict[str, str], about: str, none: str = "") -> str | None:
    """Draw a chooser; `none` is what its first, empty choice says, where there is one."""
    options: list[str | None] = [None, *codes] if none else list(codes)
    return st.selectbox(
        words(f"ui_field_{name}"),
        options,
        format_func=lambda code: none if code is None else isolated(names[code]),
        key=f"{about}_{name}",
        placeholder=words("ui_no_choice"),
    )


def _given(about: str, name: str) -> str | None:
    """Return what stands in a field now; None for blank."""
    return str(st.session_state.get(f"{about}_{name}") or "").strip() or None


def _store(app: Application, who: Actor) -> None:
    def of(name: str) -> str | None:
        return _given("new", name)

    kind = of("kind") or "park"
    form = SiteForm(
        code=of("code") or "",
        name=of("name") or "",
        kind=kind,
        parent=of("parent") if kind == "enterprise" else None,
        level=of("level") if kind == "park" else None,
        prefecture=None if kind == "enterprise" else of("prefecture"),
        region=of("region") or "",
        scope=of("scope") or "all",
        collect=(of("collect") if kind == "park" else None) or "direct",
        since=of("from"),
        until=of("until"),
    )
    if attempt(
        naming_fields(lambda: add_site(app, who, form)), "ui_site_added", site=f"{form.code} {form.name}"
    ):
        for name in ("code", "name", "from", "until"):
            st.session_state[f"new_{name}"] = ""


def _change(app: Application, who: Actor, code: str) -> None:
    about = f"of_{code}"
    names = ("name", "parent", "level", "scope", "collect")
    given = {name: value for name in names if (value := _given(about, name))}

    def write() -> None:
        if not given:
            raise Refusal("ui_nothing_changed")
        set_site(app, who, SiteChange(code, since=_given(about, "since"), **given))

    if attempt(naming_fields(write), "ui_site_changed", site=code):
        _empty(about, (*names, "since"))


def _change_span(app: Application, who: Actor, code: str) -> None:
    about = f"of_{code}"
    reopened = bool(st.session_state.get(f"{about}_reopened"))
    since, until = _given(about, "from"), "" if reopened else _given(about, "until")
    prefecture = _given(about, "prefecture")

    def write() -> None:
        if since is None and until is None and prefecture is None:
            raise Refusal("ui_nothing_changed")
        set_site(app, who, SiteChange(code, since=since, until=until, prefecture=prefecture))

    if attempt(naming_fields(write), "ui_site_changed", site=code):
        _empty(about, ("from", "until", "prefecture", "reopened"))


def _empty(about: str, names: Sequence[str]) -> None:
    for name in names:
        st.session_state.pop(f"{about}_{name}", None)


def _import(app: Application, who: Actor) -> None:
    """Import the file chosen; every problem of a refused one is listed on the next run."""
    file = st.session_state.get("sites_file")
    if file is None:
        st.session_state[keys.OUTCOME] = Outcome("refused", words("ui_no_file"))
        return
    name = PurePosixPath(file.name.replace("\\", "/")).name or "sites.csv"
    with TemporaryDirectory() as folder:
        path = Path(folder, "sites.csv")
        path.write_bytes(file.getvalue())
        try:
            count = import_sites(app, who, path)
        except Refusal as refusal:
            listed = refusal.listed if isinstance(refusal, SitesRefused) else (refusal,)
            texts = [refusal_text(one).replace(str(path), name) for one in listed]
            st.session_state[keys.SITE_PROBLEMS] = texts
            told = words("ui_sites_refused", file=name, count=len(texts))
            st.session_state[keys.OUTCOME] = Outcome("refused", told)
            return
    st.session_state[keys.OUTCOME] = Outcome("done", words("ui_sites_imported", count=count))

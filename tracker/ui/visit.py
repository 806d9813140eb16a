"""Who is looking, and in which language: read from the browser's cookies at every run."""

import os
import re
from collections.abc import Mapping
from unicodedata import bidirectional
from urllib.parse import urlencode, urlsplit

import streamlit as st

from tracker.messages import Lang, Refusal, describe, sentence
from tracker.services.people.signing_in import actor_of
from tracker.services.permissions import Actor
from tracker.ui import keys
from tracker.ui.opened import application

_MARKDOWN = re.compile(r"([\\`*_\[\]$~<|]|:(?=[\w/]))")
_LINE_START = re.compile(r"^\s*([#>+-]|\d+(?=[.)]\s))?", re.MULTILINE)
_DIRECTIONS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def language_of(cookies: Mapping[str, str]) -> Lang:
    """Return the language a browser chose, else the installation's (`TRACKER_LANG`), else Chinese."""
    chosen = cookies.get(keys.LANGUAGE_COOKIE) or os.environ.get("TRACKER_LANG")
    return "en" if chosen == "en" else "zh"


def language() -> Lang:
    """Return the language of the page being drawn."""
    return language_of(st.context.cookies)


def words(code: str, **params: object) -> str:
    """Return a text of the interface in the page's language."""
    return sentence(code, language(), **params)


def literal(text: str) -> str:
    """Return a text somebody typed so that Streamlit's Markdown shows it as it is."""
    return _LINE_START.sub(_harmless, _MARKDOWN.sub(r"\\\1", text))


def _harmless(start: re.Match[str]) -> str:
    """Return a line's start that begins no heading, quotation, list or block of code."""
    sign = start[1] or ""
    if not sign:
        return ""
    return sign + "\\" if sign.isdigit() else "\\" + sign


def isolated(text: str) -> str:
    """Return what somebody typed so that its direction of writing ends with it.

    Marks that turn the direction are left away, and a text written from right to left is set apart.
    """
    plain = _DIRECTIONS.sub("", text)
    turns = any(bidirectional(sign) in ("R", "AL") for sign in plain)
    return f"\u2068{plain}\u2069" if turns else plain


def here() -> str:
    """Return the address of the page being drawn, without host, to come back to."""
    query = urlencode(st.query_params.to_dict())
    path = urlsplit(st.context.url or "/").path or "/"
    return f"{path}?{query}" if query else path


def session_token() -> str:
    """Return the token of the browser's session, empty where there is none."""
    return st.context.cookies.get(keys.SESSION_COOKIE) or ""


def current_actor() -> Actor | None:
    """Return who is signed in; the session is asked for at every run, so that signing out ends open pages."""
    token = session_token()
    return actor_of(application(), token) if token else None


def actor() -> Actor:
    """Return who is signed in on a page that only opens to somebody."""
    found = current_actor()
    if found is None:
        raise Refusal("ui_signed_out")
    return found


def refusal_text(refusal: Refusal) -> str:
    """Return what a service refused, as a sentence of the page's language."""
    return describe(refusal, language())

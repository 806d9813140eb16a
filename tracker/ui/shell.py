"""Streamlit's page shell in the language of the page: its `lang`, its title, and its own English words."""

import json
from functools import cache
from html import escape
from importlib.resources import files

from tracker.messages import Lang, sentence
from tracker.messages.ui.shell import MESSAGES

_ENGLISH = b'<html lang="en"'
_CHINESE = b'<html lang="zh-CN"'
_TITLE = b"<title>Streamlit</title>"


def translated(shell: bytes, lang: Lang) -> bytes:
    """Return the served page as it should be: a screen reader would read Chinese with an English voice.

    What a browser without scripts is told names this system, not how programs may drive it.
    """
    title = escape(sentence("ui_title", lang)).encode()
    shell = shell.replace(_TITLE, b"<title>" + title + b"</title>", 1)
    before, found, rest = shell.partition(b"<noscript>")
    if found:
        after = rest.partition(b"</noscript>")[2]
        told = escape(sentence("ui_needs_scripts", lang)).encode()
        shell = before + b"<noscript><p>" + told + b"</p></noscript>" + after
    if lang == "en":
        return shell
    script = b"<script>" + _script() + b"</script></head>"
    return shell.replace(_ENGLISH, _CHINESE, 1).replace(b"</head>", script, 1)


@cache
def _script() -> bytes:
    """Return the script that translates what Streamlit says of itself."""
    words = json.dumps({text.en: text.zh for text in MESSAGES.values()}, ensure_ascii=False)
    source = (files("tracker.ui") / "shell.js").read_text("utf-8")
    return source.replace("__WORDS__", words).encode()

"""What a reviewer said of single figures, as lists show it."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from tracker.catalog.catalog import Catalog
from tracker.messages import Lang, actor_name, sentence
from tracker.services.reporting.remarks import Remark


def list_remarks(remarks: Sequence[Remark], catalog: Catalog, lang: Lang, site: str) -> None:
    """List remarks, each with the name of its figure; those on another site than `site` name it too."""
    if remarks:
        st.html(f'<ul class="lines">{remark_lines(remarks, catalog, lang, site)}</ul>')


def remark_lines(remarks: Sequence[Remark], catalog: Catalog, lang: Lang, site: str) -> str:
    """Return remarks as points of a list, as markup."""
    return "".join(f"<li>{_line(remark, catalog, lang, site)}</li>" for remark in remarks)


def _line(remark: Remark, catalog: Catalog, lang: Lang, site: str) -> str:
    item = catalog.items.get(remark.item)
    name = remark.item if item is None else str(getattr(item.names, lang))
    place = name if remark.site == site else f"{remark.site} {name}"
    return f"{escape(place)}{escape(sentence('ui_colon', lang))}{quoted(remark, lang)}"


def quoted(remark: Remark, lang: Lang) -> str:
    """Return a remark in quotes with its author, as markup."""
    text = sentence("ui_remark_quoted", lang, text=remark.text, name=actor_name(remark.by, lang))
    return f'<bdi class="quote">{escape(text)}</bdi>'

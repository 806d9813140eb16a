"""A report's form on A4, empty for filling by hand or filled, typeset by typst.

Texts reach typst as data only, so that nothing anybody typed is taken for markup.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tracker.catalog.entries import FormHead, Names
from tracker.catalog.periods import Period
from tracker.messages import Lang, actor_name, numbers, sentence, word

_DIGITS = 10
_WATERMARK, _LONG_WORD = 88, 6
"""Points of the watermark, and from how many letters on it is set smaller."""

_SIGNATURES = ("head", "statistician", "filled_by", "phone", "date")


@dataclass(frozen=True)
class PrintedRow:
    """One line; numbers are in `unit`. `base` is the base year of comparable prices (0: none).

    `instead` is what stands where there is no figure: `span` or `reason`; `note` and `blank_reason` say why.
    """

    names: Names
    unit: str
    base: int = 0
    value: float | None = None
    ytd: float | None = None
    last_year: float | None = None
    instead: str = ""
    note: str = ""
    blank_reason: Names | None = None


@dataclass(frozen=True)
class FormSheet:
    """All a form shows; `away` are items that do not apply. An empty one has no figures and no state."""

    head: FormHead
    site: str
    name: str
    period: Period
    state: str
    groups: tuple[tuple[Names, tuple[PrintedRow, ...]], ...]
    away: tuple[Names, ...] = ()
    submitted_by: str = ""
    submitted_on: date | None = None
    empty: bool = False


def form_pdf(sheet: FormSheet, lang: Lang) -> bytes:
    """Return the form as a PDF in a language."""
    import typst

    pdf: bytes = typst.compile(
        Path(__file__).with_name("form.typ"),
        font_paths=[fonts()],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(form_texts(sheet, lang), ensure_ascii=False)},
    )
    return pdf


@cache
def fonts() -> Path:
    """Return the folder of the Chinese font that comes with the program; RuntimeError where it is missing."""
    found = find_spec("justmytype_intl_cjk")
    if found is None or not found.submodule_search_locations:
        raise RuntimeError("justmytype-intl-cjk is not installed")
    return Path(found.submodule_search_locations[0]) / "fonts" / "ofl" / "notosanssc"


def form_texts(sheet: FormSheet, lang: Lang) -> dict[str, Any]:
    """Return every text of the form as `form.typ` lays them out."""
    title = sheet.head.names.zh if lang == "zh" else sheet.head.names.en
    period = _period(sheet.period, lang)
    watermark = sentence("form_empty", lang) if sheet.empty else word("state", sheet.state, lang)
    return {
        "lang": lang,
        "empty": sheet.empty,
        "title": title,
        "running": " · ".join((title, f"{sheet.site} {sheet.name}", period)),
        "page": sentence("form_page", lang),
        "watermark": watermark,
        "watermark_size": _WATERMARK if len(watermark) <= _LONG_WORD else _WATERMARK * 2 // 3,
        "head": _head(sheet, period, lang),
        "columns": _columns(sheet, lang),
        "groups": _groups(sheet, lang),
        "notes_title": sentence("form_notes", lang),
        "notes": _notes(sheet, lang),
        "signatures": _signatures(sheet, lang),
    }


def _period(period: Period, lang: Lang) -> str:
    year, month = period.last // 12, period.last % 12 + 1
    if period.kind == "year":
        return sentence("form_year", lang, year=year)
    return sentence("month_words", lang, year=year, month=month, text=str(period))


def _head(sheet: FormSheet, period: str, lang: Lang) -> list[tuple[str, str]]:
    head = sheet.head
    authority = "" if head.authority is None else str(getattr(head.authority, lang))
    official = {
        "number": head.number,
        "authority": authority,
        "approval": head.approval,
        "valid_until": head.valid_until,
    }
    lines = {"site": f"{sheet.name} ({sheet.site})", "period": period}
    lines |= {name: text for name, text in official.items() if text}
    return [(sentence(f"form_head_{name}", lang), text) for name, text in lines.items()]


def _columns(sheet: FormSheet, lang: Lang) -> list[str]:
    figures = ("year", "last_year") if sheet.period.kind == "year" else ("value", "ytd", "a_year_ago")
    return [sentence(f"form_column_{name}", lang) for name in ("number", "item", "unit", *figures)]


def _groups(sheet: FormSheet, lang: Lang) -> list[dict[str, Any]]:
    groups, number = [], 0
    for names, rows in sheet.groups:
        lines = []
        for row in rows:
            number += 1
            lines.append([str(number), _name(row, lang), row.unit, *_figures(sheet, row, lang)])
        groups.append({"name": str(getattr(names, lang)), "rows": lines})
    return groups


def _name(row: PrintedRow, lang: Lang) -> str:
    base = sentence("ui_base_year", lang, year=row.base) if row.base else ""
    return str(getattr(row.names, lang)) + base


def _figures(sheet: FormSheet, row: PrintedRow, lang: Lang) -> Sequence[str]:
    values = [row.value, *(() if sheet.period.kind == "year" else (row.ytd,)), row.last_year]
    if sheet.empty:
        return [""] * len(values)
    first, *rest = ["" if value is None else _number(value) for value in values]
    return [first or (sentence(f"form_{row.instead}", lang) if row.instead else ""), *rest]


def _number(value: float) -> str:
    """Return a number that may be broken after its thousands where a column is too narrow for it."""
    return numbers.plain(value, _DIGITS).replace(",", ",\u200b")


def _notes(sheet: FormSheet, lang: Lang) -> list[str]:
    if sheet.empty:
        return []
    said = [(row, _why(row, lang)) for _, rows in sheet.groups for row in rows]
    notes = [sentence("form_note", lang, item=_name(row, lang), note=why) for row, why in said if why]
    if sheet.away:
        items = sentence("ui_comma", lang).join(str(getattr(names, lang)) for names in sheet.away)
        notes.append(sentence("form_away", lang, items=items))
    return notes


def _why(row: PrintedRow, lang: Lang) -> str:
    reason = "" if row.blank_reason is None else str(getattr(row.blank_reason, lang))
    return sentence("ui_semicolon", lang).join(part for part in (reason, row.note) if part)


def _signatures(sheet: FormSheet, lang: Lang) -> list[tuple[str, str]]:
    known = {
        "filled_by": actor_name(sheet.submitted_by, lang) if sheet.submitted_by else "",
        "date": "" if sheet.submitted_on is None else sheet.submitted_on.isoformat(),
    }
    return [(sentence(f"form_sign_{name}", lang), known.get(name, "")) for name in _SIGNATURES]

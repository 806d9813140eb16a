"""Every text a user sees, Chinese and English, looked up by a stable code.

Other layers hold codes and parameters; only a face (page, command line, document) turns them into sentences.
"""

from collections.abc import Mapping
from string import Formatter

from tracker.messages import (
    catalog_errors,
    checks,
    cli,
    demo,
    evidence,
    flags,
    imports,
    records,
    results,
    services,
    store,
    templates,
    trends,
    ui,
)
from tracker.messages.numbers import plain
from tracker.messages.periods import period_words
from tracker.messages.text import Lang, Refusal, Text, WrongUsage

_AREAS = (
    catalog_errors,
    checks,
    cli,
    demo,
    evidence,
    flags,
    imports,
    records,
    results,
    services,
    store,
    templates,
    trends,
    ui,
)
_ALL: dict[str, Text] = {code: text for area in _AREAS for code, text in area.MESSAGES.items()}


class _Sentences(Formatter):
    """Fills in `{value:,.6g}` without exponents (nobody reads 8.195e+07 kWh) and `{count:figure|figures}`."""

    def format_field(self, value: object, format_spec: str) -> str:
        if "|" in format_spec:
            one, several = format_spec.split("|")
            return one if str(value) == "1" else several
        digits = format_spec.removeprefix(",.").removesuffix("g")
        if isinstance(value, int | float) and f",.{digits}g" == format_spec:
            return plain(value, int(digits))
        return str(super().format_field(value, format_spec))


_FILL = _Sentences()
_PERIODS = ("period", "month", "same_as")
"""Parameters of messages that are periods as the contract writes them."""
_AS_TYPED = ("wrong_period", "window_period", "drivers_spans")
"""Messages about how a period was typed, which they repeat."""
_BY_THEMSELVES = ("operator", "evaluation")


def sentence(code: str, lang: Lang, /, **params: object) -> str:
    """Return the message of `code` in `lang` with `params` filled in; an unknown code is a programming error."""
    said = params if code in _AS_TYPED else {**params, **_in_words(params, lang)}
    return _FILL.vformat(_ALL[code].of(lang), (), said)


def _in_words(params: Mapping[str, object], lang: Lang) -> dict[str, str]:
    periods = {name: params[name] for name in _PERIODS if name in params}
    return {name: period_words(period, lang) for name, period in periods.items() if isinstance(period, str)}


def word(kind: str, code: str, lang: Lang) -> str:
    """Return the wording of a contract code of a kind (`status`, `reason`, `note`, `window`, `state`, …).

    A note's parameter follows its code after a colon (`factor_carried:2023`).
    """
    name, _, detail = code.partition(":")
    return sentence(f"{kind}_{name}", lang, detail=detail)


def actor_name(recorded: str, lang: Lang) -> str:
    """Return who did something, from the name the audit keeps: an account, an account via the operator, or
    the program itself."""
    if recorded in _BY_THEMSELVES:
        return sentence(f"actor_{recorded}", lang)
    name, via, _ = recorded.partition(" via operator")
    return sentence("actor_via_operator", lang, name=name) if via else name


def describe(refusal: Refusal, lang: Lang) -> str:
    """Return a refusal as one sentence, its place in front."""
    text = sentence(refusal.code, lang, **refusal.params)
    if not refusal.place:
        return text
    return f"{refusal.place}：{text}" if lang == "zh" else f"{refusal.place}: {text}"


def all_messages() -> dict[str, Text]:
    """Return every message by code, for the generated list of codes and the completeness test."""
    return dict(_ALL)


__all__ = [
    "Lang",
    "Refusal",
    "Text",
    "WrongUsage",
    "actor_name",
    "all_messages",
    "describe",
    "period_words",
    "sentence",
    "word",
]


def place_words(lang: Lang, file: str | None, sheet: str | None, row: int | None, column: str | None) -> str:
    """Return where in a file something is, as far as it is known: `f.csv 第 2 行 unit 列`."""
    parts = [file or ""]
    parts += [sentence("place_sheet", lang, sheet=sheet)] if sheet else []
    parts += [sentence("place_row", lang, row=row)] if row else []
    parts += [sentence("place_column", lang, column=column)] if column else []
    return (" " if lang == "zh" else ", ").join(part for part in parts if part)

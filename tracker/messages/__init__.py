"""Every text a user sees, Chinese and English, looked up by a stable code.

Other layers hold codes and parameters; only a face (page, command line, document) turns them into sentences.
"""

from string import Formatter

from tracker.messages import (
    catalog_errors,
    checks,
    cli,
    demo,
    evidence,
    flags,
    imports,
    results,
    services,
    store,
    ui,
)
from tracker.messages.numbers import plain
from tracker.messages.text import Lang, Refusal, Text, WrongUsage

_AREAS = (catalog_errors, checks, cli, demo, evidence, flags, imports, results, services, store, ui)
_ALL: dict[str, Text] = {code: text for area in _AREAS for code, text in area.MESSAGES.items()}


class _Sentences(Formatter):
    """Fills in `{value:,.6g}` without exponents: nobody reads 8.195e+07 kWh."""

    def format_field(self, value: object, format_spec: str) -> str:
        digits = format_spec.removeprefix(",.").removesuffix("g")
        if isinstance(value, int | float) and f",.{digits}g" == format_spec:
            return plain(value, int(digits))
        return str(super().format_field(value, format_spec))


_FILL = _Sentences()


def sentence(code: str, lang: Lang, /, **params: object) -> str:
    """Return the message of `code` in `lang` with `params` filled in; an unknown code is a programming error."""
    return _FILL.vformat(_ALL[code].of(lang), (), params)


def word(kind: str, code: str, lang: Lang) -> str:
    """Return the wording of a contract code of a kind (`status`, `reason`, `note`, `window`, `state`, …).

    A note's parameter follows its code after a colon (`factor_carried:2023`).
    """
    name, _, detail = code.partition(":")
    return sentence(f"{kind}_{name}", lang, detail=detail)


def describe(refusal: Refusal, lang: Lang) -> str:
    """Return a refusal as one sentence, its place in front."""
    text = sentence(refusal.code, lang, **refusal.params)
    if not refusal.place:
        return text
    return f"{refusal.place}：{text}" if lang == "zh" else f"{refusal.place}: {text}"


def all_messages() -> dict[str, Text]:
    """Return every message by code, for the generated list of codes and the completeness test."""
    return dict(_ALL)


__all__ = ["Lang", "Refusal", "Text", "WrongUsage", "all_messages", "describe", "sentence", "word"]

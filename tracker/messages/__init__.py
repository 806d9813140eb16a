"""Every text a user sees, Chinese and English, looked up by a stable code.

Other layers hold codes and parameters; only a face (page, command line, document) turns them into sentences.
"""

from tracker.messages.catalog_errors import MESSAGES as CATALOG_ERRORS
from tracker.messages.text import Lang, Refusal, Text

_ALL: dict[str, Text] = {**CATALOG_ERRORS}


def sentence(code: str, lang: Lang, **params: object) -> str:
    """Return the message of `code` in `lang` with `params` filled in; an unknown code is a programming error."""
    return _ALL[code].of(lang).format(**params)


def all_messages() -> dict[str, Text]:
    """Return every message by code, for the generated list of codes and the completeness test."""
    return dict(_ALL)


__all__ = ["Lang", "Refusal", "Text", "all_messages", "sentence"]

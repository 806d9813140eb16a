"""Texts that people type: cleaned before they are stored, and whether they explain anything."""

import unicodedata

from tracker.messages import actor_name, word

NOTE_LENGTH = 2000
REASON_LENGTH = 6
"""The least number of letters, digits and characters an explanation needs (contract §2)."""


def in_both(kind: str, code: str) -> dict[str, str]:
    """Return the wording of a code in both languages, as parameters `KIND_zh` and `KIND_en` of a message."""
    return {f"{kind}_zh": word(kind, code, "zh"), f"{kind}_en": word(kind, code, "en")}


def name_in_both(kind: str, recorded: str) -> dict[str, str]:
    """Return who did something, in both languages, as parameters `KIND_zh` and `KIND_en` of a message."""
    return {f"{kind}_zh": actor_name(recorded, "zh"), f"{kind}_en": actor_name(recorded, "en")}


def clean(text: str) -> str:
    """Return text as it can be stored anywhere: no blanks around it, no NUL, no half of a surrogate pair."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8").strip()


def says_enough(text: str) -> bool:
    """Tell whether a text explains anything: at least `REASON_LENGTH` letters, digits or characters.

    Punctuation and blanks say nothing. entry_grid.js asks by the same rule.
    """
    signs = unicodedata.normalize("NFKC", text)
    return sum(unicodedata.category(sign)[0] in "LN" for sign in signs) >= REASON_LENGTH

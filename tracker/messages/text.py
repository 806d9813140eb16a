"""The shape of a bilingual text, and the one exception that carries a message to a user."""

from typing import Literal, NamedTuple

Lang = Literal["zh", "en"]

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""The short English names of the months; Chinese ones have numbers."""


class Text(NamedTuple):
    """One text in both languages of the program."""

    zh: str
    en: str

    def of(self, lang: Lang) -> str:
        """Return the text in the language asked for."""
        return self.zh if lang == "zh" else self.en


class Refusal(Exception):
    """An input was refused; names the message, the place of the problem and the message's parameters.

    `place` says where (file, sheet, row, column or field) in words a user recognises; it is empty when
    the message itself names the place.
    """

    def __init__(self, code: str, /, *, place: str = "", **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.place = place
        self.params = params

    def __str__(self) -> str:
        details = ", ".join(f"{name}={value}" for name, value in self.params.items())
        return f"{self.place}: {self.code} ({details})" if self.place else f"{self.code} ({details})"


class WrongUsage(Refusal):
    """The call itself is contradictory or incomplete; the command line answers with exit code 2."""

"""Months as integers and the three kinds of reporting period (contract §2).

A *month number* is year × 12 + (month − 1), so that spans are ranges and a year apart is twelve apart.
"""

import re
from dataclasses import dataclass
from typing import Literal

PeriodKind = Literal["month", "cumulative", "year"]

_MONTH = re.compile(r"(\d{4})-(\d{2})")
_CUMULATIVE = re.compile(r"(\d{4})-01\.\.(\d{2})")
_YEAR = re.compile(r"\d{4}")


def month_number(year: int, month: int) -> int:
    """Return the month number of a calendar month (1 to 12)."""
    return year * 12 + month - 1


def month_text(number: int) -> str:
    """Return a month number as `2024-03`."""
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def parse_month(text: str) -> int:
    """Return the month number of `2024-03`; ValueError for anything else."""
    match = _MONTH.fullmatch(text)
    if match is None or not 1 <= int(match[2]) <= 12:
        raise ValueError(text)
    return month_number(int(match[1]), int(match[2]))


@dataclass(frozen=True, order=True)
class Period:
    """A month, January to a month of one year, or a year; `first` and `last` are month numbers."""

    first: int
    last: int
    kind: PeriodKind

    @classmethod
    def month(cls, number: int) -> "Period":
        """Return the period of one month."""
        return cls(number, number, "month")

    @classmethod
    def year(cls, year: int) -> "Period":
        """Return the period of one calendar year."""
        return cls(year * 12, year * 12 + 11, "year")

    @classmethod
    def over(cls, first: int, last: int) -> "Period":
        """Return the period from a month number to another: a month, a whole year, or January to a month."""
        if first == last:
            return cls.month(last)
        whole = first % 12 == 0 and last == first + 11
        return cls.year(last // 12) if whole else cls(first, last, "cumulative")

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Read `2024-03`, `2024-01..03` or `2024`; ValueError for anything else.

        `2024-01..01` is the month of January.
        """
        if _YEAR.fullmatch(text):
            return cls.year(int(text))
        if match := _CUMULATIVE.fullmatch(text):
            last = parse_month(f"{match[1]}-{match[2]}")
            return cls(int(match[1]) * 12, last, "cumulative") if last % 12 else cls.month(last)
        return cls.month(parse_month(text))

    def __str__(self) -> str:
        if self.kind == "month":
            return month_text(self.first)
        if self.kind == "year":
            return f"{self.first // 12:04d}"
        return f"{month_text(self.first)}..{self.last % 12 + 1:02d}"

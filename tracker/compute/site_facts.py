"""What the engine is told of a site: its span, dated attributes, adopted standards and item table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from tracker.catalog.periods import parse_month

Dated = tuple[tuple[int | None, str], ...]
"""Values in the order they were made, each with the month it holds from (None: always); later entries win."""


@dataclass(frozen=True)
class Declaration:
    """A line of the item table: `subject` (item or group) is applicable or not from a month on.

    `since` None means always; `confirmed` that a reviewer has confirmed it.
    """

    subject: str
    since: int | None
    applicable: bool
    confirmed: bool


@dataclass(frozen=True)
class SiteFacts:
    """One site; months are month numbers, declarations in the order they were made.

    `first` None: the site's span begins with its first month with a figure; `until` None: it has no end.
    """

    code: str
    kind: Literal["park", "enterprise", "region"]
    region: str
    first: int | None = None
    until: int | None = None
    level: Dated = ()
    scope: Dated = ()
    collect: Dated = ()
    parent: Dated = ()
    adopted: tuple[tuple[str, int], ...] = ()
    declarations: tuple[Declaration, ...] = ()

    @classmethod
    def from_json(cls, site: Mapping[str, Any]) -> "SiteFacts":
        """Read a site of the JSON facts."""
        dated = {name: _dated(site.get(name, ())) for name in ("level", "scope", "collect", "parent")}
        return cls(
            code=site["code"],
            kind=site["kind"],
            region=site["region"],
            first=_month(site.get("from")),
            until=_month(site.get("until")),
            adopted=tuple((standard, parse_month(since)) for standard, since in site.get("adopted", ())),
            declarations=tuple(_declaration(entry) for entry in site.get("declarations", ())),
            **dated,
        )


def in_force(dated: Dated, month: int, default: str | None = None) -> str | None:
    """Return the value in force in a month: the last made of those whose month has come."""
    found = default
    for since, value in dated:
        if since is None or since <= month:
            found = value
    return found


def _month(text: str | None) -> int | None:
    return None if text is None else parse_month(text)


def _dated(entries: Sequence[Sequence[str]]) -> Dated:
    return tuple((_month(since), value) for since, value in entries)


def _declaration(entry: Mapping[str, Any]) -> Declaration:
    return Declaration(entry["item"], _month(entry["from"]), entry["applicable"], entry["confirmed"])

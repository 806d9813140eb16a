"""What may be said of a site, checked before anything is stored (contract, `site add` and `site set`)."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from tracker.catalog.catalog import Catalog
from tracker.catalog.periods import parse_month
from tracker.messages import Refusal
from tracker.services.directory import Directory
from tracker.services.permissions import PROVINCE
from tracker.services.texts import clean
from tracker.store.facts import INSTALLATION

Attribute = Literal["name", "parent", "level", "scope", "collect"]
ATTRIBUTES: tuple[Attribute, ...] = ("name", "parent", "level", "scope", "collect")
"""What holds for a site from a month on."""

CHOICES = {
    "kind": ("park", "enterprise", "region"),
    "level": ("national", "provincial"),
    "scope": ("all", "above_scale"),
    "collect": ("direct", "rollup"),
}
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
_REGION = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
_NAME_LENGTH = 100


@dataclass(frozen=True)
class SiteForm:
    """A new site as typed; months are texts like `2024-03`."""

    code: str
    name: str
    kind: str = "park"
    parent: str | None = None
    level: str | None = None
    prefecture: str | None = None
    region: str = "CN-YN"
    scope: str = "all"
    collect: str = "direct"
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True)
class SiteChange:
    """What changes of a site, None what does not.

    `since` is the month from which name, parent, level, scope and collect hold (None: always); where none of
    them is given it is the first month of the site's own span.
    """

    code: str
    name: str | None = None
    parent: str | None = None
    level: str | None = None
    prefecture: str | None = None
    region: str | None = None
    scope: str | None = None
    collect: str | None = None
    since: str | None = None
    until: str | None = None

    def dated(self) -> dict[Attribute, str]:
        """Return the attributes given that hold from a month on."""
        given = {name: getattr(self, name) for name in ATTRIBUTES}
        return {name: value for name, value in given.items() if value is not None}


def checked_code(catalog: Catalog, code: str) -> str:
    """Return a new site's code; it must not read as a scope or as the installation's audit chain."""
    if not _CODE.fullmatch(code) or code in (PROVINCE, INSTALLATION) or code in catalog.prefectures:
        raise Refusal("bad_site_code", place="code", code_given=code)
    return code


def checked_region(region: str) -> str:
    """Return the code of a region, such as CN-YN."""
    if not _REGION.fullmatch(region):
        raise Refusal("bad_region", place="region", region=region)
    return region


def checked_prefecture(catalog: Catalog, text: str) -> str:
    """Return the code of a prefecture of the closed list, written as code or name."""
    code = prefecture_of(catalog, text)
    if code is None:
        raise Refusal("unknown_prefecture", place="prefecture", prefecture=text)
    return code


def prefecture_of(catalog: Catalog, text: str) -> str | None:
    """Return the code of the prefecture so written, as code or name; None if there is none."""
    for code, prefecture in catalog.prefectures.items():
        if text in (code, prefecture.names.zh, prefecture.names.en):
            return code
    return None


def checked_month(text: str | None, place: str) -> int | None:
    """Return the month number of a text like 2024-03; blank is None."""
    if not text:
        return None
    try:
        return parse_month(text)
    except ValueError:
        raise Refusal("bad_month", place=place, text=text) from None


def checked_span(since: int | None, until: int | None) -> None:
    """Refuse a span that ends before it begins."""
    if since is not None and until is not None and since > until:
        raise Refusal("span_backwards", place="until")


def checked_attribute(directory: Directory, kind: str, name: Attribute, value: str) -> str:
    """Return a dated attribute's value for a site of a kind; refuses what that kind cannot have."""
    if name == "name":
        return _checked_name(value)
    if name == "parent":
        return _checked_parent(directory, kind, value)
    if value not in CHOICES[name]:
        raise Refusal("not_a_choice", place=name, value=value, choices=", ".join(CHOICES[name]))
    if kind != "park" and (name == "level" or (name == "collect" and value != "direct")):
        raise Refusal("only_parks_have", place=name, attribute=name)
    return value


def _checked_name(value: str) -> str:
    name = clean(value)
    if not name or len(name) > _NAME_LENGTH or any(unicodedata.category(sign) == "Cc" for sign in name):
        raise Refusal("bad_site_name", place="name", limit=_NAME_LENGTH)
    return name


def _checked_parent(directory: Directory, kind: str, code: str) -> str:
    if kind != "enterprise":
        raise Refusal("only_enterprises_have_parents", place="parent")
    parent = directory.by_code.get(code)
    if parent is None or parent.kind != "park":
        raise Refusal("parent_not_park", place="parent", parent=code)
    return code

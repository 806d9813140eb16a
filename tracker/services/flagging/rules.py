"""The life of a flag, decided apart from the database: opened, updated, cleared, or left as it is.

A flag is named by site, rule and subject. Evaluation opens one where there is a cause, keeps it up to date,
and clears it when the cause is gone; only a person explains, accepts or closes it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from tracker.store.tables import Flag
from tracker.store.tables.flags import ENDED

Key = tuple[str, str, str]
"""Site code, rule, subject."""

SEVERITIES = ("yellow", "orange", "red")
CHECK_RULE = "check:"
DUMPED_RULE = "dumped"
MISSING_RULE = "report_missing"


@dataclass(frozen=True)
class Cause:
    """What a flag is raised for. `status` is where its work begins: what was explained before is not open.

    `weighs` are the figures a person's word is about: once they change, the word no longer holds. None: the
    word holds while the severity does not rise.
    """

    site: str
    axis: Literal["compliance", "data", "receipt"]
    rule: str
    subject: str
    period: str
    severity: Literal["red", "orange", "yellow"]
    message: str
    indicator: str | None = None
    item: str | None = None
    due: date | None = None
    params: dict[str, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    evidence: dict[str, Any] = field(default_factory=dict)
    status: Literal["open", "explained", "accepted"] = "open"
    weighs: Any = None

    @property
    def key(self) -> Key:
        """Return what names the flag."""
        return self.site, self.rule, self.subject


@dataclass(frozen=True)
class Gone:
    """A cause is no longer there: by what, and the figures now."""

    cleared_by: Literal["correction", "improvement", "received"]
    after: Mapping[str, Any] = field(default_factory=dict)


Change = Literal["opened", "updated", "cleared", "gone"]


def change_for(live: Flag | None, last: Flag | None, verdict: Cause | Gone) -> Change | None:
    """Return what evaluation does about one name; None: nothing.

    `live` is the flag still being worked, `last` the newest that ended. A flag somebody closed stays closed
    while its cause stays the same; `gone` notes on it that the cause went away, so that its return is seen.
    """
    if isinstance(verdict, Gone):
        if live is not None:
            return "cleared"
        closed = last is not None and last.status == "closed"
        return "gone" if closed and last is not None and not last.evidence.get("gone") else None
    if live is not None:
        return "updated" if differs(live, verdict) else None
    return "opened" if last is None or returned(last, verdict) else None


def returned(last: Flag, cause: Cause) -> bool:
    """Return whether a cause is a new one after the flag that ended: it had gone, got worse, or changed."""
    assert last.status in ENDED
    return last.status == "cleared" or bool(last.evidence.get("gone")) or renewed(last, cause)


def renewed(flag: Flag, cause: Cause) -> bool:
    """Return whether what was said about a flag no longer covers its cause."""
    if cause.weighs is not None:
        return bool(flag.evidence.get("weighs") != cause.weighs)
    return SEVERITIES.index(cause.severity) > SEVERITIES.index(flag.severity)


def differs(flag: Flag, cause: Cause) -> bool:
    """Return whether a live flag has to be brought up to date."""
    stated = (flag.period, flag.severity, flag.message_code, flag.params, flag.notes, flag.due)
    wanted = (cause.period, cause.severity, cause.message, cause.params, cause.notes, cause.due)
    return stated != wanted or flag.evidence != evidence_of(cause) or status_after(flag, cause) != flag.status


def status_after(flag: Flag, cause: Cause) -> str:
    """Return where a flag's work stands once brought up to date."""
    if renewed(flag, cause):
        return cause.status
    if flag.status == "open" or (flag.status == "explained" and cause.status == "accepted"):
        return cause.status
    return flag.status


def evidence_of(cause: Cause) -> dict[str, Any]:
    """Return the evidence a flag keeps of its cause."""
    return {"shortfall": None, **cause.evidence, "weighs": cause.weighs}

"""The figures: one row per site, item and span, in both views."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from tracker.store.tables.base import finite, holds, one_of


class Observation(SQLModel, table=True):
    """One figure as typed and in the item's canonical unit, in the working and in the reported view.

    `first` and `last` are month numbers, `base` the base year of a figure at comparable prices (else 0).
    `present` and `reported` say whether the figure exists in that view; its null value is an explained blank.
    A figure is never deleted: a cleared one is no longer present. `version` grows with every change, and
    `edit_id` names the edit that made the last one, so that an edit sent twice applies once.
    """

    __tablename__ = "observation"
    __table_args__ = (
        UniqueConstraint("site_id", "item", "kind", "first", "last", "base"),
        one_of("kind", "month", "cumulative", "year"),
        holds(
            "span",
            "(kind = 'month' AND first = last)"
            " OR (kind = 'cumulative' AND first % 12 = 0 AND last > first AND last <= first + 11)"
            " OR (kind = 'year' AND first % 12 = 0 AND last = first + 11)",
        ),
        holds("base", "base >= 0"),
        holds("version", "version >= 1"),
        holds("absent", "present OR value IS NULL"),
        holds("reported_absent", "reported OR reported_value IS NULL"),
        *finite("value", "reported_value"),
    )

    id: int | None = Field(default=None, primary_key=True)
    site_id: int = Field(foreign_key="site.id")
    item: str
    kind: str
    first: int
    last: int
    base: int = 0

    present: bool = True
    value: float | None = None
    text: str = ""
    unit: str = ""
    source: str | None = None
    reason: str | None = None
    note: str = ""

    reported: bool = False
    reported_value: float | None = None
    reported_text: str = ""
    reported_unit: str = ""
    reported_source: str | None = None
    reported_reason: str | None = None
    reported_note: str = ""

    version: int = 1
    edit_id: str | None = None
    changed_by: str
    changed_at: datetime

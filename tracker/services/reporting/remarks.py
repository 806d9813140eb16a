"""What reviewers say of single figures when they return a report; kept by the round it was said in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from tracker.catalog.catalog import Catalog
from tracker.messages import Refusal
from tracker.services.application import now
from tracker.services.directory import Directory, SiteRecord
from tracker.services.texts import NOTE_LENGTH, clean
from tracker.store.facts import Fact, fact_of
from tracker.store.tables import Report, ReportRemark


@dataclass(frozen=True)
class Remark:
    """What is said of the figure of a site's item (on a base year, else 0); stored, also by whom and when."""

    site: str
    item: str
    text: str
    base: int = 0
    by: str = ""
    at: datetime | None = None

    @property
    def key(self) -> str:
        """Return what names the row in its form."""
        return f"{self.item}@{self.base}" if self.base else self.item


def store_remarks(
    session: Session,
    catalog: Catalog,
    directory: Directory,
    owner: SiteRecord,
    report: Report,
    by: str,
    remarks: Sequence[Remark],
) -> list[Fact]:
    """Store the remarks of a return under the report's version; blank ones say nothing.

    Refuses a figure that is not of the report, and a text that is too long.
    """
    assert report.id is not None
    covered = {site.code: site.id for site in directory.covered(owner, report.month)}
    rows = []
    for remark in remarks:
        text = clean(remark.text)
        if not text:
            continue
        place = f"{remark.site} {remark.item}"
        if remark.site not in covered or remark.item not in catalog.items:
            raise Refusal("remark_outside", place=place)
        if len(text) > NOTE_LENGTH:
            raise Refusal("note_too_long", place=place, limit=NOTE_LENGTH)
        rows.append(
            ReportRemark(
                report_id=report.id,
                version=report.version,
                site_id=covered[remark.site],
                item=remark.item,
                base=remark.base,
                text=text,
                made_by=by,
                made_at=now(),
            )
        )
    session.add_all(rows)
    session.flush()
    return [fact_of(row) for row in rows]


def remarks_of(session: Session, directory: Directory, report: Report) -> dict[int, tuple[Remark, ...]]:
    """Return the remarks on a report by the version it had once returned, in the order they were made."""
    query = select(ReportRemark).where(ReportRemark.report_id == report.id).order_by(col(ReportRemark.id))
    rounds: dict[int, tuple[Remark, ...]] = {}
    for row in session.exec(query):
        site = directory.by_id[row.site_id].code
        made = Remark(site, row.item, row.text, row.base, row.made_by, row.made_at)
        rounds[row.version] = (*rounds.get(row.version, ()), made)
    return rounds


def waiting_remarks(session: Session, directory: Directory, report: Report) -> tuple[Remark, ...]:
    """Return the remarks a returned report is to answer; none once it moved on."""
    decided = report.decided_at
    if report.state != "returned" or decided is None:
        return ()
    # by time, as the version is another once an import into the returned report was undone
    rounds = remarks_of(session, directory, report).values()
    return tuple(remark for said in rounds for remark in said if remark.at and remark.at >= decided)

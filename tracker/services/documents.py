"""Documents attached to a figure or a form: kept once, listed with who and when, removed only as an act."""

import hashlib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import BinaryIO

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from tracker.catalog.periods import Period
from tracker.documents.file_types import media_type, named_for
from tracker.messages import Refusal
from tracker.services.application import Application, now
from tracker.services.changes import chain_of, touch, with_parks, write_entries
from tracker.services.directory import Directory, SiteRecord, load_family
from tracker.services.judging.evaluation import view_of
from tracker.services.permissions import Action, Actor, require
from tracker.services.reporting.states import LOCKED, load_reports, report_kind
from tracker.services.texts import REASON_LENGTH, clean, in_both, says_enough
from tracker.store.database import read_session, unit_of_work
from tracker.store.facts import Fact, fact_of
from tracker.store.locking import lock_sites
from tracker.store.tables import Document, DocumentLink, Report, Site
from tracker.store.tables.records import DOCUMENT_LIMIT as DOCUMENT_LIMIT

NAME_LENGTH = 255
_HIGHEST = 2**31 - 1
"""The highest number a database gives a row."""

_INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
"""Kinds of character that show nothing or turn the direction of writing, in which a name can hide its end."""


@dataclass(frozen=True)
class Attached:
    """A document at its place; `item` None: it belongs to the form of the period as a whole.

    A removed one keeps who took it away, when and why. `size` is in bytes.
    """

    id: int
    site: str
    item: str | None
    period: Period
    name: str
    media_type: str
    size: int
    sha256: str
    added_by: str
    added_at: datetime | None
    removed_by: str | None = None
    removed_at: datetime | None = None
    removal_reason: str | None = None


def attach(
    app: Application, actor: Actor, site: str, period: str, item: str | None, name: str, content: BinaryIO
) -> Attached:
    """Attach a file to a site's figure of an item, or to its form (item None), of a month, span or year.

    At most 20 MB, of which no more is read; what it is is told by its content. The same file at the same
    place is attached once. May be done while the report is under way, as a document changes no figure.
    """
    span = _period(period)
    if item is not None and item not in app.catalog.items:
        raise Refusal("unknown_item", place="item", item=item)
    given = file_name(name)
    data = _bounded(given, content)
    media = media_type(given, data)
    digest = hashlib.sha256(data).hexdigest()
    with unit_of_work(app.engine) as session:
        found = require(session, actor, Action.ENTER, site, month=span.last)
        directory = load_family(session, found)
        record = directory.by_code[site]
        lock_sites(session, with_parks(directory, [record.id]))
        link = _standing(session, record, span, item, digest)
        if link is None:
            facts = _store(session, Document(
                sha256=digest, name=given, media_type=media, size=len(data), content=data
            ))  # fmt: skip
            link = DocumentLink(
                sha256=digest,
                site_id=record.id,
                item=item,
                first=span.first,
                last=span.last,
                name=given,
                added_by=actor.recorded,
                added_at=now(),
            )
            session.add(link)
            session.flush()
            _write(session, actor, directory, record, span.last, "document.add", [*facts, fact_of(link)])
        return _attached(session, directory, [link])[0]


def remove(app: Application, actor: Actor, link: int, reason: str) -> Attached:
    """Take a document away from its place, with a reason of at least six characters; its content stays.

    Refused while the report is submitted or accepted: what it was judged by is not taken from under it.
    """
    text = clean(reason)
    with unit_of_work(app.engine) as session:
        row, found = _link(session, actor, Action.ENTER, link)
        directory = load_family(session, found)
        record = directory.by_code[found.code]
        lock_sites(session, with_parks(directory, [record.id]))
        session.refresh(row)
        if row.removed_at is not None:
            raise Refusal("document_removed", name=row.name or "")
        if not says_enough(text):
            raise Refusal("document_reason", place="reason", least=REASON_LENGTH)
        _refuse_locked(session, directory, record, row)
        row.removed_at, row.removed_by, row.removal_reason = now(), actor.recorded, text
        session.flush()
        _write(session, actor, directory, record, row.last, "document.remove", [fact_of(row)], text)
        return _attached(session, directory, [row])[0]


def documents(
    app: Application, actor: Actor, site: str, period: str, item: str | None = None
) -> list[Attached]:
    """Return what is or was attached to a site's figures and form of a period, oldest first.

    `item`: to this figure alone. Who sees reported figures only sees what came with a report, as it was then.
    """
    span = _period(period)
    with read_session(app.engine) as session:
        found = require(session, actor, Action.READ, site, month=span.last)
        directory = load_family(session, found)
        query = select(DocumentLink).where(
            DocumentLink.site_id == found.id, DocumentLink.last >= span.first, DocumentLink.first <= span.last
        )
        if item is not None:
            query = query.where(DocumentLink.item == item)
        links = session.exec(query.order_by(col(DocumentLink.id))).all()
        reports = _reports_of(session, directory, found.code, links)
        seen = zip(_attached(session, directory, links), reports, strict=True)
        return [shown for one, report in seen if (shown := _as_seen(actor, one, report)) is not None]


def download(app: Application, actor: Actor, link: int) -> tuple[str, str, bytes]:
    """Return name, media type and content of an attached document, of a removed one too.

    The name ends as what the file is. Refuses `unknown_document` one the actor does not see.
    """
    with read_session(app.engine) as session:
        row, found = _link(session, actor, Action.READ, link)
        directory = load_family(session, found)
        (report,) = _reports_of(session, directory, found.code, [row])
        (attached,) = _attached(session, directory, [row])
        if _as_seen(actor, attached, report) is None:
            raise Refusal("unknown_document")
        document = session.exec(select(Document).where(Document.sha256 == row.sha256)).one()
        name = named_for(row.name or document.name, document.media_type)
        return name, document.media_type, document.content


def file_name(name: str) -> str:
    """Return a file's name as text: without folders and invisible signs, at most 255 characters."""
    last = clean(name).replace("\\", "/").rpartition("/")[2]
    shown = "".join(sign for sign in last if unicodedata.category(sign) not in _INVISIBLE).strip(" .")
    stem, dot, ending = shown.rpartition(".")
    if len(shown) > NAME_LENGTH and 0 < len(ending) < len(".jpeg"):
        return f"{stem[: NAME_LENGTH - len(ending) - 1]}{dot}{ending}"
    return shown[:NAME_LENGTH] or "document"


def _bounded(name: str, content: BinaryIO) -> bytes:
    data = content.read(DOCUMENT_LIMIT + 1)
    if len(data) > DOCUMENT_LIMIT:
        raise Refusal("document_too_large", name=name, limit=DOCUMENT_LIMIT // 2**20)
    if not data:
        raise Refusal("document_empty", name=name)
    return data


def _period(text: str) -> Period:
    try:
        return Period.parse(text)
    except ValueError:
        raise Refusal("bad_period", place="period", text=text) from None


def _standing(
    session: Session, site: SiteRecord, span: Period, item: str | None, digest: str
) -> DocumentLink | None:
    query = select(DocumentLink).where(
        DocumentLink.sha256 == digest,
        DocumentLink.site_id == site.id,
        DocumentLink.item == item,
        DocumentLink.first == span.first,
        DocumentLink.last == span.last,
        col(DocumentLink.removed_at).is_(None),
    )
    return session.exec(query).first()


def _store(session: Session, document: Document) -> list[Fact]:
    """Store a document nobody has attached before; return its fact."""
    known = select(Document.sha256).where(Document.sha256 == document.sha256)
    if session.exec(known).first() is not None:
        return []
    try:
        with session.begin_nested():
            session.add(document)
    except IntegrityError:  # another park attached the same file at this moment
        return []
    return [fact_of(document)]


def _link(session: Session, actor: Actor, action: Action, link: int) -> tuple[DocumentLink, Site]:
    """Return a document's place with its site; one that is out of reach reads as one that is not there."""
    row = session.get(DocumentLink, link) if link <= _HIGHEST else None
    site = None if row is None else session.get(Site, row.site_id)
    if row is None or site is None:
        raise Refusal("unknown_document")
    try:
        return row, require(session, actor, action, site.code, month=row.last)
    except Refusal as refusal:
        if refusal.code == "unknown_site":
            raise Refusal("unknown_document") from None
        raise


def _refuse_locked(session: Session, directory: Directory, site: SiteRecord, link: DocumentLink) -> None:
    (report,) = _reports_of(session, directory, site.code, [link])
    if report is not None and report.state in LOCKED:
        raise Refusal("document_locked", **in_both("state", report.state))


def _reports_of(
    session: Session, directory: Directory, site: str, links: Sequence[DocumentLink]
) -> list[Report | None]:
    """Return the report each document belongs to; None where there is none yet."""
    record = directory.by_code[site]
    places = [
        (
            (directory.owner(record, link.last) or record).id,
            report_kind("year" if link.last - link.first == 11 else "month"),
            link.last,
        )
        for link in links
    ]
    if not places:
        return []
    months = [month for _, _, month in places]
    known = load_reports(session, {owner for owner, _, _ in places}, min(months), max(months))
    return [known.get(place) for place in places]


def _as_seen(actor: Actor, document: Attached, report: Report | None) -> Attached | None:
    """Return a document as the actor sees it: what is done while a report is under way shows with the report.

    What is sent after a report, such as a proof the bureau asked for, shows at once.
    """
    if view_of(actor, reported=False) == "working" or (report is not None and report.state in LOCKED):
        return document
    moments = [] if report is None else [report.submitted_at, report.decided_at]
    closed = max((moment for moment in moments if moment is not None), default=None)
    if closed is None or (document.added_at is not None and document.added_at > closed):
        return None
    if document.removed_at is not None and document.removed_at > closed:
        return replace(document, removed_by=None, removed_at=None, removal_reason=None)
    return document


def _write(
    session: Session,
    actor: Actor,
    directory: Directory,
    site: SiteRecord,
    month: int,
    action: str,
    facts: list[Fact],
    reason: str = "",
) -> None:
    write_entries(session, actor, action, {chain_of(directory, site, month): facts}, reason)
    touch(session, directory, [site.id])


def _attached(session: Session, directory: Directory, links: Iterable[DocumentLink]) -> list[Attached]:
    rows = list(links)
    digests = {row.sha256 for row in rows}
    query = select(Document.sha256, Document.name, Document.media_type, Document.size)
    known = {found[0]: found for found in session.exec(query.where(col(Document.sha256).in_(digests)))}
    return [
        Attached(
            id=row.id or 0,
            site=directory.by_id[row.site_id].code,
            item=row.item,
            period=Period.over(row.first, row.last),
            name=row.name or known[row.sha256][1],
            media_type=known[row.sha256][2],
            size=known[row.sha256][3],
            sha256=row.sha256,
            added_by=row.added_by or "",
            added_at=row.added_at,
            removed_by=row.removed_by,
            removed_at=row.removed_at,
            removal_reason=row.removal_reason,
        )
        for row in rows
    ]

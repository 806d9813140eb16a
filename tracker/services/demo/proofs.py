"""Documents of the demo: one invented list of manifests, attached for each year whose figures need one."""

from collections.abc import Collection, Iterable, Iterator
from hashlib import sha256

from tracker.catalog.periods import Period
from tracker.messages import sentence
from tracker.services.application import now
from tracker.services.demo.province import DemoRow
from tracker.store.tables import Document, DocumentLink


def example_document() -> Document:
    """Return the one file all of them are."""
    content = sentence("demo_document", "zh").encode()
    return Document(
        sha256=sha256(content).hexdigest(),
        name=sentence("demo_document_name", "zh"),
        media_type="text/plain",
        size=len(content),
        content=content,
    )


def proofs_of(
    site_id: int, rows: Iterable[DemoRow], needing: Collection[str], by: str
) -> Iterator[DocumentLink]:
    """Yield where a site's figures need the document: once for each item and year."""
    document = example_document()
    places = {(row.item, Period.parse(row.period).last // 12) for row in rows if row.item in needing}
    for item, year in sorted(places):
        span = Period.year(year)
        yield DocumentLink(
            sha256=document.sha256,
            site_id=site_id,
            item=item,
            first=span.first,
            last=span.last,
            name=document.name,
            added_by=by,
            added_at=now(),
        )

"""Small facts the tests of the store are made of."""

import hashlib
from datetime import UTC, date, datetime

from sqlalchemy import Engine, insert
from sqlmodel import Session, SQLModel, select

from tracker.store.audit import note_heads, record
from tracker.store.database import unit_of_work
from tracker.store.facts import fact_of
from tracker.store.tables import (
    Account,
    Adoption,
    AuditEntry,
    CatalogAddition,
    CheckResult,
    Declaration,
    Document,
    DocumentLink,
    Explanation,
    Flag,
    FlagEvent,
    ImportBatch,
    ImportMapping,
    Installation,
    Lease,
    Observation,
    Package,
    RecordedFigure,
    Report,
    ReportRemark,
    SignInFailure,
    Site,
    SiteAttribute,
    WebSession,
)

MARCH = 2024 * 12 + 2
FILE = "电费结算单".encode()
FILE_SHA256 = hashlib.sha256(FILE).hexdigest()


def now() -> datetime:
    return datetime(2024, 4, 1, 8, 30, tzinfo=UTC)


def add_site(session: Session, code: str) -> Site:
    site = Site(code=code, kind="park", region="CN-YN", created_at=now())
    session.add(site)
    session.flush()
    return site


def add_sites(database: Engine, *codes: str) -> None:
    with unit_of_work(database) as session:
        for code in codes:
            add_site(session, code)


def found_installation(database: Engine, *codes: str) -> None:
    """Store an installation and parks, each with its audit entry."""
    with unit_of_work(database) as session:
        installation = Installation(created_at=now())
        session.add(installation)
        session.flush()
        record(session, chain="installation", actor="operator", action="init", facts=[fact_of(installation)])
        for code in codes:
            site = add_site(session, code)
            record(session, chain=code, actor="operator", action="site.add", facts=[fact_of(site)])


def figure(site: Site, value: float | None, *, month: int = MARCH, item: str = "electricity") -> Observation:
    return Observation(
        site_id=site.id,
        item=item,
        kind="month",
        first=month,
        last=month,
        value=value,
        text="" if value is None else f"{value:g}",
        unit="kWh",
        reason="halted" if value is None else None,
        changed_by="zhang",
        changed_at=now(),
    )


def save(session: Session, site: Site, row: Observation) -> AuditEntry:
    """Store one figure as a service would."""
    session.add(row)
    session.flush()
    return record(session, chain=site.code, actor=row.changed_by, action="entry.save", facts=[fact_of(row)])


def fill(database: Engine) -> None:
    """Store an installation with two parks and at least one row in every table, all of it audited."""
    fill_first(database)
    add_remark(database)
    add_import(database)


def add_remark(database: Engine) -> None:
    """Store what a reviewer said of a figure."""
    with unit_of_work(database) as session:
        report = session.exec(select(Report)).one()
        remark = ReportRemark(
            report_id=report.id, version=1, site_id=report.site_id, item="electricity", text="请核对",
            made_by="li", made_at=now(),
        )  # fmt: skip
        session.add(remark)
        session.flush()
        record(session, chain="A", actor="li", action="report.return", facts=[fact_of(remark)])


def fill_first(database: Engine) -> None:
    """Store what `fill` does in the tables of the first step."""
    found_installation(database, "A", "B")
    with unit_of_work(database) as session:
        park = session.exec(select(Site).where(Site.code == "A")).one()
        changed = figure(park, 10.0)
        save(session, park, changed)
        changed.value, changed.text, changed.version = 11.0, "11", 2
        save(session, park, changed)
        save(session, park, figure(park, None, month=MARCH + 1))
        save(session, park, figure(park, -0.0, month=MARCH + 2))
        account, *audited = facts_of_every_kind(park)
        session.add(
            Document(
                sha256=FILE_SHA256,
                name="结算单.pdf",
                media_type="application/pdf",
                size=len(FILE),
                content=FILE,
            )
        )
        session.flush()
        audited.append(session.get_one(Document, FILE_SHA256))
        session.add_all([account, *audited])
        session.flush()
        audited.append(link_document(session, park))
        record(session, chain="A", actor="zhang", action="test", facts=[fact_of(row) for row in audited])
        record(session, chain="installation", actor="operator", action="user.add", facts=[fact_of(account)])
        session.add(WebSession(token_hash="t", account_id=account.id, created_at=now(), expires_at=now()))
        session.add(SignInFailure(name="zhang", source="10.0.0.1", failed=1))
        session.add(Lease(name="daily", holder="h", until=now()))
        note_heads(session, actor="operator", day=date(2024, 4, 1))


def link_document(session: Session, park: Site) -> DocumentLink:
    """Store a link with the columns of the first step, and return it as it is read today."""
    first_step = {"id": 1, "sha256": FILE_SHA256, "site_id": park.id, "first": MARCH, "last": MARCH}
    session.execute(insert(DocumentLink).values(first_step))
    return DocumentLink(**first_step)


def facts_of_every_kind(park: Site) -> list[SQLModel]:
    """Return one row of each kind of fact that is neither site, installation, figure, document nor link."""
    return [
        Account(name="zhang", password_hash="argon2", role="officer", scope="A", created_at=now()),
        SiteAttribute(site_id=park.id, name="name", value="嵩明园区", made_at=now()),
        Declaration(
            site_id=park.id, subject="lignite", applicable=False, reason="不用煤", made_by="zhang",
            made_at=now(),
        ),
        Adoption(site_id=park.id, standard="hj-274-2015", from_month=MARCH),
        Report(site_id=park.id, kind="month", month=MARCH),
        Explanation(
            site_id=park.id, item="electricity", check_number="C-03", month=MARCH, text="新线投产",
            made_by="zhang", made_at=now(), value_seen=11.0,
        ),
        Flag(
            id="f1", site_id=park.id, axis="data", rule="gap", subject="electricity 2024-03",
            period="2024-03", severity="yellow", opened_at=now(), due=date(2024, 5, 1),
            message_code="gap", params={"n": 1.5},
        ),
        FlagEvent(flag_id="f1", at=now(), actor="evaluation", step="opened"),
        RecordedFigure(
            site_id=park.id, indicator="energy_total", window="month", period="2024-03", occasion="submitted",
            occasion_key="1", at=now(), value=1.0, row={"value": 1.0, "notes": ["估算"]}, catalog="0" * 16,
        ),
        CatalogAddition(kind="factor", content={"value": 0.68}, made_by="li", made_at=now(), source="检测"),
        Package(
            site_id=park.id, standard="hj-274-2015", years="2022-2024", revision=1, built_at=now(),
            content_sha256=FILE_SHA256, content=FILE,
        ),
    ]  # fmt: skip


def add_import(database: Engine) -> None:
    """Store an import, how its spreadsheet was understood, and what a check found at submission."""
    with unit_of_work(database) as session:
        report = session.exec(select(Report)).one()
        batch = ImportBatch(
            site_id=report.site_id, command="c1", files=[{"name": "3月.xlsx", "sha256": "a" * 64}],
            figures=1, made_by="zhang", made_at=now(),
        )  # fmt: skip
        mapping = ImportMapping(
            site_id=report.site_id, fingerprint="b" * 64, mapping={"用电量": "electricity"},
            made_by="zhang", made_at=now(),
        )  # fmt: skip
        result = CheckResult(
            report_id=report.id, version=1, site_id=report.site_id, check_number="C-03", rule="c" * 16,
            item="electricity", value=9.0, message_code="check_jump", params={"times": 4.0},
        )  # fmt: skip
        session.add_all([batch, mapping, result])
        session.flush()
        facts = [fact_of(row) for row in (batch, mapping, result)]
        record(session, chain="A", actor="zhang", action="figures.import", facts=facts)

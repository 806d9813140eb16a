"""The small province the services are tested on, and short ways to do things in it."""

from dataclasses import dataclass
from pathlib import Path

from sqlmodel import select

from tracker.catalog.periods import Period
from tracker.services.application import Application, now
from tracker.services.exchange.importing import ImportOutcome, import_files
from tracker.services.permissions import OPERATOR, Actor, acting_as
from tracker.services.sites import SiteForm, add_site, declare_items
from tracker.store.database import read_session, unit_of_work
from tracker.store.tables import Account, Installation, Observation, Site

HEADER = "site,period,item,value,unit,source,reason,note"
ACCOUNTS = (
    ("officer", "officer", "P1"),
    ("neighbour", "officer", "P2"),
    ("firm", "officer", "E1"),
    ("kunming", "reviewer", "kunming"),
    ("province", "reviewer", "province"),
    ("admin", "administrator", "province"),
    ("auditor", "auditor", "province"),
)


@dataclass(frozen=True)
class Province:
    """An installation with parks P1 (Kunming) and P2 (Yuxi), enterprise E1 of P1, and `ACCOUNTS`."""

    app: Application
    folder: Path

    def acting(self, name: str) -> Actor:
        """Return somebody signed in, not the operator in their name."""
        actor = acting_as(self.app, name)
        return Actor(actor.name, actor.role, actor.scope, actor.account_id)

    def file(self, *rows: str, name: str = "figures.csv", header: str = HEADER) -> Path:
        path = self.folder / name
        path.write_text("\n".join((header, *rows)) + "\n", "utf-8")
        return path

    def bring_in(self, *rows: str, by: Actor = OPERATOR, **options: object) -> ImportOutcome:
        return import_files(self.app, by, [self.file(*rows)], **options)  # type: ignore[arg-type]

    def figures(self) -> dict[tuple[str, str, str], Observation]:
        """Return what stands in the working view, by site, item and period."""
        with read_session(self.app.engine) as session:
            query = select(Site.code, Observation).join(Site).where(Observation.present)
            return {
                (code, row.item, str(Period(row.first, row.last, row.kind))): row
                for code, row in session.exec(query)
            }


def found(app: Application) -> None:
    """Set up the province; accounts get no usable password, as hashing one takes long."""
    with unit_of_work(app.engine) as session:
        session.add(Installation(created_at=now()))
        session.flush()
        for name, role, scope in ACCOUNTS:
            session.add(Account(name=name, role=role, scope=scope, password_hash="-", created_at=now()))
    add_site(
        app, OPERATOR, SiteForm("P1", "示例一园", level="national", prefecture="kunming", since="2023-01")
    )
    add_site(app, OPERATOR, SiteForm("P2", "示例二园", prefecture="yuxi", since="2023-01"))
    add_site(app, OPERATOR, SiteForm("E1", "示例企业", kind="enterprise", parent="P1", since="2023-01"))


def declare_everything_away(province: Province, site: str) -> None:
    """Declare every group as not applying, so that what is not entered is no gap."""
    declare_items(province.app, OPERATOR, site, not_applicable=list(province.app.catalog.groups))

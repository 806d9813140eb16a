"""A small installation for tests of services: one park, figures as long CSV, an officer and a reviewer."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import Engine

from tests.support.rules import catalog
from tracker.services.application import Application
from tracker.services.exchange.importing import ImportOutcome, import_files
from tracker.services.permissions import OPERATOR, Actor
from tracker.services.proof.keys import ensure_key
from tracker.services.reporting import reports
from tracker.services.sites import SiteForm, add_site
from tracker.store.audit import record
from tracker.store.database import unit_of_work
from tracker.store.facts import INSTALLATION, fact_of
from tracker.store.tables import Installation

OFFICER = Actor("officer", "officer", "P1", account_id=1)
REVIEWER = Actor("reviewer", "reviewer", "province", account_id=2)
ADMINISTRATOR = Actor("administrator", "administrator", "province", account_id=3)
AUDITOR = Actor("auditor", "auditor", "province", account_id=4)
REASON = "经核对属实，情况说明"


@dataclass
class House:
    """An installation under test; `today` can be moved by `on`."""

    app: Application
    folder: Path
    imported: int = field(default=0)

    def on(self, day: date) -> "House":
        return House(replace(self.app, today=lambda: day), self.folder, self.imported)

    def site(self, code: str, **given: str) -> None:
        add_site(self.app, OPERATOR, SiteForm(code=code, name=f"园区{code}", **given))

    def figures(self, lines: Iterable[str], header: str = "site,period,item,value,unit") -> ImportOutcome:
        self.imported += 1
        path = self.folder / f"figures{self.imported}.csv"
        path.write_text("\n".join([header, *lines]), encoding="utf-8")
        outcome = import_files(self.app, OPERATOR, [path])
        assert outcome.ok, outcome.problems
        return outcome

    def submit(self, period: str, reason: str = REASON, site: str = "P1") -> None:
        reports.submit(self.app, OFFICER, site, period, reason)

    def accept(self, period: str, reason: str = REASON, site: str = "P1") -> None:
        reports.accept(self.app, REVIEWER, site, period, reason)

    def return_(self, period: str, reason: str = REASON, site: str = "P1") -> None:
        reports.return_(self.app, REVIEWER, site, period, reason)


def house(engine: Engine, folder: Path, today: date = date(2025, 6, 30)) -> House:
    """Return an installation without sites on a database of the newest shape."""
    with unit_of_work(engine) as session:
        row = Installation(id=1, created_at=datetime.now(UTC))
        session.add(row)
        session.flush()
        record(session, chain=INSTALLATION, actor="operator", action="init", facts=[fact_of(row)])
    return reopened(engine, folder, today)


def reopened(engine: Engine, folder: Path, today: date) -> House:
    """Return an installation on a database that holds one already."""
    ensure_key(folder / "keys")
    return House(Application(engine, catalog(), lambda: today, folder / "keys"), folder)


def year_of_figures(year: int, site: str = "P1", months: range = range(1, 13), **changed: float) -> list[str]:
    """Return monthly rows of a plain park that meets what it can; `changed` replaces levels by item."""
    levels = {
        "value_added_real": (1000 * 1.05 ** (year - 2022), "万元@2020"),
        "value_added": (1000 * 1.05 ** (year - 2022), "万元"),
        "revenue": (5000, "万元"),
        "electricity": (100, "万kWh"),
        "tap_water": (5000, "m³"),
        "wastewater_generated": (3000, "m³"),
        "wastewater_treated": (3000, "m³"),
        "solid_waste_generated": (200, "t"),
        "solid_waste_utilized": (150, "t"),
        "solid_waste_disposed": (50, "t"),
    }
    for item, level in changed.items():
        levels[item] = (level, levels[item][1] if item in levels else "t")
    return [
        f"{site},{year}-{month:02d},{item},{level * (1 + month / 1000):.6g},{unit}"
        for item, (level, unit) in levels.items()
        for month in months
    ]

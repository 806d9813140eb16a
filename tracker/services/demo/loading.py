"""Load the demo province in bulk: sites, item tables, figures, states of reports, accounts, flags.

History is written as an import would have left it, with one audit entry per park; recorded figures begin with
the first report submitted here.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlmodel import Session, SQLModel

from tracker.catalog.periods import Period, month_text, parse_month
from tracker.catalog.units import Conversion
from tracker.services.application import Application, now
from tracker.services.demo.files import read_accounts
from tracker.services.demo.proofs import example_document, proofs_of
from tracker.services.demo.province import DemoReport, DemoRow, DemoSite, Province, generate
from tracker.services.flagging import flags
from tracker.services.people.accounts import add_account, made_up_password
from tracker.services.permissions import OPERATOR
from tracker.store.audit import record
from tracker.store.bulk import insert_observations
from tracker.store.database import unit_of_work
from tracker.store.facts import Fact, fact_of
from tracker.store.tables import Declaration, Report, Site, SiteAttribute

Progress = Callable[[int, int], None]

ACTOR = "demo"
_REVIEWER = "demo-reviewer"
_REGION = "CN-YN"
_NOT_THERE = "按企业台账核实，本园区没有该项。"
_RETURNED_BECAUSE = "请核对电力与上月的差异后重新提交。"
_REPORTED = ("submitted", "accepted", "returned")


def load_demo(app: Application, progress: Progress | None = None) -> list[tuple[str, str, str]]:
    """Fill a new installation with the demo; returns name, role and password of every account, shown once."""
    load_province(app, generate(app.today()), progress)
    return list(_accounts(app))


def load_province(app: Application, province: Province, progress: Progress | None = None) -> None:
    """Store what was generated, in one transaction, and raise its flags."""
    with unit_of_work(app.engine) as session:
        _Loader(app, session, province).load(progress)
    flags.evaluate_sites(app, OPERATOR, None)


def _accounts(app: Application) -> Iterator[tuple[str, str, str]]:
    for account in read_accounts():
        password = made_up_password()
        add_account(
            app, OPERATOR, name=account.name, role=account.role, scope=account.scope, password=password
        )
        yield account.name, account.role, password


class _Loader:
    """One load: what was generated, and the ids sites were given."""

    def __init__(self, app: Application, session: Session, province: Province) -> None:
        self.app = app
        self.session = session
        self.sites = province.sites
        self.rows: dict[str, list[DemoRow]] = defaultdict(list)
        self.reports: dict[str, list[DemoReport]] = defaultdict(list)
        self.taken_up: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self.ids: dict[str, int] = {}
        self.conversions: dict[tuple[str, str], Conversion] = {}
        for row in province.rows:
            self.rows[row.site].append(row)
        for report in province.reports:
            self.reports[report.site].append(report)
        for site, item, month in province.declarations:
            self.taken_up[site].append((item, month))

    def load(self, progress: Progress | None) -> None:
        """Load park by park, each with its enterprises and its own audit entry."""
        parks = [site for site in self.sites if site.kind == "park"]
        for done, park in enumerate(parks, 1):
            family = [park, *(site for site in self.sites if site.parent == park.code)]
            states = {report.period: report.state for report in self.reports[park.code]}
            facts: list[Fact] = [] if done > 1 else [self._document()]
            for site in family:
                facts += self._site(site, states)
            facts += self._reports(park)
            record(self.session, chain=park.code, actor=ACTOR, action="demo.load", facts=facts)
            if progress is not None:
                progress(done, len(parks))

    def _site(self, site: DemoSite, states: Mapping[str, str]) -> list[Fact]:
        row = Site(
            code=site.code,
            kind=site.kind,
            region=_REGION,
            prefecture=site.prefecture,
            active_from=parse_month(site.active_from),
            active_until=parse_month(site.active_until) if site.active_until else None,
            created_at=now(),
            data_version=1,
        )
        self._add(row)
        assert row.id is not None
        self.ids[site.code] = row.id
        needing = {code for code, item in self.app.catalog.items.items() if item.document is not None}
        parts = [
            *self._attributes(site, row.id),
            *self._declarations(site, row.id),
            *proofs_of(row.id, self.rows[site.code], needing, ACTOR),
        ]
        self._add(*parts)
        figures = [self._figure(row.id, figure, states) for figure in self.rows[site.code]]
        return [*map(fact_of, (row, *parts)), *insert_observations(self.session, figures)]

    def _document(self) -> Fact:
        """Store the file the demo's figures are proved by, before anything refers to it."""
        document = example_document()
        self._add(document)
        return fact_of(document)

    def _add(self, *rows: SQLModel) -> None:
        self.session.add_all(rows)
        self.session.flush()

    def _attributes(self, site: DemoSite, site_id: int) -> Iterator[SiteAttribute]:
        undated = {"name": site.name, "parent": site.parent, "level": site.level, "collect": site.collect}
        values: list[tuple[str, str | None, str | None]] = [
            *((name, value, None) for name, value in undated.items()),
            *(("scope", value, month) for month, value in site.scope),
        ]
        for name, value, month in values:
            if value is not None:
                yield SiteAttribute(
                    site_id=site_id,
                    name=name,
                    value=value,
                    from_month=parse_month(month) if month else None,
                    made_at=now(),
                )

    def _declarations(self, site: DemoSite, site_id: int) -> Iterator[Declaration]:
        """Declare every group (what has a figure stays in use), and since when late items are in use."""
        lines: list[tuple[str, bool, int | None]] = [
            (group, False, None)
            for group in self.app.catalog.groups
            if group not in ("output", *site.undeclared)
        ]
        lines += [(item, True, parse_month(month)) for item, month in self.taken_up[site.code]]
        for subject, applicable, month in lines:
            yield Declaration(
                site_id=site_id,
                subject=subject,
                applicable=applicable,
                from_month=month,
                reason="" if applicable else _NOT_THERE,
                made_by=ACTOR,
                made_at=now(),
                confirmed_by=_REVIEWER,
                confirmed_at=now(),
            )

    def _figure(self, site_id: int, row: DemoRow, states: Mapping[str, str]) -> dict[str, Any]:
        period = Period.parse(row.period)
        owner = row.period if period.kind == "year" else month_text(period.last)
        convert = self._conversion(row)
        typed = {
            "value": convert(float(row.value)),
            "text": row.value,
            "unit": row.unit,
            "source": row.source,
        }
        view = typed if states.get(owner) in _REPORTED else {}
        return {
            "site_id": site_id,
            "item": row.item,
            "kind": period.kind,
            "first": period.first,
            "last": period.last,
            "base": convert.base_year or 0,
            **typed,
            "reported": bool(view),
            **{f"reported_{name}": value for name, value in view.items()},
            "changed_by": ACTOR,
            "changed_at": _instant(period.last, 5, self.app.today()),
        }

    def _conversion(self, row: DemoRow) -> Conversion:
        key = row.item, row.unit
        if key not in self.conversions:
            catalog = self.app.catalog
            self.conversions[key] = catalog.units.item_conversion(catalog.items[row.item], row.unit)
        return self.conversions[key]

    def _reports(self, park: DemoSite) -> Iterable[Fact]:
        today = self.app.today()
        rows = [_report(self.ids[park.code], report, today) for report in self.reports[park.code]]
        self._add(*rows)
        return map(fact_of, rows)


def _report(site_id: int, report: DemoReport, today: date) -> Report:
    period = Period.parse(report.period)
    sent, decided = report.state in _REPORTED, report.state in ("accepted", "returned")
    return Report(
        site_id=site_id,
        kind=period.kind,
        month=period.last,
        state=report.state,
        ever_submitted=sent,
        submitted_by=ACTOR if sent else None,
        submitted_at=_instant(period.last, 7, today) if sent else None,
        decided_by=_REVIEWER if decided else None,
        decided_at=_instant(period.last, 12, today) if decided else None,
        reason=_RETURNED_BECAUSE if report.state == "returned" else "",
    )


def _instant(month: int, day: int, today: date) -> datetime:
    """Return an instant on a day of the month after `month`, this morning at the latest."""
    following = month + 1
    moment = datetime(following // 12, following % 12 + 1, day, 2, tzinfo=UTC) + timedelta(hours=day % 3)
    return min(moment, datetime(today.year, today.month, today.day, tzinfo=UTC))

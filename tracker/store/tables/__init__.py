"""Every table of the database."""

from tracker.store.tables.audit import AuditEntry, History
from tracker.store.tables.figures import Observation
from tracker.store.tables.flags import Flag, FlagEvent
from tracker.store.tables.imports import ImportBatch, ImportMapping
from tracker.store.tables.installation import Installation, Lease
from tracker.store.tables.people import Account, SignInFailure, WebSession
from tracker.store.tables.records import (
    CatalogAddition,
    Document,
    DocumentLink,
    Package,
    RecordedFigure,
)
from tracker.store.tables.reports import CheckResult, Explanation, Report, ReportRemark
from tracker.store.tables.sites import Adoption, Declaration, Site, SiteAttribute

__all__ = [
    "Account",
    "Adoption",
    "AuditEntry",
    "CatalogAddition",
    "CheckResult",
    "Declaration",
    "Document",
    "DocumentLink",
    "Explanation",
    "Flag",
    "FlagEvent",
    "History",
    "ImportBatch",
    "ImportMapping",
    "Installation",
    "Lease",
    "Observation",
    "Package",
    "RecordedFigure",
    "Report",
    "ReportRemark",
    "SignInFailure",
    "Site",
    "SiteAttribute",
    "WebSession",
]

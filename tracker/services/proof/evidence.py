"""Evidence packages: built from reported figures, proved, signed, kept; equal bytes where nothing moved."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from sqlmodel import Session, col, select

from tracker.documents.package import package_bytes
from tracker.documents.verifier import verifier_source
from tracker.messages import Refusal
from tracker.reference.verify_data import fingerprint
from tracker.services.application import Application, now
from tracker.services.directory import load_family
from tracker.services.judging import recorded
from tracker.services.judging.evaluation import require_standard
from tracker.services.judging.panels import cached_results, family_of, site_facts
from tracker.services.permissions import Action, Actor, require
from tracker.services.proof import evidence_data
from tracker.services.proof.evidence_data import FORMAT, Material, Question
from tracker.services.proof.keys import signing_key
from tracker.store.audit import record
from tracker.store.database import read_session, unit_of_work
from tracker.store.facts import fact_of
from tracker.store.locking import lock_sites
from tracker.store.tables import Installation, Package, Site

Progress = Callable[[int, int], None]
MOST_YEARS = 20
_STEPS = 4
_YEARS = re.compile(r"(\d{4})(?:-(\d{4}))?")


@dataclass(frozen=True)
class BuiltPackage:
    """A package as handed out; `revision` counts the different ones about the same question."""

    revision: int
    content: bytes


def build_package(
    app: Application,
    actor: Actor,
    *,
    site: str,
    standard: str,
    years: str,
    progress: Progress | None = None,
) -> BuiltPackage:
    """Return the package about a park or region, a standard and a span of years (`2022-2024` or `2024`).

    Building again when nothing it depends on has changed returns the stored revision, byte for byte. Refuses
    an unknown site or standard, years that are none or yet to come, and a span without any reported figure.
    """
    question = _question(app, site, standard, years)
    tell = progress or (lambda done, total: None)
    tell(0, _STEPS)
    material, demo = _material(app, actor, question)
    tell(1, _STEPS)
    about = _about(app, question, material, demo=demo)
    data = evidence_data.data_files(app.catalog, question, material, about)
    verifier = verifier_source([fingerprint(app.catalog.document())])
    tell(2, _STEPS)
    with unit_of_work(app.engine) as session:
        owner = require(session, actor, Action.EVIDENCE, site)
        lock_sites(session, [owner.id or 0])
        stored = _newest(session, owner, question)
        if stored is not None and _unchanged(stored.content, {**data, "verify.py": verifier}):
            built = BuiltPackage(stored.revision, stored.content)
        else:
            about["revision"] = 1 if stored is None else stored.revision + 1
            content = _bytes(app, question, about, data, verifier)
            _store(session, actor, owner, question, about["revision"], content, material)
            built = BuiltPackage(about["revision"], content)
    tell(_STEPS, _STEPS)
    return built


def _question(app: Application, site: str, standard: str, years: str) -> Question:
    require_standard(app.catalog, standard)
    match = _YEARS.fullmatch(years.strip())
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
    if not match or not 0 <= last - first < MOST_YEARS:
        raise Refusal("package_years", place="years", years=years, most=MOST_YEARS)
    if last > app.today().year:
        raise Refusal("package_years_to_come", place="years", years=years, year=app.today().year)
    return Question(site, standard, first, last)


def _material(app: Application, actor: Actor, question: Question) -> tuple[Material, bool]:
    with read_session(app.engine) as session:
        site = require(session, actor, Action.EVIDENCE, question.site)
        if site.kind == "enterprise":
            raise Refusal("package_of_enterprise", place="site", site=question.site)
        directory = load_family(session, site)
        family = family_of(directory, [directory.by_code[question.site]])
        results = cached_results(session, app, family, "reported")
        facts = site_facts(session, family)
        material = evidence_data.gather(session, question, family, facts, results)
        installation = session.get(Installation, 1)
    inside = (
        figure
        for figure in material.figures
        if str(question.first) <= figure["period"][:4] <= str(question.last) and figure["value"] is not None
    )
    if next(inside, None) is None:
        raise Refusal("package_no_figures", place="years", site=question.site, years=question.years)
    return material, installation is not None and installation.demo


def _about(app: Application, question: Question, material: Material, *, demo: bool) -> dict[str, Any]:
    """Return what the package says of itself; `today` is the day the verdicts were given on."""
    site = next(site for site in material.sites if site["code"] == question.site)
    return {
        "format": FORMAT,
        "site": question.site,
        "name": site["name"],
        "standard": question.standard,
        "years": question.years,
        "revision": 0,
        "view": "reported",
        "provisional": any(row["provisional"] for row in material.results if row["window"] == "year"),
        "demo": demo,
        "today": app.today().isoformat(),
        "built_at": now().astimezone(UTC).isoformat(timespec="seconds"),
        "catalog": app.catalog.digest,
        "program": _program(),
    }


def _program() -> str:
    try:
        return f"green-park-tracker {version('green-park-tracker')}"
    except PackageNotFoundError:
        return "green-park-tracker"


def _newest(session: Session, owner: Site, question: Question) -> Package | None:
    return session.exec(
        select(Package)
        .where(
            Package.site_id == owner.id,
            Package.standard == question.standard,
            Package.years == question.years,
        )
        .order_by(col(Package.revision).desc())
        .limit(1)
    ).first()


def _unchanged(stored: bytes, files: dict[str, bytes]) -> bool:
    """Return whether a stored package holds exactly these files, whatever day it was built on."""
    with zipfile.ZipFile(io.BytesIO(stored)) as archive:
        kept = {name.partition("/")[2].removeprefix("data/"): name for name in archive.namelist()}
        return all(name in kept and archive.read(kept[name]) == content for name, content in files.items())


def _bytes(
    app: Application, question: Question, about: dict[str, Any], data: dict[str, bytes], verifier: bytes
) -> bytes:
    base = f"{question.site}_{question.standard}_{question.years}_r{about['revision']}"
    info = {
        "Bag-Software-Agent": about["program"],
        "Bagging-Date": about["today"],
        "External-Identifier": base,
        "External-Description": f"{about['name']} · {question.standard} · {question.years}",
    }
    files = {**data, "package.json": evidence_data.package_file(about)}
    return package_bytes(base, files, info, verifier, signing_key(app.key_directory))


def _store(
    session: Session,
    actor: Actor,
    owner: Site,
    question: Question,
    revision: int,
    content: bytes,
    material: Material,
) -> None:
    """Keep the package and record its figures, under one audit entry."""
    assert owner.id is not None
    package = Package(
        site_id=owner.id,
        standard=question.standard,
        years=question.years,
        revision=revision,
        content_sha256=sha256(content).hexdigest(),
        content=content,
        built_at=now(),
    )
    session.add(package)
    session.flush()
    key = f"{question.standard}/{question.years}#{revision}"
    facts = recorded.record_rows(session, owner, material.results, "package", key)
    record(
        session,
        chain=owner.code,
        actor=actor.recorded,
        action="evidence.build",
        facts=[fact_of(package), *facts],
    )

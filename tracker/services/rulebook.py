"""The rules as an administrator works on them: what waits for confirmation, and an installation's own.

Own rules are typed as texts, checked here so that a refusal names the field, then proved with all others.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from tracker.catalog.additions import Addition
from tracker.catalog.catalog import Catalog
from tracker.catalog.entries import Citation, Deadline, Factor, FactorValue, Names, Standard, Target
from tracker.catalog.numbers import read_number
from tracker.catalog.problems import CatalogError
from tracker.messages import Refusal
from tracker.services.additions import AdditionRecord, list_additions, store
from tracker.services.application import Application
from tracker.services.permissions import Action, Actor, require_action
from tracker.services.site_forms import checked_month, checked_region, checked_span
from tracker.services.texts import clean

RuleKind = Literal[
    "factor",
    "factor_value",
    "target",
    "standard",
    "indicator",
    "item",
    "check",
    "deadline",
    "form_head",
    "trend_setting",
]
SOURCE_LENGTH = 200
MOST_DAYS, MOST_MONTHS, MOST_GRACE = 31, 24, 60
_NAMED: tuple[RuleKind, ...] = ("deadline", "form_head", "trend_setting", "indicator", "item")
"""Kinds of rule that are one entry with code, names and citation."""

_ANYWHERE = re.compile(r"\*")


@dataclass(frozen=True)
class FactorLine:
    """A factor's value (null: none is known) with the indicators it takes part in.

    `own`: the addition it stands in, null for one of the program's files.
    """

    factor: Factor
    value: FactorValue | None
    used_by: tuple[str, ...]
    own: AdditionRecord | None

    @property
    def citation(self) -> Citation:
        """Return where the value comes from; a factor without one says where it would."""
        return self.factor.citation if self.value is None else self.value.citation


@dataclass(frozen=True)
class TargetLine:
    """A target of a standard, and the addition that confirmed it, if one did."""

    standard: Standard
    target: Target
    own: AdditionRecord | None


@dataclass(frozen=True)
class OpenRule:
    """A rule nobody has checked against its original yet."""

    kind: RuleKind
    code: str
    names: Names
    citation: Citation


@dataclass(frozen=True)
class FactorForm:
    """An installation's own value of a factor, as typed; months like `2024-03`, blank for no limit."""

    factor: str
    value: str
    source: str
    region: str = "*"
    since: str = ""
    until: str = ""
    clause: str = ""
    confirmed: bool = False


@dataclass(frozen=True)
class ConfirmationForm:
    """A target checked against the original; `value` is typed where the files leave it open."""

    standard: str
    target: str
    source: str
    clause: str = ""
    value: str = ""


@dataclass(frozen=True)
class DeadlineForm:
    """When reports of a kind are due: the day of the month so many months after their period.

    `moves`: where that is a rest day, the next working day instead.
    """

    kind: Literal["month", "year"]
    month_offset: int
    day: int
    grace_days: int
    source: str
    clause: str = ""
    confirmed: bool = False
    moves: bool = True


def factor_lines(app: Application, actor: Actor) -> list[FactorLine]:
    """Return every value of every factor: unconfirmed first, then the installation's own, then the rest."""
    own = _own_values(list_additions(app, actor))
    catalog = app.catalog
    used = _used_by(catalog)
    lines = [
        FactorLine(factor, value, used.get(code, ()), own.get(_key(code, value)) if value else None)
        for code, factor in catalog.factors.items()
        for value in (*factor.values, *(() if factor.values else (None,)))
    ]
    return sorted(lines, key=lambda line: (line.citation.confirmation == "confirmed", line.own is None))


def target_lines(app: Application, actor: Actor) -> list[TargetLine]:
    """Return every target of every standard, unconfirmed first."""
    confirmed = {
        (entry["standard"], entry["target"]): record
        for record in reversed(list_additions(app, actor))
        for entry in entries_of(record, "confirmation")
    }
    lines = [
        TargetLine(standard, target, confirmed.get((standard.code, target.code)))
        for standard in app.catalog.standards.values()
        for target in standard.targets
    ]
    return sorted(lines, key=lambda line: line.target.citation.confirmation == "confirmed")


def open_rules(app: Application, actor: Actor) -> list[OpenRule]:
    """Return everything that waits for somebody to check it against the original."""
    require_action(actor, Action.CATALOG)
    return [rule for rule in _all_rules(app.catalog) if rule.citation.confirmation == "unconfirmed"]


def add_factor(app: Application, actor: Actor, form: FactorForm) -> str:
    """Add an installation's own value of a factor; return the digest of the catalog with it.

    It takes the place of a value of the same region and beginning. Refused without a document.
    """
    return store_entry(app, actor, "factor_value", factor_entry(app, form))


def factor_entry(app: Application, form: FactorForm) -> dict[str, Any]:
    """Return a form's entry as a file would have it; refuses what cannot be one, naming the field."""
    if form.factor not in app.catalog.factors:
        raise Refusal("rule_reference", place="factor", field="factor", name=form.factor[:60])
    since, until = form.since.strip(), form.until.strip()
    checked_span(checked_month(since, "from"), checked_month(until, "until"))
    region = form.region.strip() or "*"
    entry = {
        "factor": form.factor,
        "value": _checked_value(form.value),
        "region": region if _ANYWHERE.fullmatch(region) else checked_region(region),
        "citation": checked_citation(form.source, form.clause, form.confirmed),
    }
    return entry | {name: text for name, text in (("from", since), ("until", until)) if text}


def replaced_value(app: Application, form: FactorForm) -> FactorValue | None:
    """Return the value a form's would take the place of: of the same region and beginning."""
    entry = factor_entry(app, form)
    same = (entry["region"], entry.get("from"))
    values = app.catalog.factors[form.factor].values
    return next((value for value in values if (value.region, value.from_) == same), None)


def confirm_target(app: Application, actor: Actor, form: ConfirmationForm) -> str:
    """Confirm a target of a standard with the document it was checked against; return the new digest."""
    entry: dict[str, Any] = {
        "standard": form.standard,
        "target": form.target,
        "citation": checked_citation(form.source, form.clause, confirmed=True),
    }
    if form.value.strip():
        entry["value"] = _checked_value(form.value)
    return store_entry(app, actor, "confirmation", entry)


def add_deadline(app: Application, actor: Actor, form: DeadlineForm) -> str:
    """Set when reports of a kind are due from now on and were before; return the new digest."""
    return store_entry(app, actor, "deadline", deadline_entry(app, form))


def deadline_entry(app: Application, form: DeadlineForm) -> dict[str, Any]:
    """Return a form's entry; refuses a day no month has."""
    if form.kind not in app.catalog.deadlines:
        raise Refusal("not_a_choice", place="kind", value=form.kind, choices=", ".join(app.catalog.deadlines))
    fits = (
        0 <= form.month_offset <= MOST_MONTHS
        and 1 <= form.day <= MOST_DAYS
        and 0 <= form.grace_days <= MOST_GRACE
    )
    if not fits:
        raise Refusal("bad_deadline", place="day", months=MOST_MONTHS, grace=MOST_GRACE)
    citation = checked_citation(form.source, form.clause, form.confirmed)
    return {
        "code": form.kind,
        "names": app.catalog.deadlines[form.kind].names.model_dump(),
        "month_offset": form.month_offset,
        "day": form.day,
        "grace_days": form.grace_days,
        "citation": citation,
    } | ({"holidays": {"rule": "next_workday", "citation": citation}} if form.moves else {})


def store_entry(app: Application, actor: Actor, kind: str, entry: dict[str, Any]) -> str:
    """Store one entry of an installation's own as its citation's source; return the new digest."""
    source = str(entry["citation"]["source"])
    try:
        return store(app, actor, [Addition(kind, entry, source)], source)
    except CatalogError as error:
        # of a form there is no line to name
        raise Refusal(error.code, place="", **error.params) from None


def with_deadline(app: Application, form: DeadlineForm) -> Catalog:
    """Return the catalog as it would be with a deadline, to show what it moves; a document may come later."""
    entry = deadline_entry(app, replace(form, source=form.source.strip() or "-"))
    return replace(app.catalog, deadlines={**app.catalog.deadlines, form.kind: Deadline(**entry)})


def checked_citation(source: str, clause: str, confirmed: bool) -> dict[str, Any]:
    """Return a citation as typed; refuses one without a document, or too long."""
    source, clause = " ".join(clean(source).split()), " ".join(clean(clause).split())
    if not source:
        raise Refusal("source_needed", place="source")
    if max(len(source), len(clause)) > SOURCE_LENGTH:
        raise Refusal("source_too_long", place="source", limit=SOURCE_LENGTH)
    confirmation = "confirmed" if confirmed else "unconfirmed"
    return {"source": source, "confirmation": confirmation} | ({"clause": clause} if clause else {})


def _checked_value(text: str) -> float:
    value = read_number(text)
    if value < 0:
        raise Refusal("negative_factor", place="value", text=text.strip()[:40])
    return value


def _own_values(additions: Sequence[AdditionRecord]) -> dict[tuple[str, str, str | None], AdditionRecord]:
    """Return the newest addition of each factor value; additions come newest first."""
    return {
        (entry["factor"], entry.get("region", "*"), entry.get("from")): record
        for record in reversed(additions)
        for entry in entries_of(record, "factor_value")
    }


def entries_of(record: AdditionRecord, kind: str) -> Sequence[Mapping[str, Any]]:
    """Return the entries of a kind in an addition, which is one of them or a whole pack."""
    listed: Sequence[Mapping[str, Any]] = record.content.get(f"{kind}s", ())
    return [record.content] if record.kind == kind else listed


def _key(code: str, value: FactorValue) -> tuple[str, str, str | None]:
    return code, value.region, value.from_


def _used_by(catalog: Catalog) -> dict[str, tuple[str, ...]]:
    used: dict[str, list[str]] = {}
    for code, compiled in catalog.compiled.items():
        sides = (compiled.numerator, *(() if compiled.denominator is None else (compiled.denominator,)))
        for factor in dict.fromkeys(name for side in sides for term in side.terms for name in term.factors):
            if code not in used.setdefault(factor, []):
                used[factor].append(code)
    return {factor: tuple(codes) for factor, codes in used.items()}


def _all_rules(catalog: Catalog) -> Iterator[OpenRule]:
    for factor in catalog.factors.values():
        yield OpenRule("factor", factor.code, factor.names, factor.citation)
        for value in factor.values:
            yield OpenRule("factor_value", factor.code, factor.names, value.citation)
    for standard in catalog.standards.values():
        yield OpenRule("standard", standard.code, standard.names, standard.citation)
        for target in standard.targets:
            names = catalog.indicators[target.indicator].names
            yield OpenRule("target", f"{standard.code}/{target.code}", names, target.citation)
    for kind in _NAMED:
        for entry in getattr(catalog, f"{kind}s").values():
            yield OpenRule(kind, entry.code, entry.names, entry.citation)
    for check in catalog.checks.values():
        yield OpenRule("check", check.number, check.names, check.citation)

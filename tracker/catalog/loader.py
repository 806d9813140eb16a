"""Reads `schemas/` and an installation's additions, and returns a proved catalog or one clear error."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tracker.catalog.additions import Addition, with_confirmation, with_value
from tracker.catalog.catalog import Catalog
from tracker.catalog.consistency import check_consistency
from tracker.catalog.digest import digest
from tracker.catalog.entry_files import ADDED_KINDS, KINDS, Located, read_entries
from tracker.catalog.locations import schemas_directory
from tracker.catalog.problems import CatalogError
from tracker.catalog.prove import Prover
from tracker.catalog.unit_table import BASE_LINE, UnitProof, build_units
from tracker.catalog.yaml_files import YamlFile, read_yaml

BASE = "base"
"""The list of base lines beside the units: text for pint, not entries."""

SHARED_CODES = ("items", "factors", "indicators", "groups")
"""Kinds whose codes stand in the same formulas or declarations, so that no two may be alike."""


def load_catalog(directory: Path | None = None, additions: Sequence[Addition] = ()) -> Catalog:
    """Return the catalog of `directory` (the project's own `schemas/` when None) with `additions` merged.

    Everything is proved; CatalogError names file and line of the first thing that does not hold.
    """
    folder = schemas_directory() if directory is None else directory
    shelf = Shelf()
    for file in _files(folder):
        shelf.take_file(file)
    for addition in additions:
        shelf.take_addition(addition.file())
    return shelf.catalog()


def _files(folder: Path) -> Iterator[YamlFile]:
    """Yield the rule files of a folder, in the order of their paths."""
    paths = sorted(folder.rglob("*.yaml"), key=lambda path: path.relative_to(folder).as_posix())
    if not paths:
        raise CatalogError("catalog_folder_empty", file=str(folder))
    for path in paths:
        yield read_yaml(path, f"{folder.resolve().name}/{path.relative_to(folder).as_posix()}")


@dataclass
class Shelf:
    """Collects entries file by file, then proves them together."""

    book: dict[str, dict[str, Located[Any]]] = field(default_factory=lambda: {kind: {} for kind in KINDS})
    base: list[str] = field(default_factory=list)

    def take_file(self, file: YamlFile) -> None:
        """Add the entries of one rule file."""
        for kind, located in read_entries(file, beside=(BASE,)):
            self.put(kind, located)
        for position, line in enumerate(file.content.get(BASE, ())):
            if not isinstance(line, str) or not BASE_LINE.fullmatch(line):
                raise file.error("unit_base_line", (BASE, position), line_text=str(line)[:60])
            self.base.append(line)

    def take_addition(self, file: YamlFile) -> None:
        """Add, or change by, the entries of an installation's addition."""
        for kind, located in read_entries(file, ADDED_KINDS):
            if kind == "factor_values":
                factor = self.find("factors", located, "factor")
                self.book["factors"][factor.code] = replace(
                    located, entry=with_value(factor.entry, located.entry)
                )
            elif kind == "confirmations":
                standard = self.find("standards", located, "standard")
                self.book["standards"][standard.code] = replace(
                    standard, entry=with_confirmation(located, standard.entry)
                )
            elif kind in ("deadlines", "form_heads", "trend_settings"):
                self.book[kind][located.code] = located
            else:
                self.put(kind, located)

    def find(self, kind: str, located: Located[Any], field: str) -> Located[Any]:
        """Return the entry an addition names in one of its fields."""
        code = getattr(located.entry, field)
        if code not in self.book[kind]:
            raise located.error("rule_reference", field, field=field, name=code)
        return self.book[kind][code]

    def put(self, kind: str, located: Located[Any]) -> None:
        """Add an entry whose code nothing else has."""
        kinds = SHARED_CODES if kind in SHARED_CODES else (kind,)
        for other in kinds:
            if located.code in self.book[other]:
                first = self.book[other][located.code].error("").place
                raise located.error("rule_code_twice", name=located.code, first=first)
        self.book[kind][located.code] = located

    def catalog(self) -> Catalog:
        """Return everything proved."""
        book = self.book
        proof = UnitProof(self.base)
        units = build_units(list(book["dimensions"].values()), list(book["units"].values()), proof)
        check_consistency(book, units)
        prover = Prover(units, proof, book["items"], book["factors"], book["indicators"])
        compiled = {code: prover.indicator(code) for code in book["indicators"]}
        checks = {code: prover.check(c) for code, c in book["checks"].items() if c.entry.left is not None}
        rules = {
            kind: {code: located.entry for code, located in listed.items()}
            for kind, listed in book.items()
            if kind not in ("dimensions", "units")
        }
        # forms only say how paper is read: they can change no number and no verdict
        judging = [kind for kind in book if kind != "forms"]
        entries = {kind: [located.entry for located in book[kind].values()] for kind in judging}
        return Catalog(
            **rules,
            units=units,
            compiled=compiled,
            compiled_checks=checks,
            factor_values={code: prover.in_force(code) for code in book["factors"]},
            factor_scales={code: float(prover.scales.get(code, 1)) for code in book["factors"]},
            digest=digest(entries, self.base),
        )

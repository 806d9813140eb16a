"""An installation's own rules: audited rows of the same shape as the files, merged when the catalog loads."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tracker.catalog.entries import Factor, FactorValue, OwnFactorValue, Standard, TargetConfirmation
from tracker.catalog.entry_files import ADDED_KINDS, Located, read_entries
from tracker.catalog.yaml_files import KeyPath, YamlFile, read_yaml

_LISTS = {
    "factor_value": "factor_values",
    "confirmation": "confirmations",
    "deadline": "deadlines",
    "form_head": "form_heads",
}
"""The kinds of addition that are one entry, and the list in a file that holds such entries."""


@dataclass(frozen=True)
class Addition:
    """One addition; `source` names where it came from, as its place in errors.

    `kind`: `factor_value`, `confirmation`, `deadline` and `form_head` are one entry of `factor_values`,
    `confirmations`, `deadlines` or `form_heads`; a `pack` is a whole file: kind → list of entries. `lines`
    are known while it is being added from a file.
    """

    kind: str
    content: dict[str, Any]
    source: str
    lines: Mapping[KeyPath, int] = field(default_factory=dict)

    def file(self) -> YamlFile:
        """Return the addition as the rule file it could have been."""
        if self.kind not in _LISTS:
            return YamlFile(self.source, self.content, dict(self.lines))
        return YamlFile(self.source, {_LISTS[self.kind]: [self.content]}, dict(self.lines))


def read_additions(path: Path) -> list[Addition]:
    """Return what a file adds: one addition per entry of a single list, or the whole file as a pack.

    CatalogError names file and line of what does not have its shape.
    """
    file = read_yaml(path)
    list(read_entries(file, ADDED_KINDS))
    for kind, listed in _LISTS.items():
        if set(file.content) == {listed}:
            entries = enumerate(file.content[listed])
            return [Addition(kind, entry, file.name, _lines(file, (listed, n))) for n, entry in entries]
    return [Addition("pack", file.content, file.name, file.lines)]


def _lines(file: YamlFile, entry: KeyPath) -> dict[KeyPath, int]:
    """Return the lines of one entry as if it were the first of its list."""
    inside = {path: line for path, line in file.lines.items() if path[: len(entry)] == entry}
    return {(entry[0], 0, *path[len(entry) :]): line for path, line in inside.items()}


def with_value(factor: Factor, own: OwnFactorValue) -> Factor:
    """Return a factor with an installation's value in place of one of the same region and beginning."""
    value = FactorValue.model_construct(**{name: getattr(own, name) for name in FactorValue.model_fields})
    kept = [v for v in factor.values if (v.region, v.from_) != (own.region, own.from_)]
    return factor.model_copy(update={"values": (*kept, value)})


def with_confirmation(located: Located[TargetConfirmation], standard: Standard) -> Standard:
    """Return a standard with one target's citation, and its value where one is stated, replaced."""
    made = located.entry
    if made.target not in {target.code for target in standard.targets}:
        raise located.error("rule_reference", "target", field="target", name=made.target)
    stated = {"value": made.value, "by_level": made.by_level}
    change = {"citation": made.citation} | {k: v for k, v in stated.items() if v is not None}
    targets = (t.model_copy(update=change) if t.code == made.target else t for t in standard.targets)
    return standard.model_copy(update={"targets": tuple(targets)})

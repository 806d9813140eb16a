"""Entries with the place they stand at, so that every error can name file and line."""

import json
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from tracker.catalog.entries import (
    BlankReason,
    Check,
    Deadline,
    Dimension,
    Entry,
    Factor,
    Group,
    Indicator,
    Item,
    Prefecture,
    SourceKind,
    Standard,
    UnitEntry,
)
from tracker.catalog.problems import CatalogError
from tracker.catalog.yaml_files import Path_, YamlFile

KINDS: dict[str, type[Entry]] = {
    "dimensions": Dimension,
    "units": UnitEntry,
    "items": Item,
    "factors": Factor,
    "indicators": Indicator,
    "standards": Standard,
    "checks": Check,
    "groups": Group,
    "prefectures": Prefecture,
    "blank_reasons": BlankReason,
    "sources": SourceKind,
    "deadlines": Deadline,
}
"""The kinds of entry; a file holds one list per kind, mostly just one."""

EntryT = TypeVar("EntryT", bound=Entry)


@dataclass(frozen=True)
class Located(Generic[EntryT]):
    """An entry and where it stands."""

    entry: EntryT
    file: YamlFile
    path: Path_ = ()

    def error(self, code: str, *field: str | int, **params: object) -> CatalogError:
        """Return an error at a field of the entry."""
        return self.file.error(code, (*self.path, *field), **params)


def read_entries(file: YamlFile, kind: str) -> list[Located[Any]]:
    """Return the entries of one kind in a file; CatalogError for the first that does not have its shape."""
    listed = file.content[kind]
    if not isinstance(listed, list):
        raise file.error("rule_not_a_list", (kind,), kind=kind)
    return [_read(file, kind, position, raw) for position, raw in enumerate(listed)]


def _read(file: YamlFile, kind: str, position: int, raw: object) -> Located[Any]:
    path = (kind, position)
    try:
        entry = KINDS[kind].model_validate_json(json.dumps(raw), strict=True)
    except ValidationError as error:
        raise _shape_error(file, path, error.errors()[0]) from error
    return Located(entry, file, path)


_EXPECTED = {
    "float_type": "number",
    "int_type": "number",
    "int_from_float": "number",
    "bool_type": "true, false",
    "string_type": "text",
    "tuple_type": "list",
    "list_type": "list",
    "dict_type": "mapping",
    "model_type": "mapping",
    "model_attributes_type": "mapping",
}


def _shape_error(file: YamlFile, path: Path_, problem: ErrorDetails) -> CatalogError:
    place = (*path, *problem["loc"])
    field = ".".join(str(part) for part in problem["loc"])
    if problem["type"] == "missing":
        return file.error("rule_field_missing", place, field=field)
    if problem["type"] == "extra_forbidden":
        return file.error("rule_field_unknown", place, field=field)
    context = problem.get("ctx", {})
    expected = context.get("expected") or context.get("pattern") or _EXPECTED.get(problem["type"])
    value = str(problem["input"])[:60]
    return file.error(
        "rule_field_value", place, field=field, value=value, expected=expected or problem["msg"]
    )

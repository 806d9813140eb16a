"""Entries with the place they stand at, so that every error can name file and line."""

import json
import re
from collections.abc import Container, Iterator, Mapping
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
    Form,
    FormHead,
    Group,
    Indicator,
    Item,
    OwnFactorValue,
    Prefecture,
    SourceKind,
    Standard,
    TargetConfirmation,
    TrendSetting,
    UnitEntry,
)
from tracker.catalog.problems import CatalogError
from tracker.catalog.yaml_files import KeyPath, YamlFile

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
    "form_heads": FormHead,
    "trend_settings": TrendSetting,
    "forms": Form,
}
"""The kinds of entry in rule files; a file holds one list per kind, mostly just one."""

ADDED_KINDS: dict[str, type[Entry]] = {
    **{kind: model for kind, model in KINDS.items() if kind not in ("dimensions", "units")},
    "factor_values": OwnFactorValue,
    "confirmations": TargetConfirmation,
}
"""The kinds an installation may add; not units, whose definitions pint reads."""

EntryT = TypeVar("EntryT", bound=Entry)


@dataclass(frozen=True)
class Located(Generic[EntryT]):
    """An entry and where it stands."""

    entry: EntryT
    file: YamlFile
    path: KeyPath = ()

    @property
    def code(self) -> str:
        """Return what the entry is called by in other entries."""
        named: Any = self.entry
        match named:
            case Dimension():
                return named.name
            case Check():
                return named.number
        return str(named.code)

    def error(self, code: str, *field: str | int, **params: object) -> CatalogError:
        """Return an error at a field of the entry."""
        return self.file.error(code, (*self.path, *field), **params)


def read_entries(
    file: YamlFile, kinds: Mapping[str, type[Entry]] = KINDS, beside: Container[str] = ()
) -> Iterator[tuple[str, Located[Any]]]:
    """Yield each entry of a file with its kind; CatalogError for the first that does not have its shape.

    Top keys in `beside` are somebody else's to read.
    """
    if not isinstance(file.content, dict):
        raise file.error("rule_not_a_mapping")
    for kind, listed in file.content.items():
        if kind in beside:
            continue
        if kind not in kinds:
            raise file.error("rule_unknown_kind", (kind,), kind=kind, kinds=", ".join(kinds))
        if not isinstance(listed, list):
            raise file.error("rule_not_a_list", (kind,), kind=kind)
        for position, raw in enumerate(listed):
            yield kind, _read(file, (kind, position), kinds[kind], raw)


def _read(file: YamlFile, path: KeyPath, model: type[Entry], raw: object) -> Located[Any]:
    try:
        entry = model.model_validate_json(json.dumps(raw), strict=True)
    except ValidationError as error:
        raise _shape_error(file, path, error.errors()[0]) from error
    return Located(entry, file, path)


_NUMBER, _LIST, _MAPPING = ("数字", "a number"), ("列表", "a list"), ("“键: 值”的组合", "a mapping")
_EXPECTED = {
    "float_type": _NUMBER,
    "int_type": ("整数", "a whole number"),
    "int_from_float": ("整数", "a whole number"),
    "greater_than_equal": ("更大的数字", "a larger number"),
    "less_than_equal": ("更小的数字", "a smaller number"),
    "bool_type": ("true 或 false", "true or false"),
    "string_type": ("文字（数字、日期请加引号）", "text (put quotes around numbers)"),
    "string_too_short": ("不空的文字", "some text"),
    "tuple_type": _LIST,
    "dict_type": _MAPPING,
    "model_type": _MAPPING,
}
"""What was expected, in both languages, by pydantic's type of error."""


def _shape_error(file: YamlFile, path: KeyPath, problem: ErrorDetails) -> CatalogError:
    place = (*path, *problem["loc"])
    field = ".".join(str(part) for part in problem["loc"])
    if problem["type"] == "missing":
        return file.error("rule_field_missing", place, field=field)
    if problem["type"] == "extra_forbidden":
        return file.error("rule_field_unknown", place, field=field)
    zh, en = _expected(problem)
    value = str(problem["input"])[:60]
    return file.error("rule_field_value", place, field=field, value=value, expected_zh=zh, expected_en=en)


def _expected(problem: ErrorDetails) -> tuple[str, str]:
    context = problem.get("ctx", {})
    if problem["type"] == "literal_error":
        allowed = " / ".join(re.findall(r"'([^']*)'", context["expected"]))
        return allowed, allowed
    if pattern := context.get("pattern"):
        return pattern, pattern
    return _EXPECTED.get(problem["type"], (problem["type"], problem["type"]))

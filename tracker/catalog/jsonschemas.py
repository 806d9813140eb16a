"""JSON Schema of each kind of rule file, for editors that complete and check while typing."""

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from tracker.catalog.entry_files import ADDED_KINDS, KINDS

UNITS = ("dimensions", "base", "units")
"""The lists that stand together in `units.yaml`."""


def json_schemas() -> dict[str, str]:
    """Return the text of every schema by its file name."""
    kinds = [kind for kind in {**KINDS, **ADDED_KINDS} if kind not in UNITS]
    files = {kind: (kind,) for kind in kinds} | {"units": UNITS, "pack": tuple(ADDED_KINDS)}
    return {f"{name}.schema.json": _text(name, lists) for name, lists in files.items()}


def write_json_schemas(folder: Path) -> None:
    """Write every schema into `folder`, which holds nothing else."""
    folder.mkdir(exist_ok=True)
    for name, text in json_schemas().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _text(name: str, lists: tuple[str, ...]) -> str:
    definitions: dict[str, Any] = {}
    properties = {kind: _list_of(kind, definitions) for kind in lists}
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": name,
        "type": "object",
        "properties": properties,
        "required": [] if name == "pack" else list(lists),
        "additionalProperties": False,
        "$defs": dict(sorted(definitions.items())),
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _list_of(kind: str, definitions: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a kind's list and add what it refers to to `definitions`."""
    if kind == "base":
        return {"type": "array", "items": {"type": "string"}}
    model = {**KINDS, **ADDED_KINDS}[kind]
    schema = TypeAdapter(list[model]).json_schema(by_alias=True)  # type: ignore[valid-type]
    definitions.update(schema.pop("$defs", {}))
    return schema

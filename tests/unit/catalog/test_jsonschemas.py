"""The published JSON Schemas are those of the models, and the rule files keep to them."""

import json
import os

import jsonschema
import pytest
from ruamel.yaml import YAML

from tracker.catalog.jsonschemas import json_schemas
from tracker.catalog.locations import schemas_directory

FOLDER = schemas_directory()
RULES = sorted(FOLDER.rglob("*.yaml"))


def test_the_committed_schemas_are_current():
    committed = {path.name: path.read_text("utf-8") for path in (FOLDER / "jsonschema").iterdir()}
    assert committed == json_schemas(), "run `make schemas`"


def schema_of(path):
    """The schema an editor finds: named in the first line, relative to the file."""
    first = path.read_text("utf-8").partition("\n")[0]
    mark = "# yaml-language-server: $schema="
    assert first.startswith(mark), f"{path} does not name its schema"
    return json.loads((path.parent / first.removeprefix(mark)).read_text("utf-8"))


@pytest.mark.parametrize("path", RULES, ids=lambda path: os.path.relpath(path, FOLDER))
def test_a_rule_file_keeps_to_the_schema_it_names(path):
    content = YAML(typ="safe", pure=True).load(path)
    jsonschema.validate(content, schema_of(path))


def test_a_slip_is_found_by_the_schema():
    schema = json.loads(json_schemas()["groups.schema.json"])
    jsonschema.validate({"groups": [{"code": "a", "names": {"zh": "甲", "en": "a"}}]}, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"groups": [{"code": "a", "names": {"zh": "甲"}}]}, schema)

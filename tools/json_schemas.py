"""Writes the JSON Schemas of the rule files anew (`make schemas`)."""

from tracker.catalog.jsonschemas import write_json_schemas
from tracker.catalog.locations import schemas_directory

if __name__ == "__main__":
    write_json_schemas(schemas_directory() / "jsonschema")

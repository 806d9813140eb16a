"""Write the JSON Schemas of the rule files anew, from the models that read them."""

import sys

from tracker.catalog.jsonschemas import write_json_schemas
from tracker.catalog.locations import schemas_directory


def main() -> int:
    """Write schemas/jsonschema/."""
    write_json_schemas(schemas_directory() / "jsonschema")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Every code the catalog raises has its sentence."""

import re
from pathlib import Path

from tracker.messages import all_messages

SOURCE = Path(__file__).parents[3] / "tracker" / "catalog"
RAISED = re.compile(
    r"(?:error|_error|CatalogError|FormulaError|NotANumber|UnknownUnit|WrongDimension)\(\s*\"([a-z_0-9]+)\""
)


def test_every_code_has_a_sentence():
    found = {code for path in SOURCE.glob("*.py") for code in RAISED.findall(path.read_text("utf-8"))}
    assert len(found) > 50
    assert sorted(found - all_messages().keys()) == []

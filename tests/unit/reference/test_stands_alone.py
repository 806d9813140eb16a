"""The plain rules run anywhere: they import the standard library and each other, nothing else."""

import ast
import sys
from pathlib import Path

import tracker.reference

MODULES = sorted(Path(tracker.reference.__file__).parent.glob("*.py"))


def imported(module: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, module
            names.add(node.module or "")
    return names


def test_nothing_foreign_is_imported():
    assert len(MODULES) > 10
    for module in MODULES:
        for name in imported(module):
            own = name == "tracker.reference" or name.startswith("tracker.reference.")
            assert own or name.partition(".")[0] in sys.stdlib_module_names, (module.name, name)

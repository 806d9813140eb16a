"""The modules of the engine build on each other one way: from facts to cells, flows, windows and rows."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

from tracker import compute

PACKAGE = "tracker.compute"


def imports(path):
    tree = ast.walk(ast.parse(path.read_text("utf-8")))
    found = {node.module for node in tree if isinstance(node, ast.ImportFrom) and node.module}
    return {name.removeprefix(f"{PACKAGE}.") for name in found if name.startswith(f"{PACKAGE}.")}


def test_no_module_imports_one_that_builds_on_it():
    modules = [path for path in Path(compute.__file__).parent.glob("*.py") if path.stem != "__init__"]
    order = list(TopologicalSorter({path.stem: imports(path) for path in modules}).static_order())
    assert order.index("panel") < order.index("cells") < order.index("rows")

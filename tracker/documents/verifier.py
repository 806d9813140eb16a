"""Makes `verify.py`: the reference rules and the checks of a package as one file that plain Python runs.

Each module of `tracker.reference` is carried as its unaltered source text, so that a reader can hold it
against the published program; a few lines at the end let Python import from these texts.
"""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

_HEAD = '''#!/usr/bin/env python3
"""核验佐证材料包 / Checks an evidence package.

用法 / Usage:   python3 verify.py [PACKAGE.zip] [--key public_key.bin]

Needs Python 3.11 or newer and nothing else. Without a file it checks the folder it lies in.
It carries, word for word, the modules of tracker.reference: the plain form of every rule.
Take it from a source you trust: a forged package could bring a forged verify.py.
"""

import importlib.abc
import importlib.util
import sys

SOURCES = {}
'''

_TAIL = '''

class Carried(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports the modules carried above, before any installed ones of the same name."""

    def find_spec(self, name, path=None, target=None):
        if name in SOURCES:
            return importlib.util.spec_from_loader(name, self, is_package=name in PACKAGES)
        return None

    def exec_module(self, module):
        code = compile(SOURCES[module.__name__], f"{__file__}:{module.__name__}", "exec")
        exec(code, module.__dict__)


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    sys.meta_path.insert(0, Carried())
    from tracker.reference.verify import main

    sys.exit(main(known=KNOWN_RULES))
'''


def verifier_source(known: Iterable[str]) -> bytes:
    """Return the text of verify.py; `known` are the fingerprints of catalogs it is to call known."""
    rules = f"\nKNOWN_RULES = {tuple(sorted(known))!r}\n"
    return (_HEAD + _carried() + rules + _TAIL).encode()


@cache
def _carried() -> str:
    sources = {"tracker": "", "tracker.reference": "", **_reference_sources()}
    packages = ("tracker", "tracker.reference")
    texts = [f"\nSOURCES[{name!r}] = {_quoted(source)}\n" for name, source in sources.items()]
    return "".join(texts) + f"\nPACKAGES = {packages!r}\n"


def _reference_sources() -> dict[str, str]:
    folder = files("tracker.reference")
    modules = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".py"))
    return {_module_name(name): (folder / name).read_text(encoding="utf-8") for name in modules}


def _module_name(file: str) -> str:
    return "tracker.reference" if file == "__init__.py" else f"tracker.reference.{file.removesuffix('.py')}"


def _quoted(source: str) -> str:
    """Return a source as a raw literal that reads like the file itself; ValueError if it cannot be one."""
    literal = f"r'''{source}'''"
    if "'''" in source or source.endswith("\\"):
        raise ValueError("a reference module holds three quotes in a row, or ends in a backslash")
    return literal

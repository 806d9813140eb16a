"""Make sure that the programs tests start are there, saying what is installed before doing it.

`python -m tools.programs` gets a Chromium; with `--office` also LibreOffice, which only heavy tests need.
"""

import os
import shutil
import subprocess
import sys

from tests.support.browser import find_chromium


def main() -> int:
    """Find the programs, else install them; the exit code says whether all that must be there is."""
    found = _browser()
    if "--office" in sys.argv[1:]:
        _office()
    return 0 if found else 1


def _browser() -> bool:
    """Find a browser; else install one: the system's in CI or as root, Playwright's own elsewhere."""
    if find_chromium() is not None:
        return True
    if _may_use_apt():
        print("No Chromium found: installing the system's packages chromium and fonts-noto-cjk.", flush=True)
        _install("chromium", "fonts-noto-cjk")
    else:
        print("No Chromium found: downloading Playwright's own for the browser tests.", flush=True)
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)
    return find_chromium() is not None


def _office() -> None:
    """Find LibreOffice, or install it in CI or as root; elsewhere its tests are skipped, and say why."""
    if shutil.which("soffice") is not None:
        return
    if _may_use_apt():
        print("No LibreOffice found: installing the system's package libreoffice-calc.", flush=True)
        _install("libreoffice-calc")
    else:
        print("No LibreOffice found: its tests are skipped; install it to run them.", flush=True)


def _may_use_apt() -> bool:
    return shutil.which("apt-get") is not None and (bool(os.environ.get("CI")) or _is_root())


def _install(*packages: str) -> None:
    subprocess.run(["apt-get", "update", "-qq"], check=True)
    subprocess.run(["apt-get", "install", "-y", "-qq", *packages], check=True)


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


if __name__ == "__main__":
    sys.exit(main())

"""Make sure that a Chromium is there for the browser tests, saying what is installed before doing it."""

import os
import shutil
import subprocess
import sys

from tests.support.browser import find_chromium


def main() -> int:
    """Find a browser; else install one: the system's in CI or as root, Playwright's own elsewhere."""
    if find_chromium() is not None:
        return 0
    may_use_apt = shutil.which("apt-get") is not None and (bool(os.environ.get("CI")) or _is_root())
    if may_use_apt:
        print("No Chromium found: installing the system's packages chromium and fonts-noto-cjk.", flush=True)
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium", "fonts-noto-cjk"], check=True)
    else:
        print("No Chromium found: downloading Playwright's own for the browser tests.", flush=True)
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)
    return 0 if find_chromium() is not None else 1


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


if __name__ == "__main__":
    sys.exit(main())

"""`make bench`: every benchmark after the other, each in a process of its own, with its ratio and bound."""

import subprocess
import sys

BENCHES = (
    "units",
    "engine",
    "province",
    "importing",
    "workbook",
    "form",
    "edit",
    "overview",
    "first_paint",
    "trends",
    "forecast",
    "slips",
)


def main() -> int:
    """Run all; the exit code says whether every bound was held."""
    held = [_run(name) for name in BENCHES]
    return 0 if all(held) else 1


def _run(name: str) -> bool:
    print(f"== {name}", flush=True)
    return subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())

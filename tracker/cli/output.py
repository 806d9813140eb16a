"""How answers leave the command line: data on standard output, words to a person on standard error."""

import csv
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Literal

from tracker.catalog.text_forms import escaped_cell
from tracker.cli.settings import current
from tracker.messages import sentence

Format = Literal["json", "csv", "table"]
Progress = Callable[[int, int], None]
"""Called by a long service with what is done and what there is to do."""

SECONDS_BEFORE_PROGRESS = 2.0
PIPED_WIDTH = 250


def say(code: str, /, **params: object) -> None:
    """Print a message to standard error."""
    print(sentence(code, current().lang, **params), file=sys.stderr)


def emit_json(answer: object) -> None:
    """Print an answer as JSON, and nothing else, to standard output."""
    print(json.dumps(answer, ensure_ascii=False, allow_nan=False))


def emit(rows: Sequence[dict[str, Any]], columns: Sequence[str], form: Format) -> None:
    """Print rows as JSON (whole), or the named columns as CSV or an aligned table."""
    if form == "json":
        emit_json(list(rows))
    elif form == "csv":
        emit_csv(columns, ([_in_csv(row.get(name)) for name in columns] for row in rows))
    else:
        _emit_table(columns, rows)


def emit_csv(columns: Sequence[str], lines: Iterable[Sequence[str]], out: Any = None) -> None:  # noqa: ANN401
    """Write a header and lines as CSV to `out`, by default standard output."""
    writer = csv.writer(out or sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(lines)


def _emit_table(columns: Sequence[str], rows: Sequence[dict[str, Any]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in columns:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(_rounded(row.get(name)) for name in columns))
    Console(width=None if sys.stdout.isatty() else PIPED_WIDTH).print(table)


def _rounded(value: object) -> str:
    """Return a value for reading: six digits of a number; scripts take JSON or CSV, which do not round."""
    return format(value, ".6g") if isinstance(value, float) else _flat(value)


def _in_csv(value: object) -> str:
    return escaped_cell(value) if isinstance(value, str) else _flat(value)


def _flat(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """Give a service something to report to; a bar appears on standard error once two seconds have passed."""
    import time

    from rich.console import Console
    from rich.progress import Progress as Bar

    started = time.monotonic()
    bar = Bar(console=Console(stderr=True), transient=True)
    task = bar.add_task("", total=None)

    def report(done: int, total: int, /) -> None:
        if time.monotonic() - started > SECONDS_BEFORE_PROGRESS:
            bar.start()
            bar.update(task, completed=done, total=total)

    try:
        yield report
    finally:
        if bar.live.is_started:
            bar.stop()

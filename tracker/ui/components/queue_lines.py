"""The reports that wait, as entries of the queue and as a table for Excel."""

from collections.abc import Mapping
from html import escape

from tracker.messages import Lang, actor_name, sentence, word
from tracker.services.application import SHANGHAI, Application
from tracker.services.reporting.queue import Queue, Waiting
from tracker.services.reporting.states import ReportRecord
from tracker.ui.components.moments import minute
from tracker.ui.components.pick_list import Entry
from tracker.ui.components.tables import Cell, Column, Table
from tracker.ui.visit import isolated, language, words

_HEADS = ("period", "site", "prefecture", "state", "deadline", "days_over", "sent_at", "sent_by")
_COUNTED = ("days_over", "changes", "explanations")


def report_name(report: ReportRecord) -> str:
    """Return what the address calls a report."""
    return f"{report.site}/{report.period}"


def entry_of(app: Application, waiting: Waiting, names: Mapping[str, str]) -> Entry:
    """Return a report's entry: whose it is, when it is due and was sent, what is to be read in it."""
    report = waiting.report
    name = isolated(names.get(report.site, ""))
    first = f"{escape(report.period)} · {escape(report.site)} <bdi>{escape(name)}</bdi>"
    counts = []
    if waiting.changed is not None:
        counts.append(words("ui_queue_changed", count=waiting.changed))
    if waiting.explanations:
        counts.append(words("ui_queue_said", count=waiting.explanations))
    said = (escape(" · ".join(counts)),) if counts else ()
    return Entry(report_name(report), first, (_due_markup(app, report), *said))


def queue_table(app: Application, found: Queue, names: Mapping[str, str], lang: Lang) -> Table:
    """Return a queue as a table: dates as they are written, days and counts as numbers."""
    columns = [
        Column(
            sentence(f"ui_queue_{head}", lang),
            number=head in _COUNTED,
            unit=sentence("ui_queue_days", lang) if head == "days_over" else "",
        )
        for head in (*_HEADS, "changes", "explanations")
    ]
    return columns, [_row(app, waiting, names, lang) for waiting in found.waiting]


def days_over(app: Application, report: ReportRecord) -> int:
    """Return how many days after its due date a report came in, or is by now where it has not."""
    sent = report.submitted_at
    received = app.today() if sent is None else sent.astimezone(SHANGHAI).date()
    return max(0, (received - report.due).days)


def _due_markup(app: Application, report: ReportRecord) -> str:
    """Return when a report is or was due, whether that is over, and who sent it when, in one line."""
    parts = [escape(words("ui_queue_due", day=report.due.strftime("%m-%d")))]
    if over := days_over(app, report):
        parts.append(f'<span class="late">{escape(words("ui_queue_over", days=over))}</span>')
    if report.submitted_at is not None:
        time, by = minute(report.submitted_at)[5:10], actor_name(report.submitted_by or "", language())
        parts.append(f"<bdi>{escape(words('ui_queue_sent', time=time, name=by))}</bdi>")
    return " · ".join(parts)


def _row(app: Application, waiting: Waiting, names: Mapping[str, str], lang: Lang) -> list[Cell]:
    report = waiting.report
    place = app.catalog.prefectures.get(waiting.prefecture or "")
    sent = report.submitted_at
    texts = (
        report.period,
        f"{report.site} {names.get(report.site, '')}",
        "" if place is None else str(getattr(place.names, lang)),
        word("state", report.state, lang),
        report.due.isoformat(),
    )
    return [
        *map(Cell, texts),
        Cell("", value=days_over(app, report)),
        Cell("" if sent is None else minute(sent)),
        Cell("" if sent is None else actor_name(report.submitted_by or "", lang)),
        Cell("", value=waiting.changed),
        Cell("", value=waiting.explanations),
    ]

"""The one sentence about a target that matters to the officer who still can do something about it."""

from tracker.catalog.periods import parse_month
from tracker.catalog.results import Finding, Row
from tracker.messages import numbers, word
from tracker.messages.chances import probability_words
from tracker.services.application import Application
from tracker.services.judging.outlook_texts import aim_of, chance_words, left_says
from tracker.services.judging.outlooks import Outlook
from tracker.ui.components.indicator_words import missing_text
from tracker.ui.visit import language, words


def matters(app: Application, row: Row, finding: Finding, outlook: Outlook) -> str:
    """Return what stands between the park and the target: what is missing, or what the months left may be.

    Without a forecast it is how far the target is, or nothing.
    """
    if finding["status"] == "not_evaluable":
        reason = word("reason", finding["reason"] or "no_data", language())
        missing = missing_text(app.catalog, row) if row["missing"] else ""
        return words("ui_semicolon").join(part for part in (reason, missing) if part)
    if ahead := _ahead(app, finding, outlook):
        short = finding["comparison"] != "<" and finding["status"] != "met"
        return _joined(_bound(row, finding) if short else "", ahead)
    if finding["comparison"] == "<" and row["yoy"] is not None:
        return _fall(row, finding)
    return _bound(row, finding)


def _ahead(app: Application, finding: Finding, outlook: Outlook) -> str:
    """Return what the months left may average, and how sure the target is by the forecast of the year."""
    aim = aim_of(outlook, finding)
    if aim is None or aim.probability is None:
        return ""
    left = left_says(outlook, app.catalog.indicators[outlook.indicator], aim, language())
    if not left or aim.at_bound or aim.remaining is None or aim.remaining.outcome != "open":
        return left
    sure = chance_words(aim.probability, language()), probability_words(aim.probability, language())
    return _joined(left, words("ui_chance_desk", words=sure[0], percent=sure[1]))


def _fall(row: Row, finding: Finding) -> str:
    change = row["yoy"]["change"] if row["yoy"] else None
    left = 12 - parse_month(row["period"]) % 12 - 1
    size = numbers.change(abs(change or 0.0)).lstrip("+")
    if finding["status"] == "met":
        return words("ui_desk_fell", change=size, months=left)
    if not change:
        return words("ui_desk_level", months=left)
    return words("ui_desk_rose", change=size, months=left)


def _bound(row: Row, finding: Finding) -> str:
    value, required = row["value"], finding["required"]
    if finding["status"] == "met" or value is None or required is None:
        return words("ui_desk_reached")
    code = "ui_desk_short" if value < required else "ui_desk_over"
    points = words("ui_desk_points") if row["unit"] == "%" else row["unit"]
    gap = numbers.plain(abs(required - value), 3)
    return words(code, gap=gap, points=points, unit=row["unit"], required=numbers.plain(required, 6))


def _joined(*sentences: str) -> str:
    return ("" if language() == "zh" else " ").join(filter(None, sentences))

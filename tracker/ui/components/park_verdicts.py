"""The overview's tables: parks against indicators, and parks against quarters, as markup and for Excel."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from types import MappingProxyType
from urllib.parse import urlencode

from tracker.catalog.catalog import Catalog
from tracker.catalog.entries import Names
from tracker.catalog.results import Status
from tracker.compute.verdicts import WORST_FIRST, Verdict
from tracker.messages import Lang, numbers, sentence, word
from tracker.services.judging.overview import Overview, ParkLine, Strip, mark_of, totals
from tracker.ui import keys
from tracker.ui.components.heat_table import Group, heat_markup, verdict_button
from tracker.ui.components.tables import Cell, Column

TOTALS: tuple[Status, ...] = ("met", "at_risk", "not_met", "not_evaluable")
"""The order in which officials count."""

_ROOMY = 6
"""So many indicators have room for a mark's full word on a small screen."""

OVERALL = "overall"
_BAR = "|"


def cell_name(site: str, indicator: str, quarter: str = "") -> str:
    """Return what names a cell in the browser; `quarter` is the month a quarter ends in."""
    return _BAR.join((site, indicator, quarter))


def cell_of(name: str) -> tuple[str, str, str]:
    """Return site, indicator and quarter of a cell's name."""
    site, indicator, quarter = name.rsplit(_BAR, 2)
    return site, indicator, quarter


@dataclass(frozen=True)
class ParkTable:
    """What the tables need beside the verdicts: names, the language, and the month links lead to."""

    catalog: Catalog
    lang: Lang
    month: str

    def heat(
        self,
        found: Overview,
        parks: Sequence[ParkLine],
        *,
        grouped: bool,
        courses: Mapping[tuple[str, str], str] = MappingProxyType({}),
    ) -> str:
        """Return parks against indicators; `courses`: markup below a verdict, by site and indicator."""
        words = self._words(short=len(found.indicators) > _ROOMY)
        heads = [self._text("ui_park"), escape(self._report_head(found)), self._text("ui_overview_mark")]
        heads += [self._head(code) for code in found.indicators]
        decimals = {code: self.catalog.indicators[code].decimals for code in found.indicators}

        def row(line: ParkLine) -> list[str]:
            cells = (
                self._cell(line, code, words, decimals[code], courses.get((line.code, code), ""))
                for code in found.indicators
            )
            return [self._park(line, place=not grouped), self._report(line), self._overall(line), *cells]

        return heat_markup(heads, self._groups(parks, row, grouped=grouped))

    def strip(self, strip: Strip, parks: Sequence[ParkLine], of: str, *, grouped: bool) -> str:
        """Return parks against quarters: the verdicts on an indicator, or each park's worst."""
        words = self._words(short=True)
        heads = [self._text("ui_park"), *(self._quarter_head(month) for month in strip.months)]

        def row(line: ParkLine) -> list[str]:
            cells = (
                self._quarter(line.code, month, strip.verdicts.get((line.code, month), {}), of, words)
                for month in strip.months
            )
            return [self._park(line, place=not grouped), *cells]

        return heat_markup(heads, self._groups(parks, row, grouped=grouped))

    def columns(self, found: Overview) -> list[Column]:
        """Return the heads of the workbook."""
        heads = [sentence(head, self.lang) for head in ("ui_site_code", "ui_park", "ui_prefecture")]
        heads += [self._report_head(found), sentence("ui_overview_mark", self.lang)]
        columns = [Column(head) for head in heads]
        for code in found.indicators:
            name = self.name(self.catalog.indicators[code].names)
            columns.append(Column(name, unit=self.catalog.indicators[code].unit))
            if code in found.judged:
                columns.append(Column(f"{name} · {sentence('ui_verdict', self.lang)}"))
        return columns

    def rows(self, found: Overview, parks: Iterable[ParkLine]) -> Iterator[list[Cell]]:
        """Return the rows of the workbook: a figure over fewer months as text that says so."""
        for line in parks:
            start = (line.code, line.name, self.prefecture(line.prefecture))
            state = word("state", line.report, self.lang)
            row = [*map(Cell, start), Cell(state), Cell(word("status", line.mark, self.lang))]
            for code in found.indicators:
                cell = line.cells[code]
                whole = None if cell.partial else cell.value
                row.append(Cell(self._value(cell, self.catalog.indicators[code].decimals), value=whole))
                if code in found.judged:
                    row.append(Cell(self._said(cell)))
            yield row

    def strip_columns(self, strip: Strip) -> list[Column]:
        """Return the heads of the strip's workbook."""
        heads = ("ui_site_code", "ui_park", "ui_prefecture")
        return [
            *(Column(sentence(head, self.lang)) for head in heads),
            *(Column(self.quarter(month)) for month in strip.months),
        ]

    def strip_rows(self, strip: Strip, parks: Iterable[ParkLine], of: str) -> Iterator[list[Cell]]:
        """Return the rows of the strip's workbook."""
        for line in parks:
            marks = (
                self._marked(strip.verdicts.get((line.code, month), {}), of)[0] for month in strip.months
            )
            said = (word("status", mark, self.lang) if mark else "" for mark in marks)
            yield [*map(Cell, (line.code, line.name, self.prefecture(line.prefecture), *said))]

    def name(self, names: Names) -> str:
        """Return a name in the page's language."""
        return names.zh if self.lang == "zh" else names.en

    def prefecture(self, code: str) -> str:
        """Return a prefecture's name."""
        found = self.catalog.prefectures.get(code)
        return self.name(found.names) if found else code or sentence("ui_overview_no_prefecture", self.lang)

    def quarter(self, month: str) -> str:
        """Return the quarter that ends in a month as the page's language writes it."""
        year, _, number = month.partition("-")
        return sentence("ui_overview_quarter", self.lang, year=year, quarter=int(number) // 3)

    def summary(self, parks: Sequence[ParkLine]) -> str:
        """Return the totals of some parks in one line of markup."""
        counted = totals(parks)
        marks = (
            f'<span class="mark {status}">{escape(word("status", status, self.lang))} '
            f"<b>{counted.marks[status]}</b></span>"
            for status in TOTALS
        )
        received = sentence("ui_received", self.lang, received=counted.received, parks=counted.parks)
        return "".join(marks) + f"<span>{escape(received)}</span>"

    def _groups(
        self, parks: Sequence[ParkLine], row: Callable[[ParkLine], list[str]], *, grouped: bool
    ) -> Iterator[Group]:
        if not grouped:
            yield Group([row(line) for line in parks])
            return
        by_place: dict[str, list[ParkLine]] = {}
        for line in parks:
            by_place.setdefault(line.prefecture, []).append(line)
        for code, lines in sorted(by_place.items(), key=lambda place: _worst_place_first(place[1])):
            yield Group(
                [row(line) for line in lines], code or "-", escape(self.prefecture(code)), self.summary(lines)
            )

    def _park(self, line: ParkLine, *, place: bool) -> str:
        address = "/indicators?" + urlencode({keys.SITE: line.code, keys.PERIOD: self.month})
        below = f"{line.code} · {self.prefecture(line.prefecture)}" if place else line.code
        return (
            f'<a href="{escape(address)}" target="_self" tabindex="-1" title="{escape(line.name)}">'
            f'<bdi class="clip">{escape(line.name)}</bdi></a><small class="context">{escape(below)}</small>'
        )

    def _report(self, line: ParkLine) -> str:
        late = f' <span class="late">{self._text("ui_overview_is_late")}</span>' if line.late else ""
        return escape(word("state", line.report, self.lang)) + late

    def _overall(self, line: ParkLine) -> str:
        full = self._words(short=False)
        if line.worst is None:
            return f'<span class="alone {line.mark}"><b>{full[line.mark]}</b></span>'
        name = cell_name(line.code, line.worst)
        hint = self.name(self.catalog.indicators[line.worst].names)
        return verdict_button(name, line.mark, full[line.mark], "", hint, leads_to=True)

    def _cell(self, line: ParkLine, code: str, words: dict[str, str], decimals: int, course: str) -> str:
        cell = line.cells[code]
        figure = f"<span>{self._figure(cell, decimals)}</span>{course}"
        name = cell_name(line.code, code)
        if cell.status is None:
            return verdict_button(name, "no_target", "", figure, self._hint(cell))
        return verdict_button(
            name, cell.status, words[cell.status] + self._provisional(cell), figure, self._hint(cell)
        )

    def _quarter(
        self, site: str, month: str, cells: dict[str, Verdict], of: str, words: dict[str, str]
    ) -> str:
        status, indicator = self._marked(cells, of)
        if status is None or indicator is None:
            return ""
        cell = cells[indicator]
        return verdict_button(
            cell_name(site, indicator, month),
            status,
            words[status] + self._provisional(cell, "ui_overview_short_provisional"),
            "",
            self._hint(cell),
        )

    def _marked(self, cells: dict[str, Verdict], of: str) -> tuple[Status | None, str | None]:
        if of == OVERALL:
            return mark_of(cells)
        return (cells[of].status, of) if of in cells else (None, None)

    def _value(self, cell: Verdict, decimals: int) -> str:
        if cell.value is None:
            return ""
        text = numbers.shown(cell.value, decimals, cell.required)
        if not cell.partial:
            return text
        return f"{text} ({sentence('ui_of_months', self.lang, have=cell.have, need=cell.need)})"

    def _figure(self, cell: Verdict, decimals: int) -> str:
        """Return the markup of a figure; of one over fewer months only how many, to keep columns narrow."""
        if cell.value is None:
            return ""
        text = numbers.shown(cell.value, decimals, cell.required)
        return f'{text}<small class="months">{cell.have}/{cell.need}</small>' if cell.partial else text

    def _hint(self, cell: Verdict) -> str:
        if cell.reason is None:
            return "" if cell.change is None else f"{self._change} {numbers.change(cell.change)}"
        reason = word("reason", cell.reason, self.lang)
        if not cell.partial:
            return reason
        return f"{reason} ({sentence('ui_of_months', self.lang, have=cell.have, need=cell.need)})"

    def _said(self, cell: Verdict) -> str:
        if cell.status is None:
            return ""
        small = f" ({sentence('status_provisional', self.lang)})" if cell.provisional else ""
        return word("status", cell.status, self.lang) + small

    def _provisional(self, cell: Verdict, text: str = "status_provisional") -> str:
        small = cell.provisional and cell.status != "not_evaluable"
        return f"<i>{self._text(text)}</i>" if small else ""

    @cached_property
    def _change(self) -> str:
        return sentence("ui_change", self.lang)

    def _report_head(self, found: Overview) -> str:
        return sentence("ui_overview_annual" if found.window == "year" else "ui_report", self.lang)

    def _quarter_head(self, month: str) -> str:
        year, quarter = (
            month[:4],
            sentence("ui_overview_quarter_short", self.lang, quarter=int(month[5:]) // 3),
        )
        return f"<small>{year}</small>{escape(quarter)}"

    def _head(self, code: str) -> str:
        indicator = self.catalog.indicators[code]
        return f"{escape(self.name(indicator.names))}<small>{escape(indicator.unit)}</small>"

    def _words(self, *, short: bool) -> dict[str, str]:
        if short:
            return {status: self._text(f"ui_overview_short_{status}") for status in WORST_FIRST}
        return {status: escape(word("status", status, self.lang)) for status in WORST_FIRST}

    def _text(self, code: str) -> str:
        return escape(sentence(code, self.lang))


def _worst_place_first(parks: Sequence[ParkLine]) -> tuple[list[int], str]:
    counted = totals(parks).marks
    return [-counted[status] for status in WORST_FIRST[:-1]], parks[0].prefecture

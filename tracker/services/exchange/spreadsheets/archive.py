"""Looks into a workbook's zip before anything unpacks it: no bomb, no macros, nothing too wide to hold.

The reader of workbooks lays every sheet out as a full rectangle, so that two cells in far corners would fill
the memory; members are unpacked here to their true end, whatever size they state.
"""

import re
import zipfile
import zlib
from collections import deque
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from tracker.services.exchange.csv_files import FileRefused
from tracker.services.exchange.problems import Problem

MAX_MEMBERS = 2_000
MAX_UNPACKED = 250_000_000
MAX_STYLES = 20_000_000
MAX_CELLS = 4_000_000
"""The rectangle a sheet may span."""

MAX_TEXT = 300_000_000
"""Characters all text cells may hold together; each is a copy of its shared text."""

_CHUNK = 1 << 17
_LONGEST_CELL = 1 << 18
_TWO_LETTERS, _COLUMNS = 702, 16_384
"""As many columns have names of up to two letters, and a sheet has at most."""

_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*? r=[\"'](\d{1,9})")
_REFERENCE = re.compile(rb"<(?:\w+:)?c [^>]*?\br=[\"']([A-Z]{1,3})\d")
_THREE_LETTERS = re.compile(rb'<c r="[A-Z]{3}')
_CELLS = (b"<c ", b"<c>", b"<c/>", b":c ", b":c>")
_FILLED = re.compile(rb"<(?:\w+:)?c [^>]*?\br=[\"']([A-Z]{1,3})(\d{1,9})[\"'][^>/]*>\s*<")
_TROUBLE = re.compile(rb"<(?:\w+:)?c ([^>]*[^/>])>(.*?)</(?:\w+:)?c>", re.DOTALL)
_PLACE = re.compile(rb"\br=[\"']([A-Z]{1,3})(\d{1,9})")
_ERROR = re.compile(rb"\bt=[\"']e[\"']")
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_VALUE = re.compile(rb"<(?:\w+:)?v>[^<]")
_STYLES = "xl/styles.xml"
_FORMAT = re.compile(rb'<numFmt [^>]*?numFmtId="(\d+)"[^>]*?formatCode="([^"]*)"')
_STYLE = re.compile(rb"<xf [^>]*>")
_NUMBER_FORMAT, _FONT_USED = (re.compile(rb'\b%s="(\d+)"' % name) for name in (b"numFmtId", b"fontId"))
_FONT = re.compile(rb"<font\b(?:[^>]*/>|.*?</font>)", re.DOTALL)
_STRUCK = re.compile(rb'<strike(?: val="(?:1|true)")? ?/>')
_STYLED = rb'<c r="([A-Z]{1,3})(\d{1,9})"[^>]*? s="(?:%s)"[^>]*(?<!/)>'
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*?\b\w+:id=[\"']([^\"']+)")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_SHARED = re.compile(rb"<(?:\w+:)?si\b")

_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\b(?=[^>]*\bhidden=[\"'](?:1|true))[^>]*? r=[\"'](\d{1,9})")
_HIDDEN_COLUMNS = re.compile(rb"<(?:\w+:)?col\b(?=[^>]*\bhidden=[\"'](?:1|true))[^>]*>")
_FROM, _TO = (re.compile(rb"\b%s=[\"'](\d{1,5})" % name) for name in (b"min", b"max"))

_SCALED = re.compile(rb"[!\\]\.0|[0#],+(?=[;&_ ]|$)|%s" % "|".join(("万", "亿")).encode())
"""Formats that move the decimal point (0!.0000; 0,) or add 万 to what is shown."""

Cell = tuple[int, int]
"""Row and column, both from 0."""

_Styled = dict[str, re.Pattern[bytes]]


@dataclass
class Archive:
    """What a workbook's zip holds beside the values the reader gives.

    `troubles` are per sheet, in the workbook's order, the cells without a value to read: `cell_error`
    (#DIV/0!) or `cell_uncached` (a formula no program has computed), those that show another number than they
    hold, `cell_percent` (5 % is held as 0.05) and `cell_scaled` (12.5万 held as 12.5), and those that show
    theirs struck out, `cell_struck`. `hidden` rows and columns are per sheet too. `links` to other workbooks
    are there.
    """

    links: bool = False
    troubles: list[dict[Cell, str]] = field(default_factory=list)
    hidden: list["Hidden"] = field(default_factory=list)


@dataclass
class Hidden:
    """Rows and columns of a sheet that nobody sees, both from 0."""

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)


def look_into(path: Path) -> Archive:
    """Return what is in the zip of a workbook; FileRefused where it must not be opened or is no workbook."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _look(str(path), archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError):
        raise FileRefused(Problem(str(path), "not_a_table", "workbook_broken")) from None
    except RuntimeError:  # what zipfile raises for a member behind a password
        raise FileRefused(Problem(str(path), "not_a_table", "workbook_encrypted")) from None


def _look(file: str, archive: zipfile.ZipFile) -> Archive:
    members = archive.infolist()
    names = {member.filename for member in members}
    _refuse_kinds(file, names, len(members))
    texts = [member for member in members if member.filename.endswith((".xml", ".rels"))]
    # a bomb that states its size is refused before anything is unpacked, which takes long
    if sum(member.file_size for member in texts) > MAX_UNPACKED:
        raise _too_large(file, "workbook_bomb", MAX_UNPACKED // 1_000_000)
    unpacked = longest = 0
    scans: dict[str, _Scan] = {}
    styled = _styled_otherwise(file, archive, names)
    for member in texts:
        limit = min(member.file_size, MAX_UNPACKED - unpacked)
        chunks = _bounded(file, archive, member, limit)
        if member.filename.startswith("xl/worksheets/") and member.filename.endswith(".xml"):
            scans[member.filename] = _scanned(file, archive, member, chunks, styled)
        elif member.filename.endswith("sharedStrings.xml"):
            longest = max(map(_longest_text, chunks), default=0)
        else:
            deque(chunks, maxlen=0)
        unpacked += member.file_size
    if sum(scan.texts for scan in scans.values()) * longest > MAX_TEXT:
        raise _too_large(file, "workbook_texts", MAX_TEXT // 1_000_000)
    sheets = [scans.get(name, _Scan(file, {})) for name in _sheet_members(archive, names)]
    links = any(name.startswith("xl/externalLinks/") for name in names)
    return Archive(links, [scan.troubles for scan in sheets], [scan.hidden for scan in sheets])


def _styled_otherwise(file: str, archive: zipfile.ZipFile, names: set[str]) -> "_Styled":
    """Return by trouble what finds the cells whose style says that they don't hold the number they mean."""
    if _STYLES not in names:
        return {}
    text = b"".join(_bounded(file, archive, archive.getinfo(_STYLES), MAX_STYLES))
    formats = _FORMAT.findall(text)
    fonts = _FONT.findall(_between(text, b"fonts"))
    kinds = (
        ("cell_struck", _FONT_USED, {b"%d" % at for at, font in enumerate(fonts) if _STRUCK.search(font)}),
        (
            "cell_percent",
            _NUMBER_FORMAT,
            {number for number, code in formats if b"%" in code} | {b"9", b"10"},
        ),
        ("cell_scaled", _NUMBER_FORMAT, {number for number, code in formats if _SCALED.search(code)}),
    )
    styles = _STYLE.findall(_between(text, b"cellXfs"))
    found = {}
    for trouble, attribute, numbers in kinds:
        used = [match and match[1] for match in map(attribute.search, styles)]
        shown = [b"%d" % place for place, number in enumerate(used) if number in numbers]
        if shown:
            found[trouble] = re.compile(_STYLED % b"|".join(shown))
    return found


def _between(text: bytes, element: bytes) -> bytes:
    return text.partition(b"<" + element)[2].partition(b"</" + element + b">")[0]


def _scanned(
    file: str,
    archive: zipfile.ZipFile,
    member: zipfile.ZipInfo,
    chunks: Iterator[bytes],
    styled: "_Styled",
) -> "_Scan":
    scan = _Scan(file, styled)
    for piece in _pieces(chunks):
        scan.take(piece)
    if scan.area > MAX_CELLS:
        scan.measure_filled(_pieces(_chunks(archive, member)))
    return scan


def _bounded(file: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int) -> Iterator[bytes]:
    """Yield a member's chunks; refuse one that has more in it than it states or than is left to unpack."""
    length = 0
    for chunk in _chunks(archive, member):
        length += len(chunk)
        if length > limit:
            raise _too_large(file, "workbook_bomb", MAX_UNPACKED // 1_000_000)
        yield chunk


def _refuse_kinds(file: str, names: set[str], count: int) -> None:
    if count > MAX_MEMBERS:
        raise _too_large(file, "workbook_members", MAX_MEMBERS)
    if any(name.rpartition("/")[2].casefold() == "vbaproject.bin" for name in names):
        raise FileRefused(Problem(file, "not_a_table", "workbook_macros"))
    if "xl/workbook.bin" in names or ("mimetype" in names and "content.xml" in names):
        raise FileRefused(Problem(file, "not_a_table", "workbook_kind"))
    if "xl/workbook.xml" not in names:
        raise FileRefused(Problem(file, "not_a_table", "is_archive"))


def _chunks(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield a member to its true end: the size it states is not believed, only its checksum."""
    whole = copy(member)
    whole.file_size = MAX_UNPACKED + 2 * _CHUNK  # so that too much is noticed before the checksum
    with archive.open(whole) as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def _pieces(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Yield a sheet's text in pieces that never cut a cell in two."""
    kept = b""
    for chunk in chunks:
        text = kept + chunk
        cut = text.rfind(b"<row")
        cut = cut if cut > 0 else text.rfind(b"<c ")
        if cut <= 0:
            kept = text[-_LONGEST_CELL:]
            continue
        yield text[:cut]
        kept = text[cut:]
    yield kept


def _longest_text(chunk: bytes) -> int:
    """Return about how long the longest shared text of a chunk is."""
    starts = [0, *(match.start() for match in _SHARED.finditer(chunk)), len(chunk)]
    return max(after - before for before, after in pairwise(starts))


def _sheet_members(archive: zipfile.ZipFile, names: set[str]) -> list[str]:
    """Return the member of every sheet in the workbook's order; those that cannot be found are left out."""
    relations: dict[bytes, str] = {}
    if "xl/_rels/workbook.xml.rels" in names:
        for match in _RELATION.finditer(archive.read("xl/_rels/workbook.xml.rels")):
            parts = dict(re.findall(rb"(\w+)=[\"']([^\"']*)", match[0]))
            target = parts.get(b"Target", b"").decode("utf-8", "replace").removeprefix("/")
            relations[parts.get(b"Id", b"")] = target if target.startswith("xl/") else f"xl/{target}"
    listed = _SHEET.findall(archive.read("xl/workbook.xml"))
    return [relations[key] for key in listed if relations.get(key) in names]


class _Scan:
    """Counts what a sheet spans and finds its cells without values, piece by piece."""

    def __init__(self, file: str, styled: "_Styled") -> None:
        self._file, self._styled = file, styled
        self._rows = self._columns = self._counted = 0
        self._unplaced = False
        self.texts = 0
        self.troubles: dict[Cell, str] = {}
        self.hidden = Hidden()

    @property
    def area(self) -> int:
        return self._rows * (_COLUMNS if self._unplaced else self._columns)

    def take(self, piece: bytes) -> None:
        rows = _ROW.findall(piece)
        self._counted += piece.count(b"<row") + piece.count(b":row")
        self._rows = max([self._rows, self._counted, *map(int, rows)])
        self._columns = max(self._columns, self._widest(piece))
        self.texts += piece.count(b't="s"') + piece.count(b"t='s'")
        if b"hidden=" in piece:
            self._find_hidden(piece)
        if b't="e"' in piece or b"<f" in piece or b":f" in piece:
            self._find_troubles(piece)
        for trouble, cells in self._styled.items():
            for name, row in cells.findall(piece):
                self.troubles.setdefault((int(row) - 1, _column(name) - 1), trouble)

    def _widest(self, piece: bytes) -> int:
        """Return a bound of the columns a piece spans; looking at each cell is slow and rarely needed."""
        cells = sum(map(piece.count, _CELLS))
        if cells == piece.count(b'<c r="'):
            return _COLUMNS if _THREE_LETTERS.search(piece) else _TWO_LETTERS
        references = _REFERENCE.findall(piece)
        # cells may stand without a reference, one after the other; how wide they get is then unknown
        self._unplaced |= cells > len(references)
        return max(map(_column, set(references)), default=0)

    def measure_filled(self, pieces: Iterator[bytes]) -> None:
        """Span only the cells that hold something, as blank ones take no room; refuse what is too wide."""
        self._rows, self._columns = 0, _COLUMNS if self._unplaced else 0
        for piece in pieces:
            for name, row in _FILLED.findall(piece):
                self._rows, self._columns = max(self._rows, int(row)), max(self._columns, _column(name))
        if self.area > MAX_CELLS:
            raise _too_large(self._file, "sheet_too_wide", MAX_CELLS)

    def _find_hidden(self, piece: bytes) -> None:
        self.hidden.rows.update(int(row) - 1 for row in _HIDDEN_ROW.findall(piece))
        for column in _HIDDEN_COLUMNS.findall(piece):
            first, last = _FROM.search(column), _TO.search(column)
            if first and last:
                self.hidden.columns.update(range(int(first[1]) - 1, min(int(last[1]), _COLUMNS)))

    def _find_troubles(self, piece: bytes) -> None:
        for attributes, content in _TROUBLE.findall(piece):
            place = _PLACE.search(attributes)
            if place is None:
                continue
            cell = (int(place[2]) - 1, _column(place[1]) - 1)
            if _ERROR.search(attributes):
                self.troubles[cell] = "cell_error"
            elif _FORMULA.search(content) and not _VALUE.search(content):
                self.troubles[cell] = "cell_uncached"


def _column(name: bytes) -> int:
    """Return the number of a column by its letters, A being 1."""
    number = 0
    for letter in name:
        number = number * 26 + letter - 64
    return number


def _too_large(file: str, message: str, limit: int) -> FileRefused:
    return FileRefused(Problem(file, "too_large", message, {"limit": limit}))

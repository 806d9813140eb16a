"""Puts computed values back beside formulas: openpyxl keeps either, and to be read again both are needed."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.sax.saxutils import escape

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

_FORMULA = re.compile(
    rb'<c r="([A-Z]+[0-9]+)"([^>]*)>(<f[ >].*?</f>|<f[^>]*/>)<v ?(?:/>|></v>)</c>', re.DOTALL
)
_TYPE = re.compile(rb' t="[a-z]+"')


def with_computed(saved: bytes, original: bytes) -> bytes:
    """Return a workbook openpyxl saved, each formula with the value it has in the original.

    Sheets are told by their titles; a cell that had no computed value stays without.
    """
    sheets = dict(_members(saved))
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(saved)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        members = {member: source.read(member) for member in source.infolist()}
        if not any(
            _FORMULA.search(content) for member, content in members.items() if member.filename in sheets
        ):
            return saved
        values = load_workbook(BytesIO(original), data_only=True)
        for member, content in members.items():
            title = sheets.get(member.filename)
            known = title in values.sheetnames
            target.writestr(member, _filled(content, values[title]) if known else content)
    return out.getvalue()


def _members(saved: bytes) -> Iterator[tuple[str, str]]:
    """Yield the member and the title of every sheet: openpyxl numbers them in their order."""
    for place, title in enumerate(load_workbook(BytesIO(saved), read_only=True).sheetnames, start=1):
        yield f"xl/worksheets/sheet{place}.xml", title


def _filled(content: bytes, sheet: Worksheet) -> bytes:
    def value_of(match: re.Match[bytes]) -> bytes:
        value = sheet[match[1].decode()].value
        attributes = _TYPE.sub(b"", match[2])
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            return match[0]
        kind, text = (b"", repr(value)) if isinstance(value, int | float) else (b' t="str"', escape(value))
        return b'<c r="%b"%b%b>%b<v>%b</v></c>' % (match[1], attributes, kind, match[3], text.encode())

    return _FORMULA.sub(value_of, content)

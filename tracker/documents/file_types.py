"""What a file is by its content, whatever it is called; what is no document is refused."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import PurePosixPath

import filetype

from tracker.messages import Refusal

_BY_SIGNATURE = ("pdf", "png", "jpg", "webp", "heic")
_MEDIA_TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "webp": "image/webp",
    "heic": "image/heic",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ofd": "application/ofd",
    "xls": "application/vnd.ms-excel",
    "doc": "application/msword",
    "csv": "text/csv",
    "txt": "text/plain",
}
ENDINGS = tuple(_MEDIA_TYPES)
"""The endings of names of what may be attached."""

_ALSO = {"jpeg": "jpg", "heif": "heic"}
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_MARKUP = re.compile(r"<\s*(!doctype|html|svg|script|\?xml|\?php|iframe)", re.IGNORECASE)
_CONTROL = re.compile("[\0-\b\v\x0e-\x1f\x7f]")
_MOST_PARTS = 10_000


def media_type(name: str, content: bytes) -> str:
    """Return the media type of a document: PDF, a picture, Excel, Word, OFD, CSV or plain text.

    Refuses `document_type` everything else (programs, scripts, HTML, SVG, archives), `document_macros`
    Office files with macros, `document_broken` one that cannot be read. Text is taken only under a name
    that ends in .csv or .txt, as a script is text too.
    """
    for kind in (_signed, _packed, _compound, _text):
        ending = kind(name, content)
        if ending is not None:
            return _MEDIA_TYPES[ending]
    raise Refusal("document_type", name=name, allowed=" ".join(ENDINGS))


def named_for(name: str, media: str) -> str:
    """Return a file's name with the ending of what it is, so that no system opens it as something else."""
    ending = next(ending for ending, known in _MEDIA_TYPES.items() if known == media)
    given = _ending(name)
    return name if _ALSO.get(given, given) == ending else f"{name}.{ending}"


def _ending(name: str) -> str:
    return PurePosixPath(name).suffix.lower().removeprefix(".")


def _signed(_name: str, content: bytes) -> str | None:
    """Return what a signature at the beginning says: a PDF or a picture."""
    found = filetype.guess_extension(content[:8192])
    return found if found in _BY_SIGNATURE else None


def _packed(name: str, content: bytes) -> str | None:
    """Return which kind of document a ZIP archive is, by the parts in it."""
    if not content.startswith(b"PK"):
        return None
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise Refusal("document_broken", name=name) from None
    if any(part.lower().endswith("vbaproject.bin") for part in parts[:_MOST_PARTS]):
        raise Refusal("document_macros", name=name)
    known = {"xl/workbook.xml": "xlsx", "word/document.xml": "docx", "OFD.xml": "ofd"}
    return next((ending for part, ending in known.items() if part in parts), None)


def _compound(name: str, content: bytes) -> str | None:
    """Return whether an old Office file (which an installer may be, too) holds a workbook or a text."""
    if not content.startswith(_OLE):
        return None
    holds: Callable[[str], bool] = lambda stream: stream.encode("utf-16-le") in content  # noqa: E731
    if holds("_VBA_PROJECT"):
        raise Refusal("document_macros", name=name)
    if holds("WordDocument"):
        return "doc"
    return "xls" if holds("Workbook") or holds("Book\0") else None


def _text(name: str, content: bytes) -> str | None:
    """Return csv or txt for Chinese or other text that is no markup and holds nothing but text."""
    ending = _ending(name)
    if ending not in ("csv", "txt") or content.startswith(b"#!"):
        return None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if _CONTROL.search(text) or _MARKUP.search(text) else ending
    return None

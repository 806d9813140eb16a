"""Opens CSV files people send: bounded, in UTF-8 or GB18030, and nothing that is no text."""

import codecs
import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import filetype

from tracker.messages import Refusal
from tracker.services.exchange.problems import Problem
from tracker.services.texts import in_both

MAX_BYTES = 50_000_000
MAX_LINE = 200_000
_CHUNK = 1 << 20
_ENCODINGS = ("utf-8-sig", "gb18030")
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_WEB_PAGE = (b"<!doctype", b"<html", b"<table", b"<?xml", b"<meta", b"<head")
_START = 300
_HEAD = 2_000
_KINDS = {
    "pdf": ("pdf",),
    "picture": ("jpg", "png", "gif", "bmp", "tif", "webp", "heic", "jxr", "psd", "ico"),
    "program": ("exe", "elf", "dex", "crx"),
    "archive": ("zip", "7z", "rar", "gz", "bz2", "tar", "xz", "Z"),
    "recording": ("mp4", "m4v", "mov", "avi", "wmv", "flv", "mp3", "wav", "m4a", "amr", "ogg"),
}
"""What people choose by mistake, or renamed, by the endings `filetype` tells."""

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class _LineTooLong(Exception):
    """A line has more characters than a row of figures can have."""


class FileRefused(Exception):
    """A file, or the rest of one, is unreadable; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem

    @property
    def refusal(self) -> Refusal:
        """Return the same as a refusal of the whole action."""
        return Refusal(self.problem.message, place=self.problem.place, **self.problem.params)


def csv_lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield every row that is not blank with its number in the file, the first being 1."""
    encoding = _encoding_of(path)
    row = 0
    try:
        with path.open(encoding=encoding, newline="") as stream:
            reader = csv.reader(_lines(stream), delimiter=_between(path, encoding), strict=True)
            for row, values in enumerate(reader, start=1):
                if "".join(values).strip():
                    yield row, values
    except _LineTooLong:
        raise FileRefused(
            Problem(str(path), "not_a_table", "line_too_long", {"limit": MAX_LINE}, row + 1)
        ) from None
    except csv.Error:
        raise FileRefused(Problem(str(path), "not_a_table", "broken_quotes", row=row + 1)) from None
    except UnicodeDecodeError:
        raise FileRefused(Problem(str(path), "encoding", "encoding")) from None


def _between(path: Path, encoding: str) -> str:
    """Return what stands between cells: what is copied out of a spreadsheet has more tabs than commas."""
    with path.open(encoding=encoding) as stream:
        return max(",\t", key=stream.read(_HEAD).count)


def _lines(stream: TextIO) -> Iterator[str]:
    """Yield the lines of a text, none of them longer than any row of figures can be."""
    while line := stream.readline(MAX_LINE + 1):
        if len(line) > MAX_LINE:
            raise _LineTooLong
        yield line


def _encoding_of(path: Path) -> str:
    """Return the encoding a file decodes in throughout, having looked at its size and kind first."""
    file = str(path)
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise FileRefused(Problem(file, "not_a_table", "is_folder"))
        if not path.is_file():
            raise FileRefused(Problem(file, "not_a_table", "not_a_file"))
        if size > MAX_BYTES:
            params: dict[str, object] = {"size": round(size / 1e6), "limit": MAX_BYTES // 1_000_000}
            raise FileRefused(Problem(file, "too_large", "too_large", params))
        return _decodes_as(path, file)
    except FileNotFoundError:
        raise FileRefused(Problem(file, "not_a_table", "file_missing")) from None
    except OSError as error:
        detail = {"detail": error.strerror or ""}
        raise FileRefused(Problem(file, "not_a_table", "file_unreadable", detail)) from None


def _decodes_as(path: Path, file: str) -> str:
    decoders = {name: codecs.getincrementaldecoder(name)() for name in _ENCODINGS}
    empty = True
    with path.open("rb") as stream:
        start = stream.read(4)
        if start in _WORKBOOKS:
            raise FileRefused(Problem(file, "not_a_table", "is_workbook"))
        if start[:2] in _UTF16:
            raise FileRefused(Problem(file, "encoding", "encoding"))
        begin = (start + stream.read(_START)).removeprefix(codecs.BOM_UTF8)
        if begin.startswith(b"%PDF-"):
            raise FileRefused(_not_text(file, begin))
        if begin.lstrip().lower().startswith(_WEB_PAGE):
            raise FileRefused(Problem(file, "not_a_table", "is_web_page"))
        stream.seek(0)
        while decoders and (chunk := stream.read(_CHUNK)):
            if b"\0" in chunk:
                raise FileRefused(_not_text(file, begin))
            empty = empty and not chunk.removeprefix(codecs.BOM_UTF8).strip()
            _feed(decoders, chunk, final=False)
        _feed(decoders, b"", final=True)
    if empty:
        raise FileRefused(Problem(file, "empty", "empty"))
    if not decoders:
        raise FileRefused(_not_text(file, begin, unknown=("encoding", "encoding")))
    return next(iter(decoders))


def _not_text(file: str, begin: bytes, unknown: tuple[str, str] = ("not_a_table", "is_binary")) -> Problem:
    """Return the problem of what is no table: what it is, where its first bytes tell, else `unknown`."""
    found = filetype.guess_extension(begin)
    for kind, endings in _KINDS.items():
        if found in endings:
            return Problem(file, "not_a_table", "is_another_kind", in_both("file_kind", kind))
    return Problem(file, *unknown)


def _feed(decoders: dict[str, codecs.IncrementalDecoder], chunk: bytes, *, final: bool) -> None:
    """Drop the encodings the next bytes are not valid in."""
    for name in list(decoders):
        try:
            decoders[name].decode(chunk, final)
        except UnicodeDecodeError:
            del decoders[name]

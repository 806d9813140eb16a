"""What may be attached is told by content; everything else is refused, whatever its name promises."""

import zipfile
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.documents.file_types import media_type, named_for
from tracker.messages import Refusal

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(32)


def packed(*parts: str) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for part in parts:
            archive.writestr(part, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "ending"),
    [
        ("联单.pdf", b"%PDF-1.7\n%", "pdf"),
        ("照片", PNG, "png"),
        ("照片.jpg", b"\xff\xd8\xff\xe0" + bytes(32), "jpg"),
        ("照片.webp", b"RIFF\0\0\0\0WEBPVP8 ", "webp"),
        ("照片.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "heic"),
        ("台账.xlsx", packed("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
        ("说明.docx", packed("[Content_Types].xml", "word/document.xml"), "docx"),
        ("公文.ofd", packed("OFD.xml", "Doc_0/Document.xml"), "ofd"),
        ("台账.xls", OLE + "Workbook".encode("utf-16-le"), "xls"),
        ("说明.doc", OLE + "WordDocument".encode("utf-16-le"), "doc"),
        ("抄表.csv", "日期,读数\n1,2\n".encode("gb18030"), "csv"),
        ("抄表.txt", b"\xef\xbb\xbf" + "读数 2 < 3".encode(), "txt"),
    ],
)
def test_a_document_is_known_by_its_content(name: str, content: bytes, ending: str) -> None:
    known = media_type(name, content)
    assert named_for("证明", known) == f"证明.{ending}"
    assert named_for(f"证明.{ending.upper()}", known) == f"证明.{ending.upper()}"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("联单.pdf", b"MZ\x90\0" + bytes(64), "document_type"),
        ("联单.pdf", b"\x7fELF" + bytes(64), "document_type"),
        ("页面.txt", b" <html><script>", "document_type"),
        ("图.svg", b"<svg onload=alert(1)>", "document_type"),
        ("图.csv", b"<?xml version='1.0'?><svg/>", "document_type"),
        ("脚本.txt", b"#!/bin/sh\nrm", "document_type"),
        ("脚本.bat", b"del *", "document_type"),
        ("二进制.csv", b"a,b\0\x01", "document_type"),
        ("压缩.zip", packed("a.txt"), "document_type"),
        ("安装.xls", OLE, "document_type"),
        ("台账.xlsx", packed("xl/workbook.xml", "xl/vbaProject.bin"), "document_macros"),
        ("台账.xls", OLE + "Workbook _VBA_PROJECT".encode("utf-16-le"), "document_macros"),
        ("台账.xlsx", b"PK\x03\x04" + bytes(64), "document_broken"),
    ],
)
def test_everything_else_is_refused(name: str, content: bytes, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        media_type(name, content)


def test_a_picture_called_a_program_is_handed_out_as_a_picture() -> None:
    assert named_for("照片.exe", media_type("照片.exe", PNG)) == "照片.exe.png"


@given(st.text(), st.binary(), st.sampled_from([b"", b"PK\x03\x04", OLE, b"%PDF", packed("a")]))
def test_nothing_is_worse_than_refused(name: str, content: bytes, start: bytes) -> None:
    with suppress(Refusal):
        media_type(name, start + content)

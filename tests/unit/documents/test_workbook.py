"""A table handed out as a workbook comes back as it was: numbers as numbers, text as text."""

from io import BytesIO

from python_calamine import load_workbook

from tracker.documents.workbook import table_workbook


def sheet_of(content: bytes) -> list[list[object]]:
    return load_workbook(BytesIO(content)).get_sheet_by_index(0).to_python(skip_empty_area=False)


def test_title_head_and_rows_come_back():
    content = table_workbook(
        "全省总览 · 2024年3月", ["园区", "能耗 (tce/万元)"], [["云南安宁", 0.412], ["云南蒙自", ""]]
    )
    assert sheet_of(content) == [
        ["全省总览 · 2024年3月", ""],
        ["园区", "能耗 (tce/万元)"],
        ["云南安宁", 0.412],
        ["云南蒙自", ""],
    ]


def test_text_that_looks_like_a_formula_is_escaped_and_numbers_never():
    """As text it is none in the workbook; saved as CSV or typed over it would be."""
    texts = ["=1+1", "@x", "-cmd.pdf", "+86", "-4.1%", "-", "http://example.invalid"]
    content = table_workbook("=表", ["说明", "数"], [[text, -5.0] for text in texts])
    title, _, *rows = sheet_of(content)
    assert title[0] == "'=表"
    assert [row[0] for row in rows] == ["'=1+1", "'@x", "'-cmd.pdf", *texts[3:]]
    assert {row[1] for row in rows} == {-5.0}


def test_a_table_without_rows_is_still_a_table():
    assert sheet_of(table_workbook("表", ["园区"], [])) == [["表"], ["园区"]]

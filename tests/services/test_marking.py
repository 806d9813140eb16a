"""A file handed back with its problems marked: imported again it gives what it gave before."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.services.province import Province
from tests.services.sheets import bring_in, workbook
from tests.services.test_filled_templates import Template
from tracker.messages import Refusal
from tracker.services.exchange.importing import ImportOutcome
from tracker.services.exchange.marking import marked_file

ROWS = [
    ["示例一园 2024年3月能耗月报"],
    ["数据项", "单位", "本月"],
    ["电力", "万kWh", "约40"],
    ["焦炭", "t", 12],
    ["天然气", "t", 3],
    ["自来水", "m³", 5000],
]


def marked(province: Province, path: Path, outcome: ImportOutcome) -> Path:
    made = path.with_name(f"{path.stem}-标注.xlsx")
    made.write_bytes(marked_file(province.app.catalog, path, outcome.problems, "zh"))
    return made


def told(outcome: ImportOutcome) -> list[tuple[object, ...]]:
    return [(one.code, one.sheet, one.row, one.column, one.message) for one in outcome.problems]


def test_a_spreadsheet_comes_back_with_its_problems_and_imports_as_before(province: Province) -> None:
    path = workbook(province.folder, {"3月": ROWS})
    first = bring_in(province, path, site="P1")
    assert not first.stored
    made = marked(province, path, first)
    sheet = load_workbook(made)["3月"]
    assert "约40" in sheet["C3"].comment.text
    assert sheet["C3"].fill.fgColor.rgb == "FFFFC7CE"
    assert sheet["C4"].comment is None
    again = bring_in(province, made, site="P1")
    assert told(again) == told(first)
    assert again.rows == first.rows


def test_what_was_mended_in_the_marked_workbook_is_imported(province: Province) -> None:
    path = workbook(province.folder, {"3月": ROWS})
    made = marked(province, path, bring_in(province, path, site="P1"))
    book = load_workbook(made)
    book["3月"]["C3"], book["3月"]["B5"] = 40, "m³"
    book.save(made)
    assert bring_in(province, made, site="P1").changed == 4
    assert bring_in(province, made, site="P1").changed == 0


def test_a_marked_template_is_still_a_template(province: Province) -> None:
    template = Template(province).put("电力", "4月", "约40").put("焦炭", "4月", 7)
    first = template.bring_back()
    made = marked(province, template.path, first)
    again = bring_in(province, made)
    assert told(again) == told(first)
    assert bring_in(province, made, partial=True).changed == 1


@pytest.mark.parametrize("header", ["site,period,item,value,unit", "unit,value,item,period,site"])
def test_a_long_csv_comes_back_as_a_workbook_with_the_same_cells(province: Province, header: str) -> None:
    values = {"site": "P1", "period": "2024-03", "item": "electricity", "value": "约40", "unit": "kWh"}
    path = province.file(",".join(values[name] for name in header.split(",")), header=header)
    sheet = load_workbook(marked(province, path, bring_in(province, path))).worksheets[1]
    assert [cell.value for cell in sheet[1]] == header.split(",")
    marks = [cell.value for cell in sheet[2] if cell.comment is not None]
    assert marks == ["约40"]


def test_a_file_that_cannot_be_opened_has_no_cells_to_mark(province: Province) -> None:
    path = province.folder / "bomb.xlsx"
    path.write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(Refusal, match="workbook_broken"):
        marked(province, path, bring_in(province, path))

"""Spreadsheets as people make them: worked sheets in, the figures that stand afterwards out (issue 5.5)."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlmodel import select

from tests.services.province import Province
from tests.services.sheets import bring_in, stored, told, workbook
from tracker.services.exchange.importing import import_files
from tracker.services.exchange.marking import marked_file
from tracker.services.permissions import OPERATOR
from tracker.store.database import read_session
from tracker.store.tables import History

TITLE = ["示例一园2024年能源水耗月报表"]


def test_months_down_below_titles_and_merged_headings(province: Province) -> None:
    rows = [
        TITLE,
        ["填报日期：2024年4月5日"],
        ["月份", "用电量(万千瓦时)", "", "用水量", "电费(万元)"],
        ["", "本月", "累计", "自来水取水量（m³）", ""],
        ["甲", 1, 2, 3, 4],
        ["1月", 10, "", 5, 1.1],
        ["2月", 12, 22, 6, 1.2],
        ["3月", 0, 22, "", 1],
        ["合计", 22, "", 11, 3.3],
        ["注：数据来自电表，3月停产"],
        ["4月", 99, 99, 99],
    ]
    merges = {"Sheet1": ["A1:E1", "B3:C3", "A3:A4", "E3:E4"]}
    outcome = bring_in(province, workbook(province.folder, {"Sheet1": rows}, merges=merges))
    assert told(outcome) == [("column_not_taken", 5, "E"), ("rows_below_note", 11, None)]
    assert stored(province) == {
        ("electricity", "2024-01"): ("10", "万千瓦时"),
        ("electricity", "2024-02"): ("12", "万千瓦时"),
        ("electricity", "2024-03"): ("0", "万千瓦时"),
        ("electricity", "2024-01..02"): ("22", "万千瓦时"),
        ("electricity", "2024-01..03"): ("22", "万千瓦时"),
        ("tap_water", "2024-01"): ("5", "m³"),
        ("tap_water", "2024-02"): ("6", "m³"),
    }


def test_months_across_with_units_in_a_column_and_rows_of_parts_and_totals(province: Province) -> None:
    rows = [
        TITLE,
        ["指标", "计量单位", "1月", date(2024, 2, 1), "2024-03", "合计"],
        ["一、能源", "", "", "", "", ""],
        ["原煤", "吨", 1, 2, 3, 6],
        ["其中：洗精煤", "吨", 1, 1, 1, 3],
        ["综合能耗", "吨标准煤", 1, 1, 1, 3],
        ["电力", "万千瓦时", "1,234.5", 5, "１２", 99],
        ["总计", "", 9, 9, 9, 9],
    ]
    outcome = bring_in(province, workbook(province.folder, {"能耗": rows}))
    assert told(outcome) == [("column_not_taken", 2, "F"), ("rows_not_taken", 5, "A")]
    assert stored(province) == {
        ("raw_coal", "2024-01"): ("1", "吨"),
        ("raw_coal", "2024-02"): ("2", "吨"),
        ("raw_coal", "2024-03"): ("3", "吨"),
        ("electricity", "2024-01"): ("1,234.5", "万千瓦时"),
        ("electricity", "2024-02"): ("5", "万千瓦时"),
        ("electricity", "2024-03"): ("１２", "万千瓦时"),
    }


def test_one_sheet_a_month_with_this_month_the_year_so_far_and_last_year(province: Province) -> None:
    province.bring_in("P1,2023-02,diesel,7,t,,,", "P1,2023-03,diesel,8,t,,,")
    heading = ["项目", "单位", "本月", "上年同期", "累计", "同比(%)"]
    months = {
        f"{month}月": [
            TITLE, ["单位：吨"], heading, ["柴油", "吨", month * 2, last, so_far, 3.1]
        ]
        for month, last, so_far in ((2, 7, 6), (3, 9, 12))
    }  # fmt: skip
    outcome = bring_in(province, workbook(province.folder, months))
    assert stored(province) == {
        ("diesel", "2023-02"): ("7", "t"),
        ("diesel", "2023-03"): ("8", "t"),
        ("diesel", "2024-02"): ("4", "吨"),
        ("diesel", "2024-03"): ("6", "吨"),
        ("diesel", "2024-01..02"): ("6", "吨"),
        ("diesel", "2024-01..03"): ("12", "吨"),
    }
    differing = [problem for problem in outcome.problems if problem.code == "last_year_differs"]
    assert [(problem.sheet, problem.row, problem.column) for problem in differing] == [("3月", 4, "D")]
    assert "9 吨" in differing[0].as_json("zh")["message"]
    assert outcome.stored


def test_sites_down_with_the_month_in_the_name_of_the_file(province: Province) -> None:
    rows = [["园区名称", "用电量（万千瓦时）"], ["示例一园", 5], ["P2", 6], ["合计", 11]]
    path = workbook(province.folder, {"Sheet1": rows}, name="用电情况202403.xlsx")
    assert bring_in(province, path).changed == 2
    assert set(province.figures()) == {("P1", "electricity", "2024-03"), ("P2", "electricity", "2024-03")}


def test_a_site_merged_over_its_months(province: Province) -> None:
    rows = [["园区", "年份", "月份", "柴油(吨)"], ["P1", 2024, 1, 5], ["", "", 2, 6], ["P2", 2024, 1, 7]]
    path = workbook(province.folder, {"S": rows}, merges={"S": ["A2:A3", "B2:B3"]})
    assert bring_in(province, path).changed == 3
    assert ("P1", "diesel", "2024-02") in province.figures()


def test_a_long_table_in_a_workbook_with_notes(province: Province) -> None:
    rows = [
        ["园区", "时间", "数据项", "数值", "单位", "备注"],
        ["P1", 202403, "electricity", 5, "kWh", "'=抄表"],
        ["P1", 45323, "柴油", 6, "吨", ""],
    ]
    assert bring_in(province, workbook(province.folder, {"S": rows})).changed == 2
    figures = province.figures()
    assert figures["P1", "electricity", "2024-03"].note == "=抄表"
    assert ("P1", "diesel", "2024-02") in figures


def test_a_unit_line_and_a_row_of_units_give_the_unit(province: Province) -> None:
    line = [["2024年"], ["单位：万吨"], ["月份", "柴油", "汽油"], ["3月", 1, 2]]
    row = [["2024年"], ["月份", "用电量", "自来水用量"], ["", "(万千瓦时)", "(立方米)"], ["4月", 1, 2]]
    bring_in(province, workbook(province.folder, {"a": line, "b": row}), site="P1")
    figures = province.figures()
    assert figures["P1", "diesel", "2024-03"].value == 10_000
    assert figures["P1", "electricity", "2024-04"].value == 10_000
    assert figures["P1", "tap_water", "2024-04"].value == 2


def test_lines_below_a_title_need_no_headings(province: Province) -> None:
    rows = [["示例一园2024年3月报表"], ["用电量(万千瓦时)", 5], ["柴油(吨)", 6]]
    bring_in(province, workbook(province.folder, {"S": rows}))
    assert set(stored(province)) == {("electricity", "2024-03"), ("diesel", "2024-03")}


def test_a_title_beside_its_month_is_no_heading(province: Province) -> None:
    rows = [["示例一园能耗表", "", "2024年3月"], ["项目", "单位", "数值"], ["柴油", "吨", 5]]
    bring_in(province, workbook(province.folder, {"S": rows}))
    assert stored(province) == {("diesel", "2024-03"): ("5", "吨")}


def test_groups_over_headings_are_part_of_them(province: Province) -> None:
    rows = [
        ["2024年3月"],
        ["用水量(m³)", "", "二车间", ""],
        ["地表水", "地下水", "柴油(t)", "汽油(t)"],
        [11, 12, 13, 14],
    ]
    outcome = bring_in(province, workbook(province.folder, {"S": rows}), site="P1", partial=True)
    assert set(stored(province)) == {("surface_water", "2024-03"), ("groundwater", "2024-03")}
    assert told(outcome) == [("column_unsure", 3, "C"), ("column_unsure", 3, "D")]


def test_a_known_form_is_read_by_its_fields(province: Province) -> None:
    form = [
        ["工业企业污染排放及处理利用情况", "", "", "表号：基101表"],
        ["填报单位：示例一园", "", "2023年", ""],
        ["指标名称", "计量单位", "代码", "本年实际"],
        ["甲", "乙", "丙", 1],
        ["取水量", "吨", "1", 100],
        ["煤炭消耗量", "吨", "2", 50],
        ["挥发性有机物", "千克", "3", 2000],
        ["二氧化碳", "吨", "4", 9],
    ]
    outcome = bring_in(province, workbook(province.folder, {"基101": form}))
    assert told(outcome) == [("rows_not_taken", 8, "A")]
    figures = province.figures()
    assert figures["P1", "other_fresh_water", "2023"].value == 100
    assert figures["P1", "raw_coal", "2023"].value == 50
    assert figures["P1", "voc", "2023"].value == 2


def test_of_form_205_1_only_consumption_is_taken(province: Province) -> None:
    form = [
        ["能源购进、消费与库存", "", "", "", "", "205-1表"],
        ["2024年1-3月"],
        ["能源名称", "计量单位", "购进量", "消费量", "", "期末库存量"],
        ["", "", "实物量", "合计", "用于原材料", ""],
        ["甲", "乙", 1, 2, 3, 4],
        ["柴油", "吨", 9, 8, 1, 2],
        ["电力", "万千瓦时", 7, 7, "", ""],
    ]
    bring_in(province, workbook(province.folder, {"205-1": form}, merges={"205-1": ["D3:E3"]}), site="P1")
    assert stored(province) == {
        ("diesel", "2024-01..03"): ("8", "吨"),
        ("electricity", "2024-01..03"): ("7", "万千瓦时"),
    }


def test_a_csv_in_gb18030_with_titles_and_a_note_over_lines(province: Province) -> None:
    path = province.folder / "导出.csv"
    head = "数据库：月度数据,,\n时间：2024-,,\n时间,用电量(万千瓦时),气温(℃)\n"
    text = head + '2024年3月,5,1\n2024年2月,,2\n"注：第一行\n第二行",,\n'
    path.write_bytes(text.encode("gb18030"))
    outcome = bring_in(province, path, site="P1")
    assert stored(province) == {("electricity", "2024-03"): ("5", "万千瓦时")}
    assert told(outcome) == [("column_not_taken", 3, "C")]


def test_blanks_are_blank_and_months_to_come_are_passed_over(province: Province) -> None:
    province.bring_in("P1,2024-03,diesel,7,t,,,")
    rows = [
        ["2024年"],
        ["月份", "柴油(吨)"],
        *([f"{month}月", 0 if month == 4 else ""] for month in range(3, 13)),
    ]
    path = workbook(province.folder, {"S": rows})
    outcome = bring_in(province, path, site="P1")
    assert told(outcome) == [("blank_kept", 3, "B")]
    assert stored(province) == {("diesel", "2024-03"): ("7", "t"), ("diesel", "2024-04"): ("0", "吨")}
    assert bring_in(province, path, site="P1", blank_clears=True).changed == 1


def test_importing_again_changes_nothing_and_writes_no_history(province: Province) -> None:
    path = workbook(province.folder, {"S": [["2024年"], ["月份", "柴油(吨)"], ["3月", 5.25]]})
    bring_in(province, path, site="P1")
    with read_session(province.app.engine) as session:
        before = len(session.exec(select(History)).all())
    again = bring_in(province, path, site="P1")
    with read_session(province.app.engine) as session:
        assert len(session.exec(select(History)).all()) == before
    assert (again.changed, again.unchanged) == (0, 1)


REFUSED = [
    ([["2024年"], ["月份", "柴油"], ["3月", 5]], ("unit_missing", 2, "B")),
    ([["2024年"], ["月份", "柴油(kWh)"], ["3月", 5]], ("sheet_wrong_dimension", 2, "B")),
    ([["月份", "柴油(吨)"], ["3月", 5]], ("sheet_period_missing", None, None)),
    ([["2023年2月"], ["项目", "柴油(吨)"], ["本月", 5]], ("sheet_period_contradicts", None, None)),
    ([["2024年"], ["月份", "柴油(吨)"], ["13月", 5]], ("bad_period", 3, "A")),
    ([["2024年"], ["月份", "柴油(吨)"], ["3月", 1], ["", 9]], ("row_unlabelled", 4, None)),
    ([["2024年3月"], ["项目", "柴油(吨)"], ["一车间", 1], ["二车间", 9]], ("row_unknown", 3, "A")),
    ([["2024年"], ["月份", "一车间"], ["", "柴油(吨)"], ["3月", 1]], ("column_unsure", 3, "B")),
    ([["2024年"], ["月份", "柴油(吨)"], ["3月", "五"]], ("number_unreadable", 3, "B")),
    ([["2024年"], ["月份", "柴油(吨)"], ["3月", date(2024, 3, 5)]], ("number_unreadable", 3, "B")),
    ([["2024年"], ["月份", "柴油(吨)"], ["12月", 5]], ("future_period", 3, "B")),
    ([["2024年"], ["月份", "柴油(吨)", "柴油(吨)"], ["3月", 5, 6]], ("conflict", 3, "B")),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "place"), REFUSED, ids=[place[0] for _, place in REFUSED])
def test_what_is_not_certain_is_said_with_its_place_and_nothing_stored(
    province: Province, rows: list[list[object]], place: tuple[str, int | None, str | None]
) -> None:
    outcome = bring_in(province, workbook(province.folder, {"3月": rows}), site="P1", partial=False)
    assert place in told(outcome)
    assert (outcome.stored, outcome.ok, province.figures()) == (False, False, {})
    assert {problem.sheet for problem in outcome.problems} == {"3月"}
    assert all(
        problem.as_json("zh")["message"] != problem.as_json("en")["message"] for problem in outcome.problems
    )


def test_whose_figures_they_are_is_asked_once(province: Province) -> None:
    rows = [["2024年"], ["月份", "柴油(吨)"], ["3月", 5], ["4月", 6]]
    outcome = bring_in(province, workbook(province.folder, {"S": rows}))
    assert (told(outcome), outcome.stored) == ([("sheet_site_missing", None, None)], False)


def test_many_columns_left_out_hide_no_question(province: Province) -> None:
    others = [f"检测值{number}" for number in range(25)]
    rows = [["2024年"], ["月份", *others, "柴油（全厂）(吨)"], ["3月", *range(26)]]
    outcome = bring_in(province, workbook(province.folder, {"S": rows}), site="P1")
    assert ("column_unsure", 2, "AA") in told(outcome)


def test_a_sheet_of_nothing_of_ours_is_named_and_an_empty_one_passed_over(province: Province) -> None:
    sheets = {
        "数据": [["2024年"], ["月份", "柴油(吨)"], ["3月", 5]],
        "通讯录": [["姓名", "电话"], ["甲", 1]],
        "Sheet3": [],
    }
    outcome = bring_in(province, workbook(province.folder, sheets), site="P1")
    assert [(problem.message, problem.sheet) for problem in outcome.problems] == [("sheet_nothing", "通讯录")]
    assert outcome.stored


def test_a_file_of_nothing_of_ours_is_refused(province: Province) -> None:
    path = workbook(province.folder, {"通讯录": [["姓名", "电话"], ["甲", 1]]})
    outcome = bring_in(province, path, site="P1")
    assert (outcome.ok, outcome.problems[-1].message) == (False, "workbook_nothing")


def test_a_long_csv_and_a_workbook_contradict_each_other(province: Province) -> None:
    path = workbook(province.folder, {"S": [["2024年"], ["月份", "柴油(吨)"], ["3月", 5]]})
    other: Path = province.file("P1,2024-03,diesel,6,t,,,")
    outcome = import_files(province.app, OPERATOR, [path, other], site="P1")
    assert [problem.code for problem in outcome.problems] == ["conflict", "conflict"]
    assert "S, B3" in outcome.problems[1].as_json("zh")["message"]


MONTH_AND_TO_DATE = [
    ["示例一园2024年3月能耗月报"],
    ["项目", "单位", "本月", "累计"],
    ["柴油", "t", 30, 32],
    ["汽油", "t", 99, 105],
]


def test_what_is_doubted_is_marked_in_the_months_cell_not_in_the_year_to_date(province: Province) -> None:
    months = range(5, 13)
    usual = [f"P1,2023-{month:02d},{item},2,t,,," for item in ("gasoline", "diesel") for month in months]
    province.bring_in(*usual)
    path = workbook(province.folder, {"3月": MONTH_AND_TO_DATE})
    outcome = bring_in(province, path, site="P1")
    doubted = {(one.params["item"], one.row, one.column) for one in outcome.problems if one.row}
    assert doubted == {("diesel", 3, "C"), ("gasoline", 4, "C")}
    made = province.folder / "标注.xlsx"
    made.write_bytes(marked_file(province.app.catalog, path, outcome.problems, "zh"))
    sheet = load_workbook(made)["3月"]
    assert "汽油" in sheet["C4"].comment.text
    assert sheet["D4"].comment is None


def test_what_is_doubted_of_a_stored_figure_says_which_and_comes_last(province: Province) -> None:
    months = [f"P1,2023-{month:02d},gasoline,2,t,,," for month in range(5, 13)]
    province.bring_in(*months, "P1,2024-03,gasoline,99,t,,,", "P1,2024-03,wastewater_treated,5,m³,,,")
    rows = [["示例一园2024年3月月报"], ["项目", "单位", "本月"], ["柴油", "t", 3], ["污水产生量", "m³", 4]]
    path = workbook(province.folder, {"3月": rows})
    outcome = bring_in(province, path, site="P1")
    catalog = province.app.catalog
    places = [(one.code, one.row, one.beyond(catalog, "zh")) for one in outcome.problems]
    # a problem between items lies in the first of them that the file has
    assert places == [
        ("check:C-01", 4, ""),
        ("check:C-03", None, "已存的数：P1 汽油 2024年3月"),
    ]
    assert outcome.problems[1].beyond(catalog, "en") == "figure stored: P1, Gasoline, 2024-03"
    made = province.folder / "标注.xlsx"
    made.write_bytes(marked_file(catalog, path, outcome.problems, "zh"))
    assert load_workbook(made)["导入问题"]["B5"].value == "已存的数：P1 汽油 2024年3月"


def test_last_year_is_answered_in_the_unit_of_the_table(province: Province) -> None:
    province.bring_in("P1,2023-01,electricity,5781.9,万kWh,,,", "P1,2023-02,electricity,10000000,kWh,,,")
    heading = ["项目", "计量单位", "本月", "上年同期", "累计", "上年累计"]
    rows = [["示例一园2024年2月月报"], heading, ["电力", "万千瓦时", 1000, 1001, 2000, 6000]]
    first = [["示例一园2024年1月月报"], heading[:4], ["电力", "万千瓦时", 1000, 5000]]
    outcome = bring_in(province, workbook(province.folder, {"2月": rows, "1月": first}), site="P1")
    said = [one.as_json("zh")["message"] for one in outcome.problems if one.code == "last_year_differs"]
    assert len(said) == 2
    assert any("2023年1月" in one and "已存的是 5,781.9 万千瓦时" in one for one in said)
    assert any("2023年1—2月" in one and "已存的各月合计为 6,781.9 万千瓦时" in one for one in said)

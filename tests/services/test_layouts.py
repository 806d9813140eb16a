"""Layouts that would be read wrongly by a reader who looks at single rows and columns alone (issue 5.5).

Each is a sheet of the year 2024, the figures that stand afterwards, and what is told.
"""

from datetime import date

import pytest
import xlsxwriter

from tests.services.province import Province
from tests.services.sheets import bring_in, stored, told, workbook
from tracker.services.exchange.examining import examine
from tracker.services.permissions import OPERATOR

HEAD = ["指标", "单位", "本月"]
MARCH = ["2024年3月"]

BETWEEN_THE_ROWS = {
    "a year over its months": (
        [["2024年用电台账"], ["月份", "用电量(万kWh)"], ["2023年"], ["11月", 6], ["2024年"], ["3月", 7],
         ["4月", ""]],
        {("electricity", "2023-11"): "6 万kWh", ("electricity", "2024-03"): "7 万kWh"},
    ),
    "a month over its items": (
        [["2024年"], HEAD, ["2月"], ["电力", "万kWh", 2], ["3月"], ["电力", "万kWh", 3], ["柴油", "吨", 1]],
        {
            ("electricity", "2024-02"): "2 万kWh",
            ("electricity", "2024-03"): "3 万kWh",
            ("diesel", "2024-03"): "1 吨",
        },
    ),
    "a unit over its rows": (
        [["2024年3月", "单位：万吨"], ["指标", "本月"], ["自来水", 10.8], ["单位：吨"], ["COD", 2.1]],
        {("tap_water", "2024-03"): "10.8 万吨", ("cod", "2024-03"): "2.1 吨"},
    ),
    "a group over its rows": (
        [MARCH, HEAD, ["一、能源"], ["电力", "万kWh", 5],
         ["二、一般工业固体废物"], ["产生量", "吨", 500], ["三、危险废物"], ["产生量", "吨", 20]],
        {
            ("electricity", "2024-03"): "5 万kWh",
            ("solid_waste_generated", "2024-03"): "500 吨",
            ("hazardous_waste_generated", "2024-03"): "20 吨",
        },
    ),
    "a group beside its rows": (
        [MARCH, ["类别", *HEAD], ["污水", "产生量", "吨", 77], ["危险废物", "产生量", "吨", 20],
         ["", "电力", "万kWh", 5]],
        {
            ("wastewater_generated", "2024-03"): "77 吨",
            ("hazardous_waste_generated", "2024-03"): "20 吨",
            ("electricity", "2024-03"): "5 万kWh",
        },
    ),
    "a corner that speaks of the months beside it": (
        [["2024年"], ["月份", "单位", "2月", "3月"], ["电力", "万kWh", 2, 3]],
        {("electricity", "2024-02"): "2 万kWh", ("electricity", "2024-03"): "3 万kWh"},
    ),
    "a month written once": (
        [["台账"], ["月份", "指标", "单位", "数值"], ["2024年3月", "电力", "万kWh", 3], ["", "柴油", "吨", 1],
         ["2024年2月", "电力", "万kWh", 2], ["", "柴油", "吨", 4]],
        {
            ("electricity", "2024-03"): "3 万kWh",
            ("diesel", "2024-03"): "1 吨",
            ("electricity", "2024-02"): "2 万kWh",
            ("diesel", "2024-02"): "4 吨",
        },
    ),
    "a year written once": (
        [["台账"], ["年", "月", "用电量(万kWh)"], [2023, 12, 3], ["", 11, 4]],
        {("electricity", "2023-12"): "3 万kWh", ("electricity", "2023-11"): "4 万kWh"},
    ),
    "a unit beside each item": (
        [["2024年"], ["月份", "天然气", "单位", "自来水", "单位"], ["3月", 58.1, "万m³", 108, "m³"]],
        {("natural_gas", "2024-03"): "58.1 万m³", ("tap_water", "2024-03"): "108 m³"},
    ),
    "units in a row of their own": (
        [["2024年"], ["月份", "天然气", "自来水"], ["单位", "万m³", "m³"], ["3月", 58.1, 108]],
        {("natural_gas", "2024-03"): "58.1 万m³", ("tap_water", "2024-03"): "108 m³"},
    ),
    "the only figures below consumption": (
        [MARCH, ["能源品种", "计量单位", "消费量", "折标煤"], ["柴油", "吨", 5, 7.3]],
        {("diesel", "2024-03"): "5 吨"},
    ),
    "a title that names a form whose headings are not there": (
        [["2024年3月工业企业能源购进、消费与库存"], HEAD, ["柴油", "吨", 5]],
        {("diesel", "2024-03"): "5 吨"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BETWEEN_THE_ROWS)
def test_what_stands_between_and_beside_the_rows_counts(province: Province, name: str) -> None:
    rows, expected = BETWEEN_THE_ROWS[name]
    bring_in(province, workbook(province.folder, {"Sheet1": rows}), site="P1", partial=True)
    assert {key: " ".join(figure) for key, figure in stored(province).items()} == expected


MONTH, SO_FAR = ("2024-03", 1), ("2024-01..03", 3)
LAST, LAST_SO_FAR = ("2023-03", 2), ("2023-01..03", 4)
COLUMNS = [
    (["本月", "累计", "上年同期", "上年同期累计"], [MONTH, SO_FAR, LAST, LAST_SO_FAR]),
    (["本月", "本月累计", "上年同期", "上年同期累计"], [MONTH, SO_FAR, LAST, LAST_SO_FAR]),
    (["本月", "1-本月", "上年同月", "上年1-本月"], [MONTH, SO_FAR, LAST, LAST_SO_FAR]),
    (["本月", "累计", "上年同期", "上年同期"], [MONTH, SO_FAR, LAST, LAST_SO_FAR]),
    (["本月", "上年同期", "累计", "上年同期"], [MONTH, LAST, SO_FAR, LAST_SO_FAR]),
    (["本月", "上年同期"], [MONTH, LAST]),
    (["累计", "上年同期"], [SO_FAR, LAST_SO_FAR]),
    (["本月数", "本年数"], [MONTH, SO_FAR]),
    (["本月用量", "累计用量"], [MONTH, SO_FAR]),
    (["本月消费量", "年累"], [MONTH, SO_FAR]),
    (["3月用量", "1-3月用量"], [MONTH, SO_FAR]),
    (["3月实际", "上年3月"], [MONTH, LAST]),
    (["本月", "去年本月"], [MONTH, LAST]),
    (["本月", "2023年同期"], [MONTH, LAST]),
    (["本月", "上年（实际）"], [MONTH, LAST]),
    (["本月", "同期"], [MONTH, LAST]),
    (["本月实际", "3月计划", "同比增长%"], [MONTH]),
]


@pytest.mark.parametrize(("heads", "expected"), COLUMNS, ids=["｜".join(heads) for heads, _ in COLUMNS])
def test_columns_say_which_span_they_hold(
    province: Province, heads: list[str], expected: list[tuple[str, int]]
) -> None:
    """What is last year's is compared, and never stored."""
    province.bring_in("P1,2023-03,diesel,50,t,,,", "P1,2023-02,diesel,50,t,,,", "P1,2023-01,diesel,50,t,,,")
    figures = [number for _, number in expected] + [99] * (len(heads) - len(expected))
    rows = [MARCH, ["指标", "单位", *heads], ["柴油", "吨", *figures]]
    outcome = bring_in(province, workbook(province.folder, {"Sheet1": rows}), site="P1", partial=True)
    now = {(f"{period}", f"{number}") for period, number in expected if not period.startswith("2023")}
    found = {(period, text) for (_, period), (text, _) in stored(province).items() if period >= "2024"}
    assert found == now
    compared = [one.params["period"] for one in outcome.problems if one.code == "last_year_differs"]
    assert sorted(compared) == sorted(period for period, _ in expected if period.startswith("2023"))


ABOVE = {
    "side by side": [["园区名称", "示例一园", "月份", "2024年3月", "单位", "吨"]],
    "one below the other": [["园区名称", "示例一园"], ["月份", "2024年3月"], ["计量单位", "吨"]],
    "with colons": [["园区名称：", "示例一园", "月份：", "2024年3月"], ["单位：", "吨"]],
    "with a date": [["填报单位", "", "示例一园", "", "报告期", date(2024, 3, 1)], ["计量单位", "吨"]],
}


@pytest.mark.parametrize("name", ABOVE)
def test_names_and_values_in_cells_of_their_own_are_what_a_title_says(province: Province, name: str) -> None:
    rows = [["能源消费月报"], *ABOVE[name], ["指标", "本月"], ["柴油", 5], ["汽油", 6]]
    assert bring_in(province, workbook(province.folder, {"Sheet1": rows})).ok
    expected = {("diesel", "2024-03"): ("5", "吨"), ("gasoline", "2024-03"): ("6", "吨")}
    assert stored(province) == expected


def test_a_month_over_its_only_column_heads_it(province: Province) -> None:
    rows = [["园区名称", "示例一园"], ["", ""], ["月份", "2024年3月"], ["柴油(吨)", 5]]
    assert bring_in(province, workbook(province.folder, {"Sheet1": rows})).ok
    assert stored(province) == {("diesel", "2024-03"): ("5", "吨")}


def test_below_last_year_a_month_is_last_years_too(province: Province) -> None:
    rows = [
        MARCH, ["指标", "单位", "本年", "", "上年同期", ""], ["", "", "本月", "累计", "本月", "累计"],
        ["柴油", "吨", "", 30, 9, 29],
    ]  # fmt: skip
    merges = {"S": ["C2:D2", "E2:F2", "A2:A3", "B2:B3"]}
    assert bring_in(province, workbook(province.folder, {"S": rows}, merges=merges), site="P1").ok
    assert stored(province) == {("diesel", "2024-01..03"): ("30", "吨")}


def test_the_same_problem_is_told_in_each_of_its_cells(province: Province) -> None:
    rows = [MARCH, HEAD, ["柴油", "桶", 1], ["汽油", "桶", 2], ["煤油", "kWh", 3]]
    outcome = bring_in(province, workbook(province.folder, {"S": rows}), site="P1")
    assert told(outcome) == [
        ("unknown_unit", 3, "B"),
        ("unknown_unit", 4, "B"),
        ("sheet_wrong_dimension", 5, "B"),
    ]


def test_figures_below_a_note_are_not_passed_over_in_silence(province: Province) -> None:
    rows = [MARCH, HEAD, ["柴油", "吨", 1], ["说明：含自备车辆"], ["汽油", "吨", 2], ["联系人", "", 13800]]
    outcome = bring_in(province, workbook(province.folder, {"S": rows}), site="P1")
    assert told(outcome) == [("rows_below_note", 5, None)]
    assert set(stored(province)) == {("diesel", "2024-03")}


def test_a_reason_in_a_cell_is_why_it_is_blank(province: Province) -> None:
    rows = [MARCH, HEAD, ["柴油", "吨", "停产"], ["汽油", "吨", "停工了"], ["煤油", "吨", 3]]
    outcome = bring_in(province, workbook(province.folder, {"S": rows}), site="P1", partial=True)
    assert told(outcome) == [("number_unreadable", 4, "C")]
    (row,) = (row for key, row in province.figures().items() if key[1] == "diesel")
    assert (row.text, row.reason) == ("", "stopped")


def test_hidden_rows_and_columns_are_read_and_named(province: Province) -> None:
    path = province.folder / "月报.xlsx"
    rows = [MARCH, [*HEAD, "累计"], ["柴油", "吨", 1, 3], ["汽油", "吨", 2, 6], ["煤油", "吨", "", ""]]
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("S")
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
        sheet.set_row(3, None, None, {"hidden": True})
        sheet.set_row(4, None, None, {"hidden": True})
        sheet.set_column(3, 5, None, None, {"hidden": True})
    outcome = bring_in(province, path, site="P1")
    assert told(outcome) == [("hidden_read", None, None)]
    assert outcome.problems[0].params == {"places": "D、4", "count": 2}
    assert ("gasoline", "2024-03") in stored(province)


def test_where_no_column_is_known_it_is_asked_which_holds_the_figures(province: Province) -> None:
    rows = [MARCH, ["指标", "单位", "今年", "往年"], ["柴油", "吨", 1, 2], ["汽油", "吨", 3, 4]]
    path = workbook(province.folder, {"S": rows})
    (sheet,) = examine(province.app, OPERATOR, path, site="P1").sheets
    assert [(one.message, one.params["count"]) for one in sheet.questions] == [("values_unknown", 2)]


def test_two_cells_of_one_figure_are_named_without_their_folder(province: Province) -> None:
    rows = [MARCH, HEAD, ["柴油", "吨", 1], ["柴油", "吨", 2]]
    outcome = bring_in(province, workbook(province.folder, {"S": rows}), site="P1")
    assert [problem.params["other"] for problem in outcome.problems] == ["S, C4", "S, C3"]

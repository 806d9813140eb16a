"""Sheets a hasty reader takes wrong numbers from (issue 5.5): what stands afterwards, and what is told."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from tests.services.province import Province
from tests.services.sheets import Rows, bring_in, stored, told, workbook

HEAD = ["指标", "单位", "数值"]
MARCH = ["2024年3月"]
DIESEL = ["柴油", "吨", 5]


@dataclass(frozen=True)
class Case:
    """A sheet, what is stored of it (`item period`: value) and the sentences that are told."""

    rows: Rows
    stored: dict[str, str] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    sheet: str = "Sheet1"
    file: str = "能耗.xlsx"
    merges: tuple[str, ...] = ()


def titled(title: str, period: str | None, *, sheet: str = "Sheet1", file: str = "能耗.xlsx") -> Case:
    """A sheet of one figure whose time only its title, its own or its file's name says."""
    rows = [[title], HEAD, DIESEL]
    if period is None:
        return Case(rows, told=("sheet_period_missing",), sheet=sheet, file=file)
    return Case(rows, {f"diesel {period}": "5"}, sheet=sheet, file=file)


TIMES = {
    "a quarter from January": titled("2023年一季度能源消费", "2023-01..03"),
    "another quarter": titled("2023年第四季度能源消费", None),
    "half a year": titled("2023年上半年能源消费", "2023-01..06"),
    "months from April": titled("2023年4月-6月能源消费", None),
    "so far": titled("截至2023年3月底能源消费", "2023-01..03"),
    "a month in words": titled("示例一园2023年三月份能源消费", "2023-03"),
    "from day to day": titled("2023年11月26日至12月25日用能", None),
    "a whole month of days": titled("统计区间：2023年3月1日至2023年3月31日", "2023-03"),
    "a monthly report of a year": titled("2023年能耗月报", None),
    "a month without its year": titled("3月份能耗月报", "2023-03", file="2023年能耗.xlsx"),
    "a copied sheet": titled("能耗", "2023-03", sheet="3月 (2)", file="2023年能耗.xlsx"),
    "a sheet named by a day": titled("能耗", None, sheet="3.31", file="2023年能耗.xlsx"),
    "a file named by a day": titled("能耗", None, file="能耗2024-04-10.xlsx"),
    "a year of a winter": titled("2023年度榨季用煤", None),
    "three months or one": titled("2024年3月", None, sheet="1-3月"),
    "a form's validity": Case(
        [["能耗月报", "", "有效期至：2023年12月"], HEAD, DIESEL],
        {"diesel 2024-03": "5"},
        file="月报202403.xlsx",
    ),
    "the day of filling in": Case(
        [["示例一园3月能耗", "", date(2024, 4, 8)], HEAD, DIESEL], {"diesel 2023-03": "5"}, file="2023年.xlsx"
    ),
    "year and month in cells of their own": Case(
        [["年份", 2023, "月份", 12], HEAD, DIESEL], {"diesel 2023-12": "5"}
    ),
    "year beside month": Case([["能耗表", "2023年", "12月"], HEAD, DIESEL], {"diesel 2023-12": "5"}),
    "two years side by side": Case(
        [["3月份对比"], ["指标", "单位", "2024年", "2023年"], ["柴油", "吨", 5, 6]],
        {"diesel 2024-03": "5", "diesel 2023-03": "6"},
    ),
    "this period is the title's": Case(
        [["2024年1-3月"], ["指标", "单位", "本期"], DIESEL], {"diesel 2024-01..03": "5"}
    ),
}

COLUMNS = {
    "the day it was paid": Case(
        [["2024年"], ["月份", "自来水(吨)", "缴费日期"], ["1月", 100, date(2024, 2, 10)]],
        {"tap_water 2024-01": "100"},
    ),
    "a number like a year": Case(
        [["2024年"], ["月份", "表号", "自来水(吨)", "水费(元)"], ["1月", 2001, 100, 2025]],
        {"tap_water 2024-01": "100"},
        ("column_not_taken", "column_not_taken"),
    ),
    "readings of a meter": Case(
        [MARCH, ["项目", "单位", "上期", "本期", "用量"], ["自来水", "吨", 1000, 1200, 200]],
        {"tap_water 2024-03": "200"},
        ("column_not_taken", "column_not_taken"),
    ),
    "a plan beside what was used": Case(
        [
            MARCH,
            ["指标", "单位", "本月", "", ""],
            ["", "", "计划", "实际", "完成率%"],
            ["柴油", "吨", 6, 5, 83],
        ],
        {"diesel 2024-03": "5"},
        ("column_not_taken", "column_not_taken"),
        merges=("C2:E2",),
    ),
    "a part of the month's": Case(
        [MARCH, ["指标", "单位", "本月", ""], ["", "", "", "二车间"], ["柴油", "吨", 5, 2]],
        {"diesel 2024-03": "5"},
        ("column_not_taken",),
        merges=("C2:D2",),
    ),
    "a total over its parts": Case(
        [["2024年"], ["月份", "用电量(kWh)", "", ""], ["", "峰", "谷", "合计"], ["1月", 1, 2, 3]],
        {"electricity 2024-01": "3"},
        ("column_not_taken", "column_not_taken"),
        merges=("B2:D2",),
    ),
    "a total beside its months": Case(
        [["2024年"], ["指标", "单位", "1月", "2月", "累计"], ["柴油", "吨", 1, 2, 3]],
        {"diesel 2024-01": "1", "diesel 2024-02": "2"},
        ("column_not_taken",),
    ),
    "items with their time": Case(
        [["2024年"], ["月份", "本月用电量(kWh)", "上年同期用电量(kWh)"], ["1月", 5, 4]],
        {"electricity 2024-01": "5"},
    ),
    "ten thousands of a unit beside": Case(
        [MARCH, ["项目", "单位", "本月（万）"], ["电力", "kWh", 12.5]], {"electricity 2024-03": "12.5"}
    ),
    "two units": Case(
        [MARCH, ["项目", "单位", "本月(吨标准煤)"], ["柴油", "吨", 14.57]], told=("units_apart",)
    ),
    "the park an enterprise belongs to": Case(
        [MARCH, ["企业名称", "园区名称", "柴油(吨)"], ["示例企业", "示例一园", 5]], {"E1 diesel 2024-03": "5"}
    ),
    "what arises beside what is discharged": Case(
        [["2024年"], ["月份", "COD(吨)", ""], ["", "产生量", "排放量"], ["1月", 9, 2]],
        {"cod 2024-01": "2"},
        ("column_not_taken_close",),
        merges=("B2:C2",),
    ),
    "what arises is not discharged": Case(
        [MARCH, ["污染物", "单位", "产生量"], ["COD", "吨", 9]], told=("column_not_taken_close",)
    ),
    "a value over two months": Case(
        [["2024年"], ["月份", "自来水(吨)"], ["1月", 200], ["2月", ""], ["3月", 90]],
        {"tap_water 2024-03": "90"},
        ("cell_merged",),
        merges=("B3:B4",),
    ),
}

ROWS = {
    "what was produced": Case(
        [MARCH, HEAD, ["一、能源消费"], DIESEL, ["二、主要产品产量"], ["焦炭", "吨", 30]],
        {"diesel 2024-03": "5"},
        ("rows_not_taken",),
    ),
    "what is in stock": Case(
        [
            MARCH,
            ["项目", "指标", "单位", "本月"],
            ["柴油", "消费量", "吨", 5],
            ["汽油", "期末库存量", "吨", 2],
        ],
        {"diesel 2024-03": "5"},
        ("rows_not_taken",),
    ),
    "what arises": Case(
        [MARCH, HEAD, ["一、污染物产生量"], ["COD", "吨", 9], ["二、污染物排放量"], ["氨氮", "吨", 1]],
        {"ammonia_nitrogen 2024-03": "1"},
        ("rows_not_taken",),
    ),
    "groups beside the names": Case(
        [MARCH, ["项目", "项目", "单位", "本月"], ["危险废物", "产生量", "吨", 3], ["", "转移量", "吨", 2]],
        {"hazardous_waste_generated 2024-03": "3", "hazardous_waste_sent_out 2024-03": "2"},
    ),
    "a group with a total of its own": Case(
        [
            MARCH,
            HEAD,
            ["一般工业固体废物"],
            ["产生量", "吨", 50],
            ["危险废物", "吨", 20],
            ["产生量", "吨", 15],
        ],
        {"solid_waste_generated 2024-03": "50", "hazardous_waste_generated 2024-03": "15"},
        ("rows_not_taken",),
    ),
    "a year's number as a figure": Case(
        [["2023年"], ["月份", "指标", "单位", "数值"], ["3月", "柴油", "吨", 5], ["", "汽油", "吨", 2010]],
        {"diesel 2023-03": "5", "gasoline 2023-03": "2010"},
    ),
    "an enterprise written once": Case(
        [MARCH, ["企业名称", *HEAD], ["示例企业", *DIESEL], ["", "汽油", "吨", 1]],
        {"E1 diesel 2024-03": "5", "E1 gasoline 2024-03": "1"},
    ),
    "an enterprise as a line": Case(
        [["示例一园2024年3月"], HEAD, DIESEL, ["企业名称：示例企业"], ["汽油", "吨", 1]],
        {"diesel 2024-03": "5", "E1 gasoline 2024-03": "1"},
    ),
    "a company nobody knows as a line": Case(
        [MARCH, HEAD, ["某某化工有限公司"], DIESEL], told=("other_site",)
    ),
    "days of a month": Case(
        [["2024年3月日报"], ["日期", "柴油(吨)"], [1, 5], [2, 6]], told=("rows_are_days",)
    ),
    "days in words": Case([MARCH, ["日期", "柴油(吨)"], ["3月1日", 5]], told=("rows_are_days",)),
    "loads of one size": Case(
        [["2024年"], ["日期", "原煤(吨)"], [date(2024, 3, 1), 30], [date(2024, 3, 8), 30]],
        told=("same_twice", "same_twice"),
    ),
    "days across of one size": Case(
        [["台账"], ["指标", "单位", date(2024, 3, 1), date(2024, 3, 2)], ["柴油", "吨", 5, 5]],
        told=("same_twice", "same_twice"),
    ),
    "the same in two units": Case(
        [["2024年"], ["月份", "用电量(kWh)", "用电量(万kWh)"], ["1月", 20000, 2]],
        {"electricity 2024-01": "20000"},
        ("duplicate",),
    ),
    "an example": Case(
        [MARCH, ["序号", *HEAD], ["例", "汽油", "吨", 100], [1, *DIESEL]], {"diesel 2024-03": "5"}
    ),
    "a source in words": Case([MARCH, [*HEAD, "数据来源"], [*DIESEL, "加油站发票"]], {"diesel 2024-03": "5"}),
    "the same as above": Case(
        [["2024年"], ["月份", "项目", "单位", "数量"], ["1月", *DIESEL], ["〃", "汽油", "吨", 1]],
        {"diesel 2024-01": "5", "gasoline 2024-01": "1"},
    ),
}

TITLES = {
    "products": Case([["2024年3月主要产品产量"], HEAD, ["焦炭", "吨", 30]], told=("sheet_of_other",)),
    "a plan": Case([["2024年3月能源消费计划"], HEAD, DIESEL], told=("sheet_of_other",)),
    "a plan by its sheet": Case([MARCH, HEAD, DIESEL], told=("sheet_of_other",), sheet="计划"),
    "bought and used": Case([["2024年3月能源购进、消费情况"], HEAD, DIESEL], {"diesel 2024-03": "5"}),
    "in tce": Case([["2024年3月能源折标准煤"], HEAD, DIESEL], told=("sheet_of_other",)),
    "bills of a month": Case([["2024年3月油费台账"], HEAD, DIESEL], {"diesel 2024-03": "5"}),
    "what arises of pollutants": Case(
        [["2024年3月污染物产生量"], HEAD, ["COD", "吨", 9]], told=("sheet_of_other",)
    ),
    "a stock that is the item's": Case(
        [["2024年3月危险废物库存"], HEAD, ["危险废物期末贮存量", "吨", 5]],
        {"hazardous_waste_stock_end 2024-03": "5"},
    ),
}

MORE = {
    "January's year so far": Case(
        [["2024年1月"], ["指标", "单位", "本月", "累计"], ["柴油", "吨", 5, 5]], {"diesel 2024-01": "5"}
    ),
    "January's year so far alone": Case(
        [["2024年1月"], ["指标", "单位", "累计"], DIESEL], {"diesel 2024-01": "5"}
    ),
    "January's year so far contradicts": Case(
        [["2024年1月"], ["指标", "单位", "本月", "累计"], ["柴油", "吨", 5, 6]], told=("conflict", "conflict")
    ),
    "last month beside this": Case(
        [MARCH, ["月份", "柴油(吨)", ""], ["", "上月", "本月"], ["3月", 4, 5]],
        {"diesel 2024-03": "5"},
        ("column_not_taken_close",),
        merges=("B2:C2",),
    ),
    "readings told by their difference": Case(
        [MARCH, ["项目", "单位", "上月", "本月", "走字"], ["自来水", "吨", 1000, 1200, 200]],
        {"tap_water 2024-03": "200"},
        ("column_not_taken", "column_not_taken"),
    ),
    "a group with its number in a column": Case(
        [
            MARCH,
            ["序号", *HEAD],
            ["一", "能源消费"],
            [1, *DIESEL],
            ["二", "主要产品产量"],
            [1, "焦炭", "吨", 30],
        ],
        {"diesel 2024-03": "5"},
        ("rows_not_taken",),
    ),
    "a group within a group": Case(
        [MARCH, HEAD, ["二、期末库存"], ["（一）油品"], DIESEL, ["三、能源消费"], ["汽油", "吨", 1]],
        {"gasoline 2024-03": "1"},
        ("rows_not_taken",),
    ),
    "a name of another group": Case(
        [
            MARCH,
            HEAD,
            ["一般工业固体废物"],
            ["产生量", "吨", 5],
            ["危险废物产生量", "吨", 2],
            ["处置量", "吨", 1],
        ],
        {"solid_waste_generated 2024-03": "5", "hazardous_waste_generated 2024-03": "2"},
        ("rows_not_taken",),
    ),
    "an item written once for its parts": Case(
        [MARCH, ["指标", "车间", "单位", "本月"], ["柴油", "一车间", "吨", 5], ["", "二车间", "吨", 6]],
        told=("conflict", "conflict"),
    ),
    "a total that is a group": Case(
        [MARCH, ["类别", *HEAD], ["合计", *DIESEL], ["其中：一车间", "柴油", "吨", 2]],
        told=("conflict", "conflict"),
    ),
    "a total in another column": Case(
        [["2024年"], ["序号", "月份", "柴油(吨)"], [1, "1月", 5], ["合计", "", 5]], {"diesel 2024-01": "5"}
    ),
    "a plan in a column of its own": Case(
        [["2024年"], ["月份", "类型", "柴油(吨)"], ["1月", "实际", 5], ["2月", "计划", 6]],
        {"diesel 2024-01": "5"},
        ("row_of_other",),
    ),
    "the year that was written last": Case(
        [["2023年"], ["月份", "柴油(吨)"], ["2023年12月", 5], ["2024年1月", 6], ["2月", 7]],
        {"diesel 2023-12": "5", "diesel 2024-01": "6", "diesel 2024-02": "7"},
    ),
    "a January of nobody knows which year": Case(
        [["2023年"], ["月份", "柴油(吨)"], ["12月", 5], ["1月", 6]],
        {"diesel 2023-12": "5"},
        ("year_rolls_over",),
    ),
    "a January below a year written once": Case(
        [["台账"], ["年", "月", "柴油(吨)"], [2023, 12, 5], ["", 1, 6]],
        {"diesel 2023-12": "5"},
        ("year_rolls_over",),
    ),
    "months across two years": Case(
        [["2024年2月"], ["项目", "单位", "12月", "1月"], ["柴油", "吨", 5, 6]],
        told=("year_rolls_over", "year_rolls_over"),
    ),
    "a site over its column": Case(
        [MARCH, ["指标", "单位", "示例企业"], ["", "", "本月"], DIESEL], {"E1 diesel 2024-03": "5"}
    ),
    "numbers that could number columns": Case(
        [["2024年"], ["月份", "柴油(吨)", "汽油(吨)"], [1, 2, 3], [2, 3, 4]],
        {"diesel 2024-01": "2", "gasoline 2024-01": "3", "diesel 2024-02": "3", "gasoline 2024-02": "4"},
    ),
    "two tables with titles of their own": Case(
        [["2024年3月主要产品产量表"], HEAD, ["焦炭", "吨", 30], [], ["2024年3月能源消费表"], HEAD, DIESEL],
        {"diesel 2024-03": "5"},
        ("sheet_of_other",),
    ),
    "an office for planning": Case([["示例一园发展计划科2024年3月"], HEAD, DIESEL], {"diesel 2024-03": "5"}),
    "a standard and its year": Case(
        [["2024年3月综合能耗（GB/T 2589-2020）"], HEAD, DIESEL], {"diesel 2024-03": "5"}
    ),
    "when the form was printed": Case(
        [["能源消费月报表"], ["云南省2023年12月制"], HEAD, DIESEL],
        {"diesel 2024-03": "5"},
        file="202403.xlsx",
    ),
    "a note of another month": Case(
        [["2024年3月"], ["4月预计数另报"], HEAD, DIESEL], {"diesel 2024-03": "5"}
    ),
    "another month in the file's name": Case(
        [["2024年2月"], HEAD, DIESEL], {"diesel 2024-02": "5"}, ("file_of_other_time",), file="2024年3月.xlsx"
    ),
    "a unit of another name": Case(
        [["填报单位：某某公司", "2024年3月"], HEAD, DIESEL],
        {"diesel 2024-03": "5"},
        ("site_named_otherwise",),
    ),
    "what was delivered": Case([["某公司送货单"], MARCH, HEAD, DIESEL], told=("sheet_of_other",)),
    "what was weighed in": Case([["2024年3月煤炭过磅单"], HEAD, DIESEL], told=("sheet_of_other",)),
    "what was invoiced": Case([["2024年3月增值税发票"], HEAD, DIESEL], told=("sheet_of_other",)),
    "a bill of electricity": Case(
        [["2024年3月电费发票"], HEAD, ["用电量", "kWh", 5]], {"electricity 2024-03": "5"}
    ),
    "a workshop's": Case([["一车间2024年3月能耗"], HEAD, DIESEL], told=("sheet_of_other",)),
    "all workshops'": Case([["各车间2024年3月能耗"], HEAD, DIESEL], {"diesel 2024-03": "5"}),
    "a sheet of a company nobody registered": Case(
        [MARCH, HEAD, DIESEL], told=("sheet_of_stranger",), sheet="某某公司"
    ),
    "zeros of months not reached": Case(
        [["2024年"], ["指标", "单位", "3月", "4月", "5月", "6月", "7月"], ["柴油", "吨", 5, 0, 0, 0, 0]],
        {"diesel 2024-03": "5", "diesel 2024-04": "0"},
        ("zeros_ahead",),
    ),
    "a zero of the running month": Case([["2024年5月"], HEAD, ["柴油", "吨", 0]], {"diesel 2024-05": "0"}),
    "its committee": Case([["填报单位：示例一园管委会", "2024年3月"], HEAD, DIESEL], {"diesel 2024-03": "5"}),
    "units below a group": Case(
        [["2024年"], ["月份", "危险废物", ""], ["", "产生量(吨)", "转移量(吨)"], ["1月", 5, 4]],
        {"hazardous_waste_generated 2024-01": "5", "hazardous_waste_sent_out 2024-01": "4"},
        merges=("B2:C2",),
    ),
}

OIL = ["企业名称", "本年累计", ""], ["", "柴油（吨）", "汽油（吨）"], ["示例企业", 5, 6]

COVERED = {
    "the difference of two months": Case(
        [MARCH, ["指标", "单位", "本月", "上月", "差额"], ["柴油", "吨", 5, 4, 1]],
        {"diesel 2024-03": "5"},
        ("column_not_taken", "column_not_taken"),
    ),
    "a part equal to the difference": Case(
        [MARCH, ["指标", "单位", "本月", "上月", "其中生产用"], ["柴油", "吨", 5, 4, 1]],
        {"diesel 2024-03": "5"},
        ("column_not_taken", "column_not_taken"),
    ),
    "a difference of readings": Case(
        [MARCH, ["指标", "单位", "本次示数", "上次示数", "差额"], ["自来水", "吨", 500, 400, 100]],
        {"tap_water 2024-03": "100"},
        ("column_not_taken", "column_not_taken"),
    ),
    "a difference below a title of readings": Case(
        [["2024年3月抄表记录"], ["项目", "单位", "上月", "本月", "差额"], ["自来水", "吨", 500, 700, 200]],
        {"tap_water 2024-03": "200"},
        ("column_not_taken", "column_not_taken"),
    ),
    "readings below a title of readings": Case(
        [["2024年3月水表抄表"], ["项目", "单位", "上月", "本月"], ["自来水", "吨", 500, 700]],
        told=("column_not_taken", "column_not_taken"),
    ),
    "the month of a span": Case(
        [["2024年1-3月"], ["指标", "单位", "本月", "累计"], ["柴油", "吨", 5, 15]],
        {"diesel 2024-03": "5", "diesel 2024-01..03": "15"},
    ),
    "a time in cells of its own": Case(
        [["能耗月报"], ["统计月份", "2024年3月"], HEAD, DIESEL], {"diesel 2024-03": "5"}
    ),
    "a part of an enterprise": Case(
        [MARCH, ["企业名称", "柴油(吨)"], ["示例企业（停产检修）", 5], ["示例企业（本部）", 6]],
        {"E1 diesel 2024-03": "5"},
        ("unknown_site",),
    ),
    "enterprises below a group so far": Case(
        [MARCH, *OIL], {"E1 diesel 2024-01..03": "5", "E1 gasoline 2024-01..03": "6"}, merges=("B2:C2",)
    ),
    "enterprises below a group of output": Case(
        [MARCH, ["企业名称", "主要产品产量", ""], *OIL[1:]],
        told=("column_not_taken_close", "column_not_taken_close"),
        merges=("B2:C2",),
    ),
    "a line of headings below a blank corner": Case(
        [
            ["2024年"],
            ["", "能源消费", ""],
            ["月份", "柴油(吨)", "汽油(吨)"],
            ["", "计划", "计划"],
            ["1月", 1, 2],
        ],
        told=("column_not_taken_close", "column_not_taken_close"),
    ),
    "January and February together": Case(
        [["2024年"], ["月份", "柴油(吨)", ""], ["", "当月", "累计"], ["1-2月", 8, 8], ["3月", 5, 13]],
        {"diesel 2024-01..02": "8", "diesel 2024-03": "5", "diesel 2024-01..03": "13"},
        merges=("B2:C2",),
    ),
    "so far over the months": Case(
        [["2024年"], ["指标", "单位", "累计", ""], ["", "", "1月", "2月"], ["柴油", "吨", 1, 3]],
        {"diesel 2024-01": "1", "diesel 2024-01..02": "3"},
        merges=("C2:D2",),
    ),
    "so far by the title": Case(
        [["2024年各月累计用油"], ["指标", "单位", "1月", "2月"], ["柴油", "吨", 1, 3]],
        {"diesel 2024-01": "1", "diesel 2024-01..02": "3"},
    ),
    "so far by the sheet's name": Case(
        [["2024年"], ["指标", "单位", "1月", "2月"], ["柴油", "吨", 1, 3]],
        {"diesel 2024-01": "1", "diesel 2024-01..02": "3"},
        sheet="累计",
    ),
    "so far by a note above": Case(
        [MARCH, ["注：表中数据为1-3月累计数"], HEAD, DIESEL], {"diesel 2024-01..03": "5"}
    ),
    "so far by a note below": Case(
        [MARCH, HEAD, DIESEL, ["注：以上均为1-3月累计数"]], {"diesel 2024-03": "5"}, ("note_says_so_far",)
    ),
    "last year's below a line": Case(
        [MARCH, ["指标", "单位", "本月"], ["一、本月"], DIESEL, ["二、上年同期"], ["汽油", "吨", 6]],
        {"diesel 2024-03": "5"},
    ),
    "so far below a line": Case(
        [MARCH, HEAD, DIESEL, ["二、累计"], ["汽油", "吨", 6]],
        {"diesel 2024-03": "5", "gasoline 2024-01..03": "6"},
    ),
    "behind an item what it covers": Case(
        [["2024年"], ["月份", "柴油消费量(吨)", "柴油消费量累计(吨)"], ["1月", 1, 1], ["2月", 2, 3]],
        {"diesel 2024-01": "1", "diesel 2024-02": "2", "diesel 2024-01..02": "3"},
    ),
    "month and brackets": Case(
        [["2024年"], ["指标", "单位", "本月（3月）", "累计（1-3月）"], ["柴油", "吨", 5, 9]],
        {"diesel 2024-03": "5", "diesel 2024-01..03": "9"},
    ),
    "what is expected": Case(
        [["2024年"], ["指标", "单位", "3月", "4月(预计)"], ["柴油", "吨", 5, 6]],
        {"diesel 2024-03": "5"},
        ("column_not_taken",),
    ),
    "months of a span": Case(
        [["2023年1-12月"], ["指标", "单位", "1月", "2月"], ["柴油", "吨", 5, 6]],
        {"diesel 2023-01": "5", "diesel 2023-02": "6"},
    ),
    "a stock at the end of a span": Case(
        [["2024年1-3月"], ["指标", "单位", "数值"], ["从业人员", "人", 5]], {"employees 2024-03": "5"}
    ),
    "a year so far that runs on": Case(
        [["2024年"], ["月份", "柴油(吨)", "累计柴油(吨)"], ["1月", 1, 1], ["2月", 2, 3], ["3月", "", 3]],
        {"diesel 2024-01": "1", "diesel 2024-02": "2", "diesel 2024-01..02": "3"},
    ),
    "the day of a payment is no year": Case(
        [["2023年用油"], ["缴费日期", "柴油(吨)"], ["2023-05-05", 5]], told=("dates_of_something",)
    ),
    "last year's of form 205-1": Case(
        [
            ["能源购进、消费与库存", "", "2024年1-3月"],
            ["能源名称", "计量单位", "消费量合计", ""],
            ["", "", "本期", "上年同期"],
            ["原煤", "吨", 450, 430],
        ],
        {"raw_coal 2024-01..03": "450"},
        merges=("C2:D2",),
    ),
    "form 205-1 so far": Case(
        [
            ["能源购进、消费与库存", "", "2024年3月"],
            ["能源名称", "计量单位", "1-本月", ""],
            ["", "", "购进量", "消费量合计"],
            ["原煤", "吨", 500, 450],
        ],
        {"raw_coal 2024-01..03": "450"},
        ("column_not_taken",),
        merges=("C2:D2",),
    ),
    "a word for months over them": Case(
        [
            ["2023年"],
            ["指标", "单位", "月份", "", "合计"],
            ["", "", "1月", "2月", ""],
            ["柴油", "吨", 3, 2, 5],
        ],
        {"diesel 2023-01": "3", "diesel 2023-02": "2"},
        ("column_not_taken",),
        merges=("C2:D2", "E2:E3"),
    ),
    "who filled it in, and when": Case(
        [MARCH, ["填表人", "张三", "填表日期", "2024-04-06"], HEAD, DIESEL], {"diesel 2024-03": "5"}
    ),
    "another month over the only figures": Case(
        [MARCH, ["指标", "单位", "4月"], DIESEL], told=("sheet_period_contradicts",)
    ),
    "a month in days": titled("2023年3月1-31日用油", "2023-03"),
    "part of a month": titled("2024年3月上旬用油", None),
    "up to a day": titled("2024年能耗（截至3月15日）", None),
    "up to the last day": titled("能耗统计（截至2023年3月31日）", "2023-01..03"),
    "a period of an account": titled("会计期间：2023年3期", "2023-03"),
    "an average": Case([["2024年3月日均用油"], HEAD, DIESEL], told=("sheet_of_other",)),
    "readings by the title": Case(
        [["2024年3月水表示数登记"], HEAD, ["自来水", "吨", 5]], told=("sheet_of_other",)
    ),
    "the sum of days": Case(
        [MARCH, ["日期", "柴油(吨)"], ["1日", 5], ["2日", 6], ["累计", 11]], told=("rows_are_days",)
    ),
    "a title in two cells": Case(
        [
            ["示例企业", "", "2024年3月"],
            ["能源名称", "计量单位", "代码", "消费量"],
            ["原煤", "吨", "01", 450],
        ],
        {"E1 raw_coal 2024-03": "450"},
    ),
}

NAMED = {
    "who takes it": Case(
        [MARCH, ["产废单位", "接收单位", "柴油(吨)"], ["示例一园", "示例企业", 5]], {"diesel 2024-03": "5"}
    ),
    "from whom it was bought": Case([["2024年3月购自示例企业"], HEAD, DIESEL], {"diesel 2024-03": "5"}),
    "whose bill it is": Case(
        [["户名：某某物业", "月份：2024年3月"], HEAD, DIESEL],
        {"diesel 2024-03": "5"},
        ("site_named_otherwise",),
    ),
    "the item of a title": Case(
        [["2024年各企业柴油消费量统计表", "单位：吨"], ["企业名称", "1月", "2月"], ["示例企业", 5, 6]],
        {"E1 diesel 2024-01": "5", "E1 diesel 2024-02": "6"},
    ),
    "a title of something beside the item": Case(
        [["2024年各企业柴油消费量增长表", "单位：吨"], ["企业名称", "1月", "2月"], ["示例企业", 5, 6]]
    ),
    "waste in three lines": Case(
        [
            ["2024年3月", "单位：吨"],
            ["企业名称", "危险废物", ""],
            ["", "产生量", ""],
            ["", "本月", "累计"],
            ["示例企业", 5, 9],
        ],
        {"E1 hazardous_waste_generated 2024-03": "5", "E1 hazardous_waste_generated 2024-01..03": "9"},
        merges=("B2:C2", "B3:C3"),
    ),
    "numbered months": Case(
        [["2024年"], ["指标", "单位", 1, 2, 3], ["柴油", "吨", 5, 6, 7]],
        {f"diesel 2024-0{month}": f"{month + 4}" for month in (1, 2, 3)},
    ),
    "October as a number": Case(
        [["指标", "单位", "2023.9", 2023.1, 2023.11], ["柴油", "吨", 5, 6, 7]],
        {"diesel 2023-09": "5", "diesel 2023-10": "6", "diesel 2023-11": "7"},
    ),
    "numbered columns": Case(
        [MARCH, ["指标", "单位", "本月"], ["甲", "乙", 1], DIESEL], {"diesel 2024-03": "5"}
    ),
    "numbers before names": Case(
        [MARCH, HEAD, ["1 柴油", "吨", 5], ["2 汽油", "吨", 6]],
        {"diesel 2024-03": "5", "gasoline 2024-03": "6"},
    ),
    "marks of footnotes": Case(
        [MARCH, HEAD, ["柴油*", "吨", 5], ["汽油①", "吨", 6]],
        {"diesel 2024-03": "5", "gasoline 2024-03": "6"},
    ),
    "kinds of waste by what becomes of it": Case(
        [
            MARCH,
            ["类别", "产生量", "综合利用量", "处置量"],
            ["一般工业固体废物(吨)", 9, 5, 4],
            ["危险废物(吨)", 3, 1, 2],
        ],
        {
            "solid_waste_generated 2024-03": "9",
            "solid_waste_utilized 2024-03": "5",
            "solid_waste_disposed 2024-03": "4",
            "hazardous_waste_generated 2024-03": "3",
        },
        ("rows_not_taken",),  # whether it was disposed of here or elsewhere is not said
    ),
    "a unit behind the title": Case(
        [["2024年3月用油 单位：吨"], ["项目", "本月"], ["柴油", 5]], {"diesel 2024-03": "5"}
    ),
    "a subtotal in the column of groups": Case(
        [MARCH, ["类别", "指标", "单位", "数值"], ["油", "柴油", "吨", 5], ["油品小计", "", "tce", 7]],
        {"diesel 2024-03": "5"},
    ),
    "the sum of the months below them": Case(
        [["2024年"], ["月份", "柴油(吨)"], ["1月", 5], ["2月", 6], ["累计", 11]],
        {"diesel 2024-01": "5", "diesel 2024-02": "6"},
    ),
    "a form's unit and another in the corner": Case(
        [["205-1表 能源购进、消费与库存"], ["单位：千克"], MARCH, ["能源名称", "消费量合计"], ["柴油", 5]],
        told=("units_apart",),
    ),
    "a form's unit and the same in the corner": Case(
        [["205-1表 能源购进、消费与库存"], ["单位：t"], MARCH, ["能源名称", "消费量合计"], ["柴油", 5]],
        {"diesel 2024-03": "5"},
    ),
    "marks for blanks": Case(
        [MARCH, HEAD, DIESEL, ["汽油", "吨", "—"], ["原煤", "吨", "无"], ["煤油", "吨", ""]],
        {"diesel 2024-03": "5"},
        ("marks_read_as_blank",),
    ),
    "years below each other of the title's item": Case(
        [["用电量统计 单位：kWh"], ["年份", "1月", "2月"], ["2022年", 5, 6], ["2023年", 7, 8]],
        {
            "electricity 2022-01": "5",
            "electricity 2022-02": "6",
            "electricity 2023-01": "7",
            "electricity 2023-02": "8",
        },
    ),
    "the year so far below its months": Case(
        [["2024年"], ["月份", "柴油(吨)"], ["1月", 5], ["2月", 6], ["1-2月合计", 11]],
        {"diesel 2024-01": "5", "diesel 2024-02": "6", "diesel 2024-01..02": "11"},
    ),
    "a stock beside the year so far": Case(
        [["2024年3月"], ["指标", "单位", "本月", "1-3月累计"], ["危险废物期末贮存量", "吨", 3, 3]],
        {"hazardous_waste_stock_end 2024-03": "3"},
    ),
    "a rate of the year so far": Case(
        [["2024年3月"], ["指标", "单位", "本月", "累计"], ["规上工业增加值增速", "%", "", 8.5]],
        {"value_added_growth 2024-03": "8.5"},
    ),
    "what is discharged beside its concentration": Case(
        [MARCH, ["污染物", "浓度(mg/L)", "排放量(吨)"], ["COD", 50, 5], ["氨氮", 4, 0.5]],
        {"cod 2024-03": "5", "ammonia_nitrogen 2024-03": "0.5"},
        ("column_not_taken",),
    ),
    "ten thousands said in the corner only": Case(
        [MARCH, ["单位：万"], HEAD, ["用电量", "kWh", 500]], told=("units_apart",)
    ),
    "square brackets": Case([["2024年"], ["月份", "柴油[吨]"], ["1月", 5]], {"diesel 2024-01": "5"}),
    "a unit in two spellings": Case([MARCH, HEAD, ["柴油", "吨（t）", 5]], {"diesel 2024-03": "5"}),
    "parts of a total nobody asks for": Case(
        [MARCH, HEAD, ["用水总量", "吨", 9], ["其中：自来水", "吨", 5]],
        {"tap_water 2024-03": "5"},
        ("rows_not_taken",),
    ),
    "parts of a total": Case(
        [MARCH, HEAD, ["原煤", "吨", 9], ["其中：无烟煤", "吨", 5]],
        {"raw_coal 2024-03": "9"},
        ("rows_not_taken",),
    ),
}

CASES = TIMES | COLUMNS | ROWS | TITLES | MORE | COVERED | NAMED


@pytest.mark.parametrize("name", CASES)
def test_a_figure_is_taken_for_what_it_is_or_asked_about(province: Province, name: str) -> None:
    case = CASES[name]
    merges = {case.sheet: case.merges}
    path = workbook(province.folder, {case.sheet: case.rows}, merges=merges, name=case.file)
    outcome = bring_in(province, path, site=None if "E1" in str(case.stored) else "P1", partial=True)
    found = {
        f"{'' if site == 'P1' else f'{site} '}{item} {period}": row.text
        for (site, item, period), row in province.figures().items()
    }
    sentences = tuple(sentence for sentence, _, _ in told(outcome) if sentence not in ASIDES)
    assert (found, sentences) == (case.stored, case.told)


ASIDES = ("sheet_nothing", "workbook_nothing", "values_unknown", "values_not_headed")
"""What is said besides where nothing is taken of a sheet."""


def test_a_cover_says_of_which_month_the_sheets_are(province: Province) -> None:
    sheets = {
        "封面": [["能耗月报"], ["报告期：2024年3月"], ["填报日期：2024年4月8日"]],
        "数据": [HEAD, DIESEL],
    }
    bring_in(province, workbook(province.folder, sheets), site="P1")
    assert stored(province) == {("diesel", "2024-03"): ("5", "吨")}


def test_a_sheet_marked_as_void_is_passed_over(province: Province) -> None:
    rows = [MARCH, HEAD, DIESEL, ["工作废水产生量", "吨", 5]]
    path = workbook(province.folder, {"3月作废": rows, "3月": rows})
    outcome = bring_in(province, path, site="P1")
    assert told(outcome) == [("sheet_void", None, None), ("rows_not_taken", 4, "A")]
    assert set(stored(province)) == {("diesel", "2024-03")}


@pytest.mark.parametrize("length", [59, 30_000])
def test_a_title_is_looked_through_for_an_item_within_bounds(province: Province, length: int) -> None:
    title = "2024年各企业柴油消费量统计表".ljust(length, "各")
    rows = [[title], ["单位：吨"], ["企业名称", "1月", "2月"], ["示例企业", 5, 6]]
    bring_in(province, workbook(province.folder, {"S": rows}), partial=True)
    assert bool(province.figures()) is (length < 60)


def test_a_sheet_of_examples_is_passed_over(province: Province) -> None:
    sheets = {"填报示例": [["2024年1月"], HEAD, ["汽油", "吨", 9]], "填报表": [MARCH, HEAD, DIESEL]}
    outcome = bring_in(province, workbook(province.folder, sheets), site="P1")
    assert told(outcome) == [("sheet_example", None, None)]
    assert set(stored(province)) == {("diesel", "2024-03")}


@pytest.mark.parametrize(("year", "told_of"), [(2024, []), (2023, ["sheet_period_contradicts"])])
def test_dates_left_as_they_were_below_a_new_year_are_told(
    province: Province, year: int, told_of: list[str]
) -> None:
    """They show 1月 and hold January of the year before."""
    rows = [[f"{2024}年用油台账"], ["月份", "柴油(吨)"], [date(year, 1, 1), 5]]
    outcome = bring_in(province, workbook(province.folder, {"S": rows}), site="P1", partial=True)
    assert [sentence for sentence, _, _ in told(outcome)] == told_of
    assert bool(stored(province)) is not bool(told_of)


@pytest.mark.parametrize(
    ("shown", "trouble"),
    [('0.00"万"', True), ("0!.0000", True), ("0.00,", True), ("#,##0.00", False), ('0.00"吨"', False)],
)
def test_a_format_that_shows_another_number_is_told(province: Province, shown: str, trouble: bool) -> None:
    outcome = bring_in(province, _styled(province, num_format=shown), site="P1")
    assert told(outcome) == ([("cell_scaled", 3, "C")] if trouble else [])


@pytest.mark.parametrize("struck", [True, False])
def test_a_number_struck_out_is_not_taken(province: Province, struck: bool) -> None:
    outcome = bring_in(province, _styled(province, font_strikeout=struck, bold=True), site="P1")
    assert told(outcome) == ([("cell_struck", 3, "C")] if struck else [])
    assert bool(stored(province)) is not struck


def _styled(province: Province, **style: object) -> Path:
    """Write a sheet whose only figure has this style."""
    path = province.folder / "月报.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("S")
        for place, row in enumerate([MARCH, HEAD, ["柴油", "吨"]]):
            sheet.write_row(place, 0, row)
        sheet.write_number(2, 2, 12.5, book.add_format(style))
    return path


def test_tabs_between_cells_are_read(province: Province) -> None:
    path = province.folder / "导出.csv"
    path.write_text('2024年\t\n月份\t柴油(吨)\n1月\t"12,345"\n', encoding="gb18030")
    bring_in(province, path, site="P1")
    assert stored(province) == {("diesel", "2024-01"): ("12,345", "吨")}


def test_thousands_without_quotes_are_two_cells_and_told(province: Province) -> None:
    path = province.folder / "导出.csv"
    path.write_text("2024年,,\n月份,柴油(吨),汽油(吨)\n1月,12,345,6\n2月,7,8\n", encoding="gb18030")
    outcome = bring_in(province, path, site="P1", partial=True)
    assert ("row_too_long", 3, None) in told(outcome)
    assert {period for _, period in stored(province)} == {"2024-02"}


def test_each_row_that_cannot_be_read_is_told(province: Province) -> None:
    rows = [["2024年"], ["月份", "柴油(吨)"], *[[f"{day}#", day] for day in range(1, 31)]]
    outcome = bring_in(province, workbook(province.folder, {"S": rows}), site="P1", partial=True)
    assert [row for sentence, row, _ in told(outcome) if sentence == "bad_period"] == [*range(3, 33)]

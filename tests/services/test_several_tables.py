"""Sheets that hold several tables, below and beside each other (issue 5.5)."""

from pathlib import Path

import pytest

from tests.services.province import Province
from tests.services.sheets import Rows, bring_in, stored, told, workbook
from tracker.services.exchange.examining import examine
from tracker.services.exchange.spreadsheets import reading
from tracker.services.exchange.spreadsheets.answers import Answers, ColumnAnswer, SheetAnswer
from tracker.services.exchange.spreadsheets.reading import MOST_TABLES
from tracker.services.permissions import OPERATOR

MONTHS = [["1月", 10, 1], ["2月", 20, 2]]


def values(province: Province) -> dict[tuple[str, str], str]:
    return {key: text for key, (text, _) in stored(province).items()}


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_each_table_of_a_sheet_is_read_by_its_own_headings(province: Province, kind: str) -> None:
    """Read by the first one's, the water would stand as electricity and diesel."""
    rows = [
        ["2024年能源用水情况"],
        ["表一 能源"],
        ["月份", "用电量(万千瓦时)", "柴油(吨)"],
        *MONTHS,
        ["合计", 30, 3],
        ["注：电表已校验"],
        [],
        ["表二 用水"],
        ["", "自来水(m³)", "污水产生量(m³)"],
        ["3月", 300, 200],
        ["4月", 400, ""],
    ]
    path = as_file(province.folder, rows, kind)
    assert told(bring_in(province, path, site="P1")) == []
    assert values(province) == {
        ("electricity", "2024-01"): "10",
        ("electricity", "2024-02"): "20",
        ("diesel", "2024-01"): "1",
        ("diesel", "2024-02"): "2",
        ("tap_water", "2024-03"): "300",
        ("tap_water", "2024-04"): "400",
        ("wastewater_generated", "2024-03"): "200",
    }


def as_file(folder: Path, rows: Rows, kind: str) -> Path:
    if kind == "xlsx":
        return workbook(folder, {"Sheet1": rows})
    path = folder / "月报.csv"
    width = max(map(len, rows))
    lines = [",".join(map(str, (*row, *[""] * (width - len(row))))) for row in rows]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_table_below_may_have_its_columns_in_another_order(province: Province) -> None:
    rows = [
        ["示例一园2024年3月"],
        ["指标", "单位", "本月", "累计"],
        ["电力", "万千瓦时", 100, 300],
        ["柴油", "吨", "", ""],
        ["指标", "单位", "累计", "本月"],
        ["自来水", "m³", 9000, 3000],
    ]
    assert bring_in(province, workbook(province.folder, {"三月": rows})).ok
    assert values(province) == {
        ("electricity", "2024-03"): "100",
        ("electricity", "2024-01..03"): "300",
        ("tap_water", "2024-03"): "3000",
        ("tap_water", "2024-01..03"): "9000",
    }


@pytest.mark.parametrize("second", ["4月", "四月份", "2024年4月"])
def test_a_month_over_a_table_below_is_that_tables(province: Province, second: str) -> None:
    rows = [
        ["2024年3月"], ["指标", "单位", "本月"], ["电力", "万千瓦时", 100], ["柴油", "吨", ""],
        [second], ["指标", "单位", "本月"], ["自来水", "m³", 3000],
    ]  # fmt: skip
    assert bring_in(province, workbook(province.folder, {"S": rows}), site="P1").ok
    assert values(province) == {("electricity", "2024-03"): "100", ("tap_water", "2024-04"): "3000"}


def test_months_stacked_with_the_same_headings_are_each_their_own(province: Province) -> None:
    rows = []
    for month in (1, 2, 3):
        rows += [[f"2024年{month}月"], ["指标", "单位", "本月"], ["电力", "万千瓦时", month], []]
    path = workbook(province.folder, {"数据": rows})
    assert bring_in(province, path, site="P1").ok
    assert values(province) == {("electricity", f"2024-0{month}"): str(month) for month in (1, 2, 3)}
    assert [(one.key, one.part, one.headings) for one in examine(province.app, OPERATOR, path).sheets] == [
        ("数据", 1, (2, 2)),
        ("数据/2", 2, (6, 6)),
        ("数据/3", 3, (10, 10)),
    ]


@pytest.mark.parametrize(
    "row",
    [
        ["能源", "电力", "万千瓦时", ""],
        ["能源", "电力", "万千瓦时", "停产"],
        ["", "柴油", "吨", "无"],
        ["水", "自来水", "m³", "—"],
    ],
)
def test_a_row_nobody_filled_in_heads_no_table(province: Province, row: list[object]) -> None:
    rows = [
        ["2024年3月"],
        ["类别", "指标", "单位", "本月"],
        ["能源", "电力", "万千瓦时", 5],
        row,
        ["水", "地下水", "m³", 7],
    ]
    bring_in(province, workbook(province.folder, {"S": rows}), site="P1", partial=True)
    assert values(province)[("groundwater", "2024-03")] == "7"


def test_tables_beside_each_other_each_have_their_own_labels(province: Province) -> None:
    rows = [
        ["2024年用电和柴油"],
        ["月份", "用电量(万千瓦时)", "柴油(吨)", "", "月份", "用电量(万千瓦时)", "柴油(吨)"],
        ["1月", 10, 1, "", "3月", 30, 3],
        ["2月", 20, 2, "", "4月", 40, 4],
    ]
    path = workbook(province.folder, {"S": rows})
    assert told(bring_in(province, path, site="P1")) == []
    assert values(province) == {
        **{("electricity", f"2024-0{month}"): str(month * 10) for month in (1, 2, 3, 4)},
        **{("diesel", f"2024-0{month}"): str(month) for month in (1, 2, 3, 4)},
    }
    first, second = examine(province.app, OPERATOR, path).sheets
    assert ([one.letters for one in first.columns], first.sample[0]) == (["A", "B", "C"], ("1月", "10", "1"))
    assert ([one.letters for one in second.columns], second.sample[0]) == (
        ["E", "F", "G"],
        ("3月", "30", "3"),
    )


def test_items_beside_each_other_are_not_taken_for_each_other(province: Province) -> None:
    rows = [
        ["2024年3月"],
        ["指标", "单位", "本月", "指标", "单位", "本月"],
        ["电力", "万千瓦时", "", "自来水", "m³", 3000],
        ["柴油", "吨", 2, "地下水", "m³", ""],
    ]
    assert bring_in(province, workbook(province.folder, {"S": rows}), site="P1").ok
    assert values(province) == {("tap_water", "2024-03"): "3000", ("diesel", "2024-03"): "2"}


def test_what_is_said_of_a_table_holds_for_those_with_the_same_headings(province: Province) -> None:
    part = [["月份", "柴油（全厂）(吨)", "汽油(吨)"]]
    rows = [
        ["2024年上半年"], *part, ["1月", 1, 5], [],
        ["2023年上半年"], *part, ["1月", 3, 6], [],
        ["2022年"], ["月份", "柴油（全厂）(吨)", "自来水(m³)"], ["1月", 4, 7],
    ]  # fmt: skip
    path = workbook(province.folder, {"S": rows})
    said = SheetAnswer(columns={"B": ColumnAnswer(item="diesel", unit="t")})
    outcome = bring_in(province, path, site="P1", partial=True, answers=Answers(sheets={"S": said}))
    assert told(outcome) == [("column_unsure", 10, "B")]
    figures = values(province)
    assert (figures[("diesel", "2024-01")], figures[("diesel", "2023-01")]) == ("1", "3")
    assert ("diesel", "2022-01") not in figures
    assert figures[("tap_water", "2022-01")] == "7"


def test_a_table_is_named_by_its_number_and_may_be_left_out(province: Province) -> None:
    rows = [
        ["2024年"], ["月份", "柴油(吨)", "汽油(吨)"], ["1月", 1, 5], [],
        ["月份", "自来水(m³)", "地下水(m³)"], ["1月", 3, 6],
    ]  # fmt: skip
    path = workbook(province.folder, {"S": rows})
    left_out = Answers(sheets={"S": SheetAnswer(skip=True)})
    assert bring_in(province, path, site="P1", answers=left_out).ok
    assert set(values(province)) == {("tap_water", "2024-01"), ("groundwater", "2024-01")}
    left_out = Answers(sheets={"S/2": SheetAnswer(skip=True)})
    assert bring_in(province, path, site="P1", answers=left_out).ok
    assert len(values(province)) == 4


def test_a_long_sheet_is_not_gone_through_again_and_again(
    province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [["2024年"]]
    for month in range(1, 5):
        rows += [
            ["月份", "柴油(吨)", "汽油(吨)"],
            [f"{month}月", 1, 5],
            ["合计", 1, 5],
            ["月份", "柴油(吨)", "汽油(吨)"],
        ]
    path = workbook(province.folder, {"S": rows})
    assert bring_in(province, path, site="P1", dry_run=True).ok
    monkeypatch.setattr(reading, "MOST_PASSED", 10)
    assert ("sheet_tables", None, None) in told(bring_in(province, path, site="P1", dry_run=True))


def test_a_sheet_of_more_tables_than_anybody_makes_is_refused(province: Province) -> None:
    rows = [["2024年"], *[["月份", "柴油(吨)", "汽油(吨)"], ["1月", 1, 5]] * (MOST_TABLES + 1)]
    assert told(bring_in(province, workbook(province.folder, {"S": rows}), site="P1"))[0][0] == "sheet_tables"

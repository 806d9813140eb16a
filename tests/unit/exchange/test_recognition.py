"""Headings, labels and times as officials write them: text in, meaning out."""

from datetime import date

import pytest

from tracker.catalog.loader import load_catalog
from tracker.services.exchange.spreadsheets.headings import index_row
from tracker.services.exchange.spreadsheets.spans import Span, read_span
from tracker.services.exchange.spreadsheets.title_spans import span_in_name, spans_in_title
from tracker.services.exchange.spreadsheets.vocabulary import Meaning, Vocabulary

VOCABULARY = Vocabulary(load_catalog())


def meaning(*parts: str) -> Meaning:
    return VOCABULARY.heading(parts)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2024年3月", Span(2024, 3)),
        ("２０２４年３月份", Span(2024, 3)),
        ("24年3月", Span(2024, 3)),
        ("3月", Span(None, 3)),
        ("三月份", Span(None, 3)),
        ("202403", Span(2024, 3)),
        ("2024-03", Span(2024, 3)),
        ("2024.3", Span(2024, 3)),
        ("2024/3", Span(2024, 3)),
        ("2024-03-01", Span(2024, 3)),
        ("Apr-24", Span(2024, 4)),
        ("2024年", Span(2024)),
        ("2024年度", Span(2024)),
        ("1-3月", Span(None, 3, True)),
        ("2024年1—3月", Span(2024, 3, True)),
        ("2024-01..03", Span(2024, 3, True)),
        (date(2024, 3, 1), Span(2024, 3)),
        (2024.0, Span(2024)),
        ("13月", None),
        ("一季度", None),
        ("2024年3月实际", None),
        ("205-1", None),
        (True, None),
        (3.0, None),
        ("合计", None),
    ],
)
def test_a_cell_says_a_time_or_none(text: object, span: Span | None) -> None:
    assert read_span(text) == span


@pytest.mark.parametrize(
    ("value", "span"),
    [
        (3.0, Span(None, 3)),
        ("3", Span(None, 3)),
        (202403.0, Span(2024, 3)),
        (45352.0, Span(2024, 3)),
        (2024.12, Span(2024, 12)),
        (2024.3, Span(2024, 3)),
        (2024.1, None),  # January, or October typed as 2024.10
        (13.0, None),
        (99999999.0, None),
        (float("inf"), None),
    ],
)
def test_below_a_heading_of_times_numbers_are_times_too(value: object, span: Span | None) -> None:
    assert read_span(value, dates=True) == span


@pytest.mark.parametrize(
    ("title", "spans"),
    [
        ("示例园区2024年3月能源消费情况表", {Span(2024, 3)}),
        ("2024年1-3月工业用水", {Span(2024, 3, True)}),
        ("填报日期：2024年4月5日", set()),
        ("能源平衡表-2007", {Span(2007)}),
        ("2023年示例园区三月份能耗月报", {Span(2023, 3)}),
        ("示例园区3月份能耗月报", {Span(None, 3)}),
        ("(2023年)12月", {Span(2023, 12)}),
        ("2023年元月份", {Span(2023, 1)}),
        ("2023年一季度能耗", {Span(2023, 3, True)}),
        ("2023年前三季度", {Span(2023, 9, True)}),
        ("2023年上半年能耗", {Span(2023, 6, True)}),
        ("截至2024年3月底能耗累计表", {Span(2024, 3, True)}),
        ("2023年第四季度能耗", {Span(2023, open=True)}),
        ("2023年下半年", {Span(2023, open=True)}),
        ("2023年7-12月", {Span(2023, open=True)}),
        ("2023年4月至6月", {Span(2023, open=True)}),
        ("2023年3、4月", {Span(2023, open=True)}),
        ("能耗（2023年第3期）", {Span(2023, open=True)}),
        ("2023年11月26日至12月25日", {Span(2023, open=True)}),
        ("2023年4月至2024年3月", {Span(open=True)}),
        ("2023年能耗月报", {Span(2023, open=True)}),
        ("2023年度榨季用煤", {Span(open=True)}),
        ("2023年4月至次年3月", {Span(open=True)}),
        ("2023年度能耗", {Span(2023)}),
        ("2023年与2024年对比", {Span(2023), Span(2024)}),
        ("2024年4月8日", set()),
        ("有效期至：2025年1月", set()),
        ("国统字（2023）96号", set()),
        ("自2024年1月起执行", set()),
        ("请于3月5日前报送", set()),
        ("基101表", set()),
        ("GB/T 2589-2020 综合能耗", set()),
    ],
)
def test_a_title_names_its_time(title: str, spans: set[Span]) -> None:
    assert spans_in_title(title) == spans


@pytest.mark.parametrize(
    ("name", "span"),
    [
        ("3月", Span(None, 3)),
        ("一园202403", Span(2024, 3)),
        ("月报2024年", Span(2024, open=True)),
        ("月报", None),
        ("3月 (2)", Span(None, 3)),
        ("3.31", Span(open=True)),
        ("能耗2024-04-10", None),
        ("能耗20240410", None),
        ("Sheet1", None),
    ],
)
def test_the_name_of_a_sheet_or_file_does_too(name: str, span: Span | None) -> None:
    assert span_in_name(name) == span


@pytest.mark.parametrize(
    ("parts", "item", "unit"),
    [
        (("用电量(万千瓦时)",), "electricity", "万千瓦时"),
        (("用 电 量（万千瓦时）",), "electricity", "万千瓦时"),
        (("2、天然气消费量（万立方米）",), "natural_gas", "万立方米"),
        (("燃料油消费量(不含车船用)（吨）",), "fuel_oil", "吨"),
        (("自来水用量/m3",), "tap_water", "m3"),
        (("能源消费量", "原煤（吨）"), "raw_coal", "吨"),
        (("用水量(m³)", "地下水"), "groundwater", "m³"),
        (("一般工业固体废物", "产生量", "(吨)"), "solid_waste_generated", "吨"),
        (("电力", "(万千瓦时)", "Electricity", "(104 kWh)"), "electricity", "万千瓦时"),
        (("煤炭 (万吨)  Coal (104 tn)",), "raw_coal", "万吨"),
        (("化學需氧量排放量(噸)",), "cod", "噸"),
        (("其中：排入污水处理厂的量(吨)",), "wastewater_treated", "吨"),
    ],
)
def test_a_heading_of_an_item_is_certain(parts: tuple[str, ...], item: str, unit: str) -> None:
    found = meaning(*parts)
    assert (found.item, found.confidence, found.unit) == (item, "certain", unit)


@pytest.mark.parametrize(
    "parts",
    [
        ("工业废水排放量（吨）",),
        ("用水总量(m³)",),
        ("煤合计(吨)",),
        ("综合能耗(吨标准煤)",),
        ("其中：重油(吨)",),
        ("#新鲜水量(万吨)",),
        ("用电量同比(%)",),
        ("天然气占能源消费总量的比重(%)",),
        ("购进量", "原煤(吨)"),
        ("用电量计划(kWh)",),
        ("农村用电量（万千瓦时）",),
        ("外购电量(kWh)",),
        ("电费(万元)",),
        ("COD浓度(mg/L)",),
    ],
)
def test_what_is_only_like_an_item_is_none(parts: tuple[str, ...]) -> None:
    found = meaning(*parts)
    assert (found.item, found.confidence) == (None, "none")


@pytest.mark.parametrize(
    ("parts", "likely"),
    [(("一车间", "用电量(kWh)"), "electricity"), (("用电量（全厂）(kWh)",), "electricity")],
)
def test_what_may_be_part_of_an_item_is_asked_about(parts: tuple[str, ...], likely: str) -> None:
    assert (meaning(*parts).item, meaning(*parts).likely) == (None, (likely,))


def test_a_column_says_what_its_figures_cover() -> None:
    covers = [meaning("用电量(kWh)", last).measure for last in ("本月", "累计", "上年同期", "上年同期累计")]
    assert covers == ["month", "cumulative", "last_year", "last_year_cumulative"]
    assert meaning("累计", "上年同期").measure == "last_year_cumulative"
    assert (meaning("累计（万吨）").measure, meaning("数值(吨)").role) == ("cumulative", "value")
    assert meaning("2024年3月").span == Span(2024, 3)


def test_close_names_are_said_where_the_unit_fits() -> None:
    assert "electricity" in VOCABULARY.suggestions(meaning("农村用电量（万千瓦时）"))
    assert VOCABULARY.suggestions(meaning("农村用电量（吨）")) == ()


def test_a_row_that_only_numbers_columns() -> None:
    assert index_row(["甲", "乙", 1.0, 2.0, 3.0])
    assert not index_row(["1月", 1.0, 2.0])
    assert not index_row([5.0, 7.0, 9.0])

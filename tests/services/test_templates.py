"""The template of a site's year: what stands in it, what is open, and who may have one."""

import pytest

from tests.services.province import Province
from tracker.documents.template import Template, TemplateCell, TemplateRow, row_label
from tracker.messages import Refusal
from tracker.services.exchange.templates import site_template
from tracker.services.permissions import OPERATOR
from tracker.services.reporting import reports
from tracker.services.sites import SiteChange, declare_items, set_site


def made(province: Province, site: str = "P1", year: int = 2024, by: str | None = None) -> Template:
    return site_template(province.app, province.acting(by) if by else OPERATOR, site, year)


def rows(template: Template) -> dict[str, TemplateRow]:
    return {row_label(row, "zh"): row for row in template.rows}


def cell(template: Template, label: str, period: str) -> TemplateCell:
    return rows(template)[label].cells[[str(span) for span in template.columns].index(period)]


def test_only_items_that_apply_stand_in_it_in_the_order_of_the_form(province: Province) -> None:
    declare_items(province.app, OPERATOR, "P1", not_applicable=["lng"])
    labels = list(rows(made(province)))
    assert "电力" in labels
    assert "液化天然气" not in labels
    assert labels.index("工业增加值（现价）") < labels.index("电力") < labels.index("污水产生量")


def test_a_monthly_item_takes_months_and_a_yearly_one_the_year(province: Province) -> None:
    template = made(province)
    assert [str(span) for span in template.columns][-2:] == ["2024-12", "2024"]
    assert (cell(template, "电力", "2024-03").open, cell(template, "电力", "2024").open) == (True, False)
    assert (cell(template, "从业人员", "2024-03").open, cell(template, "从业人员", "2024").open) == (
        False,
        True,
    )


def test_stored_figures_stand_as_typed_in_a_row_of_their_unit(province: Province) -> None:
    province.bring_in("P1,2024-02,electricity,395000,kWh,,,", "P1,2024-03,electricity,41.5,万千瓦时,,,")
    template = made(province)
    assert (rows(template)["电力"].unit, rows(template)["电力"].units[:3]) == (
        "万千瓦时",
        ("万千瓦时", "kWh", "亿kWh"),
    )
    assert cell(template, "电力", "2024-03") == TemplateCell(41.5, open=True)
    assert cell(template, "电力", "2024-02") == TemplateCell()
    apart = "电力（按 kWh 填报的月份）"
    assert rows(template)[apart].unit == "kWh"
    assert cell(template, apart, "2024-02") == TemplateCell(395000.0, open=True)
    assert not cell(template, apart, "2024-04").open


def test_an_explained_blank_stands_as_its_reason(province: Province) -> None:
    province.bring_in("P1,2024-03,coke,,,,stopped,")
    assert cell(made(province), "焦炭", "2024-03") == TemplateCell(reason="stopped", open=True)


def test_last_year_stands_beside_in_the_rows_unit(province: Province) -> None:
    province.bring_in("P1,2023-03,electricity,390000,kWh,,,", "P1,2024-02,electricity,40,万kWh,,,")
    assert rows(made(province))["电力"].before[2] == 39.0


def test_a_span_from_january_has_a_column_where_the_site_uses_one(province: Province) -> None:
    province.bring_in("P1,2023-01..02,electricity,80,万kWh,,,", "P1,2024-01..02,revenue,900,万元,,,")
    template = made(province)
    assert [str(span) for span in template.columns][:3] == ["2024-01", "2024-02", "2024-01..02"]
    assert cell(template, "营业收入", "2024-01..02") == TemplateCell(900.0, open=True)
    assert not cell(template, "营业收入", "2024-01").open
    assert cell(template, "电力", "2024-01").open
    assert rows(template)["电力"].before[2] == 80.0


def test_months_of_a_submitted_report_are_closed(province: Province) -> None:
    province.bring_in("P1,2024-03,electricity,41.5,万kWh,,,")
    reports.submit(province.app, province.acting("officer"), "P1", "2024-03", "本月其余数据待补，已核对")
    template = made(province)
    assert cell(template, "电力", "2024-03") == TemplateCell(41.5)
    assert cell(template, "电力", "2024-04").open


def test_what_enterprises_enter_is_no_row_of_a_park_rolled_up(province: Province) -> None:
    set_site(province.app, OPERATOR, SiteChange("P1", collect="rollup", since="2024-01"))
    labels = rows(made(province))
    assert "电力" not in labels
    assert "从业人员" in labels


def test_a_template_needs_a_site_in_scope_and_a_year_that_can_be_entered(province: Province) -> None:
    with pytest.raises(Refusal, match="unknown_site"):
        made(province, by="neighbour")
    with pytest.raises(Refusal, match="template_no_year"):
        made(province, year=2026)
    assert made(province, by="firm", site="E1").site == "E1"

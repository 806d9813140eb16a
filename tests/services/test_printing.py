"""A form printed from what is stored: in the unit typed, sums of a roll-up, and only in scope."""

import pytest

from tests.services.province import Province, declare_everything_away
from tracker.catalog.loader import load_catalog
from tracker.messages import Refusal
from tracker.services.application import stored_additions
from tracker.services.form_heads import HeadForm, add_form_head
from tracker.services.permissions import OPERATOR
from tracker.services.reporting import reports
from tracker.services.reporting.printing import form_sheet, printed_form
from tracker.services.sites import SiteChange, set_site


def rows(sheet):
    return {row.names.zh: row for _, members in sheet.groups for row in members}


def test_a_form_is_printed_with_the_figures_and_the_year_beside_them(province: Province) -> None:
    declare_everything_away(province, "P1")
    province.bring_in(
        "P1,2023-03,electricity,40,MWh,,,",
        "P1,2024-01..02,electricity,9,万kWh,,,",
        "P1,2024-03,electricity,5,万kWh,,,抄表",
    )
    officer = province.acting("officer")
    sheet = form_sheet(province.app, officer, "P1", "2024-03")
    power = rows(sheet)["电力"]
    assert (power.unit, power.value, power.ytd, power.last_year) == ("万kWh", 5, 14, 4)
    assert (power.note, sheet.state, sheet.submitted_by) == ("抄表", "draft", "")
    assert "焦炭" in {names.zh for names in sheet.away}
    assert printed_form(province.app, officer, "P1", "2024-03", "zh", empty=True).startswith(b"%PDF")
    reports.submit(province.app, officer, "P1", "2024-03", "其余各项本月均未发生")
    assert form_sheet(province.app, officer, "P1", "2024-03").submitted_by == "officer"


def test_a_rolled_up_park_prints_the_sum_of_its_enterprises(province: Province) -> None:
    set_site(province.app, OPERATOR, SiteChange("P1", collect="rollup", since="2024-01"))
    province.bring_in("E1,2024-03,electricity,7,万kWh,,,")
    assert rows(form_sheet(province.app, OPERATOR, "P1", "2024-03"))["电力"].value == 7


def test_a_site_out_of_reach_is_unknown(province: Province) -> None:
    with pytest.raises(Refusal, match="unknown_site"):
        form_sheet(province.app, province.acting("neighbour"), "P1", "2024-03")


def test_an_administrator_sets_the_head_and_no_verdict_moves(province: Province) -> None:
    admin = province.acting("admin")
    before = province.app.catalog.digest
    given = HeadForm(
        "month", "云南省园区月报", "云环函〔2024〕5号", number="滇园1表", authority_zh="示例机关"
    )
    assert add_form_head(province.app, admin, given) == before
    head = load_catalog(additions=stored_additions(province.app.engine)).form_heads["month"]
    assert (head.names.zh, head.number, head.authority.zh) == ("云南省园区月报", "滇园1表", "示例机关")
    with pytest.raises(Refusal, match="head_name_needed"):
        add_form_head(province.app, admin, HeadForm("month", " ", "文件"))
    with pytest.raises(Refusal, match="source_needed"):
        add_form_head(province.app, admin, HeadForm("month", "表", " "))
    with pytest.raises(Refusal, match="not_permitted"):
        add_form_head(province.app, province.acting("officer"), given)

"""What goes to Excel from forms, reviews and queues: numbers as numbers, units beside them, nothing cut."""

from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from tests.ui.test_pages import page
from tracker.services.entering import entry
from tracker.services.permissions import acting_as
from tracker.services.reporting.queue import queue

SITE, MONTH = "YN26", "2026-10"


@pytest.fixture
def sheet_of(monkeypatch):
    """Draw a page and return, by the key of its button, the lines of a workbook it hands out."""
    offered = {}

    def button(label, data, *, key, **_options):
        offered[key] = data

    monkeypatch.setattr("tracker.ui.components.tables.st.download_button", button)

    def read(name, key, **address):
        assert not page(name, **address).run().exception
        return CalamineWorkbook.from_filelike(BytesIO(offered[f"excel_{key}"]())).get_sheet_by_index(0)

    return lambda *place, **address: read(*place, **address).to_python()


def as_rows(lines):
    heads, *rows = lines[1:]
    return [dict(zip(heads, row, strict=True)) for row in rows]


def test_a_months_form_goes_out_in_the_units_typed(app, signed_in, sheet_of):
    signed_in("officer")
    lines = sheet_of("entry", "entry", site=SITE, period=MONTH)
    assert lines[0][0] == "月度填报 · 云南新平产业园区 · 2026年10月"
    rows = {row["数据项"]: row for row in as_rows(lines)}
    view = entry.form(app, acting_as(app, "officer"), SITE, MONTH)
    stored = {row.item: row for _, rows in view.rows for row in rows}["electricity"]
    power = rows["电力"]
    assert isinstance(power["本月"], float)
    assert f"{power['本月']:.6g}" == f"{float(stored.cell.text.replace(',', '')):.6g}"
    assert power["单位"] == stored.cell.unit
    assert power["累计同比 (%)"] == pytest.approx((stored.ytd / stored.ytd_last_year - 1) * 100, abs=1e-5)
    assert power["分组"] == "能源消费"


def test_only_the_items_on_screen_go_out(signed_in, sheet_of, app):
    signed_in("officer")
    lines = sheet_of("entry", "entry", site=SITE, period=MONTH)
    view = entry.form(app, acting_as(app, "officer"), SITE, MONTH)
    away = [row for _, rows in view.rows for row in rows if row.state == "not_applicable"]
    assert away
    assert not {app.catalog.items[row.item].names.zh for row in away} & {line[0] for line in lines}


def test_a_year_goes_out_months_across_in_one_unit(signed_in, sheet_of):
    signed_in("officer")
    lines = sheet_of("entry", "entry_year", site=SITE, view="year", year="2025")
    assert lines[0][0] == "月度填报 · 云南新平产业园区 · 2025年"
    heads = lines[1]
    assert heads == ["数据项", "分组", "单位", *(f"{month}月" for month in range(1, 13)), "本年累计"]
    power = next(row for row in as_rows(lines) if row["数据项"] == "电力")
    months = [power[f"{month}月"] for month in range(1, 13)]
    assert all(isinstance(value, float) for value in months)
    assert power["本年累计"] == pytest.approx(sum(months))


def test_a_review_goes_out_with_every_enterprise(app, signed_in, sheet_of):
    signed_in("reviewer")
    lines = sheet_of("reports", "review", report="YN10/2026-09")
    assert lines[0][0].startswith("报表审核 · ")
    assert lines[0][0].endswith(" · 2026年9月")
    rows = as_rows(lines)
    assert len({row["园区或企业"] for row in rows}) > 1
    filled = [row for row in rows if row["数据项"] == "电力" and row["本期"] != ""]
    assert filled
    for row in filled:
        assert row["较上月 (%)"] == pytest.approx((row["本期"] / row["上月"] - 1) * 100, abs=1e-4)
        assert row["单位"]


def test_the_whole_queue_goes_out_however_much_of_it_is_shown(app, signed_in, sheet_of, monkeypatch):
    monkeypatch.setattr("tracker.ui.views.reports._FIRST", 1)
    signed_in("reviewer")
    rows = as_rows(sheet_of("reports", "queue", status="accepted"))
    accepted = queue(app, acting_as(app, "reviewer"), "accepted", limit=0).counts["accepted"]
    assert len(rows) == accepted > 1
    assert all(row["状态"] == "审核通过" and isinstance(row["逾期 (天)"], float) for row in rows)


def test_in_english_the_heads_are_english(signed_in, sheet_of, monkeypatch):
    monkeypatch.setenv("TRACKER_LANG", "en")
    signed_in("reviewer")
    lines = sheet_of("reports", "review", report="YN26/2026-09")
    assert lines[0][0] == "Reports · 云南新平产业园区 · 2026-09"
    assert all(head.isascii() for head in lines[1])

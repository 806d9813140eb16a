"""填报值历史: what was typed, by whom, and how; and what nobody is told."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.test_items import HOSTILE
from tests.ui.test_pages import drawn, page
from tracker.messages import sentence
from tracker.services.entering import entry
from tracker.services.entering.entry import CellEdit
from tracker.services.entering.history import figure_history
from tracker.services.exchange.importing import import_files
from tracker.services.permissions import OPERATOR, acting_as

PARK, MONTH = "YN26", "2026-11"
"""The running month, which no other test of the pages looks at."""


TOLD = """
import streamlit as st
from tracker.ui.components.frame import UnknownPlace
from tracker.ui.views import history
try:
    history.show()
except UnknownPlace as unknown:
    st.info(str(unknown))
"""


def history(**address: str):
    return page("history", **{"site": PARK, "item": "petroleum_coke", "period": MONTH, **address}).run()


@pytest.fixture
def typed_twice(app):
    """5 t, then 6 t with a hostile note, by the officer."""
    for number, (value, note) in enumerate((("5", ""), ("6", HOSTILE[:1900]))):
        rows = entry.form(app, acting_as(app, "officer"), PARK, MONTH).rows
        version = next(row.cell.version for _, group in rows for row in group if row.item == "petroleum_coke")
        edit = CellEdit(f"h{number}{version}", "petroleum_coke", value, "t", version, note=note)
        entry.save(app, acting_as(app, "officer"), PARK, MONTH, [edit])
    yield
    rows = entry.form(app, acting_as(app, "officer"), PARK, MONTH).rows
    version = next(row.cell.version for _, group in rows for row in group if row.item == "petroleum_coke")
    edit = CellEdit(f"x{version}", "petroleum_coke", "", "", version)
    entry.save(app, acting_as(app, "officer"), PARK, MONTH, [edit])


def test_states_stand_newest_first_with_their_audit_entry(signed_in, typed_twice):
    signed_in("officer")
    test = history()
    assert not test.exception
    assert test.title[0].value == "填报值历史 · 云南新平产业园区 · 石油焦 · 2026年11月"
    text = drawn(test)
    assert text.rindex("<bdi>6 t</bdi>") < text.rindex("<bdi>5 t</bdi>")
    assert "填报暂存" in text
    assert "YN26 #" in text
    assert "/entry?site=YN26&amp;period=2026-11" in text


def test_a_hostile_note_is_text(signed_in, typed_twice):
    signed_in("officer")
    text = drawn(history())
    assert "&lt;img src=x onerror=alert(1)&gt;" in text
    assert "<img" not in text
    assert "\u202e" not in text


def test_an_edit_under_way_does_not_leak_to_a_reviewer(signed_in, typed_twice):
    signed_in("reviewer")
    test = history()
    assert "没有已报数据" in drawn(test)
    assert "6 t" not in drawn(test)


@pytest.mark.parametrize("name", ["officer", "reviewer", "administrator", "auditor"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_role_reads_a_reported_figure(signed_in, monkeypatch, name, lang):
    monkeypatch.setenv("TRACKER_LANG", lang)
    signed_in(name)
    test = history(item="electricity", period="2026-08")
    assert not test.exception
    assert "万kWh" in drawn(test)


@pytest.mark.parametrize(
    "address",
    [
        {"site": "YN10"},
        {"site": "YN00"},
        {"site": ""},
        {"site": "YN10", "item": "gold"},
        {"item": "gold"},
        {"item": "<b>"},
        {"period": "2026-13"},
        {"period": "x"},
    ],
)
def test_what_is_out_of_reach_reads_as_what_is_not_there(signed_in, address):
    signed_in("officer")
    test = AppTest.from_string(TOLD, default_timeout=30)
    for key, value in {"site": PARK, "item": "petroleum_coke", "period": MONTH, **address}.items():
        test.query_params[key] = value
    test.run()
    assert not test.exception
    assert [said.value for said in test.info] == [sentence("ui_history_unknown", "zh")]


@pytest.fixture
def so_far(app, tmp_path):
    """January to September and its months, which differ."""
    path = tmp_path / "figures.csv"
    rows = [f"{PARK},2026-{month:02d},petroleum_coke,1,t" for month in (10, 11)]
    rows.append(f"{PARK},2026-01..11,petroleum_coke,90,t")
    path.write_text("site,period,item,value,unit\n" + "\n".join(rows), "utf-8")
    assert import_files(app, OPERATOR, [path], partial=True).changed
    yield "2026-01..11"
    path.write_text("site,period,item,value,unit\n" + "\n".join(row.replace(",1,", ",,") for row in rows[:2]))
    import_files(app, OPERATOR, [path], partial=True, blank_clears=True)


def test_a_figure_so_far_is_corrected_and_cleared_where_it_stands(signed_in, app, so_far):
    signed_in("officer")
    test = history(period=so_far)
    test.text_input[0].input("1,200.5").run()
    test.button[0].click().run()
    assert test.success[0].value == "累计数已更正。"
    assert "<bdi>1,200.5 t</bdi>" in drawn(test)
    test.text_input[0].input("很多").run()
    test.button[0].click().run()
    assert "很多" in test.error[0].value
    test.text_input[0].input("").run()
    test.button[0].click().run()
    assert test.success[0].value == "累计数已清除。"
    assert not test.text_input
    found = figure_history(app, OPERATOR, PARK, "petroleum_coke", so_far)
    assert not found.working
    assert len(found.states) == 3


def test_only_who_enters_figures_corrects_one_so_far(signed_in, so_far):
    signed_in("reviewer")
    assert not history(period=so_far).text_input

"""The month's form: what the grid is given, and what becomes of the edits it sends."""

from itertools import count
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tracker.ui.views import entry

SCRIPT = "from tracker.ui.views import entry\nentry._save()\nentry.show()\n"
FORM = "YN26/2026-10"
_ids = count(1)


class Grid:
    """Stands for the component in the browser: takes the form, and holds the edits it sends."""

    def __init__(self) -> None:
        self.form: dict[str, Any] = {}
        self.edits: list[dict[str, Any]] = []

    def draw(self, form: dict[str, Any], _key: str, on_edits: object) -> None:
        self.form = form

    def row(self, key: str) -> dict[str, Any]:
        return next(row for row in self.form["rows"] if row["key"] == key)

    def type(self, key: str, value: str, **more: str) -> None:
        row = self.row(key)
        kept = {name: row[name] for name in ("unit", "source", "reason", "note", "version")}
        self.edits = [{"id": f"edit-{next(_ids)}", "form": FORM, "key": key, **kept, "value": value, **more}]


@pytest.fixture
def grid(signed_in, monkeypatch) -> Grid:
    made = Grid()
    monkeypatch.setattr(entry, "entry_grid", made.draw)
    monkeypatch.setattr(entry, "edits_of", lambda _key: made.edits)
    signed_in("officer")
    return made


@pytest.fixture
def page(grid) -> AppTest:
    test = AppTest.from_string(SCRIPT, default_timeout=30)
    test.query_params["period"] = "2026-10"
    return test.run()


def test_the_figures_beside_a_field_are_in_the_unit_it_is_typed_in(grid, page):
    page.selectbox(key="choose_period").select("2026-09").run()
    row = grid.row("electricity")
    assert row["unit"] == "万kWh"
    assert float(row["last_month"].replace(",", "")) == pytest.approx(float(row["value"]), rel=0.5)
    assert row["echo"].endswith(" kWh")


def test_a_unit_slip_is_told_beside_the_field_with_the_unit_that_fits(grid, page):
    (message,) = [said for said in grid.row("electricity")["messages"] if said["unit"]]
    assert (message["unit"], message["action"]) == ("kWh", "改为 kWh")


def test_an_edit_is_stored_and_named_as_done(grid, page):
    grid.type("coke", "71234")
    page.run()
    assert grid.row("coke")["value"] == "71234"
    assert grid.edits[0]["id"] in grid.form["done"]


def test_an_edit_sent_twice_is_applied_once(grid, page):
    grid.type("coke", "70001")
    page.run()
    version = grid.row("coke")["version"]
    page.run()
    assert grid.row("coke")["version"] == version


def test_what_cannot_be_a_figure_stays_in_the_field_with_the_reason(grid, page):
    before = grid.row("bituminous")["version"]
    grid.type("bituminous", "12a3")
    page.run()
    row = grid.row("bituminous")
    assert (row["value"], row["refused"], row["version"]) == ("12a3", True, before)
    assert row["messages"][0]["level"] == "error"
    assert "12a3" in row["messages"][0]["text"]


def test_a_form_with_a_field_not_saved_is_not_submitted(grid, page):
    grid.type("gasoline", "abc")
    page.run()
    page.text_area[0].set_value("本月停产检修，数据以台账为准")
    page.button(key="submit").click().run()
    assert "未保存" in page.error[0].value
    assert grid.form["readonly"] is False


def test_a_blank_field_that_is_due_is_told_until_it_is_filled(grid, page):
    assert grid.row("revenue")["missing"]
    assert grid.row("revenue")["required"]
    grid.type("revenue", "180000")
    page.run()
    assert not grid.row("revenue")["missing"]
    assert not grid.row("revenue")["required"]


def test_a_wrong_unit_is_told_in_words(grid, page):
    grid.type("electricity", "5", unit="t")
    page.run()
    assert "这里应为能量" in grid.row("electricity")["messages"][0]["text"]


def test_a_field_somebody_else_changed_is_not_overwritten(grid, page):
    grid.type("diesel", "111")
    page.run()
    grid.edits[0] = grid.edits[0] | {"id": "late", "value": "222"}
    page.run()
    row = grid.row("diesel")
    assert row["refused"]
    assert "111" in row["messages"][0]["text"]


def test_items_that_do_not_apply_are_left_out_until_asked_for(grid, page):
    few = len(grid.form["rows"])
    page.toggle(key="only_relevant").set_value(False).run()
    assert len(grid.form["rows"]) > few


def test_a_form_with_open_checks_is_not_submitted_without_an_explanation(grid, page):
    page.button(key="submit").click().run()
    assert page.error
    assert grid.form["readonly"] is False


def test_an_accepted_form_is_only_read(grid, page):
    page.selectbox(key="choose_period").select("2026-09").run()
    assert grid.form["readonly"] is True


def test_an_enterprise_enters_its_figures_but_cannot_submit(grid, signed_in):
    signed_in("enterprise")
    test = AppTest.from_string(SCRIPT, default_timeout=30).run()
    assert grid.form["form"].startswith("YN10-01/")
    assert not [button for button in test.button if button.key == "submit"]

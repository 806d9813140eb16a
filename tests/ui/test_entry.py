"""The form: what the grid is given, what becomes of the edits it sends, and the page around it."""

import json
from itertools import count
from typing import Any

import pytest
from starlette.applications import Starlette
from streamlit.testing.v1 import AppTest

from tests.support.asgi import Answer, Visitor
from tests.ui.conftest import PASSWORD
from tracker.services.entering import entry as service
from tracker.ui.server import MIDDLEWARE, ROUTES
from tracker.ui.views import entry

SCRIPT = "from tracker.ui.views import entry\nentry.show()\n"
SITE, MONTH = "YN26", "2026-10"
_ids = count(1)


class Grid:
    """Stands for the grid in the browser: sends edits, and holds the form as last answered."""

    def __init__(self, visitor: Visitor, account: str = "officer", view: str = "month") -> None:
        self.visitor = visitor
        self.shown = {"account": account, "site": SITE, "period": MONTH[: 4 if view == "year" else 7]}
        self.shown |= {"view": view, "relevant": True}
        self.form: dict[str, Any] = {}
        self.sent: list[dict[str, Any]] = []
        self.answers: dict[str, Any] = {}
        self.send()

    def send(self, *edits: dict[str, Any]) -> Answer:
        answer = self.visitor.post_json("/entry-edits", json.dumps({**self.shown, "edits": edits}))
        said = json.loads(answer.body)
        self.sent, self.answers = list(edits), said.get("answers", {})
        self.form = said.get("form") or self.form
        return answer

    def row(self, key: str) -> dict[str, Any]:
        return next(row for row in self.form["rows"] if row["key"] == key)

    def cell(self, key: str, month: str = MONTH) -> dict[str, Any]:
        forms = [shown["form"] for shown in self.form["months"]]
        return self.row(key)["cells"][forms.index(f"{SITE}/{month}")]

    def edit(self, key: str, value: str, month: str = MONTH, **more: Any) -> dict[str, Any]:
        kept = {name: self.cell(key, month)[name] for name in ("unit", "source", "reason", "note", "version")}
        kept["unit"] = kept["unit"] or self.row(key)["unit"]
        made = {"id": f"edit-{next(_ids)}", "form": f"{SITE}/{month}", "key": key, **kept}
        return {**made, "value": value, **more}

    def type(self, key: str, value: str, **more: Any) -> dict[str, Any]:
        self.send(self.edit(key, value, **more))
        return self.answers[self.sent[0]["id"]]


@pytest.fixture
def visitor(app) -> Visitor:
    made = Visitor(Starlette(routes=ROUTES, middleware=MIDDLEWARE))
    made.post("/sign-in", name="officer", password=PASSWORD)
    return made


@pytest.fixture
def grid(visitor) -> Grid:
    return Grid(visitor)


@pytest.fixture
def drawn(signed_in, monkeypatch) -> dict[str, Any]:
    """What the page gives the grid to draw."""
    found: dict[str, Any] = {}
    monkeypatch.setattr(entry, "entry_grid", lambda form, _key, **more: found.update(form=form, **more))
    signed_in("officer")
    return found


def page(**address: str) -> AppTest:
    test = AppTest.from_string(SCRIPT, default_timeout=30)
    test.query_params.update(address)
    return test.run()


def test_the_figures_beside_a_field_are_in_the_unit_it_is_typed_in(grid):
    grid.shown["period"] = "2026-09"
    grid.send()
    row, cell = grid.row("electricity"), grid.cell("electricity", "2026-09")
    assert row["unit"] == "万kWh"
    assert float(row["context"][0].replace(",", "")) == pytest.approx(float(cell["value"]), rel=0.5)
    assert cell["echo"].endswith(" kWh")


def test_a_unit_slip_is_told_beside_the_field_with_the_unit_that_fits(grid):
    (message,) = [said for said in grid.cell("electricity")["messages"] if said["unit"]]
    assert (message["unit"], message["action"]) == ("kWh", "改为 kWh")


def test_an_edit_is_answered_with_its_version_and_the_form_as_it_is_now(grid):
    answer = grid.type("coke", "71234")
    assert answer == {"stored": True, "version": grid.cell("coke")["version"]}
    assert grid.cell("coke")["value"] == "71234"


def test_an_edit_sent_twice_is_applied_once(grid):
    grid.type("coke", "70001")
    version = grid.cell("coke")["version"]
    grid.send(*grid.sent)
    assert grid.answers[grid.sent[0]["id"]] == {"stored": True, "version": version}


def test_of_two_edits_of_a_field_on_their_way_the_later_stands(grid):
    first = grid.edit("coke", "70002")
    later = {**first, "id": "typed-over-it", "value": "70003"}
    grid.send(first)
    grid.send(first, later)
    assert grid.answers["typed-over-it"]["stored"]
    assert grid.cell("coke")["value"] == "70003"


def test_what_cannot_be_a_figure_is_refused_in_words(grid):
    before = grid.cell("bituminous")["version"]
    answer = grid.type("bituminous", "12a3")
    assert (answer["stored"], answer["conflict"]) == (False, False)
    assert "12a3" in answer["text"]
    assert grid.cell("bituminous")["version"] == before


def test_a_reasons_word_is_the_blanks_reason_and_says_what_it_counts_as(grid):
    before = grid.cell("bituminous")
    answer = grid.type("bituminous", "停产")
    assert "作为空缺原因保存，按零计" in answer["said"]
    cell = grid.cell("bituminous")
    assert (cell["value"], cell["reason"], cell["echo"]) == ("", "stopped", "停产（按零计）")
    refused = grid.type("bituminous", "停工")
    assert "停产、未发生、未监测" in refused["text"]
    grid.type("bituminous", before["value"], unit=before["unit"], reason=before["reason"])


def test_a_field_somebody_else_changed_is_a_conflict_that_says_who_what_and_when(grid):
    late = grid.edit("diesel", "222")
    grid.type("diesel", "111")
    grid.send(late)
    answer = grid.answers[late["id"]]
    assert answer["conflict"]
    assert all(part in answer["text"] for part in ("officer", "111", "20"))
    assert grid.cell("diesel")["value"] == "111"


def test_full_width_digits_of_an_input_method_are_a_figure(grid):
    assert grid.type("gasoline", "１２３４５")["stored"]
    assert grid.cell("gasoline")["value"] == "１２３４５"  # what was typed is kept


@pytest.mark.parametrize("text", ["<b onclick=x>1</b>", "\"'", "\u202e1", "9" * 10_000, "\x00"])
def test_rubbish_is_text_and_gets_a_sentence(grid, text):
    answer = grid.type("bituminous", text)
    assert not answer["stored"]
    assert 10 < len(answer["text"]) < 500


def test_a_long_note_is_refused_or_kept_whole(grid):
    answer = grid.type("coke", "70000", note="说明<script>" * 1_000)
    assert answer["stored"] or 10 < len(answer["text"]) < 500


def test_what_saving_would_refuse_is_told_beforehand_and_nothing_is_stored(grid):
    before = grid.cell("coke")
    edits = [
        grid.edit("coke", "1,23"),
        grid.edit("electricity", "40", unit="t"),
        grid.edit("tap_water", "70123"),
    ]
    asked = json.dumps({**grid.shown, "edits": edits, "look": True})
    answers = json.loads(grid.visitor.post_json("/entry-edits", asked).body)["answers"]
    said = [answers[edit["id"]] for edit in edits]
    assert [one["stored"] for one in said] == [False, False, True]
    for edit, beforehand in zip(edits[:2], said, strict=False):
        grid.send(edit)
        problem = grid.answers[edit["id"]]["text"].removeprefix("未保存：")
        assert beforehand["text"] == f"不能保存，不填入：{problem}"
    assert grid.cell("coke") == before
    assert grid.cell("tap_water")["value"] != "70123"


def test_the_running_month_is_filled_in_as_a_draft_and_not_sent_yet(grid, drawn):
    assert grid.form["submit"]
    shown = page(site=SITE, period="2026-11")
    assert any("2026年11月尚未结束：可先填报" in caption.value for caption in shown.caption)
    assert drawn["form"]["period"] == "2026-11"
    grid.shown["period"] = "2026-11"
    grid.send()
    assert not grid.form["submit"]
    grid.send(grid.edit("coke", "35", month="2026-11"))
    assert grid.answers[grid.sent[0]["id"]]["stored"]


@pytest.mark.parametrize("body", ["", "[]", "{", '{"edits": 1}', '{"account": "\ud800"}'])
def test_what_cannot_be_read_is_said_and_not_tried_again(visitor, body):
    answer = visitor.post_json("/entry-edits", body)
    assert answer.status == 400
    assert "未保存" in json.loads(answer.body)["text"]


def test_another_page_cannot_send_edits_for_the_visitor(visitor, grid):
    answer = visitor.post("/entry-edits", edits=json.dumps(grid.edit("coke", "1")))
    assert answer.status == 400


def test_who_is_signed_out_keeps_the_edits(visitor, grid):
    edit = grid.edit("coke", "70009")
    token = visitor.cookies.pop("tracker_session")
    assert json.loads(grid.send(edit).body) == {"trouble": "signed_out"}
    visitor.cookies["tracker_session"] = token
    grid.send(edit)
    assert grid.answers[edit["id"]]["stored"]


def test_edits_of_one_account_are_not_stored_as_anothers(visitor, grid):
    edit = grid.edit("coke", "70010")
    visitor.post("/sign-in", name="enterprise", password=PASSWORD)
    assert json.loads(grid.send(edit).body) == {"trouble": "other_account"}


def test_a_forbidden_form_is_refused_as_an_unknown_one(grid):
    texts = []
    for site in ("YN10", "nowhere"):
        edit = {**grid.edit("coke", "1"), "form": f"{site}/{MONTH}"}
        grid.send(edit)
        texts.append(grid.answers[edit["id"]]["text"].replace(site, ""))
    assert texts[0] == texts[1]


def test_edits_the_server_could_not_deal_with_are_asked_for_again(grid, monkeypatch):
    def broken(*_: object) -> None:
        raise RuntimeError

    edit = grid.edit("coke", "70011")
    with monkeypatch.context() as broken_for_now:
        broken_for_now.setattr(service, "save", broken)
        assert json.loads(grid.send(edit).body) == {"trouble": "lost"}
    grid.send(edit)
    assert grid.answers[edit["id"]]["stored"]


def test_a_blank_field_that_is_due_is_told_until_it_is_filled(grid):
    assert grid.row("revenue")["missing"]
    grid.type("revenue", "180000")
    assert not grid.row("revenue")["missing"]
    assert not grid.row("revenue")["required"]


def test_the_groups_say_how_much_is_filled_in_and_what_to_look_at(grid):
    energy = next(group for group in grid.form["groups"] if group["code"] == "energy")
    filled, total = map(int, energy["counts"].split("/"))
    assert 0 < filled <= total
    assert energy["doubts"] >= 1


def test_a_check_leads_to_its_field(grid):
    line = next(line for line in grid.form["checks"] if "kWh" in line["text"])
    assert (line["form"], line["key"]) == (f"{SITE}/{MONTH}", "electricity")


def test_a_field_leads_to_its_history(grid):
    assert grid.cell("coke")["history"] == f"/history?site={SITE}&item=coke&period={MONTH}"


def test_items_that_do_not_apply_are_left_out_until_asked_for(grid):
    few = len(grid.form["rows"])
    grid.shown["relevant"] = False
    grid.send()
    assert len(grid.form["rows"]) > few


def test_the_year_shows_its_months_with_their_states_and_edits_each_in_its_own(visitor):
    year = Grid(visitor, view="year")
    assert [month["readonly"] for month in year.form["months"]] == [True] * 9 + [False] * 2
    assert year.cell("coke", "2026-09")["readonly"]
    edits = [year.edit("coke", "70100"), year.edit("coke", "70200", month="2026-11")]
    year.send(*edits)
    assert all(answer["stored"] for answer in year.answers.values())
    assert (year.cell("coke")["value"], year.cell("coke", "2026-11")["value"]) == ("70100", "70200")


def test_a_group_of_the_year_counts_its_locked_months_too(visitor):
    year = Grid(visitor, view="year")
    cells = [cell for row in year.form["rows"] if row["group"] == "energy" for cell in row["cells"]]
    known = sum(bool(cell["value"]) for cell in cells)
    counts = next(group["counts"] for group in year.form["groups"] if group["code"] == "energy")
    assert known > 20
    assert counts == f"{known}/{len(cells)}"


def test_a_locked_month_takes_no_edit_of_the_year(visitor):
    year = Grid(visitor, view="year")
    answer = year.type("coke", "1", month="2026-09")
    assert not answer["stored"]
    assert "审核通过" in answer["text"]


def test_the_page_opens_the_month_or_the_year_of_its_address(drawn):
    page(period=MONTH)
    assert (drawn["form"]["view"], drawn["form"]["period"]) == ("month", MONTH)
    page(view="year", year="2025")
    assert (drawn["form"]["view"], drawn["form"]["period"]) == ("year", "2025")


def test_a_form_with_open_checks_is_not_submitted_without_an_explanation(drawn, monkeypatch):
    monkeypatch.setattr(entry, "submission", lambda _key: "")
    page(period=MONTH)
    assert drawn["form"]["submit"]
    assert drawn["form"]["explain"]
    drawn["on_submit"]()
    page(period=MONTH)
    assert drawn["form"]["submit"]


def test_an_accepted_form_is_only_read(drawn):
    page(period="2026-09")
    assert [month["readonly"] for month in drawn["form"]["months"]] == [True]
    assert not drawn["form"]["submit"]


def test_an_enterprise_enters_its_figures_but_cannot_submit(drawn, signed_in):
    signed_in("enterprise")
    page()
    assert drawn["form"]["site"] == "YN10-01"
    assert not drawn["form"]["submit"]

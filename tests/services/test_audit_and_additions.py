"""The audit trail as a service, and an installation's own rules."""

from datetime import date

import pytest
from sqlalchemy import text

from tests.support.parks import ADMINISTRATOR, AUDITOR, OFFICER, OPERATOR, house, year_of_figures
from tracker.messages import Refusal, WrongUsage
from tracker.services import additions
from tracker.services.application import open_application, stored_additions, up_to_date
from tracker.services.judging.evaluation import evaluate, indicator_rows
from tracker.services.permissions import Actor
from tracker.services.proof import audit
from tracker.store.database import unit_of_work

FACTOR = """\
factor_values:
  - factor: grid_inventory
    value: 0.1234
    region: CN-YN
    from: "2024-01"
    until: "2024-12"
    citation: {source: 测试, confirmation: unconfirmed}
"""


@pytest.fixture
def park(sqlite_database, tmp_path):
    place = house(sqlite_database, tmp_path, date(2024, 8, 5))
    place.site("P1", since="2024-01")
    place.figures(year_of_figures(2024, months=range(1, 3)))
    place.submit("2024-01..02")
    return place


def test_everything_done_here_holds_in_the_audit(park):
    evaluate(park.app, OPERATOR)
    answer = audit.verify_chains(park.app, AUDITOR)
    assert answer["holds"], answer["first_problem"]
    assert answer["entries"] > 3
    assert set(answer["heads"]) >= {"P1", "installation"}


def test_the_heads_noted_are_found_again(park):
    heads = audit.heads(park.app, AUDITOR)
    noted = f"P1:{heads['P1']}"
    assert audit.verify_chains(park.app, AUDITOR, head=noted)["holds"]
    other = noted[:-1] + ("0" if noted[-1] != "0" else "1")
    assert not audit.verify_chains(park.app, AUDITOR, head=other)["holds"]


def test_a_flag_changed_behind_the_programs_back_is_found(park):
    evaluate(park.app, OPERATOR)
    with unit_of_work(park.app.engine) as session:
        session.execute(text("UPDATE flag SET severity = 'red'"))
    answer = audit.verify_chains(park.app, AUDITOR)
    assert not answer["holds"]
    assert answer["first_problem"]["code"]


def test_an_officer_may_not_read_the_audit_and_a_prefecture_sees_its_own_heads(park):
    with pytest.raises(Refusal):
        audit.heads(park.app, OFFICER)
    elsewhere = Actor("elsewhere", "reviewer", "kunming", account_id=5)
    assert audit.heads(park.app, elsewhere) == {}


def added(park, content, actor=ADMINISTRATOR):
    path = park.folder / "own.yaml"
    path.write_text(content, encoding="utf-8")
    return additions.add(park.app, actor, path)


def test_an_own_factor_changes_the_catalog_and_is_kept(park):
    digest = added(park, FACTOR)
    assert digest != park.app.catalog.digest
    (stored,) = stored_additions(park.app.engine)
    assert (stored.kind, stored.content["value"]) == ("factor_value", 0.1234)
    assert audit.verify_chains(park.app, AUDITOR)["holds"]


def co2(app):
    (row,) = indicator_rows(
        app, AUDITOR, sites=["P1"], indicators=["co2_total"], period="2024-02", windows=["month"]
    )
    return row["value"], row["catalog"]


def test_an_application_opened_before_takes_up_what_another_adds(park):
    server = open_application(park.app.engine.url.render_as_string(), today=date(2024, 8, 5))
    before, _ = co2(server)
    assert up_to_date(server) is server
    digest = added(park, FACTOR)
    newer = up_to_date(server)
    assert co2(newer) == (pytest.approx(123.6468), digest)
    assert co2(server) == (before, server.catalog.digest)  # what was asked of it meanwhile is left alone
    assert before != pytest.approx(123.6468)
    assert up_to_date(newer) is newer


def test_what_does_not_hold_is_refused_with_its_line_and_nothing_is_stored(park):
    with pytest.raises(Refusal) as refused:
        added(park, FACTOR.replace("grid_inventory", "no_such_factor"))
    assert "own.yaml" in refused.value.place
    assert stored_additions(park.app.engine) == []


def test_only_the_administrator_adds_rules(park):
    with pytest.raises(Refusal):
        added(park, FACTOR, OFFICER)
    with pytest.raises(WrongUsage):
        added(park, FACTOR, OPERATOR)

"""填报项目表: what each role sees of it, declares and confirms."""

import pytest

from tests.ui.conftest import PASSWORD
from tests.ui.test_pages import drawn, page
from tracker.services.application import Application
from tracker.services.people.accounts import add_account
from tracker.services.permissions import OPERATOR, acting_as
from tracker.services.sites import (
    SiteForm,
    add_site,
    confirm_declarations,
    declare_items,
    list_declarations,
)

PARK = "YN26"
HOSTILE = '<img src=x onerror=alert(1)> "引号" \u202e*星* ' + "长" * 10_000


@pytest.fixture
def undone(app: Application):
    """Leave no declaration unconfirmed behind, as the other tests share the database."""
    yield
    confirm_declarations(app, acting_as(app, "reviewer"), PARK)


def chosen(test, key):
    return next(box for box in test.multiselect if box.key == key)


def buttons(test) -> list[str]:
    return [button.key for button in test.button]


def declare(test, subjects: list[str], reason: str):
    chosen(test, f"subjects_{PARK}").set_value(subjects)
    test.text_area(key=f"reason_declare_{PARK}").set_value(reason)
    return test.button(key="declare").click().run()


def test_the_table_stands_by_group_with_what_was_entered(signed_in):
    signed_in("officer")
    text = drawn(page("items", site=PARK).run())
    assert "<b>能源消费</b>" in text
    assert "● 必填" in text
    assert "– 不涉及" in text
    assert "/history?site=YN26&amp;item=electricity&amp;period=" in text


def test_an_officer_declares_and_sees_it_wait(app, signed_in, undone):
    signed_in("officer")
    test = declare(page("items", site=PARK).run(), ["coke"], "焦炉已拆除")
    assert not test.exception
    assert "已声明 1 项" in test.success[0].value
    text = drawn(test)
    assert "待确认声明 1 条" in text
    assert "▲ 待确认" in text
    assert list_declarations(app, acting_as(app, "officer"), PARK)[-1].reason == "焦炉已拆除"
    assert chosen(test, f"subjects_{PARK}").value == []


@pytest.mark.parametrize(("subjects", "reason"), [([], "理由"), (["coke"], " ")])
def test_nothing_is_declared_without_an_item_or_a_reason(app, signed_in, subjects, reason):
    signed_in("officer")
    before = len(list_declarations(app, acting_as(app, "officer"), PARK))
    test = declare(page("items", site=PARK).run(), subjects, reason)
    assert test.error
    assert len(list_declarations(app, acting_as(app, "officer"), PARK)) == before


def test_what_a_declaration_overrides_is_told(app, signed_in, undone):
    officer = acting_as(app, "officer")
    declare_items(app, officer, PARK, not_applicable=["lpg"], since="2026-10", reason="停用")
    signed_in("officer")
    test = page("items", site=PARK).run()
    test.selectbox(key="declared_as").set_value(True)
    test = declare(test, ["lpg"], "仍在使用")
    assert "已被本次声明取代" in test.success[0].value
    assert "原声明“自2026年10月起不涉及”已被后作的声明取代" in drawn(test)


def test_a_reviewer_confirms_a_line_and_takes_it_back(app, signed_in, undone):
    declare_items(app, acting_as(app, "officer"), PARK, not_applicable=["coke", "lng"], reason="未使用")
    first, second = list_declarations(app, acting_as(app, "officer"), PARK)[-2:]
    signed_in("reviewer")
    test = page("items", site=PARK).run()
    assert "待确认的声明（2）" in drawn(test)
    assert "declare" not in buttons(test)
    test = test.button(key=f"confirm_{first.id}").click().run()
    assert f"confirm_{first.id}" not in buttons(test)
    test.button(key=f"confirm_{second.id}").click().run()
    test = page("items", site=PARK).run()
    chosen(test, f"confirmed_{PARK}").set_value([first.id])
    test.text_area(key=f"reason_unconfirm_{PARK}").set_value("现场仍有焦炭")
    test = test.button(key="unconfirm").click().run()
    assert "已撤销确认" in test.success[0].value
    assert list_declarations(app, acting_as(app, "officer"), PARK)[-2].confirmed_by is None


def test_of_two_reviewers_the_second_is_told(app, signed_in, undone):
    declare_items(app, acting_as(app, "officer"), PARK, not_applicable=["coke"], reason="未使用")
    line = list_declarations(app, acting_as(app, "officer"), PARK)[-1]
    signed_in("reviewer")
    test = page("items", site=PARK).run()
    confirm_declarations(app, acting_as(app, "reviewer"), PARK)
    test = test.button(key=f"confirm_{line.id}").click().run()
    assert "已由他人确认" in test.error[0].value


def test_what_was_never_entered_nor_declared_is_declared_away_with_one_click(app, signed_in):
    add_site(app, OPERATOR, SiteForm("YN10-99", "新企业", kind="enterprise", parent="YN10", since="2026-11"))
    add_account(app, OPERATOR, name="beginner", role="officer", scope="YN10-99", password=PASSWORD)
    signed_in("beginner")
    test = page("items", site="YN10-99").run()
    assert "从未填报，也未声明是否涉及" in drawn(test)
    test.text_input(key="reason_undeclared_YN10-99").set_value("企业无此类活动")
    test = test.button(key="declare_all").click().run()
    assert "即时生效" in test.success[0].value
    assert "未声明" not in drawn(test)
    assert "declare_all" not in buttons(test)


def test_an_auditor_reads_and_is_offered_nothing(signed_in):
    signed_in("auditor")
    test = page("items", site=PARK).run()
    assert "<b>能源消费</b>" in drawn(test)
    assert buttons(test) == []


def test_a_hostile_reason_is_text(app, signed_in, undone):
    declare_items(app, acting_as(app, "officer"), PARK, not_applicable=["coke"], reason=HOSTILE)
    for name in ("officer", "reviewer"):
        signed_in(name)
        test = page("items", site=PARK).run()
        assert not test.exception
        text = drawn(test)
        assert "&lt;img src=x onerror=alert(1)&gt;" in text
        assert "\u202e" not in text
        lines = [str(line.value) for line in test.markdown]
        assert not any("<img" in line.replace("\\<", "") for line in lines)

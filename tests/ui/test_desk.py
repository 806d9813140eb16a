"""工作台: the year's targets with what stands in their way, and what waits, as one officer sees them."""

from tests.ui.test_pages import drawn, page
from tracker.services.flagging.flags import explain, list_flags
from tracker.services.permissions import acting_as


def test_the_month_to_report_stands_in_the_title_with_one_way_to_go_on(signed_in):
    signed_in("officer")
    text = drawn(page("desk").run())
    assert 'class="button" href="/entry?site=YN26&amp;period=2026-10"' in text


def test_each_target_says_what_stands_between(signed_in):
    signed_in("officer")
    text = drawn(page("desk").run())
    assert "余下 3 个月平均不得高于" in text
    assert "余下 3 个月须逐月保持 100 %" in text
    assert "达标概率" in text


def test_an_explained_flag_no_longer_waits(app, signed_in):
    signed_in("officer")
    who = acting_as(app, "officer")
    for flag in list_flags(app, who, status="open"):
        assert f"flag={flag['id']}" in drawn(page("desk").run())
        explain(app, who, flag["id"], "检修期间用能偏高，已恢复。")
        assert f"flag={flag['id']}" not in drawn(page("desk").run())

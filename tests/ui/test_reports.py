"""报表审核: a report is opened when it is picked, not because it stands first."""

from sqlmodel import col, select

from tests.ui.test_pages import drawn, page
from tracker.store.database import read_session
from tracker.store.tables import Report


def opened_reports(app) -> int:
    with read_session(app.engine) as session:
        return len(session.exec(select(Report.id).where(col(Report.opened_at).is_not(None))).all())


def test_looking_at_the_queue_opens_no_report(app, signed_in):
    signed_in("reviewer")
    before = opened_reports(app)
    text = drawn(page("reports", status="submitted").run())
    assert "请从左侧选择一份报表" in text or "没有待审核的报表" in text
    assert opened_reports(app) == before

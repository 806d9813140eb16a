"""Documents: kept once, listed with who and when, never lost, removed only as an act, seen in scope alone."""

from io import BytesIO

import pytest
from sqlmodel import select

from tests.services.province import Province, declare_everything_away
from tracker.messages import Refusal, describe
from tracker.services.documents import DOCUMENT_LIMIT, attach, documents, download, file_name, remove
from tracker.services.entering.entry import form
from tracker.services.reporting import reports
from tracker.services.reporting.submitting import ReportBlocked
from tracker.store.database import read_session
from tracker.store.tables import AuditEntry, Document

PDF = b"%PDF-1.7\n%transfer manifest"
SENT_OUT = "P1,2024-03,hazardous_waste_sent_out,2,t,,,"
ITEM = "hazardous_waste_sent_out"
WHY = "上传了别的企业的联单"


def put(province: Province, name: str = "联单.pdf", content: bytes = PDF, *, period: str = "2024-03"):
    return attach(province.app, province.acting("officer"), "P1", period, ITEM, name, BytesIO(content))


def test_a_document_is_kept_once_and_comes_back_whole_on_both_databases(province_on_each: Province) -> None:
    province = province_on_each
    first = put(province)
    assert put(province) == first
    other = put(province, "四月.pdf", period="2024-04")
    assert other.sha256 == first.sha256
    name, media, content = download(province.app, province.acting("officer"), other.id)
    assert (name, media, content) == ("四月.pdf", "application/pdf", PDF)
    with read_session(province.app.engine) as session:
        assert len(session.exec(select(Document)).all()) == 1


def test_it_stays_when_the_figure_is_entered_again(province: Province) -> None:
    province.bring_in(SENT_OUT)
    put(province)
    province.bring_in("P1,2024-03,hazardous_waste_sent_out,3,t,,,")
    assert [one.name for one in documents(province.app, province.acting("officer"), "P1", "2024-03")] == [
        "联单.pdf"
    ]


def test_removal_is_an_act_with_a_reason_and_deletes_nothing(province: Province) -> None:
    link = put(province)
    officer = province.acting("officer")
    with pytest.raises(Refusal, match="document_reason"):
        remove(province.app, officer, link.id, "传错了")
    with pytest.raises(Refusal, match="document_reason"):
        remove(province.app, officer, link.id, "！！！！！！")
    remove(province.app, officer, link.id, WHY)
    (gone,) = documents(province.app, officer, "P1", "2024-03", ITEM)
    assert (gone.removed_by, gone.removal_reason) == ("officer", WHY)
    assert download(province.app, officer, link.id)[2] == PDF
    with pytest.raises(Refusal, match="document_removed"):
        remove(province.app, officer, link.id, WHY)
    with read_session(province.app.engine) as session:
        query = select(AuditEntry.action, AuditEntry.reason).where(AuditEntry.action.startswith("document."))  # type: ignore[attr-defined]
        assert session.exec(query).all() == [("document.add", ""), ("document.remove", WHY)]


def test_what_is_too_large_is_refused_before_it_is_read_whole(province: Province) -> None:
    class Endless(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            assert size == DOCUMENT_LIMIT + 1
            return bytes(size)

    with pytest.raises(Refusal) as refused:
        attach(province.app, province.acting("officer"), "P1", "2024-03", None, "照片.png", Endless())
    assert "20 MB" in describe(refused.value, "zh")


def test_another_scope_answers_as_if_there_were_none(province: Province) -> None:
    link = put(province)
    neighbour = province.acting("neighbour")
    for act in (
        lambda: download(province.app, neighbour, link.id),
        lambda: download(province.app, neighbour, 10**30),
        lambda: remove(province.app, neighbour, link.id, WHY),
    ):
        with pytest.raises(Refusal, match="unknown_document"):
            act()
    with pytest.raises(Refusal, match="unknown_site"):
        documents(province.app, neighbour, "P1", "2024-03")
    with pytest.raises(Refusal, match="not_permitted"):
        remove(province.app, province.acting("kunming"), link.id, WHY)


def test_a_reviewer_sees_what_came_with_the_report_and_no_edit_under_way(province: Province) -> None:
    officer, reviewer = province.acting("officer"), province.acting("kunming")
    declare_everything_away(province, "P1")
    province.bring_in(SENT_OUT)
    link = put(province)
    assert documents(province.app, reviewer, "P1", "2024-03") == []
    with pytest.raises(Refusal, match="unknown_document"):
        download(province.app, reviewer, link.id)
    reports.submit(province.app, officer, "P1", "2024-03")
    asked_for = put(province, "补充.pdf", PDF + b" asked for")
    assert documents(province.app, reviewer, "P1", "2024-03") == [link, asked_for]
    assert download(province.app, reviewer, link.id)[2] == PDF
    reports.return_(province.app, reviewer, "P1", "2024-03", "联单缺页，请补充")
    put(province, "草稿.pdf", PDF + b" under way")
    remove(province.app, officer, link.id, WHY)
    assert documents(province.app, reviewer, "P1", "2024-03") == [link, asked_for]
    assert [one.name for one in documents(province.app, officer, "P1", "2024-03")] == [
        "联单.pdf",
        "补充.pdf",
        "草稿.pdf",
    ]
    reports.submit(province.app, officer, "P1", "2024-03")
    assert [one.removed_by for one in documents(province.app, reviewer, "P1", "2024-03")] == [
        "officer",
        None,
        None,
    ]


def test_a_figure_that_needs_a_document_asks_for_it_at_submission(province: Province) -> None:
    declare_everything_away(province, "P1")
    province.bring_in(SENT_OUT)
    officer = province.acting("officer")
    (check,) = form(province.app, officer, "P1", "2024-03").checks
    assert (check.number, check.item, check.value) == ("C-13", ITEM, 2)
    assert "危险废物转移联单" in check.params["document_zh"]
    with pytest.raises(ReportBlocked):
        reports.submit(province.app, officer, "P1", "2024-03")
    remove(province.app, officer, put(province).id, WHY)
    put(province, content=PDF + b" of April", period="2024-04")
    assert [one.number for one in form(province.app, officer, "P1", "2024-03").checks] == ["C-13"]
    link = put(province)
    assert form(province.app, officer, "P1", "2024-03").checks == ()
    reports.submit(province.app, officer, "P1", "2024-03")
    with pytest.raises(Refusal, match="document_locked"):
        remove(province.app, officer, link.id, WHY)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("..\\..\\C:\\x\\联单.pdf", "联单.pdf"),
        ("/etc/passwd", "passwd"),
        ("照片\u202egpj.exe\x00\n", "照片gpj.exe"),
        ("a" * 300 + ".pdf", "a" * 251 + ".pdf"),
        ("长" * 300, "长" * 255),
        ("\u200b..", "document"),
    ],
)
def test_hostile_names_are_kept_as_text(given: str, kept: str) -> None:
    assert file_name(given) == kept

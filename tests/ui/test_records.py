"""Below the form: documents of the month, imports taken back; and documents handed out by address."""

from io import BytesIO

import pytest
from starlette.applications import Starlette

from tests.support.asgi import Visitor
from tests.ui.conftest import PASSWORD
from tests.ui.test_pages import drawn, page
from tracker.services.documents import DOCUMENT_LIMIT, attach, documents
from tracker.services.exchange.importing import import_files
from tracker.services.permissions import acting_as
from tracker.ui.server import MIDDLEWARE, ROUTES

PARK, MONTH = "YN26", "2026-11"
"""The running month, which no other test of this file's copy looks at."""
PDF = b"%PDF-1.7\n%<script>alert(1)</script>"


@pytest.fixture
def officer(signed_in):
    signed_in("officer")


def put(app, name: str = "联单.pdf", content: bytes = PDF):
    return attach(app, acting_as(app, "officer"), PARK, "2026-09", None, name, BytesIO(content))


def press(test, key: str):
    return test.button(key=key).click().run()


def test_a_document_is_attached_and_removed_at_its_figure(app, officer):
    address = {"site": PARK, "item": "electricity", "period": MONTH}
    test = page("history", **address).run()
    assert "还没有佐证材料" in drawn(test)
    test.file_uploader[0].set_value(("抄表<b>.pdf", PDF, "application/pdf")).run()
    press(test, "attach_document")
    assert "已上传" in test.success[0].value
    (link,) = documents(app, acting_as(app, "officer"), PARK, MONTH, "electricity")
    text = drawn(test)
    assert f'href="/documents/{link.id}" download' in text
    assert "抄表&lt;b&gt;.pdf" in text

    test.selectbox(key="remove_document_choice").select(link.id).run()
    press(test, "remove_document")
    assert "至少 6 个字" in test.error[0].value
    test.text_area[0].input("上传错了另一个月的照片").run()
    press(test, "remove_document")
    assert not test.exception
    assert "上传错了另一个月的照片" in drawn(page("history", **address).run())


def test_a_program_called_a_pdf_is_refused_in_a_sentence(app, officer):
    test = page("history", site=PARK, item="electricity", period="2026-08").run()
    test.file_uploader[0].set_value(("联单.pdf", b"MZ\x90\0", "application/pdf")).run()
    press(test, "attach_document")
    assert "不是可以上传的材料" in test.error[0].value


def test_a_document_too_large_is_refused_where_it_is_chosen(app, officer):
    test = page("history", site=PARK, item="electricity", period="2026-08").run()
    assert "不超过 20 MB" in test.file_uploader[0].label
    large = PDF + b" " * DOCUMENT_LIMIT
    test.file_uploader[0].set_value(("大图.pdf", large, "application/pdf")).run()
    assert "超过 20 MB" in test.error[0].value
    assert test.button(key="attach_document").disabled


def test_attaching_without_a_file_says_what_is_missing(app, officer):
    test = page("history", site=PARK, item="electricity", period="2026-08").run()
    press(test, "attach_document")
    assert "没有可上传的文件" in test.error[0].value


def test_the_reviewer_sees_the_documents_and_cannot_change_them(app, signed_in):
    put(app, "九月联单.pdf")
    signed_in("reviewer")
    test = page("reports", report=f"{PARK}/2026-09").run()
    assert not test.exception
    assert "九月联单.pdf" in drawn(test)
    assert not test.file_uploader


def test_an_import_is_undone_below_the_form(app, officer, tmp_path):
    path = tmp_path / "十月.csv"
    path.write_text(f"site,period,item,value,unit\n{PARK},{MONTH},petroleum_coke,7,t\n", encoding="utf-8")
    assert import_files(app, acting_as(app, "officer"), [path]).stored
    test = page("entry", site=PARK, period="2026-10").run()
    assert "十月.csv" in drawn(test)
    test.selectbox(key="undo_batch").select_index(0).run()
    assert "1 个填报值" in drawn(test)
    press(test, "undo_import")
    assert "已撤销本次导入" in test.success[0].value
    assert "撤销</td>" in drawn(page("entry", site=PARK, period="2026-10").run())


@pytest.fixture
def visitor(app) -> Visitor:
    return Visitor(Starlette(routes=ROUTES, middleware=MIDDLEWARE))


def enter(visitor: Visitor, name: str) -> Visitor:
    visitor.cookies.clear()
    visitor.post("/sign-in", name=name, password=PASSWORD)
    return visitor


def test_a_document_is_handed_out_as_a_download_to_those_in_scope_alone(app, visitor):
    link = put(app, "联单\r\nX: y.pdf", PDF + b"2")
    address = f"/documents/{link.id}"
    assert visitor.get(address).status == 404
    answer = enter(visitor, "officer").get(address)
    assert (answer.status, answer.body.encode()) == (200, PDF + b"2")
    assert (
        answer.header("content-disposition") == "attachment; filename*=UTF-8''%E8%81%94%E5%8D%95X%3A%20y.pdf"
    )
    assert answer.header("x-content-type-options") == "nosniff"
    assert answer.header("content-type") == "application/pdf"
    stranger = enter(visitor, "enterprise")
    assert [stranger.get(path).status for path in (address, "/documents/999", f"/documents/{10**30}")] == [
        404
    ] * 3
    assert stranger.get(address).body == stranger.get("/documents/999").body


def test_the_form_is_offered_filled_and_empty(officer):
    test = page("entry", site=PARK, period="2026-09").run()
    labels = [element.proto.label for element in test.get("download_button")]
    assert {"打印表", "空白表"} <= set(labels)


def test_the_administrator_sets_the_head_of_printed_forms(app, signed_in):
    signed_in("administrator")
    test = page("deadlines").run()
    test.text_input(key="head_number_month").input("滇园1表").run()
    press(test, "add_head")
    assert "依据文件" in test.error[0].value
    test.text_input(key="head_source").input("州环发〔2026〕9号").run()
    press(test, "add_head")
    assert "打印表头已登记" in test.success[0].value
    assert "滇园1表" in drawn(page("deadlines").run())
    assert not page("rules").run().exception

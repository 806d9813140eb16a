"""Attaching documents in a browser: one too large is refused in a sentence, and none is sent in its place."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import BLANK_PARK, MONTH
from tests.browser.test_accessibility import settle

pytestmark = pytest.mark.browser


@pytest.fixture
def page(visit) -> Page:
    opened = visit("beginner", f"history?site={BLANK_PARK}&item=electricity&period={MONTH}")
    opened.get_by_role("button", name="上传", exact=True).wait_for()
    return opened


def choose(page: Page, folder: Path, name: str, megabytes: int) -> None:
    path = folder / name
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(megabytes * 2**20 + 100)
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(path)
    settle(page)


def test_a_file_too_large_is_never_replaced_by_the_one_before(page: Page, tmp_path: Path) -> None:
    attach = page.get_by_role("button", name="上传", exact=True)
    expect(page.get_by_test_id("stFileUploader")).to_contain_text("不超过 20 MB")
    choose(page, tmp_path, "小.pdf", 0)
    expect(page.get_by_text("小.pdf")).to_be_visible()
    choose(page, tmp_path, "大.pdf", 20)
    expect(page.get_by_text("“大.pdf”超过 20 MB")).to_be_visible()
    expect(page.get_by_text("小.pdf")).to_have_count(0)
    expect(attach).to_be_disabled()
    choose(page, tmp_path, "小.pdf", 0)
    expect(attach).to_be_enabled()
    choose(page, tmp_path, "更大.pdf", 51)
    expect(page.get_by_text("更大.pdf")).to_be_visible()
    expect(page.get_by_test_id("stFileUploader")).to_contain_text("文件太大，服务器没有接收。")
    attach.click()
    expect(page.get_by_text("没有可上传的文件。请先选择一个不超过 20 MB 的文件。")).to_be_visible()
    expect(page.get_by_role("link", name="小.pdf")).to_have_count(0)

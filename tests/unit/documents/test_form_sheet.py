"""A printed form: what stands where, in both languages, and that nothing typed is taken for markup."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import typst

from tracker.catalog.entries import Citation, FormHead, Names
from tracker.catalog.periods import Period
from tracker.documents import form_sheet
from tracker.documents.form_sheet import FormSheet, PrintedRow, form_pdf, form_texts

CITATION = Citation(source="x", confirmation="unconfirmed")
MARKUP = '#panic("x") *粗* $x^2$ <标签> @ref \\ // `码` CO₂、NH₃ ' + "很长" * 200


def both(text: str) -> Names:
    return Names(zh=text, en=text)


def sheet(*rows: PrintedRow, **given: object) -> FormSheet:
    head = FormHead(
        code="month",
        names=both("月报表"),
        number="滇环统月1表",
        authority=both("示例机关"),
        citation=CITATION,
    )
    known = {"site": "P1", "name": "示例园区", "period": Period.month(2026 * 12), "state": "draft"}
    return FormSheet(head=head, groups=((both("能源"), rows),), **{**known, **given})  # type: ignore[arg-type]


COAL = PrintedRow(both("原煤"), "吨", value=1234.5, ytd=0.0, last_year=None, note="检修")


def test_figures_notes_and_signatures_stand_in_their_places() -> None:
    shown = form_texts(
        sheet(COAL, submitted_by="zhang", submitted_on=date(2026, 2, 9), away=(both("焦炭"),)), "zh"
    )
    (group,) = shown["groups"]
    assert [cell.replace("\u200b", "") for cell in group["rows"][0]] == [
        "1",
        "原煤",
        "吨",
        "1,234.5",
        "0",
        "",
    ]
    assert shown["columns"] == ["序号", "数据项", "计量单位", "本月", "1—本月", "上年同月"]
    assert shown["notes"] == ["原煤：检修", "已声明不涉及：焦炭。"]
    assert ("表号：", "滇环统月1表") in shown["head"]
    assert not any(label.startswith("批准文号") for label, _ in shown["head"])
    assert ("填表人：", "zhang") in shown["signatures"]
    assert shown["watermark"] == "草稿"


def test_an_empty_form_has_items_and_no_figures() -> None:
    shown = form_texts(sheet(COAL, empty=True), "en")
    assert shown["groups"][0]["rows"] == [["1", "原煤", "吨", "", "", ""]]
    assert (shown["notes"], shown["watermark"]) == ([], "BLANK")


def test_an_annual_form_compares_with_the_year_before() -> None:
    shown = form_texts(sheet(COAL, period=Period.year(2025)), "zh")
    assert shown["columns"][3:] == ["本年", "上年"]
    assert len(shown["groups"][0]["rows"][0]) == 5


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_people_typed_is_never_markup(lang: str) -> None:
    row = PrintedRow(both(MARKUP), MARKUP[:40], value=9.9e17, ytd=-1e-18, note=MARKUP)
    content = form_pdf(sheet(row, name=MARKUP, submitted_by=MARKUP), lang)  # type: ignore[arg-type]
    assert content.startswith(b"%PDF-")


def test_a_long_form_goes_on_over_pages_under_the_same_head() -> None:
    data = form_texts(sheet(*[COAL] * 120), "zh")
    template = Path(form_sheet.__file__).with_name("form.typ")
    pages = typst.compile(template, format="png", ppi=20, sys_inputs={"data": json.dumps(data)})
    assert len(pages) > 2


@pytest.mark.parametrize("note", ["检修", ""])
def test_the_signatures_never_stand_alone_on_a_page(note: str) -> None:
    """Where they spill onto a new page, something of the page before has come along."""
    spilled = 0
    for count in range(34, 44):
        rows = [COAL, COAL, *[replace(COAL, note="")] * count] if note else [replace(COAL, note="")] * count
        data = form_texts(sheet(*rows), "zh") | {"page": ""}
        signed, bare = pages(data), pages(data | {"signatures": []})
        if len(signed) > len(bare):
            spilled += 1
            assert signed[-2] != bare[-1]
    assert spilled


def pages(data: dict[str, object]) -> list[bytes]:
    template = Path(form_sheet.__file__).with_name("form.typ")
    made = typst.compile(
        template,
        font_paths=[form_sheet.fonts()],
        format="png",
        ppi=30,
        sys_inputs={"data": json.dumps(data)},
    )
    return made if isinstance(made, list) else [made]

"""The overview's page: totals, filters, the tables' markup, the panel of a cell."""

import pytest
from streamlit.testing.v1 import AppTest

from tracker.compute.verdicts import Verdict
from tracker.services.judging.overview import Overview, ParkLine, overview, quarters
from tracker.services.permissions import acting_as
from tracker.ui.components.park_verdicts import OVERALL, ParkTable, cell_name, cell_of

MONTH = "2026-09"


def page(**address: str) -> AppTest:
    test = AppTest.from_string("from tracker.ui.views import overview\noverview.show()\n", default_timeout=30)
    for key, value in {"period": MONTH, **address}.items():
        test.query_params[key] = value
    return test


def drawn(test: AppTest) -> str:
    html = [element.proto.body for element in test.get("html")]
    said = [str(part.value) for part in (*test.caption, *test.info, *test.title)]
    return "\n".join(html + said)


def line(name: str, mark: str = "met", prefecture: str = "yuxi", cell: Verdict | None = None) -> ParkLine:
    cell = cell or Verdict(mark, False, 0.5, 0, 0, None, 1.0, None)  # type: ignore[arg-type]
    cells = {"energy_intensity": cell}
    return ParkLine(name[:4], name, prefecture, "accepted", False, cells, mark, "energy_intensity")  # type: ignore[arg-type]


def table(app, *parks: ParkLine, grouped: bool = False) -> str:
    found = Overview("ytd", MONTH, ("energy_intensity",), ("energy_intensity",), parks)
    return ParkTable(app.catalog, "zh", MONTH).heat(found, parks, grouped=grouped)


def test_the_page_counts_parks_by_their_mark(signed_in):
    signed_in("reviewer")
    test = page().run()
    assert not test.exception
    assert "已报 2/2" in drawn(test)
    assert "列出 2 个园区" in drawn(test)


def test_a_park_is_searched_by_a_part_of_its_name(signed_in):
    signed_in("reviewer")
    test = page(search="新平").run()
    assert "列出 1 个园区" in drawn(test)
    test = page(search="没有这个").run()
    assert "没有符合条件的园区" in drawn(test)


def test_the_panel_of_the_address_says_value_target_and_why(signed_in):
    signed_in("reviewer")
    text = drawn(page(site="YN26", indicator="wastewater_treatment_rate").run())
    assert 'class="verdict"' in text
    assert "≥ 100 %" in text
    assert "/indicators?site=YN26" in text


@pytest.mark.parametrize(("site", "sentence"), [("YN99", "YN99"), ("YN26", "nosuch")])
def test_an_address_that_names_nothing_gets_a_sentence(signed_in, site, sentence):
    signed_in("reviewer")
    indicator = "wastewater_treatment_rate" if site == "YN99" else "nosuch"
    test = page(site=site, indicator=indicator).run()
    assert not test.exception
    assert sentence in drawn(test)


def test_a_verdict_is_shape_word_and_figure(app):
    markup = table(app, line("YN01甲园区", "at_risk"))
    assert "<b>▲ 预计难达标</b><span>0.5000</span>" in markup
    assert f'data-cell="{cell_name("YN01", "energy_intensity")}"' in markup


def test_a_figure_over_fewer_months_says_over_how_many(app):
    partial = Verdict("not_evaluable", True, 0.5, 9, 10, None, None, "incomplete")
    assert '0.5000<small class="months">9/10</small>' in table(
        app, line("YN01甲", "not_evaluable", cell=partial)
    )


def test_what_somebody_typed_stays_text(app):
    markup = table(app, line('YN01<b onclick="x">\u202e园区'))
    assert "&lt;b onclick=&quot;x&quot;&gt;" in markup
    assert "<b onclick" not in markup


def test_groups_stand_worst_first_with_their_totals(app):
    markup = table(app, line("YN01甲"), line("YN02乙", "at_risk", "dali"), grouped=True)
    assert markup.index("大理州") < markup.index("玉溪市")
    assert "▲ 预计难达标 <b>1</b>" in markup
    assert "已报 1/1" in markup


def test_the_workbook_has_figures_as_numbers_beside_their_verdicts(app):
    found = overview(app, acting_as(app, "reviewer"), MONTH)
    shown = ParkTable(app.catalog, "zh", MONTH)
    rows = list(shown.rows(found, found.parks))
    assert {len(row) for row in rows} == {len(shown.columns(found))}
    assert [cell.value for cell in rows[0] if cell.value is not None]


def test_the_quarters_show_the_mark_of_a_park_or_of_one_indicator(app):
    who = acting_as(app, "reviewer")
    found, strip = overview(app, who, MONTH), quarters(app, who, MONTH)
    shown = ParkTable(app.catalog, "zh", MONTH)
    for of in (OVERALL, "wastewater_treatment_rate"):
        markup = shown.strip(strip, found.parks, of, grouped=False)
        assert markup.count('<th scope="col">') == 13
        assert f"|{strip.months[-1]}" in markup


def test_a_cell_is_found_by_its_name_whatever_a_code_holds():
    assert cell_of(cell_name("A|B", "x", "2024-03")) == ("A|B", "x", "2024-03")

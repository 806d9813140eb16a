"""Figures that break a method break no page: a verdict or a reason in words, no warning, only numbers."""

import re
import warnings
from dataclasses import replace
from datetime import date

import pytest

from tests.support.parks import House
from tests.ui.test_pages import drawn, page
from tracker.services.application import Application
from tracker.services.installation import initialize
from tracker.services.people.accounts import add_account
from tracker.services.people.signing_in import sign_in
from tracker.services.permissions import OPERATOR

TODAY = date(2025, 8, 20)
PASSWORD = "violet-harbour-32-lamp"
MONTHS = [f"{year}-{month:02d}" for year in range(2021, 2025) for month in range(1, 13)]
MONTHS += [f"2025-{month:02d}" for month in range(1, 8)]
COUNT = len(MONTHS)

BAD = {
    "constant": ["100"] * COUNT,
    "zeros": ["0"] * COUNT,
    "one_value": ["100"] + [""] * (COUNT - 1),
    "every_other": ["100" if place % 2 else "" for place in range(COUNT)],
    "jump": ["100"] * 40 + ["100000000000"] * (COUNT - 40),
    "tiny_then_huge": ["0.000000001"] * 40 + ["1000000000"] * (COUNT - 40),
    "nothing": [],
}
OUTPUT = {"no_output": "0", "negative_output": "-50"}
SOME = ("zeros", "jump", "nothing")
"""The kinds that the other pages are drawn for in every run."""
NOT_A_NUMBER = re.compile(r"\bnan\b|\bNaN\b|Infinity|\binf\b|\bNone\b")


@pytest.fixture(scope="module")
def bad(tmp_path_factory) -> str:
    """A park for each kind of bad figures."""
    from tracker.services.application import open_application

    folder = tmp_path_factory.mktemp("bad")
    url = f"sqlite:///{folder}/bad.db"
    initialize(url, today=TODAY)
    place = House(open_application(url, today=TODAY), folder)
    for kind, values in BAD.items():
        _park(place, kind, values, "1000")
    for kind, output in OUTPUT.items():
        _park(place, kind, ["100"] * COUNT, output)
    for kind in (*BAD, *OUTPUT):
        add_account(
            place.app, OPERATOR, name=f"officer_{kind}", role="officer", scope=kind, password=PASSWORD
        )
    return url


def _park(place: House, code: str, values: list[str], output: str) -> None:
    place.site(code, since="2021-01", region="CN-YN")
    lines = [f"{code},{month},electricity,{value},kWh" for month, value in zip(MONTHS, values, strict=False)]
    if values:
        lines += [f"{code},{month},value_added_real,{output},万元@2020" for month in MONTHS]
        place.figures(lines)


@pytest.fixture
def look(bad, monkeypatch):
    """Draw a page for an account of this installation, warnings being errors."""
    monkeypatch.setenv("TRACKER_DATABASE_URL", bad)
    monkeypatch.setenv("TRACKER_TODAY", TODAY.isoformat())
    from tracker.ui.opened import application

    app: Application = replace(application())

    def draw(account: str, name: str, **address: str):
        token = sign_in(app, account, PASSWORD, "test")
        monkeypatch.setattr("tracker.ui.visit.session_token", lambda: token)
        with warnings.catch_warnings():
            warnings.simplefilter("error", RuntimeWarning)
            test = page(name, **address).run()
        assert not test.exception
        charts = "".join(chart.proto.spec for chart in test.get("vega_lite_chart"))
        found = NOT_A_NUMBER.search(drawn(test) + charts)
        assert not found, found
        return drawn(test)

    return draw


WORDS = {
    "constant": "没有变动",
    "one_value": "只有 1 个可用月份",
    "every_other": "暂不预测全年：",
    "jump": "暂不预测全年：",
    "nothing": "没有",
    "no_output": "暂不预测全年：分母不为正",
    "negative_output": "暂不预测全年：分母不为正",
}


def address(kind: str, indicator: str, window: str) -> dict[str, str]:
    return {"site": kind, "period": "2025-07", "indicator": indicator, "window": window}


@pytest.mark.parametrize("kind", [*BAD, *OUTPUT])
def test_a_page_stands_bad_figures_and_says_why(look, kind):
    text = look(f"officer_{kind}", "indicators", **address(kind, "energy_intensity", "ytd"))
    assert "趋势" in text or "没有" in text
    assert WORDS.get(kind, "") in text


@pytest.mark.parametrize(
    "kind", [pytest.param(kind, marks=() if kind in SOME else pytest.mark.full) for kind in (*BAD, *OUTPUT)]
)
@pytest.mark.parametrize(
    ("indicator", "window"),
    [("energy_intensity", "month"), ("energy_total", "ytd"), ("energy_total", "year")],
)
def test_other_pages_stand_bad_figures(look, kind, window, indicator):
    text = look(f"officer_{kind}", "indicators", **address(kind, indicator, window))
    assert "趋势" in text or "没有" in text


@pytest.mark.parametrize("kind", [*BAD, *OUTPUT])
def test_the_desk_stands_bad_figures(look, kind):
    look(f"officer_{kind}", "desk")

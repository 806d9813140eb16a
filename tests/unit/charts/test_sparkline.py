"""The small line among words: gaps stay gaps, odd figures break nothing, and it is read aloud."""

from xml.etree import ElementTree

import pytest

from tracker.charts.sparkline import as_image, sparkline

SPACE = "{http://www.w3.org/2000/svg}"


def drawn(values):
    return ElementTree.fromstring(sparkline(values, "能耗，近24个月"))


def test_a_gap_is_not_joined():
    assert len(drawn([1.0, 2.0, None, 3.0, 4.0]).findall(f"{SPACE}polyline")) == 2


def test_a_month_alone_is_a_dot_beside_the_last_point():
    assert len(drawn([1.0, None, 2.0, None, 3.0, 4.0]).findall(f"{SPACE}circle")) == 3


def test_it_is_an_image_with_words():
    root = drawn([1.0, 2.0])
    assert root.get("role") == "img"
    assert root.get("aria-label") == "能耗，近24个月"


@pytest.mark.parametrize("values", [[], [None, None], [float("nan")], [float("inf"), None]])
def test_nothing_known_draws_nothing(values):
    assert sparkline(values, "x") == ""
    assert as_image(sparkline(values, "x"), "x") == ""


@pytest.mark.parametrize(
    "values", [[5.0] * 24, [5.0], [-1e308, 1e308], [0.0, 1e9, 0.0], [1.0, float("nan"), 2.0]]
)
def test_odd_figures_stay_within_the_frame(values):
    root = drawn(values)
    for line in root.findall(f"{SPACE}polyline"):
        for point in (line.get("points") or "").split():
            x, y = map(float, point.split(","))
            assert 0 <= x <= 96
            assert 0 <= y <= 22


def test_the_highest_month_stands_highest():
    (line,) = drawn([1.0, 9.0, 2.0]).findall(f"{SPACE}polyline")
    heights = [float(point.split(",")[1]) for point in (line.get("points") or "").split()]
    assert min(heights) == heights[1]


def test_rounding_is_drawn_as_the_level_it_is():
    (line,) = drawn([100.0, 99.9999999, 100.0000001]).findall(f"{SPACE}polyline")
    assert len({point.split(",")[1] for point in (line.get("points") or "").split()}) == 1


def test_what_is_said_cannot_leave_its_attribute():
    assert "<script" not in sparkline([1.0], '"><script>alert(1)</script>')
    assert "<script" not in as_image("<svg/>", '"><script>')

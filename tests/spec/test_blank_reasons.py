"""空白的原因决定空白按什么计。 The reason of a blank says what it counts as."""

import pytest

from tests.spec.support import case, expect, not_applicable, site

TABLE = """
item      | 2024-01 | 2024-02  | 2024-03
tap_water | 10      | ({reason}) | 30
"""


@pytest.mark.parametrize(
    ("reason", "value", "coverage", "why"),
    [
        ("stopped", 40.0, [3, 3], None),  # 停产: zero
        ("not_occurred", 40.0, [3, 3], None),  # 未发生: zero
        ("no_longer_used", 40.0, [3, 3], None),  # 不再使用: not applicable
        ("not_monitored", None, [2, 3], "incomplete"),  # 未监测: missing
        ("not_yet_available", None, [2, 3], "incomplete"),  # 数据未到: missing
    ],
)
def test_a_blank_counts_as_its_reason_says(engine, reason, value, coverage, why):
    facts = case(TABLE.format(reason=reason), site(declarations=not_applicable("water")))
    expect(engine, facts, "fresh_water ytd 2024-03", value=value, coverage=coverage, reason=why)


def test_a_cumulative_figure_leaves_nothing_to_a_month_no_longer_applicable(engine):
    table = """
    item      | 2024-01 | 2024-02          | 2024-01..03
    tap_water | 10      | (no_longer_used) | 40
    """
    facts = case(table, site(declarations=not_applicable("water")))
    expect(engine, facts, "fresh_water month 2024-03", value=30.0)

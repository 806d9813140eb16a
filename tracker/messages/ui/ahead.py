"""Texts of what lies ahead: the forecast of a year, the months left, the risk, and the tests for a trend."""

from tracker.messages.text import Text

_FORECAST: dict[str, Text] = {
    "ui_ahead": Text("全年预测", "Year ahead"),
    "ui_ahead_left": Text("余下月份", "Months left"),
    "ui_ahead_assumed_short": Text(
        "余下月份平均值按其分母（增加值等）与今年以来增速相同测算；概率为全年达标的概率。",
        "What the months left may average assumes that the denominator (value added) grows as so far this year; "
        "probabilities are those of meeting the target of the year.",
    ),
    "ui_ahead_other_price": Text(
        "预测按另一种价格口径，未画入图中。", "The forecast is at other prices and not drawn."
    ),
    "ui_chance_desk": Text(
        "全年{words}（达标概率{percent}）。", "The year will {words} (chance of meeting it {percent})."
    ),
}

_TESTS: dict[str, Text] = {
    "ui_tests": Text("统计检验", "Statistical tests"),
    "ui_tests_of": Text("统计检验：{verdict}", "Statistical tests: {verdict}"),
    "ui_tests_estimated": Text(
        "工业增加值为估算或没有可比价，另看按实测数据汇总的{numerator}。",
        "Value added is estimated or not at comparable prices; {numerator}, which is measured, is tested as well.",
    ),
    "ui_test": Text("检验", "Test"),
    "ui_test_decides": Text("（定论）", " (decides)"),
    "ui_test_change": Text("年均变化", "Change a year"),
    "ui_test_interval": Text("95 % 区间", "95 % interval"),
    "ui_test_between": Text("{low} 至 {high}", "{low} to {high}"),
    "ui_test_p": Text("p 值", "p"),
    "ui_test_about": Text("其他", "More"),
    "ui_test_s": Text("S = {s}，Z = {z}", "S = {s}, Z = {z}"),
    "ui_test_s_only": Text("S = {s}", "S = {s}"),
    "ui_test_phi": Text("自相关 {phi}", "autocorrelation {phi}"),
    "ui_test_none": Text("未能计算", "not to be had"),
}

_RISK: dict[str, Text] = {
    "ui_risk": Text("未达标风险", "Risk of missing"),
    "ui_risk_text": Text("{words}（概率{percent}）", "{words} (probability {percent})"),
    "ui_risk_low": Text("低", "low"),
    "ui_risk_some": Text("较低", "rather low"),
    "ui_risk_even": Text("中等", "even"),
    "ui_risk_high": Text("较高", "high"),
    "ui_risk_very_high": Text("很高", "very high"),
    "ui_risk_short": Text("风险{percent}%", "risk {percent}%"),
    "ui_risk_hint": Text(
        "走势为近24个月当月值，风险为全年未达标的概率",
        "The line is the last 24 months, the risk the probability of missing the year's target",
    ),
    "ui_spark": Text("近24个月", "Last 24 months"),
    "ui_spark_alt": Text(
        "{indicator}近 {count} 个月：最低 {low}，最高 {high}，最近 {last}，趋势{trend}",
        "{indicator}, last {count} {count:month|months}: lowest {low}, highest {high}, latest {last}, trend: {trend}",
    ),
    "ui_overview_plain": Text("只看结论", "Verdicts only"),
    "ui_overview_courses": Text("加走势和风险", "With course and risk"),
    "ui_overview_course": Text("走势和风险", "Course and risk"),
}

MESSAGES: dict[str, Text] = {**_FORECAST, **_TESTS, **_RISK}

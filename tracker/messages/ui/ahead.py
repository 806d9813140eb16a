"""Texts of what lies ahead: the forecast of a year, the months left, the risk, and the tests for a trend."""

from tracker.messages.text import Text

_FORECAST: dict[str, Text] = {
    "ui_ahead": Text("全年预测", "Year ahead"),
    "ui_ahead_value": Text(
        "据截至{month}的数据，预计{year}年全年为 {value} {unit}（80 % 区间 {low}—{high}）",
        "From the figures through {month}, {year} is expected to end at {value} {unit} (80 % band {low} to {high})",
    ),
    "ui_ahead_plain": Text(
        "据截至{month}的数据，预计{year}年全年为 {value} {unit}",
        "From the figures through {month}, {year} is expected to end at {value} {unit}",
    ),
    "ui_ahead_still": Text(
        "据截至{month}的数据，预计{year}年全年为 {value} {unit}（各月一直没有波动，不给区间）",
        "From the figures through {month}, {year} is expected to end at {value} {unit} (it never varied: no band)",
    ),
    "ui_ahead_chance": Text(
        "，{words}（达标概率{percent}）。", "; it will {words} (chance of meeting it {percent})."
    ),
    "ui_ahead_end": Text("。", "."),
    "ui_ahead_at_bound": Text(
        "余下 {months} 个月须逐月保持 {average} {unit}。",
        "Each of the {months} months left has to stay at {average} {unit}.",
    ),
    "ui_ahead_left": Text("余下月份", "Months left"),
    "ui_ahead_assumed_short": Text(
        "余下月份平均值按其分母（增加值等）与今年以来增速相同测算；概率为全年达标的概率。",
        "What the months left may average assumes that the denominator (value added) grows as so far this year; "
        "probabilities are those of meeting the target of the year.",
    ),
    "ui_ahead_other_price": Text(
        "预测按另一种价格口径，未画入图中。", "The forecast is at other prices and not drawn."
    ),
    "ui_chance_sure": Text("几乎肯定达标", "almost certainly meet its target"),
    "ui_chance_likely": Text("很可能达标", "very probably meet its target"),
    "ui_chance_rather": Text("较有可能达标", "probably meet its target"),
    "ui_chance_open": Text("能否达标难以判断", "as likely miss its target as meet it"),
    "ui_chance_rather_not": Text("较有可能不达标", "probably miss its target"),
    "ui_chance_unlikely": Text("很可能不达标", "very probably miss its target"),
    "ui_chance_hopeless": Text("几乎肯定不达标", "almost certainly miss its target"),
    "ui_chance_desk": Text(
        "全年{words}（达标概率{percent}）。", "The year will {words} (chance of meeting it {percent})."
    ),
}

_TESTS: dict[str, Text] = {
    "ui_tests": Text("统计检验", "Statistical tests"),
    "ui_tests_of": Text("统计检验：{verdict}", "Statistical tests: {verdict}"),
    "ui_trend_says_declining": Text(
        "{indicator}近 {n} 个月呈下降趋势，平均每年 {change}（95 % 区间 {low} 至 {high}）。",
        "{indicator} has been declining over {n} months, by {change} a year (95 % interval {low} to {high}).",
    ),
    "ui_trend_says_rising": Text(
        "{indicator}近 {n} 个月呈上升趋势，平均每年 {change}（95 % 区间 {low} 至 {high}）。",
        "{indicator} has been rising over {n} months, by {change} a year (95 % interval {low} to {high}).",
    ),
    "ui_trend_says_no_trend": Text(
        "{indicator}近 {n} 个月看不出明显趋势，平均每年 {change}（95 % 区间 {low} 至 {high}）。",
        "{indicator} shows no clear trend over {n} months: {change} a year (95 % interval {low} to {high}).",
    ),
    "ui_trend_says_constant": Text(
        "{indicator}近 {n} 个月没有变动，无明显趋势。",
        "{indicator} did not change over {n} months: no trend.",
    ),
    "ui_trend_says_too_short": Text(
        "{indicator}只有 {n} 个可用月份，不足 24 个月，不作趋势判断。",
        "{indicator} has {n} usable months, fewer than 24: no trend is judged.",
    ),
    "ui_trend_says_untested": Text(
        "{indicator}近 {n} 个月看不出明显趋势。", "{indicator} shows no clear trend over {n} months."
    ),
    "ui_tests_decides": Text(
        "以{test}为准：n = {n}，{p}。其余检验供参考。",
        "The {test} decides: n = {n}, {p}. The others are context.",
    ),
    "ui_tests_decides_none": Text(
        "以{test}为准；n = {n}，未能检验：{reason}。",
        "The {test} decides; n = {n}, not tested: {reason}.",
    ),
    "ui_tests_too_short": Text("可用月份不足 24 个", "fewer than 24 usable months"),
    "ui_tests_constant": Text("各月数值没有变动", "no month ever changed"),
    "ui_tests_not_positive": Text("有数值不大于零，不能取对数", "some value is not above 0: no logarithm"),
    "ui_tests_estimated": Text(
        "工业增加值为估算或没有可比价，另看按实测数据汇总的{numerator}。",
        "Value added is estimated or not at comparable prices; {numerator}, which is measured, is tested as well.",
    ),
    "ui_test": Text("检验", "Test"),
    "ui_test_ar1_regression": Text("季节回归（AR(1) 误差）", "seasonal regression with AR(1) errors"),
    "ui_test_seasonal_mann_kendall": Text("季节性 Mann–Kendall 检验", "seasonal Mann–Kendall test"),
    "ui_test_slope": Text("季节性 Theil–Sen 斜率", "seasonal Theil–Sen slope"),
    "ui_test_hac": Text("对数线性回归（HAC 标准误）", "log-linear regression, HAC errors"),
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
        "{indicator}, last {count} months: lowest {low}, highest {high}, latest {last}, trend: {trend}",
    ),
    "ui_overview_plain": Text("只看结论", "Verdicts only"),
    "ui_overview_courses": Text("加走势和风险", "With course and risk"),
    "ui_overview_course": Text("走势和风险", "Course and risk"),
}

MESSAGES: dict[str, Text] = {**_FORECAST, **_TESTS, **_RISK}

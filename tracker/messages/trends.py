"""Trends and forecasts: what is said of where an indicator is going, and why nothing can be said."""

from tracker.messages.text import Text

VERDICTS: dict[str, Text] = {
    "verdict_declining": Text("下降", "declining"),
    "verdict_no_trend": Text("无明显趋势", "no clear trend"),
    "verdict_rising": Text("上升", "rising"),
    "verdict_too_short": Text("数据不足", "too little data"),
    "trend_declining": Text(
        "{indicator}近 {n} 个月呈下降趋势，平均每年 {change}（95 % 区间 {low} 至 {high}）。",
        "{indicator} has been declining over {n} months, by {change} a year (95 % interval {low} to {high}).",
    ),
    "trend_rising": Text(
        "{indicator}近 {n} 个月呈上升趋势，平均每年 {change}（95 % 区间 {low} 至 {high}）。",
        "{indicator} has been rising over {n} months, by {change} a year (95 % interval {low} to {high}).",
    ),
    "trend_no_trend": Text(
        "{indicator}近 {n} 个月看不出明显趋势，平均每年 {change}（95 % 区间 {low} 至 {high}）。",
        "{indicator} shows no clear trend over {n} months: {change} a year (95 % interval {low} to {high}).",
    ),
    "trend_constant": Text(
        "{indicator}近 {n} 个月没有变动，无明显趋势。",
        "{indicator} did not change over {n} months: no trend.",
    ),
    "trend_too_short": Text(
        "{indicator}只有 {n} 个可用月份，不足 24 个月，不作趋势判断。",
        "{indicator} has {n} usable months, fewer than 24: no trend is judged.",
    ),
    "trend_untested": Text(
        "{indicator}近 {n} 个月看不出明显趋势。", "{indicator} shows no clear trend over {n} months."
    ),
    "trend_no_comparable_price": Text(
        "没有可比价增加值或增速，按现价不判断趋势、不作预测。",
        "There is neither value added at comparable prices nor its growth; at current prices no trend is judged and nothing forecast.",
    ),
}

TESTS: dict[str, Text] = {
    "test_ar1_regression": Text("季节回归（AR(1) 误差）", "seasonal regression with AR(1) errors"),
    "test_seasonal_mann_kendall": Text("季节性 Mann–Kendall 检验", "seasonal Mann–Kendall test"),
    "test_slope": Text("季节性 Theil–Sen 斜率", "seasonal Theil–Sen slope"),
    "test_hac": Text("对数线性回归（HAC 标准误）", "log-linear regression, HAC errors"),
    "test_decides": Text(
        "以{test}为准：n = {n}，{p}。其余检验供参考。",
        "The {test} decides: n = {n}, {p}. The others are context.",
    ),
    "test_impossible": Text(
        "以{test}为准；n = {n}，未能检验：{reason}。",
        "The {test} decides; n = {n}, not tested: {reason}.",
    ),
    "test_reason_too_short": Text("可用月份不足 24 个", "fewer than 24 usable months"),
    "test_reason_constant": Text("各月数值没有变动", "no month ever changed"),
    "test_reason_not_positive": Text("有数值不大于零，不能取对数", "some value is not above 0: no logarithm"),
}

FORECASTS: dict[str, Text] = {
    "month_words": Text("{year}年{month}月", "{text}"),
    "forecast_stated": Text(
        "据截至{through}的数据，预计{year}年全年为 {value} {unit}（80 % 区间 {low}—{high}）",
        "From the figures through {through}, {year} is expected to end at {value} {unit} (80 % band {low} to {high})",
    ),
    "forecast_plain": Text(
        "据截至{through}的数据，预计{year}年全年为 {value} {unit}",
        "From the figures through {through}, {year} is expected to end at {value} {unit}",
    ),
    "forecast_still": Text(
        "据截至{through}的数据，预计{year}年全年为 {value} {unit}（各月一直没有波动，不给区间）",
        "From the figures through {through}, {year} is expected to end at {value} {unit} (it never varied: no band)",
    ),
    "forecast_chance": Text(
        "，{words}（{demanded}的概率{percent}）。", "; it will {words} (probability of {demanded} {percent})."
    ),
    "forecast_end": Text("。", "."),
    "forecast_year_over": Text(
        "{year} 年全年 {value} {unit}{before}。", "{year} as a whole: {value} {unit}{before}."
    ),
    "forecast_before": Text("，上年 {baseline}", ", the year before {baseline}"),
    "forecast_fall": Text("低于上年 {required} ", "less than the {required} of the year before"),
    "forecast_at_most": Text("不高于 {required} {unit} ", "at most {required} {unit}"),
    "forecast_at_least": Text("达到 {required} {unit} ", "at least {required} {unit}"),
    "chance_sure": Text("几乎肯定达标", "almost certainly meet its target"),
    "chance_likely": Text("很可能达标", "very probably meet its target"),
    "chance_rather": Text("较有可能达标", "probably meet its target"),
    "chance_open": Text("能否达标难以判断", "as likely miss its target as meet it"),
    "chance_rather_not": Text("较有可能不达标", "probably miss its target"),
    "chance_unlikely": Text("很可能不达标", "very probably miss its target"),
    "chance_hopeless": Text("几乎肯定不达标", "almost certainly miss its target"),
    "probability_about": Text("约 {percent}%", "of about {percent}%"),
    "probability_high": Text("大于 99%", "above 99%"),
    "probability_low": Text("小于 1%", "below 1%"),
    "forecast_none": Text("暂不预测全年：{reason}。", "The year is not forecast: {reason}."),
    "forecast_reason_no_data": Text("今年没有可用数据", "no usable figures this year"),
    "forecast_reason_denominator_not_positive": Text("分母不为正", "the denominator is not positive"),
    "forecast_reason_numerator_not_positive": Text("分子不为正", "the numerator is not positive"),
    "forecast_reason_year_just_begun": Text(
        "年初数据不足两个月", "fewer than two months of the year are known"
    ),
    "forecast_reason_incomplete": Text("上年缺月过多", "too many months of last year are missing"),
    "forecast_reason_too_short": Text("此前可用的年份不足两年", "fewer than two earlier years can be used"),
    "forecast_reason_too_uncertain": Text(
        "数据波动过大，预测不可靠", "figures vary too much for a forecast to be relied on"
    ),
}

REMAINING: dict[str, Text] = {
    "remaining_at_most": Text(
        "余下 {months} 个月平均不得高于 {average} {unit}{assumed}{recent}。",
        "The remaining {months} {months:month|months} may average at most {average} {unit}{assumed}{recent}.",
    ),
    "remaining_at_bound": Text(
        "余下 {months} 个月须逐月保持 {average} {unit}。",
        "Each of the {months} {months:month|months} left has to stay at {average} {unit}.",
    ),
    "remaining_at_least": Text(
        "余下 {months} 个月平均不得低于 {average} {unit}{assumed}{recent}。",
        "The remaining {months} {months:month|months} must average at least {average} {unit}{assumed}{recent}.",
    ),
    "remaining_assumed_value_added": Text(
        "（按余下月份增加值 {denominator} {denominator_unit}，与今年以来增速相同测算）",
        " (assuming value added of {denominator} {denominator_unit} in them, growing as this year so far)",
    ),
    "remaining_assumed": Text(
        "（按余下月份分母 {denominator} {denominator_unit}，与今年以来增速相同测算）",
        " (assuming a denominator of {denominator} {denominator_unit} in them, growing as this year so far)",
    ),
    "remaining_recent": Text(
        "，近 {months} 个月为 {average}", "; the last {months} {months:month|months}: {average}"
    ),
    "remaining_never": Text(
        "余下 {months} 个月无论怎样，都已不能达到全年目标。",
        "Whatever the remaining {months} {months:month brings|months bring}, the year's target can no longer be met.",
    ),
    "remaining_surely": Text(
        "余下 {months} 个月无论怎样，都能达到全年目标。",
        "Whatever the remaining {months} {months:month brings|months bring}, the year's target is met.",
    ),
}

NOTES: dict[str, Text] = {
    "note_forecast": Text("按预测列为难达标", "at risk by the forecast of the year"),
    "note_no_forecast": Text("未作全年预测", "the year is not forecast"),
    "note_no_test": Text("未作趋势检验", "no trend is tested"),
    "note_prices_real": Text("按可比价", "at comparable prices"),
    "note_prices_growth": Text("按可比价增速推算", "by stated real growth"),
    "note_prices_estimated": Text("按估算的可比价", "at estimated comparable prices"),
    "note_no_comparable_price": Text("没有可比价数据或增速", "no comparable price"),
    "note_scope_changed": Text("口径变动前的月份不计", "months of another scope are left out"),
    "note_no_data": Text("没有数据", "no data"),
    "note_stands_at_bound": Text("一直等于目标值，没有波动", "stands at its bound without variation"),
    "note_at_least": Text("余下月份的平均是下限", "the average of the remaining months is a minimum"),
    "note_cannot_be_met": Text("已不能达到", "cannot be met any more"),
    "note_met_whatever_comes": Text("必能达到", "met whatever comes"),
}

ASKED: dict[str, Text] = {
    "trend_through": Text("月份“{through}”应写成 2024-03。", "Month “{through}” should be written 2024-03."),
    "cli_help_trend": Text(
        "趋势检验、全年预测与余下月份", "Tests for a trend, the year's forecast, what is left"
    ),
    "cli_help_through": Text(
        "截至月份，默认最后一个有数的月", "Last month looked at; by default the last with a figure"
    ),
    "cli_help_one_indicator": Text("指标代码", "Code of an indicator"),
}

MESSAGES: dict[str, Text] = {**VERDICTS, **TESTS, **FORECASTS, **REMAINING, **NOTES, **ASKED}
